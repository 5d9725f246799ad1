import { isDate, refuse } from '../internal/index.js';

/** An instant as it comes in: a `Date`, milliseconds since the epoch, or ISO 8601 text with an offset. */
export type InstantInput = Date | number | string;

/** The last instant that a `Date` can hold; the first is its negative. */
export const MAX_INSTANT = 8.64e15;

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/;

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
  const parts = ISO.exec(text);
  if (parts === null) return NaN;
  const field = (index: number): number => Number(parts[index] ?? 0);
  const local = Date.UTC(
    2000,
    field(2) - 1,
    field(3),
    field(4),
    field(5),
    field(6),
    Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0')),
  );
  const date = new Date(local);
  // A year below 100 would mean 19xx to Date.UTC; leap days are checked in the year itself.
  date.setUTCFullYear(field(1), field(2) - 1, field(3));
  const exists =
    date.getUTCMonth() === field(2) - 1 &&
    date.getUTCDate() === field(3) &&
    field(4) < 24 &&
    field(5) < 60 &&
    field(6) < 60;
  if (!exists || field(9) > 23 || field(10) > 59) return NaN;
  const offset = (field(9) * 60 + field(10)) * 60_000;
  return date.getTime() - (parts[8] === '-' ? -offset : offset);
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
