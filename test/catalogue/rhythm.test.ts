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

/** So many orders of so much in a window of 180 days, and in the one before. */
const baskets = (now: readonly number[], before: readonly number[]): Event[] => [
  ...now.map((amount, i) => did('purchase', i + 1, { amount })),
  ...before.map((amount, i) => did('purchase', i + 181, { amount })),
];

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
      ['one quarter of both years', who(old, summers), true],
      ['another quarter, the farthest', who(old, on('2024-10-10', '2025-10-20', '2025-12-15')), true],
      ['the second', who(old, on('2025-04-10', '2026-06-20', '2026-05-15')), true],
      ['the third', who(old, on('2025-01-10', '2026-01-20', '2026-02-15')), true],
      ['2 orders', who(old, summers.slice(1)), false],
      ['3 of 4', who(old, [...summers, ...on('2026-01-05')]), true],
      ['3 of 5', who(old, [...summers, ...on('2026-01-05', '2026-04-05')]), false],
      ['all in one year', who(old, on('2026-07-10', '2026-08-20', '2026-09-15')), false],
      [
        'mostly in a quarter of one year',
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
      ['this quarter does not count', who(old, on('2024-10-10', '2025-10-20', '2026-10-15')), false],
      ['the first instant of the 8 quarters', who(old, on('2024-10-01', '2025-10-20', '2025-12-15')), true],
      ['just before', who(old, on('2024-09-30T23:59:59.999Z', '2025-10-20', '2025-12-15')), false],
      [
        'the last instant of the 8 quarters',
        who(old, [...summers.slice(0, 2), ...on('2026-09-30T23:59:59.999Z')]),
        true,
      ],
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
      ['a tenth more', who(old, baskets([110, 110, 110], [100, 100, 100])), 'growing'],
      ['a cent less', who(old, baskets([110, 110, 109.97], [100, 100, 100])), 'steady'],
      ['as much', who(old, baskets([90, 100, 110], [100, 100, 100])), 'steady'],
      ['a cent more than a tenth less', who(old, baskets([90, 90, 90.03], [100, 100, 100])), 'steady'],
      ['a tenth less', who(old, baskets([90, 90, 90], [100, 100, 100])), 'shrinking'],
      ['2 orders now', who(old, baskets([200, 200], [100, 100, 100])), null],
      ['2 orders before', who(old, baskets([200, 200, 200], [100, 100])), null],
      ['a third without an amount', who(old, [...baskets([200, 200], [100, 100, 100]), ...bought(9)]), null],
      ['orders of 0 before', who(old, baskets([200, 200, 200], [0, 0, 0])), null],
      ['orders of 0 now', who(old, baskets([0, 0, 0], [100, 100, 100])), 'shrinking'],
      [
        'one exactly 180 days ago is before',
        who(old, [...baskets([200, 200, 200], [100, 100]), did('purchase', 180, { amount: 100 })]),
        'growing',
      ],
      [
        'just less than 180 days ago is now',
        who(old, [...baskets([200, 200], [100, 100, 100]), justInside(180, { amount: 200 })]),
        'growing',
      ],
      [
        'just less than 360 days ago is before',
        who(old, [...baskets([200, 200, 200], [100, 100]), justInside(360, { amount: 100 })]),
        'growing',
      ],
      [
        'exactly 360 days ago is neither',
        who(old, [...baskets([200, 200, 200], [100, 100]), did('purchase', 360, { amount: 100 })]),
        null,
      ],
      ['stopped', who(old, baskets([], [100, 100, 100])), null],
      ['no events', who(old), null],
      [
        'a new customer',
        who(
          young,
          [0.5, 1, 1.5].map((day) => did('purchase', day, { amount: 100 })),
        ),
        null,
      ],
      [
        'no attributes, and the first event too young',
        who({}, baskets([110, 110, 110], [100, 100, 100])),
        null,
      ],
      [
        'no attributes are needed',
        who({}, [did('logged_in', 400), ...baskets([110, 110, 110], [100, 100, 100])]),
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
      every: fc.integer({ min: 20, max: 40 }),
    });
    const yearly = fc.array(fc.integer({ min: 60, max: 140 }), { minLength: 2, maxLength: 5 });
    const days = fc.oneof(
      spread,
      regular.map(({ from, every }) => Array.from({ length: 8 }, (_, i) => from + i * every)),
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
  it('gives exactly one label to all with 3 orders in each window, and none to the others', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 6 });
    fc.assert(
      fc.property(amounts, amounts, (now, before) => {
        const customer = who(old, baskets(now, before));
        const labels = basketTrend.labels.filter((label) => basketTrend.is(label)(customer));
        expect(labels).toHaveLength(now.length >= 3 && before.length >= 3 ? 1 : 0);
        expect(basketTrend(customer)).toBe(labels[0] ?? null);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the rhythm of orders in words', () => {
  it.each([
    [oneAndDone, 'exactly one “purchase” event and no “purchase” event in the last 90 days'],
    [monthlyBuyer, '“purchase” in at least 5 of the 6 calendar months before this one'],
    [
      seasonalBuyer,
      'at least 3 “purchase” events in the 8 calendar quarters before this one and share of them in the same quarter of both years at least 75 %',
    ],
    [
      purchaseTiming,
      '“one-and-done” if one and done; “monthly” if monthly buyer; “seasonal” if seasonal buyer; “irregular” if already a buyer 90 days ago; otherwise none',
    ],
  ])('can be read aloud', (entry, words) => {
    expect(inWords(entry)).toBe(words);
  });
});
