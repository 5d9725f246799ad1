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
  segment,
} from '../definitions/index.js';
import { DAY, type Duration, days } from '../time/index.js';
import { activeDays, stickiness } from './activity.js';
import { activity, firstSeen, knownFor } from './shared.js';

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
    source: 'The mode of the hours; the window is a rule of thumb',
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
    source: 'The mode of the weekdays; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(91), timeZone: 'UTC' },
    value: ({ window, timeZone }) => activity().within(window).mostFrequent(dayOfWeek({ timeZone })),
  });

/** The share of the weeks in a window that were active ones, a young customer by its age. */
const shareOfWeeks = (window: Duration): Metric<'number'> =>
  metric('share-of-weeks', {
    title: 'Share of weeks active',
    unit: 'share',
    value: () => {
      const weeksKnown = metric('weeks-known', {
        title: 'Weeks known, as far as they count',
        unit: 'weeks',
        value: () =>
          firstSeen()
            .daysSince()
            .least(window / DAY)
            .dividedBy(7)
            .greatest(1),
      });
      return activity().within(window).activeWeeks().dividedBy(weeksKnown);
    },
  });

/** What was done in the quietest of some stretches of time. */
const quietestMonth = (month: Duration, months: number): Metric<'number'> =>
  metric('quietest-month', {
    title: 'Activity in the quietest month',
    unit: 'events',
    value: () => activity().low({ every: month, periods: months }),
  });

/** The name of an event without underscores, as it is said. */
const spaced = (name: string): string => name.replaceAll('_', ' ');

/** Of the active days of a window, the share on which something was done soon after such an event. */
const shareAfter = (trigger: string, after: Duration, window: Duration): Metric<'number'> =>
  metric('share-after-trigger', {
    title: `Share of active days with activity soon after ${spaced(trigger)}`,
    unit: 'share',
    value: () =>
      activity()
        .within(window)
        .precededBy(events(trigger), after)
        .activeDays()
        .dividedBy(activeDays.with({ window })),
  });

/**
 * Whose activity follows such events, which are so rare that this is no accident: at most half of the time is soon
 * after one.
 */
const follows = (
  trigger: string,
  after: Duration,
  p: { readonly window: Duration; readonly days: number; readonly mostly: number },
): Segment =>
  segment('follows-trigger', {
    title: `Active mostly after ${spaced(trigger)}`,
    where: () =>
      and(
        activeDays.with({ window: p.window }).atLeast(p.days),
        shareAfter(trigger, after, p.window).atLeast(p.mostly),
        events(trigger)
          .within(p.window)
          .activeDays()
          .atMost(Math.floor(p.window / after / 2)),
      ),
  });

/**
 * In which rhythm a customer uses the product. The first that fits, in the last 90 days:
 *
 * | cadence | who |
 * |---|---|
 * | `daily` | active on at least `daily` 0.5 of the days |
 * | `backup` | active mostly in the `near` 1 day after an outage |
 * | `event-driven` | active mostly in the `after` 2 days after a trigger |
 * | `weekly` | active in at least `regular` 0.75 of the weeks |
 * | `monthly` | active in each of the 3 stretches of 30 days |
 * | `occasional` | active |
 *
 * Mostly means on at least `mostly` 0.75 of the active days, of which there are at least `days` 3; and the outages or
 * triggers must be rare enough that half of the time or more is not so soon after one.
 *
 * Parameters: those of the table, `trigger` 'message_delivered' and `outage` 'outage' (names of events), `window` 90
 * days, `month` 30 days, `months` 3 (how many of them make a window), `age` 28 days.
 * Edge cases: a customer is measured by the days since `signedUpAt`, or the first event where that is missing: null
 * when known for less than the age, and for `monthly` and `occasional` for less than the window. Null without activity
 * in the window, too. Who is known for the window and was active in it has exactly one label. Who stopped lately keeps
 * it for a while, see {@link inactive}.
 * @example
 * ```ts
 * import { cadence, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const every = (days: number, name = 'logged_in') =>
 *   Array.from({ length: Math.ceil(90 / days) }, (_, i) => ({ name, at: asOf - i * days * 86_400_000 }));
 * cadence(profile(ada, every(1), { asOf })); //=> 'daily'
 * cadence(profile(ada, every(7), { asOf })); //=> 'weekly'
 * cadence(profile(ada, every(29), { asOf })); //=> 'monthly'
 * const outages = every(29).map(({ at }) => ({ name: 'outage', at: at - 3_600_000 }));
 * cadence(profile(ada, [...every(29), ...outages], { asOf })); //=> 'backup'
 * ```
 * @see Amplitude's usage interval, from daily to monthly (https://amplitude.com/docs); the shares, and the two kinds
 * that follow events, are rules of thumb.
 */
export const cadence: Classification<
  'daily' | 'backup' | 'event-driven' | 'weekly' | 'monthly' | 'occasional',
  {
    readonly daily: number;
    readonly regular: number;
    readonly mostly: number;
    readonly days: number;
    readonly outage: string;
    readonly near: Duration;
    readonly trigger: string;
    readonly after: Duration;
    readonly window: Duration;
    readonly month: Duration;
    readonly months: number;
    readonly age: Duration;
  }
> = /* @__PURE__ */ classification('cadence', {
  title: 'Cadence',
  dimension: DIMENSION,
  goal: 'Measure each customer against their own rhythm',
  action:
    'Write as often as they come, worry only when a beat is missed, and call event-driven ones after the event',
  source:
    "Amplitude's usage interval, from daily to monthly; shares and the kinds that follow events are rules of thumb",
  parameters: {
    daily: 0.5,
    regular: 0.75,
    mostly: 0.75,
    days: 3,
    outage: 'outage',
    near: /* @__PURE__ */ days(1),
    trigger: 'message_delivered',
    after: /* @__PURE__ */ days(2),
    window: /* @__PURE__ */ days(90),
    month: /* @__PURE__ */ days(30),
    months: 3,
    age: /* @__PURE__ */ days(28),
  },
  labels: (p) => ({
    daily: and(knownFor(p.age), stickiness.with({ window: p.window }).atLeast(p.daily)),
    backup: and(knownFor(p.age), follows(p.outage, p.near, p)),
    'event-driven': and(knownFor(p.age), follows(p.trigger, p.after, p)),
    weekly: and(knownFor(p.age), shareOfWeeks(p.window).atLeast(p.regular)),
    monthly: and(knownFor(p.window), quietestMonth(p.month, p.months).atLeast(1)),
    occasional: and(knownFor(p.window), activity().within(p.window).any()),
  }),
});
