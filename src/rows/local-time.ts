import { refuse } from '../internal/index.js';
import { DAY, firstWhere, MAX_INSTANT, type Zone } from '../time/index.js';

/** Reads a text as local time: milliseconds as if it were UTC, NaN where the text does not fit. */
export type LocalReader = (text: string) => number;

/** What each token reads: the part of a date, and how many digits it may have. */
const TOKENS: Readonly<Record<string, readonly [part: number, least: number, most: number]>> = {
  yyyy: [0, 4, 4],
  MM: [1, 2, 2],
  M: [1, 1, 2],
  dd: [2, 2, 2],
  d: [2, 1, 2],
  HH: [3, 2, 2],
  H: [3, 1, 2],
  mm: [4, 2, 2],
  m: [4, 1, 2],
  ss: [5, 2, 2],
  s: [5, 1, 2],
  SSS: [6, 3, 3],
};

/** A token, or a character that stands for itself. */
const PIECE = /([A-Za-z])\1*|[^A-Za-z]/g;

/** A reader of texts in a format made of `yyyy MM M dd d HH H mm m ss s SSS` and what stands between; a `bad-value` error for another one. */
export const formatReader = (format: string, path: string): LocalReader => {
  const pieces = String(format).match(PIECE) ?? [];
  const parts = pieces.flatMap((piece) => TOKENS[piece]?.slice(0, 1) ?? []);
  const unknown = pieces.find((piece) => /^[A-SU-Za-z]/.test(piece) && !Object.hasOwn(TOKENS, piece));
  if (
    unknown !== undefined ||
    new Set(parts).size < parts.length ||
    ![0, 1, 2].every((p) => parts.includes(p))
  )
    refuse(
      'bad-value',
      'a format with a year, a month and a day, of yyyy MM M dd d HH H mm m ss s SSS, each once, such as "M/d/yyyy H:mm"',
      unknown ?? format,
      path,
    );
  return (text) => {
    const found = [0, 1, 1, 0, 0, 0, 0];
    let position = 0;
    for (const piece of pieces) {
      const token = TOKENS[piece];
      if (token === undefined) {
        if (!text.startsWith(piece, position)) return NaN;
        position += piece.length;
        continue;
      }
      const [part, least, most] = token;
      let end = position;
      while (end - position < most && isDigit(text, end)) end++;
      if (end - position < least) return NaN;
      found[part] = Number(text.slice(position, end));
      position = end;
    }
    return position === text.length ? localTime(found) : NaN;
  };
};

const isDigit = (text: string, position: number): boolean => {
  const code = text.charCodeAt(position);
  return code >= 48 && code <= 57;
};

const ISO_LOCAL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?$/;

/** ISO 8601 without an offset: a date, or a date and a time with a `T` or a blank between; finer than milliseconds is floored. */
export const isoLocal: LocalReader = (text) => {
  const match = ISO_LOCAL.exec(text);
  if (match === null) return NaN;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = ''] = match;
  return localTime([year, month, day, hour, minute, second, fraction.padEnd(3, '0').slice(0, 3)].map(Number));
};

/** Milliseconds as if it were UTC; NaN of a date or time that no calendar and no clock has. */
const localTime = (parts: readonly number[]): number => {
  const [year, month, day, hour, minute, second, millisecond] = parts as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN;
  return date.setUTCHours(hour, minute, second, millisecond);
};

/**
 * The instant of a local time in a zone. A time that the clock skips is the first instant after the skip; of a time that it shows
 * twice the earlier is taken. NaN, which is no time, stays NaN.
 */
export const instantOfLocal = (local: number, { offset }: Zone): number => {
  if (Number.isNaN(local)) return NaN;
  const [before, after] = [offset(local - DAY), offset(local + DAY)];
  const fitting = [local - before, local - after].filter((instant) => instant + offset(instant) === local);
  const instant =
    fitting.length > 0
      ? Math.min(...fitting)
      : firstWhere(local - DAY, local + DAY, (candidate) => offset(candidate) === after);
  return Math.abs(instant) <= MAX_INSTANT ? instant : NaN;
};
