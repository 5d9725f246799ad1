import { actor, attribute, days, events, inBucket } from 'habitus';
import { type Asked, population } from 'habitus/population';
import { type SqlSource, toSQL } from 'habitus/sql';
import { expect, it } from 'vitest';
import { ENGINES } from './engines.js';

const MESSAGE = '7b0ad0a4-5c1a-4a1f-9d1e-0d8e4d2f9b10';
const asOf = Date.parse('2026-01-02T00:00:00Z');

const customers = [
  {
    id: '1',
    attributes: { seats: 3, share: 1.5, wealth: 0.1, code: 'ab', from: Date.parse('2026-01-01T00:00:00Z') },
  },
  {
    id: '2',
    attributes: { seats: 4, share: Math.fround(0.1), wealth: 12345678901234567000, code: 'abc', from: asOf },
  },
];
const happened = [1, 1, 2].map((who) => ({
  customerId: String(who),
  id: MESSAGE,
  at: asOf - (who === 1 ? days(1) : 0),
  name: 'a',
  actor: `${MESSAGE.slice(0, -1)}${who}`,
  properties: { n: who === 1 ? 9_007_199_254_740_992 : 3, ok: who === 1 },
}));

const definitions = {
  half: inBucket('x', { from: 0, to: 50 }),
  count: events('a').count(),
  actors: events().distinct(actor()),
  most: events().max('n'),
  seats: attribute('seats').atLeast(4),
  share: attribute('share', { as: 'number' }),
  wealth: attribute('wealth', { as: 'number' }),
  code: attribute('code').is('ab'),
  before: attribute('from', { as: 'instant' }).before('2026-01-02T00:00:00Z'),
  recent: events().within(days(1)).count(),
};

const source: SqlSource = {
  customers: {
    table: 'typed_users',
    id: 'id',
    attributes: {
      columns: {
        seats: 'seats',
        share: 'share',
        wealth: { column: 'wealth', as: 'number' },
        code: 'code',
        from: { column: 'starts', as: 'timestamp' },
      },
    },
  },
  events: {
    table: 'typed_events',
    customerId: 'who',
    at: { column: 'day', as: 'timestamp' },
    name: 'name',
    id: 'message',
    actor: 'actor',
    properties: { columns: { n: 'n', ok: 'ok' } },
  },
};

it.each(ENGINES)(
  'columns of whole numbers, short numbers, decimals, dates and UUIDs are read on %s',
  async (_, open) => {
    const engine = await open();
    const isClickHouse = engine.dialect.name === 'clickhouse';
    const run = (text: string) => engine.run({ text, values: isClickHouse ? {} : [] });
    const end = isClickHouse ? ' ENGINE = MergeTree ORDER BY tuple()' : '';
    await run(
      `CREATE TABLE typed_users (id INTEGER, seats SMALLINT, share REAL, wealth NUMERIC(30,10), code VARCHAR(5), starts DATE)${end}`,
    );
    await run(
      `CREATE TABLE typed_events (who INTEGER, day DATE, name VARCHAR(20), message UUID, actor UUID, n BIGINT, ok BOOLEAN)${end}`,
    );
    await run(
      "INSERT INTO typed_users VALUES (1, 3, 1.5, 0.1, 'ab', '2026-01-01'), (2, 4, 0.1, 12345678901234567890.0123456789, 'abc', '2026-01-02')",
    );
    const rows = happened.map(
      ({ customerId, at, name, id, actor: by, properties: { n, ok } }) =>
        `(${customerId}, '${new Date(at).toISOString().slice(0, 10)}', '${name}', '${id}', '${by}', ${n === 3 ? 3 : '9007199254740993'}, ${ok})`,
    );
    await run(`INSERT INTO typed_events VALUES ${rows.join(', ')}`);
    const memory = population({ customers, events: happened, asOf }).evaluate(
      definitions as unknown as Record<string, Asked>,
    );
    for (const [only, exactIds] of [
      [undefined, false],
      [['2'], false],
      [undefined, true],
      [['2'], true],
    ] as const) {
      const statement = toSQL(definitions, {
        dialect: engine.dialect,
        source: { ...source, exactIds },
        asOf,
        only,
      });
      const isCast = /CAST\(e\."who" AS/.test(statement.text);
      expect(isCast, 'ids are cast').toBe(!exactIds && !isClickHouse);
      const answers = await engine.run(statement);
      expect(answers.length).toBe(only === undefined ? 2 : 1);
      for (const { customer_id: id, ...row } of answers)
        expect(row).toEqual(
          Object.fromEntries(
            Object.keys(definitions).map((key) => [key, memory.column(key).get(String(id))]),
          ),
        );
    }
    await engine.close();
  },
  60_000,
);
