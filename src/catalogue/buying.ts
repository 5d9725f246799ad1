import {
  and,
  type Classification,
  classification,
  events,
  exists,
  following,
  type Metric,
  metric,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { DAY, type Duration, days } from '../time/index.js';

const orders = (window: Duration): Selection => events('purchase').within(window);

/** What shows that a customer looks around. */
const research = (): Selection => events('product_viewed', 'content_viewed', 'pricing_viewed', 'searched');

/**
 * How widely a customer buys: the different categories for each order of the last 365 days. Near 1, every order is of another; near 0, always
 * the same.
 *
 * Parameters: `window` 365 days. Only orders with a `category` are taken.
 * Edge cases: missing without such orders; 1 of a single one; no attribute is read.
 * @example
 * ```ts
 * import { categoryVariety, profile } from 'habitus';
 * const order = (category: string) => ({ name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { category } });
 * categoryVariety(profile({ id: 'ada' }, ['tea', 'tea', 'tea', 'cups'].map(order), { asOf: '2026-11-22T00:00:00Z' })); //=> 0.5
 * categoryVariety(profile({ id: 'bob' })); //=> null
 * ```
 * @see Variety as distinct ÷ all, after the repeat share of habitual buying.
 */
export const categoryVariety: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'category-variety',
  {
    title: 'Category variety',
    unit: 'share',
    dimension: 'purchase',
    goal: 'Tell explorers from regulars',
    action: 'Show explorers what is new, and make the usual one tap for regulars',
    source: 'Distinct categories ÷ orders',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => sorted(window).distinct('category').dividedBy(sorted(window).count()),
  },
);

const sorted = (window: Duration): Selection => orders(window).where({ category: exists() });

/**
 * The share of a customer's orders of the last 365 days that are of the category bought most.
 *
 * Parameters: `window` 365 days. Only orders with a `category` are taken.
 * Edge cases: missing without such orders; no attribute is read.
 * @example
 * ```ts
 * import { profile, topCategoryShare } from 'habitus';
 * const order = (category: string) => ({ name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { category } });
 * topCategoryShare(profile({ id: 'ada' }, ['tea', 'tea', 'tea', 'cups'].map(order), { asOf: '2026-11-22T00:00:00Z' })); //=> 0.75
 * topCategoryShare(profile({ id: 'bob' })); //=> null
 * ```
 * @see The concentration of purchases on their greatest category.
 */
export const topCategoryShare: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'top-category-share',
  {
    title: 'Share of the top category',
    unit: 'share',
    dimension: 'purchase',
    goal: 'Know what a customer comes for',
    action: 'Open the shop on that shelf',
    source: 'The concentration of purchases on their greatest category',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => orders(window).topShare('category'),
  },
);

/**
 * How much a customer looks around for each order of the last 365 days: views of products, prices and content, and searches, in the 90 days before an
 * order.
 *
 * Parameters: `lookback` 90 days, `window` 365 days.
 * Edge cases: missing without an order with such a look before it, as in a store: what is not tracked is not 0; a look before two orders is counted once; no attribute is read.
 * @example
 * ```ts
 * import { profile, researchViews } from 'habitus';
 * const did = (name: string, day: string) => ({ name, at: `2026-11-${day}T09:00:00Z` });
 * const history = [did('product_viewed', '01'), did('searched', '03'), did('purchase', '05')];
 * researchViews(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 2
 * researchViews(profile({ id: 'bob' }, history.slice(2), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see The involvement of complex buying (Assael 1987); the lookback is a rule of thumb.
 */
export const researchViews: Metric<'number', { readonly lookback: Duration; readonly window: Duration }> =
  /* @__PURE__ */ metric('research-views', {
    title: 'Looks per order',
    dimension: 'purchase',
    goal: 'See how hard a decision is',
    action: 'Offer comparison and advice where many looks go before an order',
    source: 'The involvement of complex buying (Assael 1987); the lookback is a rule of thumb',
    parameters: { lookback: /* @__PURE__ */ days(90), window: /* @__PURE__ */ days(365) },
    value: ({ lookback, window }) => looksPerOrder(lookback, window),
  });

