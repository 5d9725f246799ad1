import {
  ago,
  and,
  attribute,
  calendarDays,
  events,
  type Metric,
  metric,
  or,
  type Segment,
  score,
  segment,
} from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { activity, answers, knownFor, subscriber } from './shared.js';

/** Active days of a number of days, as a share of those of as many days before. */
const activeDaysTrend = (count: number): Metric<'number'> =>
  metric('active-days-trend', {
    title: 'Active days as a share of those before',
    value: () => {
      const active = (skip: number): Metric<'number'> =>
        activity().within(calendarDays(count, { skip })).activeDays();
      return active(0).dividedBy(active(count));
    },
  });

/**
 * How well the relationship with a customer stands, 0 to 100, as of last midnight (UTC).
 *
 * | part | worth 0 | worth all | weight |
 * |---|---|---|---|
 * | active days | 0 | `activeDays` 12 | `useWeight` 30 |
 * | active days of `trendDays` 14 days ÷ those of the 14 days before | `fallen` 0.5 | `steady` 1 | `trendWeight` 20 |
 * | different features used | 0 | `features` 5 | `breadthWeight` 15 |
 * | seats in use ÷ seats paid for | 0 | `utilisation` 0.8 | `seatsWeight` 15 |
 * | latest NPS score of the last year | 0 | `promoter` 9 | `opinionWeight` 10 |
 * | support tickets | `tickets` 3 | 0 | `supportWeight` 10 |
 *
 * All but the trend and the NPS score count in `days` 28 days. Only the share of each weight in their sum matters.
 * Days are whole calendar days before today, so that the score moves once a day and not with the hour: what happens
 * today counts tomorrow.
 * Edge cases: a part that is missing (no seats are known, nobody was asked, nothing was done in the 14 days to compare
 * with) is left out, and the others count for more (the policy for what is missing is to renormalise); without events
 * the score is 18, for want of tickets; a new customer starts low, for want of days, which {@link atRisk} takes into
 * account. Of attributes `seats` and `seatsUsed` are read, as they are now.
 * @example
 * ```ts
 * import { healthScore, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const uses = Array.from({ length: 28 }, (_, i) => ({
 *   name: 'feature_used',
 *   at: asOf - (i + 1) * 86_400_000,
 *   properties: { feature: `f${i % 5}` },
 * }));
 * healthScore(profile({ id: 'ada' }, uses, { asOf })); //=> 100
 * Math.round(healthScore(profile({ id: 'bob' }, [], { asOf }))); //=> 18
 * ```
 * @see Weighted measures on one scale, with bands, as in the scorecards of Gainsight (https://support.gainsight.com);
 * the parts, weights and ends are rules of thumb.
 */
export const healthScore: Metric<
  'number',
  {
    readonly days: number;
    readonly trendDays: number;
    readonly activeDays: number;
    readonly fallen: number;
    readonly steady: number;
    readonly features: number;
    readonly utilisation: number;
    readonly promoter: number;
    readonly tickets: number;
    readonly useWeight: number;
    readonly trendWeight: number;
    readonly breadthWeight: number;
    readonly seatsWeight: number;
    readonly opinionWeight: number;
    readonly supportWeight: number;
  }
> = /* @__PURE__ */ score('health-score', {
  title: 'Health score',
  dimension: 'value',
  goal: 'See in time which relationships need work',
  action: 'Work from the lowest score up, starting with the greatest contracts and the next renewals',
  source: 'Weighted measures on one scale (Gainsight scorecards); parts, weights and ends are rules of thumb',
  parameters: {
    days: 28,
    trendDays: 14,
    activeDays: 12,
    fallen: 0.5,
    steady: 1,
    features: 5,
    utilisation: 0.8,
    promoter: 9,
    tickets: 3,
    useWeight: 30,
    trendWeight: 20,
    breadthWeight: 15,
    seatsWeight: 15,
    opinionWeight: 10,
    supportWeight: 10,
  },
  missing: 'renormalise',
  parts: (p) => {
    const window = calendarDays(p.days);
    return [
      { metric: activity().within(window).activeDays(), weight: p.useWeight, from: 0, to: p.activeDays },
      { metric: activeDaysTrend(p.trendDays), weight: p.trendWeight, from: p.fallen, to: p.steady },
      {
        metric: events('feature_used').within(window).distinct('feature'),
        weight: p.breadthWeight,
        from: 0,
        to: p.features,
      },
      {
        metric: metric('seats-in-use', {
          title: 'Seats in use',
          unit: 'share',
          value: () => attribute('seatsUsed').dividedBy(attribute('seats')),
        }),
        weight: p.seatsWeight,
        from: 0,
        to: p.utilisation,
      },
      {
        metric: metric('nps-of-the-year', {
          title: 'Latest NPS score of the last year',
          value: () => answers('nps', 0, 10).within(calendarDays(365)).last('score', { as: 'number' }),
        }),
        weight: p.opinionWeight,
        from: 0,
        to: p.promoter,
      },
      {
        metric: events('support_ticket').within(window).count(),
        weight: p.supportWeight,
        from: p.tickets,
        to: 0,
      },
    ];
  },
});

