import {
  attribute,
  choose,
  events,
  type Metric,
  metric,
  type RelativeSegment,
  segment,
} from '../definitions/index.js';
import { duration, percent } from '../print/index.js';
import { DAY, type Duration, days } from '../time/index.js';
import { runningSubscriptions, subscriptionOver, subscriptionStart } from './shared.js';

/** A twelfth of a year of 365.25 days, in days. */
const MONTH = 365.25 / 12;

/**
 * What a customer's subscriptions bring in a month: the monthly recurring revenue.
 *
 * The sum over the subscriptions that run: of each the latest `mrr` of its `subscription_started` and
 * `subscription_changed`, told apart by `subscription`. Where no event of the customer's has an `mrr`, the attribute
 * `mrr`. The unit is its currency; amounts of several currencies must not be mixed.
 * Edge cases: 0 once all are cancelled, until one starts again; missing where no amount is known, so for who never
 * subscribed, and for most new customers. Of two steps at one instant neither follows the other: two prices both
 * count, and who is cancelled at the instant of the start runs on; where only days are known, let an end come later in
 * its day. An attribute without a history is taken to have been always the same.
 * @example
 * ```ts
 * import { mrr, profile } from 'habitus';
 * const started = (subscription: string, mrr: number) => ({
 *   name: 'subscription_started',
 *   at: '2026-03-01T00:00:00Z',
 *   properties: { subscription, mrr },
 * });
 * const cancelled = { name: 'subscription_cancelled', at: '2026-11-01T00:00:00Z', properties: { subscription: 'b' } };
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * mrr(profile({ id: 'acme' }, [started('a', 500), started('b', 20)], at)); //=> 520
 * mrr(profile({ id: 'globex' }, [started('a', 500), started('b', 20), cancelled], at)); //=> 500
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
  source:
    'ChartMogul, "Understanding MRR movements" (documentation): the MRR of all active subscriptions, a yearly price by 12',
  value: () => {
    const running = runningSubscriptions();
    const priced = segment('running-at-a-price', {
      title: 'One runs at a known price',
      where: () => running.any(),
    });
    const known = metric('mrr-of-subscriptions', {
      title: 'MRR of all running subscriptions',
      value: () => running.sum('mrr'),
    });
    return choose(
      [
        [priced, known],
        [subscriptionOver(), 0],
      ],
      attribute('mrr', { as: 'number' }),
    );
  },
});

/** For how many days a customer whose last subscription was cancelled has not paid; 0 of all others. */
const daysSinceEnd = (): Metric<'number'> =>
  metric('days-since-end', {
    title: 'Days since the last subscription was cancelled (0 while one runs)',
    unit: 'days',
    value: () => events('subscription_cancelled').daysSinceLast().when(subscriptionOver()).orElse(0),
  });

/**
 * For how many days a customer was away before the last return: from the last cancelling that a start follows, where
 * no other subscription ran on.
 */
const daysAway = (): Metric<'number'> =>
  metric('days-away', {
    title: 'Days between the last cancelling and the return',
    unit: 'days',
    value: () => {
      const returned = events('subscription_started').precededBy(events('subscription_cancelled')).lastAt();
      const left = events('subscription_cancelled').followedBy(events('subscription_started')).lastAt();
      return left.daysSince().minus(returned.daysSince()).greatest(0).orElse(0);
    },
  });

/**
 * For how many months a customer has paid for a subscription, fractions included; a month is a twelfth of 365.25 days.
 *
 * It begins at `subscribedAt` or at the first `subscription_started`, the earlier of the two, and ends when the last
 * running subscription is cancelled. The time between a cancelling and a new start is taken off.
 * Edge cases: missing for who never subscribed, so for most new customers; of several interruptions only the last is
 * taken off; negative before a subscription that is still to come. Who starts a second subscription after having
 * cancelled another, while a third one runs, is taken to have been away.
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
  source: 'By definition: the time paid for up to now',
  value: () =>
    metric('time-subscribed', {
      title: 'Time subscribed (pauses left out)',
      unit: 'days',
      value: () => subscriptionStart().daysSince().minus(daysSinceEnd()).minus(daysAway()),
    }).dividedBy(MONTH),
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

/** What subscriptions have brought, as agreed: the months at the price before the last change, and those since. */
const agreedRevenue = (): Metric<'number'> =>
  metric('agreed-revenue', {
    title: 'Months paid, each at its price',
    value: () => {
      const changes = events('subscription_changed');
      const price = metric('latest-price', {
        title: 'Latest MRR',
        value: () =>
          mrr
            .when(mrr.above(0))
            .orElse(events('subscription_started', 'subscription_changed').last('mrr', { as: 'number' }))
            .orElse(attribute('mrr', { as: 'number' })),
      });
      const since = metric('months-at-the-latest-price', {
        title: 'Months at the latest price',
        unit: 'months',
        value: () =>
          changes
            .daysSinceLast()
            .minus(daysSinceEnd())
            .dividedBy(MONTH)
            .greatest(0)
            .orElse(monthsPaid)
            .least(monthsPaid),
      });
      const before = changes.last('previousMrr', { as: 'number' }).orElse(price);
      return monthsPaid.minus(since).times(before).plus(since.times(price)).greatest(0);
    },
  });

