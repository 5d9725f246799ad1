import {
  and,
  calendarDays,
  calendarMonths,
  calendarWeeks,
  events,
  type Metric,
  metric,
  type RelativeSegment,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { DAY, type Duration, days, minutes } from '../time/index.js';
import { firstSeen, productUse } from './shared.js';

/** Those who are old enough for trends and shares of a month. */
const knownLonger = (title: string, age: number): Segment =>
  segment('known-long-enough', {
    title,
    where: () => firstSeen().daysSince().above(age),
  });

/**
 * On how many days of the last 28 a customer was active.
 *
 * The days are those of UTC.
 * Edge cases: 0 without events; a new customer has as many as there were; the window has an edge within a day, so that
 * 29 days are possible; what customers say, and what the company sends, is no use.
 * @example
 * ```ts
 * import { activeDays, profile } from 'habitus';
 * const logins = ['03', '10', '10', '20'].map((day) => ({ name: 'logged_in', at: `2026-11-${day}T09:00:00Z` }));
 * activeDays(profile({ id: 'ada' }, logins, { asOf: '2026-11-22T00:00:00Z' })); //=> 3
 * activeDays(profile({ id: 'bob' })); //=> 0
 * ```
 * @see L28, the days active of the last 28 (https://docs.telemetry.mozilla.org).
 */
export const activeDays: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'active-days',
  {
    title: 'Active days',
    unit: 'days',
    dimension: 'usage',
    goal: 'Know how much the product is part of the working day',
    action: 'Draw its distribution, and see whether it moves to the right from one release to the next',
    source: 'Mozilla, "Clients Last Seen Reference" (documentation): the days seen of the last 28',
    parameters: { window: /* @__PURE__ */ days(28) },
    value: ({ window }) => productUse().within(window).activeDays(),
  },
);

/**
 * In how many of the last 12 whole weeks a customer was active. The current week does not count yet.
 *
 * Parameters: `weeks` 12 (calendar weeks from Monday, UTC).
 * Edge cases: 0 without events, and for a new customer in the first week; what customers say, and what the company sends, is no use.
 * @example
 * ```ts
 * import { activeWeeks, profile } from 'habitus';
 * const logins = ['03', '05', '10', '20'].map((day) => ({ name: 'logged_in', at: `2026-11-${day}T09:00:00Z` }));
 * activeWeeks(profile({ id: 'ada' }, logins, { asOf: '2026-11-23T12:00:00Z' })); //=> 3
 * activeWeeks(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const activeWeeks: Metric<'number', { readonly weeks: number }> = /* @__PURE__ */ metric(
  'active-weeks',
  {
    title: 'Active weeks',
    unit: 'weeks',
    dimension: 'usage',
    goal: 'Know whether the product has its place in the week',
    action: 'Give those who miss weeks something that is due every week',
    source: 'By definition: the weeks with activity; 12 weeks are a rule of thumb',
    parameters: { weeks: 12 },
    value: ({ weeks }) => productUse().within(calendarWeeks(weeks)).activeWeeks(),
  },
);

/**
 * In how many of the last 12 whole months a customer was active. The current month does not count yet.
 *
 * Parameters: `months` 12 (calendar months, UTC).
 * Edge cases: 0 without events, and for a new customer in the first month; what customers say, and what the company sends, is no use.
 * @example
 * ```ts
 * import { activeMonths, profile } from 'habitus';
 * const logins = ['08-03', '10-05', '10-10', '11-20'].map((day) => ({
 *   name: 'logged_in',
 *   at: `2026-${day}T09:00:00Z`,
 * }));
 * activeMonths(profile({ id: 'ada' }, logins, { asOf: '2026-11-22T00:00:00Z' })); //=> 2
 * activeMonths(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const activeMonths: Metric<'number', { readonly months: number }> = /* @__PURE__ */ metric(
  'active-months',
  {
    title: 'Active months',
    unit: 'months',
    dimension: 'usage',
    goal: 'Tell a lasting need from an episode',
    action: 'Offer the yearly plan to those who miss no month',
    source: 'By definition: the months with activity; 12 months are a rule of thumb',
    parameters: { months: 12 },
    value: ({ months }) => productUse().within(calendarMonths(months)).activeMonths(),
  },
);

