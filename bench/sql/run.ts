/**
 * The compiled statement against one written by hand for the same eight segments, in the same engine over the same table.
 *   npm run build && npm run bench:sql -- [customers] [rounds]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOUBLE, DuckDBInstance, type DuckDBValue, INTEGER, UTINYINT, version } from '@duckdb/node-api';
import { clickhouse, type Dialect, duckdb, type SqlSource, toSQL } from 'habitus/sql';
import { CATEGORIES, DAY, generate, NAMES, NOW } from '../batch/data.js';
import { NAMES_OF_SEGMENTS, PREMIUM, segments } from '../batch/definitions.js';
import { append } from '../batch/duckdb.js';
import { instantOf, median, range } from '../batch/timing.js';

const [customers = 400_000, rounds = 7] = process.argv.slice(2).map(Number);

const source: SqlSource = {
  customers: {
    table: 'customers',
    id: 'cid',
    attributes: {
      columns: { signedUpAt: { column: 'signed', as: 'milliseconds' }, seats: 'seats', seatsUsed: 'used' },
    },
  },
  events: {
    table: 'events',
    customerId: 'cid',
    at: { column: 'at', as: 'milliseconds' },
    name: 'name',
    unique: true,
    properties: { columns: { amount: 'amount', category: 'category' } },
  },
};

const premium = PREMIUM.map((each) => `'${each}'`).join();

/** As somebody would write it who knows these segments and this table: one pass, one GROUP BY, sums in doubles. */
const byHand = (a: number): string => `
  WITH m AS (
    SELECT cid,
      count(DISTINCT CASE WHEN "at" > ${a - 28 * DAY} THEN floor("at" / ${DAY}) END) AS active,
      count(DISTINCT CASE WHEN "at" > ${a - 28 * DAY} AND name = 'feature_used' THEN category END) AS features,
      count(CASE WHEN "at" > ${a - 30 * DAY} THEN 1 END) AS recent,
      count(CASE WHEN "at" > ${a - 60 * DAY} AND "at" <= ${a - 30 * DAY} THEN 1 END) AS earlier,
      sum(CASE WHEN "at" > ${a - 365 * DAY} AND name = 'purchase' THEN amount END) AS spent,
      count(CASE WHEN "at" > ${a - 365 * DAY} AND name = 'purchase' THEN 1 END) AS orders,
      count(CASE WHEN "at" > ${a - 90 * DAY} AND name = 'purchase' THEN 1 END) AS quarter,
      max(CASE WHEN name = 'purchase' THEN "at" END) AS latest,
      count(CASE WHEN "at" > ${a - 30 * DAY} AND name = 'support_ticket' THEN 1 END) AS tickets,
      count(CASE WHEN "at" > ${a - 180 * DAY} AND name = 'purchase' AND amount >= 50 AND category IN (${premium}) THEN 1 END) AS special
    FROM events WHERE "at" <= ${a} AND ("at" > ${a - 60 * DAY} OR name = 'purchase') GROUP BY cid)
  SELECT c.cid AS "customer_id",
    coalesce(active, 0) >= 3 AND coalesce(features, 0) >= 2 AS "powerUser",
    coalesce(recent, 0) = 0 AND ${a} - signed >= ${30 * DAY} AS "inactive",
    coalesce(spent, 0) >= 100 AS "bigSpender",
    coalesce(quarter, 0) >= 1 AS "frequentBuyer",
    coalesce(${a} - latest > ${60 * DAY}, FALSE) AS "lapsedBuyer",
    coalesce(earlier >= 2 AND recent < earlier * 0.5, FALSE) AS "churnRisk",
    coalesce(used / seats >= 0.8 AND active >= 1, FALSE) AS "upgradeCandidate",
    coalesce(special >= 1 AND spent / orders >= 40 AND tickets <= 1, FALSE) AS "premiumBuyer"
  FROM customers c LEFT JOIN m ON m.cid = c.cid`;

interface Engine {
  readonly name: string;
  readonly dialect: Dialect;
  /** Runs a statement, and answers how many rows there are and a number that stands for all of them. */
  run(text: string, values: unknown): Promise<string>;
}

/** Members of each segment, and the sums of their ids: two statements that agree on all of them agree. */
const summed = (text: string, settings = ''): string => {
  const columns = NAMES_OF_SEGMENTS.map(
    (each) =>
      `count(CASE WHEN "${each}" THEN 1 END), sum(CASE WHEN "${each}" THEN CAST("customer_id" AS BIGINT) END)`,
  );
  return `SELECT count(*), ${columns.join()} FROM (${text}) ${settings}`;
};

