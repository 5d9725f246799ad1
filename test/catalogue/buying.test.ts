import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averageOrderValue,
  buyingStyle,
  categoryVariety,
  orderLeadTime,
  purchaseEffort,
  researchDays,
  researchViews,
  topCategoryShare,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { type Case, DAY, did, old, who, young } from './customers.js';
import { bought } from './histories.js';

/** Orders of these categories, one a day, from yesterday on. */
const of = (...categories: string[]): Event[] =>
  categories.map((category, i) => did('purchase', i + 1, { category }));
const same = of('a', 'a', 'a', 'a');
const mixed = of('a', 'a', 'b', 'b');
/** Looks so many days ago. */
const looked = (...days: number[]): Event[] => days.map((day) => did('product_viewed', day));
const worth = (amount: number, history: readonly Event[]): Event[] =>
  history.map((order) => ({ ...order, properties: { ...order.properties, amount } }));
/** As many looks as make 5 for each of four orders, but so many. */
const looks = (less: number): Event[] =>
  Array.from({ length: 20 - less }, (_, i) => did('searched', 6, {}, i));

/** The cases that the research before an order has in common, whether looks or days are counted: `two` looks on two days. */
const research = (two: number): readonly Case<number | null>[] => [
  ['on two days', who(old, [...looked(3, 4), ...bought(2)]), two],
  [
    'whatever it is',
    who(old, [
      ...['content_viewed', 'pricing_viewed', 'searched', 'cart_add', 'wishlist_add'].map((name, i) =>
        did(name, i + 3),
      ),
      ...bought(2),
    ]),
    5,
  ],
  ['for each of two orders', who(old, [...looked(3, 4), ...looked(11, 12), ...bought(2, 10)]), two],
  ['orders without a look are left out', who(old, [...looked(3, 4), ...bought(2, 200)]), two],
  ['looks after the order are none', who(old, [...looked(1, 3, 4), ...bought(2)]), two],
  ['a look exactly 90 days before', who(old, [...looked(3, 92), ...bought(2)]), two],
  [
    'a look just more than 90 days before',
    who(old, [...looked(3), did('searched', 92, {}, 1), ...bought(2)]),
    two / 2,
  ],
  [
    'the order just less than 365 days ago',
    who(old, [did('purchase', 365, {}, -2), did('searched', 365, {}, -1)]),
    1,
  ],
  ['the order exactly 365 days ago', who(old, [...bought(365), ...looked(366)]), null],
  ['only looked', who(old, looked(1, 2, 3)), null],
  ['only bought', who(old, bought(1, 2)), null],
  ['no events', who(old), null],
  ['a new customer', who(young, [...looked(1.5), ...bought(1)]), 1],
  ['no attributes are needed', who({}, [...looked(3, 4), ...bought(2)]), two],
];

