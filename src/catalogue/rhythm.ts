import {
  ago,
  and,
  atLeast,
  type Classification,
  calendarMonths,
  calendarQuarters,
  classification,
  events,
  type Metric,
  metric,
  type Segment,
  segment,
} from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { averageOrderValueChange } from './purchase.js';
import { knownFor } from './shared.js';

/**
 * Bought once and never again: exactly 1 order ever, and that at least 90 days ago.
 *
 * Edge cases: a new customer does not qualify, for the order must be as old as the grace; without orders nobody
 * qualifies; a refund does not undo the order.
 * @example
 * ```ts
 * import { oneAndDone, profile } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * oneAndDone(profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-05-01T00:00:00Z' }], { asOf })); //=> true
 * oneAndDone(profile({ id: 'bob' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf })); //=> false
 * ```
 * @see Rule of thumb. Take the time within which 90 % of second orders come; without any grace half of the customers
 * of CDNOW would qualify.
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
 * Buys every month, or nearly: in at least 5 of the last 6 whole months there was an order. The current month does not
 * count yet.
 *
 * Parameters: `least` 5 (months with an order) of `months` 6 (calendar months, UTC).
 * Edge cases: how many orders a month has does not matter, so that who buys every week is one, too; a new customer
 * does not qualify before the fifth month; without orders nobody qualifies.
 * @example
 * ```ts
 * import { monthlyBuyer, profile } from 'habitus';
 * const history = ['05', '06', '08', '09', '10'].map((month) => ({
 *   name: 'purchase',
 *   at: `2026-${month}-03T00:00:00Z`,
 * }));
 * monthlyBuyer(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * monthlyBuyer(profile({ id: 'bob' }, history.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const monthlyBuyer: Segment<{ readonly least: number; readonly months: number }> =
  /* @__PURE__ */ segment('monthly-buyer', {
    title: 'Monthly buyer',
    dimension: 'purchase',
    goal: 'Plan with those who come back by the month',
    action: 'Offer a subscription that arrives when they would have ordered',
    source: 'Rule of thumb: one month of holidays in half a year is forgiven',
    parameters: { least: 5, months: 6 },
    where: ({ least, months }) =>
      events('purchase').within(calendarMonths(months)).activeMonths().atLeast(least),
  });

/** How many orders there were in the quarter so many quarters before the last one. */
const ordersOfQuarter = (skip: number): Metric<'number'> =>
  events('purchase').within(calendarQuarters(1, { skip })).count();

/** The orders of one quarter of the year, in two years; 0 where there were none in one of them. */
const ordersOfSeason = (skip: number): Metric<'number'> => {
  const [now, before] = [ordersOfQuarter(skip), ordersOfQuarter(skip + 4)];
  return now.plus(before).times(now.least(before).least(1));
};

/** The orders of the last two years, by whole quarters. */
const ordersOfTwoYears = (): Metric<'number'> => events('purchase').within(calendarQuarters(8)).count();

/** Of these the share of the strongest of the four seasons. */
const seasonShare = (): Metric<'number'> =>
  metric('season-share', {
    title: 'Share of them in the same quarter of both years',
    unit: 'share',
    value: () =>
      ordersOfSeason(0)
        .greatest(ordersOfSeason(1))
        .greatest(ordersOfSeason(2))
        .greatest(ordersOfSeason(3))
        .dividedBy(ordersOfTwoYears()),
  });

/**
 * Buys in one season, year after year: of at least 3 orders in the last 8 whole quarters, at least 75 % in the same
 * quarter of both years. The current quarter does not count yet.
 *
 * Parameters: `share` 0.75 (orders of that quarter ÷ orders), `orders` 3 (the least to judge by). The quarters are
 * those of the calendar (UTC).
 * Edge cases: a new customer does not qualify before the second season, for there must be orders of both; a season
 * across two quarters may show in neither; without orders nobody qualifies.
 * @example
 * ```ts
 * import { profile, seasonalBuyer } from 'habitus';
 * const order = (at: string) => ({ name: 'purchase', at: `${at}T00:00:00Z` });
 * const summers = [order('2025-07-10'), order('2025-08-20'), order('2026-07-15')];
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * seasonalBuyer(profile({ id: 'ada' }, summers, at)); //=> true
 * seasonalBuyer(profile({ id: 'bob' }, [...summers, order('2026-01-05'), order('2026-04-05')], at)); //=> false
 * ```
 * @see The concentration of seasonal demand over whole years, as its peak; the numbers are rules of thumb: three
 * orders at random are rarely so close.
 */
export const seasonalBuyer: Segment<{ readonly share: number; readonly orders: number }> =
  /* @__PURE__ */ segment('seasonal-buyer', {
    title: 'Seasonal buyer',
    dimension: 'purchase',
    goal: 'Be the first that comes to mind when the season begins',
    action: 'Write three weeks before their season, and do not take the rest of the year for a loss',
    source:
      'The concentration of seasonal demand over whole years, as its peak; the numbers are rules of thumb',
    parameters: { share: 0.75, orders: 3 },
    where: ({ share, orders }) => and(ordersOfTwoYears().atLeast(orders), seasonShare().atLeast(share)),
  });

/** Those who have bought something. */
const buyer = (): Segment =>
  segment('buyer', { title: 'Already a buyer', where: () => events('purchase').any() });

