import fc from 'fast-check';
import { activity, attribute, days, events, metric, segment, sequence } from 'habitus';
import { powerUser, usageTier } from 'habitus/catalogue';
import { duckdb, type SqlSource, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namer, plainName } from '../../src/sql/compile/names.js';
import { PATIENCE, shown } from '../trials/settings.js';
import { dialects } from './dialects.js';
import { ENGINES, hasClickHouse, type SqlEngine } from './engines.js';
import { type Columns, testTable, withTables } from './source-tables.js';

const source: SqlSource = {
  customers: {
    table: 'users',
    id: 'id',
    attributes: { columns: { plan: 'plan', seats: { column: 'seats', as: 'integer' } } },
  },
  events: { table: 'happened', customerId: 'who', at: 'at', name: 'name', properties: { json: 'payload' } },
};
const options = { source, asOf: '2026-11-22T00:00:00Z', dialect: duckdb } as const;

/** The names of the columns that a statement makes, in order. */
const namesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/ AS ["`]([^"`]+)["`]/g)].map(([, each]) => each!)),
];

describe('a plain name', () => {
  it.each([
    ['plan', 'plan'],
    ['accountPlan', 'account_plan'],
    ['Größe der Firma', 'gro_e_der_firma'],
    ['Überschuß', 'uberschu'],
    ['a.b[0]', 'a_b_0'],
    ['2fa', 'value_2fa'],
    ['😀', 'value'],
    ['', 'value'],
    ['id', 'id_value'],
    ['"; DROP TABLE users; --', 'drop_table_users'],
    [`${'long_'.repeat(30)}end`, 'long_long_long_long_long_long_long_long_long_end'],
  ])('of %j is %j', (meaning, expected) => {
    expect(plainName(meaning)).toBe(expected);
  });

  it('is valid and short everywhere, and none is given twice, of any texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 90 }), { maxLength: 30 }), (meanings) => {
        const next = namer();
        const given = meanings.map(next);
        for (const each of given) expect(each).toMatch(/^[a-z][a-z0-9_]{2,62}$/);
        expect(new Set(given).size).toBe(given.length);
        const again = namer();
        expect(meanings.map(again)).toEqual(given);
      }),
      { numRuns: 500, ...shown },
    );
  });

  it('is none that a statement has for itself', () => {
    const next = namer();
    for (const each of ['customer', 'customer_id', 'name', 'segment', 'part', 'as_of'])
      expect(next(each)).toBe(`${each}_2`);
  });
});

