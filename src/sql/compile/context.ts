import type { Bound } from '../../plan/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { name, raw, type Sql, sql } from '../fragment.js';
import type { SourceFields, SqlSource } from '../source.js';
import type { Growth } from './chain.js';

/** What a statement is compiled from. */
export interface Context extends Growth {
  readonly bound: Bound;
  readonly dialect: Dialect;
  readonly source: SqlSource;
  /** The name of a CTE. */
  readonly called: (of: string) => string;
}

/** A table of the mapping, each part of its name quoted. */
export const tableOf = (table: string): Sql =>
  table.split('.').reduce<Sql>((so, part, i) => (i === 0 ? name(part) : sql`${so}.${name(part)}`), raw(''));

/** The same, with its column of JSON mended where the engine's readers would refuse all of it. */
export const readableTable = (dialect: Dialect, table: string, fields: SourceFields | undefined): Sql => {
  const { mended } = dialect;
  if (mended === undefined || fields === undefined || !('json' in fields)) return tableOf(table);
  const json = name(fields.json);
  return sql`(SELECT * REPLACE (${mended(json)} AS ${json}) FROM ${tableOf(table)})`;
};

/** NULL as a column of a type. */
export const nothing = (dialect: Dialect, type: keyof Dialect['types']): Sql =>
  sql`CAST(NULL AS ${raw(dialect.types[type])})`;

/** The greatest double. By its digits: not every engine takes a number with an exponent for a double. */
export const largest = (dialect: Dialect): Sql =>
  sql`CAST('1.7976931348623157e308' AS ${raw(dialect.types.double)})`;
