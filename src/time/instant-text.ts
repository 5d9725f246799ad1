import { DAY } from './duration.js';

/** A text, or bytes: all that an instant is written in is ASCII. */
export type Written = string | Uint8Array;

const BLANK = 32;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const COLON = 58;
/** Makes a capital letter small. */
const SMALL = 32;
const [C, T, U, SMALL_T, SMALL_Z] = [67, 84, 85, 116, 122];

/**
 * So short that V8 puts it in the place of its calls (at most 27 bytecodes): so one grammar reads texts and bytes about as fast as one
 * that is written for either. `codeAt(…) ^ 48` is the digit there, or more than 9; a difference of what it may be at most is then below 0,
 * and so is what `|` makes of several.
 */
const codeAt = (written: Written, at: number): number =>
  typeof written === 'string' ? written.charCodeAt(at) : written[at]!;

/**
 * Milliseconds since the epoch of the instant that is written from one place to before another, finer precision floored (S1); NaN of
 * anything else. It may lie beyond what a `Date` can hold.
 */
export const instantIn = (written: Written, start: number, end: number): number => {
  // The shortest form is YYYY-MM-DDTHH:MMZ.
  if (end - start < 17) return NaN;
  const width = offsetWidth(written, end);
  const from = end - width;
  const to = codeAt(written, from - 1) === BLANK ? from - 1 : from;
  const at = timeStart(written, start);
  if (width === 0 || to - at < 6) return NaN;
  const offset = width === 1 ? 0 : offsetIn(written, from, end);
  return dayIn(written, start, at) * DAY + timeIn(written, at, to) - offset * 60_000;
};

/**
 * Milliseconds, as if it were UTC, of the date, or the date and the time, that is written without an offset from one place to before
 * another; NaN of anything else.
 */
export const localIn = (written: Written, start: number, end: number): number => {
  if (end - start < 10) return NaN;
  const at = timeStart(written, start);
  if (end < at) return NaN;
  return dayIn(written, start, at) * DAY + (end === at ? 0 : timeIn(written, at, end));
};

/** Where the date ends: behind YYYY-MM-DD, or ±YYYYYY-MM-DD. */
const timeStart = (written: Written, start: number): number => {
  const first = codeAt(written, start);
  return first === PLUS || first === MINUS ? start + 13 : start + 10;
};

/** The number that two digits are, below 0 of anything else. */
const two = (written: Written, at: number): number => {
  const ten = codeAt(written, at) ^ 48;
  const one = codeAt(written, at + 1) ^ 48;
  return ((9 - ten) | (9 - one)) < 0 ? -1 : ten * 10 + one;
};

/** The day of a date that ends before a place; NaN of anything else. */
const dayIn = (written: Written, start: number, end: number): number => {
  const century = two(written, end - 10);
  const years = two(written, end - 8);
  const month = two(written, end - 5);
  const day = two(written, end - 2);
  if ((century | years | month | day) < 0) return NaN;
  if (codeAt(written, end - 6) !== MINUS || codeAt(written, end - 3) !== MINUS) return NaN;
  const year = century * 100 + years;
  return dayOf(end - start === 10 ? year : signed(written, start, year), month, day);
};

/** A year of a sign and six digits, of which the last four are known; NaN of anything else, and of −0, which is written +000000. */
const signed = (written: Written, start: number, years: number): number => {
  const more = two(written, start + 1);
  const year = more * 10_000 + years;
  if (codeAt(written, start) === PLUS) return more < 0 ? NaN : year;
  return more < 0 || year === 0 ? NaN : 0 - year;
};