const looksPerOrder = (lookback: Duration, window: Duration): Metric<'number'> =>
  metric('looks-before-an-order', {
    title: 'Looks per order that has any before it',
    value: () =>
      research()
        .within(window)
        .followedBy(events('purchase'), lookback)
        .count()
        .dividedBy(orders(window).precededBy(research(), lookback).count()),
  });

/**
 * On how many days a customer looks around for each order of the last 365 days.
 *
 * Parameters: `lookback` 90 days (before an order), `window` 365 days; days in UTC.
 * Edge cases: missing without an order with a look before it; a day before two orders is counted once; no attribute is read.
 * @example
 * ```ts
 * import { profile, researchDays } from 'habitus';
 * const did = (name: string, at: string) => ({ name, at: `2026-11-${at}:00Z` });
 * const history = [did('product_viewed', '01T09:00'), did('searched', '01T10:00'), did('searched', '04T09:00'), did('purchase', '05T09:00')];
 * researchDays(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 2
 * researchDays(profile({ id: 'bob' })); //=> null
 * ```
 * @see {@link researchViews}
 */
export const researchDays: Metric<'number', { readonly lookback: Duration; readonly window: Duration }> =
  /* @__PURE__ */ metric('research-days', {
    title: 'Days of looking around per order',
    unit: 'days',
    dimension: 'purchase',
    goal: 'Know how long a decision takes',
    action: 'Keep carts and offers open for as long as it takes',
    source: 'The involvement of complex buying (Assael 1987); the lookback is a rule of thumb',
    parameters: { lookback: /* @__PURE__ */ days(90), window: /* @__PURE__ */ days(365) },
    value: ({ lookback, window }) =>
      research()
        .within(window)
        .followedBy(events('purchase'), lookback)
        .activeDays()
        .dividedBy(orders(window).precededBy(research(), lookback).count()),
  });

/**
 * What an order costs a customer in steps: checkout steps, failed payments and searches for each order of the last 365 days.
 *
 * Parameters: `window` 365 days.
 * Edge cases: missing without orders in the window; steps of carts that were left count too: they were in vain; no attribute is read.
 * @example
 * ```ts
 * import { profile, purchaseEffort } from 'habitus';
 * const did = (name: string) => ({ name, at: '2026-11-01T09:00:00Z' });
 * const history = ['searched', 'checkout_step', 'checkout_step', 'payment_failed', 'purchase'].map(did);
 * purchaseEffort(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 4
 * purchaseEffort(profile({ id: 'bob' })); //=> null
 * ```
 * @see The effort a customer makes (Dixon et al. 2010), counted in steps rather than asked for.
 */
export const purchaseEffort: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'purchase-effort',
  {
    title: 'Effort per order',
    dimension: 'purchase',
    goal: 'Make buying easy',
    action: 'Shorten the checkout of those with many steps, and look at their failed payments',
    source: 'Customer effort (Dixon et al. 2010), counted in steps',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) =>
      events('checkout_step', 'payment_failed', 'searched')
        .within(window)
        .count()
        .dividedBy(orders(window).count()),
  },
);

/**
 * How a customer decides, by two questions: is it looked into (involvement), and does it differ from time to time (variety)? `complex` both,
 * `dissonance-reducing` looked into and mostly the same, `variety-seeking` quick and different, `habitual` quick and mostly the same.
 *
 * Parameters: `orders` 3 (with a category, the fewest to judge by), `looks` 5 (per order with any before it: from these on it is looked into),
 * `top` 0.5 (the share of the category bought most: up to this it differs, however many orders there are), `lookback` 90 days, `window` 365 days.
 * Edge cases: null below 3 orders with a category, so for a new customer; orders without tracked research are quick; no attribute is read.
 * @example
 * ```ts
 * import { buyingStyle, profile } from 'habitus';
 * const order = (day: string, category: string) => ({ name: 'purchase', at: `2026-11-${day}T09:00:00Z`, properties: { category } });
 * buyingStyle(profile({ id: 'ada' }, [order('01', 'tea'), order('08', 'tea'), order('15', 'tea')], { asOf: '2026-11-22T00:00:00Z' })); //=> 'habitual'
 * buyingStyle(profile({ id: 'bob' }, [order('01', 'tea')], { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see Assael (1987), Consumer Behavior and Marketing Action: involvement × differences between brands. A log shows both from outside only; the cut-offs are rules of thumb.
 */
