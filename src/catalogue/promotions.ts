import {
  and,
  events,
  exists,
  type Metric,
  metric,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { promotionShareOf } from './shared.js';

const offers = (name: string, kind: string): Selection => events(name).where({ kind });

/**
 * The share of a customer's orders of the last 365 days that were made on promotion.
 *
 * Parameters: `window` 365 days.
 * Edge cases: missing without orders in the window; an order without `promotion` was at the full price; no attribute is read.
 * @example
 * ```ts
 * import { profile, promotionShare } from 'habitus';
 * const order = (properties = {}) => ({ name: 'purchase', at: '2026-11-01T00:00:00Z', properties });
 * promotionShare(profile({ id: 'ada' }, [order({ promotion: 'autumn' }), order()], { asOf: '2026-11-22T00:00:00Z' })); //=> 0.5
 * promotionShare(profile({ id: 'bob' })); //=> null
 * ```
 * @see Share bought on deal: Webster (1965), Blattberg et al. (1978). Orders are the base here, not lines or spend.
 */
export const promotionShare: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'promotion-share',
  {
    title: 'Promotion share',
    unit: 'share',
    dimension: 'purchase',
    goal: 'Know who waits for a promotion',
    action: 'Compare it with the share of all orders that are on promotion',
    source: 'Share bought on deal, of orders: Webster (1965), Blattberg et al. (1978)',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => promotionShareOf(window),
  },
);

/**
 * What a customer paid in the last 365 days for each unit of list price: 1 is the full price, 0.8 a fifth off.
 *
 * Parameters: `window` 365 days. Only orders with an `amount` and a `listPrice` are taken.
 * Edge cases: missing without such orders; no attribute is read.
 * @example
 * ```ts
 * import { paidOfListPrice, profile } from 'habitus';
 * const order = { name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 80, listPrice: 100 } };
 * paidOfListPrice(profile({ id: 'ada' }, [order], { asOf: '2026-11-22T00:00:00Z' })); //=> 0.8
 * paidOfListPrice(profile({ id: 'bob' })); //=> null
 * ```
 * @see 1 less the depth of discount, discount ÷ (paid + discount).
 */
export const paidOfListPrice: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'paid-of-list-price',
  {
    title: 'Paid of the list price',
    unit: 'share',
    dimension: 'purchase',
    goal: 'Know what discounts cost with each customer',
    action: 'Offer service to those who pay in full, and volume to those who do not',
    source: '1 less the depth of discount',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => {
      const priced = events('purchase').within(window).where({ amount: exists(), listPrice: exists() });
      return priced.sum('amount').dividedBy(priced.sum('listPrice'));
    },
  },
);

/**
 * Looks at the price: pays at most 85 % of the list price over at least 3 orders of the last 365 days, or has declined at least 2 offers and
 * accepted none.
 *
 * Parameters: `paid` 0.85 (paid ÷ list price, both included), `orders` 3 (the fewest to judge by), `declined` 2 (offers), `window` 365 days.
 * Edge cases: a new customer is none before the third order or the second offer declined; orders without a list price say nothing; without events nobody
 * is; no attribute is read.
 * @example
 * ```ts
 * import { priceSensitive, profile } from 'habitus';
 * const order = { name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 80, listPrice: 100 } };
 * priceSensitive(profile({ id: 'ada' }, [order, order, order], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * priceSensitive(profile({ id: 'bob' }, [order, order], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see {@link paidOfListPrice}; a demand curve needs more orders than most customers have. The cut-offs are rules of thumb.
 */
