import { build, type CalendarUnit, type Weekday, type Window } from '../expression/index.js';
import { onlyKeys, refuse } from '../internal/index.js';
import { type Duration, type InstantInput, requireInstant } from '../time/index.js';

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
  /** How long after the attribute's instant the window begins. Default: at once. */
  readonly after?: Duration | undefined;
}

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
 * The time after an attribute's instant: `[t, t + length)`, and no events where the attribute is missing or no instant.
 * With `{ after }` it begins and ends so much later.
 * @example
 * ```ts
 * import { days, events, following } from 'habitus';
 * const onboarded = events('feature_used').within(following('signedUpAt', days(14))).count().atLeast(3);
 * onboarded.kind; //=> 'segment'
 * ```
 */
export const following = (attribute: string, length: Duration, options: FollowingOptions = {}): Window => {
  onlyKeys(options, ['after'], 'following');
  const from = options.after ?? 0;
  return windowOf({ kind: 'following', attribute, ...(from !== 0 && { from }), to: from + length });
};

/** A duration as a rolling window, another window as it is. */
export const toWindow = (window: WindowInput, ago: Duration | undefined): Window => {
  if (typeof window === 'number')
    return windowOf({ kind: 'rolling', length: window, ...(ago !== undefined && ago !== 0 && { ago }) });
  return ago === undefined
    ? windowOf(window)
    : refuse('bad-value', 'no ago beside a window that is no duration', ago, 'within.ago');
};
