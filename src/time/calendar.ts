import { DAY } from './duration.js';
import type { Zone } from './zone.js';

/** Units whose periods a calendar counts. */
export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** 1 Monday … 7 Sunday, of a day numbered from 1970-01-01, a Thursday. */
export const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The periods of a calendar in a zone, numbered by consecutive integers (S5, S6). */
export interface Calendar {
  /** The number of the period that an instant belongs to. */
  index(instant: number): number;
  /** The first instant of a period. */
  start(index: number): number;
}

/**
 * The calendar of days, weeks, months, quarters or years in a zone.
 * All units are made of local days: a period starts where its first day starts.
 */
export const calendar = (unit: Unit, zone: Zone, weekStart = 'monday'): Calendar => {
  if (unit === 'day') return { index: zone.day, start: zone.start };
  if (unit === 'week') {
    // Day 4 is a Monday: shift so that the wanted weekday falls on a multiple of 7.
    const shift = 3 - WEEKDAYS.indexOf(weekStart);
    return {
      index: (instant) => Math.floor((zone.day(instant) + shift) / 7),
      start: (index) => zone.start(index * 7 - shift),
    };
  }
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
  return {
    index: (instant) => Math.floor(monthOf(zone.day(instant)) / months),
    start: (index) => zone.start(firstDayOf(index * months)),
  };
};

/** Months since January of year 0 of a day. */
const monthOf = (day: number): number => {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The first day of a month so numbered. `setUTCFullYear`, because `Date.UTC` takes the years 0–99 for 19xx. */
const firstDayOf = (month: number): number => {
  const year = Math.max(-LAST_YEAR, Math.min(LAST_YEAR, Math.floor(month / 12)));
  return new Date(0).setUTCFullYear(year, ((month % 12) + 12) % 12, 1) / DAY;
};

/** The last whole year that a `Date` can hold before 1970 is −271,820; nothing needs the few after 271,820. */
const LAST_YEAR = 271_820;
