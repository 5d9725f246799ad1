import { DAY, MAX_INSTANT } from '../time/index.js';
import { number, quantity } from './number.js';

/** Units of length, the longest first. */
const LENGTHS = [
  [DAY, 'days'],
  [3_600_000, 'hours'],
  [60_000, 'minutes'],
  [1000, 'seconds'],
  [1, 'milliseconds'],
] as const;

/** Average lengths of the calendar: a year of 365.25 days, and a twelfth of it. */
const AVERAGES = [
  [365.25 * DAY, 'years'],
  [30.4375 * DAY, 'months'],
] as const;

/**
 * A length as somebody would set it, in its largest whole unit: "28 days", "90 minutes", "24 hours" and not "1 day".
 * Lengths that are whole average months are said in these: "12 months" of 365.25 days.
 */
export const duration = (ms: number): string => {
  const [length, units] =
    (ms > 0 ? AVERAGES : []).find(([each]) => ms % each === 0) ??
    LENGTHS.find(([each]) => ms % each === 0 && (ms !== DAY || each < DAY)) ??
    LENGTHS[0];
  return quantity(ms / length, units);
};

/**
 * A length as it was measured, in the largest unit that it fills, to two decimals: "12.54 days", "3 hours", "less than a
 * second".
 */
export const measured = (ms: number): string => {
  if (Math.abs(ms) < 1000 && ms !== 0) return 'less than a second';
  const [length, units] = LENGTHS.find(([each]) => Math.abs(ms) >= each) ?? LENGTHS[0];
  return quantity(ms / length, units, 2);
};

/** An instant as an ISO date, with its time where that is not midnight UTC: "2026-11-22", "2026-11-22 09:30 UTC". */
export const instant = (ms: number): string =>
  Math.abs(ms) <= MAX_INSTANT
    ? new Date(ms)
        .toISOString()
        .replace('T00:00:00.000Z', '')
        .replace('T', ' ')
        .replace(/(:00)?(\.000)?Z$/, ' UTC')
    : number(ms);

/** "on 2026-11-22", "at 2026-11-22 09:30 UTC": when something is. */
export const on = (ms: number): string =>
  instant(ms).replace(/^\S+( )?/, (date, time) => `${time ? 'at' : 'on'} ${date}`);