/**
 * The share of the last 28 days on which a customer was active, 0 to 1. A customer known for less is measured by the
 * days since.
 *
 * The days are those of UTC.
 * Edge cases: the first day counts as a whole one, so that a new customer starts with 1 or 0; 0 without activity;
 * missing where neither `signedUpAt` nor an event is known; never more than 1, whatever was done before signing up.
 * @example
 * ```ts
 * import { profile, stickiness } from 'habitus';
 * const logins = ['03', '05', '09', '10', '12', '17', '20'].map((day) => ({
 *   name: 'logged_in',
 *   at: `2026-11-${day}T09:00:00Z`,
 * }));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const known = (signedUpAt: string) => profile({ id: 'ada', attributes: { signedUpAt } }, logins, at);
 * stickiness(known('2026-01-10T00:00:00Z')); //=> 0.25
 * stickiness(known('2026-11-01T00:00:00Z')); //=> 0.3333333333333333
 * ```
 * @see DAU ÷ MAU of one customer, with the 28 days of the MAU of Mozilla
 * (https://docs.telemetry.mozilla.org/cookbooks/dau).
 */
export const stickiness: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'stickiness',
  {
    title: 'Stickiness',
    unit: 'share',
    dimension: 'usage',
    goal: 'Compare the habit of customers of every age',
    action: 'Find out what the stickiest tenth does in its first week, and lead newcomers there',
    source:
      'Mozilla, "Daily and Monthly Active Users (DAU and MAU)" (documentation): DAU ÷ MAU of one customer, by its 28 days',
    parameters: { window: /* @__PURE__ */ days(28) },
    value: ({ window }) => {
      const daysKnown = metric('days-known', {
        title: `The days since first seen, or ${window / DAY} where these are more`,
        unit: 'days',
        value: () =>
          firstSeen()
            .daysSince()
            .least(window / DAY)
            .greatest(1),
      });
      return productUse().within(window).activeDays().dividedBy(daysKnown).least(1);
    },
  },
);

/**
 * How many times a customer sat down with the product in the last 28 days: a session ends with 30 minutes without
 * activity.
 *
 * Edge cases: 0 without events; a session that began before the window is not counted; a new customer has as many as
 * there were; what customers say, and what the company sends, is no use.
 * @example
 * ```ts
 * import { minutes, profile, sessions } from 'habitus';
 * const uses = ['09:00', '09:20', '09:50'].map((time) => ({ name: 'feature_used', at: `2026-11-20T${time}:00Z` }));
 * const ada = profile({ id: 'ada' }, uses, { asOf: '2026-11-22T00:00:00Z' });
 * sessions(ada); //=> 2
 * sessions.with({ gap: minutes(60) })(ada); //=> 1
 * ```
 */
export const sessions: Metric<'number', { readonly gap: Duration; readonly window: Duration }> =
  /* @__PURE__ */ metric('sessions', {
    title: 'Sessions',
    unit: 'sessions',
    dimension: 'usage',
    goal: 'Know how often the product is opened',
    action: 'Shorten the way to what is done in most sessions',
    source:
      'Rule of thumb: 30 minutes or more without a sign begin a new session, as is usual in web analytics',
    parameters: { gap: /* @__PURE__ */ minutes(30), window: /* @__PURE__ */ days(28) },
    value: ({ gap, window }) => productUse().within(window).sessions({ gap }),
  });

/**
 * How many hours a customer used features in the last 28 days.
 *
 * It adds up `feature_used.seconds`.
 * Edge cases: 0 without events, and where no event says how long it took: record the seconds before you compare; a new
 * customer has as many as there were.
 * @example
 * ```ts
 * import { profile, timeUsed } from 'habitus';
 * const uses = [1200, 2400].map((seconds) => ({
 *   name: 'feature_used',
 *   at: '2026-11-20T09:00:00Z',
 *   properties: { seconds },
 * }));
 * timeUsed(profile({ id: 'ada' }, uses, { asOf: '2026-11-22T00:00:00Z' })); //=> 1
 * timeUsed(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const timeUsed: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric('time-used', {
  title: 'Time used',
  unit: 'hours',
  dimension: 'usage',
  goal: 'See where the hours go',
  action: 'Ask whether much time means much value or a slow tool, before you praise either',
  source: 'By definition; the window is a rule of thumb',
  parameters: { window: /* @__PURE__ */ days(28) },
  value: ({ window }) =>
    metric('seconds-used', {
      title: `Time spent with features in the last ${duration(window)}`,
      unit: 'seconds',
      value: () => events('feature_used').within(window).sum('seconds'),
    }).dividedBy(3600),
});

