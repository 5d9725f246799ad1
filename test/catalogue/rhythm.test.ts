import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  basketTrend,
  monthlyBuyer,
  oneAndDone,
  purchaseTiming,
  seasonalBuyer,
} from '../../src/catalogue/index.js';
import { type Event, describe as inWords } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';
import { bought } from './histories.js';

/** Just inside a window that ends so many days ago. */
const justInside = (days: number, properties = {}) => did('purchase', days, properties, -1);
/** Orders at dates, or instants. The answer is as of 2026-11-22. */
const on = (...dates: string[]): Event[] =>
  dates.map((at) => ({ name: 'purchase', at: at.includes('T') ? at : `${at}T00:00:00Z` }));
const inMonths = (...months: string[]): Event[] => on(...months.map((month) => `2026-${month}-15`));

const monthly: readonly Event[] = inMonths('05', '06', '07', '08', '10');
const summers: readonly Event[] = on('2025-07-10', '2025-08-20', '2026-07-15');

/** Orders of so much in a window of 180 days, and in the one before. */
const baskets = (now: readonly number[], before: readonly number[]): Event[] => [
  ...now.map((amount, i) => did('purchase', i + 1, { amount })),
  ...before.map((amount, i) => did('purchase', i + 181, { amount })),
];

/** Six orders of as much. */
const six = (amount: number): number[] => Array.from({ length: 6 }, () => amount);
/** Six orders of so much on average, between 50 less and 50 more. */
const varied = (average: number): number[] => [-50, -10, 0, 0, 10, 50].map((more) => average + more);

