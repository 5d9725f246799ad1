import {
  and,
  type Classification,
  calendarMonths,
  classification,
  events,
  type Metric,
  metric,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { DAY, type Duration, days } from '../time/index.js';
import { oneAndDone } from './purchase.js';
import { knownFor, netPurchases } from './shared.js';

const placed = (): Selection => events('purchase');

/**
 * What a customer paid in the last 365 days, less what was paid back.
 *
 * Parameters: `window` 365 days, for orders and refunds alike. The unit is the currency of the amounts; amounts of several currencies must
 * not be mixed.
 * Edge cases: 0 without orders and refunds, for a new customer too; below 0 where more came back than was bought in the window; a refund counts
 * when it is paid, whenever the order was; no attribute is read.
 * @example
 * ```ts
 * import { netRevenue, profile } from 'habitus';
 * const did = (name: string, amount: number) => ({ name, at: '2026-11-01T00:00:00Z', properties: { amount } });
 * netRevenue(profile({ id: 'ada' }, [did('purchase', 50), did('refund', 20)], { asOf: '2026-11-22T00:00:00Z' })); //=> 30
 * netRevenue(profile({ id: 'bob' })); //=> 0
 * ```
 * @see {@link revenue}; refunds are taken off by the day on which they are paid.
 */
export const netRevenue: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'net-revenue',
  {
    title: 'Net revenue',
    dimension: 'purchase',
    goal: 'Know what stays',
    action: 'Rank customers by it where much is sent back',
    source: 'Revenue less refunds, by the day on which they are paid',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => netPurchases(window),
  },
);

/**
 * How the average order of the last 180 days compares with that of the 180 days before: 1 is the same, 1.2 a fifth more.
 *
 * Parameters: `window` 180 days, for each of the two.
 * Edge cases: missing where one of the windows has no order with an amount, and so for every new customer, or where the earlier average is 0; no
 * attribute is read.
 * @example
 * ```ts
 * import { averageOrderValueChange, profile } from 'habitus';
 * const order = (at: string, amount: number) => ({ name: 'purchase', at, properties: { amount } });
 * const history = [order('2026-03-01T00:00:00Z', 40), order('2026-10-01T00:00:00Z', 50)];
 * averageOrderValueChange(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 1.25
 * averageOrderValueChange(profile({ id: 'bob' })); //=> null
 * ```
 * @see {@link averageOrderValue} of two windows; their length is a rule of thumb.
 */
export const averageOrderValueChange: Metric<'number', { readonly window: Duration }> =
  /* @__PURE__ */ metric('average-order-value-change', {
    title: 'Change of the average order value',
    dimension: 'purchase',
    goal: 'See baskets grow or shrink before revenue does',
    action: 'Ask who buys less at a time what they buy elsewhere',
    source: 'The average order value of two windows; their length is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(180) },
    value: ({ window }) => basketChange(window),
  });

const basketChange = (window: Duration): Metric<'number'> =>
  metric('basket-change', {
    title: 'Average order as a multiple of that of the window before',
    value: () =>
      placed()
        .within(window)
        .average('amount')
        .dividedBy(placed().within(window, { ago: window }).average('amount')),
  });

/**
 * How many days lie between two orders of a customer, on average.
 *
 * Parameters: `window` 730 days.
 * Edge cases: missing below two orders at different instants in the window, so for most new customers; the time since the last order is no gap, see
 * {@link daysSinceLastOrder}; no attribute is read.
 * @example
 * ```ts
 * import { averageOrderGap, profile } from 'habitus';
 * const history = ['01', '05', '11'].map((day) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z` }));
 * averageOrderGap(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 5
 * averageOrderGap(profile({ id: 'bob' })); //=> null
 * ```
 * @see The mean inter-purchase time; the open gap is censored and left out.
 */
