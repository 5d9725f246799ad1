import { and, events, metric, or, type Segment, type Selection, segment } from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days, hours } from '../time/index.js';
import { looks, tracedOrders } from './shared.js';

/**
 * Is about to buy: in the last 7 days filled a cart, started a checkout, or looked at products or prices at least 3
 * times; and has ordered or subscribed to nothing in that time.
 *
 * Parameters: `views` 3 (`product_viewed` and `pricing_viewed` together), `window` 7 days for the signs and for the
 * order.
 * Edge cases: a new customer can qualify at once; without events nobody qualifies. Who ordered, started or changed a
 * subscription in the window is none, even if more signs came after it. A subscriber who looks at prices is one, and
 * may just as well be about to leave; what was taken out of the cart again (`cart_remove` of the same `product`) is no
 * sign.
 * @example
 * ```ts
 * import { likelyToBuy, profile } from 'habitus';
 * const filled = { name: 'cart_add', at: '2026-11-20T09:00:00Z' };
 * const order = { name: 'purchase', at: '2026-11-20T10:00:00Z' };
 * likelyToBuy(profile({ id: 'ada' }, [filled], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * likelyToBuy(profile({ id: 'bob' }, [filled, order], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Moe (2003), "Buying, Searching, or Browsing", Journal of Consumer Psychology 13 (1–2): who is about to buy
 * looks at products again and again. The numbers are rules of thumb.
 */
