/**
 * The same in PostgreSQL: tables with jsonb, here in the process (PGlite). With `pg` it is `client.query(text, values)`.
 *   npx tsx examples/warehouse/postgres.ts
 */
import { PGlite } from '@electric-sql/pglite';
import { lintSQL, postgres, runSQL, type SqlSource, toSQL } from 'habitus/sql';
import { keyAccount, segments } from '../online-retail/segments.js';
import { AS_OF, compareSizes, printFaults, type Row, type Run, readShopTables } from './shop.js';

const shop = await readShopTables();
const engine = await PGlite.create();
const run: Run = async ({ text, values }) => (await engine.query<Row>(text, values as unknown[])).rows;

// 1. Tables as a product has them: instants with a zone, properties as jsonb.
await engine.exec(`
  CREATE TABLE users (id TEXT PRIMARY KEY, signed_up TIMESTAMPTZ);
  CREATE TABLE user_changes (id TEXT, changed_at TIMESTAMPTZ, traits JSONB);
  CREATE TABLE events (customer_id TEXT, occurred_at TIMESTAMPTZ, name TEXT, message_id TEXT, properties JSONB);
`);
const load = async (rows: readonly Row[], insert: string): Promise<void> => {
  for (let i = 0; i < rows.length; i += 20_000)
    await engine.query(insert, [JSON.stringify(rows.slice(i, i + 20_000))]);
};
await load(
  shop.customers,
  'INSERT INTO users SELECT id, to_timestamp(signed_up / 1000) FROM json_to_recordset($1) AS r (id TEXT, signed_up DOUBLE PRECISION)',
);
await load(
  shop.changes,
  `INSERT INTO user_changes SELECT id, to_timestamp("at" / 1000), jsonb_build_object('country', country)
   FROM json_to_recordset($1) AS r (id TEXT, "at" DOUBLE PRECISION, country TEXT)`,
);
await load(
  shop.events,
  `INSERT INTO events SELECT customer_id, to_timestamp("at" / 1000), name, message_id, properties
   FROM json_to_recordset($1) AS r (customer_id TEXT, "at" DOUBLE PRECISION, name TEXT, message_id TEXT, properties JSONB)`,
);

// 2. Where things are.
const source: SqlSource = {
  customers: {
    table: 'users',
    id: 'id',
    attributes: { columns: { signedUpAt: 'signed_up', country: null } },
    history: { table: 'user_changes', id: 'id', at: 'changed_at', attributes: { json: 'traits' } },
  },
  events: {
    table: 'public.events',
    customerId: 'customer_id',
    at: 'occurred_at',
    name: 'name',
    id: 'message_id',
    properties: { json: 'properties' },
  },
};
printFaults(await run(lintSQL(source, { dialect: postgres, definitions: segments })));

// 3. The sizes of twelve segments.
const started = performance.now();
const statement = toSQL(segments, { dialect: postgres, source, asOf: AS_OF, as: 'counts' });
const [counts] = await runSQL(statement, run);
compareSizes('PostgreSQL with jsonb', counts!, shop.people, performance.now() - started);

// 4. And one customer with the reason: the values that decide the definition stand beside it.
const [row] = await runSQL(
  toSQL([keyAccount], { dialect: postgres, source, asOf: AS_OF, only: ['14057'], explain: true }),
  run,
);
console.log('\nWhy 14057 is a key account');
for (const [column, value] of Object.entries(row!)) console.log(`  ${column}: ${value}`);
await engine.close();