export const averageOrderGap: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'average-order-gap',
  {
    title: 'Average gap between orders',
    unit: 'days',
    dimension: 'purchase',
    goal: 'Know the rhythm of each customer',
    action: 'Remind them when their next order is due, not when the calendar says so',
    source: 'The mean inter-purchase time; the open gap is left out',
    parameters: { window: /* @__PURE__ */ days(730) },
    value: ({ window }) => placed().within(window).averageGap(),
  },
);

/**
 * The longest time between two orders of a customer that follow each other, in days.
 *
 * Parameters: `window` 730 days.
 * Edge cases: missing below two orders at different instants in the window; the time since the last order is no gap; no attribute is read.
 * @example
 * ```ts
 * import { longestOrderGap, profile } from 'habitus';
 * const history = ['01', '05', '11'].map((day) => ({ name: 'purchase', at: `2026-11-${day}T00:00:00Z` }));
 * longestOrderGap(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 6
 * longestOrderGap(profile({ id: 'bob' })); //=> null
 * ```
 * @see The greatest inter-purchase time: who is away for longer than ever before is overdue by their own measure.
 */
export const longestOrderGap: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'longest-order-gap',
  {
    title: 'Longest gap between orders',
    unit: 'days',
    dimension: 'purchase',
    goal: 'Tell a pause from a farewell',
    action: 'Write to those who have been away for longer than ever before',
    source: 'The greatest inter-purchase time; the open gap is left out',
    parameters: { window: /* @__PURE__ */ days(730) },
    value: ({ window }) => placed().within(window).longestGap(),
  },
);

/**
 * How many orders of a customer are sent back, for each that was placed in the last 365 days.
 *
 * Parameters: `window` 365 days, for refunds and orders.
 * Edge cases: missing without orders in the window; more than 1 where what was ordered earlier comes back; a part sent back counts like a
 * whole; no attribute is read.
 * @example
 * ```ts
 * import { profile, returnsPerOrder } from 'habitus';
 * const did = (name: string) => ({ name, at: '2026-11-01T00:00:00Z' });
 * returnsPerOrder(profile({ id: 'ada' }, [did('purchase'), did('purchase'), did('refund')], { asOf: '2026-11-22T00:00:00Z' })); //=> 0.5
 * returnsPerOrder(profile({ id: 'bob' })); //=> null
 * ```
 * @see Returns ÷ orders; by number, not by value.
 */
export const returnsPerOrder: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'returns-per-order',
  {
    title: 'Returns per order',
    unit: 'share',
    dimension: 'purchase',
    goal: 'Sell what stays',
    action: 'Ask what was wrong, and mend sizes and pictures before prices',
    source: 'Returns ÷ orders, by number',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => events('refund').within(window).count().dividedBy(placed().within(window).count()),
  },
);

/**
 * How long a customer thinks about the first order: the days from the first event of all to it.
 *
 * Parameters: none. An order of its own has no beginning in the vocabulary, so the lead time of later ones cannot be told; see
 * {@link researchDays} for the looking around before them.
 * Edge cases: missing without an order; 0 where the order is the first that is known of the customer; never below 0.
 * @example
 * ```ts
 * import { orderLeadTime, profile } from 'habitus';
 * const history = [{ name: 'signed_up', at: '2026-11-01T00:00:00Z' }, { name: 'purchase', at: '2026-11-04T12:00:00Z' }];
 * orderLeadTime(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 3.5
 * orderLeadTime(profile({ id: 'bob' })); //=> null
 * ```
 * @see Time to the first purchase, of the sales cycle of a shop.
 */
export const orderLeadTime: Metric<'number'> = /* @__PURE__ */ metric('order-lead-time', {
  title: 'Lead time of the first order',
  unit: 'days',
  dimension: 'purchase',
  goal: 'Shorten the way to the first order',
  action: 'Put the first offer where most have decided',
  source: 'Time from the first contact to the first purchase',
  value: () => events().daysSinceFirst().minus(placed().daysSinceFirst()),
});

