import { duration, instant, number, quantity } from '../../print/index.js';
import { DAY } from '../../time/index.js';
import type { NamedNode, Window } from '../nodes.js';
import { named, stretch, title, unitless } from './text.js';
import type { Of } from './unit.js';

/** " (weeks from Sunday, Europe/Paris)": what differs from weeks that start on Monday, in UTC. */
export const inZone = (
  of: { readonly timeZone?: string; readonly weekStart?: string },
  unit?: string,
): string => {
  const { timeZone = 'UTC', weekStart = 'monday' } = of;
  const week = unit === 'week' && weekStart !== 'monday';
  const notes = [
    week ? `weeks from ${weekStart.charAt(0).toUpperCase()}${weekStart.slice(1)}` : '',
    timeZone === 'UTC' ? '' : timeZone,
  ];
  return notes.filter(Boolean).join(', ').replace(/.+/, ' ($&)');
};

const side = (ms: number): string => `${duration(Math.abs(ms))} ${ms < 0 ? 'before' : 'after'}`;

/** Longer than anybody is a customer: an end so far off is none. */
const CENTURY = 36_525 * DAY;

const WINDOWS: { readonly [K in Window['kind']]: (window: Of<K, Window>) => string } = {
  rolling: ({ length, ago = 0 }) =>
    ago === 0 ? stretch('last', length) : `in the ${duration(length)} before${stretch('last', ago).slice(2)}`,
  calendar: (window) => {
    const { unit, count, skip = 0, current = false } = window;
    // `current` counts the current period in; a skip takes it out again.
    const ended = skip - (current ? 1 : 0);
    const day = unit === 'day';
    const now = day ? 'today' : 'this one';
    const periods = `in the ${count === 1 ? '' : `${number(count)} `}calendar ${unit}${count === 1 ? '' : 's'}`;
    const words =
      ended > 0
        ? `${periods} that ended ${quantity(ended, `${unit}s`)} before ${now}`
        : count > 1
          ? `${periods} ${ended === 0 ? 'before' : 'ending with'} ${now}`
          : day
            ? ended === 0
              ? 'yesterday'
              : now
            : `${ended === 0 ? 'last' : 'this'} ${unit}`;
    return words + inZone(window, unit);
  },
  period: ({ from, to }) =>
    from % DAY !== 0 || to % DAY !== 0
      ? `from ${instant(from)} until ${instant(to)}`
      : // Whole days are said with the last day in.
        to - from === DAY
        ? `on ${instant(from)}`
        : `from ${instant(from)} through ${instant(to - DAY)}`,
  since: ({ from }) => `since ${instant(from)}`,
  following: ({ attribute, start, from = 0, to }) =>
    `${
      from === 0
        ? `in the first ${duration(to)} after`
        : to === 0
          ? `in the ${side(from)}`
          : from > 0 && to >= CENTURY
            ? `${duration(from)} or more after`
            : from < 0 === to < 0
              ? `from ${unitless(duration(Math.abs(from)), duration(Math.abs(to)))} to ${side(to)}`
              : `from ${side(from)} to ${side(to)}`
    } ${attribute === undefined ? title(start as NamedNode) : named(attribute)}`,
};

/** A window in words: "in the last 28 days", "last month", "since 2026-01-01". */
export const windowWords = (window: Window): string =>
  (WINDOWS[window.kind] as (window: Window) => string)(window);