/**
 * What a customer has brought so far: all orders less refunds, and what was paid for subscriptions.
 *
 * For subscriptions the invoices that were paid (`invoice_paid.amount`) count, where there are any. Where there are
 * none, the months that were paid ({@link monthsPaid}), each at its price: the latest MRR since the last
 * `subscription_changed`, and its `previousMrr` before. Never both.
 * The unit is the currency of the amounts; amounts of several currencies must not be mixed.
 * Edge cases: 0 without orders and subscription, for a new customer too. Without invoices several changes of the price
 * count as one, and several subscriptions at once as if all had begun with the first: record the invoices.
 * @example
 * ```ts
 * import { lifetimeRevenue, profile } from 'habitus';
 * const order = { name: 'purchase', at: '2026-03-01T00:00:00Z', properties: { amount: 120 } };
 * const refund = { name: 'refund', at: '2026-03-09T00:00:00Z', properties: { amount: 20 } };
 * lifetimeRevenue(profile({ id: 'ada' }, [order, refund], { asOf: '2026-11-22T00:00:00Z' })); //=> 100
 * const acme = { id: 'acme', attributes: { subscribedAt: '2025-11-22T00:00:00Z', mrr: 50 } };
 * Math.round(lifetimeRevenue(profile(acme, [], { asOf: '2026-11-22T00:00:00Z' }))); //=> 600
 * const invoice = { name: 'invoice_paid', at: '2025-11-22T00:00:00Z', properties: { amount: 540 } };
 * lifetimeRevenue(profile(acme, [invoice], { asOf: '2026-11-22T00:00:00Z' })); //=> 540
 * ```
 */
export const lifetimeRevenue: Metric<'number'> = /* @__PURE__ */ metric('lifetime-revenue', {
  title: 'Lifetime revenue',
  dimension: 'value',
  goal: 'Know whom the company lives on',
  action: 'Look after the greatest in person',
  source: 'By definition: the revenue up to now, without discounting',
  value: () => {
    const invoices = events('invoice_paid');
    const subscriptions = metric('subscription-revenue', {
      title: 'Payments for subscriptions so far',
      value: () => choose([[invoices.any(), invoices.sum('amount')]], agreedRevenue()).orElse(0),
    });
    return netPurchases().plus(subscriptions);
  },
});

/**
 * What a customer brings a month after what serving them costs: MRR, and a month's share of the orders less refunds of
 * the last 90 days, less the cost of what was sold and less `costToServe`.
 *
 * Parameters: `margin` 1 (the share of the revenue that is left once what was sold is paid for: 0.8 for a gross margin
 * of 80 %), `window` 90 days for orders and refunds, of which 30 are a month. `costToServe` is the cost of a month, in
 * the currency of the amounts.
 * Edge cases: missing where `costToServe` is; without orders and subscription what serving costs is the loss, for a
 * new customer too, see {@link unprofitable}. The invoices of a subscription are its MRR, and count once.
 * @example
 * ```ts
 * import { contribution, profile } from 'habitus';
 * const acme = profile({ id: 'acme', attributes: { mrr: 80, costToServe: 30 } });
 * contribution(acme); //=> 50
 * contribution.with({ margin: 0.75 })(acme); //=> 30
 * contribution(profile({ id: 'globex', attributes: { mrr: 80 } })); //=> null
 * ```
 */
export const contribution: Metric<'number', { readonly margin: number; readonly window: Duration }> =
  /* @__PURE__ */ metric('contribution', {
    title: 'Contribution',
    dimension: 'value',
    goal: 'Earn from the customers, and not only sell to them',
    action: 'Serve those more cheaply who bring less than they cost',
    source: 'By definition: revenue less the cost that would be saved without the customer',
    parameters: { margin: 1, window: /* @__PURE__ */ days(90) },
    value: ({ margin, window }) =>
      metric('gross-profit', {
        title: `${percent(margin)} of the revenue a month (MRR, and orders less refunds of the last ${duration(window)})`,
        value: () =>
          mrr
            .orElse(0)
            .plus(netPurchases(window).dividedBy(window / (30 * DAY)))
            .times(margin),
      }).minus(attribute('costToServe')),
  });

