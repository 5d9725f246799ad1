import { build, type CalendarUnit, type Weekday, type Window } from '../expression/index.js';
import { HabitusError, isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { type Duration, type InstantInput, requireInstant } from '../time/index.js';
import { nodeOf, requireCallable } from './callable.js';
import type { AnyMetric, Metric, Mistake } from './metric-types.js';

/** Options of the calendar windows. */
export interface CalendarOptions {
  /** The IANA zone whose calendar counts. Default: UTC. */
  readonly timeZone?: string | undefined;
  /** The first day of a week. Default: monday. */
  readonly weekStart?: Weekday | undefined;
  /** Let the window end with the current period, cut at asOf, instead of the one before it. Default: false. */
  readonly current?: boolean | undefined;
  /** Move the window back by so many periods. Default: 0. */
  readonly skip?: number | undefined;
}

/** Options of a following window. */
export interface FollowingOptions {
  /** How long after the instant the window begins. Default: at once. */
  readonly after?: Duration | undefined;
}

/** The part of a following window: `[x + from, x + to)`, `0 ≤ from < to`. */
export interface FollowingRange {
  readonly from: Duration;
  readonly to: Duration;
}

/** What a following window starts at: the name of an attribute, or a metric that answers an instant. */
export type Start<S> =
  S extends Metric<infer T>
    ? [T] extends ['number' | 'text' | 'boolean' | 'list']
      ? Mistake<'following starts at an instant; this metric answers something else'>
      : S
    : S;

/** A window that `within` takes beside a duration. */
export type WindowInput = Duration | Window;

const windowOf = (draft: object): Window => build(draft, 'window') as Window;

const calendarWindow =
  (name: string, unit: CalendarUnit) =>
  (count: number, options: CalendarOptions = {}): Window => {
    onlyKeys(options, ['timeZone', 'weekStart', 'current', 'skip'], name);
    const { timeZone, weekStart, current, skip } = options;
    return windowOf({
      kind: 'calendar',
      unit,
      count,
      ...(skip !== undefined && skip !== 0 && { skip }),
      ...(current !== undefined && current !== false && { current }),
      ...(timeZone !== undefined && { timeZone }),
      ...(weekStart !== undefined && { weekStart }),
    });
  };

/**
 * The last n whole local days before today; with `{ current: true }` the n days that end with today, cut at asOf.
 * @example
 * ```ts
 * import { calendarDays, events } from 'habitus';
 * const activeYesterday = events().within(calendarDays(1, { timeZone: 'Europe/Paris' })).any();
 * activeYesterday.kind; //=> 'segment'
 * ```
 */
export const calendarDays: (count: number, options?: CalendarOptions) => Window =
  /* @__PURE__ */ calendarWindow('calendarDays', 'day');

/** The last n whole weeks before this one, from Monday unless `weekStart` says otherwise. */
export const calendarWeeks: (count: number, options?: CalendarOptions) => Window =
  /* @__PURE__ */ calendarWindow('calendarWeeks', 'week');

/** The last n whole months before this one. */
export const calendarMonths: (count: number, options?: CalendarOptions) => Window =
  /* @__PURE__ */ calendarWindow('calendarMonths', 'month');

/** The last n whole quarters before this one. */
export const calendarQuarters: (count: number, options?: CalendarOptions) => Window =
  /* @__PURE__ */ calendarWindow('calendarQuarters', 'quarter');

/** The last n whole years before this one. */
export const calendarYears: (count: number, options?: CalendarOptions) => Window =
  /* @__PURE__ */ calendarWindow('calendarYears', 'year');

/**
 * A fixed range of time, the end not included: `[from, to)`. An end at or before the start is a `bad-value` error.
 * @example
 * ```ts
 * import { events, period } from 'habitus';
 * const blackFriday = events('purchase').within(period('2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z')).any();
 * blackFriday.kind; //=> 'segment'
 * ```
 */
export const period = (from: InstantInput, to: InstantInput): Window =>
  windowOf({
    kind: 'period',
    from: requireInstant(from, 'period.from'),
    to: requireInstant(to, 'period.to'),
  });

/** From an instant on, up to asOf. */
export const since = (from: InstantInput): Window =>
  windowOf({ kind: 'since', from: requireInstant(from, 'since') });

/**
 * The time after an instant of the customer's own: `[x, x + length)`, or with `{ from, to }` `[x + from, x + to)`. x is
 * an attribute, by its name, or any metric that answers an instant, as of the same asOf; where it is missing there are
 * no events. A metric that answers anything else is a `wrong-type` error. With `{ after }` the window begins and ends so much later.
 * @example
 * ```ts
 * import { days, events, following, profile } from 'habitus';
 * const onboarded = events('feature_used').within(following('signedUpAt', days(14))).count().atLeast(3);
 * onboarded.kind; //=> 'segment'
 * const tried = events('trial_started').firstAt();
 * const cameBackOnDay7 = events('session_started').within(following(tried, { from: days(7), to: days(8) })).any();
 * const ada = profile({ id: 'ada' }, [
 *   { name: 'trial_started', at: '2026-11-01T09:00:00Z' },
 *   { name: 'session_started', at: '2026-11-08T20:00:00Z' },
 * ], { asOf: '2026-11-22T00:00:00Z' });
 * cameBackOnDay7(ada); //=> true
 * ```
 */
export const following = <const S extends string | AnyMetric>(
  start: Start<S>,
  length: Duration | FollowingRange,
  options: FollowingOptions = {},
): Window => {
  onlyKeys(options, ['after'], 'following');
  const [from, to] = followingRange(length, options.after);
  const of =
    typeof start === 'string'
      ? { attribute: start }
      : { start: nodeOf(requireCallable(start, 'metric', 'following')) };
  return windowOf({ kind: 'following', ...of, ...(from !== 0 && { from }), to });
};

const followingRange = (
  length: Duration | FollowingRange,
  after: Duration | undefined,
): readonly [from: number, to: number] => {
  if (!isPlainObject(length)) return [after ?? 0, (after ?? 0) + (length as Duration)];
  onlyKeys(length, ['from', 'to'], 'following');
  if (after !== undefined) refuse('bad-value', 'no after beside { from, to }', after, 'following.after');
  const { from, to } = length as unknown as FollowingRange;
  for (const [key, value] of Object.entries({ from, to }))
    if (value === undefined)
      throw new HabitusError('missing-key', `following needs "${key}"`, `following.${key}`);
  if (from < 0) refuse('bad-value', 'a begin at the instant or after it: 0 or more', from, 'following.from');
  return [from, to];
};

/** A duration as a rolling window, another window as it is. */
export const toWindow = (window: WindowInput, ago: Duration | undefined): Window => {
  if (typeof window === 'number')
    return windowOf({ kind: 'rolling', length: window, ...(ago !== undefined && ago !== 0 && { ago }) });
  if (!isPlainObject(window))
    return refuse('bad-value', `a window, such as ${windowLike(window)}`, window, 'within');
  return ago === undefined
    ? windowOf(window)
    : refuse('bad-value', 'no ago beside a window that is no duration', ago, 'within.ago');
};

/** What "30d" or "last 2 weeks" probably means. */
const windowLike = (given: unknown): string => {
  const [, amount, unit = ''] = /(\d+)\s*([a-z]+)/i.exec(String(given)) ?? [];
  const units = ['days', 'weeks', 'hours', 'minutes'].find(
    (name) => unit !== '' && name.startsWith(unit.toLowerCase()),
  );
  return amount !== undefined && units !== undefined
    ? `${units}(${amount})`
    : 'days(30) or calendarMonths(1)';
};
