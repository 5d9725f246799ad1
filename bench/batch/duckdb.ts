import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
  UTINYINT,
  version,
} from '@duckdb/node-api';
import { CATEGORIES, type Columns, DAY, NAMES } from './data.js';
import { PREMIUM } from './definitions.js';
import type { Answer, Peer } from './peer.js';

const FEATURE_USED = NAMES.indexOf('feature_used');
const PURCHASE = NAMES.indexOf('purchase');
const SUPPORT_TICKET = NAMES.indexOf('support_ticket');
const premium = PREMIUM.map((category) => CATEGORIES.indexOf(category)).join();

/** A table of events (cid, name, at, category), names and categories by their index, and how a row says its day and its cents. */
interface Table {
  readonly table: string;
  readonly day: string;
  readonly cents: string;
}

/** The columns as they come, instants and amounts as doubles. */
const RAW: Table = {
  table: 'raw',
  day: `floor("at" / ${DAY})::INTEGER`,
  cents: 'round(amount * 100)::INTEGER',
};
/** The same rows, in the order in which they come, with integers for both. */
export const GIVEN: Table = { table: 'given', day: `"at" // ${DAY}`, cents: 'cents' };
/** The same in the order of customer and time. */
const SORTED: Table = { ...GIVEN, table: 'sorted' };
/** The same in the order of name and time, so that a filter on either leaves out whole row groups. */
const BY_NAME: Table = { ...GIVEN, table: 'by_name' };

/** What the first two forms of the query count in the same way. */
const counted = ({ cents }: Table, a: number): string => `
    count(CASE WHEN "at" > ${a - 30 * DAY} THEN 1 END) recent,
    count(CASE WHEN "at" > ${a - 60 * DAY} AND "at" <= ${a - 30 * DAY} THEN 1 END) earlier,
    sum(CASE WHEN "at" > ${a - 365 * DAY} AND name = ${PURCHASE} THEN ${cents} END) cents,
    count(CASE WHEN "at" > ${a - 365 * DAY} AND name = ${PURCHASE} THEN 1 END) orders,
    count(CASE WHEN "at" > ${a - 90 * DAY} AND name = ${PURCHASE} THEN 1 END) orders90,
    max(CASE WHEN name = ${PURCHASE} THEN "at" END) latest,
    count(CASE WHEN "at" > ${a - 30 * DAY} AND name = ${SUPPORT_TICKET} THEN 1 END) tickets,
    count(CASE WHEN "at" > ${a - 180 * DAY} AND name = ${PURCHASE} AND ${cents} >= 5000
               AND category IN (${premium}) THEN 1 END) special`;

/** Leaves out the rows that no metric looks at. */
const looked = ({ table }: Table, a: number): string =>
  `FROM ${table} WHERE "at" <= ${a} AND ("at" > ${a - 60 * DAY} OR name = ${PURCHASE})`;

/** One pass over the events with a conditional aggregate for each metric. */
const oneGroup = (of: Table, a: number): string => `
  SELECT cid,
    count(DISTINCT CASE WHEN "at" > ${a - 28 * DAY} THEN ${of.day} END) active,
    count(DISTINCT CASE WHEN "at" > ${a - 28 * DAY} AND name = ${FEATURE_USED} THEN category END) features,
    ${counted(of, a)}
  ${looked(of, a)} GROUP BY cid`;

/** The same without DISTINCT in an aggregate: days and categories are grouped first, in sub-queries of their own. */
const twoLevels = (of: Table, a: number): string => {
  const last28 = `FROM ${of.table} WHERE "at" > ${a - 28 * DAY} AND "at" <= ${a}`;
  return `
  SELECT m.*, coalesce(d.active, 0) active, coalesce(f.features, 0) features
  FROM (SELECT cid, ${counted(of, a)} ${looked(of, a)} GROUP BY cid) m
  LEFT JOIN (SELECT cid, count(*) active FROM (SELECT DISTINCT cid, ${of.day} ${last28})
    GROUP BY cid) d USING (cid)
  LEFT JOIN (SELECT cid, count(*) features FROM (SELECT DISTINCT cid, category ${last28} AND name = ${FEATURE_USED})
    GROUP BY cid) f USING (cid)`;
};

/**
 * The last 60 days and the purchases in a pass each, so that each filter leaves out what it can. Different days and categories are
 * the bits of a mask: there are fewer than 64 of either.
 */
const masksApart = (of: Table, a: number): string => {
  const last28 = `CASE WHEN "at" > ${a - 28 * DAY}`;
  const firstDay = Math.floor((a - 28 * DAY) / DAY);
  return `
  SELECT * FROM (
    SELECT cid,
      bit_count(bit_or(${last28} THEN 1::BIGINT << ((${of.day} - ${firstDay}) & 31) END)) active,
      bit_count(bit_or(${last28} AND name = ${FEATURE_USED} THEN 1::BIGINT << category END)) features,
      count(CASE WHEN "at" > ${a - 30 * DAY} THEN 1 END) recent,
      count(CASE WHEN "at" <= ${a - 30 * DAY} THEN 1 END) earlier,
      count(CASE WHEN "at" > ${a - 30 * DAY} AND name = ${SUPPORT_TICKET} THEN 1 END) tickets
    FROM ${of.table} WHERE "at" <= ${a} AND "at" > ${a - 60 * DAY} GROUP BY cid)
  FULL JOIN (
    SELECT cid,
      sum(CASE WHEN "at" > ${a - 365 * DAY} THEN ${of.cents} END) cents,
      count(CASE WHEN "at" > ${a - 365 * DAY} THEN 1 END) orders,
      count(CASE WHEN "at" > ${a - 90 * DAY} THEN 1 END) orders90,
      max("at") latest,
      count(CASE WHEN "at" > ${a - 180 * DAY} AND ${of.cents} >= 5000 AND category IN (${premium}) THEN 1 END) special
    FROM ${of.table} WHERE "at" <= ${a} AND name = ${PURCHASE} GROUP BY cid) USING (cid)`;
};

