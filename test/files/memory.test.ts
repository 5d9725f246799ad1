import { populationFromFiles, readCsv } from 'habitus/population/node';
import { describe, expect, it } from 'vitest';

const line = new TextEncoder().encode(
  'ada,"a text, of some length, that stands in every row",2026-11-20T09:30:00Z\n',
);

/** A file of so many mebibytes that is nowhere as a whole. */
function* endless(mebibytes: number): Generator<Uint8Array> {
  yield new TextEncoder().encode('user,text,when\n');
  const piece = new Uint8Array(line.length * 1000);
  for (let at = 0; at < piece.length; at += line.length) piece.set(line, at);
  for (let sent = 0; sent < mebibytes << 20; sent += piece.length) yield piece;
}

const resident = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

describe('memory', () => {
  it('is bounded while rows are read one by one, however long the file', async () => {
    let rows = 0;
    let most = 0;
    const before = resident();
    for await (const row of readCsv(endless(96))) {
      rows += Number(row.user === 'ada');
      if (rows % 200_000 === 0) most = Math.max(most, process.memoryUsage().rss / 2 ** 20);
    }
    expect(rows).toBeGreaterThan(1_200_000);
    // Rows that were let go wait for the collector for a while; kept, they would be four times as much.
    expect(most - before).toBeLessThan(200);
  });

  it('of a population is that of its columns: what is read is not kept', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const people = await populationFromFiles({
      events: { file: endless(48), format: 'csv', customerId: 'user', at: 'when', name: { value: 'x' } },
      asOf: '2026-11-22T00:00:00Z',
    });
    expect(people.eventCount).toBeGreaterThan(600_000);
    globalThis.gc?.();
    const held = process.memoryUsage().arrayBuffers - before;
    expect(held / people.eventCount).toBeLessThan(100);
  });

  it('a row longer than 16 MiB is rejected, and reading goes on', async () => {
    function* long(): Generator<Uint8Array> {
      yield new TextEncoder().encode('a,b\n1,"');
      for (let i = 0; i < 20; i++) yield new Uint8Array(1 << 20).fill(120);
      yield new TextEncoder().encode('\n2,3\n');
    }
    const rejected: unknown[] = [];
    const rows: unknown[] = [];
    for await (const row of readCsv(long(), {
      onRejected: ({ row: number, line: at, issues }) => rejected.push([number, at, issues[0]?.code]),
    }))
      rows.push(row);
    expect(rejected).toEqual([[0, 2, 'too-long']]);
    expect(rows).toEqual([{ a: '2', b: '3' }]);
  });
});
