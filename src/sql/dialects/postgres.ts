import { raw, type Sql, sql, textValue } from '../fragment.js';
import { cases } from '../layout.js';
import type { Dialect } from './dialect.js';
import { asciiLower, doubled, instants, literals, percent, positional, utc } from './shared.js';

const LARGEST = raw('1.7976931348623157e308');

/** With `E` where a backslash stands, so that no setting decides what it means. */
const escaped = (text: string): string =>
  text.includes('\\') ? `E${doubled(text.replaceAll('\\', '\\\\'))}` : doubled(text);

/** Below half of the least double a number is 0; casting it to a double would be an error here. */
const finite = (numeric: Sql): Sql =>
  sql`CASE WHEN abs(${numeric}) <= ${LARGEST} THEN CASE WHEN abs(${numeric}) < 2.4703282292062328e-324 THEN CAST(0 AS DOUBLE PRECISION) ELSE CAST(${numeric} AS DOUBLE PRECISION) END END`;

/**
 * PostgreSQL 14 and later: jsonb, numeric for exact sums. Doubles that overflow or underflow would end the query: they are looked at first.
 *
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { postgres, toSQL } from 'habitus/sql';
 * const source = { customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } } };
 * toSQL({ pro: attribute('plan').is('pro') }, { dialect: postgres, source }).values; //=> ['pro']
 * ```
 */
export const postgres: Dialect = {
  name: 'postgres',
  tested: 'executed',
  quote: '"',
  parameter: positional(
    (index, type) =>
      `$${index}::${type === 'number' ? 'double precision' : type === 'boolean' ? 'boolean' : 'text'}`,
    // The protocol counts them in 16 bits.
    { atMost: 65_535 },
  ),
  literal: literals(escaped, 'DOUBLE PRECISION'),
  writes: { replace: 'drop first', merge: 'at once' },
  types: {
    double: 'DOUBLE PRECISION',
    text: 'TEXT',
    integer: 'BIGINT',
    boolean: 'BOOLEAN',
    exact: 'NUMERIC',
  },
  fence: 'OFFSET 0',

  milliseconds: (column, as) => {
    if (as === 'milliseconds') return sql`CAST(${column} AS BIGINT)`;
    if (as === 'seconds') return sql`CAST(floor(${column} * 1000) AS BIGINT)`;
    if (as === 'microseconds') return sql`CAST(floor(CAST(${column} AS NUMERIC) / 1000) AS BIGINT)`;
    return sql`CAST(floor(extract(epoch FROM ${column}) * 1000) AS BIGINT)`;
  },
  instant: instants({
    timestamptz: (ms) => `TIMESTAMPTZ '${utc(ms)}+00'`,
    timestamp: (ms) => `TIMESTAMP '${utc(ms)}'`,
  }),

  // Text that is JSON, json and jsonb alike.
  json: (column) => sql`CAST(${column} AS jsonb)`,
  jsonNumber: (json, key) =>
    sql`CASE WHEN jsonb_typeof(${json} -> ${textValue(key)}) = 'number' THEN ${finite(sql`CAST(${json} ->> ${textValue(key)} AS NUMERIC)`)} END`,
  jsonText: (json, key) =>
    sql`CASE WHEN jsonb_typeof(${json} -> ${textValue(key)}) = 'string' THEN ${json} ->> ${textValue(key)} END`,
  jsonBoolean: (json, key) =>
    sql`CASE WHEN jsonb_typeof(${json} -> ${textValue(key)}) = 'boolean' THEN ${json} ->> ${textValue(key)} = 'true' END`,
  jsonList: (json, key) =>
    sql`CASE WHEN jsonb_typeof(${json} -> ${textValue(key)}) = 'array' AND NOT jsonb_path_exists(${json} -> ${textValue(key)}, 'strict $[*] ? (@.type() != "string")') THEN ${json} ->> ${textValue(key)} END`,
  jsonHas: (json, key) => sql`${json} -> ${textValue(key)} IS NOT NULL`,
  list: (column) => sql`CAST(to_jsonb(${column}) AS TEXT)`,
  includes: (list, text) => sql`jsonb_exists(CAST(${list} AS jsonb), ${text})`,
  // From PostgreSQL 16 on.
  isJson: (text) => sql`pg_input_is_valid(${text}, 'jsonb')`,

  intDiv: (a, b) => sql`(${a} / ${b})`,
  mod: percent,
  floor: (number) => sql`floor(${number})`,
  nearest: (exact) => sql`CAST(${exact} AS DOUBLE PRECISION)`,
  arithmetic: (op, a, b) => GUARDED[op](a, b),

  startsWith: (text, start) => sql`starts_with(${text}, ${start})`,
  endsWith: (text, end) =>
    sql`(CASE WHEN length(${end}) = 0 THEN ${text} IS NOT NULL ELSE right(${text}, length(${end})) = ${end} END)`,
  contains: (text, part) => sql`(strpos(${text}, ${part}) > 0)`,
  lower: asciiLower,
  matches: (text, pattern) => sql`${text} ~ ${raw(`'^${pattern}$'`)}`,
  without: (text, pattern) => sql`regexp_replace(${text}, ${raw(`'${pattern}'`)}, '', 'g')`,
  parts: (text, make) =>
    sql`(SELECT string_agg(${make(raw('part'))}, ' ' ORDER BY place) FROM unnest(string_to_array(${text}, '.')) WITH ORDINALITY AS parts(part, place))`,
  substring: (text, from, length) =>
    sql`substr(${text}, CAST(${from} AS INTEGER), CAST(${length} AS INTEGER))`,
  length: (text) => sql`length(${text})`,
  toInteger: (digits) => sql`CAST(${digits} AS BIGINT)`,
  collate: ' COLLATE "C"',
  hash: (text) => sql`CAST(CAST('x' || substr(md5(${text}), 1, 8) AS BIT(32)) AS BIGINT)`,

  edge: (which, value, at, type) => {
    const order = raw(which === 'first' ? 'ASC' : 'DESC');
    const by = type === 'text' ? sql`${value} COLLATE "C"` : value;
    // Those without a value come last, whichever way the values go.
    return sql`(array_agg(${value} ORDER BY CASE WHEN ${value} IS NULL THEN 1 ELSE 0 END ASC, ${at} ${order}, ${by} ${order}))[1]`;
  },
  truth: (test) => test,
};

