import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { events } from 'habitus';
import { populationFromFiles } from 'habitus/population/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runnerOf } from '../../src/population/population.js';
import { restore } from '../../src/population/restore.js';

const folder = mkdtempSync(join(tmpdir(), 'habitus-duckdb-'));
const parquet = join(folder, "it's.parquet");
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS = `
  SELECT * FROM (VALUES
    ('ada', TIMESTAMP '2026-11-20 09:30:00.123456', 'purchase', 12::BIGINT, 2.675::DECIMAL(9,3), ['a'], {'x': 1}),
    ('ada', TIMESTAMP '1969-12-31 23:59:59.999999', 'purchase', 9007199254740993::BIGINT, NULL, NULL, NULL),
    (NULL, TIMESTAMP '2026-11-20 09:30:00', 'purchase', 1, 1, NULL, NULL),
    ('bob', NULL, 'purchase', 1, 1, NULL, NULL)
  ) t(who, "when", what, count, amount, tags, more)`;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${ROWS}) TO '${parquet.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
});

const FIELDS = { customerId: 'who', at: 'when', name: 'what' } as const;

describe('what DuckDB reads', () => {
  it.each([
    ['a Parquet file', { file: parquet }],
    ['a query', { query: ROWS }],
  ])(
    '%s: instants floored to milliseconds, whole numbers where they fit, decimals as numbers',
    async (_, from) => {
      const people = await populationFromFiles({
        events: { ...from, ...FIELDS, properties: 'rest' },
        asOf: '2026-11-22T00:00:00Z',
      });
      expect(people.ids).toEqual(['ada']);
      const { events: happened } = restore(runnerOf(people).store, 0);
      expect(happened).toEqual([
        { name: 'purchase', at: -1 },
        {
          name: 'purchase',
          at: Date.parse('2026-11-20T09:30:00.123Z'),
          properties: { count: 12, amount: 2.675 },
        },
      ]);
      expect(people.issues.map(({ message, count }) => [message.split(':')[0], count])).toEqual([
        ['property tags', 1],
        ['property more', 1],
        ['property count', 1],
      ]);
      expect(people.files[0]).toMatchObject({ given: 4, accepted: 2, rejected: 2 });
      expect(people.files[0]!.causes.map(({ code, path }) => `${code} ${path}`)).toEqual([
        'missing who',
        'missing when',
      ]);
    },
  );

  it('a big integer that no number holds is an issue where a number is asked for', async () => {
    const people = await populationFromFiles({
      events: { query: ROWS, ...FIELDS, properties: { columns: { n: { column: 'count', as: 'number' } } } },
      asOf: '2026-11-22T00:00:00Z',
    });
    expect(people.files[0]!.notedRows.map(({ row, issues }) => [row, issues[0]!.code])).toEqual([
      [1, 'not-a-number'],
    ]);
    expect(people.values(events('purchase').sum('n')).toArray()).toEqual([12]);
  });

  it('a column that is not there is an error that names those that are', async () => {
    const asked = populationFromFiles({ events: { query: 'SELECT 1 AS a, 2 AS b', customerId: 'who' } });
    await expect(asked).rejects.toThrow('one of the columns a, b, got "who"');
  });

  it('files of any other kind that it reads come through a query', async () => {
    const file = join(folder, 'x.json');
    writeFileSync(file, '[{"who":"ada","when":"2026-11-20T09:30:00Z","what":"x"}]');
    const people = await populationFromFiles({
      events: { query: `SELECT * FROM read_json('${file}')`, ...FIELDS },
      asOf: '2026-11-22T00:00:00Z',
    });
    expect(people.eventCount).toBe(1);
  });
});

it('whole decimals of many digits, as warehouses keep ids in, are texts by all of them', async () => {
  const query = `SELECT * FROM (VALUES
    (9007199254740992::DECIMAL(38,0), TIMESTAMP '2026-11-20 09:30:00', 'a'),
    (9007199254740993::DECIMAL(38,0), TIMESTAMP '2026-11-20 09:30:00', 'a')) t(who, "when", what)`;
  const customerId = { column: 'who', as: 'text' } as const;
  const people = await populationFromFiles({ events: { query, ...FIELDS, customerId } });
  expect(people.ids).toEqual(['9007199254740992', '9007199254740993']);
});