/**
 * The lowest health score of today and the last 7 days. The score moves once a day, so that a look a day misses none.
 */
const lowestHealth = (): Metric<'number'> =>
  metric('lowest-health', {
    title: 'Lowest health score of the last 7 days',
    value: () =>
      [1, 2, 3, 4, 5, 6, 7].reduce<Metric<'number'>>(
        (lowest, day) => lowest.least(ago(days(day), healthScore)),
        healthScore,
      ),
  });

/**
 * May be lost: the {@link healthScore} is below 50, and is or was below 40 within the last 7 days.
 *
 * Two thresholds keep customers whose score wavers from coming and going: below `red` they enter, from `green` on they
 * leave. Nothing is remembered from one answer to the next: the scores of the last 7 days are worked out again, once a
 * day, which is as often as the score moves by itself. Who stays between the two for more than 7 days leaves, too.
 *
 * Parameters: `red` 40 and `green` 50 (points of 100), `age` 35 days (the 28 of the score and the 7 of the look back),
 * `silence` 90 days.
 * Edge cases: a customer known for less than the age is not at risk: the score could not be higher yet. `signedUpAt`
 * says since when, or the first event where that is missing; without either nobody qualifies. Who has done nothing for
 * the silence is not at risk any more but gone, unless a subscription goes on.
 * @example
 * ```ts
 * import { atRisk, profile } from 'habitus';
 * const login = { name: 'logged_in', at: '2026-11-10T09:00:00Z' };
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const known = (signedUpAt: string) => profile({ id: 'ada', attributes: { signedUpAt } }, [login], at);
 * atRisk(known('2026-01-10T00:00:00Z')); //=> true
 * atRisk(known('2026-11-10T00:00:00Z')); //=> false
 * ```
 * @see Bands of red, yellow and green, as in the scorecards of Gainsight; where they lie, and the distance between
 * them, are rules of thumb.
 */
export const atRisk: Segment<{
  readonly red: number;
  readonly green: number;
  readonly age: Duration;
  readonly silence: Duration;
}> = /* @__PURE__ */ segment('at-risk', {
  title: 'At risk',
  dimension: 'value',
  goal: 'Keep the customers who are about to go',
  action: 'Call them this week, with an offer to help and not to sell',
  source: 'Bands of red, yellow and green (Gainsight scorecards); where they lie is a rule of thumb',
  parameters: { red: 40, green: 50, age: /* @__PURE__ */ days(35), silence: /* @__PURE__ */ days(90) },
  where: ({ red, green, age, silence }) =>
    and(
      healthScore.below(green),
      lowestHealth().below(red),
      knownFor(age),
      or(activity().within(silence).any(), subscriber()),
    ),
});

/** The customers who could have acted through a window of this length and through the one before it. */
const knownForBoth = (window: Duration): Segment =>
  segment('known-for-both', {
    title: 'Known for both windows',
    where: () => ago(window, knownFor(window)),
  });

/**
 * Does much less than before: in the last 30 days less than half of what was done in the 30 days before, and at least
 * 4 things were done then.
 *
 * Parameters: `share` 0.5 (of the activity before), `least` 4 (events, the least to compare with), `window` 30 days
 * for each of the two.
 * Edge cases: a customer known for less than both windows is none, for the first weeks are no measure. `signedUpAt`
 * says since when, or the first event where that is missing; without events nobody qualifies; who has stopped
 * altogether is one, as long as the window before holds enough. What the company sends is no activity.
 * @example
 * ```ts
 * import { churnRisk, profile } from 'habitus';
 * const logins = ['10-01', '10-05', '10-10', '10-15', '11-10'].map((day) => ({
 *   name: 'logged_in',
 *   at: `2026-${day}T00:00:00Z`,
 * }));
 * const known = (signedUpAt: string) =>
 *   profile({ id: 'ada', attributes: { signedUpAt } }, logins, { asOf: '2026-11-20T00:00:00Z' });
 * churnRisk(known('2026-01-10T00:00:00Z')); //=> true
 * churnRisk(known('2026-10-01T00:00:00Z')); //=> false
 * ```
 */
export const churnRisk: Segment<{
  readonly share: number;
  readonly least: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('churn-risk', {
  title: 'Churn risk',
  dimension: 'value',
  goal: 'Notice the retreat before the cancellation',
  action: 'Ask what has changed, and show what their peers use',
  source: 'Rule of thumb: halved within a month, from a number that chance does not halve',
  parameters: { share: 0.5, least: 4, window: /* @__PURE__ */ days(30) },
  where: ({ share, least, window }) => {
    const before = metric('activity-before', {
      title: 'Activity of the window before',
      unit: 'events',
      value: () => activity().within(window, { ago: window }).count(),
    });
    const change = metric('activity-change', {
      title: 'Activity as a share of the window before',
      unit: 'share',
      value: () => activity().within(window).count().dividedBy(before),
    });
    return and(before.atLeast(least), change.below(share), knownForBoth(window));
  },
});