/**
 * Buys month after month: at least one order in each of the last 3 whole calendar months.
 *
 * Parameters: `months` 3 (whole calendar months in UTC, the current one left out).
 * Edge cases: a new customer cannot be one before the months are over; without orders nobody is; no attribute is read.
 * @example
 * ```ts
 * import { monthlyBuyer, profile } from 'habitus';
 * const history = ['08-03', '09-20', '10-31'].map((day) => ({ name: 'purchase', at: `2026-${day}T10:00:00Z` }));
 * monthlyBuyer(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * monthlyBuyer(profile({ id: 'bob' }, history.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: three times is a habit.
 */
export const monthlyBuyer: Segment<{ readonly months: number }> = /* @__PURE__ */ segment('monthly-buyer', {
  title: 'Monthly buyer',
  dimension: 'purchase',
  goal: 'Turn a habit into a subscription',
  action: 'Offer to send it every month, and let them skip one',
  source: 'Rule of thumb: three times is a habit',
  parameters: { months: 3 },
  where: ({ months }) => placed().within(calendarMonths(months)).activeMonths().atLeast(months),
});

/**
 * Buys in a season, and this is the time of it: at least 3 orders in the last 2 years, at least 80 % of them in the last 13 weeks and in the
 * same 13 weeks a year ago, some in each.
 *
 * Parameters: `orders` 3 (the fewest in 730 days), `share` 0.8 (of these, those in the two seasons), `season` 91 days (13 weeks, up to now and up to
 * 365 days ago).
 * Edge cases: a customer known for less than two years is none; out of their season customers are not found, so ask as of its end; without orders
 * nobody is; no attribute is needed where the first event is old enough.
 * @example
 * ```ts
 * import { profile, seasonalBuyer } from 'habitus';
 * const order = (at: string) => ({ name: 'purchase', at: `${at}T00:00:00Z`, properties: { amount: 100 } });
 * const history = [order('2024-01-05'), order('2024-11-20'), order('2025-10-30'), order('2025-11-15'), order('2026-11-01')];
 * seasonalBuyer(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * seasonalBuyer(profile({ id: 'bob' }, [...history, order('2026-06-01'), order('2026-07-01')], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Seasonality as the share of the greatest three months; over whole years. The cut-offs are rules of thumb.
 */
export const seasonalBuyer: Segment<{
  readonly orders: number;
  readonly share: number;
  readonly season: Duration;
}> = /* @__PURE__ */ segment('seasonal-buyer', {
  title: 'Seasonal buyer',
  dimension: 'purchase',
  goal: 'Be there when their season begins, and spare them in between',
  action: 'Write a month before it, and not in the other months',
  source: 'Share of three months in whole years; the cut-offs are rules of thumb',
  parameters: { orders: 3, share: 0.8, season: /* @__PURE__ */ days(91) },
  where: ({ orders: least, share, season }) => {
    const thisYear = placed().within(season);
    const lastYear = placed().within(season, { ago: YEAR });
    const ofSeason = metric('season-share', {
      title: 'Share of the orders of two years in these three months and the same a year ago',
      unit: 'share',
      value: () => thisYear.count().plus(lastYear.count()).dividedBy(placed().within(TWO_YEARS).count()),
    });
    return and(
      knownFor(TWO_YEARS),
      placed().within(TWO_YEARS).count().atLeast(least),
      thisYear.any(),
      lastYear.any(),
      ofSeason.atLeast(share),
    );
  },
});

const YEAR: Duration = /* @__PURE__ */ days(365);
const TWO_YEARS: Duration = /* @__PURE__ */ days(730);

