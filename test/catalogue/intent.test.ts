import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impulsiveBuyer, likelyToBuy, researcher } from '../../src/catalogue/index.js';
import { days, type Event, hours, describe as inWords } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';
import { bought } from './histories.js';

/** An hour, in days. */
const HOUR = 1 / 24;

/** An order with a look so many days before it. */
const orderAfterLook = (day: number, before: number, milliseconds = 0): Event[] => [
  did('purchase', day),
  did('product_viewed', day + before, {}, milliseconds),
];

/** So many views, each a day earlier than the one before. */
const views = (count: number, from: number): Event[] =>
  Array.from({ length: count }, (_, i) => did('product_viewed', from + i));

/** Two orders, each with five looks from two days before on. */
const researched: readonly Event[] = [...bought(10, 40), ...views(5, 12), ...views(5, 42)];

/** Two orders, each within minutes of the only look. */
const quick: readonly Event[] = [...orderAfterLook(10, HOUR / 6), ...orderAfterLook(40, HOUR / 6)];

answering([
  [
    likelyToBuy,
    [
      ['a cart', who(old, [did('cart_add', 1)]), true],
      [
        'a cart emptied again',
        who(old, [did('cart_add', 2, { product: 'a' }), did('cart_remove', 1, { product: 'a' })]),
        false,
      ],
      [
        'something else taken out',
        who(old, [did('cart_add', 2, { product: 'a' }), did('cart_remove', 1, { product: 'b' })]),
        true,
      ],
      ['a checkout', who(old, [did('checkout_started', 1)]), true],
      ['a cart just less than 7 days old', who(old, [did('cart_add', 7, {}, -1)]), true],
      ['a cart exactly 7 days old', who(old, [did('cart_add', 7)]), false],
      ['3 looks', who(old, views(3, 1)), true],
      ['2 looks', who(old, views(2, 1)), false],
      ['products and prices together', who(old, [...views(2, 1), did('pricing_viewed', 2)]), true],
      ['3 looks, one of them 7 days ago', who(old, [...views(2, 1), did('pricing_viewed', 7)]), false],
      [
        'only read and searched',
        who(
          old,
          [1, 2, 3].flatMap((day) => [did('content_viewed', day), did('searched', day)]),
        ),
        false,
      ],
      ['bought afterwards', who(old, [did('cart_add', 2), did('purchase', 1)]), false],
      ['bought before, in these days', who(old, [did('purchase', 6), did('cart_add', 1)]), false],
      ['bought exactly 7 days ago', who(old, [did('purchase', 7), did('cart_add', 1)]), true],
      ['bought just less than 7 days ago', who(old, [did('purchase', 7, {}, -1), did('cart_add', 1)]), false],
      ['subscribed', who(old, [...views(3, 2), did('subscription_started', 1)]), false],
      ['changed the plan', who(old, [...views(3, 2), did('subscription_changed', 1)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('cart_add', 1)]), true],
      ['no attributes are needed', who({}, [did('cart_add', 1)]), true],
    ],
  ],
  [
    researcher,
    [
      ['two orders after days of looking', who(old, researched), true],
      ['4 looks for the second', who(old, researched.slice(0, -1)), false],
      ['one order', who(old, [...bought(10), ...views(9, 12)]), false],
      ['only looked', who(old, views(40, 1)), false],
      [
        'looks a millisecond more than a day before',
        who(old, [
          ...[10, 40].flatMap((day) => orderAfterLook(day, 1, 1)),
          ...[10, 40].flatMap((day) => [1, 2, 3, 4].map((i) => did('searched', day, {}, i))),
        ]),
        true,
      ],
      [
        'looks exactly a day before',
        who(old, [
          ...[10, 40].flatMap((day) => orderAfterLook(day, 1)),
          ...[10, 40].flatMap((day) => [1, 2, 3, 4].map((i) => did('searched', day, {}, i))),
        ]),
        false,
      ],
      [
        'looks exactly 14 days before',
        who(old, [...orderAfterLook(10, 14), ...orderAfterLook(40, 14), ...views(8, 60)]),
        true,
      ],
      [
        'looks just more than 14 days before: nothing is known of the way',
        who(old, [...orderAfterLook(10, 14, 1), ...orderAfterLook(40, 14, 1), ...views(8, 60)]),
        false,
      ],
      [
        '3 of 4 orders, with 3 looks for each',
        who(old, [...researched, ...orderAfterLook(80, 2), ...orderAfterLook(120, HOUR)]),
        false,
      ],
      [
        '3 of 4 orders, with 5 looks for each',
        who(old, [...researched, ...bought(80), ...views(9, 82), ...orderAfterLook(120, HOUR)]),
        true,
      ],
      ['2 of 3 orders', who(old, [...researched, ...views(4, 70), ...orderAfterLook(120, HOUR)]), false],
      ['orders in a store are left out', who(old, [...researched, ...bought(150, 200, 250)]), true],
      [
        'the second order just less than 365 days ago',
        who(old, [...bought(10), did('purchase', 365, {}, -1), ...views(9, 12), did('searched', 367)]),
        false,
      ],
      [
        'the same with ten looks in the window',
        who(old, [...bought(10), did('purchase', 365, {}, -1), ...views(10, 12), did('searched', 367)]),
        true,
      ],
      [
        'the second order exactly 365 days ago',
        who(old, [...bought(10), did('purchase', 365), ...views(10, 12), did('searched', 367)]),
        false,
      ],
      ['the orders of an impulsive buyer', who(old, quick), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('purchase', 1), ...views(5, 1.5)]), false],
      ['no attributes are needed', who({}, researched), true],
    ],
  ],
  [
    impulsiveBuyer,
    [
      ['two orders within minutes', who(old, quick), true],
      ['one order', who(old, quick.slice(0, 2)), false],
      [
        'looks exactly an hour before',
        who(old, [...orderAfterLook(10, HOUR), ...orderAfterLook(40, HOUR)]),
        true,
      ],
      [
        'one look just more than an hour before',
        who(old, [...orderAfterLook(10, HOUR), ...orderAfterLook(40, HOUR, 1)]),
        false,
      ],
      [
        'a look at the same instant is none before it',
        who(old, [...orderAfterLook(10, HOUR), ...orderAfterLook(40, 0)]),
        false,
      ],
      ['also a look exactly 14 days before', who(old, [...quick, did('searched', 24)]), false],
      ['also a look just more than 14 days before', who(old, [...quick, did('searched', 24, {}, 1)]), true],
      ['a cart filled the day before is a look', who(old, [...quick, did('cart_add', 11)]), false],
      ['what was looked at afterwards does not count', who(old, [...quick, did('searched', 9.99)]), true],
      [
        'the looks before an earlier order belong to that one',
        who(old, [...orderAfterLook(10, HOUR / 6), ...orderAfterLook(12, HOUR / 6)]),
        true,
      ],
      ['3 of 4 orders', who(old, [...quick, ...orderAfterLook(80, HOUR), ...orderAfterLook(120, 2)]), true],
      ['2 of 3 orders', who(old, [...quick, ...orderAfterLook(120, 2)]), false],
      ['orders in a store are left out', who(old, [...quick, ...bought(150, 200, 250)]), true],
      ['orders without any look', who(old, bought(10, 40)), false],
      [
        'the second order just less than 365 days ago',
        who(old, [...quick.slice(0, 2), did('purchase', 365, {}, -1), did('searched', 365, {}, 5)]),
        true,
      ],
      [
        'the second order exactly 365 days ago',
        who(old, [...quick.slice(0, 2), did('purchase', 365), did('searched', 365, {}, 5)]),
        false,
      ],
      ['the orders of a researcher', who(old, researched), false],
      ['no events', who(old), false],
      ['a new customer with one order', who(young, orderAfterLook(1, HOUR / 6)), false],
      ['no attributes are needed', who({}, quick), true],
    ],
  ],
]);

