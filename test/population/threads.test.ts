import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Threads load the built package, so the whole test looks at it: run `npm run build` first. */
const { events, attribute, inBucket }: typeof import('habitus') = await import(
  '../../dist/index.js' as string
);
const { threadedPopulation }: typeof import('habitus/population/node') = await import(
  '../../dist/population/node/index.js' as string
);

const source = {
  customers: Array.from({ length: 5000 }, (_, i) => ({
    id: `c${i}`,
    attributes: { n: i, odd: i % 2 === 1 },
  })),
  events: Array.from({ length: 20_000 }, (_, i) => ({
    customerId: `c${(i * 7) % 4000}`,
    name: i % 3 === 0 ? 'a' : 'b',
    at: i * 1000,
  })),
  asOf: 20_000_000,
};

/** What a program that imports the built package prints, and how it ends. */
const run = (code: string): string => {
  const dist = (entry: string) =>
    JSON.stringify(`file://${resolve(import.meta.dirname, '../../dist', entry)}`);
  const { stdout, stderr, status, error } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `${code.replace('NODE', dist('population/node/index.js')).replace('CORE', dist('index.js'))}`,
    ],
    { encoding: 'utf8', timeout: 150_000 },
  );
  return `${stdout}${stderr}${error?.message ?? ''}status ${status}`;
};

const PROGRAM = `
  const { events } = await import(CORE);
  const { threadedPopulation } = await import(NODE);
  const customers = Array.from({ length: 3000 }, (_, i) => ({ id: 'c' + i }));
  const people = threadedPopulation({ customers, asOf: 0 });
  console.log(people.count(events().none()));`;

describe('threadedPopulation', () => {
  it('answers many questions in a row, also after it is closed', () => {
    const people = threadedPopulation({ ...source, threads: 3 });
    for (let i = 1; i <= 300; i++) {
      expect(
        people
          .at(i * 1000)
          .values(events().count())
          .toArray()
          .reduce((a, b) => a! + b!, 0),
      ).toBe(i + 1);
    }
    expect(people.count(inBucket('x', { from: 0, to: 50 }))).toBeGreaterThan(2000);
    const at = people.at(5000);
    people.close();
    people.close();
    expect(people.values(events('a').count()).get('c0')).toBe(2);
    expect(
      at
        .values(events().count())
        .toArray()
        .reduce((a, b) => a! + b!, 0),
    ).toBe(6);
  });

  it('answers what has no type, ranks, and several populations at once', () => {
    const [one, two] = [threadedPopulation(source), threadedPopulation(source)];
    expect(one.values(attribute('n')).get('c7')).toBe(7);
    expect(one.values(attribute('odd')).get('c7')).toBe(true);
    expect(one.members(attribute('n', { as: 'number' }).topPercent(1)).size).toBe(50);
    expect(two.values(events().count()).toArray()).toEqual(one.values(events().count()).toArray());
    const table = two.evaluate({ a: events('a').any(), n: attribute('n', { as: 'number' }) });
    expect(table.members('a').and(two.members(events('a').any())).size).toBe(table.members('a').size);
    one.close();
    two.close();
  });

  it('goes through more plans than a thread keeps', () => {
    const people = threadedPopulation(source);
    const segments = Array.from({ length: 150 }, (_, i) => attribute('n').atLeast(i));
    for (const round of [0, 1])
      for (const [i, segment] of segments.entries())
        expect([round, people.count(segment)]).toEqual([round, 5000 - i]);
    people.close();
  });

  it('never keeps a process alive', () => {
    expect(run(PROGRAM)).toBe('3000\nstatus 0');
  });

  it('says so where memory cannot be shared', () => {
    const printed = run(`delete globalThis.SharedArrayBuffer;${PROGRAM}`);
    expect(printed).toContain("code: 'no-shared-memory'");
    expect(printed).toContain('use population() or populationFromColumns()');
  });

  it.each([1, 0, -2, 1.5, NaN, 65, '2'])('refuses %s threads', (threads) => {
    expect(() => threadedPopulation({ ...source, threads: threads as number })).toThrow(
      /threads: expected a whole number of threads from 2 to 64/,
    );
  });
});
