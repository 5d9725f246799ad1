import type { ValueType } from '../../expression/index.js';
import type { Bound } from '../../plan/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { join, name, raw, type Sql, sql } from '../fragment.js';
import type { SourceFields, SqlSource } from '../source.js';
import type { Branch } from './branch.js';
import type { Chain, Cte, Given, Growth } from './chain.js';
import type { Lacking } from './lacking.js';
import type { Meaning } from './meaning.js';

/** What a statement is compiled from. */
export interface Context extends Growth {
  readonly bound: Bound;
  readonly dialect: Dialect;
  readonly source: SqlSource;
  /** Collects the columns that are read and not there. */
  readonly lacking?: Lacking | undefined;
  /** What columns are called by what they mean. */
  readonly meaning: Meaning;
  /** What the steps of some rows are called: `events`, and with a number where it is taken. */
  readonly called: (of: string) => string;
  /** Makes values of customers, for answers and for what windows start at. */
  readonly customers: (called: CustomerSteps, nodes: readonly number[]) => Customers;
}

/** What the steps of customers are called. */
export interface CustomerSteps {
  readonly people: string;
  readonly joined: string;
  /** Those in which their values are worked out. */
  readonly values: string;
}

/** Customers with their attributes as columns. */
export interface People {
  readonly chain: Chain;
  /** The column of ids as the table has them. */
  readonly id: string;
  /** An attribute as of an instant, by its type; without one, whether it is there. */
  attribute(attribute: string, as: ValueType | undefined, asOf: number): Sql;
  /** The instant from which it has had that value, in whole milliseconds (S40). */
  heldSince(attribute: string, as: ValueType | undefined, asOf: number): Sql;
}

/** Nodes as values of customers, in the last of some CTEs, which has a row a customer. */
export interface Customers {
  /** The branches that they are made of, by the nodes that these answer. */
  readonly branches: ReadonlyMap<number, Branch>;
  readonly people: People;
  /** The value of a node. */
  value(index: number): Sql;
  /** The piece as a column of the last CTE, called by what it means. */
  column(meaning: string | Given, piece: Sql): Sql;
  ctes(): readonly Cte[];
}

/** A table of the mapping, each part of its name quoted. */
export const tableOf = (table: string): Sql =>
  join(
    table.split('.').map((part) => name(part)),
    '.',
  );

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

/**
 * A column as a text that is compared by its bytes (S8), whatever its own type and collation: an enum, a UUID, a text without regard to case. The
 * column itself where the engine compares so anyway.
 */
export const exactText = (dialect: Dialect, column: Sql): Sql =>
  dialect.collate === '' ? column : textOf(dialect, column);

/** An id of a customer, for comparing it with others. */
export const idOf = ({ dialect, source }: Pick<Context, 'dialect' | 'source'>, column: Sql): Sql =>
  source.exactIds === true ? column : exactText(dialect, column);

/** A column of any type as a text that is compared by its bytes. */
export const textOf = ({ types, collate }: Dialect, column: Sql): Sql =>
  sql`CAST(${column} AS ${raw(types.text)})${raw(collate)}`;

/**
 * The same for leaving rows out early: with the collation of the column, so that an index of it can be used. Texts that are equal by their bytes are
 * equal in every collation, so that too many rows are left, never too few.
 */
export const indexedText = (dialect: Dialect, column: Sql): Sql =>
  dialect.collate === '' ? column : sql`CAST(${column} AS ${raw(dialect.types.text)})`;
