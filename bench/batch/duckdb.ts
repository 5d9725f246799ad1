import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
  version,
} from '@duckdb/node-api';
import { CATEGORIES, type Columns, DAY, NAMES } from './data.js';
import { PREMIUM } from './definitions.js';
import type { Answer, Peer } from './peer.js';

const texts = (values: readonly string[]): string => values.map((value) => `'${value}'`).join();

/** One pass over the events with a conditional aggregate for each metric; `distinct` says how different values are counted. */
const oneGroup = (table: string, a: number): string => `
  SELECT cid,
    count(DISTINCT CASE WHEN "at" > ${a - 28 * DAY} THEN "at" // ${DAY} END) active,
    count(DISTINCT CASE WHEN "at" > ${a - 28 * DAY} AND name = 'feature_used' THEN category END) features,
    count(CASE WHEN "at" > ${a - 30 * DAY} THEN 1 END) recent,
    count(CASE WHEN "at" > ${a - 60 * DAY} AND "at" <= ${a - 30 * DAY} THEN 1 END) earlier,
    ${PURCHASES(a)}
  FROM ${table} WHERE "at" <= ${a} AND ("at" > ${a - 60 * DAY} OR name = 'purchase') GROUP BY cid`;

const PURCHASES = (a: number): string => `
    sum(CASE WHEN "at" > ${a - 365 * DAY} AND name = 'purchase' THEN cents END) cents,
    count(CASE WHEN "at" > ${a - 365 * DAY} AND name = 'purchase' THEN 1 END) orders,
    count(CASE WHEN "at" > ${a - 90 * DAY} AND name = 'purchase' THEN 1 END) orders90,
    max(CASE WHEN name = 'purchase' THEN "at" END) latest,
    count(CASE WHEN "at" > ${a - 30 * DAY} AND name = 'support_ticket' THEN 1 END) tickets,
    count(CASE WHEN "at" > ${a - 180 * DAY} AND name = 'purchase' AND cents >= 5000
               AND category IN (${texts(PREMIUM)}) THEN 1 END) special`;

/** The same without DISTINCT: days and categories are grouped first, in sub-queries of their own. */
const twoLevels = (table: string, a: number): string => `
  SELECT m.*, coalesce(d.active, 0) active, coalesce(f.features, 0) features FROM (
    SELECT cid,
      count(CASE WHEN "at" > ${a - 30 * DAY} THEN 1 END) recent,
      count(CASE WHEN "at" > ${a - 60 * DAY} AND "at" <= ${a - 30 * DAY} THEN 1 END) earlier,
      ${PURCHASES(a)}
    FROM ${table} WHERE "at" <= ${a} AND ("at" > ${a - 60 * DAY} OR name = 'purchase') GROUP BY cid) m
  LEFT JOIN (SELECT cid, count(*) active FROM (SELECT DISTINCT cid, "at" // ${DAY} FROM ${table}
    WHERE "at" > ${a - 28 * DAY} AND "at" <= ${a}) GROUP BY cid) d USING (cid)
  LEFT JOIN (SELECT cid, count(*) features FROM (SELECT DISTINCT cid, category FROM ${table}
    WHERE "at" > ${a - 28 * DAY} AND "at" <= ${a} AND name = 'feature_used') GROUP BY cid) f USING (cid)`;

/** The segments over one of the two. */
const query = (metrics: string, a: number): string => `
  SELECT c.cid, (
      (coalesce(active, 0) >= 3 AND coalesce(features, 0) >= 2)::INTEGER
    + 2 * (coalesce(recent, 0) = 0 AND ${a} - signed >= ${30 * DAY})::INTEGER
    + 4 * (coalesce(cents, 0) >= 10000)::INTEGER
    + 8 * (coalesce(orders90, 0) >= 1)::INTEGER
    + 16 * coalesce(${a} - latest > ${60 * DAY}, FALSE)::INTEGER
    + 32 * (coalesce(earlier, 0) >= 2 AND recent < earlier * 0.5)::INTEGER
    + 64 * (used / seats >= 0.8 AND coalesce(active, 0) >= 1)::INTEGER
    + 128 * coalesce(special >= 1 AND cents / 100.0 / orders >= 40 AND tickets <= 1, FALSE)::INTEGER
    )::UTINYINT AS bits
  FROM customers c LEFT JOIN (${metrics}) m USING (cid)`;

const FORMS = { 'one GROUP BY': oneGroup, 'DISTINCT first': twoLevels };

