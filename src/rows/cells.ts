import { isDate, isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { toInstant, zone } from '../time/index.js';
import { formatReader, instantOfLocal, isoLocal } from './local-time.js';

/** How a cell that holds an instant is read. Numbers and texts of digits count from the epoch in the unit that is said. */
export type InstantAs = 'instant' | 'seconds' | 'milliseconds' | 'microseconds';

/** A column that holds instants. */
export interface InstantField {
  readonly column: string;
  /**
   * `'instant'` (the default): a `Date`, milliseconds, or ISO 8601 text with an offset, also as databases write it
   * (`2026-11-22 09:30:00+00`). The others: a number, a big integer or a text of digits that counts from the epoch in this unit.
   */
  readonly as?: InstantAs | undefined;
  /** The IANA zone of texts without an offset; they are refused where it is not said (S1). */
  readonly timeZone?: string | undefined;
  /**
   * How the texts are written, in `timeZone` or with an offset: `'yyyyMMdd'`, `'M/d/yyyy h:mm a'` (AM or PM), `'dd.MM.yyyy HH:mm X'`
   * (an offset: `Z`, `UTC`, `±hh`, `±hhmm` or `±hh:mm`). Default: ISO 8601.
   */
  readonly format?: string | undefined;
}

/** A column whose cells become values of a type, for rows that come as texts. Without `as` a value stays what it is. */
export interface ValueField extends Omit<InstantField, 'as'> {
  readonly as?: 'number' | 'boolean' | 'text' | 'list' | InstantAs | undefined;
  /** What parts the items where `as` is `'list'`. Default: the cell is a list, or the JSON text of one. */
  readonly separator?: string | undefined;
}

/** Takes a fault of a cell. */
export type CellFault = (code: string, message: string) => void;

/** Reads a cell: its value, or undefined where it is missing; what cannot be read is a fault and missing. */
export type CellReader = (cell: unknown, fault: CellFault) => unknown;

const KEYS = ['column', 'as', 'timeZone', 'format', 'separator'];

/** The reader of a field's cells; a mistake in the field is an error. */
export const cellReader = (field: ValueField, path: string): CellReader => {
  onlyKeys(field, KEYS, path);
  const { as, timeZone, format, separator } = field;
  const instants = as !== undefined && Object.hasOwn(UNITS, as);
  if (!(as === undefined || instants || Object.hasOwn(READERS, as) || as === 'list'))
    refuse(
      'bad-value',
      `one of ${[...Object.keys(READERS), 'list', ...Object.keys(UNITS)].join(', ')}`,
      as,
      `${path}.as`,
    );
  if ((timeZone !== undefined || format !== undefined) && as !== 'instant')
    refuse('bad-value', "as: 'instant' beside a timeZone or a format", as, `${path}.as`);
  if (separator !== undefined && (as !== 'list' || typeof separator !== 'string' || separator === ''))
    refuse('bad-value', "a text, beside as: 'list'", separator, `${path}.separator`);
  if (as === undefined) return (cell) => cell;
  if (instants) return instantReader(field as InstantField, path);
  return as === 'list' ? listReader(separator) : READERS[as as keyof typeof READERS];
};

/** The reader of instants: integer milliseconds, or undefined where there is none. */
export const instantReader = (
  { as = 'instant', timeZone, format }: InstantField,
  path: string,
): ((cell: unknown, fault: CellFault) => number | undefined) => {
  if (!Object.hasOwn(UNITS, as))
    refuse('bad-value', `one of ${Object.keys(UNITS).join(', ')}`, as, `${path}.as`);
  if (as !== 'instant' && (timeZone !== undefined || format !== undefined))
    refuse('bad-value', "as: 'instant' beside a timeZone or a format", as, `${path}.as`);
  const readText = textReader({ timeZone, format }, path);
  const expected = as === 'instant' ? expectedInstant({ timeZone, format }) : `${as} since the epoch`;
  return (cell, fault) => {
    if (isMissing(cell)) return undefined;
    const known = format !== undefined && typeof cell === 'string' ? null : UNITS[as](cell);
    if (known !== null) return known;
    const instant = typeof cell === 'string' ? readText(cell) : null;
    if (instant !== null) return instant;
    fault('bad-instant', `expected ${expected}, got ${shown(cell)}`);
    return undefined;
  };
};

/** The reader of texts that are not as S1 has them: local time in a zone, or in a format; null of what does not fit. */
const textReader = (
  { timeZone, format }: Pick<InstantField, 'timeZone' | 'format'>,
  path: string,
): ((text: string) => number | null) => {
  const formatted = format === undefined ? undefined : formatReader(format, `${path}.format`);
  if (formatted?.hasOffset) {
    if (timeZone !== undefined)
      refuse('bad-value', 'no timeZone beside a format with an offset (X)', timeZone, `${path}.timeZone`);
    return (text) => toInstant(formatted.read(text));
  }
  if (timeZone === undefined) {
    if (formatted === undefined) return () => null;
    return refuse(
      'bad-value',
      'a timeZone beside the format, or an offset (X) in it: local time alone is no instant',
      timeZone,
      `${path}.timeZone`,
    );
  }
  const place = zone(timeZone, `${path}.timeZone`);
  const local = formatted?.read ?? isoLocal;
  return (text) => toInstant(instantOfLocal(local(text), place));
};

const expectedInstant = ({ timeZone, format }: Pick<InstantField, 'timeZone' | 'format'>): string =>
  `a valid Date, milliseconds, or ${format === undefined ? 'ISO 8601 text' : `text as "${format}"`}${timeZone === undefined && format === undefined ? ' with an offset' : ''}`;

/** Whether a cell of a mapped column holds nothing. In rows of texts an empty one does. */
const isMissing = (cell: unknown): boolean => cell === undefined || cell === null || cell === '';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The finite number that a cell stands for, or NaN. Nothing is trimmed or guessed: `"1,5"`, `" 2"` and `"0x10"` are none. */
const toNumber = (cell: unknown): number =>
  typeof cell === 'number' || typeof cell === 'bigint' || (typeof cell === 'string' && NUMBER.test(cell))
    ? Number(cell)
    : NaN;

/** Counts from the epoch in a unit; of a fraction of a second the microseconds are kept before milliseconds are floored. */
const counted =
  (toMilliseconds: (count: number) => number) =>
  (cell: unknown): number | null =>
    isDate(cell) ? toInstant(cell) : toInstant(toMilliseconds(toNumber(cell)));

const UNITS: Readonly<Record<InstantAs, (cell: unknown) => number | null>> = {
  instant: toInstant,
  seconds: /* @__PURE__ */ counted((count) => Math.round(count * 1e6) / 1000),
  milliseconds: /* @__PURE__ */ counted((count) => count),
  microseconds: /* @__PURE__ */ counted((count) => count / 1000),
};

const scalar =
  (code: string, expected: string, read: (cell: unknown) => unknown): CellReader =>
  (cell, fault) => {
    if (isMissing(cell)) return undefined;
    const value = read(cell);
    if (value === undefined) fault(code, `expected ${expected}, got ${shown(cell)}: it is missing`);
    return value;
  };

const TRUTHS: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };

