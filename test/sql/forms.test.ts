import { attribute, classification, days, events, inBucket, not } from 'habitus';
import { type Asked, population } from 'habitus/population';
import { type SqlOptions, type SqlSource, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, hasClickHouse, type SqlEngine } from './engines.js';
import { type Columns, testTable, withTables } from './source-tables.js';

const asOf = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

/** Ids and names of properties that look like something else. */
const ids = ['ada', 'Ada', '', "o'neil", 'a"b', '$1', 'é', 'e\u0301', '😀', '1', '01', '-- x', '\\', 'a b'];
const KEYS = [
  '',
  'a/b',
  'm~n',
  '~1',
  '$',
  '$.x',
  '*',
  'a.b',
  'q"',
  "s'",
  '\\',
  '0',
  '[0]',
  '#',
  '?',
  '{p1:String}',
  '$1',
  '__proto__',
];

const people = ids.map((id, i) => ({
  id,
  attributes: Object.fromEntries(
    KEYS.filter((_, k) => (k + i) % 2 === 0).map((key, k) => [key, k % 3 === 0 ? `${i}` : i]),
  ),
}));
const happened = ids.flatMap((customerId, i) =>
  Array.from({ length: i % 5 }, (_, k) => ({
    customerId,
    name: k % 2 === 0 ? 'order' : '$1',
    at: asOf - k * DAY,
    properties: Object.fromEntries(
      KEYS.filter((__, j) => (j + k + i) % 3 === 0).map((key) => [key, k + 0.5]),
    ),
  })),
);

const buyer = events('order').within(days(2)).any();
const seats = attribute('a.b', { as: 'number' });
const tier = classification('tier', {
  labels: () => ({ high: seats.atLeast(7), low: seats.atLeast(2), "it's": buyer }),
});
const definitions = {
  buyer,
  'not-buyer': not(buyer),
  half: inBucket('x', { from: 0, to: 50 }),
  top: events().count().topPercent(25),
  'few-seats': seats.below(3),
};
const others = {
  tier,
  seats,
  ...Object.fromEntries(KEYS.map((key, i) => [`sum_${i}`, events('order', '$1').sum(key)])),
  ...Object.fromEntries(KEYS.map((key, i) => [`text_${i}`, attribute(key, { as: 'text' })])),
  ...Object.fromEntries(KEYS.map((key, i) => [`there_${i}`, attribute(key).exists()])),
};
const all = { ...definitions, ...others };

const source: SqlSource = {
  customers: { table: 'people_1', id: 'id', attributes: { json: 'traits' } },
  events: {
    table: 'events_1',
    customerId: 'who',
    at: { column: 'at', as: 'milliseconds' },
    name: 'name',
    properties: { json: 'payload' },
  },
};
const people1: Columns<(typeof people)[number]> = [
  ['id', 'text', ({ id }) => id],
  ['traits', 'json', ({ attributes }) => JSON.stringify(attributes)],
];
const events1: Columns<(typeof happened)[number]> = [
  ['who', 'text', ({ customerId }) => customerId],
  ['at', 'integer64', ({ at }) => at],
  ['name', 'text', ({ name }) => name],
  ['payload', 'json', ({ properties }) => JSON.stringify(properties)],
];
const tables = [testTable('people_1', people1, people), testTable('events_1', events1, happened)];

