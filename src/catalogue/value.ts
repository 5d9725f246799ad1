import {
  and,
  attribute,
  events,
  type Metric,
  metric,
  type RelativeSegment,
  segment,
} from '../definitions/index.js';
import { DAY, type Duration, days } from '../time/index.js';

/** 1 of whom the subscription was cancelled and not started again since, otherwise 0. */
const cancelled = (): Metric<'number'> =>
  metric('subscription-cancelled', {
    title: 'Subscription cancelled (1) or not (0)',
    value: () => {
      const end = events('subscription_cancelled').lastAt();
      const event = events('subscription_started').lastAt();
      const known = attribute('subscribedAt', { as: 'instant' });
      const start = event.orElse(known).greatest(known.orElse(event)).orElse(end);
      // Instants are whole milliseconds: with 1 added, an end from the start on is at least 1, and one before it at most 0.
      return end.minus(start).plus(1).greatest(0).least(1).orElse(0);
    },
  });

/** What the subscription was last agreed to bring in a month, running or not. */
const agreed = (): Metric<'number'> =>
  metric('agreed-mrr', {
    title: 'Agreed MRR',
    value: () =>
      events('subscription_started', 'subscription_changed')
        .last('mrr', { as: 'number' })
        .orElse(attribute('mrr', { as: 'number' })),
  });

/**
 * What a customer's subscription brings in a month: the monthly recurring revenue.
 *
 * The latest `mrr` of `subscription_started` and `subscription_changed` counts; where none has it, the attribute
 * `mrr`. The unit is its currency; amounts of several currencies must not be mixed.
 * Edge cases: 0 once the subscription is cancelled, until it starts again; missing where no amount is known, so for
 * who never subscribed, and for most new customers. An attribute without a history is taken to have been always the
 * same.
 * @example
 * ```ts
 * import { mrr, profile } from 'habitus';
 * const started = { name: 'subscription_started', at: '2026-03-01T00:00:00Z', properties: { mrr: 50 } };
 * const cancelled = { name: 'subscription_cancelled', at: '2026-11-01T00:00:00Z' };
 * mrr(profile({ id: 'acme' }, [started], { asOf: '2026-11-22T00:00:00Z' })); //=> 50
 * mrr(profile({ id: 'globex' }, [started, cancelled], { asOf: '2026-11-22T00:00:00Z' })); //=> 0
 * mrr(profile({ id: 'initech', attributes: { mrr: 80 } })); //=> 80
 * ```
 * @see Monthly recurring revenue as ChartMogul has it (https://help.chartmogul.com): yearly amounts by 12, no taxes,
 * nothing that is paid once.
 */
export const mrr: Metric<'number'> = /* @__PURE__ */ metric('mrr', {
  title: 'MRR',
  dimension: 'value',
  goal: 'Know what is safe to count on',
  action: 'Share out the time of the account managers by it',
  source: 'Monthly recurring revenue as ChartMogul has it: yearly amounts by 12, no taxes, nothing paid once',
  value: () => agreed().minus(agreed().times(cancelled())),
});

/**
 * For how many months a customer has paid for a subscription, fractions included; a month is a twelfth of 365.25 days.
 *
 * It begins at `subscribedAt`, or at the first `subscription_started` where that is missing, and ends with the last
 * `subscription_cancelled`, unless it was started again.
 * Edge cases: missing for who never subscribed, so for most new customers; an interruption before the last start is
 * not taken off; negative before a subscription that is still to come.
 * @example
 * ```ts
 * import { monthsPaid, profile } from 'habitus';
 * const acme = { id: 'acme', attributes: { subscribedAt: '2025-11-22T00:00:00Z' } };
 * Math.round(monthsPaid(profile(acme, [], { asOf: '2026-11-22T00:00:00Z' })) ?? 0); //=> 12
 * monthsPaid(profile({ id: 'globex' })); //=> null
 * ```
 */
export const monthsPaid: Metric<'number'> = /* @__PURE__ */ metric('months-paid', {
  title: 'Months paid',
  unit: 'months',
  dimension: 'value',
  goal: 'Know from when on a customer has paid back what winning them cost',
  action: 'Offer the yearly plan to those who have paid by the month for a year',
  source: 'The customer lifetime of subscription models, up to now',
  value: () => {
    const start = metric('subscription-start', {
      title: 'Start of the subscription',
      value: () =>
        attribute('subscribedAt', { as: 'instant' }).orElse(events('subscription_started').firstAt()),
    });
    const unpaid = metric('days-since-cancelling', {
      title: 'Days since cancelling',
      unit: 'days',
      value: () => events('subscription_cancelled').daysSinceLast().times(cancelled()).orElse(0),
    });
    return start
      .daysSince()
      .minus(unpaid)
      .dividedBy(365.25 / 12);
  },
});

/** What was paid for orders, less what was paid back. */
const netPurchases = (window?: Duration): Metric<'number'> =>
  metric('net-purchases', {
    title: 'Orders less refunds',
    value: () => {
      const amounts = (name: string): Metric<'number'> =>
        (window === undefined ? events(name) : events(name).within(window)).sum('amount');
      return amounts('purchase').minus(amounts('refund'));
    },
  });