/** Milliseconds of the day of THH:MM[:SS[.fraction]]; NaN of anything else. */
const timeIn = (written: Written, at: number, end: number): number => {
  const length = end - at;
  const between = codeAt(written, at);
  if (length < 6 || (between !== T && between !== BLANK && between !== SMALL_T)) return NaN;
  const hour = two(written, at + 1);
  const minute = two(written, at + 4);
  if ((hour | minute | (23 - hour) | (59 - minute)) < 0 || codeAt(written, at + 3) !== COLON) return NaN;
  const minutes = (hour * 60 + minute) * 60_000;
  if (length === 6) return minutes;
  const second = two(written, at + 7);
  if (length < 9 || codeAt(written, at + 6) !== COLON || (second | (59 - second)) < 0) return NaN;
  return minutes + second * 1000 + (length === 9 ? 0 : fractionIn(written, at + 9, end));
};

/** Milliseconds of a point or a comma and at least one digit; NaN of anything else. What is finer is cut off: that floors, before 1970 too. */
const fractionIn = (written: Written, at: number, end: number): number => {
  const point = codeAt(written, at);
  if ((point !== POINT && point !== COMMA) || end - at < 2) return NaN;
  let milliseconds = 0;
  let unit = 100;
  for (let place = at + 1; place < end; place++) {
    const digit = codeAt(written, place) ^ 48;
    if (digit > 9) return NaN;
    milliseconds += digit * unit;
    unit = unit === 100 ? 10 : unit === 10 ? 1 : 0;
  }
  return milliseconds;
};

/** How many characters at the end are an offset, by how it begins or ends; 0 where there is none. */
const offsetWidth = (written: Written, end: number): number => {
  const last = codeAt(written, end - 1);
  if ((last | SMALL) === SMALL_Z) return 1;
  if (last === C) return 3;
  for (let width = 3; width <= 6; width++) {
    const code = codeAt(written, end - width);
    if (code === PLUS || code === MINUS) return width;
  }
  return 0;
};

/** Minutes of `Z`, `z`, `UTC`, `±hh`, `±hhmm` or `±hh:mm`; NaN of anything else. */
export const offsetIn = (written: Written, at: number, end: number): number => {
  const width = end - at;
  const sign = codeAt(written, at);
  if (width === 1) return (sign | SMALL) === SMALL_Z ? 0 : NaN;
  if (width === 3 && sign === U)
    return codeAt(written, at + 1) === T && codeAt(written, at + 2) === C ? 0 : NaN;
  const isParted = width === 6 && codeAt(written, at + 3) === COLON;
  if ((sign !== PLUS && sign !== MINUS) || !(width === 3 || width === 5 || isParted)) return NaN;
  const hour = two(written, at + 1);
  const minute = width === 3 ? 0 : two(written, end - 2);
  if ((hour | minute | (23 - hour) | (59 - minute)) < 0) return NaN;
  const minutes = hour * 60 + minute;
  return sign === MINUS ? 0 - minutes : minutes;
};

/** Added to every year, so that no division meets a number below 0 (a multiple of 400 years); and the days from there to 1970. */
const [YEARS_BEFORE, DAYS_BEFORE] = [1_000_000, 365_961_968];

/** Days since 1970-01-01 of a date in the Gregorian calendar, also before there was one; of years of at most six digits. NaN of a date that does not exist. */
export const dayOf = (year: number, month: number, day: number): number => {
  if (month < 1 || month > 12 || day < 1 || (day > 28 && day > lastDay(year, month))) return NaN;
  // Years that begin with March, so that a leap day is the last of its year (after Howard Hinnant's days_from_civil).
  const marches = (month > 2 ? year : year - 1) + YEARS_BEFORE;
  const centuries = (marches / 100) | 0;
  const leapDays = (marches >> 2) - centuries + (centuries >> 2);
  const ofYear = ((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0;
  return 365 * marches + leapDays + ofYear + day - 1 - DAYS_BEFORE;
};

/** The last day of a month: up to July the odd ones have 31 days, from August on the even ones. */
const lastDay = (year: number, month: number): number => {
  if (month !== 2) return 30 + ((month ^ (month >> 3)) & 1);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
};
