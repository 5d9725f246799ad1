import { fromStripe } from 'habitus/adapters';
import { describe, expect, it } from 'vitest';
import { unitsOf } from '../../src/adapters/stripe/amounts.js';
import { monthly } from '../../src/adapters/stripe/prices.js';
import { vocabulary } from '../../src/vocabulary/index.js';
import stripe from './fixtures/stripe.json' with { type: 'json' };

const money = { currency: 'EUR', rates: { USD: 0.5, JPY: 0.01 } };
const START = 1_790_000_000;

const price = (more: object = {}, recurring: object = {}) => ({
  lookup_key: 'pro',
  currency: 'eur',
  unit_amount: 1200,
  recurring: { interval: 'month', interval_count: 1, ...recurring },
  ...more,
});
const subscription = (more: object = {}) => ({
  id: 'sub_1',
  object: 'subscription',
  customer: 'cus_1',
  status: 'active',
  start_date: START,
  items: { data: [{ quantity: 1, price: price() }] },
  ...more,
});
const event = (type: string, object: object, previous?: object, created = START) => ({
  id: `evt_${type}_${created}`,
  object: 'event',
  type,
  created,
  data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
});
const answerTo = (...rows: object[]) => fromStripe(rows, { money });
const mrrOf = (more: object) => {
  const { customers, noted } = answerTo(event('customer.subscription.created', subscription(more)));
  const notes = noted.flatMap(({ issues }) => issues.map(({ code }) => code));
  return { mrr: customers[0]?.history?.[0]?.attributes.mrr, notes };
};
const items = (...data: object[]) => ({ items: { data } });

describe('the fixture of Stripe', () => {
  const answer = fromStripe(stripe, { money, metadataId: 'user_id' });

  it('is taken whole, under the own id that the metadata hold', () => {
    expect(answer.summary).toMatchObject({ given: 12, accepted: 12 });
    expect(answer.noted).toEqual([]);
    expect(answer.customers.map(({ id }) => id)).toEqual(['ada', 'cus_B']);
    expect(fromStripe(stripe, { money }).customers.map(({ id }) => id)).toEqual(['cus_A', 'cus_B']);
  });

  it('gives the words of the model', () => {
    expect(answer.events.map(({ name, properties }) => [name, properties])).toEqual([
      ['trial_started', { plan: 'team' }],
      ['customer.subscription.trial_will_end', { about: 'sub_A', kind: 'subscription', status: 'trialing' }],
      ['subscription_started', { subscription: 'sub_A', plan: 'team', mrr: 50 }],
      ['invoice_paid', { invoice: 'in_1', amount: 50, billingReason: 'subscription_update' }],
      [
        'subscription_changed',
        { subscription: 'sub_A', plan: 'team', mrr: 72, previousPlan: 'team', previousMrr: 50 },
      ],
      ['payment_failed', { order: 'in_2', amount: 72, attempt: 1 }],
      ['charge.succeeded', { about: 'ch_9', kind: 'charge', status: 'succeeded', amount: 9 }],
      ['invoice_paid', { invoice: 'in_2', amount: 72, billingReason: 'subscription_cycle' }],
      ['subscription_renewed', { invoice: 'in_2' }],
      ['refund', { order: 'in_2', amount: 20 }],
      [
        'subscription_cancelled',
        { subscription: 'sub_A', reason: 'too_expensive', plan: 'team', previousMrr: 72 },
      ],
    ]);
  });

  it('keeps MRR, plan, seats and dates over time', () => {
    expect(answer.customers[0]?.history).toEqual([
      {
        at: 1788220800_000,
        attributes: expect.objectContaining({
          signedUpAt: 1788220800_000,
          city: 'Lyon',
          country: 'FR',
          language: 'fr',
          'metadata.team': 'north',
        }),
      },
      {
        at: 1788220810_000,
        attributes: { mrr: 0, plan: 'team', seats: 5, renewsAt: 1789430410_000, trialEndsAt: 1789430410_000 },
      },
      { at: 1789430410_000, attributes: { mrr: 50, renewsAt: 1792022410_000, subscribedAt: 1789430410_000 } },
      { at: 1790000000_000, attributes: { mrr: 72, seats: 8 } },
      { at: 1792200000_000, attributes: { email: 'ada@cups.example', city: 'Paris', 'metadata.team': null } },
      {
        at: 1794700810_000,
        attributes: { mrr: 0, plan: null, seats: null, renewsAt: null, trialEndsAt: null },
      },
    ]);
  });

  it('takes what keeps its name into the host’s vocabulary', () => {
    const own = vocabulary({ purchase: { event: 'charge.succeeded' } });
    const { events } = fromStripe(stripe, { money, vocabulary: own });
    expect(events.find(({ customerId }) => customerId === 'cus_B')).toMatchObject({
      name: 'purchase',
      properties: { amount: 9 },
    });
  });
});

