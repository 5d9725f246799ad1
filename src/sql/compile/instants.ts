import { MAX_INSTANT } from '../../time/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { int, raw, type Sql, sql, when } from '../fragment.js';
import type { Chain } from './chain.js';

/** Milliseconds of what stands for an instant (S1): whole ones, a number, or ISO 8601 text with an offset. Each may be absent. */
export const instantOf = (
  parts: { readonly ms: Sql | null; readonly number: Sql | null; readonly text: Sql | null },
  chain: Chain,
  { dialect, called }: Reading,
): Sql | null => {
  const found: Sql[] = [];
  if (parts.ms !== null) found.push(parts.ms);
  if (parts.number !== null) found.push(fromNumber(chain.column(`${called}_number`, parts.number), dialect));
  if (parts.text !== null)
    found.push(fromText(chain.column(`${called}_text`, parts.text), chain, { dialect, called }));
  if (found.length === 0) return null;
  return found.reduce((so, piece) => sql`COALESCE(${so}, ${piece})`);
};

/** What texts are read with, and what they are called. */
interface Reading {
  readonly dialect: Dialect;
  readonly called: string;
}

const fromNumber = (number: Sql, dialect: Dialect): Sql =>
  when(
    sql`${number} >= ${int(-MAX_INSTANT)} AND ${dialect.floor(number)} <= ${int(MAX_INSTANT)}`,
    sql`CAST(${dialect.floor(number)} AS ${raw(dialect.types.integer)})`,
  );

/** The rule for texts (S1), without `?`, which some clients take for a parameter wherever it stands. */
const TEXT =
  '([0-9]{4}|[+-][0-9]{6})-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+){0,1}){0,1}[ ]{0,1}(Z|z|UTC|[+-][0-9]{2}(:{0,1}[0-9]{2}){0,1})';

/** A text of an instant with a year of a sign and six digits, and with seconds: every field up to them has a place of its own. */
const widened = (given: Sql, chain: Chain, { dialect, called }: Reading): Sql => {
  const { substring, matches, length } = dialect;
  const text = chain.column(`${called}_iso`, when(matches(given, TEXT), given));
  const signed = chain.column(
    `${called}_iso`,
    sql`CASE WHEN ${matches(text, '[0-9].*')} THEN '+00' || ${text} ELSE ${text} END`,
  );
  const rest = substring(signed, int(20), length(signed));
  return chain.column(
    `${called}_iso`,
    sql`CASE WHEN ${substring(signed, int(20), int(1))} = ':' THEN ${signed} ELSE ${substring(signed, int(1), int(19))} || ':00' || ${rest} END`,
  );
};

/** Milliseconds of the fraction of a widened text. */
const fractionOf = (text: Sql, digits: (from: Sql, count: number) => Sql, { matches }: Dialect): Sql => {
  const [one, two, three] = [1, 2, 3].map((count) => digits(int(24), count)) as [Sql, Sql, Sql];
  return sql`CASE WHEN ${matches(text, '.{22}[.,][0-9]{3}.*')} THEN ${three} WHEN ${matches(text, '.{22}[.,][0-9]{2}[^0-9].*')} THEN ${two} * 10 WHEN ${matches(text, '.{22}[.,][0-9][^0-9].*')} THEN ${one} * 100 ELSE 0 END`;
};

/** Signed hours and minutes of the offset at the end of a text, as in 530 for +05:30. */
const offsetOf = (
  text: Sql,
  digits: (from: Sql, count: number) => Sql,
  { substring, matches, length }: Dialect,
): Sql => {
  const back = (places: number): Sql => sql`${length(text)} - ${int(places)}`;
  const zoned = (sign: number, hours: number, minutes: Sql): Sql =>
    sql`(CASE WHEN ${substring(text, back(sign), int(1))} = '-' THEN -1 ELSE 1 END) * (${digits(back(hours), 2)} * 100 + ${minutes})`;
  return sql`CASE WHEN ${matches(text, '.*[+-][0-9]{2}:[0-9]{2}')} THEN ${zoned(5, 4, digits(back(1), 2))} WHEN ${matches(text, '.*[+-][0-9]{4}')} THEN ${zoned(4, 3, digits(back(1), 2))} WHEN ${matches(text, '.*[+-][0-9]{2}')} THEN ${zoned(2, 1, int(0))} ELSE 0 END`;
};

