import { refuse } from '../internal/index.js';
import { DAY } from './duration.js';
import { MAX_INSTANT } from './instant.js';

/**
 * Local time of one zone, in integers. Days are numbered from 1970-01-01 (day 0).
 *
 * `Intl` is asked for an offset every few days of what is touched; between, everything is arithmetic. Its answers never
 * change, so what is kept here is a memo of facts and not state.
 */
export interface Zone {
  /** Local time minus UTC at an instant, in milliseconds. */
  offset(instant: number): number;
  /** The local day that an instant belongs to: the latest one that has started (S6). Never decreases. */
  day(instant: number): number;
  /** The first instant whose local date is that day or later. A skipped date starts where the next one does. */
  start(day: number): number;
}

const UTC_ZONE: Zone = {
  offset: () => 0,
  day: (instant) => Math.floor(instant / DAY),
  start: (day) => clamp(day * DAY),
};

/** Gives the zone of an IANA name, `UTC` without one. */
export type ZoneNamed = (name?: string) => Zone;

/** UTC alone, for definitions that name no other zone. */
export const utcOnly: ZoneNamed = (name = 'UTC') =>
  name === 'UTC' ? UTC_ZONE : refuse('bad-value', 'UTC, the only zone of this definition', name, 'timeZone');

/** The zone of an IANA name, `UTC` without one; a `bad-value` error for an unknown name. */
export const zone = (name = 'UTC', path = 'timeZone'): Zone =>
  name === 'UTC' ? UTC_ZONE : intlZone(name, path);

/** The least integer in `(low, high]` for which a test that stays true once true holds; `high` is known to pass. */
export const firstWhere = (low: number, high: number, test: (candidate: number) => boolean): number => {
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (test(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/** One day past what a `Date` can hold. */
const LAST_DAY = MAX_INSTANT / DAY + 1;

/** Dates end where `Date` does. */
const clamp = (instant: number): number => Math.max(-MAX_INSTANT, Math.min(MAX_INSTANT, instant));

/**
 * So many days apart `Intl` is asked; the days between are asked only where the two differ. In all zones the shortest time for which an
 * offset was, or by today's rules will be, left and taken again is 7 days (Recife in 2000, Gaza in Ramadan), and before 1908 three years.
 */
const STEP = 4;
const LONG_STEP = 64;

/** 1908-02-23: a multiple of both steps, before anybody had summer time. */
const FIRST_PAIRS = -353 * LONG_STEP;

const intlZone = (name: string, path: string): Zone => {
  const ask = offsetReader(name, path);
  const starts = new Map<number, number>();
  const changes = new Map<number, number>();
  const dayStarts = new Map<number, number>();

  const asked = (utcDay: number): number => {
    const known = starts.get(utcDay);
    if (known !== undefined) return known;
    const offset = ask(utcDay * DAY);
    starts.set(utcDay, offset);
    return offset;
  };

  /** The offset at the start of a UTC day: that of the days around it which are asked, unless it changes between them. */
  const at = (utcDay: number): number => {
    const known = starts.get(utcDay);
    if (known !== undefined) return known;
    const step = utcDay < FIRST_PAIRS ? LONG_STEP : STEP;
    const before = Math.floor(utcDay / step) * step;
    const offset = asked(before);
    if (offset !== asked(before + step)) return asked(utcDay);
    starts.set(utcDay, offset);
    return offset;
  };

  /** The first instant of a UTC day that has the offset of its end, if that differs from its start. */
  const change = (utcDay: number): number => {
    let instant = changes.get(utcDay);
    if (instant === undefined) {
      const after = at(utcDay + 1);
      instant = firstWhere(utcDay * DAY, (utcDay + 1) * DAY, (candidate) => ask(candidate) === after);
      changes.set(utcDay, instant);
    }
    return instant;
  };

  const offset = (instant: number): number => {
    const utcDay = Math.floor(instant / DAY);
    const before = at(utcDay);
    const after = at(utcDay + 1);
    return before === after || instant < change(utcDay) ? before : after;
  };

  const day = (instant: number): number => {
    const now = offset(instant);
    const local = Math.floor((instant + now) / DAY);
    if (offset(instant - DAY) <= now) return local;
    // The clock was set back within the last day: the date reached just before stays the date.
    const set = firstWhere(instant - DAY, instant, (candidate) => offset(candidate) === now);
    return Math.max(local, Math.floor((set - 1 + offset(set - 1)) / DAY));
  };

  return {
    offset,
    day,
    start: (wanted) => {
      const known = dayStarts.get(wanted);
      if (known !== undefined) return known;
      // Past the range of dates the doubles that count milliseconds would leave the bisection no middle.
      const near = Math.max(-LAST_DAY, Math.min(LAST_DAY, wanted));
      const start = clamp(
        firstWhere((near - 1) * DAY, (near + 1) * DAY, (candidate) => day(candidate) >= near),
      );
      dayStarts.set(wanted, start);
      return start;
    },
  };
};

/** Reads `GMT`, `GMT+05:30` or `GMT-00:44:30` (Monrovia before 1972) off an `Intl` format. */
const offsetReader = (name: string, path: string): ((instant: number) => number) => {
  let format: Intl.DateTimeFormat;
  try {
    // Some engines take "+05:30" as a zone and some do not: only names are the same everywhere.
    if (!/^[A-Za-z]/.test(name)) throw new RangeError(name);
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return refuse('bad-value', 'an IANA time zone such as "Europe/Paris"', name, path);
  }
  return (instant) => {
    const parts = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(format.format(clamp(instant)));
    if (parts === null) return 0;
    const size = (Number(parts[2]) * 60 + Number(parts[3])) * 60 + Number(parts[4] ?? 0);
    return (parts[1] === '-' ? -size : size) * 1000;
  };
};