describe('MRR', () => {
  it.each([
    ['month', 1, 1200],
    ['month', 3, 400],
    ['year', 1, 100],
    ['week', 1, 5200],
    ['week', 2, 2600],
    ['day', 1, 36500],
  ])('of 1200 every %s × %i is %d a month', (interval, count, expected) => {
    expect(monthly(1200, interval, count)).toBe(expected);
  });

  it('knows no other interval', () => {
    expect(monthly(1, 'fortnight', 1)).toBeUndefined();
    expect(monthly(1, 'constructor', 1)).toBeUndefined();
    expect(monthly(1, 'month', 0)).toBeUndefined();
    expect(mrrOf(items({ price: price({}, { interval: 'fortnight' }) }))).toEqual({
      mrr: 0,
      notes: ['unknown-interval'],
    });
  });

  it('counts the quantity, and packages of it', () => {
    expect(mrrOf(items({ quantity: 7, price: price() })).mrr).toBe(84);
    expect(
      mrrOf(items({ quantity: 7, price: price({ transform_quantity: { divide_by: 5, round: 'up' } }) })).mrr,
    ).toBe(24);
    expect(
      mrrOf(items({ quantity: 7, price: price({ transform_quantity: { divide_by: 5, round: 'down' } }) }))
        .mrr,
    ).toBe(12);
    expect(mrrOf(items({ quantity: 0, price: price() })).mrr).toBe(0);
  });

  it('adds up items, and reads decimals and the plans of older versions', () => {
    expect(mrrOf(items({ price: price() }, { quantity: 2, price: price({ unit_amount: 100 }) })).mrr).toBe(
      14,
    );
    expect(
      mrrOf(items({ quantity: 4, price: price({ unit_amount: null, unit_amount_decimal: '0.5' }) })).mrr,
    ).toBe(0.02);
    const plan = { id: 'gold', amount: 12000, currency: 'eur', interval: 'year', interval_count: 1 };
    expect(mrrOf(items({ quantity: 1, plan })).mrr).toBe(10);
    expect(mrrOf({ items: undefined, plan, quantity: 2 }).mrr).toBe(20);
  });

  it('counts metered prices and tiers 0, with a note', () => {
    expect(mrrOf(items({ price: price({}, { usage_type: 'metered' }) }))).toEqual({
      mrr: 0,
      notes: ['metered-price'],
    });
    expect(mrrOf(items({ price: price({ unit_amount: null, billing_scheme: 'tiered' }) }))).toEqual({
      mrr: 0,
      notes: ['price-without-amount'],
    });
    expect(mrrOf(items())).toEqual({ mrr: 0, notes: ['no-items'] });
  });

  it.each(['trialing', 'canceled', 'paused', 'incomplete', 'incomplete_expired', 'unpaid', 'dancing'])(
    'of a subscription that is %s is 0',
    (status) => {
      expect(mrrOf({ status }).mrr).toBe(0);
    },
  );

  it('of one that is past due counts, of one whose collection is paused does not', () => {
    expect(mrrOf({ status: 'past_due' }).mrr).toBe(12);
    expect(mrrOf({ pause_collection: { behavior: 'void' } }).mrr).toBe(0);
  });

  describe('with discounts', () => {
    const coupon = (more: object, discount: object = {}) => ({
      discounts: [{ coupon: { duration: 'forever', ...more }, ...discount }],
    });

    it('is less by a share, or by an amount of each bill, never less than nothing', () => {
      expect(mrrOf(coupon({ percent_off: 25 })).mrr).toBe(9);
      expect(mrrOf(coupon({ amount_off: 200, currency: 'eur' })).mrr).toBe(10);
      expect(mrrOf(coupon({ amount_off: 5000, currency: 'eur' })).mrr).toBe(0);
      const yearly = items({ price: price({ unit_amount: 12000 }, { interval: 'year' }) });
      expect(mrrOf({ ...yearly, ...coupon({ amount_off: 1200, currency: 'eur' }) }).mrr).toBe(9);
    });

    it('is not less by a coupon that is used once or has ended', () => {
      expect(mrrOf(coupon({ percent_off: 25, duration: 'once' })).mrr).toBe(12);
      expect(mrrOf(coupon({ percent_off: 25, duration: 'repeating' }, { end: START })).mrr).toBe(12);
      expect(mrrOf(coupon({ percent_off: 25, duration: 'repeating' }, { end: START + 1 })).mrr).toBe(9);
    });

    it('reads those of an item, the one of older versions, and coupons below a source', () => {
      const half = { coupon: { percent_off: 50, duration: 'forever' } };
      expect(mrrOf(items({ price: price(), discounts: [half] }, { price: price() })).mrr).toBe(18);
      expect(mrrOf({ discount: half }).mrr).toBe(6);
      expect(mrrOf({ discounts: [{ source: { type: 'coupon', ...half } }] }).mrr).toBe(6);
    });

    it('takes nothing off for what is only an id, with a note', () => {
      expect(mrrOf({ discounts: ['di_1'] })).toEqual({ mrr: 12, notes: ['unexpanded-discount'] });
      expect(mrrOf({ discounts: [{ source: { coupon: 'TEN' } }] })).toEqual({
        mrr: 12,
        notes: ['unexpanded-discount'],
      });
      expect(mrrOf(coupon({ amount_off: 100, currency: 'usd' }))).toEqual({
        mrr: 12,
        notes: ['unusable-coupon'],
      });
    });
  });

  it('is in the reporting currency; of a currency without a rate it is missing', () => {
    expect(mrrOf(items({ price: price({ currency: 'usd' }) })).mrr).toBe(6);
    expect(mrrOf(items({ price: price({ currency: 'jpy' }) })).mrr).toBe(12);
    expect(mrrOf(items({ price: price({ currency: 'xxx' }) }))).toEqual({
      mrr: undefined,
      notes: ['unknown-currency'],
    });
  });

  it('is that of all subscriptions, with the plan of the dearest', () => {
    const other = subscription({
      id: 'sub_2',
      ...items({ quantity: 3, price: price({ lookup_key: 'max' }) }),
    });
    const { customers } = answerTo(
      event('customer.subscription.created', subscription()),
      event('customer.subscription.created', other, undefined, START + 5),
      event('customer.subscription.deleted', { ...other, status: 'canceled' }, undefined, START + 9),
    );
    expect(customers[0]?.history?.map(({ attributes }) => attributes)).toEqual([
      { mrr: 12, plan: 'pro', seats: 1, subscribedAt: START * 1000 },
      { mrr: 48, plan: 'max', seats: 3 },
      { mrr: 12, plan: 'pro', seats: 1 },
    ]);
  });
});