export const buyingStyle: Classification<
  'complex' | 'dissonance-reducing' | 'variety-seeking' | 'habitual',
  {
    readonly orders: number;
    readonly looks: number;
    readonly top: number;
    readonly lookback: Duration;
    readonly window: Duration;
  }
> = /* @__PURE__ */ classification('buying-style', {
  title: 'Buying style',
  dimension: 'purchase',
  goal: 'Help each customer to decide in their own way',
  action:
    'Complex: guides and comparison. Dissonance-reducing: reassurance after the order. Variety-seeking: what is new. Habitual: the usual, in one tap',
  source: 'Assael (1987): involvement × perceived differences; the cut-offs are rules of thumb',
  parameters: {
    orders: 3,
    looks: 5,
    top: 0.5,
    lookback: /* @__PURE__ */ days(90),
    window: /* @__PURE__ */ days(365),
  },
  labels: ({ orders: least, looks, top, lookback, window }) => {
    const enough = segment('orders-to-judge-by', {
      title: 'Orders enough to judge by',
      where: () => sorted(window).count().atLeast(least),
    });
    const involved = segment('looked-into', {
      title: 'Looked into',
      where: () => looksPerOrder(lookback, window).atLeast(looks),
    });
    const varied = segment('varied', {
      title: 'Varied',
      where: () => orders(window).topShare('category').atMost(top),
    });
    return {
      complex: and(enough, involved, varied),
      'dissonance-reducing': and(enough, involved),
      'variety-seeking': and(enough, varied),
      habitual: enough,
    };
  },
});

const withinWords = (after: Duration): string => `${Math.round(after / DAY)} days`;

/**
 * Those who came to pay more within a time of subscribing: the greatest MRR of their `subscription_changed` is above the least they came from.
 *
 * Parameters: none; `after` is given: the time since `subscribedAt`, at most as of now.
 * Edge cases: where `subscribedAt` is missing nobody did; nor where no change has an `mrr`, or none a `previousMrr`; who went up and down again has upgraded;
 * a new customer can be one.
 * @example
 * ```ts
 * import { days, profile, upgraded } from 'habitus';
 * const change = { name: 'subscription_changed', at: '2026-03-01T00:00:00Z', properties: { mrr: 50, previousMrr: 20 } };
 * const attributes = { subscribedAt: '2026-01-01T00:00:00Z' };
 * upgraded({ after: days(365) })(profile({ id: 'ada', attributes }, [change], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * upgraded({ after: days(30) })(profile({ id: 'ada', attributes }, [change], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see By definition; there is no cut-off.
 */
export const upgraded = ({ after }: { readonly after: Duration }): Segment =>
  segment('upgraded', {
    title: `Upgraded within ${withinWords(after)} of subscribing`,
    dimension: 'purchase',
    goal: 'Learn what leads to more',
    action: 'Look at what they did before, and show it to the others',
    source: 'By definition; there is no cut-off',
    where: () => {
      const changes = events('subscription_changed').within(following('subscribedAt', after));
      return changes.max('mrr').above(changes.min('previousMrr'));
    },
  });

/**
 * Those who cancelled within a time of subscribing.
 *
 * Parameters: none; `after` is given: the time since `subscribedAt`, at most as of now.
 * Edge cases: where `subscribedAt` is missing nobody did; who came back later has still cancelled; a new customer can be one.
 * @example
 * ```ts
 * import { cancelled, days, profile } from 'habitus';
 * const end = { name: 'subscription_cancelled', at: '2026-03-01T00:00:00Z' };
 * const attributes = { subscribedAt: '2026-01-01T00:00:00Z' };
 * cancelled({ after: days(365) })(profile({ id: 'ada', attributes }, [end], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * cancelled({ after: days(30) })(profile({ id: 'ada', attributes }, [end], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see By definition; there is no cut-off.
 */
export const cancelled = ({ after }: { readonly after: Duration }): Segment =>
  segment('cancelled', {
    title: `Cancelled within ${withinWords(after)} of subscribing`,
    dimension: 'purchase',
    goal: 'Learn why the first year was the last',
    action: 'Ask them, and mend the first weeks',
    source: 'By definition; there is no cut-off',
    where: () => events('subscription_cancelled').within(following('subscribedAt', after)).any(),
  });