answering([
  [
    categoryVariety,
    [
      ['2 categories in 4 orders', who(old, mixed), 0.5],
      ['each of another', who(old, of('a', 'b', 'c')), 1],
      ['orders without a category are left out', who(old, [...mixed, ...bought(8, 9)]), 0.5],
      ['only such orders', who(old, bought(8, 9)), null],
      ['just less than 365 days ago', who(old, [did('purchase', 365, { category: 'a' }, -1)]), 1],
      ['exactly 365 days ago', who(old, [did('purchase', 365, { category: 'a' })]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, of('a')), 1],
      ['no attributes are needed', who({}, mixed), 0.5],
    ],
  ],
  [
    topCategoryShare,
    [
      ['3 of 4', who(old, of('a', 'b', 'a', 'a')), 0.75],
      ['orders without a category are left out', who(old, [...same, ...bought(8, 9)]), 1],
      ['only such orders', who(old, bought(8, 9)), null],
      [
        'just less than 365 days ago',
        who(old, [did('purchase', 365, { category: 'b' }, -1), ...of('a')]),
        0.5,
      ],
      ['exactly 365 days ago', who(old, [did('purchase', 365, { category: 'b' }), ...of('a')]), 1],
      ['no events', who(old), null],
      ['a new customer', who(young, of('a')), 1],
      ['no attributes are needed', who({}, mixed), 0.5],
    ],
  ],
  [
    researchViews,
    [...research(2), ['several on one day', who(old, [...looked(3, 3.1, 3.2), ...bought(2)]), 3]],
  ],
  [
    researchDays,
    [
      ...research(2),
      ['several on one day', who(old, [...looked(3, 3.1, 3.2), ...bought(2)]), 1],
      ['one day for two orders', who(old, [...looked(3), ...bought(2, 1)]), 0.5],
    ],
  ],
  [
    purchaseEffort,
    [
      [
        'steps, failed payments and searches',
        who(old, [
          ...bought(1, 2),
          ...['checkout_step', 'checkout_step', 'payment_failed', 'searched', 'searched'].map((name, i) =>
            did(name, i + 1),
          ),
        ]),
        2.5,
      ],
      ['none', who(old, bought(1)), 0],
      ['views are no effort', who(old, [...looked(2), ...bought(1)]), 0],
      ['just less than 365 days ago', who(old, [did('searched', 365, {}, -1), ...bought(1)]), 1],
      ['exactly 365 days ago', who(old, [did('searched', 365), ...bought(1)]), 0],
      ['an order exactly 365 days ago', who(old, [did('searched', 1), ...bought(365)]), null],
      ['without orders', who(old, [did('searched', 1)]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, [did('searched', 1), ...bought(1)]), 1],
      ['no attributes are needed', who({}, [did('searched', 1), ...bought(1)]), 1],
    ],
  ],
  [
    orderLeadTime,
    [
      ['from the first look', who(old, [...looked(9, 5), ...bought(2)]), 7],
      ['to the first order', who(old, [...looked(9, 5), ...bought(2, 8)]), 1],
      ['later orders change nothing', who(old, [...looked(9, 1), ...bought(8, 0.5)]), 1],
      ['a look exactly 90 days before', who(old, [...looked(92, 5), ...bought(2)]), 90],
      [
        'a look just more than 90 days before',
        who(old, [did('searched', 92, {}, 1), ...looked(5), ...bought(2)]),
        3,
      ],
      ['a look at the same instant', who(old, [...looked(2), ...bought(2)]), null],
      ['however long ago', who(old, [...looked(900 + 1 / DAY), ...bought(900)]), 1 / DAY],
      ['without a look', who(old, bought(2)), null],
      ['without an order', who(old, looked(2)), null],
      ['no events', who(old), null],
      ['a new customer', who(young, [...looked(1.5), ...bought(1)]), 0.5],
      ['no attributes are needed', who({}, [...looked(3), ...bought(2)]), 1],
    ],
  ],
  [
    buyingStyle,
    [
      ['nothing at stake, nothing else', who(old, same), 'habitual'],
      ['one of two categories', who(old, mixed), 'variety-seeking'],
      ['2 categories of 5 orders', who(old, [...mixed, ...of('a', 'a', 'a', 'a', 'a').slice(4)]), 'habitual'],
      ['orders of 200', who(old, worth(200, same)), 'dissonance-reducing'],
      ['orders of a cent less', who(old, worth(199.99, same)), 'habitual'],
      ['orders of 200, of several categories', who(old, worth(200, mixed)), 'complex'],
      ['5 looks each', who(old, [...same, ...looks(0)]), 'dissonance-reducing'],
      ['a look less', who(old, [...same, ...looks(1)]), 'habitual'],
      ['5 looks each, for several categories', who(old, [...mixed, ...looks(0)]), 'complex'],
      ['3 orders', who(old, of('a', 'a', 'a')), null],
      ['a fourth without a category', who(old, [...of('a', 'a', 'a'), ...bought(5)]), null],
      [
        'the fourth just less than 365 days ago',
        who(old, [...of('a', 'a', 'a'), did('purchase', 365, { category: 'a' }, -1)]),
        'habitual',
      ],
      [
        'the fourth exactly 365 days ago',
        who(old, [...of('a', 'a', 'a'), did('purchase', 365, { category: 'a' })]),
        null,
      ],
      ['no events', who(old), null],
      ['a new customer', who(young, of('a')), null],
      ['no attributes are needed', who({}, same), 'habitual'],
    ],
  ],
]);

describe('buyingStyle', () => {
  it('puts everybody with 4 orders into exactly one field of the grid, by the two axes', () => {
    const order = fc
      .record({ category: fc.constantFrom('a', 'a', 'b', 'c'), amount: fc.constantFrom(10, 10, 700) })
      .map((properties) => properties);
    fc.assert(
      fc.property(fc.array(order, { maxLength: 9 }), fc.integer({ min: 0, max: 60 }), (orders, views) => {
        const customer = who(old, [
          ...orders.map((properties, i) => did('purchase', i + 1, properties)),
          ...Array.from({ length: views }, (_, i) => did('searched', 20, {}, i)),
        ]);
        const labels = buyingStyle.labels.filter((label) => buyingStyle.is(label)(customer));
        const stake = (researchViews(customer) ?? 0) >= 5 || (averageOrderValue(customer) ?? 0) >= 200;
        const differ = (categoryVariety(customer) ?? 0) >= 0.5;
        const style = stake
          ? differ
            ? 'complex'
            : 'dissonance-reducing'
          : differ
            ? 'variety-seeking'
            : 'habitual';
        expect(labels).toEqual(orders.length < 4 ? [] : [style]);
        expect(buyingStyle(customer)).toBe(labels[0] ?? null);
      }),
      { numRuns: 200 },
    );
  });
});