describe('the course of a subscription', () => {
  const namesOf = (...rows: object[]) => answerTo(...rows).events.map(({ name }) => name);

  it('starts with its first payment, not while it is incomplete', () => {
    expect(namesOf(event('customer.subscription.created', subscription({ status: 'incomplete' })))).toEqual(
      [],
    );
    expect(namesOf(event('customer.subscription.updated', subscription(), { status: 'incomplete' }))).toEqual(
      ['subscription_started'],
    );
  });

  it('changes with plan or MRR alone', () => {
    expect(namesOf(event('customer.subscription.updated', subscription(), { metadata: {} }))).toEqual([]);
    expect(
      namesOf(event('customer.subscription.updated', subscription(), { cancel_at_period_end: true })),
    ).toEqual([]);
    expect(
      namesOf(
        event('customer.subscription.updated', subscription({ status: 'past_due' }), { status: 'active' }),
      ),
    ).toEqual([]);
    const paused = event(
      'customer.subscription.updated',
      subscription({ pause_collection: { behavior: 'void' } }),
      {
        pause_collection: null,
      },
    );
    expect(answerTo(paused).events[0]).toMatchObject({
      name: 'subscription_changed',
      properties: { mrr: 0, previousMrr: 12 },
    });
  });

  it('does not renew where it ends', () => {
    const ending = subscription({ current_period_end: START + 10, cancel_at_period_end: true });
    const going = subscription({ current_period_end: START + 10 });
    const renewsAt = (object: object) =>
      answerTo(event('customer.subscription.created', object)).customers[0]?.history?.[0]?.attributes
        .renewsAt;
    expect(renewsAt(going)).toBe((START + 10) * 1000);
    expect(renewsAt(ending)).toBeUndefined();
  });

  it('ends as a trial where it was never paid for', () => {
    const trial = { trial_end: START + 100, ended_at: START + 100, status: 'canceled' };
    expect(namesOf(event('customer.subscription.deleted', subscription(trial)))).toEqual(['trial_ended']);
    expect(
      namesOf(event('customer.subscription.deleted', subscription({ ...trial, ended_at: START + 101 }))),
    ).toEqual(['subscription_cancelled']);
  });

  it('does not depend on the order of rows, within a second neither', () => {
    const rows = [
      event('customer.subscription.created', subscription({ status: 'incomplete' })),
      event('customer.subscription.updated', subscription(), { status: 'incomplete' }),
      event('customer.subscription.deleted', subscription({ status: 'canceled' })),
    ];
    expect(answerTo(...rows.toReversed()).customers).toEqual(answerTo(...rows).customers);
    expect(answerTo(...rows).customers[0]?.history?.at(-1)?.attributes.mrr).toBe(0);
  });
});