/**
 * How many hours a customer spent in the product in the last 28 days: from the first to the last event of each session
 * that began in them.
 *
 * Parameters: `gap` 30 minutes without use end a session, `window` 28 days.
 * Edge cases: a session of a single event lasts 0, so that it is a lower bound; 0 without events. It needs no
 * `feature_used.seconds`, see {@link timeUsed}; a new customer has as many as there were.
 * @example
 * ```ts
 * import { profile, timeInProduct } from 'habitus';
 * const uses = ['09:00', '09:20', '09:45', '15:00'].map((time) => ({
 *   name: 'feature_used',
 *   at: `2026-11-20T${time}:00Z`,
 * }));
 * timeInProduct(profile({ id: 'ada' }, uses, { asOf: '2026-11-22T00:00:00Z' })); //=> 0.75
 * timeInProduct(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const timeInProduct: Metric<'number', { readonly gap: Duration; readonly window: Duration }> =
  /* @__PURE__ */ metric('time-in-product', {
    title: 'Time in the product',
    unit: 'hours',
    dimension: 'usage',
    goal: 'See who spends the working day in it',
    action: 'Sit beside those with the most, and see what takes them long',
    source:
      'By definition: the time from the first to the last sign of each session; its pause of 30 minutes is a rule of thumb',
    parameters: { gap: /* @__PURE__ */ minutes(30), window: /* @__PURE__ */ days(28) },
    value: ({ gap, window }) =>
      productUse()
        .within(window)
        .sessions({ gap, measure: 'total' })
        .dividedBy(DAY / 24),
  });

/**
 * Is among those who spend the most time in the product: the top 10 % by {@link timeInProduct} of those who spent any
 * in the last 28 days. It compares customers with each other: fit it to a population.
 *
 * Parameters: `percent` 10 (of those with any time; those with the same time are in or out together, and never more
 * than so many), `window` 28 days.
 * Edge cases: who did nothing, or never two things in one session, is not counted among them; a new customer can
 * qualify.
 * @example
 * ```ts
 * import { superUserByTime } from 'habitus';
 * superUserByTime.parameters.percent; //=> 10
 * superUserByTime.with({ percent: 5 }).parameters.percent; //=> 5
 * ```
 */
