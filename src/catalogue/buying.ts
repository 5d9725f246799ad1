import {
  and,
  type Classification,
  classification,
  events,
  exists,
  type Metric,
  metric,
  not,
  or,
  type Selection,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { DAY, type Duration, days } from '../time/index.js';
import { looks, tracedOrders } from './shared.js';

/** The orders of a window of which the category is known. */
const ordersWithCategory = (window: Duration): Selection =>
  events('purchase').within(window).where({ category: exists() });

/**
 * How much the orders of a customer differ: the share of the orders of the last 365 days that are not of their most
 * frequent category, 0 to 1. It is what {@link topCategoryShare} leaves.
 *
 * Edge cases: missing without an order that has a category, so for most new customers; 0 after a single order; orders
 * without `category` are left out. Unlike the number of different categories for each order it does not fall with the
 * number of orders: who buys now of this and now of that half of the time has 0.5, after 6 orders or 60.
 * @example
 * ```ts
 * import { categoryVariety, profile } from 'habitus';
 * const order = (category: string, i: number) => ({
 *   name: 'purchase',
 *   at: `2026-11-0${i + 1}T00:00:00Z`,
 *   properties: { category },
 * });
 * const history = ['shoes', 'shoes', 'hats', 'coats'].map(order);
 * categoryVariety(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 0.5
 * categoryVariety(profile({ id: 'bob' })); //=> null
 * ```
 * @see McAlister and Pessemier, "Variety Seeking Behavior: An Interdisciplinary Review", Journal of Consumer Research 9
 * (1982), 311–322; the measure is a rule of thumb.
 */
export const categoryVariety: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'category-variety',
  {
    title: 'Variety of orders',
    unit: 'share',
    dimension: 'purchase',
    goal: 'Know who likes a change',
    action: 'Surprise those with much variety, and let the others reorder in one step',
    source:
      'McAlister and Pessemier, "Variety Seeking Behavior: An Interdisciplinary Review" (1982); the measure is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) =>
      metric('other-categories', {
        title: `Share of the orders of the last ${duration(window)} outside their top category`,
        unit: 'share',
        value: () => events('purchase').within(window).topShare('category').times(-1).plus(1),
      }).least(1),
  },
);

/**
 * The share of a customer's orders of the last 365 days that are of their most frequent category, 0 to 1.
 *
 * Edge cases: missing without an order that has a category, so for most new customers; 1 after a single order; orders
 * without `category` are left out.
 * @example
 * ```ts
 * import { profile, topCategoryShare } from 'habitus';
 * const order = (category: string, i: number) => ({
 *   name: 'purchase',
 *   at: `2026-11-0${i + 1}T00:00:00Z`,
 *   properties: { category },
 * });
 * const history = ['shoes', 'shoes', 'hats', 'shoes'].map(order);
 * topCategoryShare(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 0.75
 * topCategoryShare(profile({ id: 'bob' })); //=> null
 * ```
 */
export const topCategoryShare: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'top-category-share',
  {
    title: 'Share of the top category',
    unit: 'share',
    dimension: 'purchase',
    goal: 'See who knows only a corner of the shop',
    action: 'Lead those with a high share from that category to the one next to it',
    source: 'By definition: the share of the most frequent kind',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => events('purchase').within(window).topShare('category'),
  },
);

/** The looks of a window that led to an order. */
const leading = (window: Duration, lookback: Duration): Selection =>
  looks().within(window).followedBy(events('purchase'), lookback);

