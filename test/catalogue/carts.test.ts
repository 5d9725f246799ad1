import { cartAbandoner, checkoutAbandoner, openCart, wishlister } from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';

/** An hour, in days. */
const HOUR = 1 / 24;

const added = (product: string, day: number, milliseconds = 0): Event =>
  did('cart_add', day, { product }, milliseconds);
const removed = (product: string, day: number): Event => did('cart_remove', day, { product });
const ordered = (product: string, day: number): readonly Event[] => [
  did('purchase', day, { order: product }),
  did('item_purchased', day, { order: product, product }),
];

const checkout = (order: string, day: number): Event => did('checkout_started', day, { order });
const paid = (order: string, day: number): readonly Event[] => [did('purchase', day, { order })];

answering([
  [
    openCart,
    [
      ['something in it', who(old, [added('sofa', 1)]), true],
      ['just put there', who(old, [added('sofa', 0)]), true],
      ['just less than 30 days old', who(old, [added('sofa', 30, -1)]), true],
      ['exactly 30 days old', who(old, [added('sofa', 30)]), false],
      ['bought', who(old, [added('sofa', 3), ...ordered('sofa', 1)]), false],
      ['something else bought', who(old, [added('sofa', 3), ...ordered('lamp', 1)]), true],
      ['bought before', who(old, [...ordered('sofa', 4), added('sofa', 3)]), true],
      ['taken out', who(old, [added('sofa', 3), removed('sofa', 1)]), false],
      ['something else taken out', who(old, [added('sofa', 3), removed('lamp', 1)]), true],
      [
        'taken out and put in again',
        who(old, [added('sofa', 3), removed('sofa', 2), added('sofa', 1)]),
        true,
      ],
      [
        'one of two bought, the other taken out',
        who(old, [added('sofa', 5), added('lamp', 4), ...ordered('lamp', 3), removed('sofa', 2)]),
        false,
      ],
      ['an order whose lines are not known ends it', who(old, [added('sofa', 3), did('purchase', 1)]), false],
      [
        'but not of a customer of whom lines are known',
        who(old, [...ordered('lamp', 9), added('sofa', 3), did('purchase', 1)]),
        true,
      ],
      ['no product, and an order', who(old, [did('cart_add', 3), did('purchase', 1)]), false],
      [
        'no product, and an order with its lines',
        who(old, [...ordered('lamp', 9), did('cart_add', 3), ...ordered('sofa', 1)]),
        false,
      ],
      ['no product, and taken out', who(old, [did('cart_add', 3), did('cart_remove', 1)]), false],
      [
        'of events at one instant neither is later',
        who(old, [added('sofa', 3), ...ordered('sofa', 3)]),
        true,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, [added('sofa', 1)]), true],
      ['no attributes are needed', who({}, [added('sofa', 1)]), true],
    ],
  ],
  [
    cartAbandoner,
    [
      ['a cart exactly 24 hours old', who(old, [added('sofa', 1)]), true],
      ['a cart just younger is open', who(old, [added('sofa', 1, -1)]), false],
      ['a cart just less than 7 days old', who(old, [added('sofa', 7, -1)]), true],
      ['a cart exactly 7 days old', who(old, [added('sofa', 7)]), false],
      ['bought within 24 hours', who(old, [added('sofa', 3), ...ordered('sofa', 2.5)]), false],
      ['bought later than that', who(old, [added('sofa', 3), ...ordered('sofa', 1)]), false],
      [
        'an order of 2 euros does not end the cart of a sofa',
        who(old, [added('sofa', 3), ...ordered('card', 1)]),
        true,
      ],
      ['emptied at once', who(old, [added('sofa', 3), removed('sofa', 2.9)]), false],
      ['emptied later', who(old, [added('sofa', 3), removed('sofa', 1)]), false],
      ['something else taken out', who(old, [added('sofa', 3), removed('lamp', 1)]), true],
      [
        'another cart after the purchase',
        who(old, [added('sofa', 5), ...ordered('sofa', 4.5), added('lamp', 2)]),
        true,
      ],
      [
        'another cart that is still open',
        who(old, [added('sofa', 5), ...ordered('sofa', 2), added('lamp', 0.5)]),
        false,
      ],
      ['any order, where lines are not known', who(old, [added('sofa', 3), did('purchase', 1)]), false],
      ['without a product, any order ends it', who(old, [did('cart_add', 3), did('purchase', 1)]), false],
      ['without a product, a cart that is left', who(old, [did('purchase', 4), did('cart_add', 3)]), true],
      ['no events', who(old), false],
      ['a new customer', who(young, [added('sofa', 1.5)]), true],
      ['no attributes are needed', who({}, [added('sofa', 2)]), true],
    ],
  ],
  [
    checkoutAbandoner,
    [
      ['a checkout exactly an hour old', who(old, [did('checkout_started', HOUR)]), true],
      ['just younger: still open', who(old, [did('checkout_started', HOUR, {}, -1)]), false],
      ['just less than 7 days old', who(old, [did('checkout_started', 7, {}, -1)]), true],
      ['exactly 7 days old', who(old, [did('checkout_started', 7)]), false],
      [
        'bought within the hour',
        who(old, [did('checkout_started', 3), did('purchase', 3 - HOUR / 2)]),
        false,
      ],
      ['bought later than that', who(old, [did('checkout_started', 3), did('purchase', 1)]), false],
      ['bought before', who(old, [did('purchase', 4), did('checkout_started', 3)]), true],
      [
        'a payment that failed',
        who(old, [did('checkout_started', 3), did('payment_failed', 3, {}, -1)]),
        true,
      ],
      [
        'a cart emptied afterwards is broken off as well',
        who(old, [added('sofa', 3.1), did('checkout_started', 3), removed('sofa', 2)]),
        true,
      ],
      ['its own order since', who(old, [checkout('o1', 3), ...paid('o1', 1)]), false],
      ['its own order within the hour', who(old, [checkout('o1', 3), ...paid('o1', 3 - HOUR / 2)]), false],
      ['another order since, of two euros', who(old, [checkout('o1', 3), ...paid('o2', 1)]), true],
      ['one of two', who(old, [checkout('o1', 3), checkout('o2', 2), ...paid('o1', 1)]), true],
      [
        'both of two',
        who(old, [checkout('o1', 3), checkout('o2', 2), ...paid('o1', 1), ...paid('o2', 1)]),
        false,
      ],
      ['an order that does not say which it is', who(old, [checkout('o1', 3), did('purchase', 1)]), false],
      ['a checkout that does not', who(old, [did('checkout_started', 3), ...paid('o2', 1)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('checkout_started', 1)]), true],
      ['no attributes are needed', who({}, [did('checkout_started', 1)]), true],
    ],
  ],
  [
    wishlister,
    [
      ['a wish', who(old, [did('wishlist_add', 1)]), true],
      ['just less than 90 days old', who(old, [did('wishlist_add', 90, {}, -1)]), true],
      ['exactly 90 days old', who(old, [did('wishlist_add', 90)]), false],
      ['bought since', who(old, [did('wishlist_add', 9, { product: 'sofa' }), ...ordered('sofa', 1)]), false],
      [
        'something else bought since',
        who(old, [did('wishlist_add', 9, { product: 'sofa' }), ...ordered('lamp', 1)]),
        true,
      ],
      ['any order, where lines are not known', who(old, [did('wishlist_add', 9), did('purchase', 1)]), false],
      ['bought before', who(old, [did('wishlist_add', 9), did('purchase', 10)]), true],
      [
        'another wish after the purchase',
        who(old, [did('wishlist_add', 9), did('purchase', 5), did('wishlist_add', 1)]),
        true,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('wishlist_add', 1)]), true],
      ['no attributes are needed', who({}, [did('wishlist_add', 1)]), true],
    ],
  ],
]);
