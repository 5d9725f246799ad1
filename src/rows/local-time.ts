import { refuse } from '../internal/index.js';
import { DAY, dayOf, firstWhere, localIn, MAX_INSTANT, offsetIn, type Zone } from '../time/index.js';

/** Reads a text as local time: milliseconds as if it were UTC, NaN where the text does not fit. */
export type LocalReader = (text: string) => number;

/** The parts of a date in a format. What is counted in digits is read as a number; half of a day and an offset are read as they are. */
const [YEAR, MONTH, DATE, HOUR, MINUTE, SECOND, MILLISECOND, HALF, OFFSET] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** What each token reads: the part of a date, and how many characters it may have. */
const TOKENS: Readonly<Record<string, readonly [part: number, least: number, most: number]>> = {
  yyyy: [YEAR, 4, 4],
  MM: [MONTH, 2, 2],
  M: [MONTH, 1, 2],
  dd: [DATE, 2, 2],
  d: [DATE, 1, 2],
  HH: [HOUR, 2, 2],
  H: [HOUR, 1, 2],
  hh: [HOUR, 2, 2],
  h: [HOUR, 1, 2],
  mm: [MINUTE, 2, 2],
  m: [MINUTE, 1, 2],
  ss: [SECOND, 2, 2],
  s: [SECOND, 1, 2],
  SSS: [MILLISECOND, 3, 3],
  a: [HALF, 2, 2],
  X: [OFFSET, 1, 6],
};

/** A token, or a character that stands for itself. */
const PIECE = /([A-Za-z])\1*|[^A-Za-z]/g;

/** A reader of texts in a format. */
export interface FormatReader {
  /** Milliseconds of a text, as if it were UTC; of the instant itself where the format has an offset. NaN where the text does not fit. */
  readonly read: LocalReader;
  readonly hasOffset: boolean;
}

/**
 * A reader of texts in a format made of `yyyy MM M dd d HH H hh h mm m ss s SSS a X` and what stands between; a `bad-value` error for
 * another one. `hh` and `h` are 1 to 12 beside `a`, AM or PM in either case; `X` is an offset as S1 has it.
 */
export const formatReader = (format: string, path: string): FormatReader => {
  const pieces: readonly string[] = String(format).match(PIECE) ?? [];
  const parts = pieces.flatMap((piece) => (isToken(piece) ? [TOKENS[piece]![0]] : []));
  const has = (part: number): boolean => parts.includes(part);
  const unknown = pieces.find((piece) => /^[A-SU-Za-z]/.test(piece) && !isToken(piece));
  const inHalves = pieces.includes('h') || pieces.includes('hh');
  if (unknown !== undefined || new Set(parts).size < parts.length || ![YEAR, MONTH, DATE].every(has))
    refuse(
      'bad-value',
      'a format with a year, a month and a day, of yyyy MM M dd d HH H hh h mm m ss s SSS a X, each once, such as "M/d/yyyy H:mm"',
      unknown ?? format,
      path,
    );
  if (inHalves !== has(HALF))
    refuse('bad-value', 'h or hh (1 to 12) together with a (AM or PM), or H or HH without it', format, path);
  return { read: (text) => timeOf(partsOf(text, pieces), inHalves), hasOffset: has(OFFSET) };
};

const isToken = (piece: string): boolean => Object.hasOwn(TOKENS, piece);

/** What a text has at the places of the tokens; undefined where it does not fit. */
const partsOf = (text: string, pieces: readonly string[]): readonly number[] | undefined => {
  const found = [0, 1, 1, 0, 0, 0, 0, 0, 0];
  let position = 0;
  for (const piece of pieces) {
    if (!isToken(piece)) {
      if (!text.startsWith(piece, position)) return undefined;
      position += piece.length;
      continue;
    }
    const [part, least, most] = TOKENS[piece]!;
    const width = part === OFFSET ? offsetWidth(text, position) : part === HALF ? 2 : 0;
    let end = Math.min(position + width, text.length);
    while (width === 0 && end - position < most && isDigit(text, end)) end++;
    if (end - position < least) return undefined;
    found[part] =
      part === OFFSET
        ? offsetIn(text, position, end)
        : part === HALF
          ? halfOf(text.slice(position, end))
          : Number(text.slice(position, end));
    position = end;
  }
  return position === text.length ? found : undefined;
};

const isDigit = (text: string, position: number): boolean => {
  const code = text.charCodeAt(position);
  return code >= 48 && code <= 57;
};

/** How many characters an offset has that begins at a place: `Z`, `UTC`, `±hh`, `±hhmm` or `±hh:mm`. */
const offsetWidth = (text: string, at: number): number => {
  if (text[at] === 'Z' || text[at] === 'z') return 1;
  if (text[at + 3] === ':') return 6;
  return isDigit(text, at + 3) ? 5 : 3;
};

/** Hours of the half of a day; NaN of anything else. */
const halfOf = (text: string): number => ({ am: 0, pm: 12 })[text.toLowerCase()] ?? NaN;

/** Milliseconds as if it were UTC, less the offset; NaN of a date or time that no calendar and no clock has. */
const timeOf = (parts: readonly number[] | undefined, inHalves: boolean): number => {
  if (parts === undefined) return NaN;
  const at = (part: number): number => parts[part]!;
  const hour = inHalves ? at(HALF) + (at(HOUR) % 12) : at(HOUR);
  const isHour = inHalves ? at(HOUR) >= 1 && at(HOUR) <= 12 : hour <= 23;
  if (!isHour || at(MINUTE) > 59 || at(SECOND) > 59) return NaN;
  const minutes = hour * 60 + at(MINUTE) - at(OFFSET);
  return dayOf(at(YEAR), at(MONTH), at(DATE)) * DAY + (minutes * 60 + at(SECOND)) * 1000 + at(MILLISECOND);
};

/** As S1 has it, without an offset: a date, or a date and a time. */
export const isoLocal: LocalReader = (text) => localIn(text, 0, text.length);

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