/** The segments over one of the three. */
const segmentsOf = (metrics: string, a: number): string => `
  SELECT c.cid, (
      (coalesce(active, 0) >= 3 AND coalesce(features, 0) >= 2)::INTEGER
    + 2 * (coalesce(recent, 0) = 0 AND ${a} - signed >= ${30 * DAY})::INTEGER
    + 4 * (coalesce(cents, 0) >= 10000)::INTEGER
    + 8 * (coalesce(orders90, 0) >= 1)::INTEGER
    + 16 * coalesce(${a} - latest > ${60 * DAY}, FALSE)::INTEGER
    + 32 * coalesce(earlier >= 2 AND recent < earlier * 0.5, FALSE)::INTEGER
    + 64 * (used / seats >= 0.8 AND coalesce(active, 0) >= 1)::INTEGER
    + 128 * coalesce(special >= 1 AND cents / 100.0 / orders >= 40 AND coalesce(tickets, 0) <= 1, FALSE)::INTEGER
    )::UTINYINT AS bits
  FROM customers c LEFT JOIN (${metrics}) m USING (cid)`;

const FORMS = { 'one GROUP BY': oneGroup, 'DISTINCT first': twoLevels, 'masks, purchases apart': masksApart };
type Form = keyof typeof FORMS;

/** A way to ask: a table and a form of the query. */
interface Way {
  readonly of: Table;
  readonly form: Form;
}

/** The answers as bits, read out of DuckDB's own columns. */
const ask = async (
  connection: DuckDBConnection,
  { of, form }: Way,
  asOf: number,
  customers: number,
): Promise<Answer> => {
  const answer = new Uint8Array(customers);
  const result = await connection.run(segmentsOf(FORMS[form](of, asOf), asOf));
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return answer;
    const [ids, found] = [chunk.getColumnVector(0), chunk.getColumnVector(1)];
    for (let row = 0; row < chunk.rowCount; row++)
      answer[ids.getItem(row) as number] = found.getItem(row) as number;
  }
};

type Numbers = Int32Array | Float64Array | Uint8Array;

/**
 * Appends typed columns chunk by chunk, DuckDB's own way in for data that is in memory. Its types hide the items of a vector, but
 * copying a piece of a column into them at once takes a third less time than setting one after the other.
 */
export const append = async (
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, readonly [DuckDBType, Numbers]>>,
): Promise<void> => {
  const names = Object.entries(columns).map(([name, [type]]) => `"${name}" ${type}`);
  await connection.run(`CREATE TABLE ${table} (${names.join()})`);
  const appender = await connection.createAppender(table);
  const parts = Object.values(columns);
  const types = parts.map(([type]) => type);
  const length = parts[0]![1].length;
  for (let low = 0; low < length; low += 2048) {
    const high = Math.min(low + 2048, length);
    const chunk = DuckDBDataChunk.create(types, high - low);
    parts.forEach(([, column], i) => {
      const vector = chunk.getColumnVector(i) as unknown as { readonly items: Numbers; flush(): void };
      vector.items.set(column.subarray(low, high));
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
};

/** A database in memory, 2 threads, that has the columns as they come. */
const open = async (of: Columns): Promise<{ readonly connection: DuckDBConnection; close(): void }> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await append(connection, 'raw', {
    cid: [INTEGER, of.customer],
    name: [UTINYINT, of.name],
    at: [DOUBLE, of.at],
    category: [UTINYINT, of.category],
    amount: [DOUBLE, of.amount],
  });
  await append(connection, 'customers', {
    cid: [INTEGER, Int32Array.from(of.ids.keys())],
    signed: [DOUBLE, of.signedUpAt],
    seats: [DOUBLE, of.seats],
    used: [DOUBLE, of.seatsUsed],
  });
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, close };
};

/** DuckDB from columns in memory to the answers, once: asked of the rows as they were appended. */
export const duckdbOnce = async (columns: Columns, asOf: number): Promise<Answer> => {
  const { connection, close } = await open(columns);
  const answer = await ask(connection, { of: RAW, form: 'masks, purchases apart' }, asOf, columns.ids.length);
  close();
  return answer;
};

/** DuckDB in memory with 2 threads, its data loaded: three forms of SQL, each over all three orders of the table. */
export const duckdb = async (columns: Columns, tables: readonly Table[] = [GIVEN, SORTED, BY_NAME]) => {
  const { connection, close } = await open(columns);
  await connection.run(`CREATE TABLE given AS
    SELECT cid, name, "at"::BIGINT AS "at", category, ${RAW.cents} AS cents FROM raw`);
  await connection.run('DROP TABLE raw');
  if (tables.includes(SORTED))
    await connection.run('CREATE TABLE sorted AS SELECT * FROM given ORDER BY cid, "at"');
  if (tables.includes(BY_NAME))
    await connection.run('CREATE TABLE by_name AS SELECT * FROM given ORDER BY name, "at"');
  const peers = tables.flatMap((of) =>
    (Object.keys(FORMS) as Form[]).map(
      (form): Peer => ({
        name: `DuckDB ${version()}, 2 threads, ${of.table}, ${form}`,
        rounds: 21,
        answer: (asOf) => ask(connection, { of, form }, asOf, columns.ids.length),
      }),
    ),
  );
  return { peers, close };
};
