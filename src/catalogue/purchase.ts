import { and, events, type Metric, metric, type Segment, segment } from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { promotionShareOf } from './shared.js';

/**
 * How many orders a customer placed in the last 365 days.
 *
 * Parameters: `window` 365 days.
 * Edge cases: 0 without orders, for a new customer too; refunds take nothing off; no attribute is read.
 * @example
 * ```ts
 * import { orders, profile } from 'habitus';
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
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
  source: 'The frequency of RFM: orders in a window',
  parameters: { window: /* @__PURE__ */ days(365) },
  value: ({ window }) => events('purchase').within(window).count(),
});

/**
 * What a customer paid in the last 365 days: the exact sum of the amounts of all orders, before refunds.
 *
 * Parameters: `window` 365 days. The unit is the currency of `purchase.amount`; amounts of several currencies must not be mixed.
 * Edge cases: 0 without orders, for a new customer too; an order without an amount adds nothing; no attribute is read.
 * @example
 * ```ts
 * import { profile, revenue } from 'habitus';
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 19.9 } }], { asOf: '2026-11-22T00:00:00Z' });
 * revenue(ada); //=> 19.9
 * ```
 * @see The monetary value of RFM, as a sum.
 */
export const revenue: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric('revenue', {
  title: 'Revenue',
  dimension: 'purchase',
  goal: 'Know what each customer is worth today',
  action: 'Share out service and attention by it',
  source: 'The monetary value of RFM, as a sum of gross amounts',
  parameters: { window: /* @__PURE__ */ days(365) },
  value: ({ window }) => events('purchase').within(window).sum('amount'),
});

/**
 * What an order of the last 365 days came to on average.
 *
 * Parameters: `window` 365 days. The unit is the currency of `purchase.amount`.
 * Edge cases: missing without orders, for a new customer too; an order of 0 counts, one without an amount does not; no attribute is read.
 * @example
 * ```ts
 * import { averageOrderValue, profile } from 'habitus';
 * const order = (at: string, amount: number) => ({ name: 'purchase', at, properties: { amount } });
 * const history = [order('2026-11-01T00:00:00Z', 10), order('2026-11-09T00:00:00Z', 20)];
 * averageOrderValue(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 15
 * averageOrderValue(profile({ id: 'bob' })); //=> null
 * ```
 * @see Average order value (AOV): revenue ÷ orders.
 */
export const averageOrderValue: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'average-order-value',
  {
    title: 'Average order value',
    dimension: 'purchase',
    goal: 'Raise the value of an order',
    action: 'Set the threshold for free delivery a little above it',
    source: 'Average order value (AOV): revenue ÷ orders',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => events('purchase').within(window).average('amount'),
  },
);

/**
 * How many days ago a customer last ordered, fractions included.
 *
 * Parameters: none; all orders count.
 * Edge cases: missing without orders, for a new customer too; no attribute is read.
 * @example
 * ```ts
 * import { daysSinceLastOrder, profile } from 'habitus';
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * daysSinceLastOrder(ada); //=> 21
 * daysSinceLastOrder(profile({ id: 'bob' })); //=> null
 * ```
 * @see The recency of RFM. The recency of customer-base models, t_x, is another: the days from the first order to the last.
 */
export const daysSinceLastOrder: Metric<'number'> = /* @__PURE__ */ metric('days-since-last-order', {
  title: 'Days since the last order',
  unit: 'days',
  dimension: 'purchase',
  goal: 'Notice early who stays away',
  action: 'Write once the usual pause has passed',
  source: 'The recency of RFM: asOf less the last purchase',
  value: () => events('purchase').daysSinceLast(),
});

