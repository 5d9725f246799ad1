import {
  events,
  type Metric,
  metric,
  type RelativeSegment,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';

/**
 * How many orders a customer placed in the last 365 days.
 *
 * Edge cases: 0 without orders, for a new customer too; refunds take nothing off.
 * @example
 * ```ts
 * import { orders, profile } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], at);
 * orders(ada); //=> 1
 * ```
 * @see The frequency of RFM; in customer-base models (lifetimes, BTYD) frequency, x, is one less.
 */
export const orders: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric('orders', {
  title: 'Orders',
  unit: 'orders',
  dimension: 'purchase',
  goal: 'Know how often each customer buys',
  action: 'Set the rhythm of offers by it',
  source: 'By definition: orders in a window, the frequency of RFM',
  parameters: { window: /* @__PURE__ */ days(365) },
  value: ({ window }) => events('purchase').within(window).count(),
});

/**
 * What a customer paid in the last 365 days: the exact sum of the amounts of all orders, before refunds.
 *
 * The unit is the currency of `purchase.amount`; amounts of several currencies must not be mixed.
 * Edge cases: 0 without orders, for a new customer too; an order without an amount adds nothing.
 * @example
 * ```ts
 * import { profile, revenue } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ada = profile(
 *   { id: 'ada' },
 *   [{ name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 19.9 } }],
 *   at,
 * );
 * revenue(ada); //=> 19.9
 * ```
 * @see The monetary value of RFM, as a sum.
 */
export const revenue: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric('revenue', {
  title: 'Revenue',
  dimension: 'purchase',
  goal: 'Know what each customer is worth today',
  action: 'Share out service and attention by it',
  source: 'By definition: the sum of gross amounts, the monetary value of RFM',
  parameters: { window: /* @__PURE__ */ days(365) },
  value: ({ window }) => events('purchase').within(window).sum('amount'),
});

/**
 * What a customer paid in the last 365 days and did not get back: the amounts of all orders less those of all refunds.
 *
 * The unit is the currency of the amounts; amounts of several currencies must not be mixed.
 * Edge cases: 0 without orders, for a new customer too; a refund counts when it was paid out, so that it can make a
 * year negative whose orders were made before; an order or a refund without an amount changes nothing.
 * @example
 * ```ts
 * import { netRevenue, profile } from 'habitus';
 * const order = { name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 50 } };
 * const refund = { name: 'refund', at: '2026-11-09T00:00:00Z', properties: { amount: 20 } };
 * netRevenue(profile({ id: 'ada' }, [order, refund], { asOf: '2026-11-22T00:00:00Z' })); //=> 30
 * netRevenue(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const netRevenue: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'net-revenue',
  {
    title: 'Net revenue',
    dimension: 'purchase',
    goal: 'Count what stays, not what was rung up',
    action: 'Decide by it, and not by revenue, who gets the best terms',
    source: 'By definition: gross sales less what was paid back',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) =>
      events('purchase').within(window).sum('amount').minus(events('refund').within(window).sum('amount')),
  },
);

/**
 * What an order of the last 365 days came to on average.
 *
 * The unit is the currency of `purchase.amount`.
 * Edge cases: missing without orders, for a new customer too; an order of 0 counts, one without an amount does not.
 * @example
 * ```ts
 * import { averageOrderValue, profile } from 'habitus';
 * const order = (at: string, amount: number) => ({ name: 'purchase', at, properties: { amount } });
 * const history = [order('2026-11-01T00:00:00Z', 10), order('2026-11-09T00:00:00Z', 20)];
 * averageOrderValue(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 15
 * averageOrderValue(profile({ id: 'bob' })); //=> null
 * ```
 */
export const averageOrderValue: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'average-order-value',
  {
    title: 'Average order value',
    dimension: 'purchase',
    goal: 'Raise the value of an order',
    action: 'Set the threshold for free delivery a little above it',
    source: 'By definition: revenue ÷ orders',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => events('purchase').within(window).average('amount'),
  },
);

/**
 * How the average order changes: its value in the last 180 days, as so many times the one of the 180 days before. 1.25
 * is a quarter more.
 *
 * Parameters: `window` 180 days for each of the two.
 * Edge cases: missing where one of the two has no orders with an amount, so for every new customer, or where those
 * before came to 0; a single order on either side is enough, so ask {@link basketTrend} before you rely on it.
 * @example
 * ```ts
 * import { averageOrderValueChange, profile } from 'habitus';
 * const order = (at: string, amount: number) => ({ name: 'purchase', at, properties: { amount } });
 * const history = [order('2026-03-01T00:00:00Z', 40), order('2026-11-01T00:00:00Z', 50)];
 * averageOrderValueChange(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 1.25
 * averageOrderValueChange(profile({ id: 'bob' }, history.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 */
