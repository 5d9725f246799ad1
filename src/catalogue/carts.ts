import {
  and,
  events,
  exists,
  missing,
  not,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days, hours } from '../time/index.js';

/** Those without one of the others (about the same thing, if one is named) after them, be it only so soon or up to now. */
const without = (
  things: Selection,
  others: Selection,
  { wait, same }: { readonly wait?: Duration | undefined; readonly same?: 'product' | 'order' },
): Selection => {
  const options = same === undefined ? {} : { same };
  const kept = wait === undefined ? things : things.notFollowedBy(others, wait, options);
  return kept.notYetFollowedBy(others, options);
};

/**
 * Those who wanted something and neither bought nor dropped just that since, for at least some time if that is given.
 * `item_purchased` says which product an order is of. Where none of a customer's orders says so, any order ends it.
 */
const stillWanted = (
  title: string,
  wanted: Selection,
  { dropped, wait }: { readonly dropped: readonly string[]; readonly wait?: Duration },
): Segment => {
  const left = segment('still-wanted', {
    title,
    where: () => {
      const byLine = segment('orders-by-line', {
        title: 'Orders known line by line',
        where: () => events('item_purchased').any(),
      });
      // What has no product is one nameless thing, which an order ends: that has none either.
      const ends = events('item_purchased', 'purchase', ...dropped);
      const anyOrder = without(wanted, events('purchase'), { wait });
      const notDropped =
        dropped.length === 0 ? anyOrder : without(anyOrder, events(...dropped), { wait, same: 'product' });
      return or(
        and(byLine, without(wanted, ends, { wait, same: 'product' }).any()),
        and(not(byLine), notDropped.any()),
      );
    },
  });
  return and(wanted.any(), left);
};

/**
 * Has something in the cart: put there in the last 30 days, and neither bought nor taken out since.
 *
 * It is the same `product` of `cart_add`, `cart_remove` and `item_purchased` that counts, so that an order of something
 * else leaves it in the cart.
 * Edge cases: where no order of the customer's was recorded with its lines (`item_purchased`), any order empties the
 * cart; what has no `product` is ended by any order and by a `cart_remove` without one; how many pieces of a product
 * are in it is not looked at; of events at the same instant neither comes after the other; a new customer can qualify
 * at once; without `cart_add` nobody does.
 * @example
 * ```ts
 * import { openCart, profile } from 'habitus';
 * const did = (name: string, hour: string, product: string) => ({
 *   name,
 *   at: `2026-11-20T${hour}:00:00Z`,
 *   properties: { product },
 * });
 * const cart = [did('cart_add', '09', 'sofa'), did('cart_add', '09', 'lamp'), did('item_purchased', '10', 'lamp')];
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * openCart(profile({ id: 'ada' }, cart, at)); //=> true
 * openCart(profile({ id: 'bob' }, [...cart, did('cart_remove', '11', 'sofa')], at)); //=> false
 * ```
 * @see Product Added and Product Removed of the e-commerce specification of Segment
 * (https://www.twilio.com/docs/segment/connections/spec/ecommerce/v2); the window is a rule of thumb.
 */
export const openCart: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('open-cart', {
  title: 'Open cart',
  dimension: 'journey',
  goal: 'Know who is about to order',
  action: 'Keep the cart for them on every device, and say when something in it is running out',
  source:
    'Segment, "Spec: V2 Ecommerce Events" (documentation): Product Added and Product Removed; 30 days are a rule of thumb',
  parameters: { window: /* @__PURE__ */ days(30) },
  where: ({ window }) =>
    stillWanted('Some of that neither bought nor taken out since', events('cart_add').within(window), {
      dropped: ['cart_remove'],
    }),
});

/**
 * Left something in the cart: put it there in the last 7 days, and has neither bought it nor taken it out, for at least
 * 24 hours.
 *
 * Parameters: `patience` 24 hours (from then on the cart counts as left), `window` 7 days. It is the same `product`
 * that counts, see {@link openCart}.
 * Edge cases: a cart younger than the patience is still open, not left, so a new customer does not qualify at first;
 * without `cart_add` nobody qualifies. Those of {@link openCart} hold as well.
 * @example
 * ```ts
 * import { cartAbandoner, profile } from 'habitus';
 * const history = [{ name: 'cart_add', at: '2026-11-20T00:00:00Z', properties: { product: 'sofa' } }];
 * cartAbandoner(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * cartAbandoner(profile({ id: 'bob' }, history, { asOf: '2026-11-20T12:00:00Z' })); //=> false
 * ```
 * @see The events of the e-commerce specification of Segment
 * (https://www.twilio.com/docs/segment/connections/spec/ecommerce/v2); a day is a rule of thumb for reports, an hour
 * one for reminders.
 */
