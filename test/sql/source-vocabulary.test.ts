import fc from 'fast-check';
import { population } from 'habitus/population';
import { type SourceFields, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyTranslator, translator } from '../../src/rows/index.js';
import { PATIENCE, shown, trials } from '../trials/settings.js';
import { ENGINES, hasClickHouse, type SqlEngine } from './engines.js';
import { type Columns, testTable, withTables } from './source-tables.js';
import { AS_OF, asked, type Change, dated, host, ids, type Row, worlds } from './source-words.js';

const json = (bag: object): string => JSON.stringify(bag);
const TEXTS = ['code', 'sku', 'kind', 'channel', 'plan_code', 'plan', 'country'];
const columnsOf = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      { column: name, as: TEXTS.includes(name) ? ('text' as const) : ('number' as const) },
    ]),
  );
const PROPERTIES = ['cents', 'code', 'hours', 'sku', 'kind', 'pairs', 'amount', 'channel'];
const ATTRIBUTES = ['plan_code', 'plan', 'pairs', 'cents', 'country'];

describe.each(ENGINES)('a vocabulary on %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it.each([
    ['JSON', 'json', host],
    ['JSON, rates that change with time', 'json', dated],
    ['columns', 'columns', host],
    ['columns, rates that change with time', 'columns', dated],
  ] as const)(
    'gives the answers of what it translates in memory: %s',
    async (_title, form, spoken) => {
      const { event } = translator(spoken);
      const translate = historyTranslator(spoken);
      const { numRuns, seed } = trials(0.0004);
      let compared = 0;
      for (const { customers, events, history } of fc.sample(worlds(form === 'json'), { numRuns, seed })) {
        // A row of columns says all of them.
        const said = ({ attributes }: Change) =>
          form === 'json'
            ? attributes
            : { ...Object.fromEntries(ATTRIBUTES.map((name) => [name, null])), ...attributes };
        const memory = population({
          asOf: AS_OF,
          customers: customers.map(({ id, attributes: own }) => ({
            id,
            ...translate(
              own,
              history.filter(({ who }) => who === id).map((one) => ({ at: one.at, attributes: said(one) })),
            ),
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
        const changes: Columns<Change> = [
          ['who', 'text', ({ who }) => who],
          ['at_ms', 'integer64', ({ at }) => at],
          ['place', 'integer', ({ place }) => place],
          ...(form === 'json'
            ? [['traits', 'text', (row: Change) => json(row.attributes)] as const]
            : ATTRIBUTES.map((name) => column(name, (row: Change) => row.attributes))),
        ];
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
        const none = {
          spend: null,
          region: null,
          vip: null,
          seats: null,
          cost: null,
          open: null,
          level: null,
          small: null,
        };
        const traits: SourceFields =
          form === 'json'
            ? { json: 'traits', as: 'text' }
            : { columns: { ...columnsOf(ATTRIBUTES), ...none } };
        const statement = toSQL(asked as never, {
          dialect: engine.dialect,
          asOf: AS_OF,
          source: {
            customers: {
              table: 'shop_users',
              id: 'id',
              attributes: traits,
              history: {
                table: 'shop_changes',
                id: 'who',
                at: { column: 'at_ms', as: 'milliseconds' },
                attributes: traits,
                order: 'place',
              },
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
                  : ({
                      columns: {
                        ...columnsOf(PROPERTIES),
                        minutes: null,
                        size: null,
                        sort: null,
                        coin: null,
                      },
                    } as never),
            },
            vocabulary: spoken,
          },
        });
        const tables = [
          testTable('shop_users', people, customers),
          testTable('shop_happened', happened, events),
          testTable('shop_changes', changes, history),
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
                `${key} of ${row.customer_id}: got ${shown(row[key])}, in memory ${shown(wanted)}; ${shown([customers.find(({ id }) => id === row.customer_id), history.filter(({ who }) => who === row.customer_id), theirs])}`,
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