/**
 * After how many months a customer has paid back what winning them cost: `acquisitionCost` ÷ the margin of a month.
 *
 * Parameters: `margin` 1 (the share of the MRR that is left once what was sold is paid for).
 * Edge cases: missing where `acquisitionCost` or the MRR is, and where the MRR is 0: it is never paid back; for a new
 * customer as for any other.
 * @example
 * ```ts
 * import { paybackMonths, profile } from 'habitus';
 * const acme = profile({ id: 'acme', attributes: { mrr: 100, acquisitionCost: 900 } });
 * paybackMonths(acme); //=> 9
 * paybackMonths.with({ margin: 0.75 })(acme); //=> 12
 * ```
 */
export const paybackMonths: Metric<'number', { readonly margin: number }> = /* @__PURE__ */ metric(
  'payback-months',
  {
    title: 'Months to pay back the cost of acquisition',
    unit: 'months',
    dimension: 'value',
    goal: 'Win customers that pay for the next ones',
    action: 'Compare it by source of acquisition, and move the budget',
    source: 'By definition: cost of acquisition ÷ (MRR × gross margin)',
    parameters: { margin: 1 },
    value: ({ margin }) => {
      const profit = metric('profit-a-month', {
        title: `${percent(margin)} of MRR`,
        value: () => mrr.times(margin),
      });
      return attribute('acquisitionCost').dividedBy(profit);
    },
  },
);

/**
 * What a company could bring a month beside what it does: the price of a seat for everybody who could use the product
 * and has none.
 *
 * (seats that could be sold − `seats`) × {@link mrr} ÷ `seats`. How many could be sold is the attribute
 * `addressableSeats`; where it is missing, the number of `employees`, but not more than `cap` times the seats.
 *
 * Parameters: `cap` 5 (times the seats of today, for employees whose work nobody knows).
 * Edge cases: missing where seats, MRR, or both of `addressableSeats` and `employees` are, or where there are no
 * seats; 0 where there are more seats than could be sold, or after cancelling; a bound and not a forecast; for a new
 * customer as for any other.
 * @example
 * ```ts
 * import { profile, revenuePotential } from 'habitus';
 * const company = (attributes: object) => profile({ id: 'acme', attributes: { seats: 10, mrr: 200, ...attributes } });
 * revenuePotential(company({ addressableSeats: 110 })); //=> 2000
 * revenuePotential(company({ employees: 5000 })); //=> 800
 * revenuePotential(company({})); //=> null
 * ```
 */
export const revenuePotential: Metric<'number', { readonly cap: number }> = /* @__PURE__ */ metric(
  'revenue-potential',
  {
    title: 'Revenue potential',
    dimension: 'value',
    goal: 'Grow where there is room',
    action: 'Look for a second department in the accounts with the most room',
    source: "By definition: what could be sold, at today's price; the cap is a rule of thumb",
    parameters: { cap: 5 },
    value: ({ cap }) => {
      const seats = attribute('seats', { as: 'number' });
      const room = metric('seats-to-sell', {
        title: `Further seats that could be sold (to those addressable, or to employees up to ${cap} times the seats)`,
        unit: 'seats',
        value: () =>
          attribute('addressableSeats', { as: 'number' })
            .orElse(attribute('employees', { as: 'number' }).least(seats.times(cap)))
            .minus(seats)
            .greatest(0),
      });
      return room.times(mrr).dividedBy(seats);
    },
  },
);

/**
 * Is among the customers who bring most: the top 20 % by {@link lifetimeRevenue}, of those who have brought something.
 * It compares customers with each other: fit it to a population.
 *
 * Parameters: `percent` 20 (of the customers with revenue).
 * Edge cases: who has brought nothing is none, and does not count; equals are in together where the middle of their
 * ranks is, so that nobody is where all have brought the same; a new customer can qualify with a great order.
 * @example
 * ```ts
 * import { highValue } from 'habitus';
 * highValue.parameters.percent; //=> 20
 * highValue.with({ percent: 10 }).parameters.percent; //=> 10
 * ```
 * @see Rule of thumb: about a fifth of the customers bring about four fifths of the revenue.
 */
export const highValue: RelativeSegment<{ readonly percent: number }> = /* @__PURE__ */ segment(
  'high-value',
  {
    title: 'High value',
    dimension: 'value',
    goal: 'Keep the customers who carry the company',
    action: 'Give them a contact in person, and ask them before you change something',
    source: 'Rule of thumb: a fifth of the customers brings most of the revenue (80 to 20)',
    parameters: { percent: 20 },
    where: ({ percent }) =>
      lifetimeRevenue.topPercent(percent, { among: lifetimeRevenue.above(0), ties: 'middle' }),
  },
);
