import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { fromStripe } from 'habitus/adapters';
import { describe, expect, it } from 'vitest';
import {
  cancelled,
  journeyStage,
  lifetimeRevenue,
  monthlyBuyer,
  monthsPaid,
  mrr,
  paidUser,
  upgraded,
} from '../../src/catalogue/index.js';
import { attribute, days, type Event } from '../../src/index.js';
import { population } from '../../src/population/index.js';

const at = (day: string): number => Date.parse(`2026-${day}T00:00:00Z`) / 1000;
let nextId = 0;
const event = (type: string, day: string, object: object, previous?: object) => ({
  id: `evt_${++nextId}`,
  object: 'event',
  type,
  created: at(day),
  data: { object, ...(previous !== undefined && { previous_attributes: previous }) },
});
/** A subscription that costs so many euros a month. */
const subscription = (customer: string, id: string, euros: number, more: object = {}) => ({
  id,
  object: 'subscription',
  customer,
  status: 'active',
  start_date: at('01-01'),
  items: {
    data: [
      {
        quantity: 1,
        price: {
          lookup_key: `p${euros}`,
          currency: 'eur',
          unit_amount: euros * 100,
          recurring: { interval: 'month' },
        },
      },
    ],
  },
  ...more,
});
const invoice = (customer: string, day: string, of: string | undefined, euros: number) =>
  event('invoice.paid', day, {
    id: `in_${++nextId}`,
    object: 'invoice',
    customer,
    amount_paid: euros * 100,
    currency: 'eur',
    billing_reason: of === undefined ? 'manual' : 'subscription_cycle',
    ...(of !== undefined && { parent: { subscription_details: { subscription: of } } }),
  });

describe('a year of Stripe', () => {
  const a = (euros: number, more?: object) => subscription('cus_a', 'sub_a', euros, more);
  const b = (more?: object) => subscription('cus_a', 'sub_b', 20, more);
  const c = (more?: object) =>
    subscription('cus_b', 'sub_c', 30, { start_date: at('02-15'), trial_end: at('03-01'), ...more });
  const rows = [
    // A: 50 a month from January, 80 from April; a second one of 20 from March, which ends in July.
    event('customer.subscription.created', '01-01', a(50)),
    ...['01-01', '02-01', '03-01'].map((day) => invoice('cus_a', day, 'sub_a', 50)),
    event('customer.subscription.created', '03-10', b()),
    ...['03-10', '04-10', '05-10', '06-10'].map((day) => invoice('cus_a', day, 'sub_b', 20)),
    event('customer.subscription.updated', '04-01', a(80), { items: a(50).items }),
    ...['04-01', '05-01', '06-01', '07-01', '08-01'].map((day) => invoice('cus_a', day, 'sub_a', 80)),
    event('customer.subscription.updated', '06-20', b({ cancel_at_period_end: true }), {
      cancel_at_period_end: false,
    }),
    event('customer.subscription.deleted', '07-10', b({ status: 'canceled' })),
    // Something that is bought once is no subscription.
    invoice('cus_a', '05-05', undefined, 300),
    // B: a trial in February, 30 a month from March to June, gone; back in September.
    event('customer.subscription.created', '02-15', c({ status: 'trialing' })),
    event('customer.subscription.updated', '03-01', c(), { status: 'trialing' }),
    ...['03-01', '04-01', '05-01'].map((day) => invoice('cus_b', day, 'sub_c', 30)),
    event('customer.subscription.deleted', '06-01', c({ status: 'canceled' })),
    event(
      'customer.subscription.created',
      '09-01',
      subscription('cus_b', 'sub_d', 40, { start_date: at('09-01') }),
    ),
    invoice('cus_b', '09-01', 'sub_d', 40),
  ];
  const people = population({
    ...fromStripe(rows, { money: { currency: 'EUR', rates: {} } }),
    asOf: '2026-09-15T00:00:00Z',
  });
  const then = (day: string) => people.at(`2026-${day}T00:00:00Z`);

  // By hand: what runs at the end of each month.
  it.each([
    ['02-01', 50, null],
    ['02-28', 50, null],
    ['03-01', 50, 30],
    ['03-31', 70, 30],
    ['05-01', 100, 30],
    ['06-30', 100, 0],
    ['07-31', 80, 0],
    ['09-15', 80, 40],
  ])('has the MRR of %s', (day, first, second) => {
    const values = then(day).values(mrr);
    // Someone in a trial has an MRR of 0 by the attribute, or none that is known.
    expect([values.get('cus_a'), values.get('cus_b') || null]).toEqual([first, second || null]);
    expect(
      then(day)
        .values(attribute('mrr', { as: 'number' }))
        .get('cus_a'),
    ).toBe(first);
  });

  it('counts what was paid once', () => {
    const revenue = people.values(lifetimeRevenue);
    expect(revenue.get('cus_a')).toBe(3 * 50 + 5 * 80 + 4 * 20 + 300);
    expect(revenue.get('cus_b')).toBe(3 * 30 + 40);
  });

  it('takes the time away off the months that were paid', () => {
    const months = people.values(monthsPaid);
    const MONTH = 365.25 / 12;
    expect(months.get('cus_b')).toBeCloseTo((92 + 14) / MONTH, 9);
  });

  it('is over when the last subscription is, and not when somebody asks', () => {
    const gone = (day: string) => then(day).members(journeyStage.is('churned')).ids();
    expect(gone('06-25')).toEqual(['cus_b']);
    expect(gone('07-11')).toEqual(['cus_b']);
    expect(then('07-11').members(paidUser).ids()).toEqual(['cus_a']);
    expect(then('09-02').members(journeyStage.is('won back')).ids()).toEqual(['cus_b']);
    expect(people.members(cancelled({ within: days(365) })).ids()).toEqual(['cus_a', 'cus_b']);
    expect(people.members(upgraded({ within: days(365) })).ids()).toEqual(['cus_a']);
  });

  it('makes no monthly buyer of who pays for a subscription', () => {
    expect(people.members(monthlyBuyer).ids()).toEqual([]);
  });
});

