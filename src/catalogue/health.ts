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
import { onlyKeys } from '../internal/index.js';
import { type Duration, days } from '../time/index.js';
import { latestNps } from './opinion.js';
import { averageOrderGap, daysSinceLastOrder } from './purchase.js';
import { activity, answers, productUse, subscriber } from './shared.js';

/** Active days of four weeks, as a share of those of the twelve weeks before, by four weeks. */
const activeDaysTrend = (): Metric<'number'> =>
  metric('active-days-trend', {
    title: 'Active days of the last 28 days as a share of their own average before',
    unit: 'share',
    value: () => {
      const now = productUse().within(calendarDays(28)).activeDays();
      const before = productUse()
        .within(calendarDays(84, { skip: 28 }))
        .activeDays();
      return now.dividedBy(before.dividedBy(3));
    },
  });

/** The events of which a part of the health score is made, and that a host may record or not. */
type HealthRecord = 'feature_used' | 'support_ticket' | 'survey_answered';

/** The parameters of the health score; a type and no interface, so that it is one of any parameters. */
type HealthParameters = {
  readonly days: number;
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
};

/** The parts of the health score; `of` says of a metric over such events whether it counts. */
const healthParts = (
  p: HealthParameters,
  of: (record: HealthRecord, value: Metric<'number'>) => Metric<'number'>[],
) => {
  const window = calendarDays(p.days);
  const part = (weight: number, from: number, to: number) => (value: Metric<'number'>) => ({
    metric: value,
    weight,
    from,
    to,
  });
  return [
    part(p.useWeight, 0, p.activeDays)(productUse().within(window).activeDays()),
    part(p.trendWeight, p.fallen, p.steady)(activeDaysTrend()),
    ...of('feature_used', events('feature_used').within(window).distinct('feature')).map(
      part(p.breadthWeight, 0, p.features),
    ),
    part(
      p.seatsWeight,
      0,
      p.utilisation,
    )(
      metric('seats-in-use', {
        title: 'Seats in use',
        unit: 'share',
        value: () => attribute('seatsUsed').dividedBy(attribute('seats')),
      }),
    ),
    ...of(
      'survey_answered',
      metric('nps-of-the-year', {
        title: 'Latest NPS score of the last year',
        value: () => answers('nps', 0, 10).within(calendarDays(365)).last('score', { as: 'number' }),
      }),
    ).map(part(p.opinionWeight, 0, p.promoter)),
    ...of('support_ticket', events('support_ticket').within(window).count()).map(
      part(p.supportWeight, p.tickets, 0),
    ),
  ];
};

/**
 * How well the relationship with a user of a product stands, 0 to 100, as of last midnight (UTC).
 *
 * | part | worth 0 | worth all | weight |
 * |---|---|---|---|
 * | active days of `days` 28 days | 0 | `activeDays` 12 | `useWeight` 30 |
 * | active days of 28 days ÷ their own average in the 84 days before | `fallen` 0.25 | `steady` 0.75 | `trendWeight` 20 |
 * | different features used, of those who ever used one | 0 | `features` 5 | `breadthWeight` 15 |
 * | seats in use ÷ seats paid for | 0 | `utilisation` 0.8 | `seatsWeight` 15 |
 * | latest NPS score of the last year | 0 | `promoter` 9 | `opinionWeight` 10 |
 * | support tickets, of those who ever wrote one | `tickets` 3 | 0 | `supportWeight` 10 |
 *
 * Features and tickets count in the same days. Only the share of each weight in their sum matters. Days are whole
 * calendar days before today, so that the score moves once a day and not with the hour: what happens today counts
 * tomorrow.
 * Edge cases: a part that is missing (no seats are known, nobody was asked, nothing was ever recorded of it, nothing
 * was done before to compare with) is left out, and the others count for more (the policy for what is missing is to
 * renormalise); without events the score is 0; a new customer starts low, for want of days, which {@link atRisk} takes
 * into account. Of attributes `seats` and `seatsUsed` are read, as they are now. It is a score of use: for a shop see
 * {@link shopHealthScore}; where you know what you record, see {@link healthScoreOf}.
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
 * healthScore(profile({ id: 'bob' }, [], { asOf })); //=> 0
 * ```
 * @see Weighted measures on one scale, with bands, as in the scorecards of Gainsight (https://support.gainsight.com);
 * the parts, weights and ends are rules of thumb.
 */
