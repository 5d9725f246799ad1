import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  averageOrderGap,
  averageOrderValueChange,
  basketTrend,
  longestOrderGap,
  monthlyBuyer,
  netRevenue,
  oneAndDone,
  orderLeadTime,
  purchaseTiming,
  returnsPerOrder,
  seasonalBuyer,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';
import { bought } from './histories.js';

const paid = (amount: number, ...days: number[]): Event[] =>
  days.map((day) => did('purchase', day, { amount }));
const back = (amount: number, day: number): Event => did('refund', day, { amount });

/** Three orders in each window, the later ones of another size. */
const baskets = (before: number, now: number): Event[] => [
  ...paid(before, 200, 250, 300),
  ...paid(now, 10, 50, 100),
];

/** Orders in the season of two years, and so many outside it. */
const season = (outside: number): Event[] => [
  ...bought(10, 20, 375, 385),
  ...bought(...Array.from({ length: outside }, (_, i) => 150 + i)),
];

answering([
  [
    netRevenue,
    [
      ['orders less refunds', who(old, [...paid(50, 10), back(20, 5)]), 30],
      ['more back than bought', who(old, [back(20, 5)]), -20],
      ['an order exactly a year ago', who(old, paid(50, 365)), 0],
      ['an order just less than a year ago', who(old, [did('purchase', 365, { amount: 50 }, -1)]), 50],
      ['no amount', who(old, bought(10)), 0],
      ['no events', who(old), 0],
      ['a new customer', who(young, paid(5, 1)), 5],
    ],
  ],
  [
    averageOrderValueChange,
    [
      ['a quarter more', who(old, baskets(40, 50)), 1.25],
      ['nothing before', who(old, paid(50, 10)), null],
      ['nothing now', who(old, paid(50, 200)), null],
      ['an earlier average of 0', who(old, baskets(0, 50)), null],
      [
        'an order exactly 180 days ago belongs to the window before',
        who(old, [...paid(40, 180), ...paid(20, 10)]),
        0.5,
      ],
      ['no events', who({}), null],
      ['a new customer', who(young, paid(5, 1)), null],
    ],
  ],
  [
    averageOrderGap,
    [
      ['three orders', who(old, bought(1, 5, 11)), 5],
      ['one order', who(old, bought(1)), null],
      ['two at once', who(old, bought(1, 1)), null],
      ['no events', who({}), null],
      ['an order before the window', who(old, bought(1, 11, 730)), 10],
    ],
  ],
  [
    longestOrderGap,
    [
      ['three orders', who(old, bought(1, 5, 11)), 6],
      ['one order', who(old, bought(1)), null],
      ['no events', who({}), null],
      ['a new customer', who(young, bought(1, 0)), 1],
    ],
  ],
  [
    returnsPerOrder,
    [
      ['one of two', who(old, [...bought(1, 2), back(1, 1)]), 0.5],
      ['what was bought before the window', who(old, [...bought(1), back(1, 1), back(1, 2)]), 2],
      ['none', who(old, bought(1)), 0],
      ['no orders', who(old, [back(1, 1)]), null],
      ['no events', who({}), null],
    ],
  ],
  [
    orderLeadTime,
    [
      ['days after the first event', who(old, [did('signed_up', 10), ...bought(6.5, 1)]), 3.5],
      ['the order is the first event', who(old, bought(3)), 0],
      ['no order', who(old, [did('signed_up', 10)]), null],
      ['no events', who({}), null],
    ],
  ],
  [
    monthlyBuyer,
    [
      ['each of the last three months', who(old, bought(25, 55, 85)), true],
      ['a month left out', who(old, bought(25, 85)), false],
      ['the current month does not help', who(old, bought(1, 55, 85)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(1)), false],
      ['no attributes are needed', who({}, bought(25, 55, 85)), true],
    ],
  ],
  [
    seasonalBuyer,
    [
      ['only in the season of both years', who(old, season(0)), true],
      ['four of five in it', who(old, season(1)), true],
      ['four of six in it', who(old, season(2)), false],
      ['this year only', who(old, bought(1, 10, 20)), false],
      ['last year only', who(old, bought(370, 380, 390)), false],
      ['two orders', who(old, bought(10, 375)), false],
      ['an order 91 days ago is out of the season', who(old, bought(91, 375, 376)), false],
      [
        'an order just less than 91 days ago is in it',
        who(old, [did('purchase', 91, {}, -1), ...bought(375, 376)]),
        true,
      ],
      ['known for less than two years', who(young, bought(1, 1.5, 0.5)), false],
      ['no attributes are needed', who({}, [did('logged_in', 800), ...season(0)]), true],
      ['no events', who(old), false],
    ],
  ],
  [
    purchaseTiming,
    [
      ['monthly', who(old, bought(25, 55, 85)), 'monthly'],
      ['seasonal', who(old, season(0)), 'seasonal'],
      ['once, long ago', who(old, bought(90)), 'one-and-done'],
      ['once, lately', who(old, [did('purchase', 90, {}, -1)]), 'irregular'],
      ['now and then', who(old, bought(100, 200)), 'irregular'],
      ['never', who(old), null],
      ['a new customer', who(young, bought(1)), 'irregular'],
      ['no attributes', who({}, bought(200)), 'one-and-done'],
    ],
  ],
  [
    basketTrend,
    [
      ['a tenth more', who(old, baskets(100, 110)), 'growing'],
      ['just less than a tenth more', who(old, baskets(100, 109.99)), 'steady'],
      ['a tenth less', who(old, baskets(100, 90)), 'shrinking'],
      ['just less than a tenth less', who(old, baskets(100, 90.01)), 'steady'],
      ['one order in a window', who(old, [...paid(100, 200, 250), ...paid(50, 10)]), null],
      ['no events', who(old), null],
      ['known for less than both windows', who(young, paid(50, 0.5, 1)), null],
      ['no attributes are needed', who({}, [did('logged_in', 400), ...baskets(100, 50)]), 'shrinking'],
    ],
  ],
]);

it('the timing of purchases is there exactly for those who ever bought, and agrees with its parts', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 8 }), (history) => {
      const customer = who(old, bought(...history));
      const timing = purchaseTiming(customer);
      expect(timing === null).toBe(history.length === 0);
      if (timing === 'monthly') expect(monthlyBuyer(customer)).toBe(true);
      if (timing === 'one-and-done') expect(oneAndDone(customer)).toBe(true);
      if (timing === 'irregular')
        expect([monthlyBuyer, seasonalBuyer, oneAndDone].some((is) => is(customer))).toBe(false);
    }),
    { numRuns: 300 },
  );
});