describe.each(ENGINES)('the forms of an answer on %s', (_, open) => {
  let engine: SqlEngine;
  const memory = population({ customers: people as never, events: happened as never, asOf });
  const table = memory.evaluate(all as unknown as Record<string, Asked>);
  const answer = (key: string, id: string): unknown => table.column(key).get(id);
  const asked = (what: object, options: Partial<SqlOptions> = {}) =>
    toSQL(what as typeof all, { dialect: engine.dialect, source, asOf, ...options });
  const ask = (what: object, options: Partial<SqlOptions> = {}) =>
    withTables(engine, tables, () => engine.run(asked(what, options)));

  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it('is a row a customer, whatever ids and keys of JSON look like', async () => {
    const rows = await ask(all);
    expect(rows.length).toBe(ids.length);
    for (const row of rows)
      for (const key of Object.keys(all))
        expect([key, row.customer_id, row[key]]).toEqual([
          key,
          row.customer_id,
          answer(key, row.customer_id as string),
        ]);
  });

  it('is of those customers only, ranked among all of them', async () => {
    const only = ['ada', "o'neil", '😀', 'nobody', '$1'];
    const rows = await ask(all, { only });
    expect(rows.map((row) => row.customer_id).sort()).toEqual(['ada', "o'neil", '😀', '$1'].sort());
    for (const row of rows) expect(row.top).toBe(answer('top', row.customer_id as string));
    expect(await ask(all, { only: [] })).toEqual([]);
  });

  it('is a row a member and segment', async () => {
    const pairs = (within: readonly string[]) =>
      Object.keys(definitions)
        .flatMap((key) => within.filter((id) => answer(key, id) === true).map((id) => `${key} ${id}`))
        .sort();
    const told = async (options: Partial<SqlOptions>) =>
      (await ask(definitions, { as: 'members', ...options }))
        .map(({ customer_id, segment }) => `${segment} ${customer_id}`)
        .sort();
    expect(await told({})).toEqual(pairs(ids));
    expect(await told({ only: ['a"b', '\\'] })).toEqual(pairs(['a"b', '\\']));
    expect(await told({ only: [] })).toEqual([]);
  });

  it('is one row of counts', async () => {
    const wanted = (within: readonly string[]) => ({
      customers: within.length,
      ...Object.fromEntries(
        Object.entries(all).map(([key, { kind }]) => [
          key,
          within.filter((id) => (kind === 'segment' ? answer(key, id) === true : answer(key, id) !== null))
            .length,
        ]),
      ),
    });
    const told = (options: Partial<SqlOptions>) => ask(all, { as: 'counts', ...options });
    expect(await told({})).toEqual([wanted(ids)]);
    expect(await told({ only: ['ada', 'Ada', 'é'] })).toEqual([wanted(['ada', 'Ada', 'é'])]);
    expect(await told({ only: [] })).toEqual([wanted([])]);
  });

  it('takes what holds no object, no name, no customer or no instant for nothing', async () => {
    const odd = [null, '[1]', '["0"]', '"x"', '5', 'null', '{}', '{"0":null}'];
    const rows = odd.map((traits, i) => ({ id: `c${i}`, traits }));
    const nothing: Columns<(typeof rows)[number]> = [
      ['id', 'text', ({ id }) => id],
      ['traits', 'json', ({ traits }) => traits],
    ];
    const partial: Columns<(typeof rows)[number]> = [
      ['who', 'text', ({ id }) => (id === 'c1' ? null : id)],
      ['at', 'integer64', ({ id }) => (id === 'c2' ? null : asOf)],
      ['name', 'text', ({ id }) => (id === 'c3' ? null : id === 'c4' ? '' : 'order')],
      ['payload', 'json', ({ traits }) => traits],
    ];
    const many = { any: events().count(), other: events.except('order').count(), first: events().firstAt() };
    const empty = {
      'there-too': attribute('a.b').exists(),
      'no-key': attribute('x', { as: 'text' }),
      total: events().sum('a'),
    };
    const answers = await withTables(
      engine,
      [testTable('people_1', nothing, rows), testTable('events_1', partial, rows)],
      () => engine.run(asked({ ...many, ...empty })),
    );
    const told = Object.fromEntries(
      answers.map(({ customer_id, any, other, first }) => [customer_id, [any, other, first]]),
    );
    const once = [1, 0, asOf];
    expect(told).toEqual({
      c0: once,
      c1: [0, 0, null],
      c2: [0, 0, null],
      c3: [0, 0, null],
      c4: [1, 1, asOf],
      c5: once,
      c6: once,
      c7: once,
    });
    for (const row of answers) expect([row['there-too'], row['no-key'], row.total]).toEqual([false, null, 0]);
  });

  it.each(['rows', 'members', 'counts'] as const)('is a table: %s', async (as) => {
    const what = as === 'members' ? definitions : all;
    const run = (text: string) =>
      engine.run({ text, values: engine.dialect.name === 'clickhouse' ? {} : [] });
    const plain = (rows: readonly object[]) =>
      rows.map((row) => JSON.stringify(row, (__, v) => (typeof v === 'bigint' ? Number(v) : v))).sort();
    const { direct, made } = await withTables(engine, tables, async () => {
      await engine.run(asked(what, { as, into: 'answers' }));
      const rows = await run('SELECT * FROM answers');
      await run('DROP TABLE answers');
      return { direct: await engine.run(asked(what, { as })), made: rows };
    });
    expect(plain(made)).toEqual(plain(direct));
    expect(made.length).toBeGreaterThan(0);
  });
});

if (!hasClickHouse)
  it.skip('the forms of an answer on ClickHouse: chdb is not installed (npm ci --prefix bench/peers)', () => {});
