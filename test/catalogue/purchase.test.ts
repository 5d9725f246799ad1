import { describe, expect, it } from 'vitest';
import {
  averageOrderGap,
  averageOrderValue,
  averageOrderValueChange,
  bigSpender,
  daysSinceLastOrder,
  frequentBuyer,
  longestOrderGap,
  netRevenue,
  orders,
  repeatBuyer,
  returnsPerOrder,
  revenue,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { membersOfCrowd } from './crowd.js';
import { DAY, did, old, who, young } from './customers.js';
import { bought } from './histories.js';

const paid = (amount: number, day = 1): Event => did('purchase', day, { amount });
const refunded = (amount: number, day: number): Event => did('refund', day, { amount });
/** Just inside a window that ends so many days ago. */
const justInside = (days: number, properties = {}) => did('purchase', days, properties, -1);

answering([
  [
    orders,
    [
      ['each order counts', who(old, bought(1, 2, 300)), 3],
      ['from just less than 365 days ago', who(old, [justInside(365)]), 1],
      ['not from exactly 365 days ago', who(old, bought(365)), 0],
      ['refunds take nothing off', who(old, [...bought(1), did('refund', 0)]), 1],
      ['no events', who(old), 0],
      ['a new customer', who(young, bought(1)), 1],
      ['no attributes are needed', who({}, bought(1)), 1],
    ],
  ],
  [
    revenue,
    [
      ['sums are exact', who(old, [paid(0.1), paid(0.2, 2)]), 0.3],
      ['not from exactly 365 days ago', who(old, [paid(1, 365), justInside(365, { amount: 2 })]), 2],
      [
        'an order without an amount, or with a text for it, adds nothing',
        who(old, [...bought(1), did('purchase', 2, { amount: '9' }), paid(5, 3)]),
        5,
      ],
      ['no events', who(old), 0],
      ['a new customer without attributes', who({}), 0],
    ],
  ],
  [
    averageOrderValue,
    [
      ['an order of 0 counts', who(old, [paid(0), paid(10, 2)]), 5],
      ['an order without an amount does not', who(old, [...bought(1), paid(10, 2)]), 10],
      ['not from exactly 365 days ago', who(old, [paid(1, 365), paid(3)]), 3],
      ['no events', who(old), null],
      ['a new customer without attributes', who({}), null],
    ],
  ],
  [
    daysSinceLastOrder,
    [
      ['from the last', who(old, bought(7, 3.5)), 3.5],
      ['just now', who(old, bought(0)), 0],
      ['no events', who(old), null],
      ['a new customer without attributes', who({}), null],
    ],
  ],
  [
    netRevenue,
    [
      ['refunds are taken off', who(old, [paid(50), refunded(20, 0.5), refunded(0.1, 0.4)]), 29.9],
      ['of orders from before the window, too', who(old, [paid(50, 400), refunded(20, 1)]), -20],
      ['a refund just less than 365 days old', who(old, [did('refund', 365, { amount: 5 }, -1)]), -5],
      ['a refund exactly 365 days old', who(old, [refunded(5, 365)]), 0],
      ['an order exactly 365 days old', who(old, [paid(50, 365), justInside(365, { amount: 2 })]), 2],
      ['a refund without an amount', who(old, [paid(50), did('refund', 0)]), 50],
      ['no events', who(old), 0],
      ['a new customer without attributes', who({}, [paid(7)]), 7],
      ['a new customer', who(young, [paid(7), refunded(7, 0)]), 0],
    ],
  ],
  [
    averageOrderValueChange,
    [
      ['now against before', who(old, [paid(40, 200), paid(60, 300), paid(75), paid(50, 2)]), 1.25],
      ['exactly 180 days ago is before', who(old, [paid(40, 180), paid(60)]), 1.5],
      ['just less than 180 days ago is now', who(old, [justInside(180, { amount: 40 }), paid(60)]), null],
      ['just less than 360 days ago is before', who(old, [justInside(360, { amount: 40 }), paid(60)]), 1.5],
      ['exactly 360 days ago is neither', who(old, [paid(40, 360), paid(60)]), null],
      ['nothing now', who(old, [paid(40, 200)]), null],
      ['orders of 0 before', who(old, [paid(0, 200), paid(60)]), null],
      ['orders of 0 now', who(old, [paid(40, 200), paid(0)]), 0],
      ['orders without an amount', who(old, [...bought(200), paid(60)]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, [paid(60)]), null],
      ['no attributes are needed', who({}, [paid(40, 200), paid(60)]), 1.5],
    ],
  ],
  [
    averageOrderGap,
    [
      ['between the first and the last', who(old, bought(1, 4, 21)), 10],
      [
        'orders at one instant are one',
        who(old, [...bought(1), did('purchase', 1, { order: 'b' }), ...bought(5)]),
        4,
      ],
      ['one order', who(old, bought(1)), null],
      ['the first just less than 730 days ago', who(old, [justInside(730), ...bought(0)]), 730 - 1 / DAY],
      ['the first exactly 730 days ago', who(old, bought(730, 0)), null],
      ['no events', who(old), null],
      ['a new customer', who(young, bought(0.5, 1)), 0.5],
      ['no attributes are needed', who({}, bought(1, 4)), 3],
    ],
  ],
  [
    longestOrderGap,
    [
      ['the longest', who(old, bought(1, 4, 21)), 17],
      ['the silence since the last is none', who(old, bought(300, 304)), 4],
      ['one order', who(old, bought(1)), null],
      ['the first just less than 730 days ago', who(old, [justInside(730), ...bought(0)]), 730 - 1 / DAY],
      ['the first exactly 730 days ago', who(old, bought(730, 0)), null],
      ['no events', who(old), null],
      ['a new customer', who(young, bought(0.5, 1)), 0.5],
      ['no attributes are needed', who({}, bought(1, 4)), 3],
    ],
  ],
  [
    returnsPerOrder,
    [
      ['1 of 4', who(old, [...bought(1, 2, 3, 4), refunded(5, 0)]), 0.25],
      ['none', who(old, bought(1)), 0],
      ['in parts', who(old, [...bought(1), refunded(5, 0), refunded(5, 0.5)]), 2],
      ['a refund just less than 365 days old', who(old, [...bought(1), did('refund', 365, {}, -1)]), 1],
      ['a refund exactly 365 days old', who(old, [...bought(1), refunded(5, 365)]), 0],
      ['an order exactly 365 days old', who(old, [...bought(365), refunded(5, 1)]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, bought(1)), 0],
      ['no attributes are needed', who({}, [...bought(1), refunded(5, 0)]), 1],
    ],
  ],
  [
    repeatBuyer,
    [
      ['2 orders are enough, however old', who(old, bought(900, 800)), true],
      ['1 is not', who(old, bought(1)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(1, 2)), true],
      ['no attributes are needed', who({}, bought(1, 2)), true],
    ],
  ],
  [
    frequentBuyer,
    [
      ['4 orders are enough', who(old, bought(1, 2, 3, 4)), true],
      ['3 are not', who(old, bought(1, 2, 3)), false],
      ['the fourth just less than 90 days ago', who(old, [...bought(1, 2, 3), justInside(90)]), true],
      ['the fourth exactly 90 days ago', who(old, bought(1, 2, 3, 90)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(0, 0.1, 0.2, 0.3)), true],
      ['no attributes are needed', who({}, bought(1, 2, 3, 4)), true],
    ],
  ],
]);

describe('bigSpender', () => {
  const ask = (spends: readonly number[], segment = bigSpender): string =>
    membersOfCrowd(
      segment,
      spends.map((amount) => (amount === 0 ? [] : [paid(amount)])),
    );

  it.each([
    ['the tenth who spend most', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], '.........x'],
    ['whatever the currency', [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000], '.........x'],
    ['of those who bought something', [0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], '..............x'],
    ['nobody where all spend as much', [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], '..........'],
    ['nobody where nobody bought', [0, 0], '..'],
  ])('%s', (_, spends, expected) => {
    expect(ask(spends)).toBe(expected);
  });

  it('adds up the orders of its window, from just less than 365 days ago on', () => {
    const crowd = (milliseconds: number): readonly Event[][] => [
      ...Array.from({ length: 9 }, () => [paid(10)]),
      [paid(6), did('purchase', 365, { amount: 6 }, milliseconds), ...bought(2)],
    ];
    expect(membersOfCrowd(bigSpender, crowd(-1))).toBe('.........x');
    expect(membersOfCrowd(bigSpender, crowd(0))).toBe('..........');
  });

  it('takes another share', () => {
    expect(ask([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], bigSpender.with({ percent: 20 }))).toBe('........xx');
  });
});