describe('a statement', () => {
  const orders = metric('orders', { value: () => events('order').within(days(30)).count() });
  const definitions = {
    power_user: powerUser,
    tier: usageTier,
    orders,
    spend: events('order').where({ currency: 'EUR' }).within(days(30)).sum('amount'),
    pro: attribute('plan').is('pro'),
    crowded: attribute('seats').atLeast(5),
    path: sequence(events('viewed'), events('order')).within(days(1)).completed(),
  };

  it.each(dialects)('for %s calls its columns by what they mean', (_, dialect) => {
    const { text } = toSQL(definitions, { ...options, dialect });
    const names = namesIn(text);
    expect(names.filter((each) => /^(is|value|property|attribute|answer|step)_\d+$/.test(each))).toEqual([]);
    for (const each of [
      'active_days_28d',
      'feature_used_distinct_feature_28d',
      'is_order_with_currency_eur',
      'order_count_30d',
      'amount',
      'plan',
      'seats',
      'step_1_viewed_start',
      'power_user',
      'pro',
    ])
      expect(names).toContain(each);
    for (const each of names) expect(each).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
  });

  it('makes no column twice, and is the same each time it is made', () => {
    const { text } = toSQL(definitions, options);
    expect(toSQL(definitions, options).text).toBe(text);
    const made = [...text.matchAll(/^ {4}(?!b\d|.*OVER \(\) AS).* AS "([^"]+)",?$/gm)].map(
      ([, each]) => each!,
    );
    const steps = made.filter((each) => !['customer', 'at', 'name', 'customer_id'].includes(each));
    expect(steps.length).toBeGreaterThan(15);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('calls what it has alone as it does beside others', () => {
    const alone = namesIn(toSQL({ orders }, options).text);
    const beside = namesIn(toSQL(definitions, options).text);
    for (const each of alone) expect(beside).toContain(each);
  });

  it('says in a sentence what each step is for, and for whom', () => {
    const { text } = toSQL(definitions, options);
    const steps = text.match(/^"\w+" AS \($/gm)!.length;
    const sentences = text.match(/^-- .*\.\n(-- .*\n)*"\w+" AS \($/gm)!;
    expect(sentences.length).toBe(steps);
    expect(text).toContain(
      '-- Customers, with the attributes that are looked at. For pro, crowded.\n"people" AS (',
    );
    expect(text).toContain('-- Events of order, viewed up to 2026-11-22, with the properties');
  });

  it('says why names are left out', () => {
    const active = segment('active', { where: () => activity().within(days(7)).any() });
    const { text } = toSQL([active], options);
    expect(text).toMatch(
      /-- is_active_but_20_names: any event but what the company does \(deal_created, .* and \d+ more names\), what befalls the customer \(outage, .*\), what customers do that does not count here \(cancellation_requested, .*\)\.\n/,
    );
    const own = segment('own', { where: () => events.except('ping', 'pong').within(days(7)).any() });
    expect(toSQL([own], options).text).toContain('"is_event_but_2_names"');
    expect(toSQL([own], options).text).not.toContain('any event but');
  });

  it('says the parameters of definitions at its head', () => {
    const { text } = toSQL([powerUser.with({ activeDays: 15 }), orders], options);
    expect(text.split('\n').slice(1, 3)).toEqual([
      '-- power-user: active on at least 15 of the last 28 days and used at least 5 different features in the last 28 days (activeDays 15, features 5, window 28 days)',
      '-- orders: the number of order events in the last 30 days',
    ]);
  });

  it('looks for copies only where events have ids', () => {
    expect(toSQL({ orders }, options).text).not.toContain('copies');
    const events = { ...(source.events as object), id: 'message' } as SqlSource['events'];
    const withIds = { ...source, events };
    expect(toSQL({ orders }, { ...options, source: withIds }).text).toContain('"events_copies" AS (');
  });

  it('guards no whole numbers against what they cannot be', () => {
    const { text } = toSQL({ crowded: definitions.crowded }, options);
    expect(text).toContain('CAST(c."seats" AS DOUBLE) AS "seats"');
    expect(text).not.toContain('1.7976931348623157e308');
  });
});

describe.each(ENGINES)('columns with names that cross those of the tables, on %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
  }, PATIENCE);
  afterAll(() => engine.close());

  interface Person {
    readonly id: string;
    readonly plan: string;
    readonly seats: number;
    readonly at: string;
  }
  const people: readonly Person[] = [
    { id: 'ada', plan: 'pro', seats: 5, at: 'x' },
    { id: 'bob', plan: 'free', seats: 1, at: 'y' },
  ];
  const columns: Columns<Person> = [
    ['id', 'text', ({ id }) => id],
    ['plan', 'text', ({ plan }) => plan],
    ['seats', 'integer', ({ seats }) => seats],
    ['at', 'text', ({ at }) => at],
  ];
  const rows = [
    { who: 'ada', ms: 5, name: 'order', amount: 'a', currency: 7 },
    { who: 'ada', ms: 6, name: 'order', amount: 'b', currency: 8 },
  ];
  const eventColumns: Columns<(typeof rows)[number]> = [
    ['who', 'text', ({ who }) => who],
    ['ms', 'integer64', ({ ms }) => ms],
    ['name', 'text', ({ name }) => name],
    ['amount', 'text', ({ amount }) => amount],
    ['currency', 'integer', ({ currency }) => currency],
  ];
  const crossed: SqlSource = {
    customers: {
      table: 'crossed_people',
      id: 'id',
      attributes: {
        columns: { plan: { column: 'seats', as: 'integer' }, seats: 'plan', id: 'at', at: 'id' },
      },
    },
    events: {
      table: 'crossed_events',
      customerId: 'who',
      at: { column: 'ms', as: 'milliseconds' },
      name: 'name',
      properties: {
        columns: {
          amount: { column: 'currency', as: 'integer' },
          currency: 'amount',
          name: 'who',
          item: 'amount',
        },
      },
    },
  };
  /** Keys that are names of columns, too; of other things. */
  const definitions = {
    plan: attribute('seats', { as: 'text' }),
    seats: attribute('plan', { as: 'number' }),
    amount: events('order').last('currency', { as: 'text' }),
    currency: events('order').sum('amount'),
    name: attribute('id', { as: 'text' }),
    at: attribute('at', { as: 'text' }),
    customer: events('order').where({ name: 'ada' }).count(),
    part: events('order').distinct('item'),
    order_count: events('order').where({ currency: 'b' }).any(),
    A: events('order').count().atLeast(2),
    a_2: events('order').count(),
  };

  it('are each read from where they are', async () => {
    const found = await withTables(
      engine,
      [testTable('crossed_people', columns, people), testTable('crossed_events', eventColumns, rows)],
      () => engine.run(toSQL(definitions, { dialect: engine.dialect, source: crossed, asOf: 10 })),
    );
    const of = (id: string) => found.find((row) => row.customer_id === id);
    expect(of('ada')).toEqual({
      customer_id: 'ada',
      plan: 'pro',
      seats: 5,
      amount: 'b',
      currency: 15,
      name: 'x',
      at: 'ada',
      customer: 2,
      part: 2,
      order_count: true,
      A: true,
      a_2: 2,
    });
    expect(of('bob')).toMatchObject({ plan: 'free', seats: 1, amount: null, currency: 0, A: false });
  });
});

if (!hasClickHouse)
  it.skip('names on ClickHouse: chdb is not installed (npm ci --prefix bench/peers)', () => {});
