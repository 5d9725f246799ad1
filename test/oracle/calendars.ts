import type { CalendarUnit, Weekday } from '../../src/expression/nodes.js';
import { utc } from './instants.js';

/**
 * Local days from their definition (S6). A date is the number of days since 1970-01-01, and the only question put to
 * the zone is which local time an instant has.
 */

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Building a formatter is slow; the same zone always gives the same one. */
const formatters = new Map<string, Intl.DateTimeFormat>();

const formatter = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
};

/** What a clock in the zone shows, as the instant at which a clock in UTC shows the same. */
export const localTime = (instant: number, timeZone: string): number => {
  const wholeSecond = Math.floor(instant / 1000) * 1000;
  const parts = formatter(timeZone).formatToParts(wholeSecond);
  const text = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const field = (type: string) => Number(text(type));
  const year = text('era').startsWith('B') ? 1 - field('year') : field('year');
  const midnight = utc(year, field('month'), field('day'));
  const clock = ((field('hour') * 60 + field('minute')) * 60 + field('second')) * 1000;
  return midnight + clock + (instant - wholeSecond);
};

const localDate = (instant: number, timeZone: string): number =>
  Math.floor(localTime(instant, timeZone) / DAY);

/** Searching a zone is slow; the first instant of a day is always the same. */
const starts = new Map<string, number>();

/** The first instant whose local date is this day or later. */
export const dayStart = (day: number, timeZone: string): number => {
  const key = `${day} ${timeZone}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const found = firstInstantOf(day, timeZone);
  starts.set(key, found);
  return found;
};

/** No clock is a whole day away from UTC: looks through the hours around midnight UTC, in order. */
const firstInstantOf = (day: number, timeZone: string): number => {
  for (let hour = -24; hour < 48; hour += 1) {
    const from = day * DAY + hour * HOUR;
    const found = firstWithin(from, from + HOUR, day, timeZone);
    if (found !== null) return found;
  }
  throw new Error(`no instant of day ${day} in ${timeZone}`);
};

/** The first instant of [from, to) whose local date is this day or later. */
const firstWithin = (from: number, to: number, day: number, timeZone: string): number | null => {
  const offset = localTime(from, timeZone) - from;
  if (localTime(to - 1, timeZone) - (to - 1) === offset) {
    const midnight = Math.max(from, day * DAY - offset);
    return midnight < to ? midnight : null;
  }
  const middle = Math.floor((from + to) / 2);
  return firstWithin(from, middle, day, timeZone) ?? firstWithin(middle, to, day, timeZone);
};

/** The local day of an instant: the latest that has started. The date on the clock may be one earlier, when the clock goes back over midnight. */
export const dayOf = (instant: number, timeZone: string): number => {
  let day = localDate(instant, timeZone) + 2;
  while (dayStart(day, timeZone) > instant) day -= 1;
  return day;
};

/** 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => modulo(day + 3, 7) + 1;

export interface Calendar {
  readonly unit: CalendarUnit;
  readonly timeZone?: string | undefined;
  readonly weekStart?: Weekday | undefined;
}

const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** Numbers the periods of a calendar one after the other: the one that holds a day. */
const periodOfDay = (day: number, { unit, weekStart = 'monday' }: Calendar): number => {
  if (unit === 'day') return day;
  if (unit === 'week') {
    let first = day;
    while (weekdayOf(first) !== WEEKDAYS.indexOf(weekStart) + 1) first -= 1;
    return Math.floor((first + 3) / 7);
  }
  const date = new Date(day * DAY);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return Math.floor(month / monthsIn(unit));
};

const firstDayOf = (period: number, calendar: Calendar): number => {
  if (calendar.unit === 'day') return period;
  if (calendar.unit === 'week') {
    const day = period * 7 - 10;
    let first = day;
    while (periodOfDay(first, calendar) !== period) first += 1;
    return first;
  }
  const month = period * monthsIn(calendar.unit);
  return utc(Math.floor(month / 12), modulo(month, 12) + 1, 1) / DAY;
};

const monthsIn = (unit: 'month' | 'quarter' | 'year'): number =>
  unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;

/** The number of the period that holds an instant. */
export const periodOf = (instant: number, calendar: Calendar): number =>
  periodOfDay(dayOf(instant, calendar.timeZone ?? 'UTC'), calendar);

/** The first instant of a period. */
export const periodStart = (period: number, calendar: Calendar): number =>
  dayStart(firstDayOf(period, calendar), calendar.timeZone ?? 'UTC');

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
