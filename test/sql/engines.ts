import { createRequire } from 'node:module';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { type Extensions, PGlite } from '@electric-sql/pglite';
import { clickhouse, type Dialect, duckdb, postgres, type Statement } from 'habitus/sql';
import { hasClickHouse, peers } from '../machine.js';

export { hasClickHouse };

/** A real engine: runs statements, and is closed. */
export interface SqlEngine {
  readonly name: string;
  readonly dialect: Dialect;
  run(statement: Statement): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

/** DuckDB in memory. */
export const openDuckDB = async (): Promise<SqlEngine> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return {
    name: 'DuckDB',
    dialect: duckdb,
    run: async ({ text, values }) =>
      (await connection.runAndReadAll(text, values as DuckDBValue[])).getRowObjectsJS() as Readonly<
        Record<string, unknown>
      >[],
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

/** PostgreSQL in process, with these of its extensions. */
export const openPostgres = async (extensions: Extensions = {}): Promise<SqlEngine> => {
  const engine = await PGlite.create({ extensions });
  return {
    name: 'PostgreSQL',
    dialect: postgres,
    run: async ({ text, values }) =>
      (await engine.query(text, values as unknown[])).rows as Readonly<Record<string, unknown>>[],
    close: () => engine.close(),
  };
};

interface Chdb {
  readonly Session: new () => {
    queryBind(text: string, values: object, format: string): string;
    close(): void;
  };
}

/** ClickHouse in process. */
export const openClickHouse = async (): Promise<SqlEngine> => {
  const { Session } = createRequire(peers)('chdb') as Chdb;
  const session = new Session();
  // Else a number that is not finite would come as null, which is missing.
  session.queryBind('SET output_format_json_quote_denormals = 1', {}, 'JSONEachRow');
  return {
    name: 'ClickHouse',
    dialect: clickhouse,
    run: async ({ text, values }) =>
      session
        .queryBind(text, values, 'JSONEachRow')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
    close: async () => session.close(),
  };
};

/** The engines that are installed. */
export const ENGINES: readonly (readonly [name: string, open: () => Promise<SqlEngine>])[] = [
  ['DuckDB', openDuckDB],
  ['PostgreSQL', openPostgres],
  ...(hasClickHouse ? [['ClickHouse', openClickHouse] as const] : []),
];
