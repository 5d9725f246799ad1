import { describe, expect, it } from 'vitest';
import {
  averageOrderValue,
  bigSpender,
  daysSinceLastOrder,
  dealSeeker,
  frequentBuyer,
  oneAndDone,
  orders,
  repeatBuyer,
  revenue,
} from '../../src/catalogue/index.js';
import type { Event, Metric, Segment } from '../../src/index.js';
import { byId, type Case, did, old, who, young } from './customers.js';

const bought = (...days: number[]): Event[] => days.map((day) => did('purchase', day));
const paid = (amount: number, day = 1): Event => did('purchase', day, { amount });
const deals = (promoted: number, full: number): Event[] => [
  ...Array.from({ length: promoted }, (_, i) => did('purchase', i + 1, { promotion: 'autumn' })),
  ...Array.from({ length: full }, (_, i) => did('purchase', i + 50)),
];
/** Just inside a window that ends so many days ago. */
const justInside = (days: number, properties = {}) => did('purchase', days, properties, -1);

const metrics: readonly (readonly [Metric<'number'>, readonly Case<number | null>[]])[] = [
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
];

const segments: readonly (readonly [Segment, readonly Case<boolean>[]])[] = [
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
    bigSpender,
    [
      ['1000 are enough', who(old, [paid(600), paid(400, 2)]), true],
      ['a cent less is not', who(old, [paid(600), paid(399.99, 2)]), false],
      ['from just less than 365 days ago', who(old, [justInside(365, { amount: 1000 })]), true],
      ['not from exactly 365 days ago', who(old, [paid(1000, 365)]), false],
      ['an order without an amount adds nothing', who(old, [paid(999), ...bought(2)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [paid(1000)]), true],
      ['no attributes are needed', who({}, [paid(1000)]), true],
    ],
  ],
  [
    dealSeeker,
    [
      ['3 of 5 orders with a promotion', who(old, deals(3, 2)), true],
      ['4 of 7 are less than 60 %', who(old, deals(4, 3)), false],
      ['3 orders are enough to judge by', who(old, deals(3, 0)), true],
      ['2 are not', who(old, deals(2, 0)), false],
      ['the third just less than 365 days ago', who(old, [...deals(2, 0), justInside(365)]), true],
      ['the third exactly 365 days ago', who(old, [...deals(2, 0), ...bought(365)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, deals(1, 0)), false],
      ['no attributes are needed', who({}, deals(3, 0)), true],
    ],
  ],
];

describe.each(byId(metrics))('%s', (_, metric, cases) => {
  it.each(cases)('%s', (_rule, customer, expected) => {
    expect(metric(customer)).toBe(expected);
  });
});

describe.each(byId(segments))('%s', (_, segment, cases) => {
  it.each(cases)('%s', (_rule, customer, expected) => {
    expect(segment(customer)).toBe(expected);
  });
});
