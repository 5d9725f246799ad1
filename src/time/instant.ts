import { isDate, refuse } from '../internal/index.js';
import { instantIn } from './instant-text.js';

/**
 * An instant as it comes in: a `Date`, milliseconds since the epoch, or ISO 8601 text with an offset, also as databases write it
 * (`2026-11-22 09:30:00+00`).
 */
export type InstantInput = Date | number | string;

/** The last instant that a `Date` can hold; the first is its negative. */
export const MAX_INSTANT = 8.64e15;

/**
 * Milliseconds since the epoch of what stands for an instant, finer precision floored (S1); `null` of anything else:
 * a text without an offset, a date that does not exist, an invalid `Date`.
 */
export const toInstant = (value: unknown): number | null => {
  const ms =
    typeof value === 'number'
      ? Math.floor(value)
      : typeof value === 'string'
        ? instantIn(value, 0, value.length)
        : isDate(value)
          ? value.getTime()
          : NaN;
  return Math.abs(ms) <= MAX_INSTANT ? ms + 0 : null;
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
