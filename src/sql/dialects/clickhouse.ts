import { raw, sql, textValue, when } from '../fragment.js';
import type { Dialect } from './dialect.js';
import { backslashed, instants, literals, named, percent, utc } from './shared.js';

const TYPES = { number: 'Float64', text: 'String', boolean: 'Bool' } as const;

/** Years of a DateTime64. */
const [EARLIEST, LATEST] = [Date.UTC(1900, 0, 1), Date.UTC(2299, 11, 31)];

const timestamp = (ms: number): string =>
  `toDateTime64('${utc(Math.max(EARLIEST, Math.min(LATEST, ms)))}', 3, 'UTC')`;

/**
 * JSON in pieces: texts, numbers, and what is between. The parser takes neither whole numbers past 64 bits nor numbers past the doubles: with
 * one of them nothing of the JSON is there any more.
 */
const TOKENS = raw(String.raw`'"(?:[^"\\\\]|\\\\.)*"|-?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?|[^"0-9-]+'`);

/**
 * ClickHouse: JSON in String columns, Int128 for exact sums; joins and sub-queries without their default values.
 *
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { clickhouse, toSQL } from 'habitus/sql';
 * const source = { customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } } };
 * toSQL({ pro: attribute('plan').is('pro') }, { dialect: clickhouse, source }).values; //=> { p1: 'pro' }
 * ```
 */
export const clickhouse: Dialect = {
  name: 'clickhouse',
  tested: 'executed',
  quote: '`',
  parameter: named((index, type) => `{p${index}:${TYPES[type]}}`),
  literal: literals(backslashed(undefined), 'Float64'),
  writes: { replace: 'at once', merge: 'delete first' },
  types: {
    double: 'Nullable(Float64)',
    text: 'Nullable(String)',
    integer: 'Nullable(Int64)',
    boolean: 'Nullable(Bool)',
    exact: 'Nullable(Int128)',
  },
  tableSettings: 'ENGINE = MergeTree ORDER BY tuple() ',
  settings:
    "SETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1, aggregate_functions_null_for_empty = 0, count_distinct_implementation = 'uniqExact'",

  milliseconds: (column, as) => {
    if (as === 'milliseconds') return sql`toInt64(${column})`;
    if (as === 'seconds') return sql`toInt64(floor(${column} * 1000))`;
    const micro =
      as === 'microseconds'
        ? sql`toInt64(${column})`
        : sql`toUnixTimestamp64Micro(toDateTime64(${column}, 6, 'UTC'))`;
    return sql`intDiv(${micro} - positiveModulo(${micro}, 1000), 1000)`;
  },
  instant: instants({ timestamptz: timestamp, timestamp }),

  json: (column) => column,
  mended: (column) =>
    sql`if(isValidJSON(ifNull(${column}, '{}')), ${column}, arrayStringConcat(arrayMap(token -> if(match(token, '^-?[0-9]'), if(isFinite(toFloat64OrZero(token)), concat(token, if(match(token, '[.eE]'), '', 'e0')), 'null'), token), extractAll(ifNull(${column}, ''), ${TOKENS}))))`,
  jsonNumber: (json, key) =>
    sql`CASE WHEN JSONType(${json}, ${textValue(key)}) IN ('Int64', 'UInt64', 'Double') AND isFinite(JSONExtract(${json}, ${textValue(key)}, 'Float64')) THEN JSONExtract(${json}, ${textValue(key)}, 'Nullable(Float64)') + toFloat64(0) END`,
  jsonText: (json, key) =>
    sql`CASE WHEN JSONType(${json}, ${textValue(key)}) = 'String' THEN JSONExtract(${json}, ${textValue(key)}, 'Nullable(String)') END`,
  jsonBoolean: (json, key) =>
    sql`CASE WHEN JSONType(${json}, ${textValue(key)}) = 'Bool' THEN JSONExtract(${json}, ${textValue(key)}, 'Nullable(Bool)') END`,
  jsonList: (json, key) =>
    sql`CASE WHEN JSONType(${json}, ${textValue(key)}) = 'Array' AND arrayAll(item -> startsWith(item, '"'), JSONExtractArrayRaw(ifNull(${json}, ''), ${textValue(key)})) THEN nullIf(JSONExtractRaw(ifNull(${json}, ''), ${textValue(key)}), '') END`,
  jsonHas: (json, key) => sql`JSONHas(ifNull(${json}, ''), ${textValue(key)})`,
  // By the writer that the lists of JSON come from: the other one writes slashes otherwise.
  list: (column) => sql`CAST(JSONExtractRaw(toJSONString(${column})) AS Nullable(String))`,
  includes: (list, text) =>
    sql`(${list} IS NOT NULL AND has(JSONExtract(ifNull(${list}, '[]'), 'Array(String)'), ${text}))`,
  isJson: (text) => sql`isValidJSON(ifNull(${text}, ''))`,
  hasNul: (text) => sql`(position(${text}, char(0)) > 0)`,

  intDiv: (a, b) => sql`intDiv(${a}, ${b})`,
  mod: percent,
  floor: (number) => sql`floor(${number})`,
  nearest: (exact) =>
    sql`CASE WHEN abs(${exact}) <= 9007199254740992 THEN toFloat64(${exact}) ELSE toFloat64OrNull(toString(${exact})) END`,

  startsWith: (text, start) => sql`startsWith(${text}, ${start})`,
  endsWith: (text, end) => sql`endsWith(${text}, ${end})`,
  contains: (text, part) => sql`(position(${text}, ${part}) > 0)`,
  lower: (text) => sql`lower(${text})`,
  matches: (text, pattern) => sql`match(${text}, ${raw(`'^${pattern.replaceAll('\\', '\\\\')}$'`)})`,
  without: (text, pattern) => sql`replaceRegexpAll(${text}, ${raw(`'${pattern}'`)}, '')`,
  parts: (text, make) =>
    when(
      sql`${text} IS NOT NULL`,
      sql`arrayStringConcat(arrayMap(part -> ${make(raw('part'))}, splitByChar('.', ifNull(${text}, ''))), ' ')`,
    ),
  substring: (text, from, length) => sql`substring(${text}, ${from}, ${length})`,
  length: (text) => sql`toInt64(length(${text}))`,
  toInteger: (digits) => sql`toInt64OrNull(${digits})`,
  collate: '',
  hash: (text) => sql`toInt64(reinterpretAsUInt32(reverse(substring(MD5(${text}), 1, 4))))`,

  edge: (which, value, at) => {
    const aggregate = raw(which === 'first' ? 'argMinOrNullIf' : 'argMaxOrNullIf');
    return sql`${aggregate}(${value}, (${at}, assumeNotNull(${value})), ${value} IS NOT NULL)`;
  },
  truth: (test) => sql`CAST(${test} AS Nullable(Bool))`,
};
