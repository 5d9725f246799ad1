import {
  and,
  events,
  exists,
  type Metric,
  metric,
  type RelativeSegment,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { topCategoryShare } from './buying.js';

/** How many different offers of a kind an event of a window is about. */
const offers = (event: string, kind: 'promotion' | 'upsell', window: Duration): Metric<'number'> =>
  events(event).where({ kind }).within(window).distinct('offer');

/** What says who responds to a kind of offer. */
interface Response {
  readonly percent: number;
  readonly offers: number;
  readonly window: Duration;
}

/**
 * The customers with the greatest shares of the different offers of a kind accepted, of those who were shown enough of
 * them.
 */
const responsive = (kind: 'promotion' | 'upsell', p: Response): RelativeSegment => {
  const shown = offers('offer_shown', kind, p.window);
  const accepted = offers('offer_accepted', kind, p.window);
  const enough = segment('enough-offers', {
    title: `Shown at least ${p.offers} different ${kind}s in the last ${duration(p.window)}`,
    where: () => shown.atLeast(p.offers),
  });
  const share = metric('accepted-share', {
    title: 'Share of these that they accepted',
    unit: 'share',
    value: () => accepted.dividedBy(shown),
  });
  return and(enough, share.above(0), share.topPercent(p.percent, { among: enough, ties: 'middle' }));
};

/**
 * Takes what is offered cheaper, more than the others: the top 25 % by the share of promotions accepted, of those who
 * were shown at least 5 different ones in the last 180 days. It compares customers with each other: fit it to a
 * population.
 *
 * Parameters: `percent` 25 (of the customers shown enough), `offers` 5 (the fewest to judge by), `window` 180 days. A
 * promotion is an offer of the kind `promotion`; `offer` tells one from another, so that showing it again costs
 * nothing.
 * Edge cases: nobody is before 5 were shown, so no new customer at first, nor who accepted none; equals are in together
 * where the middle of their ranks is; offers without `offer` or of another `kind` are not looked at. Who buys on
 * promotion without being shown one is a {@link dealSeeker}.
 * @example
 * ```ts
 * import { promotionResponsive } from 'habitus';
 * promotionResponsive.parameters.offers; //=> 5
 * promotionResponsive.with({ percent: 10 }).parameters.percent; //=> 10
 * ```
 * @see Blattberg and Neslin, "Sales Promotion: Concepts, Methods, and Strategies" (Prentice Hall, 1990). The numbers are
 * rules of thumb.
 */
export const promotionResponsive: RelativeSegment<{
  readonly percent: number;
  readonly offers: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('promotion-responsive', {
  title: 'Responsive to promotions',
  dimension: 'purchase',
  goal: 'Send promotions to those who act on them',
  action: 'Keep the promotions for them, and leave a tenth of them out to see who would buy anyway',
  source:
    'Blattberg and Neslin, "Sales Promotion: Concepts, Methods, and Strategies" (1990); the numbers are rules of thumb',
  parameters: { percent: 25, offers: 5, window: /* @__PURE__ */ days(180) },
  where: (p) => responsive('promotion', p),
});

/**
 * Takes the greater one when it is offered, more than the others: the top 25 % by the share of upsells accepted, of
 * those who were shown at least 3 different ones in the last 365 days. It compares customers with each other: fit it to
 * a population.
 *
 * Parameters: `percent` 25 (of the customers shown enough), `offers` 3 (the fewest to judge by), `window` 365 days. An
 * upsell is an offer of the kind `upsell`; `offer` tells one from another, so that showing it again costs nothing.
 * Edge cases: nobody is before 3 were shown, so no new customer at first, nor who accepted none; equals are in together
 * where the middle of their ranks is; offers without `offer` or of another `kind` are not looked at; an upgrade without
 * an offer is none, see {@link upgraded}.
 * @example
 * ```ts
 * import { upsellResponsive } from 'habitus';
 * upsellResponsive.parameters.offers; //=> 3
 * upsellResponsive.with({ percent: 10 }).parameters.percent; //=> 10
 * ```
 */
export const upsellResponsive: RelativeSegment<{
  readonly percent: number;
  readonly offers: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('upsell-responsive', {
  title: 'Responsive to upsells',
  dimension: 'purchase',
  goal: 'Grow with those who want more',
  action: 'Show them the next size first, and say plainly what it adds',
  source: 'Rule of thumb: the top quarter of those who were asked often enough',
  parameters: { percent: 25, offers: 3, window: /* @__PURE__ */ days(365) },
  where: (p) => responsive('upsell', p),
});

/**
 * Buys again and again, but one sort of thing: at least 3 orders in the last 365 days, the last of them in the last
 * 90, at least 90 % of one category, and no cross-sell declined in the last 90 days.
 *
 * Parameters: `orders` 3 and `share` 0.9 (of the most frequent `purchase.category`, see {@link topCategoryShare}) in
 * `window` 365 days, `recent` 90 days for the last order and for `offer_declined` of the kind `cross-sell`.
 * Edge cases: a new customer does not qualify before the third order; one gift among ten orders changes nothing;
 * orders without `category` are left out of the share, and nobody is who has no other.
 * @example
 * ```ts
 * import { crossSellCandidate, profile } from 'habitus';
 * const order = (day: string, category: string) => ({
 *   name: 'purchase',
 *   at: `2026-11-${day}T00:00:00Z`,
 *   properties: { category },
 * });
 * const shoes = [order('01', 'shoes'), order('08', 'shoes'), order('15', 'shoes')];
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * crossSellCandidate(profile({ id: 'ada' }, shoes, at)); //=> true
 * crossSellCandidate(profile({ id: 'bob' }, [...shoes, order('20', 'hats')], at)); //=> false
 * ```
 */
export const crossSellCandidate: Segment<{
  readonly orders: number;
  readonly share: number;
  readonly window: Duration;
  readonly recent: Duration;
}> = /* @__PURE__ */ segment('cross-sell-candidate', {
  title: 'Cross-sell candidate',
  dimension: 'purchase',
  goal: 'Be the shop for more than one thing',
  action: 'Show what others bought next to it, once, and not again after a no',
  source: 'Rule of thumb: who comes again and again for one sort of thing may want another',
  parameters: {
    orders: 3,
    share: 0.9,
    window: /* @__PURE__ */ days(365),
    recent: /* @__PURE__ */ days(90),
  },
  where: ({ orders, share, window, recent }) =>
    and(
      events('purchase').within(window).count().atLeast(orders),
      topCategoryShare.with({ window }).atLeast(share),
      events('purchase').within(recent).any(),
      events('offer_declined').where({ kind: 'cross-sell' }).within(recent).none(),
    ),
});

/**
 * Buys what is new: of the products whose launch was announced to them in the last 365 days, at least 2 were ordered
 * within 30 days.
 *
 * Parameters: `launches` 2 (different products), `topic` 'launch' (of the `message_delivered` that announces a
 * `product`), `response` 30 days to the order of just that product (`item_purchased`), `window` 365 days for the
 * announcement.
 * Edge cases: an order of anything else does not count, so that who buys milk every week is none; a launch of which a
 * customer got no message is none to them, nor one whose message does not say the `product`; a new customer does not
 * qualify before the second launch; where orders are not recorded with their lines nobody qualifies.
 * @example
 * ```ts
 * import { launchCandidate, profile } from 'habitus';
 * const did = (name: string, at: string, product: string) => ({
 *   name,
 *   at: `2026-${at}T00:00:00Z`,
 *   properties: { topic: 'launch', product },
 * });
 * const launches = [did('message_delivered', '03-01', 'watch'), did('message_delivered', '09-01', 'phone')];
 * const watch = did('item_purchased', '03-20', 'watch');
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * launchCandidate(profile({ id: 'ada' }, [...launches, watch, did('item_purchased', '09-20', 'phone')], at)); //=> true
 * launchCandidate(profile({ id: 'bob' }, [...launches, watch, did('item_purchased', '09-20', 'milk')], at)); //=> false
 * ```
 * @see Rogers (1962), Diffusion of Innovations: innovators and early adopters. The numbers are rules of thumb.
 */
export const launchCandidate: Segment<{
  readonly launches: number;
  readonly topic: string;
  readonly response: Duration;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('launch-candidate', {
  title: 'Launch candidate',
  dimension: 'purchase',
  goal: 'Fill the first days of a launch with those who like to be first',
  action: 'Let them order a day before the others, and ask them what they think after a week',
  source:
    'Rogers, "Diffusion of Innovations" (1962): innovators and early adopters; the numbers are rules of thumb',
  parameters: {
    launches: 2,
    topic: 'launch',
    response: /* @__PURE__ */ days(30),
    window: /* @__PURE__ */ days(365),
  },
  where: ({ launches, topic, response, window }) =>
    metric('launches-ordered', {
      title: `Products announced as a “${topic}” in the last ${duration(window)} and ordered within ${duration(response)}`,
      unit: 'products',
      value: () =>
        events('message_delivered')
          .where({ topic, product: exists() })
          .within(window)
          .followedBy(events('item_purchased'), response, { same: 'product' })
          .distinct('product'),
    }).atLeast(launches),
});
