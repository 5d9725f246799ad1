import fc from 'fast-check';
import { vocabulary } from 'habitus/model';
import { type Asked, population } from 'habitus/population';
import { toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Expression } from '../../src/expression/nodes.js';
import { translator } from '../../src/vocabulary/index.js';
import { parsed } from '../conformance/profile-engine.js';
import { PATIENCE, shown, trials } from '../trials/settings.js';
import { ENGINES, hasClickHouse, type SqlEngine } from './engines.js';
import { type Columns, testTable, withTables } from './source-tables.js';

const AS_OF = Date.parse('2026-03-29T01:00:00Z');
const DAY = 86_400_000;

/** Every kind of field: renamed, in another unit, in a currency that changes with time, a constant, the first of several. */
const host = vocabulary(
  {
    order: {
      event: ['Order Completed', 'order.v2'],
      properties: {
        amount: { from: 'cents', dividedBy: 100, currency: 'code' },
        minutes: { from: 'hours', times: 60 },
        kind: { firstOf: ['sku', 'kind', { value: 'none' }] },
        size: { firstOf: [{ from: 'pairs', times: 2 }, 'cents'] },
        channel: { value: 'web' },
      },
    },
    visit: { event: 'login', properties: { amount: { from: 'cents', inCurrency: 'USD' } } },
    login: { event: 'visit' },
  },
  {
    attributes: {
      plan: 'plan_code',
      seats: { from: 'pairs', times: 2 },
      spend: { from: 'cents', dividedBy: 100, inCurrency: 'GBP' },
      region: { firstOf: ['country', 'plan_code'] },
      vip: { value: true },
    },
    money: {
      currency: 'EUR',
      rates: { GBP: 1.17, USD: 0.9 },
    },
  },
);

/** The same with rates that change with time: only events have an instant. */
const dated = vocabulary(
  {
    ...host.events,
  },
  {
    attributes: { plan: 'plan_code' },
    money: {
      currency: 'EUR',
      rates: {
        GBP: 1.17,
        USD: [
          { from: AS_OF - 20 * DAY, rate: 0.91 },
          { from: AS_OF - 10 * DAY, rate: 0.893 },
        ],
      },
    },
  },
);

const read = (name: string, as: string): object => ({ kind: 'property', name, as });
const of = (...names: readonly string[]): object => ({ kind: 'events', ...(names.length > 0 && { names }) });

const QUESTIONS = {
  orders: { kind: 'count', of: of('order') },
  visits: { kind: 'count', of: of('visit') },
  logins: { kind: 'count', of: of('login') },
  others: { kind: 'count', of: { kind: 'events', except: ['order', 'visit'] } },
  any: { kind: 'count', of: of() },
  spent: { kind: 'sum', of: of('order'), value: read('amount', 'number') },
  all: { kind: 'sum', of: of(), value: read('amount', 'number') },
  last: { kind: 'last', of: of('visit'), value: read('amount', 'number') },
  greatest: { kind: 'max', of: of('order'), value: read('minutes', 'number') },
  kinds: { kind: 'distinct', of: of('order'), value: read('kind', 'text') },
  kind: { kind: 'first', of: of(), value: read('kind', 'text') },
  sizes: { kind: 'sum', of: of('order'), value: read('size', 'number') },
  channel: { kind: 'mostFrequent', of: of(), value: read('channel', 'text') },
  web: {
    kind: 'count',
    of: { ...of(), where: [{ kind: 'oneOf', value: read('channel', 'text'), values: ['web'] }] },
  },
  cents: { kind: 'sum', of: of(), value: read('cents', 'number') },
  plan: { kind: 'attribute', name: 'plan', as: 'text' },
  seats: { kind: 'attribute', name: 'seats', as: 'number' },
  spend: { kind: 'attribute', name: 'spend', as: 'number' },
  region: { kind: 'attribute', name: 'region', as: 'text' },
  vip: { kind: 'attribute', name: 'vip', as: 'boolean' },
  hasSeats: { kind: 'exists', value: { kind: 'attribute', name: 'seats' } },
  hasRegion: { kind: 'exists', value: { kind: 'attribute', name: 'region' } },
} as unknown as Readonly<Record<string, Expression>>;

const asked = Object.fromEntries(
  Object.entries(QUESTIONS).map(([key, definition]) => [key, parsed(definition) as unknown as Asked]),
);

interface Row {
  readonly who: string;
  readonly at: number;
  readonly name: string;
  readonly message: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

const some = (
  entries: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Record<string, unknown>> => fc.record(entries, { requiredKeys: [] });

/** Mostly a number, sometimes what is none. */
const number = (wild: boolean): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom<unknown>(0, 1, -1, 1999, 2675, 12.5, 1e300, -3e-7, 1.7e308, 5e-324),
    },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, ...(wild ? ['12', true, [], {}, 'abc'] : [])) },
  );
const text = (wild: boolean): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<unknown>('a', 'b', '', 'EUR', 'GBP', 'USD', 'é') },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, ...(wild ? [5, false, [], {}, ['a']] : [])) },
  );

const ids = Array.from({ length: 25 }, (_, i) => `c${i}`);

