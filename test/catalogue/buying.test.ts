import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buyingStyle,
  categoryVariety,
  orderLeadTime,
  purchaseEffort,
  researchDays,
  researchViews,
  topCategoryShare,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { random } from '../fuzz/random.js';
import { answering } from './cases.js';
import { type Case, DAY, did, old, who, young } from './customers.js';
import { bought } from './histories.js';

/** Orders of these categories, one a day, from yesterday on. */
const of = (...categories: string[]): Event[] =>
  categories.map((category, i) => did('purchase', i + 1, { category }));
const same = of('a', 'a', 'a', 'a', 'a', 'a');
const mixed = of('a', 'a', 'a', 'b', 'b', 'c');
/** Looks so many days ago. */
const looked = (...days: number[]): Event[] => days.map((day) => did('product_viewed', day));
/** As many looks as make 5 for each of six orders, but so many. */
const looks = (less: number): Event[] =>
  Array.from({ length: 30 - less }, (_, i) => did('searched', 8, {}, i));
/** So many doubts after the oldest of six orders. */
const doubts = (name: string, count: number): Event[] =>
  Array.from({ length: count }, (_, i) => did(name, 5.5, {}, i));

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
      ['3 of 6 outside of the top category', who(old, mixed), 0.5],
      ['each of another', who(old, of('a', 'b', 'c', 'd')), 0.75],
      ['all of one', who(old, same), 0],
      [
        'the number of orders does not matter',
        who(
          old,
          [...mixed, ...mixed, ...mixed].map((event, i) => ({ ...event, id: `${i}` })),
        ),
        0.5,
      ],
      ['orders without a category are left out', who(old, [...mixed, ...bought(8, 9)]), 0.5],
      ['only such orders', who(old, bought(8, 9)), null],
      ['just less than 365 days ago', who(old, [did('purchase', 365, { category: 'a' }, -1)]), 0],
      ['exactly 365 days ago', who(old, [did('purchase', 365, { category: 'a' })]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, of('a')), 0],
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
      ['without orders and checkouts', who(old, [did('searched', 1)]), null],
      [
        'who gave up each time is measured by checkouts',
        who(old, [
          did('checkout_started', 3),
          did('checkout_started', 2),
          ...[3, 2, 1].map((day) => did('payment_failed', day)),
        ]),
        1.5,
      ],
      [
        'more orders than checkouts',
        who(old, [did('checkout_started', 3), ...bought(1, 2), did('searched', 3)]),
        0.5,
      ],
      ['a checkout exactly 365 days ago', who(old, [did('searched', 1), did('checkout_started', 365)]), null],
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
      ['half of the orders outside of the top category', who(old, mixed), 'variety-seeking'],
      ['2 of 6 outside', who(old, of('a', 'a', 'a', 'a', 'b', 'c')), 'habitual'],
      ['much variety of many orders', who(old, of(...'abcabcabcabcabc')), 'variety-seeking'],
      ['5 looks each', who(old, [...same, ...looks(0)]), 'dissonance-reducing'],
      ['a look less', who(old, [...same, ...looks(1)]), 'habitual'],
      ['5 looks each, for several categories', who(old, [...mixed, ...looks(0)]), 'complex'],
      ['a refund for each', who(old, [...same, ...doubts('refund', 6)]), 'dissonance-reducing'],
      ['a refund less', who(old, [...same, ...doubts('refund', 5)]), 'habitual'],
      [
        'tickets, and products viewed again',
        who(old, [...same, ...doubts('support_ticket', 3), ...doubts('product_viewed', 3)]),
        'dissonance-reducing',
      ],
      ['doubts of who seeks variety', who(old, [...mixed, ...doubts('refund', 6)]), 'variety-seeking'],
      ['5 orders', who(old, of('a', 'a', 'a', 'a', 'a')), null],
      ['a sixth without a category', who(old, [...of('a', 'a', 'a', 'a', 'a'), ...bought(7)]), null],
      [
        'the sixth just less than 365 days ago',
        who(old, [...of('a', 'a', 'a', 'a', 'a'), did('purchase', 365, { category: 'a' }, -1)]),
        'habitual',
      ],
      [
        'the sixth exactly 365 days ago',
        who(old, [...of('a', 'a', 'a', 'a', 'a'), did('purchase', 365, { category: 'a' })]),
        null,
      ],
      ['no events', who(old), null],
      ['a new customer', who(young, of('a')), null],
      ['no attributes are needed', who({}, same), 'habitual'],
    ],
  ],
]);

describe('buyingStyle', () => {
  it('puts everybody with 6 orders into exactly one field of the grid', () => {
    const category = fc.constantFrom('a', 'a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(category, { maxLength: 12 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 12 }),
        (categories, views, refunds) => {
          const customer = who(old, [
            ...of(...categories),
            ...Array.from({ length: views }, (_, i) => did('searched', 20, {}, i)),
            ...Array.from({ length: refunds }, (_, i) => did('refund', 0.5, {}, i)),
          ]);
          const labels = buyingStyle.labels.filter((label) => buyingStyle.is(label)(customer));
          const researched = (researchViews(customer) ?? 0) >= 5;
          const doubted = categories.length > 0 && refunds / categories.length >= 1;
          const differ = (categoryVariety(customer) ?? 0) >= 0.5;
          const style = differ
            ? researched
              ? 'complex'
              : 'variety-seeking'
            : researched || doubted
              ? 'dissonance-reducing'
              : 'habitual';
          expect(labels).toEqual(categories.length < 6 ? [] : [style]);
          expect(buyingStyle(customer)).toBe(labels[0] ?? null);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('categoryVariety', () => {
  it('does not fall with the number of orders of who buys as before', () => {
    const { below } = random(7);
    const average = (orders: number): number => {
      const shares = Array.from({ length: 400 }, () =>
        categoryVariety(who(old, of(...Array.from({ length: orders }, () => 'abcde'[below(5)] as string)))),
      );
      return shares.reduce<number>((sum, share) => sum + (share ?? 0), 0) / shares.length;
    };
    const [few, many] = [average(6), average(60)];
    expect(many).toBeGreaterThan(few);
    expect(many - few).toBeLessThan(0.25);
  });
});
