import { citext } from '@electric-sql/pglite/contrib/citext';
import { actor, attribute, events } from 'habitus';
import { type Asked, population } from 'habitus/population';
import { lintSQL, type SqlSource, toSQL } from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { PATIENCE } from '../trials/settings.js';
import { openDuckDB, openPostgres, type SqlEngine } from './engines.js';

const asOf = Date.parse('2026-01-02T00:00:00Z');
const MESSAGES = ['7b0ad0a4-5c1a-4a1f-9d1e-0d8e4d2f9b10', '7b0ad0a4-5c1a-4a1f-9d1e-0d8e4d2f9b11'];

/** Customers, events and texts that differ only in case. */
const customers = ['ada', 'ADA', 'Bob'].map((id) => ({
  id,
  attributes: { plan: id === 'ada' ? 'pro' : 'PRO' },
}));
const row = (who: string, id: string, name: string, by: string, currency: string) => ({
  customerId: who,
  id,
  at: asOf - 1000,
  name,
  actor: by,
  properties: { currency, topic: currency },
});
const happened = [
  row('ada', 'm1', 'purchase', 'u', 'eur'),
  row('ada', 'M1', 'purchase', 'U', 'EUR'),
  row('ada', 'm1', 'Purchase', 'u', 'eur'),
  row('ADA', 'm1', 'purchase', 'u', 'EUR'),
  row('a-bob', 'm2', 'purchase', 'u', 'Eur'),
  row('A-BOB', 'm3', 'purchase', 'u', 'Eur'),
];
const identity = [
  ['a-bob', 'Bob'],
  ['A-BOB', 'ADA'],
];

const definitions = {
  purchases: events('purchase').count(),
  capital: events('Purchase').count(),
  others: events.except('purchase').count(),
  actors: events().distinct(actor()),
  currencies: events().distinct('currency'),
  topics: events().distinct('topic'),
  euros: events('purchase').where({ currency: 'EUR' }).count(),
  topical: events('purchase').where({ topic: 'eur' }).count(),
  most: events().mostFrequent('currency'),
  pro: attribute('plan').is('pro'),
  first: events().first('topic', { as: 'text' }),
};

const source: SqlSource = {
  customers: { table: 'people_of', id: 'id', attributes: { columns: { plan: 'plan' } } },
  events: {
    table: 'things',
    customerId: 'who',
    at: { column: 'ms', as: 'milliseconds' },
    name: 'name',
    id: 'message',
    actor: 'by_whom',
    properties: { columns: { currency: 'currency', topic: { column: 'topic', as: 'text' } } },
  },
  identity: { table: 'aliases', alias: 'alias', customer: 'customer' },
};

const quoted = (texts: readonly unknown[]): string => texts.map((each) => `'${each}'`).join(', ');

/** Makes the tables with columns of this type. */
const fill = async (engine: SqlEngine, text: string): Promise<void> => {
  const run = (sql: string) => engine.run({ text: sql, values: [] });
  await run(`CREATE TABLE people_of (id ${text}, plan ${text})`);
  await run(
    `CREATE TABLE things (who ${text}, message ${text}, ms BIGINT, name ${text}, by_whom ${text}, currency ${text}, topic ${text})`,
  );
  await run(`CREATE TABLE aliases (alias ${text}, customer ${text})`);
  for (const { id, attributes } of customers)
    await run(`INSERT INTO people_of VALUES (${quoted([id, attributes.plan])})`);
  for (const each of happened) {
    const { customerId, id, at, name, actor: by, properties } = each;
    await run(
      `INSERT INTO things VALUES (${quoted([customerId, id])}, ${at}, ${quoted([name, by, properties.currency, properties.topic])})`,
    );
  }
  for (const each of identity) await run(`INSERT INTO aliases VALUES (${quoted(each)})`);
};

const WITHOUT_CASE: readonly (readonly [string, string, () => Promise<SqlEngine>])[] = [
  [
    'citext in PostgreSQL',
    'citext',
    async () => {
      const engine = await openPostgres({ citext });
      await engine.run({ text: 'CREATE EXTENSION citext', values: [] });
      return engine;
    },
  ],
  ['columns COLLATE NOCASE in DuckDB', 'VARCHAR COLLATE NOCASE', openDuckDB],
  [
    'a default collation NOCASE in DuckDB',
    'VARCHAR',
    async () => {
      const engine = await openDuckDB();
      await engine.run({ text: "SET default_collation = 'NOCASE'", values: [] });
      return engine;
    },
  ],
];

