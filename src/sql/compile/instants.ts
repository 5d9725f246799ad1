import type { Dialect } from '../dialects/dialect.js';
import { int, raw, type Sql, sql, when } from '../fragment.js';
import type { Chain } from './chain.js';

/** Milliseconds of what stands for an instant (S1): whole ones, a number, or ISO 8601 text with an offset. Each may be absent. */
export const instantOf = (
  parts: { readonly ms: Sql | null; readonly number: Sql | null; readonly text: Sql | null },
  chain: Chain,
  dialect: Dialect,
): Sql | null => {
  const found: Sql[] = [];
  if (parts.ms !== null) found.push(parts.ms);
  if (parts.number !== null) found.push(fromNumber(chain.column('number', parts.number), dialect));
  if (parts.text !== null) found.push(fromText(chain.column('text', parts.text), chain, dialect));
  if (found.length === 0) return null;
  return found.reduce((so, piece) => sql`COALESCE(${so}, ${piece})`);
};

const MAX = 8_640_000_000_000_000;

const fromNumber = (number: Sql, dialect: Dialect): Sql =>
  when(
    sql`${number} >= ${int(-MAX)} AND ${dialect.floor(number)} <= ${int(MAX)}`,
    sql`CAST(${dialect.floor(number)} AS ${raw(dialect.types.integer)})`,
  );

/** Without `?`, which some clients take for a parameter wherever it stands. */
const ISO =
  '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+){0,1}){0,1}(Z|[+-][0-9]{2}(:{0,1}[0-9]{2}){0,1})';

/**
 * By integers alone: no engine's own reading of dates agrees with another's. Fields that no date has (a 30 February, 24:00, a second 60)
 * make the text missing.
 */
const fromText = (given: Sql, chain: Chain, dialect: Dialect): Sql => {
  const { substring, toInteger, matches, length, intDiv, mod } = dialect;
  const text = chain.column('iso', when(matches(given, ISO), given));
  const digits = (from: Sql, count: number): Sql => toInteger(substring(text, from, int(count)));
  const field = (from: number, count: number): Sql => chain.column('field', digits(int(from), count));
  const [year, month, day, hour, minute] = [
    field(1, 4),
    field(6, 2),
    field(9, 2),
    field(12, 2),
    field(15, 2),
  ];
  const second = chain.column(
    'field',
    sql`CASE WHEN ${substring(text, int(17), int(1))} = ':' THEN ${digits(int(18), 2)} ELSE 0 END`,
  );
  const fraction = chain.column(
    'field',
    sql`CASE WHEN ${matches(text, '.{19}[.][0-9]{3}.*')} THEN ${digits(int(21), 3)} WHEN ${matches(text, '.{19}[.][0-9]{2}[^0-9].*')} THEN ${digits(int(21), 2)} * 10 WHEN ${matches(text, '.{19}[.][0-9][^0-9].*')} THEN ${digits(int(21), 1)} * 100 ELSE 0 END`,
  );
  const back = (places: number): Sql => sql`${length(text)} - ${int(places)}`;
  const zoned = (sign: number, hours: number, minutes: Sql): Sql =>
    sql`(CASE WHEN ${substring(text, back(sign), int(1))} = '-' THEN -1 ELSE 1 END) * (${digits(back(hours), 2)} * 100 + ${minutes})`;
  /** Signed hours and minutes, as in 530 for +05:30. */
  const offset = chain.column(
    'field',
    sql`CASE WHEN ${matches(text, '.*[+-][0-9]{2}:[0-9]{2}')} THEN ${zoned(5, 4, digits(back(1), 2))} WHEN ${matches(text, '.*[+-][0-9]{4}')} THEN ${zoned(4, 3, digits(back(1), 2))} WHEN ${matches(text, '.*T.*[+-][0-9]{2}')} THEN ${zoned(2, 1, int(0))} ELSE 0 END`,
  );
  const size = chain.column('field', sql`abs(${offset})`);
  const hours = chain.column('field', intDiv(size, int(100)));
  const every = (years: number): Sql => sql`${mod(year, int(years))} = 0`;
  const leap = sql`(${every(4)} AND (NOT ${every(100)} OR ${every(400)}))`;
  const days = sql`CASE WHEN ${month} = 2 THEN CASE WHEN ${leap} THEN 29 ELSE 28 END WHEN ${month} IN (4, 6, 9, 11) THEN 30 ELSE 31 END`;
  const isDate = sql`${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND ${days} AND ${hour} <= 23 AND ${minute} <= 59 AND ${second} <= 59 AND ${hours} <= 23 AND ${size} - ${hours} * 100 <= 59`;
  // Years are counted from March, and 400 years are added so that no division meets a number below 0.
  const from = chain.column('field', sql`${year} + 400 - CASE WHEN ${month} <= 2 THEN 1 ELSE 0 END`);
  const since = sql`CASE WHEN ${month} > 2 THEN ${month} - 3 ELSE ${month} + 9 END`;
  const number = sql`(365 * ${from} + ${intDiv(from, int(4))} - ${intDiv(from, int(100))} + ${intDiv(from, int(400))} + ${intDiv(sql`(153 * (${since}) + 2)`, int(5))} + ${day} - 1 - 719468 - 146097)`;
  const away = sql`(CASE WHEN ${offset} < 0 THEN -1 ELSE 1 END) * (${hours} * 60 + (${size} - ${hours} * 100)) * 60000`;
  return when(
    isDate,
    sql`(((CAST(${number} AS ${raw(dialect.types.integer)}) * 24 + ${hour}) * 60 + ${minute}) * 60 + ${second}) * 1000 + ${fraction} - ${away}`,
  );
};
