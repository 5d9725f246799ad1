import { localIn, toInstant } from '../time/index.js';

/**
 * Counts from the epoch below this one are seconds (as milliseconds they end in March 1973), those above it
 * milliseconds.
 */
const MOST_SECONDS = 1e11;

/**
 * True of a number that as milliseconds lies in the first years of the epoch, before any tool took events: it
 * counts seconds.
 */
export const countsSeconds = (value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) < MOST_SECONDS;

/**
 * The instant of milliseconds, of ISO 8601 text with an offset or of a `Date`; null of anything else, and of a
 * count of seconds.
 */
export const instantOf = (value: unknown): number | null => (countsSeconds(value) ? null : toInstant(value));

/**
 * The same, of a tool that says that its texts without an offset are UTC, such as `2026-11-20 09:30:00.123000`.
 */
export const utcText = (value: unknown): number | null => {
  const instant = instantOf(value);
  // A date alone is no instant.
  if (instant !== null || typeof value !== 'string' || !value.includes(':')) return instant;
  return toInstant(localIn(value, 0, value.length));
};

/** The instant of a count of seconds; null of milliseconds. */
export const secondsOnly = (value: number): number | null =>
  countsSeconds(value) ? toInstant(value * 1000) : null;

/** The instant of a count of seconds, or of milliseconds where it is too great for seconds. */
export const secondsOrMilliseconds = (value: unknown): number | null =>
  typeof value !== 'number' ? null : toInstant(countsSeconds(value) ? Math.round(value * 1000) : value);

/** What a number would be in either unit, to end a refusal with; nothing of other values. */
export const unitOf = (value: unknown): string => {
  if (typeof value !== 'number') return '';
  const year = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/-\d\d-.*/, '');
  if (toInstant(value) === null) return '';
  const asMilliseconds = `: as milliseconds that is in ${year(value)}`;
  return countsSeconds(value) ? `${asMilliseconds}, as seconds in ${year(value * 1000)}` : asMilliseconds;
};