describe('S8 Texts are compared by their bytes, whatever their columns say', () => {
  it.each(WITHOUT_CASE)(
    '%s',
    async (_, type, open) => {
      const engine = await open();
      await fill(engine, type);
      const equal = await engine.run({ text: `SELECT id FROM people_of WHERE id = 'ada'`, values: [] });
      expect(equal.length, 'the column compares without case').toBe(2);
      const aliases = new Map(identity as [string, string][]);
      const memory = population({
        customers,
        events: happened.map((each) => ({
          ...each,
          customerId: aliases.get(each.customerId) ?? each.customerId,
        })),
        asOf,
      }).evaluate(definitions as unknown as Record<string, Asked>);
      for (const only of [undefined, ['ADA', 'bob']]) {
        const rows = await engine.run(toSQL(definitions, { dialect: engine.dialect, source, asOf, only }));
        const expected = customers.filter(({ id }) => only === undefined || only.includes(id));
        expect(rows.length).toBe(expected.length);
        for (const { customer_id: id, ...answers } of rows)
          expect({ id, ...answers }).toEqual({
            id,
            ...Object.fromEntries(
              Object.keys(definitions).map((key) => [key, memory.column(key).get(String(id))]),
            ),
          });
      }
      const { text, values } = lintSQL(source, { dialect: engine.dialect, definitions });
      expect(await engine.run({ text, values })).toEqual([]);
      await engine.close();
    },
    PATIENCE,
  );
});

it(
  'columns of enums, UUIDs and addresses are read as texts in PostgreSQL',
  async () => {
    const engine = await openPostgres();
    const run = (text: string) => engine.run({ text, values: [] });
    await run(`CREATE TYPE event_name AS ENUM ('purchase', 'visit')`);
    await run(`CREATE TYPE plan_code AS ENUM ('free', 'pro')`);
    await run('CREATE TABLE people_of (id UUID, plan plan_code)');
    await run(
      'CREATE TABLE things (who TEXT, message UUID, ms BIGINT, name event_name, by_whom UUID, currency INET, topic plan_code)',
    );
    await run(`CREATE TABLE aliases (alias TEXT, customer UUID)`);
    const [ada, bob] = MESSAGES as [string, string];
    await run(`INSERT INTO people_of VALUES ('${ada}', 'pro'), ('${bob}', 'free')`);
    await run(`INSERT INTO aliases VALUES ('b', '${bob}')`);
    await run(
      `INSERT INTO things VALUES ('${ada}', '${ada}', ${asOf - 5}, 'purchase', '${ada}', '10.0.0.0/8', 'pro'), ('b', '${bob}', ${asOf - 5}, 'visit', '${ada}', '::1', 'free')`,
    );
    const asked = {
      purchases: events('purchase').count(),
      others: events.except('purchase').count(),
      pro: attribute('plan').is('pro'),
      local: events().where({ currency: '10.0.0.0/8' }).any(),
      topic: events().mostFrequent('topic'),
      last: events().last('currency', { as: 'text' }),
      actors: events().distinct(actor()),
    };
    const rows = await engine.run(toSQL(asked, { dialect: engine.dialect, source, asOf }));
    const all = {
      actors: 1,
      customer_id: ada,
      purchases: 1,
      others: 0,
      pro: true,
      local: true,
      topic: 'pro',
      last: '10.0.0.0/8',
    };
    expect(rows).toContainEqual(all);
    expect(rows).toContainEqual({
      ...all,
      customer_id: bob,
      purchases: 0,
      others: 1,
      pro: false,
      local: false,
      topic: 'free',
      last: '::1/128',
    });
    const { text, values } = lintSQL(source, { dialect: engine.dialect, definitions: asked });
    expect(await engine.run({ text, values })).toEqual([]);
    await engine.close();
  },
  PATIENCE,
);

it(
  'an index on the names of events is used in PostgreSQL, whatever is compared afterwards',
  async () => {
    const engine = await openPostgres();
    const run = (text: string) => engine.run({ text, values: [] });
    await run('CREATE TABLE people_of (id TEXT)');
    await run('CREATE TABLE things (who TEXT, ms BIGINT, name TEXT)');
    await run(`INSERT INTO things SELECT 'c', i, 'e' || i % 5000 FROM generate_series(1, 50000) i`);
    await run('CREATE INDEX by_name ON things (name)');
    await run('ANALYZE');
    const { text, values } = toSQL(
      { n: events('e7').count() },
      {
        dialect: engine.dialect,
        source: {
          customers: { table: 'people_of', id: 'id' },
          events: {
            table: 'things',
            customerId: 'who',
            at: { column: 'ms', as: 'milliseconds' },
            name: 'name',
          },
        },
        asOf,
        comments: false,
      },
    );
    const plan = await engine.run({ text: `EXPLAIN ${text}`, values });
    expect(JSON.stringify(plan)).toContain('by_name');
    await engine.close();
  },
  PATIENCE,
);
