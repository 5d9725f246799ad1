import { raw, type Sql, sql, textValue, when } from '../fragment.js';
import type { Dialect } from './dialect.js';
import {
  asciiLower,
  backslashed,
  instants,
  literals,
  nearestByDigits,
  percent,
  questionMarks,
  utc,
} from './shared.js';

/** A path says any key but one with a quote or a question mark, or an empty one; those are looked up in the object as a map. */
const at = (json: Sql, key: string): Sql =>
  /^[^"?]+$/.test(key)
    ? sql`VARIANT_GET(${json}, ${textValue(`$["${key}"]`)}, 'VARIANT')`
    : sql`TRY_CAST(${json} AS MAP<STRING, VARIANT>)[${textValue(key)}]`;

const reader =
  (is: (type: Sql) => Sql, value: (found: Sql) => Sql) =>
  (json: Sql, key: string): Sql => {
    const found = at(json, key);
    return when(is(sql`SCHEMA_OF_VARIANT(${found})`), value(found));
  };

const isOf =
  (type: string) =>
  (found: Sql): Sql =>
    sql`${found} = ${raw(`'${type}'`)}`;

/** A dollar too: `${…}` is put in by Spark before it reads the text, wherever it stands. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN_OR_DOLLAR = /[$\u0001-\u001f\u007f-\u009f\u2028\u2029]/g;

const millisecondsOf = (micro: Sql): Sql => sql`((${micro} - PMOD(${micro}, 1000)) DIV 1000)`;

/**
 * Spark SQL 4 (and Databricks), ANSI mode or not: VARIANT for JSON, whose types no earlier version can tell; without JSON, Spark 3.5 will do. DECIMAL(38, 0)
 * for exact sums. Columns of instants are TIMESTAMP (`timestamptz`) or TIMESTAMP_NTZ (`timestamp`). Printed and parsed by an independent parser; not
 * executed here: verify it in yours with `habitus/sql/conformance`.
 *
 * JSON in columns of texts is NULL as a whole where a key is there twice, unless the session allows it.
 *
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { spark, toSQL } from 'habitus/sql';
 * const source = { customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } } };
 * toSQL({ pro: attribute('plan').is('pro') }, { dialect: spark, source }).values; //=> ['pro']
 * ```
 */
export const spark: Dialect = {
  name: 'spark',
  tested: 'parsed',
  quote: '`',
  parameter: questionMarks({ number: 'DOUBLE', text: 'STRING', boolean: 'BOOLEAN' }),
  literal: literals(backslashed(UNSEEN_OR_DOLLAR), 'DOUBLE'),
  writes: { replace: 'drop first', merge: 'at once' },
  types: {
    double: 'DOUBLE',
    text: 'STRING',
    integer: 'BIGINT',
    boolean: 'BOOLEAN',
    exact: 'DECIMAL(38, 0)',
  },

  milliseconds: (column, as) => {
    switch (as) {
      case 'milliseconds':
        return sql`CAST(${column} AS BIGINT)`;
      case 'seconds':
        return sql`CAST(FLOOR(${column} * 1000) AS BIGINT)`;
      case 'microseconds':
        return millisecondsOf(sql`CAST(${column} AS BIGINT)`);
      // By its text: a cast of the timestamp itself would take it in the session's zone.
      case 'timestamp':
        return millisecondsOf(sql`UNIX_MICROS(CAST(CONCAT(CAST(${column} AS STRING), 'Z') AS TIMESTAMP))`);
      case 'timestamptz':
        return millisecondsOf(sql`UNIX_MICROS(${column})`);
    }
  },
  instant: instants({
    timestamptz: (ms) => `TIMESTAMP '${utc(ms)}Z'`,
    timestamp: (ms) => `CAST('${utc(ms)}' AS TIMESTAMP_NTZ)`,
  }),

  json: (column, asText) => (asText ? sql`TRY_PARSE_JSON(${column})` : column),
  jsonNumber: reader(
    (type) => sql`${type} RLIKE '^(BIGINT|DECIMAL|DOUBLE|FLOAT)'`,
    (found) => {
      const number = sql`TRY_CAST(${found} AS DOUBLE)`;
      return when(
        sql`ABS(${number}) <= CAST('1.7976931348623157e308' AS DOUBLE)`,
        sql`${number} + CAST(0 AS DOUBLE)`,
      );
    },
  ),
  jsonText: reader(isOf('STRING'), (found) => sql`TRY_CAST(${found} AS STRING)`),
  jsonBoolean: reader(isOf('BOOLEAN'), (found) => sql`TRY_CAST(${found} AS BOOLEAN)`),
  // The type of a list leaves its nulls out: each item is asked.
  jsonList: reader(
    (type) => sql`${type} LIKE 'ARRAY%'`,
    (found) =>
      when(
        sql`FORALL(TRY_CAST(${found} AS ARRAY<VARIANT>), item -> SCHEMA_OF_VARIANT(item) = 'STRING')`,
        sql`TO_JSON(${found})`,
      ),
  ),
  jsonHas: (json, key) => sql`${at(json, key)} IS NOT NULL`,
  list: (column) => sql`TO_JSON(${column})`,
  includes: (list, text) => sql`ARRAY_CONTAINS(FROM_JSON(${list}, 'ARRAY<STRING>'), ${text})`,
  isJson: (text) => sql`(TRY_PARSE_JSON(${text}) IS NOT NULL)`,
  hasNul: (text) => sql`CONTAINS(${text}, CHR(0))`,

  intDiv: (a, b) => sql`(${a} DIV ${b})`,
  mod: percent,
  // A double is floored to a whole number here.
  floor: (number) => sql`CAST(FLOOR(${number}) AS DOUBLE)`,
  nearest: nearestByDigits({ double: 'DOUBLE', text: 'STRING' }),

  startsWith: (text, start) => sql`STARTSWITH(${text}, ${start})`,
  endsWith: (text, end) => sql`ENDSWITH(${text}, ${end})`,
  contains: (text, part) => sql`CONTAINS(${text}, ${part})`,
  lower: asciiLower,
  // No character follows: `$` would let a line break follow.
  matches: (text, pattern) => sql`${text} RLIKE ${raw(`'^${pattern}(?![^0]|0)'`)}`,
  without: (text, pattern) => sql`REGEXP_REPLACE(${text}, ${raw(`'${pattern}'`)}, '')`,
  parts: (text, make) => sql`ARRAY_JOIN(TRANSFORM(SPLIT(${text}, '[.]'), part -> ${make(raw('part'))}), ' ')`,
  substring: (text, from, length) => sql`SUBSTRING(${text}, ${from}, ${length})`,
  length: (text) => sql`LENGTH(${text})`,
  toInteger: (digits) => sql`TRY_CAST(${digits} AS BIGINT)`,
  collate: '',
  hash: (text) => sql`CAST(CONV(SUBSTRING(MD5(${text}), 1, 8), 16, 10) AS BIGINT)`,

  edge: (which, value, at) => {
    const pair = when(sql`${value} IS NOT NULL`, sql`NAMED_STRUCT('at', ${at}, 'value', ${value})`);
    return which === 'first' ? sql`(MIN(${pair})).value` : sql`(MAX(${pair})).value`;
  },
  truth: (test) => test,
};