export const averageOrderValueChange: Metric<'number', { readonly window: Duration }> =
  /* @__PURE__ */ metric('average-order-value-change', {
    title: 'Average order compared with before',
    unit: 'times as much',
    dimension: 'purchase',
    goal: 'See whether customers trade up or down',
    action: 'Where it falls, look first at what has left the basket',
    source: 'By definition: this period ÷ the one before; half a year is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(180) },
    value: ({ window }) => {
      const before = metric('average-order-before', {
        title: `Average order value of the ${duration(window)} before`,
        value: () => events('purchase').within(window, { ago: window }).average('amount'),
      });
      const now = metric('average-order-now', {
        title: `Average order value of the last ${duration(window)}`,
        value: () => averageOrderValue.with({ window }),
      });
      return now.dividedBy(before);
    },
  });

/**
 * How many days ago a customer last ordered, fractions included.
 *
 * All orders count.
 * Edge cases: missing without orders, for a new customer too.
 * @example
 * ```ts
 * import { daysSinceLastOrder, profile } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], at);
 * daysSinceLastOrder(ada); //=> 21
 * daysSinceLastOrder(profile({ id: 'bob' })); //=> null
 * ```
 * @see The recency of RFM. The recency of customer-base models, t_x, is another: the days from the first order to the
 * last.
 */
export const daysSinceLastOrder: Metric<'number'> = /* @__PURE__ */ metric('days-since-last-order', {
  title: 'Days since the last order',
  unit: 'days',
  dimension: 'purchase',
  goal: 'Notice early who stays away',
  action: 'Write once the usual pause has passed',
  source: 'By definition: the time since the last order, the recency of RFM',
  value: () => events('purchase').daysSinceLast(),
});

/**
 * How many days lie between two orders of a customer on average, over the last two years.
 *
 * Parameters: `window` 730 days: two years, so that those who buy once a year have an average, and old habits have
 * none.
 * Edge cases: missing before the second order, so for most new customers; orders at one instant count as one; the time
 * since the last order is no part of it, see {@link daysSinceLastOrder}.
 * @example
 * ```ts
 * import { averageOrderGap, profile } from 'habitus';
 * const history = ['01', '04', '21'].map((day) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z` }));
 * averageOrderGap(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 10
 * averageOrderGap(profile({ id: 'bob' }, history.slice(1, 2), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see The interpurchase time of customer-base models, as its mean; the open last gap is censored, and left out.
 */
export const averageOrderGap: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'average-order-gap',
  {
    title: 'Average time between orders',
    unit: 'days',
    dimension: 'purchase',
    goal: 'Know when the next order is due',
    action: 'Remind a few days before, and worry once twice the time has passed',
    source: 'By definition: the mean time between orders',
    parameters: { window: /* @__PURE__ */ days(730) },
    value: ({ window }) => events('purchase').within(window).averageGap(),
  },
);

/**
 * How many days the longest pause between two orders of a customer has lasted, in the last two years: the longest from
 * which they came back.
 *
 * Edge cases: missing before the second order, so for most new customers; the time since the last order is no part of
 * it, and is unusual once it is longer.
 * @example
 * ```ts
 * import { longestOrderGap, profile } from 'habitus';
 * const history = ['01', '04', '21'].map((day) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z` }));
 * longestOrderGap(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 17
 * longestOrderGap(profile({ id: 'bob' }, history.slice(1, 2), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see The interpurchase time of customer-base models, as its maximum; the open last gap is censored, and left out.
 */
export const longestOrderGap: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'longest-order-gap',
  {
    title: 'Longest time between orders',
    unit: 'days',
    dimension: 'purchase',
    goal: 'Tell a long pause from a farewell',
    action: 'Start to win back only those whose silence is longer than any before',
    source: 'By definition: the longest time between orders',
    parameters: { window: /* @__PURE__ */ days(730) },
    value: ({ window }) => events('purchase').within(window).longestGap(),
  },
);

/**
 * How many refunds there were for each order of the last 365 days.
 *
 * Parameters: `window` 365 days for both.
 * Edge cases: missing without orders, so for most new customers; more than 1 where an order was refunded in parts, or
 * one from before the window; how much was refunded does not matter, see {@link netRevenue}.
 * @example
 * ```ts
 * import { profile, returnsPerOrder } from 'habitus';
 * const history = ['01', '04', '11', '21'].map((day) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z` }));
 * const refund = { name: 'refund', at: '2026-11-15T00:00:00Z' };
 * returnsPerOrder(profile({ id: 'ada' }, [...history, refund], { asOf: '2026-11-22T00:00:00Z' })); //=> 0.25
 * returnsPerOrder(profile({ id: 'bob' }, [refund], { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 */
