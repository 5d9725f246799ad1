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
  UNSEEN,
  utc,
} from './shared.js';

const WHOLE = 'NUMBER(38, 0)';
const whole = (piece: Sql): Sql => sql`CAST(${piece} AS ${raw(WHOLE)})`;

const at = (json: Sql, key: string): Sql => sql`GET(${json}, ${textValue(key)})`;

const FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF3';

/** The types of what the compiler makes, as a VARIANT is cast to them. */
const types: Dialect['types'] = {
  double: 'FLOAT',
  text: 'VARCHAR',
  integer: WHOLE,
  boolean: 'BOOLEAN',
  exact: WHOLE,
};

/**
 * Snowflake: VARIANT for JSON, NUMBER(38, 0) for exact sums. Names are quoted and so are case-sensitive: a mapping says them as they are stored,
 * which is in upper case for tables that were made without quotes. Columns of instants are TIMESTAMP_TZ or TIMESTAMP_LTZ (`timestamptz`), or
 * TIMESTAMP_NTZ (`timestamp`). Printed and parsed by an independent parser; not executed here: verify it in yours with
 * `habitus/sql/conformance`.
 *
 * Sequences, sessions, gaps and relations need `RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING` (and its mirror) over whole numbers, for MIN and MAX: the reference
 * has such frames, older ones of it did not. `first` and `last` gather the values of a customer in an array, whose size Snowflake
 * limits.
 *
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { snowflake, toSQL } from 'habitus/sql';
 * const source = { customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } } };
 * toSQL({ pro: attribute('plan').is('pro') }, { dialect: snowflake, source }).values; //=> ['pro']
 * ```
 */
export const snowflake: Dialect = {
  name: 'snowflake',
  tested: 'parsed',
  quote: '"',
  parameter: questionMarks({ number: 'FLOAT', text: 'VARCHAR', boolean: 'BOOLEAN' }),
  literal: literals(backslashed(UNSEEN), 'FLOAT'),
  writes: { replace: 'at once', merge: 'at once' },
  types,

  milliseconds: (column, as) => {
    switch (as) {
      case 'milliseconds':
        return whole(column);
      case 'seconds':
        return whole(sql`FLOOR(${column} * 1000)`);
      case 'microseconds':
        return whole(sql`FLOOR(${column} / 1000)`);
      // A quotient has six decimals at least: that of nanoseconds is exact.
      default:
        return whole(sql`FLOOR(DATE_PART(EPOCH_NANOSECOND, ${column}) / 1000000)`);
    }
  },
  // With a format: how a text is read without one depends on the session.
  instant: instants({
    timestamptz: (ms) => `TO_TIMESTAMP_TZ('${utc(ms)} +00:00', '${FORMAT} TZH:TZM')`,
    timestamp: (ms) => `TO_TIMESTAMP_NTZ('${utc(ms)}', '${FORMAT}')`,
  }),

  json: (column, asText) => (asText ? sql`TRY_PARSE_JSON(${column})` : column),
  // Functions that answer NULL for values of another type: where a cast stands may be calculated for all rows.
  jsonNumber: (json, key) => {
    const found = at(json, key);
    const double = sql`AS_DOUBLE(${found})`;
    // What is stored as a decimal goes by its digits: the nearest double of them.
    return sql`CASE WHEN TYPEOF(${found}) IN ('INTEGER', 'DECIMAL') THEN TRY_CAST(CAST(${found} AS VARCHAR) AS FLOAT) WHEN ABS(${double}) <= CAST('1.7976931348623157e308' AS FLOAT) THEN ${double} + CAST(0 AS FLOAT) END`;
  },
  jsonText: (json, key) => sql`AS_VARCHAR(${at(json, key)})`,
  jsonBoolean: (json, key) => sql`AS_BOOLEAN(${at(json, key)})`,
  jsonList: (json, key) => {
    const list = sql`AS_ARRAY(${at(json, key)})`;
    return when(
      sql`ARRAY_SIZE(FILTER(${list}, item -> TYPEOF(item) <> 'VARCHAR')) = 0`,
      sql`TO_JSON(TO_VARIANT(${list}))`,
    );
  },
  jsonHas: (json, key) => sql`${at(json, key)} IS NOT NULL`,
  list: (column) => sql`TO_JSON(TO_VARIANT(${column}))`,
  includes: (list, text) => sql`ARRAY_CONTAINS(TO_VARIANT(${text}), AS_ARRAY(TRY_PARSE_JSON(${list})))`,
  isJson: (text) => sql`(TRY_PARSE_JSON(${text}) IS NOT NULL)`,
  hasNul: (text) => sql`CONTAINS(${text}, CHR(0))`,

  // No rounding: the quotient of what the divisor goes into is whole.
  intDiv: (a, b) => whole(sql`(${a} - ${percent(a, b)}) / ${b}`),
  mod: percent,
  floor: (number) => sql`FLOOR(${number})`,
  nearest: nearestByDigits({ double: 'FLOAT', text: 'VARCHAR' }),

  startsWith: (text, start) => sql`STARTSWITH(${text}, ${start})`,
  endsWith: (text, end) => sql`ENDSWITH(${text}, ${end})`,
  contains: (text, part) => sql`CONTAINS(${text}, ${part})`,
  lower: asciiLower,
  // Anchored at both ends by itself.
  matches: (text, pattern) => sql`REGEXP_LIKE(${text}, ${raw(`'${pattern}'`)})`,
  without: (text, pattern) => sql`REGEXP_REPLACE(${text}, ${raw(`'${pattern}'`)}, '')`,
  parts: (text, make) =>
    sql`ARRAY_TO_STRING(TRANSFORM(SPLIT(${text}, '.'), part VARCHAR -> ${make(raw('part'))}), ' ')`,
  substring: (text, from, length) => sql`SUBSTR(${text}, ${from}, ${length})`,
  length: (text) => sql`LENGTH(${text})`,
  toInteger: (digits) => sql`TRY_CAST(${digits} AS ${raw(WHOLE)})`,
  collate: '',
  hash: (text) => sql`TO_NUMBER(SUBSTR(MD5(${text}), 1, 8), 'XXXXXXXX')`,

  edge: (which, value, at, type) => {
    const order = raw(which === 'first' ? 'ASC' : 'DESC');
    return sql`CAST((ARRAY_AGG(${value}) WITHIN GROUP (ORDER BY ${at} ${order}, ${value} ${order}))[0] AS ${raw(types[type])})`;
  },
  truth: (test) => test,
};