export const priceSensitive: Segment<{
  readonly paid: number;
  readonly orders: number;
  readonly declined: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('price-sensitive', {
  title: 'Price sensitive',
  dimension: 'purchase',
  goal: 'Keep those who would leave over a price',
  action: 'Announce price changes early, and show the smaller plan beside the larger',
  source: 'Depth of discount and declined offers; the cut-offs are rules of thumb',
  parameters: { paid: 0.85, orders: 3, declined: 2, window: /* @__PURE__ */ days(365) },
  where: ({ paid, orders, declined, window }) => {
    const priced = events('purchase').within(window).where({ amount: exists(), listPrice: exists() });
    const payingLess = segment('pays-less', {
      title: 'Pays less than the list price',
      where: () =>
        and(
          priced.count().atLeast(orders),
          priced.sum('amount').dividedBy(priced.sum('listPrice')).atMost(paid),
        ),
    });
    const declining = segment('declines-offers', {
      title: 'Declines offers',
      where: () =>
        and(
          events('offer_declined').within(window).count().atLeast(declined),
          events('offer_accepted').within(window).none(),
        ),
    });
    return or(payingLess, declining);
  },
});

/** Takes up at least a share of the offers of one kind that were shown. */
const responsive = (
  kind: string,
  { shown, share, window }: { readonly shown: number; readonly share: number; readonly window: Duration },
) =>
  and(
    offers('offer_shown', kind).within(window).distinct('offer').atLeast(shown),
    metric('acceptance', {
      title: 'Share of these accepted',
      unit: 'share',
      value: () =>
        offers('offer_accepted', kind)
          .within(window)
          .distinct('offer')
          .dividedBy(offers('offer_shown', kind).within(window).distinct('offer')),
    }).atLeast(share),
  );

/**
 * Answers promotions: accepted at least 30 % of the promotions shown in the last 180 days, of at least 3.
 *
 * Parameters: `shown` 3 (different promotions, the fewest to judge by), `share` 0.3 (different promotions accepted ÷ shown), `window` 180 days.
 * Edge cases: who was shown too few is none, so no new customer is at first; an offer without `kind` is of no kind; no attribute is read.
 * @example
 * ```ts
 * import { profile, promotionResponsive } from 'habitus';
 * const did = (name: string, offer: string) => ({ name, at: '2026-11-01T00:00:00Z', properties: { offer, kind: 'promotion' } });
 * const shown = ['a', 'b', 'c'].map((offer) => did('offer_shown', offer));
 * promotionResponsive(profile({ id: 'ada' }, [...shown, did('offer_accepted', 'a')], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * promotionResponsive(profile({ id: 'bob' }, shown, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see The take rate of offers; the cut-offs are rules of thumb.
 */
export const promotionResponsive: Segment<{
  readonly shown: number;
  readonly share: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('promotion-responsive', {
  title: 'Promotion responsive',
  dimension: 'purchase',
  goal: 'Promote to those whom it moves',
  action: 'Send them the next promotion first, and leave out who never answers',
  source: 'The take rate of offers; the cut-offs are rules of thumb',
  parameters: { shown: 3, share: 0.3, window: /* @__PURE__ */ days(180) },
  where: (p) => responsive('promotion', p),
});

/**
 * Answers offers of more: accepted at least 25 % of the upsell offers shown in the last 365 days, of at least 2.
 *
 * Parameters: `shown` 2 (different offers, the fewest to judge by), `share` 0.25 (different offers accepted ÷ shown), `window` 365 days.
 * Edge cases: who was shown too few is none, so no new customer is at first; no attribute is read.
 * @example
 * ```ts
 * import { profile, upsellResponsive } from 'habitus';
 * const did = (name: string, offer: string) => ({ name, at: '2026-11-01T00:00:00Z', properties: { offer, kind: 'upsell' } });
 * const shown = ['a', 'b'].map((offer) => did('offer_shown', offer));
 * upsellResponsive(profile({ id: 'ada' }, [...shown, did('offer_accepted', 'b')], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * upsellResponsive(profile({ id: 'bob' }, shown, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see The take rate of offers; the cut-offs are rules of thumb.
 */
export const upsellResponsive: Segment<{
  readonly shown: number;
  readonly share: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('upsell-responsive', {
  title: 'Upsell responsive',
  dimension: 'purchase',
  goal: 'Grow with those who like more',
  action: 'Tell them of the larger plan when they come near the limits of theirs',
  source: 'The take rate of offers; the cut-offs are rules of thumb',
  parameters: { shown: 2, share: 0.25, window: /* @__PURE__ */ days(365) },
  where: (p) => responsive('upsell', p),
});

/**
 * Could buy from another shelf: at least 3 orders in the last 365 days, all of one category, and no cross-sell offer declined in the last 90 days.
 *
 * Parameters: `orders` 3 (with a category), `rest` 90 days without a cross-sell offer declined, `window` 365 days.
 * Edge cases: a new customer is none before the third order; orders without a category say nothing; without orders nobody is; no attribute is read.
 * @example
 * ```ts
 * import { crossSellCandidate, profile } from 'habitus';
 * const order = (category: string) => ({ name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { category } });
 * crossSellCandidate(profile({ id: 'ada' }, [order('tea'), order('tea'), order('tea')], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * crossSellCandidate(profile({ id: 'bob' }, [order('tea'), order('tea'), order('cups')], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: trust that was earned with one thing carries to the next.
 */
export const crossSellCandidate: Segment<{
  readonly orders: number;
  readonly rest: Duration;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('cross-sell-candidate', {
  title: 'Cross-sell candidate',
  dimension: 'purchase',
  goal: 'Widen what a customer trusts you with',
  action: 'Show what others bought with it, once',
  source: 'Rule of thumb: trust earned with one thing carries to the next',
  parameters: { orders: 3, rest: /* @__PURE__ */ days(90), window: /* @__PURE__ */ days(365) },
  where: ({ orders, rest, window }) => {
    const sorted = events('purchase').within(window).where({ category: exists() });
    return and(
      sorted.count().atLeast(orders),
      sorted.distinct('category').is(1),
      offers('offer_declined', 'cross-sell').within(rest).none(),
    );
  },
});

/**
 * Tries what is new: bought at least 2 products within 30 days of their launch in the last 365 days, by your own mark on the order.
 *
 * Parameters: `orders` 2, `promotion` "launch" (the value of `purchase.promotion` that marks an order of something new, made within 30 days of its
 * launch), `window` 365 days. The vocabulary has no dates of launches: mark the orders when they come in.
 * Edge cases: a new customer can be one; without orders so marked nobody is; no attribute is read.
 * @example
 * ```ts
 * import { launchCandidate, profile } from 'habitus';
 * const order = { name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { promotion: 'launch' } };
 * launchCandidate(profile({ id: 'ada' }, [order, order], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * launchCandidate(profile({ id: 'bob' }, [order], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rogers (1962), Diffusion of Innovations: early adopters; the number is a rule of thumb.
 */
export const launchCandidate: Segment<{
  readonly orders: number;
  readonly promotion: string;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('launch-candidate', {
  title: 'Launch candidate',
  dimension: 'purchase',
  goal: 'Sell what is new to those who like what is new',
  action: 'Invite them a week before everybody else, and ask what they think',
  source: 'Rogers (1962), Diffusion of Innovations: early adopters; the number is a rule of thumb',
  parameters: { orders: 2, promotion: 'launch', window: /* @__PURE__ */ days(365) },
  where: ({ orders, promotion, window }) =>
    events('purchase').within(window).where({ promotion }).count().atLeast(orders),
});
