import { isDate, refuse } from '../internal/index.js';

/** An instant as it comes in: a `Date`, milliseconds since the epoch, or ISO 8601 text with an offset. */
export type InstantInput = Date | number | string;

/** The last instant that a `Date` can hold; the first is its negative. */
export const MAX_INSTANT = 8.64e15;

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/;

/**
 * Milliseconds since the epoch of what stands for an instant, finer precision floored (S1); `null` of anything else:
 * a text without an offset, a date that does not exist, an invalid `Date`.
 */
export const toInstant = (value: unknown): number | null => {
  const ms =
    typeof value === 'number'
      ? Math.floor(value)
      : typeof value === 'string'
        ? fromText(value)
        : isDate(value)
          ? value.getTime()
          : NaN;
  return Math.abs(ms) <= MAX_INSTANT ? ms + 0 : null;
};

const fromText = (text: string): number => {
  const [, minute, second = '00', fraction = '', sign, hours = 0, minutes = 0] = ISO.exec(text) ?? [];
  const local = `${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const ms = Date.parse(local);
  // A date that does not exist, 24:00 or a second 60 would be moved on: then it reads back otherwise.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== local || Number(hours) > 23 || Number(minutes) > 59)
    return NaN;
  return ms - (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
};

/** The instant, or a `bad-instant` error that names the field. */
export const requireInstant = (value: unknown, path: string): number =>
  toInstant(value) ??
  refuse(
    'bad-instant',
    'a valid Date, milliseconds since the epoch, or ISO 8601 text with an offset such as "2026-11-22T00:00:00Z"',
    value,
    path,
  );