/**
 * When a customer buys: `monthly`, `seasonal`, `one-and-done` or `irregular`; null who never bought. The first that fits, so no customer has two.
 *
 * Parameters: `months` 3 as of {@link monthlyBuyer}, `grace` 90 days as of {@link oneAndDone}; {@link seasonalBuyer} with its defaults.
 * Edge cases: a new customer with one order is `irregular` until the grace is over; null without orders; no attribute is needed.
 * @example
 * ```ts
 * import { profile, purchaseTiming } from 'habitus';
 * const once = [{ name: 'purchase', at: '2026-03-01T00:00:00Z' }];
 * purchaseTiming(profile({ id: 'ada' }, once, { asOf: '2026-11-22T00:00:00Z' })); //=> 'one-and-done'
 * purchaseTiming(profile({ id: 'ada' }, once, { asOf: '2026-03-22T00:00:00Z' })); //=> 'irregular'
 * purchaseTiming(profile({ id: 'bob' })); //=> null
 * ```
 * @see {@link monthlyBuyer}, {@link seasonalBuyer}, {@link oneAndDone}; rules of thumb.
 */
export const purchaseTiming: Classification<
  'monthly' | 'seasonal' | 'one-and-done' | 'irregular',
  { readonly months: number; readonly grace: Duration }
> = /* @__PURE__ */ classification('purchase-timing', {
  title: 'Purchase timing',
  dimension: 'purchase',
  goal: 'Write to customers in their own rhythm',
  action:
    'Monthly: subscriptions. Seasonal: a reminder before the season. Once: the second order. Irregular: what is new',
  source: 'The rhythms of its parts; rules of thumb',
  parameters: { months: 3, grace: /* @__PURE__ */ days(90) },
  labels: ({ months, grace }) => ({
    monthly: monthlyBuyer.with({ months }),
    seasonal: seasonalBuyer,
    'one-and-done': oneAndDone.with({ grace }),
    irregular: placed().any(),
  }),
});

/**
 * Whether a customer's orders grow: `growing`, `steady` or `shrinking`, by the average order of the last 180 days against that of the 180 days before.
 *
 * Parameters: `more` 1.1 and `less` 0.9 (multiples of the average before, both included), `orders` 2 (the fewest in each window), `window` 180 days.
 * Edge cases: null for who was not known through both windows, or ordered too little in one of them: a young customer never shrinks; no attribute is
 * needed where the first event is old enough.
 * @example
 * ```ts
 * import { basketTrend, profile } from 'habitus';
 * const order = (at: string, amount: number) => ({ name: 'purchase', at: `${at}T00:00:00Z`, properties: { amount } });
 * const before = [order('2025-10-01', 10), order('2026-01-10', 40), order('2026-02-10', 40)];
 * basketTrend(profile({ id: 'ada' }, [...before, order('2026-09-01', 50), order('2026-10-01', 50)], { asOf: '2026-11-22T00:00:00Z' })); //=> 'growing'
 * basketTrend(profile({ id: 'bob' }, before, { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see {@link averageOrderValueChange}. A band of a tenth is a rule of thumb; it stands in for a test of significance, which few customers have orders enough for.
 */
export const basketTrend: Classification<
  'growing' | 'steady' | 'shrinking',
  { readonly more: number; readonly less: number; readonly orders: number; readonly window: Duration }
> = /* @__PURE__ */ classification('basket-trend', {
  title: 'Basket trend',
  dimension: 'purchase',
  goal: 'Notice early who moves part of their spending elsewhere',
  action: 'Growing: show what goes with it. Shrinking: ask what is missing',
  source: 'The average order of two windows with a band of a tenth: a rule of thumb',
  parameters: { more: 1.1, less: 0.9, orders: 2, window: /* @__PURE__ */ days(180) },
  labels: ({ more, less, orders: least, window }) => {
    const enough = segment('enough-orders', {
      title: 'Enough orders in both windows',
      where: () =>
        and(
          knownFor(days((2 * window) / DAY)),
          placed().within(window).count().atLeast(least),
          placed().within(window, { ago: window }).count().atLeast(least),
        ),
    });
    const change = basketChange(window);
    return {
      growing: and(enough, change.atLeast(more)),
      shrinking: and(enough, change.atMost(less)),
      steady: and(enough, change.exists()),
    };
  },
});
