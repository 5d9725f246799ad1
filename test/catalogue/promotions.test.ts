import { dealSeeker, priceRealisation, priceSensitive, promotionShare } from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';
import { bought } from './histories.js';

const deals = (promoted: number, full: number): Event[] => [
  ...Array.from({ length: promoted }, (_, i) => did('purchase', i + 1, { promotion: 'autumn' })),
  ...Array.from({ length: full }, (_, i) => did('purchase', i + 50)),
];
/** Just inside a window that ends so many days ago. */
const justInside = (days: number, properties = {}) => did('purchase', days, properties, -1);
/** Orders of so much, each of something that costs 100 by the list. */
const paid = (...amounts: number[]): Event[] =>
  amounts.map((amount, i) => did('purchase', (i + 1) / 2, { amount, listPrice: 100 }));

answering([
  [
    promotionShare,
    [
      ['3 of 4', who(old, deals(3, 1)), 0.75],
      ['none', who(old, bought(1)), 0],
      [
        'no promotion is null or missing',
        who(old, [did('purchase', 1, { promotion: null }), ...deals(1, 0)]),
        0.5,
      ],
      ['just less than 365 days ago', who(old, [justInside(365, { promotion: 'x' }), ...bought(1)]), 0.5],
      ['not exactly 365 days ago', who(old, [did('purchase', 365, { promotion: 'x' }), ...bought(1)]), 0],
      ['no events', who(old), null],
      ['a new customer', who(young, deals(1, 0)), 1],
      ['no attributes are needed', who({}, deals(1, 1)), 0.5],
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
  [
    priceRealisation,
    [
      [
        'of all orders together',
        who(old, [...paid(50), did('purchase', 3, { amount: 300, listPrice: 300 })]),
        0.875,
      ],
      ['the full price', who(old, paid(100)), 1],
      ['more than the list price', who(old, paid(110)), 1.1],
      ['for nothing', who(old, paid(0)), 0],
      [
        'orders without a list price are left out',
        who(old, [...paid(80), did('purchase', 3, { amount: 100 })]),
        0.8,
      ],
      [
        'a list price of 0 is none',
        who(old, [...paid(80), did('purchase', 3, { amount: 9, listPrice: 0 })]),
        0.8,
      ],
      [
        'orders without an amount are left out',
        who(old, [...paid(80), did('purchase', 3, { listPrice: 100 })]),
        0.8,
      ],
      [
        'texts are no prices',
        who(old, [
          ...paid(80),
          did('purchase', 3, { amount: '1', listPrice: 100 }),
          did('purchase', 3, { amount: 1, listPrice: '100' }, 1),
        ]),
        0.8,
      ],
      ['just less than 365 days ago', who(old, [justInside(365, { amount: 70, listPrice: 100 })]), 0.7],
      ['exactly 365 days ago', who(old, [did('purchase', 365, { amount: 70, listPrice: 100 })]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, paid(90)), 0.9],
      ['no attributes are needed', who({}, paid(90)), 0.9],
    ],
  ],
  [
    priceSensitive,
    [
      ['80 % of the list price', who(old, paid(80, 80, 80)), true],
      ['a cent more', who(old, paid(80, 80, 80.01)), false],
      ['2 orders', who(old, paid(50, 50)), false],
      ['a third without a list price', who(old, [...paid(50, 50), did('purchase', 9, { amount: 1 })]), false],
      [
        'the third just less than 365 days ago',
        who(old, [...paid(50, 50), justInside(365, { amount: 50, listPrice: 100 })]),
        true,
      ],
      [
        'the third exactly 365 days ago',
        who(old, [...paid(50, 50), did('purchase', 365, { amount: 50, listPrice: 100 })]),
        false,
      ],
      ['promotions without list prices', who(old, deals(5, 0)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, paid(50, 50)), false],
      ['a new customer with 3 orders', who(young, paid(50, 50, 50)), true],
      ['no attributes are needed', who({}, paid(50, 50, 50)), true],
    ],
  ],
]);
