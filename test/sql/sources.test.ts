import fc from 'fast-check';
import type { Asked } from 'habitus/population';
import { population } from 'habitus/population';
import { type SqlSource, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsed } from '../conformance/profile-engine.js';
import { PATIENCE, shown, trials } from '../trials/settings.js';
import { ENGINES, hasClickHouse, type SqlEngine } from './engines.js';
import { type Changed, type Happened, QUESTIONS, type Traits, type World, worlds } from './source-people.js';
import {
  type Columns,
  type Instant,
  inJson,
  inMemory,
  type Mapped,
  testTable,
  typed,
  withTables,
} from './source-tables.js';

type Form = ReturnType<typeof typed> | ReturnType<typeof inJson>;

interface Ways {
  readonly at?: Instant;
  readonly unique?: boolean;
  readonly history?: boolean;
  readonly aliased?: boolean;
  readonly split?: boolean;
}

/** A world in tables of a form. */
const mapped = (
  world: World,
  form: Form,
  { at = 'timestamptz', unique = false, history = false, aliased = false, split = false }: Ways,
): Mapped => {
  const instant = { column: 'happened_at', as: at };
  const events: Columns<Happened> = [
    ['who', 'text', ({ who }) => (aliased && who.endsWith('1') ? `alias of ${who}` : who)],
    ['happened_at', at, (event) => event.at],
    ['name', 'text', (event) => event.name],
    ['message', 'text', ({ message }) => message],
    ['actor', 'text', ({ actor }) => actor],
    ...form.propertyColumns,
  ];
  const place: Columns<Changed> = [
    ['who', 'text', ({ who }) => who],
    ['happened_at', at, (changed) => changed.at],
    ['place', 'integer', (changed) => changed.place],
    ...form.traitColumns.map(
      ([column, kind, of]) => [column, kind, (row: Changed) => of(row.traits)] as const,
    ),
  ];
  const table = {
    customerId: 'who',
    at: instant,
    name: 'name',
    id: 'message',
    actor: 'actor',
    properties: form.properties,
    unique,
  };
  const [orders, others] = [
    world.events.filter((one) => one.name === 'order'),
    world.events.filter((one) => one.name !== 'order'),
  ];
  const aliases = world.customers.filter(({ id }) => id.endsWith('1')).map(({ id }) => id);
  return {
    tables: [
      testTable<Traits & { readonly id: string }>(
        'shop_users',
        [['id', 'text', ({ id }) => id], ...form.traitColumns],
        world.customers,
      ),
      ...(split
        ? [
            testTable(
              'shop_orders',
              events.filter(([column]) => column !== 'name'),
              orders,
            ),
            testTable('shop_happened', events, others),
          ]
        : [testTable('shop_happened', events, world.events)]),
      ...(history ? [testTable('shop_changes', place, world.history)] : []),
      ...(aliased
        ? [
            testTable<string>(
              'shop_aliases',
              [
                ['alias', 'text', (id) => `alias of ${id}`],
                ['owner', 'text', (id) => id],
              ],
              aliases,
            ),
          ]
        : []),
    ],
    source: {
      customers: {
        table: 'shop_users',
        id: 'id',
        attributes: form.traits,
        ...(history && {
          history: { table: 'shop_changes', id: 'who', at: instant, attributes: form.traits, order: 'place' },
        }),
      },
      events: split
        ? [
            { ...table, table: 'shop_orders', name: { value: 'order' } },
            { ...table, table: 'shop_happened' },
          ]
        : { ...table, table: 'shop_happened' },
      ...(aliased && { identity: { table: 'shop_aliases', alias: 'alias', customer: 'owner' } }),
    } as SqlSource,
  };
};

const FORMS: readonly (readonly [title: string, form: () => Form, ways: Ways])[] = [
  ['one column of json', () => inJson('json'), { history: true }],
  ['one column of jsonb', () => inJson('jsonb'), {}],
  ['JSON in a column of texts', () => inJson('text'), { at: 'timestamp', history: true }],
  ['columns, timestamptz and decimals', () => typed('timestamptz', 'decimal'), { history: true }],
  ['columns, timestamps without a zone and doubles', () => typed('timestamp', 'double'), { at: 'timestamp' }],
  ['columns, milliseconds', () => typed('milliseconds', 'double'), { at: 'milliseconds', history: true }],
  ['columns, microseconds', () => typed('microseconds', 'decimal'), { at: 'microseconds', history: true }],
  ['columns, seconds with a fraction', () => typed('seconds', 'decimal'), { at: 'seconds', history: true }],
  ['two tables of events, one of a fixed name', () => typed('timestamptz', 'double'), { split: true }],
  ['two tables of events in JSON', () => inJson('json'), { split: true, at: 'microseconds' }],
  ['aliases of customers', () => inJson('text'), { aliased: true }],
  ['events that are there once', () => typed('timestamptz', 'double'), { unique: true }],
];

/** Events that are there once: what `unique` promises. */
const withoutCopies = (world: World): World => ({
  ...world,
  events: world.events.map((one) => ({ ...one, message: null })),
});

const asked = Object.fromEntries(
  Object.entries(QUESTIONS).map(([key, definition]) => [key, parsed(definition) as unknown as Asked]),
);

describe.each(ENGINES)('a source of %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
    // What a session takes for its own zone must not matter.
    const zone = { duckdb: 'TimeZone', postgres: 'TimeZone', clickhouse: 'session_timezone' }[
      engine.dialect.name
    ];
    await engine.run({
      text: `SET ${zone} = 'America/New_York'`,
      values: engine.dialect.name === 'clickhouse' ? {} : [],
    });
  });
  afterAll(() => engine.close());

  it.each(FORMS)(
    'gives the answers of the same people in memory: %s',
    async (_title, form, ways) => {
      const { numRuns, seed } = trials(0.0002);
      let compared = 0;
      for (const drawn of fc.sample(worlds(), { numRuns, seed })) {
        const world = ways.unique === true ? withoutCopies(drawn) : drawn;
        const { tables, source } = mapped(world, form(), ways);
        const memory = population(inMemory(world, ways.history === true) as never).evaluate(asked);
        const statement = toSQL(asked as never, { dialect: engine.dialect, source, asOf: world.asOf });
        const rows = await withTables(engine, tables, () => engine.run(statement));
        expect(rows.length).toBe(world.customers.length);
        for (const row of rows)
          for (const key of Object.keys(asked)) {
            const wanted = memory.column(key).get(row.customer_id as string);
            compared++;
            if (!Object.is(row[key], wanted))
              expect.fail(
                `${key} of ${row.customer_id}: got ${shown(row[key])}, in memory ${shown(wanted)}; ${shown(QUESTIONS[key])} as of ${world.asOf}`,
              );
          }
      }
      expect(compared).toBe(numRuns * 30 * Object.keys(asked).length);
    },
    PATIENCE,
  );
});

if (!hasClickHouse)
  it.skip('a source of ClickHouse: chdb is not installed (npm ci --prefix bench/peers)', () => {});