const READERS = {
  number: /* @__PURE__ */ scalar('not-a-number', 'a number', (cell) => {
    const value = toNumber(cell);
    return Number.isFinite(value) && !(typeof cell === 'bigint' && BigInt(value) !== cell)
      ? value
      : undefined;
  }),
  boolean: /* @__PURE__ */ scalar('not-a-boolean', 'true or false', (cell) => {
    if (typeof cell === 'object' || typeof cell === 'function' || typeof cell === 'symbol') return undefined;
    const text = String(cell).toLowerCase();
    return Object.hasOwn(TRUTHS, text) ? TRUTHS[text] : undefined;
  }),
  // Beyond 2^53 − 1 two numbers of a file may have become one, and with it two ids.
  text: /* @__PURE__ */ scalar(
    'not-a-text',
    'a text, or a number of at most 2^53 − 1, whose digits are known',
    (cell) =>
      typeof cell === 'string' ||
      typeof cell === 'bigint' ||
      typeof cell === 'boolean' ||
      (Number.isFinite(cell) && (!Number.isInteger(cell) || Number.isSafeInteger(cell)))
        ? String(cell)
        : undefined,
  ),
} as const;

const listReader = (separator: string | undefined): CellReader =>
  scalar('not-a-list', 'a list of texts', (cell) => {
    const list =
      typeof cell !== 'string' ? cell : separator === undefined ? parsedJson(cell) : cell.split(separator);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  });

/** What a text says as JSON, or undefined. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A value as a message says it, without looking into it. */
export const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value)
    ? 'a list'
    : isDate(value)
      ? Number.isNaN(value.getTime())
        ? 'an invalid Date'
        : 'a Date'
      : isPlainObject(value)
        ? 'an object'
        : 'an object of a class';
};
