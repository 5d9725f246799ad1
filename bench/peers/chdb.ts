import { CATEGORIES, DAY, NAMES } from '../batch/data.js';
import { PREMIUM } from '../batch/definitions.js';
import { csvFiles } from '../batch/files.js';
import { type Answer, installed, type MakePeer } from '../batch/peer.js';

/** What is used of the package chdb. */
interface Chdb {
  readonly Session: new () => {
    query(sql: string): string;
    queryAsync(sql: string, options: { readonly format: string }): Promise<{ bytes(): Uint8Array }>;
    close(): void;
  };
}

const PURCHASE = NAMES.indexOf('purchase');
const FEATURE_USED = NAMES.indexOf('feature_used');
const SUPPORT_TICKET = NAMES.indexOf('support_ticket');
const premium = PREMIUM.map((category) => CATEGORIES.indexOf(category)).join();

/**
 * One pass with conditional aggregates; names and categories are numbers, different days and categories the bits of a mask. The
 * fastest of three forms and four orders that were tried.
 */
const query = (a: number): string => `
  SELECT c.cid, toUInt8(
      (active >= 3 AND features >= 2) + 2 * (recent = 0 AND ${a} - signed >= ${30 * DAY}) + 4 * (spent >= 10000)
    + 8 * (quarter >= 1) + 16 * (bought > 0 AND ${a} - last > ${60 * DAY})
    + 32 * (earlier >= 2 AND recent < earlier * 0.5) + 64 * (used / seats >= 0.8 AND active >= 1)
    + 128 * (special >= 1 AND spent / 100.0 / orders >= 40 AND tickets <= 1)) AS bits
  FROM customers c LEFT JOIN (
    SELECT cid,
      bitCount(groupBitOrIf(bitShiftLeft(toUInt64(1), bitAnd(intDiv(at, ${DAY}) - ${Math.floor((a - 28 * DAY) / DAY)}, 63)),
        at > ${a - 28 * DAY})) AS active,
      bitCount(groupBitOrIf(bitShiftLeft(toUInt64(1), category), at > ${a - 28 * DAY} AND name = ${FEATURE_USED})) AS features,
      countIf(at > ${a - 30 * DAY}) AS recent,
      countIf(at > ${a - 60 * DAY} AND at <= ${a - 30 * DAY}) AS earlier,
      sumIf(cents, at > ${a - 365 * DAY} AND name = ${PURCHASE}) AS spent,
      countIf(at > ${a - 365 * DAY} AND name = ${PURCHASE}) AS orders,
      countIf(at > ${a - 90 * DAY} AND name = ${PURCHASE}) AS quarter,
      maxIf(at, name = ${PURCHASE}) AS last,
      countIf(name = ${PURCHASE}) AS bought,
      countIf(at > ${a - 30 * DAY} AND name = ${SUPPORT_TICKET}) AS tickets,
      countIf(at > ${a - 180 * DAY} AND name = ${PURCHASE} AND cents >= 5000 AND category IN (${premium})) AS special
    FROM (SELECT * FROM events WHERE at <= ${a} AND (at > ${a - 60 * DAY} OR name = ${PURCHASE})) GROUP BY cid) m USING (cid)
  SETTINGS max_threads = 2`;

/** ClickHouse in process, on tables in the order of name and time, with 2 threads. */
export const chdb: MakePeer = async (columns) => {
  const library = await installed(() => import('chdb' as string) as Promise<Chdb>);
  if (library === null) return null;
  const session = new library.Session();
  const files = csvFiles(columns);
  session.query('CREATE DATABASE IF NOT EXISTS bench');
  session.query('USE bench');
  session.query(`CREATE TABLE customers ENGINE = MergeTree ORDER BY cid AS SELECT * FROM
    file('${files.customers}', CSV, 'cid Int32, signed Int64, seats Float64, used Float64')`);
  session.query(`CREATE TABLE events ENGINE = MergeTree ORDER BY (name, at) AS SELECT * FROM
    file('${files.events}', CSV, 'cid Int32, name UInt8, at Int64, category UInt8, cents Int32')`);
  session.query('OPTIMIZE TABLE events FINAL');
  files.remove();
  return {
    name: `ClickHouse ${session.query('SELECT version()').trim().replaceAll('"', '')} (chdb), 2 threads, by name and time`,
    rounds: 21,
    answer: async (asOf): Promise<Answer> => {
      const rows = (await session.queryAsync(query(asOf), { format: 'RowBinary' })).bytes();
      const answer = new Uint8Array(columns.ids.length);
      const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
      for (let at = 0; at < rows.length; at += 5) answer[view.getInt32(at, true)] = rows[at + 4]!;
      return answer;
    },
    close: () => session.close(),
  };
};