export const returnsPerOrder: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'returns-per-order',
  {
    title: 'Returns per order',
    unit: 'refunds per order',
    dimension: 'purchase',
    goal: 'Sell what customers keep',
    action: 'Where it is high, show sizes, tests and pictures of buyers before you touch the terms of return',
    source: 'By definition: refunds ÷ orders, by number and not by value',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) =>
      events('refund').within(window).count().dividedBy(events('purchase').within(window).count()),
  },
);

/**
 * Has bought again: at least 2 orders ever.
 *
 * Parameters: `orders` 2 (orders, all times).
 * Edge cases: a new customer can qualify with the second order; without orders nobody qualifies.
 * @example
 * ```ts
 * import { profile, repeatBuyer } from 'habitus';
 * const history = [{ name: 'purchase', at: '2026-10-01T00:00:00Z' }, { name: 'purchase', at: '2026-11-01T00:00:00Z' }];
 * repeatBuyer(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * repeatBuyer(profile({ id: 'bob' })); //=> false
 * ```
 * @see By definition: a frequency, x, of at least 1 in customer-base models (lifetimes, BTYD).
 */
export const repeatBuyer: Segment<{ readonly orders: number }> = /* @__PURE__ */ segment('repeat-buyer', {
  title: 'Repeat buyer',
  dimension: 'purchase',
  goal: 'Make a habit of the second order',
  action: 'Thank them and show what goes with what they bought',
  source: 'By definition: a repeat frequency of at least 1 in customer-base models (lifetimes, BTYD)',
  parameters: { orders: 2 },
  where: ({ orders }) => events('purchase').count().atLeast(orders),
});

/**
 * Buys often: at least 4 orders in the last 90 days.
 *
 * Parameters: `orders` 4 (orders), `window` 90 days.
 * Edge cases: a new customer can qualify as soon as the orders are there; without orders nobody qualifies.
 * @example
 * ```ts
 * import { frequentBuyer, profile } from 'habitus';
 * const history = ['01', '08', '15', '21'].map((day) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z` }));
 * frequentBuyer(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * frequentBuyer(profile({ id: 'bob' }, history.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: more than one order a month. What is often differs by trade: calibrate it.
 */
export const frequentBuyer: Segment<{ readonly orders: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('frequent-buyer', {
    title: 'Frequent buyer',
    dimension: 'purchase',
    goal: 'Keep those who buy by habit',
    action: 'Offer a subscription or a standing order',
    source: 'Rule of thumb: more than one order a month',
    parameters: { orders: 4, window: /* @__PURE__ */ days(90) },
    where: ({ orders, window }) => events('purchase').within(window).count().atLeast(orders),
  });

/**
 * Spends more than the others: the top 10 % by {@link revenue} of the last 365 days, of those who bought something in
 * them. It compares customers with each other: fit it to a population.
 *
 * Parameters: `percent` 10 (of the customers with revenue), `window` 365 days.
 * Edge cases: who spent nothing is none, and does not count; equals are in together where the middle of their ranks is,
 * so that nobody is where all spend the same; a new customer can qualify with the first order; an order without an
 * amount adds nothing; refunds take nothing off. Once it is fitted the threshold is an amount of money, the same for
 * all.
 * @example
 * ```ts
 * import { bigSpender } from 'habitus';
 * import { population } from 'habitus/population';
 * const customers = Array.from({ length: 10 }, (_, i) => ({ id: `c${i}` }));
 * const events = customers.map(({ id }, i) => ({
 *   customerId: id,
 *   name: 'purchase',
 *   at: '2026-11-01T00:00:00Z',
 *   properties: { amount: 100 * i },
 * }));
 * const people = population({ customers, events, asOf: '2026-11-22T00:00:00Z' });
 * people.members(bigSpender).ids(); //=> ['c9']
 * ```
 */
export const bigSpender: RelativeSegment<{ readonly percent: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('big-spender', {
    title: 'Big spender',
    dimension: 'purchase',
    goal: 'Keep the customers who carry the revenue',
    action: 'Give them a contact in person and the best terms',
    source: 'Rule of thumb: the top tenth, whatever the currency and the trade',
    parameters: { percent: 10, window: /* @__PURE__ */ days(365) },
    where: ({ percent, window }) => {
      const spend = metric('spend', {
        title: `Spend of the last ${duration(window)}`,
        value: () => events('purchase').within(window).sum('amount'),
      });
      return spend.topPercent(percent, { among: spend.above(0), ties: 'middle' });
    },
  });