answering([
  [
    oneAndDone,
    [
      ['1 order, exactly 90 days ago', who(old, bought(90)), true],
      ['1 order, just less than 90 days ago', who(old, [justInside(90)]), false],
      ['2 orders', who(old, bought(200, 100)), false],
      ['a refund does not undo it', who(old, [...bought(100), did('refund', 99)]), true],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(1)), false],
      ['no attributes are needed', who({}, bought(100)), true],
    ],
  ],
  [
    monthlyBuyer,
    [
      ['5 of the last 6 months', who(old, monthly), true],
      ['4 of them', who(old, monthly.slice(1)), false],
      [
        '9 orders in 6 months',
        who(old, [...monthly, ...on('2026-06-16', '2026-06-17', '2026-07-16', '2026-08-16')]),
        true,
      ],
      [
        '10 orders',
        who(old, [...monthly, ...on('2026-06-16', '2026-06-17', '2026-07-16', '2026-08-16', '2026-08-17')]),
        false,
      ],
      ['every week', who(old, bought(...Array.from({ length: 40 }, (_, i) => 7 * i))), false],
      [
        'invoices of a subscription are no orders',
        who(
          old,
          monthly.map((order) => ({ ...order, name: 'invoice_paid' })),
        ),
        false,
      ],
      ['this month does not count', who(old, [...monthly.slice(1), ...inMonths('11')]), false],
      [
        'several a month are no more',
        who(old, [...monthly.slice(1), ...on('2026-06-16', '2026-06-17')]),
        false,
      ],
      ['the first instant of the 6 months', who(old, [...monthly.slice(1), ...on('2026-05-01')]), true],
      ['just before', who(old, [...monthly.slice(1), ...on('2026-04-30T23:59:59.999Z')]), false],
      [
        'the last instant of the 6 months',
        who(old, [...monthly.slice(0, 4), ...on('2026-10-31T23:59:59.999Z')]),
        true,
      ],
      ['just after', who(old, [...monthly.slice(0, 4), ...on('2026-11-01')]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(0, 1)), false],
      ['no attributes are needed', who({}, monthly), true],
    ],
  ],
  [
    seasonalBuyer,
    [
      ['three months of both years', who(old, summers), true],
      ['at the turn of the year', who(old, on('2024-12-20', '2025-01-05', '2025-12-20', '2026-01-10')), true],
      ['across two quarters', who(old, on('2025-06-20', '2025-07-05', '2026-06-28', '2026-07-10')), true],
      ['the latest three months', who(old, on('2025-08-10', '2026-08-20', '2026-10-15')), true],
      ['over four months', who(old, on('2025-08-10', '2026-08-20', '2026-11-01', '2025-11-15')), false],
      ['2 orders', who(old, summers.slice(1)), false],
      ['6 of 7', who(old, [...summers, ...on('2025-07-11', '2026-07-16', '2026-07-17', '2026-01-05')]), true],
      ['5 of 6', who(old, [...summers, ...on('2025-07-11', '2026-07-16', '2026-01-05')]), false],
      ['all in one year', who(old, on('2026-07-10', '2026-08-20', '2026-09-15')), false],
      [
        'mostly in a season of one year',
        who(old, [
          ...on('2026-07-10', '2026-07-11', '2026-08-20', '2026-09-15', '2026-09-16'),
          ...on('2025-01-05', '2026-01-05'),
        ]),
        false,
      ],
      [
        'all the year round',
        who(old, on('2025-01-05', '2025-04-05', '2025-07-05', '2026-01-05', '2026-04-05', '2026-07-05')),
        false,
      ],
      ['this month does not count', who(old, on('2025-11-03', '2025-11-20', '2026-11-10')), false],
      [
        'a season that goes on, by the two before',
        who(old, on('2024-10-10', '2025-10-20', '2025-12-15')),
        true,
      ],
      ['the first instant of these', who(old, on('2024-09-01', '2025-09-20', '2025-11-15')), true],
      ['just before', who(old, on('2024-08-31T23:59:59.999Z', '2025-09-20', '2025-11-15')), false],
      ['the last instant', who(old, on('2025-09-10', '2025-10-20', '2026-10-31T23:59:59.999Z')), true],
      ['just after', who(old, on('2025-09-10', '2025-10-20', '2026-11-01')), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(0, 0.5, 1)), false],
      ['no attributes are needed', who({}, summers), true],
    ],
  ],
  [
    purchaseTiming,
    [
      ['once, exactly 90 days ago', who(old, bought(90)), 'one-and-done'],
      ['once, just less than 90 days ago', who(old, [justInside(90)]), null],
      ['5 of 6 months', who(old, monthly), 'monthly'],
      ['every week', who(old, bought(...Array.from({ length: 40 }, (_, i) => 7 * i))), 'frequent'],
      ['one season of two years', who(old, summers), 'seasonal'],
      [
        'monthly before seasonal',
        who(old, [...summers, ...summers.map((order) => ({ ...order, id: 'b' })), ...monthly]),
        'monthly',
      ],
      ['twice', who(old, bought(90, 1)), 'irregular'],
      ['twice, the first just less than 90 days ago', who(old, [justInside(90), ...bought(1)]), null],
      ['stopped', who(old, bought(900, 800)), 'irregular'],
      ['no events', who(old), null],
      ['a new customer', who(young, bought(0, 1, 1.5)), null],
      ['no attributes are needed', who({}, bought(90, 1)), 'irregular'],
    ],
  ],
  [
    basketTrend,
    [
      ['a quarter more', who(old, baskets(six(125), six(100))), 'growing'],
      ['a cent less', who(old, baskets([...six(125).slice(1), 124.94], six(100))), 'steady'],
      ['as much', who(old, baskets(six(100), six(100))), 'steady'],
      ['a fifth less', who(old, baskets(six(80), six(100))), 'shrinking'],
      ['a cent more', who(old, baskets([...six(80).slice(1), 80.06], six(100))), 'steady'],
      // The orders differ by 100 in each window: 45 more are not enough, a cent more is.
      ['as much more as they differ anyway', who(old, baskets(varied(145), varied(100))), 'steady'],
      ['more than they differ anyway', who(old, baskets(varied(145.01), varied(100))), 'growing'],
      ['as much less as they differ anyway', who(old, baskets(varied(100), varied(145))), 'steady'],
      ['less by more than they differ anyway', who(old, baskets(varied(100), varied(145.01))), 'shrinking'],
      ['5 orders now', who(old, baskets(six(200).slice(1), six(100))), null],
      ['5 orders before', who(old, baskets(six(200), six(100).slice(1))), null],
      ['a sixth without an amount', who(old, [...baskets(six(200).slice(1), six(100)), ...bought(9)]), null],
      ['orders of 0 before', who(old, baskets(six(200), six(0))), 'growing'],
      ['orders of 0 now', who(old, baskets(six(0), six(100))), 'shrinking'],
      ['orders of 0', who(old, baskets(six(0), six(0))), 'steady'],
      [
        'one exactly 180 days ago is before',
        who(old, [...baskets(six(200), six(100).slice(1)), did('purchase', 180, { amount: 100 })]),
        'growing',
      ],
      [
        'just less than 180 days ago is now',
        who(old, [...baskets(six(200).slice(1), six(100)), justInside(180, { amount: 200 })]),
        'growing',
      ],
      [
        'just less than 360 days ago is before',
        who(old, [...baskets(six(200), six(100).slice(1)), justInside(360, { amount: 100 })]),
        'growing',
      ],
      [
        'exactly 360 days ago is neither',
        who(old, [...baskets(six(200), six(100).slice(1)), did('purchase', 360, { amount: 100 })]),
        null,
      ],
      ['stopped', who(old, baskets([], six(100))), null],
      ['no events', who(old), null],
      [
        'a new customer',
        who(
          young,
          [0.5, 0.7, 0.9, 1, 1.2, 1.5].map((day) => did('purchase', day, { amount: 100 })),
        ),
        null,
      ],
      ['no attributes, and the first event too young', who({}, baskets(six(125), six(100))), null],
      [
        'no attributes are needed',
        who({}, [did('logged_in', 400), ...baskets(six(125), six(100))]),
        'growing',
      ],
    ],
  ],
]);

