import { DuckDBInstance } from '@duckdb/node-api';
import { type DialectName, init, validate } from '@guanmingchiu/sqlparser-ts';
import { parse } from 'libpg-query';

await init();
const duckdb = await (await DuckDBInstance.create(':memory:')).connect();

const independent =
  (dialect: DialectName) =>
  async (text: string): Promise<unknown> =>
    validate(text, dialect);

/**
 * Who reads the statements of each dialect: the parsers of DuckDB and PostgreSQL themselves, and for the others an
 * independent one, to which Trino's are SQL of no particular engine.
 */
const PARSERS: Readonly<Record<string, (text: string) => Promise<unknown>>> = {
  duckdb: (text) => duckdb.extractStatements(text),
  postgres: parse,
  clickhouse: independent('clickhouse'),
  bigquery: independent('bigquery'),
  snowflake: independent('snowflake'),
  // It does not know the backslashes of Spark's literals: each escaped character becomes one that needs none.
  spark: (text) => independent('spark')(text.replace(/\\(.)/gs, (_, of) => (of === "'" ? "''" : '.'))),
  // Its types of lists are written otherwise: ARRAY(VARCHAR).
  trino: (text) => independent('generic')(text.replace(/\bAS ARRAY\((\w+)\)/g, 'AS ARRAY<$1>')),
};

/** What the parser of a dialect says against a statement, with the place; undefined of one that it reads. */
export const faultIn = async (text: string, dialect: string): Promise<string | undefined> => {
  try {
    await PARSERS[dialect]!(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};
