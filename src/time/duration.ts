import {
  millisecondsInDay,
  millisecondsInHour,
  millisecondsInMinute,
  millisecondsInSecond,
  millisecondsInWeek,
} from 'date-fns/constants';
import { refuse } from '../internal/index.js';

declare const duration: unique symbol;

/**
 * A fixed length of time, in milliseconds: a number that TypeScript does not confuse with other numbers.
 * Months and years have no fixed length; they exist as calendar windows only (S4, S5).
 */
export type Duration = number & { readonly [duration]: true };

/** One day of 24 hours, in milliseconds. */
export const DAY: number = millisecondsInDay;

/** One week of 7 days, in milliseconds. */
export const WEEK: number = millisecondsInWeek;

const length = (name: string, count: number, unit: number): Duration => {
  const total = count * unit;
  if (typeof count !== 'number' || !(count >= 0) || !Number.isSafeInteger(total)) {
    refuse('bad-value', 'a number of 0 or more that makes whole milliseconds', count, name);
  }
  return total as Duration;
};

/**
 * A duration in milliseconds.
 * @param count 0 or more. Anything else is a `bad-value` error, as it is for the other units.
 * @example
 * ```ts
 * import { milliseconds } from 'habitus';
 * milliseconds(250); //=> 250
 * ```
 */
export const milliseconds = (count: number): Duration => length('milliseconds', count, 1);

/**
 * A duration in seconds.
 * @example
 * ```ts
 * import { seconds } from 'habitus';
 * seconds(90); //=> 90000
 * ```
 */
export const seconds = (count: number): Duration => length('seconds', count, millisecondsInSecond);

/**
 * A duration in minutes.
 * @example
 * ```ts
 * import { minutes } from 'habitus';
 * minutes(30); //=> 1800000
 * ```
 */
export const minutes = (count: number): Duration => length('minutes', count, millisecondsInMinute);

/**
 * A duration in hours.
 * @example
 * ```ts
 * import { hours } from 'habitus';
 * hours(24); //=> 86400000
 * ```
 */
export const hours = (count: number): Duration => length('hours', count, millisecondsInHour);

/**
 * A duration in days of exactly 24 hours; for local days use `calendarDays`.
 * @example
 * ```ts
 * import { days } from 'habitus';
 * days(28); //=> 2419200000
 * ```
 */
export const days = (count: number): Duration => length('days', count, DAY);

/**
 * A duration in weeks of exactly 7 days.
 * @example
 * ```ts
 * import { weeks } from 'habitus';
 * weeks(1); //=> 604800000
 * ```
 */
export const weeks = (count: number): Duration => length('weeks', count, WEEK);
