import type { Parameter, ParameterType, Sql } from '../fragment.js';

/** The types of columns that the compiler makes. */
export type ColumnType = 'double' | 'text' | 'integer' | 'boolean';

/** How an instant stands in a column: a timestamp with a zone, one without (taken as UTC), or a whole number. */
export type InstantColumn = 'timestamptz' | 'timestamp' | 'milliseconds' | 'seconds' | 'microseconds';

/** How the values of bound parameters are handed to the engine's client. */
export type Values = readonly unknown[] | Readonly<Record<string, unknown>>;

/**
 * What an engine says in its own way: some forty primitives. Everything else is printed the same for all. All take and answer SQL; a value
 * that is NULL stays NULL unless it is said otherwise.
 */
export interface Dialect {
  readonly name: string;
  /** Executed in the tests, or printed and parsed only, or a host's own, of which the tests know nothing. */
  readonly tested: 'executed' | 'parsed' | 'own';
  readonly quote: '"' | '`';
  /** How a parameter is written, counted from 1, and whether one may be written twice. */
  readonly parameter: {
    /** The placeholder of a parameter. */
    readonly write: (index: number, type: ParameterType) => string;
    readonly shared: boolean;
    /** How many values a statement may bind. Absent: as many as fit into its text. */
    readonly atMost?: number;
    /** The values as the client takes them. */
    readonly values: (parameters: readonly Parameter[]) => Values;
  };
  /** A value as it stands in the text instead of a parameter, of the same type. */
  readonly literal: (value: string | number | boolean) => string;
  /** How a table that may be there is written. */
  readonly writes: {
    /** Whether CREATE OR REPLACE TABLE … AS is known; otherwise the table is dropped first. */
    readonly replace: 'at once' | 'drop first';
    /** Whether MERGE is known; otherwise the rows of all customers are deleted, and inserted anew. */
    readonly merge: 'at once' | 'delete first';
  };
  /** The names of the types, for CAST. */
  readonly types: Readonly<Record<ColumnType | 'exact', string>>;
  /** Stands between CREATE TABLE and AS. */
  readonly tableSettings?: string;
  /** Ends the statement: settings that the meaning needs. */
  readonly settings?: string;

  /**
   * Ends a sub-query so that its expressions are worked out once, and not put in the place of each use: a planner that does that would get expressions
   * of any size. Absent: it does not.
   */
  readonly fence?: string;

  /** Whole milliseconds, floored, of an instant column. */
  readonly milliseconds: (column: Sql, as: InstantColumn) => Sql;
  /** An instant of whole milliseconds to compare such a column with. */
  readonly instant: (milliseconds: number, as: InstantColumn) => Sql;

  /** A JSON column as what the readers below take; `asText` where it is stored as text. */
  readonly json: (column: Sql, asText: boolean) => Sql;
  /** A column of JSON in which nothing is left for which the readers below would refuse the whole of it. Absent: there is no such thing. */
  readonly mended?: (column: Sql) => Sql;
  /** The value of a key where it is a finite number, a text, true or false, or a list of texts; NULL otherwise. */
  readonly jsonNumber: (json: Sql, key: string) => Sql;
  /** The text of a key; NULL of anything else. */
  readonly jsonText: (json: Sql, key: string) => Sql;
  /** True or false of a key; NULL of anything else. */
  readonly jsonBoolean: (json: Sql, key: string) => Sql;
  /** The list as the text of a JSON list. */
  readonly jsonList: (json: Sql, key: string) => Sql;
  /** TRUE where the key stands there, be it null; FALSE or NULL elsewhere. */
  readonly jsonHas: (json: Sql, key: string) => Sql;
  /** A column of the engine's own list type as the text of a JSON list, equal to that of `jsonList` where the lists are. */
  readonly list: (column: Sql) => Sql;
  /** Whether a list, as the text of a JSON list, holds a text. */
  readonly includes: (list: Sql, text: Sql) => Sql;
  /** Whether a text is JSON that the readers above take; for `lintSQL`. Absent: it is not looked at. */
  readonly isJson?: (text: Sql) => Sql;
  /** Whether a text has a NUL character; for `lintSQL`. Absent: none can. */
  readonly hasNul?: (text: Sql) => Sql;

  /** The whole part of a quotient of two whole numbers, neither below 0. */
  readonly intDiv: (a: Sql, b: Sql) => Sql;
  /** What such a quotient leaves. */
  readonly mod: (a: Sql, b: Sql) => Sql;
  /** The greatest whole number that is not above, as a double. */
  readonly floor: (number: Sql) => Sql;
  /** A double as a text, equal where the doubles are: rows cannot be parted by doubles there. Absent: they can. */
  readonly apart?: (number: Sql) => Sql;
  /** The double nearest to an exact whole number. */
  readonly nearest: (exact: Sql) => Sql;
  /** Doubles: a result that is not finite is NULL, or not finite; never an error. Operands are columns. */
  readonly arithmetic?: (op: 'plus' | 'minus' | 'times' | 'dividedBy', a: Sql, b: Sql) => Sql;

  /** Whether a text begins with another, byte for byte. */
  readonly startsWith: (text: Sql, start: Sql) => Sql;
  /** Whether a text ends with another, byte for byte. */
  readonly endsWith: (text: Sql, end: Sql) => Sql;
  /** Whether a text holds another, byte for byte. */
  readonly contains: (text: Sql, part: Sql) => Sql;
  /** ASCII letters only. */
  readonly lower: (text: Sql) => Sql;
  /** Whether a text matches a pattern as a whole; the pattern is the compiler's own. */
  readonly matches: (text: Sql, pattern: string) => Sql;
  /** A text without whatever matches a pattern; the pattern is the compiler's own. */
  readonly without: (text: Sql, pattern: string) => Sql;
  /** A text of ASCII characters in which each part between dots has become another, with blanks between them. */
  readonly parts: (text: Sql, make: (part: Sql) => Sql) => Sql;
  /** Characters of a text, from a position counted from 1. */
  readonly substring: (text: Sql, from: Sql, length: Sql) => Sql;
  /** How many characters a text has. */
  readonly length: (text: Sql) => Sql;
  /** A text of digits as a whole number. */
  readonly toInteger: (digits: Sql) => Sql;
  /** For comparing and ordering texts by their bytes, whatever a column says; nothing where that is what the engine does. */
  readonly collate: string;
  /** The first 8 hex digits of the MD5 of a text as a whole number. */
  readonly hash: (text: Sql) => Sql;

  /** Aggregates: the value with the least or the greatest (instant, value) among those where the value is not NULL. */
  readonly edge: (which: 'first' | 'last', value: Sql, at: Sql, type: ColumnType) => Sql;

  /** A condition as a boolean column of the answer. */
  readonly truth: (test: Sql) => Sql;
}