/**
 * How many times a customer looked around for each order of the last 365 days: within 90 days before it.
 *
 * Parameters: `lookback` 90 days (the longest time from a look to the order), `window` 365 days. A look is a product,
 * a page about prices or other content viewed, a search, or something put in the cart or on the wish list.
 * Edge cases: missing without an order that has a look before it: orders without one, as those in a store, say nothing
 * and are left out, and new customers have none at first; what was looked at need not be what was ordered.
 * @example
 * ```ts
 * import { profile, researchViews } from 'habitus';
 * const did = (name: string, day: string) => ({ name, at: `2026-11-${day}T09:00:00Z` });
 * const history = [
 *   did('product_viewed', '02'),
 *   did('searched', '02'),
 *   did('product_viewed', '05'),
 *   did('purchase', '07'),
 * ];
 * researchViews(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 3
 * researchViews(profile({ id: 'bob' }, history.slice(0, 3), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see Beatty and Smith, "External Search Effort: An Investigation Across Several Product Categories", Journal of
 * Consumer Research 14 (1987), 83–95. The lookback is a rule of thumb.
 */
export const researchViews: Metric<'number', { readonly lookback: Duration; readonly window: Duration }> =
  /* @__PURE__ */ metric('research-views', {
    title: 'Research before an order',
    unit: 'looks per order',
    dimension: 'purchase',
    goal: 'Know how much a decision costs the customer',
    action: 'Where it takes many looks, bring what they look for onto one page',
    source:
      'Beatty and Smith, "External Search Effort: An Investigation Across Several Product Categories" (1987); the lookback is a rule of thumb',
    parameters: { lookback: /* @__PURE__ */ days(90), window: /* @__PURE__ */ days(365) },
    value: ({ lookback, window }) =>
      leading(window, lookback).count().dividedBy(tracedOrders(window, lookback)),
  });

/**
 * On how many days a customer looked around for each order of the last 365 days: within 90 days before it.
 *
 * Parameters: `lookback` 90 days (the longest time from a look to the order), `window` 365 days. The days are those of
 * UTC. A look is what it is in {@link researchViews}.
 * Edge cases: missing without an order that has a look before it: orders without one, as those in a store, say nothing
 * and are left out, and new customers have none at first; less than 1 where one day of looking led to several orders.
 * @example
 * ```ts
 * import { profile, researchDays } from 'habitus';
 * const did = (name: string, day: string) => ({ name, at: `2026-11-${day}T09:00:00Z` });
 * const history = [
 *   did('product_viewed', '02'),
 *   did('searched', '02'),
 *   did('product_viewed', '05'),
 *   did('purchase', '07'),
 * ];
 * researchDays(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 2
 * researchDays(profile({ id: 'bob' }, history.slice(0, 3), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see Beatty and Smith, "External Search Effort: An Investigation Across Several Product Categories", Journal of
 * Consumer Research 14 (1987), 83–95. The lookback is a rule of thumb.
 */
export const researchDays: Metric<'number', { readonly lookback: Duration; readonly window: Duration }> =
  /* @__PURE__ */ metric('research-days', {
    title: 'Research time before an order',
    unit: 'days per order',
    dimension: 'purchase',
    goal: 'Know how long a decision is turned over',
    action: 'Keep what was looked at in sight for as many days, and be silent after that',
    source:
      'Beatty and Smith, "External Search Effort: An Investigation Across Several Product Categories" (1987); the lookback is a rule of thumb',
    parameters: { lookback: /* @__PURE__ */ days(90), window: /* @__PURE__ */ days(365) },
    value: ({ lookback, window }) =>
      leading(window, lookback).activeDays().dividedBy(tracedOrders(window, lookback)),
  });

/** How often a customer has set out to order: by checkouts, or by orders where these are more. */
const attempts = (window: Duration): Metric<'number'> =>
  metric('attempts', {
    title: 'Attempts to order (checkouts, or orders where these are more)',
    value: () =>
      events('checkout_started').within(window).count().greatest(events('purchase').within(window).count()),
  });

