import { cartAbandoner, checkoutAbandoner, wishlister } from '../../src/catalogue/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';

/** An hour, in days. */
const HOUR = 1 / 24;

answering([
  [
    cartAbandoner,
    [
      ['a cart exactly 24 hours old', who(old, [did('cart_add', 1)]), true],
      ['a cart just younger is open', who(old, [did('cart_add', 1, {}, -1)]), false],
      ['a cart just less than 7 days old', who(old, [did('cart_add', 7, {}, -1)]), true],
      ['a cart exactly 7 days old', who(old, [did('cart_add', 7)]), false],
      ['bought within 24 hours', who(old, [did('cart_add', 3), did('purchase', 2.5)]), false],
      ['bought after exactly 24 hours', who(old, [did('cart_add', 3), did('purchase', 2)]), false],
      [
        'bought later than that: nothing is left to bring home',
        who(old, [did('cart_add', 3), did('purchase', 1)]),
        false,
      ],
      ['bought before', who(old, [did('purchase', 4), did('cart_add', 3)]), true],
      [
        'another cart after the purchase',
        who(old, [did('cart_add', 5), did('purchase', 4.5), did('cart_add', 2)]),
        true,
      ],
      [
        'another cart that is still open',
        who(old, [did('cart_add', 5), did('purchase', 2), did('cart_add', 0.5)]),
        false,
      ],
      ['bought at the same instant as filled', who(old, [did('cart_add', 3), did('purchase', 3)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('cart_add', 1.5)]), true],
      ['no attributes are needed', who({}, [did('cart_add', 2)]), true],
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
      ['bought since', who(old, [did('wishlist_add', 9), did('purchase', 1)]), false],
      ['bought at the same instant', who(old, [did('wishlist_add', 9), did('purchase', 9)]), false],
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
