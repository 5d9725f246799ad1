import { and, events, type Metric, metric, type Segment, segment } from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { topCategoryShare } from './buying.js';

/** Of the different offers of a kind that were shown in a window, the share that was accepted. */
const acceptedShare = (kind: 'promotion' | 'upsell', window: Duration): Metric<'number'> =>
  metric('accepted-share', {
    title: 'Share of them accepted',
    unit: 'share',
    value: () => offers('offer_accepted', kind, window).dividedBy(offers('offer_shown', kind, window)),
  });

/** How many different offers of a kind an event of a window is about. */
const offers = (event: string, kind: 'promotion' | 'upsell', window: Duration): Metric<'number'> =>
  events(event).where({ kind }).within(window).distinct('offer');

/** How many different offers of a kind were shown, for the words. */
const shown = (title: string, kind: 'promotion' | 'upsell', window: Duration): Metric<'number'> =>
  metric('offers-shown', { title, value: () => offers('offer_shown', kind, window) });

/**
 * Takes what is offered cheaper: of at least 5 different promotions shown in the last 180 days, at least 40 %
 * accepted.
 *
 * Parameters: `share` 0.4 (promotions accepted ÷ promotions shown), `offers` 5 (the fewest to judge by), `window` 180
 * days. A promotion is an offer of the kind `promotion`; `offer` tells one from another, so that showing it again
 * costs nothing.
 * Edge cases: nobody is before 5 were shown, so no new customer at first; offers without `offer` or of another `kind`
 * are not looked at; who was never shown one is none, and may yet be one. Who buys on promotion without being shown
 * one is a {@link dealSeeker}.
 * @example
 * ```ts
 * import { profile, promotionResponsive } from 'habitus';
 * const event = (name: string) => (offer: string) => ({
 *   name,
 *   at: '2026-11-01T00:00:00Z',
 *   properties: { offer, kind: 'promotion' },
 * });
 * const shown = ['a', 'b', 'c', 'd', 'e'].map(event('offer_shown'));
 * const accepted = ['a', 'b'].map(event('offer_accepted'));
 * promotionResponsive(profile({ id: 'ada' }, [...shown, ...accepted], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * promotionResponsive(profile({ id: 'bob' }, shown, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Response to promotions: Blattberg and Neslin (1990), Sales Promotion: Concepts, Methods, and Strategies. The
 * numbers are rules of thumb.
 */
export const promotionResponsive: Segment<{
  readonly share: number;
  readonly offers: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('promotion-responsive', {
  title: 'Responsive to promotions',
  dimension: 'purchase',
  goal: 'Send promotions to those who act on them',
  action: 'Keep the promotions for them, and leave a tenth of them out to see who would buy anyway',
  source:
    'Response to promotions: Blattberg and Neslin (1990), Sales Promotion; the numbers are rules of thumb',
  parameters: { share: 0.4, offers: 5, window: /* @__PURE__ */ days(180) },
  where: (p) =>
    and(
      shown('Promotions shown', 'promotion', p.window).atLeast(p.offers),
      acceptedShare('promotion', p.window).atLeast(p.share),
    ),
});

/**
 * Takes the greater one when it is offered: of at least 3 different upsells shown in the last 365 days, at least 30 %
 * accepted.
 *
 * Parameters: `share` 0.3 (upsells accepted ÷ upsells shown), `offers` 3 (the fewest to judge by), `window` 365 days.
 * An upsell is an offer of the kind `upsell`; `offer` tells one from another, so that showing it again costs nothing.
 * Edge cases: nobody is before 3 were shown, so no new customer at first; offers without `offer` or of another `kind`
 * are not looked at; an upgrade without an offer is none, see {@link upgraded}.
 * @example
 * ```ts
 * import { profile, upsellResponsive } from 'habitus';
 * const event = (name: string) => (offer: string) => ({
 *   name,
 *   at: '2026-11-01T00:00:00Z',
 *   properties: { offer, kind: 'upsell' },
 * });
 * const shown = ['a', 'b', 'c'].map(event('offer_shown'));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * upsellResponsive(profile({ id: 'ada' }, [...shown, event('offer_accepted')('b')], at)); //=> true
 * upsellResponsive(profile({ id: 'bob' }, shown, at)); //=> false
 * ```
 */
export const upsellResponsive: Segment<{
  readonly share: number;
  readonly offers: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('upsell-responsive', {
  title: 'Responsive to upsells',
  dimension: 'purchase',
  goal: 'Grow with those who want more',
  action: 'Show them the next size first, and say plainly what it adds',
  source: 'Rule of thumb: one in three is more than courtesy',
  parameters: { share: 0.3, offers: 3, window: /* @__PURE__ */ days(365) },
  where: (p) =>
    and(
      shown('Upsells shown', 'upsell', p.window).atLeast(p.offers),
      acceptedShare('upsell', p.window).atLeast(p.share),
    ),
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
 * @see Kamakura, Ramaswami and Srivastava (1991) on prospects for cross-selling, International Journal of Research in
 * Marketing 8 (4): who owns one thing, and which is bought next. The numbers are rules of thumb.
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
  source:
    'Kamakura, Ramaswami and Srivastava (1991) on prospects for cross-selling; the numbers are rules of thumb',
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
 * Buys what is new: in at least 2 months of the last 365 days heard of a launch, and ordered within 30 days.
 *
 * Parameters: `launches` 2 (calendar months with one, UTC), `topic` 'launch' (of the `message_delivered` that
 * announces it), `response` 30 days to the order, `window` 365 days for the announcement. The announcements of one
 * month count as one launch.
 * Edge cases: a launch of which a customer got no message is none to them; the order need not be of what was launched,
 * so that whoever buys every month is one; a new customer does not qualify before the second launch; without orders
 * nobody qualifies.
 * @example
 * ```ts
 * import { launchCandidate, profile } from 'habitus';
 * const launch = (month: string) => ({
 *   name: 'message_delivered',
 *   at: `2026-${month}-01T00:00:00Z`,
 *   properties: { topic: 'launch' },
 * });
 * const order = (month: string) => ({ name: 'purchase', at: `2026-${month}-20T00:00:00Z` });
 * const launches = [launch('03'), launch('09')];
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * launchCandidate(profile({ id: 'ada' }, [...launches, order('03'), order('09')], at)); //=> true
 * launchCandidate(profile({ id: 'bob' }, [...launches, order('03'), order('08')], at)); //=> false
 * ```
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
    'Rogers (1962), Diffusion of Innovations: innovators and early adopters; the numbers are rules of thumb',
  parameters: {
    launches: 2,
    topic: 'launch',
    response: /* @__PURE__ */ days(30),
    window: /* @__PURE__ */ days(365),
  },
  where: ({ launches, topic, response, window }) =>
    events('message_delivered')
      .where({ topic })
      .within(window)
      .followedBy(events('purchase'), response)
      .activeMonths()
      .atLeast(launches),
});
