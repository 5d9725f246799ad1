import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORIES, DAY, NAMES, NOW } from '../batch/data.js';

/** The same events as separated values and as lines of JSON. */
export interface Generated {
  readonly csv: string;
  readonly ndjson: string;
  readonly sizes: Readonly<Record<'csv' | 'ndjson', number>>;
  remove(): void;
}

/** Repeatable numbers from 0 to 1 (xorshift, Marsaglia 2003). */
const random = (): (() => number) => {
  let state = 2_463_534_242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/** Writes so many events: a customer, an ISO 8601 instant, a name, a category that needs quotes now and then, an amount in cents. */
export const generate = (rows: number): Generated => {
  const folder = mkdtempSync(join(tmpdir(), 'habitus-bench-'));
  const [csv, ndjson] = [join(folder, 'events.csv'), join(folder, 'events.ndjson')];
  const files = [openSync(csv, 'w'), openSync(ndjson, 'w')] as const;
  const next = random();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const customers = Math.max(1, Math.round(rows / 50));
  writeSync(files[0], 'customer_id,occurred_at,type,category,amount\n');
  for (let low = 0; low < rows; low += 50_000) {
    const [values, lines]: [string[], string[]] = [[], []];
    for (let row = low; row < Math.min(rows, low + 50_000); row++) {
      const customer = `customer-${Math.floor(next() * customers)}`;
      const at = new Date(NOW - Math.floor(next() * 730 * DAY)).toISOString();
      const [name, category] = [pick(NAMES), pick(CATEGORIES)];
      const amount = Math.floor(next() * 10_000) / 100;
      const spelled = row % 10 === 0 ? `"${category}, ""new"""` : category;
      values.push(`${customer},${at},${name},${spelled},${amount}`);
      lines.push(
        JSON.stringify({
          customer_id: customer,
          occurred_at: at,
          type: name,
          category: row % 10 === 0 ? `${category}, new` : category,
          amount,
        }),
      );
    }
    writeSync(files[0], `${values.join('\n')}\n`);
    writeSync(files[1], `${lines.join('\n')}\n`);
  }
  for (const file of files) closeSync(file);
  return {
    csv,
    ndjson,
    sizes: { csv: statSync(csv).size, ndjson: statSync(ndjson).size },
    remove: () => rmSync(folder, { recursive: true }),
  };
};
