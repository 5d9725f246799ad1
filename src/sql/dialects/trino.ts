import { raw, type Sql, sql, textValue, when } from '../fragment.js';
import type { Dialect } from './dialect.js';
import {
  asciiLower,
  doubled,
  instants,
  literals,
  nearestByDigits,
  path,
  percent,
  questionMarks,
  utc,
} from './shared.js';

const at = (json: Sql, key: string): Sql => sql`JSON_EXTRACT(${json}, ${textValue(path(key))})`;

/** What a JSON value is, by the first character of its text. */
const begins = (json: Sql): Sql => sql`SUBSTR(JSON_FORMAT(${json}), 1, 1)`;

const reader =
  (is: string, value: (found: Sql) => Sql) =>
  (json: Sql, key: string): Sql => {
    const found = at(json, key);
    return when(sql`${begins(found)} ${raw(is)}`, value(found));
  };

/** Floored first: a difference of dates is cut towards 0. */
const sinceEpoch = (column: Sql, zone: string): Sql =>
  sql`DATE_DIFF('millisecond', TIMESTAMP ${raw(`'1970-01-01 00:00:00.000${zone}'`)}, DATE_TRUNC('millisecond', ${column}))`;

/**
 * Trino: JSON by paths, DECIMAL(38, 0) for exact sums. Columns of instants are `timestamp with time zone` (`timestamptz`) or `timestamp`, of any
 * precision. Printed and parsed by an independent parser; not executed here: verify it in yours with `habitus/sql/conformance`.
 *
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { toSQL, trino } from 'habitus/sql';
 * const source = { customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } } };
 * toSQL({ pro: attribute('plan').is('pro') }, { dialect: trino, source }).values; //=> ['pro']
 * ```
 */
export const trino: Dialect = {
  name: 'trino',
  tested: 'parsed',
  quote: '"',
  parameter: questionMarks({ number: 'DOUBLE', text: 'VARCHAR', boolean: 'BOOLEAN' }),
  literal: literals(doubled, 'DOUBLE'),
  writes: { replace: 'drop first', merge: 'at once' },
  types: {
    double: 'DOUBLE',
    text: 'VARCHAR',
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
      case 'microseconds': {
        const micro = sql`CAST(${column} AS BIGINT)`;
        return sql`((${micro} - ((${micro} % 1000) + 1000) % 1000) / 1000)`;
      }
      case 'timestamp':
        return sinceEpoch(column, '');
      case 'timestamptz':
        return sinceEpoch(column, ' UTC');
    }
  },
  instant: instants({
    timestamptz: (ms) => `TIMESTAMP '${utc(ms)} UTC'`,
    timestamp: (ms) => `TIMESTAMP '${utc(ms)}'`,
  }),

  json: (column, asText) => (asText ? sql`TRY(JSON_PARSE(${column}))` : column),
  // The text of a JSON value that is no number is none either: that of a text is in quotes.
  jsonNumber: (json, key) => {
    const number = sql`TRY_CAST(JSON_FORMAT(${at(json, key)}) AS DOUBLE)`;
    return when(
      sql`ABS(${number}) <= CAST('1.7976931348623157e308' AS DOUBLE)`,
      sql`${number} + CAST(0 AS DOUBLE)`,
    );
  },
  jsonText: reader(`= '"'`, (found) => sql`TRY_CAST(${found} AS VARCHAR)`),
  jsonBoolean: reader("IN ('t', 'f')", (found) => sql`TRY_CAST(${found} AS BOOLEAN)`),
  jsonList: reader("= '['", (found) =>
    when(
      sql`ALL_MATCH(TRY_CAST(${found} AS ARRAY(JSON)), item -> ${begins(raw('item'))} = '"')`,
      sql`JSON_FORMAT(${found})`,
    ),
  ),
  jsonHas: (json, key) => sql`${at(json, key)} IS NOT NULL`,
  list: (column) => sql`JSON_FORMAT(CAST(${column} AS JSON))`,
  includes: (list, text) => sql`CONTAINS(TRY_CAST(TRY(JSON_PARSE(${list})) AS ARRAY(VARCHAR)), ${text})`,
  isJson: (text) => sql`(TRY(JSON_PARSE(${text})) IS NOT NULL)`,
  hasNul: (text) => sql`(STRPOS(${text}, CHR(0)) > 0)`,

  intDiv: (a, b) => sql`(${a} / ${b})`,
  mod: percent,
  floor: (number) => sql`FLOOR(${number})`,
  nearest: nearestByDigits({ double: 'DOUBLE', text: 'VARCHAR' }),

  startsWith: (text, start) => sql`STARTS_WITH(${text}, ${start})`,
  endsWith: (text, end) => sql`STARTS_WITH(REVERSE(${text}), REVERSE(${end}))`,
  contains: (text, part) => sql`(STRPOS(${text}, ${part}) > 0)`,
  lower: asciiLower,
  // `^` and `$` are of lines here.
  matches: (text, pattern) => sql`REGEXP_LIKE(${text}, ${raw(`'\\A${pattern}\\z'`)})`,
  without: (text, pattern) => sql`REGEXP_REPLACE(${text}, ${raw(`'${pattern}'`)}, '')`,
  parts: (text, make) => sql`ARRAY_JOIN(TRANSFORM(SPLIT(${text}, '.'), part -> ${make(raw('part'))}), ' ')`,
  substring: (text, from, length) => sql`SUBSTR(${text}, ${from}, ${length})`,
  length: (text) => sql`LENGTH(${text})`,
  toInteger: (digits) => sql`TRY_CAST(${digits} AS BIGINT)`,
  collate: '',
  hash: (text) => sql`FROM_BASE(SUBSTR(TO_HEX(MD5(TO_UTF8(${text}))), 1, 8), 16)`,

  edge: (which, value, at) => {
    const aggregate = raw(which === 'first' ? 'MIN_BY' : 'MAX_BY');
    return sql`${aggregate}(${value}, ROW(${at}, ${value})) FILTER (WHERE ${value} IS NOT NULL)`;
  },
  truth: (test) => test,
};
