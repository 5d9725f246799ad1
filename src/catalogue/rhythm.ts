import {
  ago,
  and,
  atLeast,
  type Classification,
  calendarMonths,
  classification,
  events,
  type Metric,
  metric,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { duration, percent } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { knownFor } from './shared.js';

/**
 * Bought once and never again: exactly 1 order ever, and that at least 90 days ago.
 *
 * Edge cases: a new customer does not qualify, for the order must be as old as the grace; without orders nobody
 * qualifies; a refund does not undo the order.
 * @example
 * ```ts
 * import { oneAndDone, profile } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * oneAndDone(profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-05-01T00:00:00Z' }], { asOf })); //=> true
 * oneAndDone(profile({ id: 'bob' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf })); //=> false
 * ```
 * @see Rule of thumb. Take the time within which 90 % of second orders come; without any grace half of the customers
 * of CDNOW would qualify.
 */
export const oneAndDone: Segment<{ readonly grace: Duration }> = /* @__PURE__ */ segment('one-and-done', {
  title: 'One and done',
  dimension: 'purchase',
  goal: 'Win the second order',
  action: 'Ask how the first order went, and make the second one cheaper',
  source: 'Rule of thumb: calibrate to the time within which 90 % of second orders come',
  parameters: { grace: /* @__PURE__ */ days(90) },
  where: ({ grace }) => and(events('purchase').count().is(1), events('purchase').within(grace).none()),
});

/** In how many of the last whole months there was an order. */
const monthsWithOrders = (months: number): Metric<'number'> =>
  events('purchase').within(calendarMonths(months)).activeMonths();

/** How many orders there were in each of the last whole months, on average. */
const ordersPerMonth = (months: number): Metric<'number'> =>
  metric('orders-per-month', {
    title: 'Orders a month on average',
    unit: 'orders',
    value: () => events('purchase').within(calendarMonths(months)).count().dividedBy(months),
  });

/**
 * Buys about once a month: in at least 5 of the last 6 whole months there was an order, and there were at most 1.5
 * orders a month. The current month does not count yet.
 *
 * Parameters: `least` 5 (months with an order) of `months` 6 (calendar months, UTC), `perMonth` 1.5 (orders a month on
 * average, at most).
 * Edge cases: who buys every week is none, see {@link purchaseTiming}; the invoices of a subscription are no orders
 * (`invoice_paid`, not `purchase`); a new customer does not qualify before the fifth month; without orders nobody
 * qualifies.
 * @example
 * ```ts
 * import { monthlyBuyer, profile } from 'habitus';
 * const history = ['05', '06', '08', '09', '10'].map((month) => ({
 *   name: 'purchase',
 *   at: `2026-${month}-03T00:00:00Z`,
 * }));
 * monthlyBuyer(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * monthlyBuyer(profile({ id: 'bob' }, history.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const monthlyBuyer: Segment<{
  readonly least: number;
  readonly months: number;
  readonly perMonth: number;
}> = /* @__PURE__ */ segment('monthly-buyer', {
  title: 'Monthly buyer',
  dimension: 'purchase',
  goal: 'Plan with those who come back by the month',
  action: 'Offer a subscription that arrives when they would have ordered',
  source: 'Rule of thumb: one month of holidays in half a year is forgiven, and a second order now and then',
  parameters: { least: 5, months: 6, perMonth: 1.5 },
  where: ({ least, months, perMonth }) =>
    and(monthsWithOrders(months).atLeast(least), ordersPerMonth(months).atMost(perMonth)),
});

/** How many orders there were in so many whole months, the last of them so many months before the last one. */
const ordersOfMonths = (months: number, skip: number): Metric<'number'> =>
  events('purchase').within(calendarMonths(months, { skip })).count();

/** Whose orders of 24 whole months are mostly of the same three months in a row of both years. */
const mostlyIn = (season: number, skip: number, share: number, orders: number): Segment => {
  const all = ordersOfMonths(24, skip);
  const [now, before] = [ordersOfMonths(3, season), ordersOfMonths(3, season + 12)];
  return and(
    all.atLeast(orders),
    now.atLeast(1),
    before.atLeast(1),
    now.plus(before).atLeast(all.times(share)),
  );
};

/** The first of three months in a row, in whole months before the last one. */
const SEASONS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** Those who bought mostly in one season; of one that goes on the two before are looked at. */
const seasonal = ({ share, orders }: { readonly share: number; readonly orders: number }): Segment =>
  and(
    ordersOfMonths(26, 0).atLeast(orders),
    segment('in-season', {
      title: `At least ${percent(share)} of the orders of two years in the same three months of both`,
      where: () => or(...SEASONS.map((season) => mostlyIn(season, season < 10 ? 0 : 2, share, orders))),
    }),
  );

/**
 * Buys in one season, year after year: of at least 3 orders in the last 24 whole months, at least 85 % in the same three
 * months in a row of both years, be it June to August or December to February. The current month does not count yet.
 *
 * Parameters: `share` 0.85 (orders of these three months ÷ orders), `orders` 3 (the least to judge by). The months are
 * those of the calendar (UTC).
 * Edge cases: a new customer does not qualify before the second season, for there must be orders of both; where a season
 * has begun and is not over, the 24 months may end up to two months earlier, so that it is told by the two before;
 * without orders nobody qualifies. Of customers who buy at any time of the year it holds at most 10 %.
 * @example
 * ```ts
 * import { profile, seasonalBuyer } from 'habitus';
 * const order = (at: string) => ({ name: 'purchase', at: `${at}T00:00:00Z` });
 * const summers = [order('2025-07-10'), order('2025-08-20'), order('2026-07-15')];
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * seasonalBuyer(profile({ id: 'ada' }, summers, at)); //=> true
 * seasonalBuyer(profile({ id: 'bob' }, [...summers, order('2026-01-05'), order('2026-04-05')], at)); //=> false
 * ```
 * @see Rule of thumb, set by simulation: orders at random are rarely so close.
 */
export const seasonalBuyer: Segment<{ readonly share: number; readonly orders: number }> =
  /* @__PURE__ */ segment('seasonal-buyer', {
    title: 'Seasonal buyer',
    dimension: 'purchase',
    goal: 'Be the first that comes to mind when the season begins',
    action: 'Write three weeks before their season, and do not take the rest of the year for a loss',
    source: 'Rule of thumb, set by simulation: of customers who buy at any time it holds at most a tenth',
    parameters: { share: 0.85, orders: 3 },
    where: seasonal,
  });

/** Those who have bought something. */
const buyer = (): Segment =>
  segment('buyer', { title: 'Already a buyer', where: () => events('purchase').any() });

/**
 * When a customer buys. The first that fits:
 *
 * | timing | who |
 * |---|---|
 * | `one-and-done` | bought once, at least 90 days ago: {@link oneAndDone} |
 * | `monthly` | in at least 5 of the last 6 whole months, at most 1.5 times a month: {@link monthlyBuyer} |
 * | `frequent` | in as many of these months, and more often |
 * | `seasonal` | mostly in the same three months of two years: {@link seasonalBuyer} |
 * | `irregular` | otherwise, once the first order is at least 90 days old |
 *
 * Parameters: `grace` 90 days, in which it is too early to tell; `least` 5 of `months` 6; `perMonth` 1.5 orders; `share`
 * 0.85 of `orders` 3.
 * Edge cases: null without orders, and while the first is younger than the grace, so for every new customer. Everybody
 * else has exactly one label; with the defaults nobody has one earlier. Who has stopped buying is irregular, or
 * seasonal for a while: see {@link overdue}. The invoices of a subscription are no orders.
 * @example
 * ```ts
 * import { profile, purchaseTiming } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * const bought = (...days: string[]) =>
 *   profile(
 *     { id: 'ada' },
 *     days.map((day) => ({ name: 'purchase', at: `${day}T00:00:00Z` })),
 *     { asOf },
 *   );
 * purchaseTiming(bought('2026-03-01')); //=> 'one-and-done'
 * purchaseTiming(bought('2026-05-03', '2026-06-03', '2026-07-03', '2026-08-03', '2026-10-03')); //=> 'monthly'
 * purchaseTiming(bought('2025-07-10', '2025-08-20', '2026-07-15')); //=> 'seasonal'
 * purchaseTiming(bought('2026-01-10', '2026-07-15')); //=> 'irregular'
 * purchaseTiming(bought('2026-11-10')); //=> null
 * ```
 * @see The regularity of interpurchase times, as the language can say it exactly; the numbers are rules of thumb.
 */
export const purchaseTiming: Classification<
  'one-and-done' | 'monthly' | 'frequent' | 'seasonal' | 'irregular',
  {
    readonly grace: Duration;
    readonly least: number;
    readonly months: number;
    readonly perMonth: number;
    readonly share: number;
    readonly orders: number;
  }
> = /* @__PURE__ */ classification('purchase-timing', {
  title: 'Purchase timing',
  dimension: 'purchase',
  goal: 'Meet every customer at the moment they buy anyway',
  action:
    'Offer monthly ones a subscription, frequent ones a standing order, remind seasonal ones before the season, and ask irregular ones what sets it off',
  source: 'Rule of thumb: how regular the times between orders are, as far as it can be said exactly',
  parameters: { grace: /* @__PURE__ */ days(90), least: 5, months: 6, perMonth: 1.5, share: 0.85, orders: 3 },
  labels: ({ grace, least, months, perMonth, share, orders }) => ({
    'one-and-done': and(events('purchase').count().is(1), events('purchase').within(grace).none()),
    monthly: and(monthsWithOrders(months).atLeast(least), ordersPerMonth(months).atMost(perMonth)),
    frequent: monthsWithOrders(months).atLeast(least),
    seasonal: seasonal({ share, orders }),
    irregular: ago(grace, buyer()),
  }),
});

/** The greatest less the smallest amount of some orders. */
const spread = (orders: Selection): Metric<'number'> => orders.max('amount').minus(orders.min('amount'));

/**
 * Whether a customer's orders are `growing`, `shrinking` or `steady`: the average order of the last 180 days against
 * that of the 180 days before.
 *
 * Growing is at least 1.25 times as much, and more by over 45 % of what their orders differ anyway (the greatest
 * less the smallest of a window, on average of the two); shrinking is the same the other way round.
 *
 * Parameters: `times` 1.25 (as much), `spread` 0.45 (of the range of the amounts), `orders` 6 (the fewest with an
 * amount in each window to judge by), `window` 180 days for each of the two.
 * Edge cases: null for who was not known through both windows (see {@link inactive}), or has fewer orders with an
 * amount in one of them, so for every new customer and for who has stopped. Everybody else has exactly one label. Of
 * customers whose orders do not change, however much they differ, it calls at most 9 % growing or shrinking; in turn
 * it sees two of three customers of 6 orders whose orders double, where these differ by a half of the average.
 * @example
 * ```ts
 * import { basketTrend, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const order = (day: number, amount: number) => ({
 *   name: 'purchase',
 *   at: asOf - day * 86_400_000,
 *   properties: { amount },
 * });
 * const ask = (factor: number) =>
 *   profile(
 *     { id: 'ada', attributes: { signedUpAt: '2025-01-01T00:00:00Z' } },
 *     [80, 90, 100, 100, 110, 120].flatMap((amount, i) => [order(i + 1, factor * amount), order(i + 181, amount)]),
 *     { asOf },
 *   );
 * basketTrend(ask(1.3)); //=> 'growing'
 * basketTrend(ask(1.2)); //=> 'steady'
 * basketTrend(ask(0.75)); //=> 'shrinking'
 * basketTrend(profile({ id: 'bob' })); //=> null
 * ```
 * @see Lord (1947), "The Use of Range in Place of Standard Deviation in the t-Test", Biometrika 34, 41–67: a difference
 * of averages is measured by the range of the values.
 */
export const basketTrend: Classification<
  'growing' | 'shrinking' | 'steady',
  {
    readonly times: number;
    readonly spread: number;
    readonly orders: number;
    readonly window: Duration;
  }
> = /* @__PURE__ */ classification('basket-trend', {
  title: 'Basket trend',
  dimension: 'purchase',
  goal: 'Notice who trades up, and who buys half of it elsewhere',
  action: 'Show growing baskets the better line, and ask about what is missing from shrinking ones',
  source:
    'Lord, "The Use of Range in Place of Standard Deviation in the t-Test" (1947); the numbers are set by simulation',
  parameters: { times: 1.25, spread: 0.45, orders: 6, window: /* @__PURE__ */ days(180) },
  labels: ({ times, spread: part, orders, window }) => {
    const paid = events('purchase').where({ amount: atLeast(0) });
    const [now, before] = [paid.within(window), paid.within(window, { ago: window })];
    const comparable = segment('comparable-baskets', {
      title: `Known for two periods of ${duration(window)} with at least ${orders} orders in each`,
      where: () =>
        and(ago(window, knownFor(window)), now.count().atLeast(orders), before.count().atLeast(orders)),
    });
    const average = metric('average-now', {
      title: `Average order of the last ${duration(window)}`,
      value: () => now.average('amount'),
    });
    const earlier = metric('average-before', {
      title: `Average order of the ${duration(window)} before`,
      value: () => before.average('amount'),
    });
    const margin = metric('usual-difference', {
      title: `${percent(part)} of what their orders differ anyway`,
      value: () => spread(now).plus(spread(before)).dividedBy(2).times(part),
    });
    const further = `(and greater by more than ${percent(part)} of what their orders differ anyway)`;
    const grown = segment('greater-baskets', {
      title: `In the latter an average order at least ${times} times that in the former ${further}`,
      where: () => and(average.atLeast(earlier.times(times)), average.minus(earlier).above(margin)),
    });
    const shrunk = segment('smaller-baskets', {
      title: `In the former an average order at least ${times} times that in the latter ${further}`,
      where: () => and(average.times(times).atMost(earlier), earlier.minus(average).above(margin)),
    });
    return {
      growing: and(comparable, grown),
      shrinking: and(comparable, shrunk),
      steady: comparable,
    };
  },
});