/**
 * How much it takes to order: the steps of the checkout, payments that failed and searches of the last 365 days, for
 * each attempt to order.
 *
 * It counts `checkout_step`, `payment_failed` and `searched`. An attempt is a `checkout_started`, or an order where there
 * are more of these: many shops record no checkouts.
 * Edge cases: who gave up each time is measured, too; missing without a checkout and an order, so for most new
 * customers; what led to no attempt counts as well, for it was effort.
 * @example
 * ```ts
 * import { profile, purchaseEffort } from 'habitus';
 * const did = (name: string, time: string) => ({ name, at: `2026-11-20T${time}:00Z` });
 * const gaveUp = [
 *   did('searched', '09:00'),
 *   did('checkout_started', '09:04'),
 *   did('checkout_step', '09:05'),
 *   did('checkout_step', '09:06'),
 *   did('payment_failed', '09:07'),
 * ];
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * purchaseEffort(profile({ id: 'ada' }, [...gaveUp, did('purchase', '09:09')], at)); //=> 4
 * purchaseEffort(profile({ id: 'bob' }, gaveUp, at)); //=> 4
 * purchaseEffort(profile({ id: 'eve' })); //=> null
 * ```
 */
export const purchaseEffort: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'purchase-effort',
  {
    title: 'Purchase effort',
    unit: 'steps per attempt',
    dimension: 'purchase',
    goal: 'Make buying again easier than looking elsewhere',
    action: 'Watch the sessions of those with the most steps, and remove the one they all stumble over',
    source: 'Rule of thumb: the effort of customers by what was done, and not by what was answered',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) =>
      events('checkout_step', 'payment_failed', 'searched')
        .within(window)
        .count()
        .dividedBy(attempts(window)),
  },
);

/**
 * How many days went by between the first look and the first order of a customer, as far as they are at most 90.
 *
 * Parameters: `lookback` 90 days (looks longer before the order led to nothing). A look is what it is in
 * {@link researchViews}.
 * Edge cases: missing before the first order, so for most new customers, and where no look came before it, as before
 * one in a store; an average over customers leaves out those who still look; later orders change nothing.
 * @example
 * ```ts
 * import { orderLeadTime, profile } from 'habitus';
 * const did = (name: string, day: string) => ({ name, at: `2026-11-${day}T09:00:00Z` });
 * const history = [
 *   did('product_viewed', '02'),
 *   did('product_viewed', '05'),
 *   did('purchase', '07'),
 *   did('purchase', '20'),
 * ];
 * orderLeadTime(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 5
 * orderLeadTime(profile({ id: 'bob' }, history.slice(0, 2), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 */
export const orderLeadTime: Metric<'number', { readonly lookback: Duration }> = /* @__PURE__ */ metric(
  'order-lead-time',
  {
    title: 'Lead time of the first order',
    unit: 'days',
    dimension: 'purchase',
    goal: 'Know how early to begin',
    action: 'Start a campaign so many days before the day on which orders are wanted',
    source: 'By definition: the days from the first look to the first order; the lookback is a rule of thumb',
    parameters: { lookback: /* @__PURE__ */ days(90) },
    value: ({ lookback }) => {
      const firstOrder = events('purchase').notPrecededBy(events('purchase'));
      const firstLook = metric('first-look', {
        title: `First look in the ${duration(lookback)} before the first order`,
        value: () => looks().followedBy(firstOrder, lookback).firstAt(),
      });
      return metric('days-to-first-order', {
        title: 'Days from the first look to the first order',
        unit: 'days',
        value: () => events('purchase').firstAt().minus(firstLook).dividedBy(DAY),
      });
    },
  },
);

/** How often a customer doubted an order soon after it, for each order: sent back, complained, looked around again. */
const doubtsPerOrder = (after: Duration, window: Duration): Metric<'number'> =>
  metric('doubts-per-order', {
    title: `Signs of doubt (refunds, tickets, products viewed) within ${duration(after)} after each order`,
    unit: 'signs',
    value: () =>
      events('refund', 'support_ticket', 'product_viewed')
        .within(window)
        .precededBy(events('purchase'), after)
        .count()
        .dividedBy(events('purchase').within(window).count()),
  });

