import {
  ago,
  and,
  type Classification,
  classification,
  type Metric,
  metric,
  not,
  type RelativeSegment,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days, milliseconds } from '../time/index.js';
import { activity, knownFor, productUse } from './shared.js';
import { dormant } from './usage.js';

/**
 * Uses the product more than the others: the top 10 % by active days, of those who were active in the last 28. It
 * compares customers with each other: fit it to a population.
 *
 * Parameters: `percent` 10 (of the customers with an active day, at most), `window` 28 days.
 * Edge cases: who was not active is none, and does not count; of equals who would not all fit in none is, so that
 * there are never more than 10 %, and nobody where all are equal; a new customer is measured by the days there were.
 * There are always about as many: whether use grows shows in {@link superUser}.
 * @example
 * ```ts
 * import { heaviestUsers } from 'habitus';
 * heaviestUsers.parameters.percent; //=> 10
 * heaviestUsers.with({ percent: 5 }).parameters.percent; //=> 5
 * ```
 */
export const heaviestUsers: RelativeSegment<{ readonly percent: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('heaviest-users', {
    title: 'Heaviest users',
    dimension: 'usage',
    goal: 'Learn from those who use the product most, whatever that is by now',
    action: 'Watch five of them at work each quarter',
    source: 'Rule of thumb: the top tenth of the active',
    parameters: { percent: 10, window: /* @__PURE__ */ days(28) },
    where: ({ percent, window }) => {
      const use = productUse().within(window).activeDays();
      return use.topPercent(percent, { among: use.atLeast(1), ties: 'out' });
    },
  });

/**
 * Was here before and is here again: active in the last 30 days and in the 30 days before.
 *
 * Parameters: `window` 30 days for each of the two.
 * Edge cases: a customer known for less than the window is new, not returning. `signedUpAt` says since when, or the
 * first event where that is missing. What the company sends is no activity; without events nobody qualifies.
 * @example
 * ```ts
 * import { profile, returning } from 'habitus';
 * const login = (day: string) => ({ name: 'logged_in', at: `2026-${day}T00:00:00Z` });
 * returning(profile({ id: 'ada' }, [login('10-20'), login('11-20')], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * returning(profile({ id: 'bob' }, [login('09-20'), login('11-20')], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Returning users in the life cycle of PostHog (https://posthog.com/docs/product-analytics/lifecycle): active in
 * this interval and the one before; 30 days are a rule of thumb.
 */
export const returning: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('returning', {
  title: 'Returning user',
  dimension: 'usage',
  goal: 'Count the customers the product has kept',
  action: 'Leave them in peace, and ask them for an opinion once in a while',
  source: 'PostHog, "Lifecycle" (documentation): returning users; the window of 30 days is a rule of thumb',
  parameters: { window: /* @__PURE__ */ days(30) },
  where: ({ window }) =>
    and(knownFor(window), activity().within(window).any(), activity().within(window, { ago: window }).any()),
});

/**
 * Had gone and is back: active in the last 30 days, and {@link dormant} when they began: silent for 90 days by then,
 * and active before.
 *
 * Parameters: `window` 30 days, in which the return lies, `silence` 90 days before them.
 * Edge cases: the very first activity is no return, however long after signing up, so that a new customer does not
 * qualify; what the company sends breaks no silence; without events nobody qualifies. Who is silent again stays one
 * for the rest of the window.
 * @example
 * ```ts
 * import { profile, resurrected } from 'habitus';
 * const login = (day: string) => ({ name: 'logged_in', at: `2026-${day}T00:00:00Z` });
 * resurrected(profile({ id: 'ada' }, [login('07-01'), login('11-20')], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * resurrected(profile({ id: 'bob' }, [login('09-01'), login('11-20')], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Resurrected users in the life cycle of PostHog (https://posthog.com/docs/product-analytics/lifecycle); the
 * lengths are rules of thumb.
 */
export const resurrected: Segment<{ readonly window: Duration; readonly silence: Duration }> =
  /* @__PURE__ */ segment('resurrected', {
    title: 'Resurrected user',
    dimension: 'usage',
    goal: 'Make the second start last',
    action: 'Show what is new since they left, and skip the tour they know',
    source: 'PostHog, "Lifecycle" (documentation): resurrecting users; the lengths are rules of thumb',
    parameters: { window: /* @__PURE__ */ days(30), silence: /* @__PURE__ */ days(90) },
    where: ({ window, silence }) =>
      and(activity().within(window).any(), ago(window, dormant.with({ window: silence }))),
  });

/**
 * Comes in bursts, with long pauses between them: at least 3 bursts in the last 180 days, of 3 active days each on
 * average. After 14 days without activity a new burst begins.
 *
 * Parameters: `bursts` 3, `days` 3 (active days per burst, UTC), `pause` 14 days, `window` 180 days.
 * Edge cases: a customer needs two pauses, so a new one is never erratic; the silence since the last burst is no part
 * of it, see {@link inactive}; single days far apart are no bursts, see {@link casualUser}; without
 * events nobody qualifies.
 * @example
 * ```ts
 * import { erraticUser, profile } from 'habitus';
 * const burst = (month: string) =>
 *   ['03', '04', '06'].map((day) => ({ name: 'logged_in', at: `2026-${month}-${day}T00:00:00Z` }));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * erraticUser(profile({ id: 'ada' }, [...burst('07'), ...burst('09'), ...burst('11')], at)); //=> true
 * erraticUser(profile({ id: 'bob' }, [...burst('09'), ...burst('11')], at)); //=> false
 * ```
 */
export const erraticUser: Segment<{
  readonly bursts: number;
  readonly days: number;
  readonly pause: Duration;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('erratic-user', {
  title: 'Erratic user',
  dimension: 'usage',
  goal: 'Do not take a pause for a farewell',
  action: 'Find out what sets off a burst, and be there when the next one begins',
  source: 'Rule of thumb: two weeks are a long pause where work is done by the week',
  parameters: {
    bursts: 3,
    days: 3,
    pause: /* @__PURE__ */ days(14),
    window: /* @__PURE__ */ days(180),
  },
  where: (p) => {
    const bursts = metric('bursts', {
      title: `Bursts of use in the last ${duration(p.window)} (${duration(p.pause)} apart)`,
      unit: 'bursts',
      value: () => productUse().within(p.window).sessions({ gap: p.pause }),
    });
    const daysPerBurst = metric('days-per-burst', {
      title: 'Active days per burst',
      unit: 'days',
      value: () => productUse().within(p.window).activeDays().dividedBy(bursts),
    });
    return and(bursts.atLeast(p.bursts), daysPerBurst.atLeast(p.days));
  },
});

/**
 * Comes again and again, but seldom: active in each of the last 3 windows of 28 days, on at most 12 days in all,
 * and not in bursts.
 *
 * Parameters: `window` 28 days, `periods` 3 of them, `most` 12 (active days in all of them together, UTC).
 * Edge cases: a customer known for less than the three windows is none yet, but by what was done before signing up;
 * who has missed a window is none either, be it at the beginning or now; without events nobody qualifies.
 * {@link lightUser} looks at the last window alone, and so at newcomers and those who are leaving, too. Who comes in
 * bursts is an {@link erraticUser}, and no casual one: the two never hold the same customer.
 * @example
 * ```ts
 * import { casualUser, profile } from 'habitus';
 * const login = (day: string) => ({ name: 'logged_in', at: `2026-${day}T00:00:00Z` });
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * casualUser(profile({ id: 'ada' }, [login('09-10'), login('10-10'), login('11-10')], at)); //=> true
 * casualUser(profile({ id: 'bob' }, [login('09-10'), login('11-10')], at)); //=> false
 * ```
 */
export const casualUser: Segment<{
  readonly window: Duration;
  readonly periods: number;
  readonly most: number;
}> = /* @__PURE__ */ segment('casual-user', {
  title: 'Casual user',
  dimension: 'usage',
  goal: 'Be worth a visit without demanding one',
  action: 'Let them find in seconds where they left off, and write once a month at most',
  source: 'Rule of thumb: once a week or less, for three months',
  parameters: { window: /* @__PURE__ */ days(28), periods: 3, most: 12 },
  where: ({ window, periods, most }) => {
    const all = milliseconds(window * periods);
    const quietest = metric('quietest-window', {
      title: `Events in the quietest of the last ${periods} periods of ${duration(window)}`,
      unit: 'events',
      value: () => productUse().low({ every: window, periods }),
    });
    return and(quietest.atLeast(1), productUse().within(all).activeDays().atMost(most), not(erraticUser));
  },
});

/**
 * Whether a customer uses the product on `more` days than before, on `less`, or on about as many, `steady`: the last 28
 * days against each of the two times 28 days before them.
 *
 * More is at least 1.5 times as many active days as in either of the two, and at least 8 days more; less is the same
 * the other way round.
 *
 * Parameters: `times` 1.5 (as many active days, UTC), `days` 8 (the difference in days at least), `window` 28 days for
 * each of the three.
 * Edge cases: null for a customer known for less than the three windows, whose first weeks are no measure: `signedUpAt`
 * says since when, or the first event where that is missing. Null also where none of the three holds 8 active days, so
 * without events: too few to tell. Everybody else has exactly one label: less for who has stopped altogether, more for
 * who was silent before. Of users whose habits do not change it calls at most 1 % more or less where they come
 * independently of the day before, and 7 % where they come several days in a row.
 * @example
 * ```ts
 * import { engagementTrend, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const logins = (now: number, before: number) =>
 *   [now, before, before].flatMap((count, window) =>
 *     Array.from({ length: count }, (_, i) => ({ name: 'logged_in', at: asOf - (window * 28 + i + 1) * 86_400_000 })),
 *   );
 * engagementTrend(profile(ada, logins(18, 10), { asOf })); //=> 'more'
 * engagementTrend(profile(ada, logins(17, 10), { asOf })); //=> 'steady'
 * engagementTrend(profile(ada, logins(2, 10), { asOf })); //=> 'less'
 * engagementTrend(profile({ id: 'bob' })); //=> null
 * ```
 * @see Rule of thumb, set by simulation: customers whose habits do not change are rarely called more or less.
 */
export const engagementTrend: Classification<
  'more' | 'less' | 'steady',
  { readonly times: number; readonly days: number; readonly window: Duration }
> = /* @__PURE__ */ classification('engagement-trend', {
  title: 'Engagement trend',
  dimension: 'usage',
  goal: 'Notice who is growing into the product, and who is growing out of it',
  action: 'Show the next feature to those with more, and ask those with less what has changed',
  source:
    'Rule of thumb, set by simulation: of users who do not change at most a tenth is called more or less',
  parameters: { times: 1.5, days: 8, window: /* @__PURE__ */ days(28) },
  labels: ({ times, days: least, window }) => {
    const activeDays = (ago: number): Metric<'number'> =>
      productUse()
        .within(window, { ago: milliseconds(ago * window) })
        .activeDays();
    const now = productUse().within(window).activeDays();
    const busier = metric('active-days-of-the-busier', {
      title: `Active days in the busier of the two periods of ${duration(window)} before`,
      unit: 'days',
      value: () => activeDays(1).greatest(activeDays(2)),
    });
    const quieter = metric('active-days-of-the-quieter', {
      title: `Active days in the quieter of the two periods of ${duration(window)} before`,
      unit: 'days',
      value: () => activeDays(1).least(activeDays(2)),
    });
    const comparable = segment('comparable', {
      title: `Known for three periods of ${duration(window)} with at least ${least} active days in one of them`,
      where: () => and(now.greatest(busier).atLeast(least), knownFor(milliseconds(3 * window))),
    });
    const more = segment('more-active-days', {
      title: `In the latest at least ${times} times as many active days as in the busier of the two before (and ${least} more)`,
      where: () => and(now.atLeast(busier.times(times)), now.atLeast(busier.plus(least))),
    });
    const less = segment('fewer-active-days', {
      title: `In the quieter of the two before at least ${times} times as many active days as in the latest (and ${least} more)`,
      where: () => and(now.times(times).atMost(quieter), now.plus(least).atMost(quieter)),
    });
    return {
      more: and(comparable, more),
      less: and(comparable, less),
      steady: comparable,
    };
  },
});
