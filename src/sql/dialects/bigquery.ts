import { raw, type Sql, sql, textValue, when } from '../fragment.js';
import type { Dialect } from './dialect.js';
import {
  asciiLower,
  backslashed,
  instants,
  literals,
  named,
  nearestByDigits,
  UNSEEN,
  utc,
} from './shared.js';

const TYPES = { number: 'FLOAT64', text: 'STRING', boolean: 'BOOL' } as const;

/** Functions that answer NULL where the operator would end the query. */
const SAFE = {
  plus: 'SAFE_ADD',
  minus: 'SAFE_SUBTRACT',
  times: 'SAFE_MULTIPLY',
  dividedBy: 'SAFE_DIVIDE',
} as const;

const at = (json: Sql, key: string): Sql => sql`${json}[${textValue(key)}]`;

const reader =
  (type: string, value: (found: Sql) => Sql) =>
  (json: Sql, key: string): Sql => {
    const found = at(json, key);
    return when(sql`JSON_TYPE(${found}) = ${raw(`'${type}'`)}`, value(found));
  };

const parsed = (text: Sql): Sql => sql`SAFE.PARSE_JSON(${text}, wide_number_mode => 'round')`;

const millisecondsOf = (micro: Sql): Sql => sql`DIV(${micro} - MOD(MOD(${micro}, 1000) + 1000, 1000), 1000)`;

/**
 * BigQuery, GoogleSQL: named parameters, BIGNUMERIC for exact sums, JSON by subscripts. Columns of instants are TIMESTAMP (`timestamptz`) or
 * DATETIME (`timestamp`). Printed and parsed by an independent parser; not executed here: verify it in yours with
 * `habitus/sql/conformance`.
 *
 * JSON in columns of texts is NULL as a whole where one of its numbers is beyond a double; of equal keys the first holds. Names of definitions
 * with a hyphen need flexible column names. A table is `dataset.table` of the client's project, or `my-project.dataset.table`.
 *
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { bigquery, toSQL } from 'habitus/sql';
 * const source = { customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } } };
 * toSQL({ pro: attribute('plan').is('pro') }, { dialect: bigquery, source }).values; //=> { p1: 'pro' }
 * ```
 */
export const bigquery: Dialect = {
  name: 'bigquery',
  tested: 'parsed',
  quote: '`',
  parameter: named((index, type) => `CAST(@p${index} AS ${TYPES[type]})`, { atMost: 10_000 }),
  literal: literals(backslashed(UNSEEN), 'FLOAT64'),
  writes: { replace: 'at once', merge: 'at once' },
  types: { double: 'FLOAT64', text: 'STRING', integer: 'INT64', boolean: 'BOOL', exact: 'BIGNUMERIC' },

  milliseconds: (column, as) => {
    switch (as) {
      case 'milliseconds':
        return sql`CAST(${column} AS INT64)`;
      case 'seconds':
        return sql`CAST(FLOOR(${column} * 1000) AS INT64)`;
      case 'microseconds':
        return millisecondsOf(sql`CAST(${column} AS INT64)`);
      case 'timestamp':
        return millisecondsOf(sql`UNIX_MICROS(TIMESTAMP(${column}, 'UTC'))`);
      case 'timestamptz':
        return millisecondsOf(sql`UNIX_MICROS(${column})`);
    }
  },
  instant: instants({
    timestamptz: (ms) => `TIMESTAMP '${utc(ms)}+00'`,
    timestamp: (ms) => `DATETIME '${utc(ms)}'`,
  }),

  json: (column, asText) => (asText ? parsed(column) : column),
  apart: (number) => sql`TO_JSON_STRING(${number})`,
  jsonNumber: reader('number', (found) => sql`LAX_FLOAT64(${found}) + CAST(0 AS FLOAT64)`),
  jsonText: reader('string', (found) => sql`LAX_STRING(${found})`),
  jsonBoolean: reader('boolean', (found) => sql`LAX_BOOL(${found})`),
  jsonList: reader('array', (found) =>
    when(
      sql`NOT EXISTS(SELECT 1 FROM UNNEST(JSON_QUERY_ARRAY(${found})) AS item WHERE JSON_TYPE(item) <> 'string')`,
      sql`TO_JSON_STRING(${found})`,
    ),
  ),
  jsonHas: (json, key) => sql`${at(json, key)} IS NOT NULL`,
  list: (column) => when(sql`${column} IS NOT NULL`, sql`TO_JSON_STRING(${column})`),
  includes: (list, text) => sql`${text} IN UNNEST(JSON_VALUE_ARRAY(${list}))`,
  isJson: (text) => sql`${parsed(text)} IS NOT NULL`,
  hasNul: (text) => sql`(STRPOS(${text}, CHR(0)) > 0)`,

  intDiv: (a, b) => sql`DIV(${a}, ${b})`,
  mod: (a, b) => sql`MOD(${a}, ${b})`,
  floor: (number) => sql`FLOOR(${number})`,
  nearest: nearestByDigits({ double: 'FLOAT64', text: 'STRING' }),
  arithmetic: (op, a, b) => sql`${raw(SAFE[op])}(${a}, ${b})`,

  startsWith: (text, start) => sql`STARTS_WITH(${text}, ${start})`,
  endsWith: (text, end) => sql`ENDS_WITH(${text}, ${end})`,
  contains: (text, part) =>
    sql`CASE WHEN ${part} = '' THEN ${text} IS NOT NULL ELSE STRPOS(${text}, ${part}) > 0 END`,
  lower: asciiLower,
  matches: (text, pattern) => sql`REGEXP_CONTAINS(${text}, ${raw(`'^${pattern}$'`)})`,
  without: (text, pattern) => sql`REGEXP_REPLACE(${text}, ${raw(`'${pattern}'`)}, '')`,
  parts: (text, make) =>
    sql`(SELECT STRING_AGG(${make(raw('part'))}, ' ' ORDER BY place) FROM UNNEST(SPLIT(${text}, '.')) AS part WITH OFFSET AS place)`,
  substring: (text, from, length) => sql`SUBSTR(${text}, ${from}, ${length})`,
  length: (text) => sql`CHAR_LENGTH(${text})`,
  toInteger: (digits) => sql`SAFE_CAST(${digits} AS INT64)`,
  collate: '',
  hash: (text) => sql`CAST(CONCAT('0x', SUBSTR(TO_HEX(MD5(${text})), 1, 8)) AS INT64)`,

  edge: (which, value, at) => {
    const order = raw(which === 'first' ? 'ASC' : 'DESC');
    return sql`ARRAY_AGG(${value} IGNORE NULLS ORDER BY ${at} ${order}, ${value} ${order} LIMIT 1)[SAFE_OFFSET(0)]`;
  },
  truth: (test) => test,
};
