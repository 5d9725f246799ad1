import { refuse } from '../internal/index.js';
import { calendar, type Unit, zone } from '../time/index.js';

/** The periods that an analysis goes through. */
export interface PeriodOptions {
  /** The length of a period, by the calendar. */
  readonly every: Unit;
  /** How many periods, the last of which ends with the last whole one before the instant of the population. */
  readonly periods: number;
  /** The IANA zone whose calendar counts. Default: UTC. */
  readonly timeZone?: string | undefined;
  /** The first day of a week. Default: monday. */
  readonly weekStart?: string | undefined;
}

/** The keys of {@link PeriodOptions}. */
export const PERIOD_KEYS = ['every', 'periods', 'timeZone', 'weekStart'] as const;

const UNITS: readonly Unit[] = ['day', 'week', 'month', 'quarter', 'year'];

/**
 * The instants at which the last n whole periods before an instant begin, and last the one at which the last of them ends:
 * n + 1 instants, each the first of a period.
 */
export const boundaries = (
  asOf: number,
  { every, periods, timeZone = 'UTC', weekStart = 'monday' }: PeriodOptions,
  path: string,
): readonly number[] => {
  if (!UNITS.includes(every)) refuse('bad-value', UNITS.join(', '), every, `${path}.every`);
  if (!Number.isSafeInteger(periods) || periods < 1 || periods > 10_000)
    refuse('bad-value', 'a whole number from 1 to 10,000', periods, `${path}.periods`);
  const { index, start } = calendar(every, zone(timeZone, `${path}.timeZone`), weekStart);
  const last = index(asOf);
  return Array.from({ length: periods + 1 }, (_, i) => start(last - periods + i));
};
