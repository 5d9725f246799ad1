import { ago, and, events, type Metric, metric, type Segment, segment } from '../definitions/index.js';
import { duration } from '../print/index.js';
import { DAY, type Duration, days } from '../time/index.js';
import { averageOrderGap, daysSinceLastOrder, longestOrderGap } from './purchase.js';
import { knownFor, productUse } from './shared.js';

/**
 * Uses the product much less than before: active on at least 8 of the 30 days before the last 30, and since then on
 * less than 35 % as many.
 *
 * Parameters: `share` 0.35 (active days now ÷ active days before, UTC), `least` 8 (active days before, so that chance
 * does not halve them), `window` 30 days for each of the two.
 * Edge cases: a customer known for less than both windows is none, for the first weeks are no measure. `signedUpAt`
 * says since when, or the first event where that is missing; without events nobody qualifies. Who has stopped
 * altogether is one for a month. Who comes less than twice a week never is: see {@link overdue} for the customers of
 * a shop. Of users whose habits do not change it holds at most 3 % where they come independently of the day before,
 * and 9 % where they come several days in a row.
 * @example
 * ```ts
 * import { profile, usageDrop } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const logins = (...days: number[]) => days.map((day) => ({ name: 'logged_in', at: asOf - day * 86_400_000 }));
 * const before = [31, 33, 36, 38, 41, 44, 47, 50];
 * usageDrop(profile(ada, logins(1, 2, ...before), { asOf })); //=> true
 * usageDrop(profile(ada, logins(1, 2, 3, ...before), { asOf })); //=> false
 * ```
 * @see Rule of thumb, set by simulation: customers whose habits do not change are rarely among them.
 */
export const usageDrop: Segment<{
  readonly share: number;
  readonly least: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('usage-drop', {
  title: 'Usage drop',
  dimension: 'usage',
  goal: 'Notice the retreat before the cancellation',
  action: 'Ask what has changed, and show what their peers use',
  source: 'Rule of thumb, set by simulation: of users who do not change it holds at most a tenth',
  parameters: { share: 0.35, least: 8, window: /* @__PURE__ */ days(30) },
  where: ({ share, least, window }) => {
    const before = productUse().within(window, { ago: window }).activeDays();
    const change = metric('active-days-change', {
      title: 'Active days since then as a share of those',
      unit: 'share',
      value: () => productUse().within(window).activeDays().dividedBy(before),
    });
    const known = segment('known-for-both', {
      title: 'A customer all that time',
      where: () => ago(window, knownFor(window)),
    });
    return and(before.atLeast(least), change.below(share), known);
  },
});

/**
 * Should have ordered by now: it is more than 2.5 times the average time between their own orders since the last one, and
 * longer than they ever stayed away before. Judged by the last two years, in which they ordered in at least 4 months.
 *
 * Parameters: `times` 2.5 (of the own average, see {@link averageOrderGap}), `months` 4 (calendar months with an order,
 * UTC, to know the rhythm by), `window` 730 days.
 * Edge cases: without a rhythm nobody is overdue, so that no new customer is, nor who bought several times in one
 * month and never again. Who stays away stays overdue until too few orders are left in the window. Of buyers who do
 * not change it holds at most 11 % where they order at random, and 13 % where one order brings another, for a silence that
 * long happens to them, too.
 * @example
 * ```ts
 * import { overdue, profile } from 'habitus';
 * const orders = ['02', '03', '04', '05'].map((month) => ({ name: 'purchase', at: `2026-${month}-01T00:00:00Z` }));
 * overdue(profile({ id: 'ada' }, orders, { asOf: '2026-06-20T00:00:00Z' })); //=> false
 * overdue(profile({ id: 'ada' }, orders, { asOf: '2026-07-20T00:00:00Z' })); //=> true
 * ```
 * @see Silence beyond the customer's own rhythm, as a stand-in for the probability of being alive of customer-base
 * models; the numbers are rules of thumb, set by simulation.
 */
export const overdue: Segment<{
  readonly times: number;
  readonly months: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('overdue', {
  title: 'Overdue',
  dimension: 'purchase',
  goal: 'Notice who has gone elsewhere while they can still be reached',
  action: 'Remind them of what they usually order, and ask what was wrong with the last one',
  source: 'Rule of thumb, set by simulation: of buyers who do not change it holds at most an eighth',
  parameters: { times: 2.5, months: 4, window: /* @__PURE__ */ days(730) },
  where: ({ times, months, window }) =>
    and(
      events('purchase').within(window).activeMonths().atLeast(months),
      daysSinceLastOrder.above(averageOrderGap.with({ window }).times(times)),
      daysSinceLastOrder.above(longestOrderGap.with({ window })),
    ),
});

/**
 * When the next order of a customer is due, as an instant: the last order, and the average time between their orders
 * of the last two years.
 *
 * Parameters: `orders` 3 (the fewest in the window to know a rhythm by), `window` 730 days.
 * Edge cases: missing before the third order, so for most new customers; an instant that has passed says for how long
 * the order has been due, see {@link overdue}; orders at one instant count as one for the rhythm.
 * @example
 * ```ts
 * import { nextOrderExpectedAt, profile } from 'habitus';
 * const orders = ['01', '11', '21'].map((day) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z` }));
 * const ada = profile({ id: 'ada' }, orders, { asOf: '2026-11-22T00:00:00Z' });
 * new Date(nextOrderExpectedAt(ada) ?? 0).toISOString(); //=> '2026-12-01T00:00:00.000Z'
 * nextOrderExpectedAt.daysUntil()(ada); //=> 9
 * nextOrderExpectedAt(profile({ id: 'bob' })); //=> null
 * ```
 * @see The interpurchase time of customer-base models, as its mean.
 */
export const nextOrderExpectedAt: Metric<'instant', { readonly orders: number; readonly window: Duration }> =
  /* @__PURE__ */ metric('next-order-expected-at', {
    title: 'Next order expected at',
    dimension: 'purchase',
    goal: 'Be there when the next order is due',
    action: 'Remind a few days before, and not after it has come',
    source:
      'By definition: the last order and the mean time between orders; three orders are a rule of thumb',
    parameters: { orders: 3, window: /* @__PURE__ */ days(730) },
    value: ({ orders, window }) => {
      const rhythm = segment('rhythm-known', {
        title: `At least ${orders} orders in the last ${duration(window)}`,
        where: () => events('purchase').within(window).count().atLeast(orders),
      });
      const gap = metric('usual-gap', {
        title: 'Their average time between orders',
        value: () => averageOrderGap.with({ window }).times(DAY),
      });
      return events('purchase').lastAt().plus(gap).when(rhythm);
    },
  });