export const healthScore: Metric<'number', HealthParameters> = /* @__PURE__ */ score('health-score', {
  title: 'Health score',
  dimension: 'value',
  goal: 'See in time which relationships need work',
  action: 'Work from the lowest score up, starting with the greatest contracts and the next renewals',
  source:
    'Gainsight, "Scorecards Overview" (documentation): weighted measures on one scale; parts, weights and ends are rules of thumb',
  missing: 'renormalise',
  parameters: {
    days: 28,
    activeDays: 12,
    fallen: 0.25,
    steady: 0.75,
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
  parts: (p) => healthParts(p, (record, value) => [value.when(events(record).any())]),
});

/** What {@link healthScoreOf} takes. */
export interface HealthScoreOfOptions {
  /** Those of the events of the health score that you record, of all customers. */
  readonly records: readonly HealthRecord[];
}

/**
 * The {@link healthScore} where you know what you record: the parts made of other events are left out, and those made
 * of these count for everybody, also for who never used a feature or wrote a ticket.
 *
 * `records` is given. The parameters are those of {@link healthScore}.
 * Edge cases: as there. Without tickets all of their weight is earned, where tickets are recorded.
 * @example
 * ```ts
 * import { healthScoreOf, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const logins = Array.from({ length: 28 }, (_, i) => ({ name: 'logged_in', at: asOf - (i + 1) * 86_400_000 }));
 * const ada = profile({ id: 'ada' }, logins, { asOf });
 * healthScoreOf({ records: [] })(ada); //=> 100
 * Math.round(healthScoreOf({ records: ['feature_used'] })(ada)); //=> 67
 * ```
 * @see {@link healthScore}
 */
export const healthScoreOf = (options: HealthScoreOfOptions): Metric<'number', HealthParameters> => {
  onlyKeys(options, ['records'], 'healthScoreOf');
  const { records } = options;
  return score('health-score-of', {
    title: 'Health score of what is recorded',
    dimension: 'value',
    goal: 'See in time which relationships need work, by what you know of them',
    action: 'Work from the lowest score up, starting with the greatest contracts and the next renewals',
    source:
      'Gainsight, "Scorecards Overview" (documentation): weighted measures on one scale; parts, weights and ends are rules of thumb',
    missing: 'renormalise',
    parameters: { ...healthScore.parameters },
    parts: (p) => healthParts(p, (record, value) => (records.includes(record) ? [value] : [])),
  });
};

/**
 * How well the relationship with a customer of a shop stands, 0 to 100: by their own rhythm, and not by days of use.
 *
 * | part | worth 0 | worth all | weight |
 * |---|---|---|---|
 * | days since the last order ÷ their own average time between orders | `overdue` 3 | `onTime` 1 | `rhythmWeight` 50 |
 * | orders of the last 365 days | 0 | `orders` 6 | `ordersWeight` 25 |
 * | refunds ÷ orders of the last 365 days | `refunds` 0.5 | 0 | `refundsWeight` 15 |
 * | latest NPS score of the last year | 0 | `promoter` 9 | `opinionWeight` 10 |
 *
 * Parameters: those of the table. Only the share of each weight in their sum matters.
 * Edge cases: who has ordered once has no rhythm yet, and is judged by the other parts; a part that is missing is left
 * out, and the others count for more; 0 without orders, for a new customer too. The average is that of the orders of
 * two years.
 * @example
 * ```ts
 * import { profile, shopHealthScore } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const orders = (...days: number[]) => days.map((day) => ({ name: 'purchase', at: asOf - day * 86_400_000 }));
 * shopHealthScore(profile({ id: 'ada' }, orders(10, 40, 70, 100, 130, 160), { asOf })); //=> 100
 * Math.round(shopHealthScore(profile({ id: 'bob' }, orders(160, 190, 220), { asOf }))); //=> 31
 * ```
 * @see Weighted measures on one scale (Gainsight scorecards), of the interpurchase time of customer-base models; parts,
 * weights and ends are rules of thumb.
 */
export const shopHealthScore: Metric<
  'number',
  {
    readonly overdue: number;
    readonly onTime: number;
    readonly orders: number;
    readonly refunds: number;
    readonly promoter: number;
    readonly rhythmWeight: number;
    readonly ordersWeight: number;
    readonly refundsWeight: number;
    readonly opinionWeight: number;
  }
> = /* @__PURE__ */ score('shop-health-score', {
  title: 'Health score of a shop',
  dimension: 'value',
  goal: 'See in time which buyers stay away',
  action: 'Write from the lowest score up, to those who brought most',
  source:
    'Gainsight, "Scorecards Overview" (documentation): weighted measures on one scale; parts, weights and ends are rules of thumb',
  missing: 'renormalise',
  parameters: {
    overdue: 3,
    onTime: 1,
    orders: 6,
    refunds: 0.5,
    promoter: 9,
    rhythmWeight: 50,
    ordersWeight: 25,
    refundsWeight: 15,
    opinionWeight: 10,
  },
  parts: (p) => {
    const year = days(365);
    const orders = events('purchase').within(year).count();
    return [
      {
        metric: metric('silence-in-gaps', {
          title: 'Days since the last order, in their own average times between orders',
          value: () => daysSinceLastOrder.dividedBy(averageOrderGap),
        }),
        weight: p.rhythmWeight,
        from: p.overdue,
        to: p.onTime,
      },
      { metric: orders, weight: p.ordersWeight, from: 0, to: p.orders },
      {
        metric: metric('refunds-per-order', {
          title: 'Refunds per order of the last 365 days',
          unit: 'share',
          value: () => events('refund').within(year).count().dividedBy(orders),
        }),
        weight: p.refundsWeight,
        from: p.refunds,
        to: 0,
      },
      { metric: latestNps, weight: p.opinionWeight, from: 0, to: p.promoter },
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
 * May be lost: used the product regularly, and now the {@link healthScore} is below 40, and is or was below 30 within
 * the last 7 days.
 *
 * Two thresholds keep customers whose score wavers from coming and going: below `red` they enter, from `green` on they
 * leave. Nothing is remembered from one answer to the next: the scores of the last 7 days are worked out again, once a
 * day, which is as often as the score moves by itself. Who stays between the two for more than 7 days leaves, too.
 *
 * Parameters: `red` 30 and `green` 40 (points of 100), `regular` 30 (active days in the 84 days that ended 28 days ago,
 * UTC), `silence` 90 days.
 * Edge cases: who never used the product regularly has nothing to lose: a casual user is not at risk, nor the customer
 * of a shop (see {@link shopHealthScore}), nor a new one. Who has done nothing for the silence is not at risk any more
 * but gone, unless a subscription goes on. Of users whose habits do not change it holds at most 2 % where they
 * come independently of the day before, and 6 % where they come several days in a row.
 * @example
 * ```ts
 * import { atRisk, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const logins = (from: number) =>
 *   Array.from({ length: 40 }, (_, i) => ({ name: 'logged_in', at: asOf - (from + i) * 86_400_000 }));
 * atRisk(profile({ id: 'ada' }, logins(30), { asOf })); //=> true
 * atRisk(profile({ id: 'bob' }, logins(1), { asOf })); //=> false
 * ```
 * @see Bands of red, yellow and green, as in the scorecards of Gainsight; where they lie, and the distance between
 * them, are rules of thumb.
 */
export const atRisk: Segment<{
  readonly red: number;
  readonly green: number;
  readonly regular: number;
  readonly silence: Duration;
}> = /* @__PURE__ */ segment('at-risk', {
  title: 'At risk',
  dimension: 'value',
  goal: 'Keep the customers who are about to go',
  action: 'Call them this week, with an offer to help and not to sell',
  source:
    'Gainsight, "Scorecards Overview" (documentation): bands of red, yellow and green; where they lie is a rule of thumb',
  parameters: { red: 30, green: 40, regular: 30, silence: /* @__PURE__ */ days(90) },
  where: ({ red, green, regular, silence }) => {
    const before = metric('active-days-once', {
      title: 'Active days in the 84 days that ended 28 days ago',
      unit: 'days',
      value: () =>
        productUse()
          .within(calendarDays(84, { skip: 28 }))
          .activeDays(),
    });
    return and(
      healthScore.below(green),
      lowestHealth().below(red),
      before.atLeast(regular),
      or(activity().within(silence).any(), subscriber()),
    );
  },
});
