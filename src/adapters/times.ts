import { toInstant } from '../time/index.js';

const ZONELESS = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)$/;

/** The instant of a text whose tool says that it is UTC without writing so, such as `2026-11-20 09:30:00.123000`, or of ISO 8601 text with an offset. */
export const utcText = (value: unknown): number | null => {
  if (typeof value !== 'string') return toInstant(value);
  const [, date, time] = ZONELESS.exec(value) ?? [];
  return toInstant(date === undefined ? value : `${date}T${time}Z`);
};

/** Seconds since the epoch that lie after the year 5138 are milliseconds. */
const MOST_SECONDS = 1e11;

/** The instant of a count of seconds, or of milliseconds where it is too great for seconds. */
export const secondsOrMilliseconds = (value: unknown): number | null =>
  typeof value !== 'number'
    ? null
    : toInstant(Math.abs(value) < MOST_SECONDS ? Math.round(value * 1000) : value);