/**
 * What a customer has brought so far: all orders less refunds, and {@link monthsPaid} times the agreed MRR.
 *
 * The unit is the currency of the amounts; amounts of several currencies must not be mixed.
 * Edge cases: 0 without orders and subscription, for a new customer too; the subscription counts at its latest price,
 * also for the months at another one; where each invoice of a subscription is a `purchase`, leave `mrr` out, or it
 * counts twice.
 * @example
 * ```ts
 * import { lifetimeRevenue, profile } from 'habitus';
 * const order = { name: 'purchase', at: '2026-03-01T00:00:00Z', properties: { amount: 120 } };
 * const refund = { name: 'refund', at: '2026-03-09T00:00:00Z', properties: { amount: 20 } };
 * lifetimeRevenue(profile({ id: 'ada' }, [order, refund], { asOf: '2026-11-22T00:00:00Z' })); //=> 100
 * const acme = { id: 'acme', attributes: { subscribedAt: '2025-11-22T00:00:00Z', mrr: 50 } };
 * Math.round(lifetimeRevenue(profile(acme, [], { asOf: '2026-11-22T00:00:00Z' }))); //=> 600
 * ```
 */
export const lifetimeRevenue: Metric<'number'> = /* @__PURE__ */ metric('lifetime-revenue', {
  title: 'Lifetime revenue',
  dimension: 'value',
  goal: 'Know whom the company lives on',
  action: 'Look after the greatest in person',
  source: 'Historic customer lifetime value, as revenue and without discounting',
  value: () => {
    const subscription = metric('subscription-revenue', {
      title: 'Subscription revenue so far',
      value: () => agreed().times(monthsPaid).orElse(0).greatest(0),
    });
    return netPurchases().plus(subscription);
  },
});

/**
 * What a customer brings a month after what serving them costs: MRR, and a month's share of the orders less refunds of
 * the last 90 days, less `costToServe`.
 *
 * Parameters: `window` 90 days for orders and refunds, of which 30 are a month. `costToServe` is the cost of a month,
 * in the currency of the amounts.
 * Edge cases: missing where `costToServe` is; without orders and subscription what serving costs is the loss, for a
 * new customer too, see {@link unprofitable}; where each invoice of a subscription is a `purchase`, leave `mrr` out,
 * or it counts twice.
 * @example
 * ```ts
 * import { contribution, profile } from 'habitus';
 * contribution(profile({ id: 'acme', attributes: { mrr: 80, costToServe: 30 } })); //=> 50
 * contribution(profile({ id: 'globex', attributes: { mrr: 80 } })); //=> null
 * ```
 */
export const contribution: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'contribution',
  {
    title: 'Contribution',
    dimension: 'value',
    goal: 'Earn from the customers, and not only sell to them',
    action: 'Serve those more cheaply who bring less than they cost',
    source: 'The contribution margin of a customer: revenue less the cost that would be saved without them',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) =>
      mrr
        .orElse(0)
        .plus(netPurchases(window).dividedBy(window / (30 * DAY)))
        .minus(attribute('costToServe')),
  },
);

/**
 * What a company could bring a month beside what it does: the price of a seat for each employee who has none.
 *
 * (`employees` − `seats`) × {@link mrr} ÷ `seats`.
 * Edge cases: missing where one of the three is, or where there are no seats; 0 where there are more seats than
 * employees, or after cancelling; not every employee needs a seat, so that it is a bound and not a forecast; for a new
 * customer as for any other.
 * @example
 * ```ts
 * import { profile, revenuePotential } from 'habitus';
 * revenuePotential(profile({ id: 'acme', attributes: { employees: 110, seats: 10, mrr: 200 } })); //=> 2000
 * revenuePotential(profile({ id: 'globex', attributes: { employees: 110, mrr: 200 } })); //=> null
 * ```
 */
export const revenuePotential: Metric<'number'> = /* @__PURE__ */ metric('revenue-potential', {
  title: 'Revenue potential',
  dimension: 'value',
  goal: 'Grow where there is room',
  action: 'Look for a second department in the accounts with the most room',
  source: "The white space of key account management: what could be sold, at today's price",
  value: () =>
    attribute('employees').minus(attribute('seats')).greatest(0).times(mrr).dividedBy(attribute('seats')),
});

/**
 * Is among the customers who bring most: the top 20 % of all by {@link lifetimeRevenue}. It compares customers with
 * each other: fit it to a population.
 *
 * Parameters: `percent` 20 (of all customers, ties included).
 * Edge cases: who has brought nothing is none, however few have brought something; a new customer can qualify with a
 * great order.
 * @example
 * ```ts
 * import { highValue } from 'habitus';
 * highValue.parameters.percent; //=> 20
 * highValue.with({ percent: 10 }).parameters.percent; //=> 10
 * ```
 * @see The rule of 80 to 20, after Pareto: about a fifth of the customers bring about four fifths of the revenue.
 */
export const highValue: RelativeSegment<{ readonly percent: number }> = /* @__PURE__ */ segment(
  'high-value',
  {
    title: 'High value',
    dimension: 'value',
    goal: 'Keep the customers who carry the company',
    action: 'Give them a contact in person, and ask them before you change something',
    source: 'The rule of 80 to 20, after Pareto',
    parameters: { percent: 20 },
    where: ({ percent }) => and(lifetimeRevenue.above(0), lifetimeRevenue.topPercent(percent)),
  },
);