describe('researcher and impulsive-buyer', () => {
  it('have nobody in common', () => {
    const event = fc
      .tuple(
        fc.constantFrom('purchase', 'purchase', 'product_viewed', 'cart_add', 'searched'),
        fc.integer({ min: 0, max: 60 * 24 * 4 }),
      )
      .map(([name, quarter]) => did(name, quarter / 96));
    const loose = { orders: 1, looks: 0, share: 0.51 };
    const seen = { researcher: 0, impulsiveBuyer: 0 };
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const customer = who(old, events);
        const both = [
          researcher.with(loose)(customer),
          impulsiveBuyer.with({ orders: 1, share: 0.51, pause: hours(12) })(customer),
        ];
        seen.researcher += Number(both[0]);
        seen.impulsiveBuyer += Number(both[1]);
        expect(both).not.toEqual([true, true]);
      }),
      { numRuns: 500 },
    );
    expect(seen.researcher).toBeGreaterThan(0);
    expect(seen.impulsiveBuyer).toBeGreaterThan(0);
  });

  it('can have the same idea of a pause', () => {
    const slow = [...orderAfterLook(10, 0.5), ...orderAfterLook(40, 0.5)];
    expect(impulsiveBuyer.with({ pause: days(1) })(who(old, slow))).toBe(true);
    expect(researcher.with({ pause: hours(1), looks: 1 })(who(old, slow))).toBe(true);
  });
});

describe('intent in words', () => {
  it('can be read aloud', () => {
    expect(inWords(likelyToBuy)).toBe(
      'something put into the cart and left there, a checkout started, or at least 3 looks at products and prices in the last 7 days, and no “purchase”, “subscription started” or “subscription changed” event in the last 7 days',
    );
    expect(inWords(researcher)).toBe(
      'at least 2 orders in the last 365 days with a look in the 14 days before them, share of these with a look more than 24 hours before is at least 75 % and at least 5 looks for each of these',
    );
    expect(inWords(impulsiveBuyer)).toBe(
      'at least 2 orders in the last 365 days with a look in the 14 days before them and share of these within 1 hour of the first look is at least 75 %',
    );
  });
});