/** Half of the least power of two that is no double any more. */
const HALF = raw('8.98846567431158e307');

const halved = (x: Sql): Sql => sql`CASE WHEN abs(${x}) > 1 THEN ${x} * 0.5 ELSE 0 END`;

const added = (a: Sql, b: Sql, sum: Sql, sign: Sql): Sql =>
  sql`CASE WHEN abs(${a}) < 1e307 AND abs(${b}) < 1e307 OR abs(${halved(a)} ${sign} ${halved(b)}) < ${HALF} THEN ${sum} END`;

const ZERO = raw('CAST(0 AS DOUBLE PRECISION)');

const GUARDED = {
  plus: (a: Sql, b: Sql): Sql => added(a, b, sql`${a} + ${b}`, raw('+')),
  minus: (a: Sql, b: Sql): Sql => added(a, b, sql`${a} - ${b}`, raw('-')),
  times: (a: Sql, b: Sql): Sql =>
    cases(
      [
        sql`WHEN ${a} IS NULL OR ${b} IS NULL THEN NULL`,
        sql`WHEN ${a} = 0 OR ${b} = 0 THEN ${ZERO}`,
        sql`WHEN ${moderate(a)} AND ${moderate(b)} THEN ${a} * ${b}`,
        sql`WHEN abs(${a}) >= 1 AND abs(${b}) >= 1 AND ${moved(a, -600)} * ${moved(b, -600)} >= ${power(-176)} THEN NULL`,
        sql`WHEN abs(${a}) < 1 AND abs(${b}) < 1 AND ${moved(a, 600)} * ${moved(b, 600)} <= ${power(125)} THEN ${ZERO}`,
      ],
      sql`${a} * ${b}`,
    ),
  dividedBy: (a: Sql, b: Sql): Sql =>
    cases(
      [
        sql`WHEN ${b} = 0 OR ${b} IS NULL THEN NULL`,
        sql`WHEN ${a} = 0 THEN ${ZERO}`,
        sql`WHEN ${moderate(a)} AND ${moderate(b)} THEN ${a} / ${b}`,
        sql`WHEN abs(${a}) >= 1e-20 AND abs(${b}) < 1 AND ${moved(a, -600)} / ${moved(b, 600)} >= ${power(-176)} THEN NULL`,
        sql`WHEN abs(${a}) <= 1e20 AND abs(${b}) >= 1 AND ${moved(a, 600)} / ${moved(b, -600)} <= ${power(125)} THEN ${ZERO}`,
      ],
      sql`${a} / ${b}`,
    ),
};

/** Sizes of which neither product nor quotient can leave the doubles. */
const moderate = (x: Sql): Sql => sql`abs(${x}) BETWEEN 1e-150 AND 1e150`;

const power = (exponent: number): Sql => raw(`CAST('${2 ** exponent}' AS DOUBLE PRECISION)`);

/** A size on another scale, where a calculation can neither overflow nor underflow: it is tried there first. */
const moved = (x: Sql, exponent: number): Sql => sql`(abs(${x}) * ${power(exponent)})`;