describe('payments', () => {
  const invoice = (more: object) => ({
    id: 'in_1',
    object: 'invoice',
    customer: 'cus_1',
    currency: 'eur',
    ...more,
  });

  it('of nothing are no purchase', () => {
    const { events, summary } = answerTo(
      event('invoice.paid', invoice({ amount_paid: 0, billing_reason: 'subscription_create' })),
    );
    expect(events).toEqual([]);
    expect(summary.accepted).toBe(1);
  });

  it('are refunded by what a refund adds', () => {
    const charge = {
      id: 'ch_1',
      object: 'charge',
      customer: 'cus_1',
      currency: 'bhd',
      amount_refunded: 5500,
    };
    const all = { currency: 'EUR', rates: { bhd: 2 } };
    const { events } = fromStripe([event('charge.refunded', charge)], { money: all });
    expect(events[0]?.properties).toEqual({ order: 'ch_1', amount: 11 });
  });

  it('are counted in the units of their currency', () => {
    expect(['eur', 'JPY', 'krw', 'kwd', 'isk', 'ugx'].map(unitsOf)).toEqual([100, 1, 1, 1000, 100, 100]);
  });

  it('in a currency without a rate have no amount, with a note', () => {
    const { events, noted } = answerTo(event('invoice.paid', invoice({ amount_paid: 100, currency: 'chf' })));
    expect(events[0]?.properties).toEqual({ order: 'in_1' });
    expect(noted[0]?.issues).toEqual([
      expect.objectContaining({ code: 'unknown-currency', path: 'data.object.amount_paid' }),
    ]);
  });
});

describe('events that are left out', () => {
  it.each([
    [{ ...event('invoice.paid', {}), created: 'now' }, 'bad-envelope'],
    [{ ...event('invoice.paid', {}), data: undefined }, 'bad-envelope'],
    [{ ...event('invoice.paid', {}), id: undefined }, 'bad-envelope'],
    [event('price.created', { id: 'price_1', object: 'price' }), 'no-customer'],
    [event('invoice.paid', { customer: 'cus_1' }), 'bad-envelope'],
    [event('charge.refunded', { customer: 'cus_1' }), 'bad-envelope'],
    [event('customer.subscription.created', { customer: 'cus_1' }), 'no-id'],
    [event('customer.subscription.deleted', { customer: 'cus_1' }), 'no-id'],
    [event('customer.subscription.paused', { customer: 'cus_1' }), 'no-id'],
    [event('invoice.paid', { customer: 'cus_1', amount_paid: 1 }, undefined, 9e15), 'bad-instant'],
  ])('say why: %j', (row, code) => {
    const { rejected, events, customers } = answerTo(row);
    expect(rejected[0]?.issues.at(-1)).toMatchObject({ code });
    expect([...events, ...customers]).toEqual([]);
  });

  it('refuses options without money', () => {
    expect(() => fromStripe([], {} as never)).toThrow(
      expect.objectContaining({ code: 'bad-value', path: 'options.money' }),
    );
    expect(() => fromStripe([], { money, by: 'user' } as never)).toThrow(
      expect.objectContaining({ code: 'unknown-key' }),
    );
    expect(() => fromStripe([], undefined as never)).toThrow(expect.objectContaining({ code: 'bad-value' }));
  });
});
