/**
 * A warehouse on your own disk: Parquet files, and DuckDB in the process. A year of a shop becomes three files; one statement
 * answers twelve segments about every customer, and the sizes are those of the population in memory.
 *   npx tsx examples/warehouse/duckdb.ts
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { duckdb, lintSQL, runSQL, type SqlSource, toSQL } from 'habitus/sql';
import { segments } from '../online-retail/segments.js';
import { AS_OF, compareSizes, ndjson, printFaults, type Row, type Run, readShopTables } from './shop.js';

const shop = await readShopTables();
const folder = mkdtempSync(join(tmpdir(), 'habitus-'));
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const run: Run = async ({ text, values }) =>
  (await connection.runAndReadAll(text, values as DuckDBValue[])).getRowObjectsJS() as readonly Row[];

try {
  // 1. Parquet, ordered by customer and time, with a column for each property: the layout that costs least to read.
  const parquet = async (
    name: 'customers' | 'changes' | 'events',
    given: string,
    select: string,
  ): Promise<void> => {
    const [json, file] = [join(folder, `${name}.json`), join(folder, `${name}.parquet`)];
    writeFileSync(json, ndjson(shop[name]));
    const rows = `read_json('${json}', format = 'newline_delimited', columns = {${given}})`;
    await connection.run(`COPY (SELECT ${select.replace('$rows', rows)}) TO '${file}'`);
    await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet('${file}')`);
  };
  await parquet(
    'customers',
    "id: 'VARCHAR', signed_up: 'BIGINT'",
    'id, make_timestamptz(signed_up * 1000) AS signed_up_at FROM $rows ORDER BY id',
  );
  await parquet(
    'changes',
    `id: 'VARCHAR', "at": 'BIGINT', country: 'VARCHAR'`,
    'id, make_timestamptz("at" * 1000) AS changed_at, country FROM $rows ORDER BY id, changed_at',
  );
  await parquet(
    'events',
    `customer_id: 'VARCHAR', "at": 'BIGINT', name: 'VARCHAR', message_id: 'VARCHAR',
     properties: 'STRUCT(amount DOUBLE, items DOUBLE, quantity DOUBLE, product VARCHAR)'`,
    `customer_id, make_timestamptz("at" * 1000) AS occurred_at, name, message_id, unnest(properties)
     FROM $rows ORDER BY customer_id, occurred_at`,
  );

  // 2. Where things are. Null says that there is no such column: the shop knows no categories.
  const source: SqlSource = {
    customers: {
      table: 'customers',
      id: 'id',
      attributes: { columns: { signedUpAt: 'signed_up_at', country: null } },
      history: {
        table: 'changes',
        id: 'id',
        at: 'changed_at',
        attributes: { columns: { country: 'country', signedUpAt: null } },
      },
    },
    events: {
      table: 'events',
      customerId: 'customer_id',
      at: 'occurred_at',
      name: 'name',
      id: 'message_id',
      properties: { columns: { amount: 'amount', items: 'items', quantity: 'quantity', product: 'product' } },
    },
  };

  // 3. Is there anything in it that would make the answers differ from those in memory?
  printFaults(await run(lintSQL(source, { dialect: duckdb, definitions: segments })));

  // 4. Twelve segments about every customer, in one statement.
  const started = performance.now();
  const statement = toSQL(segments, { dialect: duckdb, source, asOf: AS_OF, as: 'counts' });
  const [counts] = await runSQL(statement, run);
  compareSizes('DuckDB over Parquet', counts!, shop.people, performance.now() - started);
} finally {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true });
}
