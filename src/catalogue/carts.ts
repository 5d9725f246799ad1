import { and, events, not, type Segment, type Selection, segment } from '../definitions/index.js';
import { type Duration, days, hours } from '../time/index.js';

/** Those of whom there is such an event, and no purchase since. */
const stillOpen = (wanted: Selection): Segment => {
  const boughtSince = segment('bought-since', {
    title: 'Bought since',
    where: () => events('purchase').lastAt().atLeast(wanted.lastAt()),
  });
  return and(wanted.any(), not(boughtSince));
};

/**
 * Filled a cart in the last 7 days, ordered nothing within 24 hours, and has bought nothing since.
 *
 * Edge cases: a cart younger than the patience is still open, not abandoned, so a new customer does not qualify at
 * first; without `cart_add` nobody qualifies; what was taken out of the cart again (`cart_remove`) is not looked at.
 * @example
 * ```ts
 * import { cartAbandoner, profile } from 'habitus';
 * const history = [{ name: 'cart_add', at: '2026-11-20T00:00:00Z' }];
 * cartAbandoner(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * cartAbandoner(profile({ id: 'bob' }, history, { asOf: '2026-11-20T12:00:00Z' })); //=> false
 * ```
 * @see The events of the e-commerce specification of Segment
 * (https://www.twilio.com/docs/segment/connections/spec/ecommerce/v2); a day is the horizon of reports, an hour that
 * of reminders; both are rules of thumb.
 */
export const cartAbandoner: Segment<{ readonly patience: Duration; readonly window: Duration }> =
  /* @__PURE__ */ segment('cart-abandoner', {
    title: 'Cart abandoner',
    dimension: 'journey',
    goal: 'Bring the order home',
    action: 'Show the cart again, and ask what stood in the way before giving a discount',
    source: 'Events of the Segment e-commerce specification; the horizon of 24 hours is a rule of thumb',
    parameters: { patience: /* @__PURE__ */ hours(24), window: /* @__PURE__ */ days(7) },
    where: ({ patience, window }) =>
      stillOpen(events('cart_add').within(window).notFollowedBy(events('purchase'), patience)),
  });

/**
 * Stopped at the till: started a checkout in the last 7 days, ordered nothing within an hour, and has bought nothing
 * since.
 *
 * Edge cases: a checkout younger than the patience is still open, not abandoned, so a new customer does not qualify at
 * first; without `checkout_started` nobody qualifies; a payment that failed is abandoned, too.
 * @example
 * ```ts
 * import { checkoutAbandoner, profile } from 'habitus';
 * const history = [{ name: 'checkout_started', at: '2026-11-20T00:00:00Z' }];
 * checkoutAbandoner(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * checkoutAbandoner(profile({ id: 'bob' }, history, { asOf: '2026-11-20T00:30:00Z' })); //=> false
 * ```
 * @see The events of the e-commerce specification of Segment
 * (https://www.twilio.com/docs/segment/connections/spec/ecommerce/v2); an hour is the horizon of reminders, a rule of
 * thumb.
 */
export const checkoutAbandoner: Segment<{ readonly patience: Duration; readonly window: Duration }> =
  /* @__PURE__ */ segment('checkout-abandoner', {
    title: 'Checkout abandoner',
    dimension: 'journey',
    goal: 'Find out what breaks off at the last step',
    action: 'Offer another way to pay, and a person to ask',
    source: 'Events of the Segment e-commerce specification; the horizon of an hour is a rule of thumb',
    parameters: { patience: /* @__PURE__ */ hours(1), window: /* @__PURE__ */ days(7) },
    where: ({ patience, window }) =>
      stillOpen(events('checkout_started').within(window).notFollowedBy(events('purchase'), patience)),
  });

/**
 * Wishes for something: put it on the wish list in the last 90 days, and has bought nothing since.
 *
 * Edge cases: a new customer can qualify at once; without `wishlist_add` nobody qualifies; whatever is bought
 * afterwards counts as the wish fulfilled, for the purchase of just that product cannot be told.
 * @example
 * ```ts
 * import { profile, wishlister } from 'habitus';
 * const wish = { name: 'wishlist_add', at: '2026-11-01T00:00:00Z' };
 * const order = { name: 'purchase', at: '2026-11-05T00:00:00Z' };
 * wishlister(profile({ id: 'ada' }, [wish], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * wishlister(profile({ id: 'bob' }, [wish, order], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const wishlister: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('wishlister', {
  title: 'Wishlister',
  dimension: 'journey',
  goal: 'Turn wishes into orders',
  action: 'Tell them when it becomes cheaper or scarce, and before their birthday',
  source: 'Rule of thumb: a wish of last season is a wish no more',
  parameters: { window: /* @__PURE__ */ days(90) },
  where: ({ window }) => stillOpen(events('wishlist_add').within(window)),
});