const worlds = (wild: boolean) =>
  fc.record({
    customers: fc.tuple(
      ...ids.map((id) =>
        some({
          plan_code: text(wild),
          plan: text(wild),
          pairs: number(wild),
          cents: number(wild),
          country: text(wild),
        }).map((attributes) => ({ id, attributes })),
      ),
    ),
    events: fc
      .array(
        fc.record<Row>({
          who: fc.constantFrom(...ids),
          at: fc
            .constantFrom(0, 1, 9, 10, 11, 19, 20, 21, 30)
            .chain((days) => fc.constantFrom(0, 1, -1).map((beside) => AS_OF - days * DAY + beside)),
          name: fc.constantFrom('Order Completed', 'order.v2', 'order', 'login', 'visit', 'other'),
          message: fc.constant(null),
          properties: some({
            cents: number(wild),
            code: text(wild),
            hours: number(wild),
            sku: text(wild),
            kind: text(wild),
            pairs: number(wild),
            amount: number(wild),
            channel: text(wild),
          }),
        }),
        { minLength: 200, maxLength: 200 },
      )
      // Two names of the host's that mean one event: a copy all the same (S11).
      .map((events) => [
        ...events.map((one, i) => ({ ...one, message: `${i}` })),
        ...events
          .slice(0, 20)
          .flatMap((one, i) =>
            one.name === 'Order Completed' || one.name === 'order.v2'
              ? [{ ...one, message: `${i}`, name: one.name === 'order.v2' ? 'Order Completed' : 'order.v2' }]
              : [],
          ),
      ]),
  });

const json = (bag: object): string => JSON.stringify(bag);
const TEXTS = ['code', 'sku', 'kind', 'channel', 'plan_code', 'plan', 'country'];
const columnsOf = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [name, { column: name, as: TEXTS.includes(name) ? 'text' : 'number' }]),
  );
const PROPERTIES = ['cents', 'code', 'hours', 'sku', 'kind', 'pairs', 'amount', 'channel'];
const ATTRIBUTES = ['plan_code', 'plan', 'pairs', 'cents', 'country'];

describe.each(ENGINES)('a vocabulary on %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
  }, 60_000);
  afterAll(() => engine.close());

  it.each([
    ['JSON', 'json', host],
    ['JSON, rates that change with time', 'json', dated],
    ['columns', 'columns', host],
    ['columns, rates that change with time', 'columns', dated],
  ] as const)(
    'gives the answers of what it translates in memory: %s',
    async (_title, form, spoken) => {
      const { event, attributes } = translator(spoken);
      const { numRuns, seed } = trials(0.0004);
      let compared = 0;
      for (const { customers, events } of fc.sample(worlds(form === 'json'), { numRuns, seed })) {
        const memory = population({
          asOf: AS_OF,
          customers: customers.map(({ id, attributes: own }) => ({
            id,
            attributes: attributes(own).properties,
          })),
          events: events.map(({ who, at, name, message, properties }) => ({
            customerId: who,
            at,
            id: message,
            ...event(name, properties, at),
          })),
        } as never).evaluate(asked);
        const column = <T>(name: string, from: (row: T) => Readonly<Record<string, unknown>>) =>
          [name, TEXTS.includes(name) ? 'text' : 'double', (row: T) => from(row)[name] ?? null] as const;
        const people: Columns<(typeof customers)[number]> = [
          ['id', 'text', ({ id }) => id],
          ...(form === 'json'
            ? [['traits', 'text', ({ attributes: own }: (typeof customers)[number]) => json(own)] as const]
            : ATTRIBUTES.map((name) => column(name, (row: (typeof customers)[number]) => row.attributes))),
        ];
        const happened: Columns<Row> = [
          ['who', 'text', ({ who }) => who],
          ['at_ms', 'integer64', ({ at }) => at],
          ['name', 'text', ({ name }) => name],
          ['message', 'text', ({ message }) => message],
          ...(form === 'json'
            ? [['payload', 'text', ({ properties }: Row) => json(properties)] as const]
            : PROPERTIES.map((name) => column(name, (row: Row) => row.properties))),
        ];
        const statement = toSQL(asked as never, {
          dialect: engine.dialect,
          asOf: AS_OF,
          source: {
            customers: {
              table: 'shop_users',
              id: 'id',
              attributes:
                form === 'json'
                  ? { json: 'traits', as: 'text' }
                  : ({
                      columns: {
                        ...columnsOf(ATTRIBUTES),
                        spend: null,
                        region: null,
                        vip: null,
                        seats: null,
                      },
                    } as never),
            },
            events: {
              table: 'shop_happened',
              customerId: 'who',
              at: { column: 'at_ms', as: 'milliseconds' },
              name: 'name',
              id: 'message',
              properties:
                form === 'json'
                  ? { json: 'payload', as: 'text' }
                  : ({ columns: { ...columnsOf(PROPERTIES), minutes: null, size: null } } as never),
            },
            vocabulary: spoken,
          },
        });
        const tables = [
          testTable('shop_users', people, customers),
          testTable('shop_happened', happened, events),
        ];
        const rows = await withTables(engine, tables, () => engine.run(statement));
        expect(rows.length).toBe(customers.length);
        for (const row of rows)
          for (const key of Object.keys(asked)) {
            const wanted = memory.column(key).get(row.customer_id as string);
            compared++;
            if (!Object.is(row[key], wanted)) {
              const theirs = events.filter(({ who }) => who === row.customer_id);
              expect.fail(
                `${key} of ${row.customer_id}: got ${shown(row[key])}, in memory ${shown(wanted)}; ${shown([customers.find(({ id }) => id === row.customer_id), theirs])}`,
              );
            }
          }
      }
      expect(compared).toBe(numRuns * ids.length * Object.keys(asked).length);
    },
    PATIENCE,
  );
});

if (!hasClickHouse)
  it.skip('a vocabulary on ClickHouse: chdb is not installed (npm ci --prefix bench/peers)', () => {});
