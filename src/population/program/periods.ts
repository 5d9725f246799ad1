import type { Calendar } from '../../time/index.js';
import type { Store } from '../store/store.js';

/** The first instant of the period after the one that an instant belongs to. */
export type NextPeriod = (instant: number) => number;

/** More periods than this are not kept in a table. */
const MOST = 200_000;

/**
 * The starts of all periods from the first event of a store to its last, in one table, so that finding a period is a
 * guess and a step. A store that spans too many periods asks the calendar.
 */
export const nextPeriodOf = (calendar: Calendar, { first, last }: Store): NextPeriod => {
  const ask: NextPeriod = (instant) => calendar.start(calendar.index(instant) + 1);
  if (!(first <= last)) return ask;
  const from = calendar.index(first);
  const count = calendar.index(last) - from + 2;
  if (count > MOST) return ask;
  const starts = Float64Array.from({ length: count }, (_, i) => calendar.start(from + i));
  const begin = starts[0]!;
  const mean = (starts[count - 1]! - begin) / (count - 1);
  return (instant) => {
    if (instant < begin || instant >= starts[count - 1]!) return ask(instant);
    let i = Math.min(count - 1, Math.floor((instant - begin) / mean) + 1);
    while (starts[i]! <= instant) i++;
    while (starts[i - 1]! > instant) i--;
    return starts[i]!;
  };
};