export const likelyToBuy: Segment<{ readonly views: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('likely-to-buy', {
    title: 'Likely to buy',
    dimension: 'purchase',
    goal: 'Be there at the moment of the decision',
    action:
      'Answer the last question: delivery, returns, a person to ask; keep the discount for those who hesitate',
    source:
      'Moe, "Buying, Searching, or Browsing: Differentiating Between Online Shoppers Using In-Store Navigational Clickstream" (2003): directed buying; the numbers are rules of thumb',
    parameters: { views: 3, window: /* @__PURE__ */ days(7) },
    where: ({ views, window }) => {
      const intent = segment('intent-to-buy', {
        title: `Something put into the cart and left there, a checkout started, or at least ${views} looks at products and prices in the last ${duration(window)}`,
        where: () =>
          or(
            events('cart_add')
              .within(window)
              .notYetFollowedBy(events('cart_remove'), { same: 'product' })
              .any(),
            events('checkout_started').within(window).any(),
            events('product_viewed', 'pricing_viewed').within(window).count().atLeast(views),
          ),
      });
      return and(
        intent,
        events('purchase', 'subscription_started', 'subscription_changed').within(window).none(),
      );
    },
  });

/** Looks with no order within that time: all but those on the last stretch of an order. */
const early = (pause: Duration): Selection => looks().notFollowedBy(events('purchase'), pause);

/**
 * Looks around for long before buying: at least 3 of 4 orders of the last 365 days began with a look more than a day
 * before the order, and there were at least 5 looks for each order.
 *
 * Parameters: `orders` 2 (the fewest orders with a look in the `lookback` of 14 days before them) and `share` 0.75 (of
 * these, those that began more than `pause` 1 day before), `looks` 5 (for each of these orders), all in `window` 365
 * days. A look is a product, a page about prices or other content viewed, a search, or something put in the cart or on
 * the wish list.
 * Edge cases: orders without a look before them, as those in a store or by telephone, say nothing and are left out;
 * who has only looked, and bought once or never, is none yet, so no new customer is at first; looks are not matched
 * with what was bought in the end. Nobody is this and an {@link impulsiveBuyer} where both have the same `window` and
 * `lookback`, no `pause` here is shorter than the one there, and the two shares add up to more than 1.
 * @example
 * ```ts
 * import { profile, researcher } from 'habitus';
 * const did = (name: string, day: string) => ({ name, at: `2026-11-${day}T09:00:00Z` });
 * const looked = ['02', '03', '04', '05', '06', '12', '13', '14', '15', '16'].map((day) => did('product_viewed', day));
 * const history = [...looked, did('purchase', '07'), did('purchase', '17')];
 * researcher(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * researcher(profile({ id: 'bob' }, looked, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Moe (2003), "Buying, Searching, or Browsing", Journal of Consumer Psychology 13 (1–2): search and deliberation.
 * The numbers are rules of thumb.
 */
export const researcher: Segment<{
  readonly orders: number;
  readonly share: number;
  readonly looks: number;
  readonly pause: Duration;
  readonly lookback: Duration;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('researcher', {
  title: 'Researcher',
  dimension: 'purchase',
  goal: 'Win those who compare by what they can find out',
  action: 'Give them comparisons, tests and the small print, and do not hurry them',
  source:
    'Moe, "Buying, Searching, or Browsing: Differentiating Between Online Shoppers Using In-Store Navigational Clickstream" (2003): search and deliberation; the numbers are rules of thumb',
  parameters: {
    orders: 2,
    share: 0.75,
    looks: 5,
    pause: /* @__PURE__ */ days(1),
    lookback: /* @__PURE__ */ days(14),
    window: /* @__PURE__ */ days(365),
  },
  where: (p) => {
    const all = tracedOrders(p.window, p.lookback);
    const researched = metric('researched-share', {
      title: `Share of these with a look more than ${duration(p.pause)} before`,
      unit: 'share',
      value: () =>
        events('purchase').within(p.window).precededBy(early(p.pause), p.lookback).count().dividedBy(all),
    });
    const effort = metric('looks-per-order', {
      title: 'Looks for each of these',
      unit: 'looks',
      value: () => looks().within(p.window).count().dividedBy(all),
    });
    return and(all.atLeast(p.orders), researched.atLeast(p.share), effort.atLeast(p.looks));
  },
});

/**
 * Sees it and buys it: at least 3 of 4 orders of the last 365 days came within an hour of the first look.
 *
 * Parameters: `orders` 2 (the fewest orders with a look in the `lookback` of 14 days before them) and `share` 0.75 (of
 * these, those with looks in the last hour, the `pause`, and none before it in the lookback), both in `window` 365
 * days. A look is a product, a page about prices or other content viewed, a search, or something put in the cart or on
 * the wish list; those within the pause before an earlier order belong to that one.
 * Edge cases: orders without a look before them, as those in a store or by telephone, say nothing and are left out;
 * who bought once or never is none yet, so no new customer is at first; what is bought again out of habit is quick,
 * too: see whether it is the same.
 * @example
 * ```ts
 * import { impulsiveBuyer, profile } from 'habitus';
 * const did = (name: string, at: string) => ({ name, at: `2026-${at}:00Z` });
 * const june = [did('product_viewed', '06-01T09:00'), did('purchase', '06-01T09:10')];
 * const november = [did('product_viewed', '11-01T20:00'), did('purchase', '11-01T20:05')];
 * impulsiveBuyer(profile({ id: 'ada' }, [...june, ...november], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * const before = did('product_viewed', '10-30T20:00');
 * impulsiveBuyer(profile({ id: 'bob' }, [...june, before, ...november], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rook (1987), "The Buying Impulse", Journal of Consumer Research 14 (2): sudden, and acted on at once. The
 * numbers are rules of thumb.
 */
export const impulsiveBuyer: Segment<{
  readonly orders: number;
  readonly share: number;
  readonly pause: Duration;
  readonly lookback: Duration;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('impulsive-buyer', {
  title: 'Impulsive buyer',
  dimension: 'purchase',
  goal: 'Meet spontaneity without taking advantage of it',
  action: 'Show what is new and keep the checkout short; make returns easy, and watch whether they rise',
  source: 'Rook, "The Buying Impulse" (1987): sudden, and acted on at once; the numbers are rules of thumb',
  parameters: {
    orders: 2,
    share: 0.75,
    pause: /* @__PURE__ */ hours(1),
    lookback: /* @__PURE__ */ days(14),
    window: /* @__PURE__ */ days(365),
  },
  where: (p) => {
    const all = tracedOrders(p.window, p.lookback);
    const impulsive = metric('impulsive-share', {
      title: `Share of these within ${duration(p.pause)} of the first look`,
      unit: 'share',
      value: () =>
        events('purchase')
          .within(p.window)
          .precededBy(looks(), p.pause)
          .notPrecededBy(early(p.pause), p.lookback)
          .count()
          .dividedBy(all),
    });
    return and(all.atLeast(p.orders), impulsive.atLeast(p.share));
  },
});
