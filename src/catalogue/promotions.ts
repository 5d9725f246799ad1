import {
  above,
  and,
  atLeast,
  events,
  exists,
  type Metric,
  metric,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';

/**
 * The share of a customer's orders of the last 365 days that were made on promotion, 0 to 1.
 *
 * Edge cases: missing without orders, so for most new customers; an order without `promotion` was at the full price;
 * how much was off does not matter, see {@link priceRealisation}.
 * @example
 * ```ts
 * import { profile, promotionShare } from 'habitus';
 * const order = (day: string, properties = {}) => ({
 *   name: 'purchase',
 *   at: `2026-11-${day}T00:00:00Z`,
 *   properties,
 * });
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * promotionShare(profile({ id: 'ada' }, [order('01', { promotion: 'autumn' }), order('08')], at)); //=> 0.5
 * promotionShare(profile({ id: 'bob' })); //=> null
 * ```
 * @see Blattberg, Buesing, Peacock and Sen, "Identifying the Deal Prone Segment" (1978). That orders are counted, and not
 * their lines, is a rule of thumb.
 */
export const promotionShare: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'promotion-share',
  {
    title: 'Share of orders on promotion',
    unit: 'share',
    dimension: 'purchase',
    goal: 'Know what promotions bring and what they give away',
    action: 'Take those with a low share off the list of the next promotion, and see whether they buy less',
    source:
      'Blattberg, Buesing, Peacock and Sen, "Identifying the Deal Prone Segment" (1978); that orders are counted is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => {
      const placed = events('purchase').within(window);
      return placed.where({ promotion: exists() }).count().dividedBy(placed.count());
    },
  },
);

/** Orders of which both the price paid and the one on the list are known. */
const priced = (window: Duration): Selection =>
  events('purchase')
    .within(window)
    .where({ listPrice: above(0), amount: atLeast(0) });

/**
 * What a customer paid in the last 365 days, as a share of what it would have cost by the list: 0.8 is a fifth off.
 *
 * It divides the sum of `purchase.amount` by that of `purchase.listPrice`, so that great orders count for more.
 * Edge cases: missing without an order that has both, so for most new customers; more than 1 where shipping or gifts
 * are in the amount and not in the list price.
 * @example
 * ```ts
 * import { priceRealisation, profile } from 'habitus';
 * const order = (amount: number) => ({
 *   name: 'purchase',
 *   at: `2026-11-01T00:00:00Z`,
 *   properties: { amount, listPrice: 100 },
 * });
 * priceRealisation(profile({ id: 'ada' }, [order(100), order(80)], { asOf: '2026-11-22T00:00:00Z' })); //=> 0.9
 * priceRealisation(profile({ id: 'bob' })); //=> null
 * ```
 */
export const priceRealisation: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'price-realisation',
  {
    title: 'Share of the list price paid',
    unit: 'share',
    dimension: 'purchase',
    goal: 'See the discount that all small discounts add up to',
    action: 'Find out who gets the lowest price, and whether they bring the most',
    source: 'By definition: what was paid ÷ the list price',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => priced(window).sum('amount').dividedBy(priced(window).sum('listPrice')),
  },
);

/**
 * Buys mostly on promotion: at least 3 orders in the last 365 days, at least 60 % of them with a promotion.
 *
 * Parameters: `share` 0.6 (orders with a promotion ÷ orders), `orders` 3 (the least to judge by), `window` 365 days.
 * Edge cases: a new customer does not qualify before the third order; without orders nobody qualifies; an order
 * without `promotion` was at the full price.
 * @example
 * ```ts
 * import { dealSeeker, profile } from 'habitus';
 * const order = (day: string, properties = {}) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z`, properties });
 * const history = [order('01', { promotion: 'autumn' }), order('08', { promotion: 'autumn' }), order('15')];
 * dealSeeker(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * dealSeeker(profile({ id: 'bob' }, history.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Blattberg, Buesing, Peacock and Sen, "Identifying the Deal Prone Segment" (1978). The cut-off is a rule of thumb,
 * above the median household of completejourney, which buys half of its lines so.
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
  source:
    'Blattberg, Buesing, Peacock and Sen, "Identifying the Deal Prone Segment" (1978); the cut-off is a rule of thumb',
  parameters: { share: 0.6, orders: 3, window: /* @__PURE__ */ days(365) },
  where: ({ share, orders, window }) =>
    and(
      events('purchase').within(window).count().atLeast(orders),
      promotionShare.with({ window }).atLeast(share),
    ),
});

/**
 * Buys when it is cheaper: at least 3 orders in the last 365 days of which the list price is known, and at most 80 %
 * of it paid in all.
 *
 * Parameters: `paid` 0.8 (the greatest share of the list price, see {@link priceRealisation}), `orders` 3 (the least
 * to judge by), `window` 365 days.
 * Edge cases: a new customer does not qualify before the third order; orders without `listPrice` or `amount` are left
 * out, and without others nobody qualifies. A {@link dealSeeker} takes every promotion, however small; this one waits
 * for the great ones.
 * @example
 * ```ts
 * import { priceSensitive, profile } from 'habitus';
 * const orders = (amount: number) =>
 *   ['01', '08', '15'].map((day) => ({
 *     name: 'purchase',
 *     at: `2026-11-${day}T00:00:00Z`,
 *     properties: { amount, listPrice: 50 },
 *   }));
 * priceSensitive(profile({ id: 'ada' }, orders(40), { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * priceSensitive(profile({ id: 'bob' }, orders(45), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see The depth of the discounts taken, as a level of price sensitivity; the cut-off is a rule of thumb. A slope of
 * demand needs prices that vary by chance, and more orders.
 */
export const priceSensitive: Segment<{
  readonly paid: number;
  readonly orders: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('price-sensitive', {
  title: 'Price sensitive',
  dimension: 'purchase',
  goal: 'Hold the price where it is not the reason, and lower it where it is',
  action:
    'Offer them last season, the larger pack or the smaller plan, before a discount on what others pay in full',
  source: 'Rule of thumb: who never pays the full price looks at the price',
  parameters: { paid: 0.8, orders: 3, window: /* @__PURE__ */ days(365) },
  where: ({ paid, orders, window }) =>
    and(priced(window).count().atLeast(orders), priceRealisation.with({ window }).atMost(paid)),
});
