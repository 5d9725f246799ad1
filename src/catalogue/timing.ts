import {
  and,
  type Classification,
  classification,
  dayOfWeek,
  events,
  hourOfDay,
  type Metric,
  metric,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import { duration, percent } from '../print/index.js';
import { type Duration, days, hours } from '../time/index.js';
import { activity, knownFor, productUse, productUseBut } from './shared.js';

/** The dimension of when and how regularly, and not how much. */
const DIMENSION = 'time of use';

/**
 * The hour of the day, 0 to 23, at which a customer does most.
 *
 * Parameters: `window` 90 days, `timeZone` 'UTC' (the clock that counts; an IANA name, the same for all).
 * Edge cases: missing without activity; each event counts, so that one busy day can decide, unlike in
 * {@link preferredTime}; among equals the earliest hour; a new customer has one with the first event; what the company
 * sends is no activity.
 * @example
 * ```ts
 * import { preferredHour, profile } from 'habitus';
 * const logins = ['08:30', '19:00', '19:59'].map((time) => ({ name: 'logged_in', at: `2026-11-20T${time}:00Z` }));
 * const ada = profile({ id: 'ada' }, logins, { asOf: '2026-11-22T00:00:00Z' });
 * preferredHour(ada); //=> 19
 * preferredHour.with({ timeZone: 'Asia/Tokyo' })(ada); //=> 4
 * preferredHour(profile({ id: 'bob' })); //=> null
 * ```
 */
export const preferredHour: Metric<'number', { readonly window: Duration; readonly timeZone: string }> =
  /* @__PURE__ */ metric('preferred-hour', {
    title: 'Preferred hour',
    unit: 'hour of the day',
    dimension: DIMENSION,
    goal: 'Be there when the customer is',
    action: 'Send what needs an answer at that hour',
    source: 'By definition: the mode of the hours; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(90), timeZone: 'UTC' },
    value: ({ window, timeZone }) => activity().within(window).mostFrequent(hourOfDay({ timeZone })),
  });

/**
 * The day of the week, 1 Monday to 7 Sunday, on which a customer does most.
 *
 * Parameters: `window` 91 days (13 of each weekday), `timeZone` 'UTC' (whose days they are; an IANA name, the same for
 * all).
 * Edge cases: missing without activity; each event counts, so that one busy day can decide; among equals the earliest
 * of the week; a new customer has one with the first event; what the company sends is no activity.
 * @example
 * ```ts
 * import { preferredWeekday, profile } from 'habitus';
 * const logins = ['06', '13', '18'].map((day) => ({ name: 'logged_in', at: `2026-11-${day}T20:00:00Z` }));
 * const ada = profile({ id: 'ada' }, logins, { asOf: '2026-11-22T00:00:00Z' });
 * preferredWeekday(ada); //=> 5
 * preferredWeekday.with({ timeZone: 'Asia/Tokyo' })(ada); //=> 6
 * preferredWeekday(profile({ id: 'bob' })); //=> null
 * ```
 */
export const preferredWeekday: Metric<'number', { readonly window: Duration; readonly timeZone: string }> =
  /* @__PURE__ */ metric('preferred-weekday', {
    title: 'Preferred weekday',
    unit: 'day of the week',
    dimension: DIMENSION,
    goal: 'Meet the rhythm of the week',
    action: 'Send the weekly summary the day before',
    source: 'By definition: the mode of the weekdays; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(91), timeZone: 'UTC' },
    value: ({ window, timeZone }) => activity().within(window).mostFrequent(dayOfWeek({ timeZone })),
  });

/** The name of an event without underscores, as it is said. */
const spaced = (name: string): string => name.replaceAll('_', ' ');

/** What a cadence is told by. */
type Rhythm = {
  readonly daily: Duration;
  readonly weekly: Duration;
  readonly monthly: Duration;
  readonly days: number;
  readonly mostly: number;
  readonly window: Duration;
  readonly age: Duration;
};

/** What counts as use. */
type Use = () => Selection;

/** The active days of the window are many enough to see a rhythm in them. */
const enoughDays = (use: Use, p: Rhythm): Segment =>
  segment('enough-days', {
    title: `Active on at least ${p.days} of the last ${duration(p.window)}`,
    where: () => use().within(p.window).activeDays().atLeast(p.days),
  });

/**
 * At least half of the active days of the window came so soon after the one before: the median pause is shorter. Each
 * longer pause begins a new session.
 */
const returnsWithin = (use: Use, pause: Duration, p: Rhythm): Segment =>
  segment('returns-within', {
    title: `The pause before at least half of them was shorter than ${duration(pause)}`,
    where: () =>
      use().within(p.window).sessions({ gap: pause }).times(2).atMost(use().within(p.window).activeDays()),
  });

/**
 * Whose activity follows such events, which are so rare that this is no accident: at most half of the time is soon
 * after one.
 */
const follows = (trigger: string, after: Duration, p: Rhythm, use: Use = productUse): Segment =>
  segment('follows-trigger', {
    title: `Active within ${duration(after)} after ${spaced(trigger)} on at least ${percent(p.mostly)} of these days, which is too often for an accident`,
    where: () => {
      const all = use().within(p.window).activeDays();
      const soonAfter = use().within(p.window).precededBy(events(trigger), after).activeDays();
      return and(
        soonAfter.dividedBy(all).atLeast(p.mostly),
        events(trigger)
          .within(p.window)
          .activeDays()
          .atMost(p.window / after / 2),
      );
    },
  });

/** The rhythms, each for those who do none of the others. */
const rhythms = (p: Rhythm, use: Use = productUse) => {
  const told = and(knownFor(p.age), enoughDays(use, p));
  return {
    told,
    regular: {
      daily: and(told, returnsWithin(use, p.daily, p)),
      weekly: and(told, returnsWithin(use, p.weekly, p)),
      monthly: and(told, returnsWithin(use, p.monthly, p)),
      occasional: and(knownFor(p.window), use().within(p.window).any()),
    },
  };
};

const GOAL = 'Measure each customer against their own rhythm';
const SOURCE =
  'Amplitude, "Interpret your Retention Analysis chart: Usage interval" (documentation): the median pause; the borders, and the kinds that follow events, are rules of thumb';

/**
 * In which rhythm a customer uses the product: by the median pause between the active days of the last 180. The first
 * that fits:
 *
 * | cadence | who |
 * |---|---|
 * | `backup` | active mostly in the `near` 1 day after an outage |
 * | `daily` | half of the pauses are shorter than `daily` 36 hours |
 * | `weekly` | half of them are shorter than `weekly` 10 days |
 * | `monthly` | half of them are shorter than `monthly` 45 days |
 * | `occasional` | active |
 *
 * Mostly means on at least `mostly` 0.75 of the active days; and the outages must be rare enough that half of the time
 * or more is not so soon after one. A rhythm is seen from `days` 4 active days (UTC) on.
 *
 * Parameters: those of the table, `outage` 'outage' (the name of the event), `window` 180 days, `age` 28 days.
 * Edge cases: a customer is measured by the days since `signedUpAt`, or the first event where that is missing: null
 * when known for less than the age, and for `occasional` for less than the window. Null without activity in the window,
 * too. Who is known for the window and was active in it has exactly one label. The silence since the last activity is
 * no pause yet, so that who stopped lately keeps their rhythm: see {@link inactive}. Who comes when something happens is
 * found by {@link cadenceAround}.
 * @example
 * ```ts
 * import { cadence, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const every = (days: number, name = 'logged_in') =>
 *   Array.from({ length: Math.ceil(170 / days) }, (_, i) => ({ name, at: asOf - i * days * 86_400_000 }));
 * cadence(profile(ada, every(1), { asOf })); //=> 'daily'
 * cadence(profile(ada, every(7), { asOf })); //=> 'weekly'
 * cadence(profile(ada, every(29), { asOf })); //=> 'monthly'
 * const outages = every(29).map(({ at }) => ({ name: 'outage', at: at - 3_600_000 }));
 * cadence(profile(ada, [...every(29), ...outages], { asOf })); //=> 'backup'
 * ```
 * @see Amplitude, Interpret your Retention Analysis chart: Usage interval
 * (https://amplitude.com/docs/analytics/charts/retention-analysis/retention-analysis-interpret-usage): the median pause
 * of each user. The borders, and the kinds that follow events, are rules of thumb.
 */
export const cadence: Classification<
  'backup' | 'daily' | 'weekly' | 'monthly' | 'occasional',
  Rhythm & { readonly outage: string; readonly near: Duration }
> = /* @__PURE__ */ classification('cadence', {
  title: 'Cadence',
  dimension: DIMENSION,
  goal: GOAL,
  action: 'Write as often as they come, and worry only when a beat is missed',
  source: SOURCE,
  parameters: {
    daily: /* @__PURE__ */ hours(36),
    weekly: /* @__PURE__ */ days(10),
    monthly: /* @__PURE__ */ days(45),
    days: 4,
    mostly: 0.75,
    window: /* @__PURE__ */ days(180),
    age: /* @__PURE__ */ days(28),
    outage: 'outage',
    near: /* @__PURE__ */ days(1),
  },
  labels: (p) => {
    const { told, regular } = rhythms(p);
    return { backup: and(told, follows(p.outage, p.near, p)), ...regular };
  },
});

/** What {@link cadenceAround} takes. */
export interface CadenceAroundOptions {
  /** The name of the events that may set off the use: a closing of the books, a stage of a deal, a delivery. */
  readonly trigger: string;
  /** How long after them. Default: 2 days. */
  readonly after?: Duration | undefined;
}

/**
 * In which rhythm a customer uses the product, where something may set it off: {@link cadence}, and `event-driven` for
 * who is active mostly in the 2 days after such events.
 *
 * | cadence | who |
 * |---|---|
 * | `event-driven` | active mostly in the `after` 2 days after the trigger |
 * | `daily` | half of the pauses are shorter than `daily` 36 hours |
 * | `weekly` | half of them are shorter than `weekly` 10 days |
 * | `monthly` | half of them are shorter than `monthly` 45 days |
 * | `occasional` | active |
 *
 * Parameters: `trigger` is given, the name of the events; `after` 2 days and those of {@link cadence} are changed by
 * `with`. The trigger itself is no use, whatever it is. A message of yours is a poor one: that customers answer to it
 * says nothing of their rhythm.
 * Edge cases: those of {@link cadence}; where the triggers are so many that half of the time is soon after one, nobody
 * is driven by them; a new customer has no label before the age.
 * @example
 * ```ts
 * import { cadenceAround, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const on = (name: string, ...days: number[]) => days.map((day) => ({ name, at: asOf - day * 86_400_000 }));
 * const audits = on('audit_announced', 21, 61, 101, 151);
 * const known = profile(ada, [...audits, ...on('logged_in', 20, 60, 100, 150)], { asOf });
 * cadenceAround({ trigger: 'audit_announced' })(known); //=> 'event-driven'
 * ```
 * @see {@link cadence}
 */
export const cadenceAround = (
  options: CadenceAroundOptions,
): Classification<
  'event-driven' | 'daily' | 'weekly' | 'monthly' | 'occasional',
  Rhythm & { readonly after: Duration }
> => {
  onlyKeys(options, ['trigger', 'after'], 'cadenceAround');
  const { trigger, after = days(2) } = options;
  const { daily, weekly, monthly, days: least, mostly, window, age } = cadence.parameters;
  return classification('cadence-around', {
    title: `Cadence around ${spaced(trigger)}`,
    dimension: DIMENSION,
    goal: GOAL,
    action: 'Call event-driven ones after the event, and write to the others as often as they come',
    source: SOURCE,
    parameters: { daily, weekly, monthly, days: least, mostly, window, age, after },
    labels: (p) => {
      const use = (): Selection => productUseBut(trigger);
      const { told, regular } = rhythms(p, use);
      return { 'event-driven': and(told, follows(trigger, p.after, p, use)), ...regular };
    },
  });
};