describe('purchaseTiming', () => {
  it('gives exactly one label to all whose first order is at least 90 days old, and none to the others', () => {
    const spread = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 12 });
    const regular = fc.record({
      from: fc.integer({ min: 0, max: 60 }),
      every: fc.integer({ min: 7, max: 40 }),
    });
    const yearly = fc.array(fc.integer({ min: 60, max: 140 }), { minLength: 2, maxLength: 5 });
    const days = fc.oneof(
      spread,
      regular.map(({ from, every }) => Array.from({ length: 40 }, (_, i) => from + i * every)),
      yearly.map((each) => each.flatMap((day) => [day, day + 365])),
    );
    const seen = new Set<string | null>();
    fc.assert(
      fc.property(days, (days) => {
        const customer = who(old, bought(...days));
        const labels = purchaseTiming.labels.filter((label) => purchaseTiming.is(label)(customer));
        expect(labels).toHaveLength(days.some((day) => day >= 90) ? 1 : 0);
        expect(purchaseTiming(customer)).toBe(labels[0] ?? null);
        seen.add(purchaseTiming(customer));
        if (oneAndDone(customer)) expect(monthlyBuyer(customer) || seasonalBuyer(customer)).toBe(false);
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual([...purchaseTiming.labels, null].sort());
  });
});

describe('basketTrend', () => {
  it('gives exactly one label to all with 6 orders in each window, and none to the others', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 9 });
    fc.assert(
      fc.property(amounts, amounts, (now, before) => {
        const customer = who(old, baskets(now, before));
        const labels = basketTrend.labels.filter((label) => basketTrend.is(label)(customer));
        expect(labels).toHaveLength(now.length >= 6 && before.length >= 6 ? 1 : 0);
        expect(basketTrend(customer)).toBe(labels[0] ?? null);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the rhythm of orders in words', () => {
  it.each([
    [oneAndDone, 'exactly one “purchase” event and no “purchase” event in the last 90 days'],
    [
      monthlyBuyer,
      '“purchase” in at least 5 of the 6 calendar months before this one and at most 1.5 orders a month on average',
    ],
    [
      seasonalBuyer,
      'at least 3 “purchase” events in the 26 calendar months before this one and at least 85 % of the orders of two years in the same three months of both',
    ],
    [
      purchaseTiming,
      '“one-and-done” if exactly one “purchase” event and no “purchase” event in the last 90 days; “monthly” if “purchase” in at least 5 of the 6 calendar months before this one and at most 1.5 orders a month on average; “frequent” if “purchase” in at least 5 of the 6 calendar months before this one; “seasonal” if at least 3 “purchase” events in the 26 calendar months before this one and at least 85 % of the orders of two years in the same three months of both; “irregular” if already a buyer 90 days ago; otherwise none',
    ],
  ])('can be read aloud', (entry, words) => {
    expect(inWords(entry)).toBe(words);
  });
});