/** The answers as bits, read out of DuckDB's own columns. */
const ask = async (connection: DuckDBConnection, sql: string, customers: number): Promise<Answer> => {
  const answer = new Uint8Array(customers);
  const result = await connection.run(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return answer;
    const [ids, found] = [chunk.getColumnVector(0), chunk.getColumnVector(1)];
    for (let row = 0; row < chunk.rowCount; row++)
      answer[ids.getItem(row) as number] = found.getItem(row) as number;
  }
};

/** Appends typed columns chunk by chunk, DuckDB's own way in for data that is in memory. */
const append = async (
  connection: DuckDBConnection,
  table: string,
  columns: readonly (readonly [DuckDBType, ArrayLike<number>])[],
): Promise<void> => {
  const names = columns.map(([type], i) => `c${i} ${type}`).join();
  await connection.run(`CREATE TABLE ${table} (${names})`);
  const appender = await connection.createAppender(table);
  const types = columns.map(([type]) => type);
  const length = columns[0]![1].length;
  for (let low = 0; low < length; low += 2048) {
    const size = Math.min(2048, length - low);
    const chunk = DuckDBDataChunk.create(types, size);
    columns.forEach(([, column], i) => {
      chunk.setColumnValues(
        i,
        Array.from({ length: size }, (_, row) => column[low + row]!),
      );
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
};

/** Loads the columns: `given` has the events as they come. */
const load = async (connection: DuckDBConnection, of: Columns): Promise<void> => {
  await append(connection, 'raw', [
    [INTEGER, of.customer],
    [INTEGER, of.name],
    [DOUBLE, of.at],
    [INTEGER, of.category],
    [DOUBLE, of.amount],
  ]);
  await append(connection, 'people', [
    [DOUBLE, of.signedUpAt],
    [DOUBLE, of.seats],
    [DOUBLE, of.seatsUsed],
  ]);
  await connection.run(`CREATE TYPE names AS ENUM (${texts(NAMES)})`);
  await connection.run(`CREATE TYPE categories AS ENUM (${texts(CATEGORIES)})`);
  await connection.run(
    `CREATE TABLE customers AS SELECT rowid::INTEGER cid, c0::BIGINT signed, c1 seats, c2 used FROM people`,
  );
  await connection.run(`CREATE TABLE given AS SELECT c0 cid, enum_range(NULL::names)[c1 + 1]::names AS name, c2::BIGINT "at",
    enum_range(NULL::categories)[c3 + 1]::categories AS category, round(c4 * 100)::INTEGER cents FROM raw`);
  await connection.run('DROP TABLE raw');
};

/** DuckDB from columns in memory to the answers, once. */
export const duckdbOnce = async (columns: Columns, asOf: number): Promise<Answer> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await load(connection, columns);
  const answer = await ask(connection, query(twoLevels('given', asOf), asOf), columns.ids.length);
  connection.closeSync();
  instance.closeSync();
  return answer;
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** DuckDB in memory with 2 threads: of two forms of SQL and two orders of the table the fastest, and the fastest unsorted. */
export const duckdb = async (columns: Columns): Promise<{ readonly best: Peer; readonly unsorted: Peer }> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await load(connection, columns);
  await connection.run('CREATE TABLE sorted AS SELECT * FROM given ORDER BY cid, "at"');
  const last = columns.at.reduce((so, at) => Math.max(so, at), 0);
  const tried: { readonly table: string; readonly form: keyof typeof FORMS; readonly ms: number }[] = [];
  for (const table of ['given', 'sorted']) {
    for (const form of Object.keys(FORMS) as (keyof typeof FORMS)[]) {
      const times: number[] = [];
      for (let round = 0; round < 5; round++) {
        const start = performance.now();
        await ask(connection, query(FORMS[form](table, last - round), last - round), columns.ids.length);
        times.push(performance.now() - start);
      }
      tried.push({ table, form, ms: median(times) });
    }
  }
  const peer = (of: typeof tried): Peer => {
    const { table, form } = of.reduce((so, each) => (each.ms < so.ms ? each : so));
    return {
      name: `DuckDB ${version()}, 2 threads, ${table}, ${form}`,
      rounds: 11,
      answer: (asOf) => ask(connection, query(FORMS[form](table, asOf), asOf), columns.ids.length),
    };
  };
  return { best: peer(tried), unsorted: peer(tried.filter(({ table }) => table === 'given')) };
};
