import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  buyingStyle,
  cancelled,
  categoryVariety,
  purchaseEffort,
  researchDays,
  researchViews,
  topCategoryShare,
  upgraded,
} from '../../src/catalogue/index.js';
import { days, type Event } from '../../src/index.js';
import { answering } from './cases.js';
import { daysBefore, did, old, who, young } from './customers.js';
import { bought } from './histories.js';

const categories = (...names: string[]): Event[] =>
  names.map((category, i) => did('purchase', 10 + 30 * i, { category }));
/** So many looks in the days before each of the orders. */
const looked = (count: number, orders: number): Event[] =>
  Array.from({ length: orders }, (_, o) =>
    Array.from({ length: count }, (_, i) => did('product_viewed', 10 + 30 * o + 0.5 + i)),
  ).flat();
const change = (mrr: number | undefined, previousMrr: number | undefined, day: number): Event =>
  did('subscription_changed', day, { mrr, previousMrr });
const subscribedFor = (age: number) => ({ subscribedAt: daysBefore(age) });
const year = { after: days(365) };

answering([
  [
    categoryVariety,
    [
      ['two of four', who(old, categories('a', 'a', 'a', 'b')), 0.5],
      ['one order', who(old, categories('a')), 1],
      ['orders without a category say nothing', who(old, [...categories('a', 'a'), ...bought(1)]), 0.5],
      ['no orders', who({}), null],
      ['a new customer', who(young, [did('purchase', 1, { category: 'a' })]), 1],
    ],
  ],
  [
    topCategoryShare,
    [
      ['three of four', who(old, categories('a', 'a', 'a', 'b')), 0.75],
      ['no categories', who(old, bought(1)), null],
      ['no events', who({}), null],
    ],
  ],
  [
    researchViews,
    [
      ['two looks for one order', who(old, [...looked(2, 1), ...bought(10)]), 2],
      ['a look exactly 90 days before', who(old, [did('searched', 100), ...bought(10)]), 1],
      ['a look a millisecond earlier', who(old, [did('searched', 100, {}, 1), ...bought(10)]), null],
      ['looks after the order are not before it', who(old, [did('searched', 5), ...bought(10)]), null],
      ['no looks', who(old, bought(10)), null],
      ['no events', who({}), null],
      ['a new customer', who(young, [did('searched', 1), did('purchase', 0.5)]), 1],
    ],
  ],
  [
    researchDays,
    [
      [
        'two days',
        who(old, [did('searched', 12), did('product_viewed', 12, {}, 1), did('searched', 11), ...bought(10)]),
        2,
      ],
      ['no looks', who(old, bought(10)), null],
      ['no events', who({}), null],
    ],
  ],
  [
    purchaseEffort,
    [
      [
        'steps, failures and searches',
        who(old, [...bought(1), did('checkout_step', 1), did('payment_failed', 1), did('searched', 2)]),
        3,
      ],
      ['exactly a year ago', who(old, [...bought(1), did('searched', 365)]), 0],
      ['no orders', who(old, [did('searched', 1)]), null],
      ['no events', who({}), null],
    ],
  ],
  [
    buyingStyle,
    [
      ['looked into and varied', who(old, [...categories('a', 'b', 'c'), ...looked(5, 3)]), 'complex'],
      [
        'looked into and the same',
        who(old, [...categories('a', 'a', 'a'), ...looked(5, 3)]),
        'dissonance-reducing',
      ],
      ['4 looks each are quick', who(old, [...categories('a', 'a', 'a'), ...looked(4, 3)]), 'habitual'],
      ['quick and varied', who(old, categories('a', 'a', 'b', 'b')), 'variety-seeking'],
      ['two categories of five orders', who(old, categories('a', 'a', 'a', 'b', 'b')), 'habitual'],
      ['two orders', who(old, categories('a', 'b')), null],
      ['no events', who(old), null],
      ['a new customer', who(young, [did('purchase', 1, { category: 'a' })]), null],
      ['no attributes are needed', who({}, categories('a', 'a', 'a')), 'habitual'],
    ],
  ],
  [
    upgraded(year),
    [
      ['to a greater plan', who(subscribedFor(400), [change(50, 20, 100)]), true],
      ['to a smaller one', who(subscribedFor(400), [change(20, 50, 100)]), false],
      ['to one of the same price', who(subscribedFor(400), [change(20, 20, 100)]), false],
      ['exactly a year after', who(subscribedFor(400), [change(50, 20, 35)]), false],
      [
        'just less than a year after',
        who(subscribedFor(400), [did('subscription_changed', 35, { mrr: 50, previousMrr: 20 }, 1)]),
        true,
      ],
      ['without the price before', who(subscribedFor(400), [change(50, undefined, 100)]), false],
      ['when they subscribed is not known', who({}, [change(50, 20, 100)]), false],
      ['no events', who(subscribedFor(400)), false],
      ['a new customer', who(subscribedFor(2), [change(50, 20, 1)]), true],
    ],
  ],
  [
    cancelled(year),
    [
      ['within the year', who(subscribedFor(400), [did('subscription_cancelled', 100)]), true],
      ['exactly a year after', who(subscribedFor(400), [did('subscription_cancelled', 35)]), false],
      ['before subscribing', who(subscribedFor(400), [did('subscription_cancelled', 401)]), false],
      ['when they subscribed is not known', who({}, [did('subscription_cancelled', 100)]), false],
      ['no events', who(subscribedFor(400)), false],
      ['a new customer', who(subscribedFor(2)), false],
    ],
  ],
]);

it('a buying style is there exactly for those with three orders of a category', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c', undefined), { maxLength: 8 }),
      fc.nat(6),
      (bought, looks) => {
        const orders = bought.map((category, i) => did('purchase', 10 + 30 * i, { category }));
        const style = buyingStyle(who(old, [...orders, ...looked(looks, orders.length)]));
        expect(style !== null).toBe(bought.filter((category) => category !== undefined).length >= 3);
      },
    ),
    { numRuns: 300 },
  );
});
