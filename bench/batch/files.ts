import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Columns } from './data.js';

/** The columns as files that every engine reads: numbers only, no quotes. */
export interface Files {
  /** cid, name, at, category, cents: names and categories by their index. */
  readonly events: string;
  /** cid, signed, seats, used. */
  readonly customers: string;
  remove(): void;
}

/** Writes the columns as CSV to a temporary folder. */
export const csvFiles = (of: Columns): Files => {
  const folder = mkdtempSync(join(tmpdir(), 'habitus-bench-'));
  const write = (name: string, rows: number, line: (row: number) => string): string => {
    const file = join(folder, name);
    writeFileSync(file, '');
    for (let low = 0; low < rows; low += 200_000) {
      const lines = Array.from({ length: Math.min(200_000, rows - low) }, (_, i) => line(low + i));
      writeFileSync(file, `${lines.join('\n')}\n`, { flag: 'a' });
    }
    return file;
  };
  return {
    events: write('events.csv', of.at.length, (row) =>
      [
        of.customer[row],
        of.name[row],
        of.at[row],
        of.category[row],
        Math.round(of.amount[row]! * 100),
      ].join(),
    ),
    customers: write('customers.csv', of.ids.length, (row) =>
      [row, of.signedUpAt[row], of.seats[row], of.seatsUsed[row]].join(),
    ),
    remove: () => rmSync(folder, { recursive: true }),
  };
};