/**
 * Has bought again: at least 2 orders ever.
 *
 * Parameters: `orders` 2 (orders, all times).
 * Edge cases: a new customer can be one with the second order; without orders nobody is; no attribute is read.
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
 * Edge cases: a new customer can be one as soon as the orders are there; without orders nobody is; no attribute is read.
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
 * Bought once and never again: exactly 1 order ever, and that at least 90 days ago.
 *
 * Parameters: `grace` 90 days, the time in which a second order may still come.
 * Edge cases: a new customer is none, for the order must be as old as the grace; without orders nobody is; a refund does not undo the
 * order; no attribute is read.
 * @example
 * ```ts
 * import { oneAndDone, profile } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * oneAndDone(profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-05-01T00:00:00Z' }], { asOf })); //=> true
 * oneAndDone(profile({ id: 'bob' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf })); //=> false
 * ```
 * @see Rule of thumb. Take the time within which 90 % of second orders come; without any grace half of the customers of CDNOW would qualify.
 */
export const oneAndDone: Segment<{ readonly grace: Duration }> = /* @__PURE__ */ segment('one-and-done', {
  title: 'One and done',
  dimension: 'purchase',
  goal: 'Win the second order',
  action: 'Ask how the first order went, and make the second one cheaper',
  source: 'Rule of thumb; calibrate to the time within which 90 % of second orders come',
  parameters: { grace: /* @__PURE__ */ days(90) },
  where: ({ grace }) => and(events('purchase').count().is(1), events('purchase').within(grace).none()),
});

/**
 * Spends much: orders of at least 1000 in sum in the last 365 days.
 *
 * Parameters: `spend` 1000 (in the currency of `purchase.amount`), `window` 365 days.
 * Edge cases: a new customer can be one with the first order; without orders nobody is; an order without an amount adds nothing; refunds
 * take nothing off; no attribute is read.
 * @example
 * ```ts
 * import { bigSpender, profile } from 'habitus';
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 1000 } }], { asOf: '2026-11-22T00:00:00Z' });
 * bigSpender(ada); //=> true
 * bigSpender.with({ spend: 1500 })(ada); //=> false
 * ```
 * @see Rule of thumb: set it to what your best tenth spends in a year.
 */
export const bigSpender: Segment<{ readonly spend: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('big-spender', {
    title: 'Big spender',
    dimension: 'purchase',
    goal: 'Keep the customers who carry the revenue',
    action: 'Give them a contact in person and the best terms',
    source: 'Rule of thumb: set it to what your best tenth spends in a year',
    parameters: { spend: 1000, window: /* @__PURE__ */ days(365) },
    where: ({ spend, window }) => events('purchase').within(window).sum('amount').atLeast(spend),
  });

/**
 * Buys mostly on promotion: at least 3 orders in the last 365 days, at least 60 % of them with a promotion.
 *
 * Parameters: `share` 0.6 (orders with a promotion ÷ orders), `orders` 3 (the least to judge by), `window` 365 days.
 * Edge cases: a new customer is none before the third order; without orders nobody is; an order without `promotion` was at the full
 * price; no attribute is read.
 * @example
 * ```ts
 * import { dealSeeker, profile } from 'habitus';
 * const order = (day: string, properties = {}) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z`, properties });
 * const history = [order('01', { promotion: 'autumn' }), order('08', { promotion: 'autumn' }), order('15')];
 * dealSeeker(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * dealSeeker(profile({ id: 'bob' }, history.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Deal-proneness as the share bought on deal: Webster (1965), Blattberg et al. (1978). The cut-off is a rule of thumb, above the
 * median household of completejourney, which buys half of its lines so.
 */
export const dealSeeker: Segment<{
  readonly share: number;
  readonly orders: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('deal-seeker', {
  title: 'Deal seeker',
  dimension: 'purchase',
  goal: 'Sell without giving margin away to those who would buy anyway',
  action: 'Send them the promotions, and the others the news',
  source: 'Share bought on deal: Webster (1965), Blattberg et al. (1978); the cut-off is a rule of thumb',
  parameters: { share: 0.6, orders: 3, window: /* @__PURE__ */ days(365) },
  where: ({ share, orders, window }) =>
    and(events('purchase').within(window).count().atLeast(orders), promotionShareOf(window).atLeast(share)),
});