describe('revenue', () => {
  it('is what was invoiced, whatever the subscription says beside it', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 1, max: 500 }), (invoices, orders, price) => {
        const rows = [
          event('customer.subscription.created', '01-01', subscription('cus', 'sub', price)),
          ...invoices.map((euros, i) => invoice('cus', `0${(i % 8) + 1}-02`, 'sub', euros)),
          ...orders.map((euros, i) => invoice('cus', `0${(i % 8) + 1}-03`, undefined, euros)),
        ];
        const people = population({
          ...fromStripe(rows, { money: { currency: 'EUR', rates: {} } }),
          asOf: '2026-11-22T00:00:00Z',
        });
        const paid = [...invoices, ...orders].reduce((sum, euros) => sum + euros, 0);
        expect(people.values(lifetimeRevenue).get('cus')).toBe(paid);
      }),
    );
  });
});

/** Data that may not be carried: the test says so where it is not there. */
const DATA = process.env.HABITUS_DATA;
const withData = DATA === undefined || !existsSync(join(DATA, 'ravenstack')) ? it.skip : it;
const rowsOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(join(DATA!, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/**
 * Subscriptions as the events of the built-in model: [subscription, customer, start, end, MRR]. Some end on the day on
 * which they start, so that an end comes after the start of its day.
 */
const eventsOf = (rows: readonly (readonly string[])[]): Event[] =>
  rows.flatMap(([subscription = '', customerId = '', start = '', end = '', amount = '']): Event[] => [
    {
      customerId,
      name: 'subscription_started',
      at: midnight(start),
      properties: { subscription, mrr: Number(amount) },
    },
    ...(end === ''
      ? []
      : [
          { customerId, name: 'subscription_cancelled', at: midnight(end) + 1, properties: { subscription } },
        ]),
  ]);

const customersOf = (events: readonly Event[]) =>
  [...new Set(events.map(({ customerId }) => customerId!))].map((id) => ({ id }));

/** What SQL written by hand finds: the sum of the subscriptions that have begun and not ended. */
const byHand = async (file: string, columns: string, day: string): Promise<Map<string, number>> => {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(
    `SELECT customer, sum(amount) FILTER (WHERE "start" <= DATE '${day}' AND ("end" IS NULL OR "end" > DATE '${day}'))
     FROM (SELECT ${columns} FROM read_csv('${join(DATA!, file)}', all_varchar = true)) GROUP BY customer`,
  );
  return new Map(
    reader.getRows().map(([customer, amount]) => [String(customer), amount === null ? 0 : Number(amount)]),
  );
};

describe('MRR of real subscriptions, against SQL written by hand (data that cannot be carried: name its folder in HABITUS_DATA)', () => {
  withData('of RavenStack, every account', async () => {
    const file = 'ravenstack/ravenstack_subscriptions.csv';
    const rows = rowsOf(file).filter((row) => row[8] !== 'True');
    const events = eventsOf(rows.map((row) => [row[0]!, row[1]!, row[2]!, row[3]!, row[6]!]));
    const expected = await byHand(
      file,
      `account_id AS customer, start_date::DATE AS "start", nullif(end_date, '')::DATE AS "end", CASE is_trial WHEN 'True' THEN 0 ELSE mrr_amount::DOUBLE END AS amount`,
      '2025-01-01',
    );
    const people = population({ customers: customersOf(events), events, asOf: '2025-01-01T00:00:00Z' });
    const values = people.values(mrr);
    const ours = new Map(people.ids.map((id) => [id, values.get(id) ?? 0] as const));
    expect(ours.size).toBe(500);
    for (const [id, amount] of ours) expect([id, amount]).toEqual([id, expected.get(id) ?? 0]);
  });

  withData('of a playbook, every month', async () => {
    const file = 'mrr_playbook/subscription_periods.csv';
    const events = eventsOf(rowsOf(file));
    const months = Array.from({ length: 29 }, (_, i) =>
      new Date(Date.UTC(2018, 10 + i, 1)).toISOString().slice(0, 10),
    );
    for (const month of months) {
      const expected = await byHand(
        file,
        `customer_id AS customer, start_date::DATE AS "start", nullif(end_date, '')::DATE AS "end", monthly_amount::DOUBLE AS amount`,
        month,
      );
      const people = population({ customers: customersOf(events), events, asOf: `${month}T12:00:00Z` });
      const total = people.ids
        .map((id) => people.values(mrr).get(id) ?? 0)
        .reduce((sum, value) => sum + value, 0);
      expect([month, total]).toEqual([month, [...expected.values()].reduce((sum, value) => sum + value, 0)]);
    }
  });
});