/**
 * When a customer buys. The first that fits:
 *
 * | timing | who |
 * |---|---|
 * | `one-and-done` | bought once, at least 90 days ago: {@link oneAndDone} |
 * | `monthly` | in at least 5 of the last 6 whole months: {@link monthlyBuyer} |
 * | `seasonal` | mostly in the same quarter of two years: {@link seasonalBuyer} |
 * | `irregular` | otherwise, once the first order is at least 90 days old |
 *
 * Parameters: `grace` 90 days, in which it is too early to tell; `least` 5 of `months` 6; `share` 0.75 of `orders` 3.
 * Edge cases: null without orders, and while the first is younger than the grace, so for every new customer. Everybody
 * else has exactly one label; with the defaults nobody has one earlier. Who has stopped buying is irregular, or
 * seasonal for a while: see {@link daysSinceLastOrder}. No attribute is read.
 * @example
 * ```ts
 * import { profile, purchaseTiming } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * const bought = (...days: string[]) =>
 *   profile(
 *     { id: 'ada' },
 *     days.map((day) => ({ name: 'purchase', at: `${day}T00:00:00Z` })),
 *     { asOf },
 *   );
 * purchaseTiming(bought('2026-03-01')); //=> 'one-and-done'
 * purchaseTiming(bought('2026-05-03', '2026-06-03', '2026-07-03', '2026-08-03', '2026-10-03')); //=> 'monthly'
 * purchaseTiming(bought('2025-07-10', '2025-08-20', '2026-07-15')); //=> 'seasonal'
 * purchaseTiming(bought('2026-01-10', '2026-07-15')); //=> 'irregular'
 * purchaseTiming(bought('2026-11-10')); //=> null
 * ```
 * @see The regularity of interpurchase times, as the language can say it exactly; the numbers are rules of thumb.
 */
export const purchaseTiming: Classification<
  'one-and-done' | 'monthly' | 'seasonal' | 'irregular',
  {
    readonly grace: Duration;
    readonly least: number;
    readonly months: number;
    readonly share: number;
    readonly orders: number;
  }
> = /* @__PURE__ */ classification('purchase-timing', {
  title: 'Purchase timing',
  dimension: 'purchase',
  goal: 'Meet every customer at the moment they buy anyway',
  action:
    'Offer monthly ones a subscription, remind seasonal ones before the season, and ask irregular ones what sets it off',
  source:
    'The regularity of interpurchase times, as far as it can be said exactly; the numbers are rules of thumb',
  parameters: { grace: /* @__PURE__ */ days(90), least: 5, months: 6, share: 0.75, orders: 3 },
  labels: ({ grace, least, months, share, orders }) => ({
    'one-and-done': oneAndDone.with({ grace }),
    monthly: monthlyBuyer.with({ least, months }),
    seasonal: seasonalBuyer.with({ share, orders }),
    irregular: ago(grace, buyer()),
  }),
});

/**
 * Whether a customer's orders are `growing`, 1.1 times the average value of the half-year before or more, `shrinking`,
 * 0.9 times or less, or `steady`.
 *
 * Parameters: `growing` 1.1 and `shrinking` 0.9 (times the average order of the window before, see
 * {@link averageOrderValueChange}), `orders` 3 (the fewest in each window to judge by), `window` 180 days for each of
 * the two.
 * Edge cases: null for who was not known through both windows (see {@link inactive}), or has fewer orders with an
 * amount in one of them, so for every new customer and for who has stopped; null also where all orders before were of
 * 0. Everybody else has exactly one label.
 * @example
 * ```ts
 * import { basketTrend, profile } from 'habitus';
 * const order = (at: string, amount: number) => ({
 *   name: 'purchase',
 *   at: `2026-${at}T00:00:00Z`,
 *   properties: { amount },
 * });
 * const before = ['01-10', '02-10', '03-10'].map((at) => order(at, 100));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ask = (amount: number) =>
 *   profile(
 *     { id: 'ada', attributes: { signedUpAt: '2025-01-01T00:00:00Z' } },
 *     [...before, ...['08-10', '09-10', '10-10'].map((at) => order(at, amount))],
 *     at,
 *   );
 * basketTrend(ask(110)); //=> 'growing'
 * basketTrend(ask(105)); //=> 'steady'
 * basketTrend(ask(90)); //=> 'shrinking'
 * basketTrend(profile({ id: 'bob' })); //=> null
 * ```
 * @see Rule of thumb: a tenth on three orders is more than noise. With many orders, test for a trend (Mann-Kendall)
 * instead.
 */
export const basketTrend: Classification<
  'growing' | 'shrinking' | 'steady',
  {
    readonly growing: number;
    readonly shrinking: number;
    readonly orders: number;
    readonly window: Duration;
  }
> = /* @__PURE__ */ classification('basket-trend', {
  title: 'Basket trend',
  dimension: 'purchase',
  goal: 'Notice who trades up, and who buys half of it elsewhere',
  action: 'Show growing baskets the better line, and ask about what is missing from shrinking ones',
  source: 'Rule of thumb: a tenth on three orders is more than noise',
  parameters: { growing: 1.1, shrinking: 0.9, orders: 3, window: /* @__PURE__ */ days(180) },
  labels: ({ growing, shrinking, orders, window }) => {
    const paid = events('purchase').where({ amount: atLeast(0) });
    const change = averageOrderValueChange.with({ window });
    const comparable = segment('comparable-baskets', {
      title: 'Known through both windows, with enough orders in each',
      where: () =>
        and(
          ago(window, knownFor(window)),
          paid.within(window).count().atLeast(orders),
          paid.within(window, { ago: window }).count().atLeast(orders),
          change.exists(),
        ),
    });
    return {
      growing: and(comparable, change.atLeast(growing)),
      shrinking: and(comparable, change.atMost(shrinking)),
      steady: comparable,
    };
  },
});