/** Added to every year, so that no division meets a number below 0 (a multiple of 400 years); and the days from there to 1970. */
const [YEARS_BEFORE, DAYS_BEFORE] = [1_000_000, 365_961_968];

/**
 * By integers alone: no engine's own reading of dates agrees with another's. Fields that no date has (a 30 February, 24:00, a second 60)
 * make the text missing, and so does an instant that no `Date` can hold.
 */
const fromText = (given: Sql, chain: Chain, { dialect, called }: Reading): Sql => {
  const { substring, toInteger, intDiv, mod } = dialect;
  const text = widened(given, chain, { dialect, called });
  const digits = (from: Sql, count: number): Sql => toInteger(substring(text, from, int(count)));
  const column = (what: string, piece: Sql): Sql => chain.column(`${called}_${what}`, piece);
  const field = (what: string, from: number, count: number): Sql => column(what, digits(int(from), count));
  const [years, month, day] = [field('year', 2, 6), field('month', 9, 2), field('day', 12, 2)];
  const [hour, minute, second] = [field('hour', 15, 2), field('minute', 18, 2), field('second', 21, 2)];
  const fraction = column('fraction', fractionOf(text, digits, dialect));
  const offset = column('offset', offsetOf(text, digits, dialect));
  const isBefore = sql`${substring(text, int(1), int(1))} = '-'`;
  const year = column(
    'era_year',
    sql`${int(YEARS_BEFORE)} + CASE WHEN ${isBefore} THEN -${years} ELSE ${years} END`,
  );
  const size = column('offset_size', sql`abs(${offset})`);
  const hours = column('offset_hours', intDiv(size, int(100)));
  const every = (period: number): Sql => sql`${mod(year, int(period))} = 0`;
  const leap = sql`(${every(4)} AND (NOT ${every(100)} OR ${every(400)}))`;
  const days = sql`CASE WHEN ${month} = 2 THEN CASE WHEN ${leap} THEN 29 ELSE 28 END WHEN ${month} IN (4, 6, 9, 11) THEN 30 ELSE 31 END`;
  const isDate = sql`${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND ${days} AND ${hour} <= 23 AND ${minute} <= 59 AND ${second} <= 59 AND ${hours} <= 23 AND ${size} - ${hours} * 100 <= 59 AND NOT (${isBefore} AND ${years} = 0)`;
  // Years are counted from March, so that a leap day is the last of its year.
  const from = column('year_from_march', sql`${year} - CASE WHEN ${month} <= 2 THEN 1 ELSE 0 END`);
  const since = sql`CASE WHEN ${month} > 2 THEN ${month} - 3 ELSE ${month} + 9 END`;
  const number = sql`(365 * ${from} + ${intDiv(from, int(4))} - ${intDiv(from, int(100))} + ${intDiv(from, int(400))} + ${intDiv(sql`(153 * (${since}) + 2)`, int(5))} + ${day} - 1 - ${int(DAYS_BEFORE)})`;
  const away = sql`(CASE WHEN ${offset} < 0 THEN -1 ELSE 1 END) * (${hours} * 60 + (${size} - ${hours} * 100)) * 60000`;
  const ms = column(
    'ms',
    when(
      isDate,
      sql`(((CAST(${number} AS ${raw(dialect.types.integer)}) * 24 + ${hour}) * 60 + ${minute}) * 60 + ${second}) * 1000 + ${fraction} - ${away}`,
    ),
  );
  return when(sql`${ms} BETWEEN ${int(-MAX_INSTANT)} AND ${int(MAX_INSTANT)}`, ms);
};
