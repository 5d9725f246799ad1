import type { Prepared } from '../../plan/index.js';
import { textOf } from '../compile/context.js';
import { instantColumn, instantKind } from '../compile/typed.js';
import type { Dialect } from '../dialects/dialect.js';
import { all, name, raw, type Sql, sql } from '../fragment.js';
import type { Named } from '../named.js';
import { columnOf, type SourceInstant, type SqlSource } from '../source.js';

/** A look for one fault: a query with a row for each time it is there, in the one column `example`. */
export interface Check {
  readonly fault: Fault;
  /** Where in the source mapping. */
  readonly place: string;
  readonly query: Sql;
}

/** What a row, or some of them together, can have that no source should. */
export type Fault =
  | 'no-customer-id'
  | 'duplicate-customer'
  | 'unordered-history'
  | 'duplicate-alias'
  | 'duplicate-account'
  | 'unknown-account'
  | 'unknown-customer'
  | 'bad-instant'
  | 'no-name'
  | 'conflicting-copies'
  | 'copy-of-unique'
  | 'not-finite'
  | 'nul-character'
  | 'invalid-json'
  | 'other-type';

/** What is looked at, and for which definitions. */
export interface Linted {
  readonly source: SqlSource;
  readonly dialect: Dialect;
  readonly named: Named;
  readonly prepared: Prepared;
  /** Only events from this instant on. */
  readonly since: number | undefined;
}

/** One of the tables: how its rows are looked at. */
export interface Rows {
  readonly dialect: Dialect;
  readonly path: string;
  /** FROM with everything that is joined. */
  readonly from: Sql;
  /** The alias of the table. */
  readonly row: string;
  /** What is said as an example: the customer of a row. */
  readonly whose: Sql;
  /** What every look is restricted to. */
  readonly only: Sql | undefined;
}

/** A column of the table. */
export const columnIn = ({ row }: Rows, column: string): Sql => sql`${raw(row)}.${name(column)}`;

/** A value of any type as a text. */
export const asText = (dialect: Dialect, value: Sql): Sql => textOf(dialect, value);

/** The rows of a table for which a test is true. */
export const where = (rows: Rows, fault: Fault, place: string, test: Sql, example = rows.whose): Check => ({
  fault,
  place: `${rows.path}.${place}`,
  query: sql`SELECT ${asText(rows.dialect, example)} AS ${name('example')}\n  FROM ${rows.from}\n  WHERE ${all([...(rows.only === undefined ? [] : [rows.only]), test])}`,
});

/** Whether a value is NULL or an empty text. */
export const isEmpty = (dialect: Dialect, value: Sql): Sql =>
  sql`(${value} IS NULL OR ${asText(dialect, value)} = '')`;

/** The years 1 to 9999: what an instant can be in every engine. */
const [FIRST, LAST] = [-62_135_596_800_000, 253_402_300_799_999];

/** Whether a column holds an instant that every engine can say. */
export const isInstant = (rows: Rows, at: SourceInstant): Sql => {
  const { column, as } = columnOf(at);
  const [from, to] = [FIRST, LAST].map((ms) => rows.dialect.instant(ms, instantKind(as))) as [Sql, Sql];
  return sql`COALESCE(${columnIn(rows, column)} >= ${from} AND ${columnIn(rows, column)} <= ${to}, FALSE)`;
};

/** Milliseconds, of what is an instant. */
export const momentOf = (rows: Rows, at: SourceInstant): Sql =>
  sql`CASE WHEN ${isInstant(rows, at)} THEN ${instantColumn(at, rows.row, rows.dialect)} END`;