/**
 * How a customer decides, after Assael: how much is at stake (they look around for long before an order, or have doubts
 * after it), and how much the choices differ (they buy now of this and now of that category). The first that fits:
 *
 * | style | looks before | doubts after | differ |
 * |---|---|---|---|
 * | `complex` | many | any | much |
 * | `dissonance-reducing` | many, or else | many | little |
 * | `variety-seeking` | few | any | much |
 * | `habitual` | few | few | little |
 *
 * Parameters: `looks` 5 (for each order, {@link researchViews}), `doubts` 1 (refunds, tickets and products viewed in the
 * `after` 7 days after an order, for each order), `variety` 0.5 ({@link categoryVariety}) to differ much; `orders` 6 (the
 * fewest with a category to judge by); `lookback` 90 days, `window` 365 days.
 * Edge cases: null for who has fewer orders with a category, so for every new customer at first. Everybody else has
 * exactly one label. Where neither looks nor doubts are recorded, as in a store, little is taken to be at stake: only
 * `variety-seeking` and `habitual` are told apart. What an order costs does not count, for what is dear differs by
 * trade and currency.
 * @example
 * ```ts
 * import { buyingStyle, profile } from 'habitus';
 * const order = (category: string, i: number) => ({
 *   name: 'purchase',
 *   at: `2026-11-0${i + 1}T00:00:00Z`,
 *   properties: { category },
 * });
 * const refund = (_: string, i: number) => ({ name: 'refund', at: `2026-11-0${i + 1}T09:00:00Z` });
 * const coffee = ['coffee', 'coffee', 'coffee', 'coffee', 'coffee', 'coffee'];
 * const mixed = ['coffee', 'tea', 'coffee', 'cocoa', 'juice', 'tea'];
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * buyingStyle(profile({ id: 'ada' }, coffee.map(order), at)); //=> 'habitual'
 * buyingStyle(profile({ id: 'bob' }, mixed.map(order), at)); //=> 'variety-seeking'
 * buyingStyle(profile({ id: 'eve' }, [...coffee.map(order), ...coffee.map(refund)], at)); //=> 'dissonance-reducing'
 * ```
 * @see Rule of thumb. The four types of buying behaviour are those that textbooks teach after Assael: involvement by
 * perceived differences between brands, with doubts after the purchase where much is at stake and little differs.
 * Behaviour only approximates both.
 */
export const buyingStyle: Classification<
  'complex' | 'dissonance-reducing' | 'variety-seeking' | 'habitual',
  {
    readonly looks: number;
    readonly doubts: number;
    readonly variety: number;
    readonly orders: number;
    readonly after: Duration;
    readonly lookback: Duration;
    readonly window: Duration;
  }
> = /* @__PURE__ */ classification('buying-style', {
  title: 'Buying style',
  dimension: 'purchase',
  goal: 'Help each customer decide the way they decide',
  action:
    'Complex: explain. Dissonance-reducing: reassure after the order. Variety-seeking: show what is new. Habitual: do not disturb',
  source:
    'Rule of thumb: the four types of buying behaviour that textbooks teach after Assael, as far as behaviour shows them',
  parameters: {
    looks: 5,
    doubts: 1,
    variety: 0.5,
    orders: 6,
    after: /* @__PURE__ */ days(7),
    lookback: /* @__PURE__ */ days(90),
    window: /* @__PURE__ */ days(365),
  },
  labels: ({ looks: least, doubts, variety, orders, after, lookback, window }) => {
    const judged = segment('enough-orders', {
      title: `At least ${orders} orders with a category in the last ${duration(window)}`,
      where: () => ordersWithCategory(window).count().atLeast(orders),
    });
    const research = metric('looks-before', {
      title: `Looks in the ${duration(lookback)} before each of their orders`,
      unit: 'looks',
      value: () => researchViews.with({ lookback, window }),
    });
    const researched = research.atLeast(least);
    const doubted = doubtsPerOrder(after, window).atLeast(doubts);
    const varied = metric('variety', {
      title: 'Share of these outside their top category',
      unit: 'share',
      value: () => categoryVariety.with({ window }),
    }).atLeast(variety);
    return {
      complex: and(judged, varied, researched),
      'dissonance-reducing': and(judged, not(varied), or(researched, doubted)),
      'variety-seeking': and(judged, varied),
      habitual: judged,
    };
  },
});