export const superUserByTime: RelativeSegment<{ readonly percent: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('super-user-by-time', {
    title: 'Super user by time',
    dimension: 'usage',
    goal: 'Learn from those who live in the product',
    action: 'Ask what else they have open beside it',
    source: 'Rule of thumb: the top tenth by hours',
    parameters: { percent: 10, window: /* @__PURE__ */ days(28) },
    where: ({ percent, window }) => {
      const time = metric('recent-time', {
        title: `Time in the product in the last ${duration(window)}`,
        unit: 'hours',
        value: () => timeInProduct.with({ window }),
      });
      return and(time.above(0), time.topPercent(percent, { among: time.above(0), ties: 'out' }));
    },
  });

/**
 * How fast a customer's use grows (or shrinks, below 0) over the last 8 weeks: the slope of the activity per week, as
 * a share of the average week.
 *
 * Parameters: `weeks` 8 (of 7 days up to now, at least 2).
 * Edge cases: missing for a customer known for no more than these weeks, whose empty weeks would look like growth, and
 * whose first weeks like decline. `signedUpAt` says since when, or the first event where that is missing. Missing
 * without activity in these weeks, too.
 * @example
 * ```ts
 * import { profile, usageTrend } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const login = (weeks: number) => ({ name: 'logged_in', at: asOf - weeks * 7 * 86_400_000 });
 * usageTrend.with({ weeks: 2 })(profile(ada, [login(0), login(0.5), login(0.9), login(1)], { asOf })); //=> 1
 * usageTrend(profile({ id: 'bob' })); //=> null
 * ```
 */
export const usageTrend: Metric<'number', { readonly weeks: number }> = /* @__PURE__ */ metric(
  'usage-trend',
  {
    title: 'Usage trend',
    unit: 'share',
    dimension: 'usage',
    goal: 'See a change before a customer speaks of it',
    action: 'Call where it falls steadily, and ask for a reference where it rises',
    source:
      'By definition: the slope of the line of least squares; that there are 8 weeks is a rule of thumb',
    parameters: { weeks: 8 },
    value: ({ weeks }) => {
      const average = metric('average-week', {
        title: 'Activity in an average week',
        unit: 'events',
        value: () =>
          productUse()
            .within(days(7 * weeks))
            .count()
            .dividedBy(weeks),
      });
      const change = metric('weekly-change', {
        title: `Change from week to week, as a share of the average week of the last ${weeks}`,
        value: () =>
          productUse()
            .trend({ every: days(7), periods: weeks })
            .dividedBy(average),
      });
      return change.when(knownLonger(`Known for more than ${weeks} weeks`, 7 * weeks));
    },
  },
);

/**
 * How much of a customer's year is in its busiest month: 1 ÷ 12 of an even use, 1 of a single month.
 *
 * Parameters: `months` 12 (whole calendar months before the current one, UTC).
 * Edge cases: missing for a customer known for no more than 13 months of 31 days, who has had no whole year;
 * `signedUpAt` says since when, or the first event where that is missing. Missing without activity in these months,
 * too.
 * @example
 * ```ts
 * import { busiestMonthShare, profile } from 'habitus';
 * const logins = ['2025-09-01', '2026-03-01', '2026-06-01', '2026-06-20', '2026-06-21'].map((day) => ({
 *   name: 'logged_in',
 *   at: `${day}T09:00:00Z`,
 * }));
 * busiestMonthShare(profile({ id: 'ada' }, logins, { asOf: '2026-11-22T00:00:00Z' })); //=> 0.75
 * busiestMonthShare(profile({ id: 'bob' }, logins.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 */
export const busiestMonthShare: Metric<'number', { readonly months: number }> = /* @__PURE__ */ metric(
  'busiest-month-share',
  {
    title: 'Share of use in the busiest month',
    unit: 'share',
    dimension: 'usage',
    goal: 'Tell a season from a decline',
    action: 'Speak to seasonal customers before their season, and leave them in peace after it',
    source: 'By definition: the greatest of the shares of twelve months',
    parameters: { months: 12 },
    value: ({ months }) => {
      const all = metric('activity-of-all-months', {
        title: 'All of their activity',
        value: () => productUse().within(calendarMonths(months)).count(),
      });
      const busiest = metric('activity-of-busiest-month', {
        title: `Activity in the busiest of the last ${months} months`,
        value: () => productUse().peak({ every: 'month', periods: months }),
      });
      return busiest
        .dividedBy(all)
        .when(knownLonger(`Known since before these ${months} months`, 31 * (months + 1)));
    },
  },
);

/**
 * On how many days in one row per customer was active, up to today. A day is not missed before it is over.
 *
 * Parameters: `days` 365 (the longest row that is counted, before today), `timeZone` 'UTC' (whose days they are; an
 * IANA name, the same for all).
 * Edge cases: 0 without activity yesterday and today; a new customer has as many as there were; what the company sends
 * is no activity.
 * @example
 * ```ts
 * import { profile, usageStreak } from 'habitus';
 * const logins = ['17', '19', '20', '21'].map((day) => ({ name: 'logged_in', at: `2026-11-${day}T09:00:00Z` }));
 * usageStreak(profile({ id: 'ada' }, logins, { asOf: '2026-11-22T12:00:00Z' })); //=> 3
 * usageStreak(profile({ id: 'ada' }, logins, { asOf: '2026-11-23T12:00:00Z' })); //=> 0
 * ```
 */
export const usageStreak: Metric<'number', { readonly days: number; readonly timeZone: string }> =
  /* @__PURE__ */ metric('usage-streak', {
    title: 'Usage streak',
    unit: 'days',
    dimension: 'usage',
    goal: 'Make a habit of daily use',
    action: 'Remind in the evening, and forgive one missed day',
    source: 'Rule of thumb: a day that is not over does not break a streak',
    parameters: { days: 365, timeZone: 'UTC' },
    value: ({ days: most, timeZone }) =>
      productUse()
        .streak({ every: 'day', periods: most, timeZone })
        .plus(
          metric('active-today', {
            title: '1 if active today',
            value: () =>
              productUse()
                .within(calendarDays(1, { current: true, timeZone }))
                .activeDays({ timeZone }),
          }),
        ),
  });
