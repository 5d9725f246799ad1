import { raw, sql, textValue } from '../fragment.js';
import type { Dialect } from './dialect.js';
import {
  asciiLower,
  doubled,
  instants,
  literals,
  nearestByDigits,
  percent,
  pointer,
  positional,
  utc,
} from './shared.js';

const TYPES = { number: 'DOUBLE', text: 'VARCHAR', boolean: 'BOOLEAN' } as const;

/**
 * DuckDB: JSON by pointers, structs as pairs, HUGEINT for exact sums.
 *
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { duckdb, toSQL } from 'habitus/sql';
 * const source = { customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } } };
 * toSQL({ pro: attribute('plan').is('pro') }, { dialect: duckdb, source }).values; //=> ['pro']
 * ```
 */
export const duckdb: Dialect = {
  name: 'duckdb',
  tested: 'executed',
  quote: '"',
  parameter: positional((index, type) => `CAST($${index} AS ${TYPES[type]})`, {
    // Some versions of the client bind a whole number in 32 bits, and what does not fit comes out as another one. The text is cast where it stands.
    values: (parameters) =>
      parameters.map(({ value }) =>
        typeof value === 'number' && Math.abs(value) >= 2 ** 31 ? String(value) : value,
      ),
  }),
  literal: literals(doubled, 'DOUBLE'),
  writes: { replace: 'at once', merge: 'at once' },
  types: { double: 'DOUBLE', text: 'VARCHAR', integer: 'BIGINT', boolean: 'BOOLEAN', exact: 'HUGEINT' },

  milliseconds: (column, as) => {
    if (as === 'milliseconds') return sql`CAST(${column} AS BIGINT)`;
    if (as === 'seconds') return sql`CAST(floor(${column} * 1000) AS BIGINT)`;
    const micro = as === 'microseconds' ? sql`CAST(${column} AS BIGINT)` : sql`epoch_us(${column})`;
    return sql`((${micro} - ((${micro} % 1000) + 1000) % 1000) // 1000)`;
  },
  instant: instants({
    timestamptz: (ms) => `TIMESTAMPTZ '${utc(ms)}+00'`,
    timestamp: (ms) => `TIMESTAMP '${utc(ms)}'`,
  }),

  json: (column, asText) => (asText ? sql`CAST(${column} AS JSON)` : column),
  jsonNumber: (json, key) => {
    const path = textValue(pointer(key));
    return sql`CASE WHEN json_type(${json}, ${path}) IN ('UBIGINT', 'BIGINT', 'DOUBLE') AND isfinite(TRY_CAST(json_extract_string(${json}, ${path}) AS DOUBLE)) THEN TRY_CAST(json_extract_string(${json}, ${path}) AS DOUBLE) + CAST(0 AS DOUBLE) END`;
  },
  jsonText: (json, key) => {
    const path = textValue(pointer(key));
    return sql`CASE WHEN json_type(${json}, ${path}) = 'VARCHAR' THEN json_extract_string(${json}, ${path}) COLLATE "C" END`;
  },
  jsonBoolean: (json, key) => {
    const path = textValue(pointer(key));
    return sql`CASE WHEN json_type(${json}, ${path}) = 'BOOLEAN' THEN json_extract_string(${json}, ${path}) = 'true' END`;
  },
  jsonList: (json, key) => {
    const path = textValue(pointer(key));
    return sql`CASE WHEN json_type(${json}, ${path}) = 'ARRAY' AND len(list_filter(json_extract(${json}, ${path})::JSON[], item -> json_type(item) IS DISTINCT FROM 'VARCHAR')) = 0 THEN CAST(json_extract(${json}, ${path}) AS VARCHAR) END`;
  },
  jsonHas: (json, key) => sql`json_exists(${json}, ${textValue(pointer(key))})`,
  list: (column) => sql`CAST(to_json(${column}) AS VARCHAR)`,
  includes: (list, text) => sql`json_contains(CAST(${list} AS JSON), to_json(${text}))`,
  isJson: (text) => sql`json_valid(${text})`,
  hasNul: (text) => sql`contains(${text}, chr(0))`,

  intDiv: (a, b) => sql`(${a} // ${b})`,
  mod: percent,
  floor: (number) => sql`floor(${number})`,
  nearest: nearestByDigits({ double: 'DOUBLE', text: 'VARCHAR' }),

  startsWith: (text, start) => sql`starts_with(${text}, ${start})`,
  endsWith: (text, end) => sql`suffix(${text}, ${end})`,
  contains: (text, part) => sql`contains(${text}, ${part})`,
  lower: asciiLower,
  matches: (text, pattern) => sql`regexp_full_match(${text}, ${raw(`'${pattern}'`)})`,
  without: (text, pattern) => sql`regexp_replace(${text}, ${raw(`'${pattern}'`)}, '', 'g')`,
  parts: (text, make) =>
    sql`array_to_string(list_transform(string_split(${text}, '.'), part -> ${make(raw('part'))}), ' ')`,
  substring: (text, from, length) => sql`substr(${text}, ${from}, ${length})`,
  length: (text) => sql`length(${text})`,
  toInteger: (digits) => sql`TRY_CAST(${digits} AS BIGINT)`,
  collate: ' COLLATE "C"',
  hash: (text) => sql`CAST('0x' || substr(md5(${text}), 1, 8) AS BIGINT)`,

  edge: (which, value, at) => {
    const pair = sql`CASE WHEN ${value} IS NOT NULL THEN {'at': ${at}, 'value': ${value}} END`;
    return which === 'first' ? sql`(min(${pair})).value` : sql`(max(${pair})).value`;
  },
  truth: (test) => test,
};