const columns = generate(customers);
const folder = mkdtempSync(join(tmpdir(), 'habitus-'));
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
await append(connection, 'raw', {
  cid: [INTEGER, columns.customer],
  name: [UTINYINT, columns.name],
  at: [DOUBLE, columns.at],
  category: [UTINYINT, columns.category],
  amount: [DOUBLE, columns.amount],
});
await append(connection, 'people', {
  cid: [INTEGER, Int32Array.from(columns.ids.keys())],
  signed: [DOUBLE, columns.signedUpAt],
  seats: [DOUBLE, columns.seats],
  used: [DOUBLE, columns.seatsUsed],
});
const list = (texts: readonly string[]): string => `[${texts.map((each) => `'${each}'`).join()}]`;
await connection.run(`CREATE TABLE events AS SELECT cid, ${list(NAMES)}[name + 1] AS name, "at"::BIGINT AS "at",
  ${list(CATEGORIES)}[category + 1] AS category, amount FROM raw ORDER BY "at"`);
await connection.run(
  'CREATE TABLE customers AS SELECT cid, signed::BIGINT AS signed, seats, used FROM people',
);
await connection.run('DROP TABLE raw');
for (const table of ['events', 'customers'])
  await connection.run(`COPY ${table} TO '${join(folder, `${table}.parquet`)}' (FORMAT parquet)`);

const engines: Engine[] = [
  {
    name: `DuckDB ${version()}, 2 threads, table by time`,
    dialect: duckdb,
    run: async (text, values) =>
      String((await connection.runAndReadAll(summed(text), values as DuckDBValue[])).getRows()[0]),
  },
];

interface Session {
  query(text: string): string;
  queryBind(text: string, values: object, format: string): string;
}
try {
  const { Session } = createRequire(new URL('../peers/package.json', import.meta.url))('chdb') as {
    readonly Session: new () => Session;
  };
  const session = new Session();
  session.query('CREATE DATABASE IF NOT EXISTS bench');
  session.query('USE bench');
  const orders = { events: '(cid, at)', customers: 'cid' };
  for (const table of ['events', 'customers'] as const)
    session.query(`CREATE TABLE ${table} ENGINE = MergeTree ORDER BY ${orders[table]} AS
      SELECT * FROM file('${join(folder, `${table}.parquet`)}', Parquet) SETTINGS schema_inference_make_columns_nullable = 0`);
  session.query('OPTIMIZE TABLE events FINAL');
  const { settings = '' } = clickhouse;
  engines.push({
    name: `ClickHouse ${session.query('SELECT version()').trim().replaceAll('"', '')} (chdb), 2 threads, table by customer and time`,
    dialect: clickhouse,
    run: async (text, values) =>
      JSON.parse(
        session.queryBind(
          summed(text.replace(settings, ''), `${settings}, max_threads = 2`),
          values as object,
          'JSONCompactEachRow',
        ),
      ).join(),
  });
} catch {
  console.log('ClickHouse is not installed: npm ci --prefix bench/peers');
}

const [{ model } = { model: 'unknown' }] = cpus();
console.log(
  `${columns.at.length} events, ${customers} customers; ${model}, ${cpus().length} cores, Node ${process.version}`,
);
for (const { name, dialect, run } of engines) {
  const compiled = (asOf: number): Promise<string> => {
    const { text, values } = toSQL(segments, { dialect, source, asOf, comments: false });
    return run(text, values);
  };
  const hand = (asOf: number): Promise<string> => run(byHand(asOf), dialect === clickhouse ? {} : []);
  const ways = { 'by hand': hand, compiled };
  const times = { 'by hand': [] as number[], compiled: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const asOf = round < 0 ? NOW : instantOf(round);
    const answers: string[] = [];
    const order = (Object.keys(ways) as (keyof typeof ways)[]).sort(() => (round % 2 === 0 ? 1 : -1));
    for (const way of order) {
      const start = performance.now();
      answers.push(await ways[way](asOf));
      if (round >= 0) times[way].push(performance.now() - start);
    }
    const numbers = answers.map((each) => each.split(',').map(Number).join());
    if (numbers[0] !== numbers[1]) throw new Error(`${name} differs as of ${asOf}:\n${numbers.join('\n')}`);
  }
  const ratio = median(times.compiled) / median(times['by hand']);
  console.log(name);
  for (const way of ['by hand', 'compiled'] as const)
    console.log(
      `  ${way.padEnd(9)} ${median(times[way]).toFixed(0).padStart(6)} ms  (${range(times[way])}), ${rounds} rounds`,
    );
  console.log(`  compiled ÷ by hand: ${ratio.toFixed(2)}`);
}
rmSync(folder, { recursive: true });
process.exit(0);
