/**
 * The same in ClickHouse: JSON as text. Here in the process (chdb, which is large and not installed by default); with @clickhouse/client it is
 * `client.query({ query: text, query_params: values, format: 'JSONEachRow' })`.
 *   npm install --prefix bench/peers && npx tsx examples/warehouse/clickhouse.ts
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clickhouse, lintSQL, runSQL, type SqlSource, toSQL } from 'habitus/sql';
import { segments } from '../online-retail/segments.js';
import { AS_OF, compareSizes, ndjson, printFaults, type Row, type Run, readShopTables } from './shop.js';

interface Chdb {
  readonly Session: new () => {
    query(text: string): string;
    queryBind(text: string, values: object, format: string): string;
    close(): void;
  };
}

const peers = new URL('../../bench/peers/package.json', import.meta.url);

const main = async (): Promise<void> => {
  const shop = await readShopTables();
  const { Session } = createRequire(peers)('chdb') as Chdb;
  const session = new Session();
  const folder = mkdtempSync(join(tmpdir(), 'habitus-'));
  const run: Run = async ({ text, values }) =>
    session
      .queryBind(text, values, 'JSONEachRow')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
  try {
    // 1. Tables in the order in which they are read: a customer's events beside each other, months apart.
    const load = (table: string, columns: string, rows: readonly Row[], engine: string): void => {
      const file = join(folder, `${table}.json`);
      writeFileSync(file, ndjson(rows));
      session.query(`CREATE TABLE ${table} (${columns}) ENGINE = MergeTree ${engine}`);
      session.query(
        `INSERT INTO ${table} SELECT * FROM file('${file}', 'JSONEachRow', '${columns.replaceAll("'", "\\'")}')`,
      );
    };
    load('customers', 'id String, signed_up Int64', shop.customers, 'ORDER BY id');
    load('changes', 'id String, at Int64, country String', shop.changes, 'ORDER BY (id, at)');
    load(
      'events',
      'customer_id String, at Int64, name LowCardinality(String), message_id Nullable(String), properties String',
      shop.events.map((event) => ({ ...event, properties: JSON.stringify(event.properties) })),
      'PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(at)) ORDER BY (customer_id, at)',
    );

    // 2. Where things are.
    const source: SqlSource = {
      customers: {
        table: 'customers',
        id: 'id',
        attributes: { columns: { signedUpAt: { column: 'signed_up', as: 'milliseconds' }, country: null } },
        history: {
          table: 'changes',
          id: 'id',
          at: { column: 'at', as: 'milliseconds' },
          attributes: { columns: { country: 'country', signedUpAt: null } },
        },
      },
      events: {
        table: 'events',
        customerId: 'customer_id',
        at: { column: 'at', as: 'milliseconds' },
        name: 'name',
        id: 'message_id',
        properties: { json: 'properties', as: 'text' },
      },
    };
    printFaults(await run(lintSQL(source, { dialect: clickhouse, definitions: segments })));

    // 3. The sizes of twelve segments.
    const started = performance.now();
    const statement = toSQL(segments, { dialect: clickhouse, source, asOf: AS_OF, as: 'counts' });
    const [counts] = await runSQL(statement, run);
    compareSizes('ClickHouse', counts!, shop.people, performance.now() - started);
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
};

if (existsSync(new URL('./node_modules/chdb/package.json', peers))) await main();
else console.log('ClickHouse is not installed: npm install --prefix bench/peers');