export const cartAbandoner: Segment<{ readonly patience: Duration; readonly window: Duration }> =
  /* @__PURE__ */ segment('cart-abandoner', {
    title: 'Cart abandoner',
    dimension: 'journey',
    goal: 'Bring the order home',
    action: 'Show the cart again, and ask what stood in the way before giving a discount',
    source:
      'Segment, "Spec: V2 Ecommerce Events" (documentation): Product Added and Product Removed; 24 hours are a rule of thumb',
    parameters: { patience: /* @__PURE__ */ hours(24), window: /* @__PURE__ */ days(7) },
    where: ({ patience, window }) =>
      stillWanted(
        `Some of that left for at least ${duration(patience)}, neither bought nor taken out since`,
        events('cart_add').within(window),
        { dropped: ['cart_remove'], wait: patience },
      ),
  });

/**
 * Stopped at the till: started a checkout in the last 7 days, ordered nothing within an hour, and has ordered nothing
 * since. Where the checkout says which `order` it is of, only that order ends it.
 *
 * Parameters: `patience` 1 hour (from then on the checkout counts as broken off), `window` 7 days.
 * Edge cases: a checkout younger than the patience is still open, so a new customer does not qualify at first; without
 * `checkout_started` nobody qualifies; a payment that failed is broken off, too, and so is a checkout whose cart was
 * emptied afterwards. Any order ends a checkout without an `order`, and an order without one ends any checkout: what is
 * left of the cart shows in {@link cartAbandoner}. Who starts anew under another id has broken off the first: send the
 * `order` only if it stays the same.
 * @example
 * ```ts
 * import { checkoutAbandoner, profile } from 'habitus';
 * const history = [{ name: 'checkout_started', at: '2026-11-20T00:00:00Z' }];
 * checkoutAbandoner(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * checkoutAbandoner(profile({ id: 'bob' }, history, { asOf: '2026-11-20T00:30:00Z' })); //=> false
 * ```
 * @see The events of the e-commerce specification of Segment
 * (https://www.twilio.com/docs/segment/connections/spec/ecommerce/v2); an hour is a rule of thumb.
 */
export const checkoutAbandoner: Segment<{ readonly patience: Duration; readonly window: Duration }> =
  /* @__PURE__ */ segment('checkout-abandoner', {
    title: 'Checkout abandoner',
    dimension: 'journey',
    goal: 'Find out what breaks off at the last step',
    action: 'Offer another way to pay, and a person to ask',
    source:
      'Segment, "Spec: V2 Ecommerce Events" (documentation): Checkout Started and Order Completed; an hour is a rule of thumb',
    parameters: { patience: /* @__PURE__ */ hours(1), window: /* @__PURE__ */ days(7) },
    where: ({ patience, window }) => {
      const started = events('checkout_started').within(window);
      const wait = patience;
      // An order without an id may be any; one of another id is none of this checkout.
      const unsaid = events('purchase').where({ order: missing() });
      const known = without(started.where({ order: exists() }), events('purchase'), { wait, same: 'order' });
      return or(
        without(started.where({ order: missing() }), events('purchase'), { wait }).any(),
        without(known, unsaid, { wait }).any(),
      );
    },
  });

/**
 * Wishes for something: put it on the wish list in the last 90 days, and has not bought it since.
 *
 * It is the same `product` of `wishlist_add` and `item_purchased` that counts.
 * Edge cases: a new customer can qualify at once; without `wishlist_add` nobody qualifies. Where no order of the
 * customer's was recorded with its lines (`item_purchased`), any order counts as the wish fulfilled, and so it does for
 * a wish without a `product`.
 * @example
 * ```ts
 * import { profile, wishlister } from 'habitus';
 * const wish = { name: 'wishlist_add', at: '2026-11-01T00:00:00Z', properties: { product: 'sofa' } };
 * const bought = { name: 'item_purchased', at: '2026-11-05T00:00:00Z', properties: { product: 'sofa' } };
 * wishlister(profile({ id: 'ada' }, [wish], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * wishlister(profile({ id: 'bob' }, [wish, bought], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const wishlister: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('wishlister', {
  title: 'Wishlister',
  dimension: 'journey',
  goal: 'Turn wishes into orders',
  action: 'Tell them when it becomes cheaper or scarce, and before their birthday',
  source: 'Rule of thumb: a wish of last season is a wish no more',
  parameters: { window: /* @__PURE__ */ days(90) },
  where: ({ window }) =>
    stillWanted('Some of that not bought since', events('wishlist_add').within(window), { dropped: [] }),
});
