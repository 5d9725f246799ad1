import type { Words } from '../words.js';

const PRODUCT = { product: ['product_id', 'sku', 'name'] } as const;
const EMAIL = {
  message: ['email_id', 'campaign_id'],
  channel: { value: 'email' },
  topic: ['topic'],
} as const;

/** The name under which each product of an order is looked up. */
export const ORDERED_PRODUCT = 'Order Completed: product';

/** The names under which page and screen calls are looked up after their own. */
export const VIEWED = { page: 'Viewed Page', screen: 'Viewed Screen' } as const;

/** Events of an order with `products`. */
export const ORDERS: readonly string[] = ['Order Completed', 'Completed Order'];

/** Events of one product, whose amount is price times quantity. */
export const CART: readonly string[] = ['Product Added', 'Added Product'];

/** The names of the e-commerce, B2B SaaS and e-mail specifications, and the reserved traits. */
export const SEGMENT_WORDS: Words = {
  events: {
    signed_up: { event: ['Signed Up'] },
    logged_in: { event: ['Signed In'] },
    invite_sent: { event: ['Invite Sent'] },
    trial_started: { event: ['Trial Started'], properties: { plan: ['trial_plan_name'] } },
    content_viewed: {
      event: [VIEWED.page, VIEWED.screen],
      properties: { content: ['name', 'title', 'path'], topic: ['category'] },
    },
    searched: { event: ['Products Searched'], properties: { query: ['query'] } },
    product_viewed: { event: ['Product Viewed', 'Viewed Product'], properties: PRODUCT },
    cart_add: { event: CART, properties: PRODUCT },
    cart_remove: { event: ['Product Removed', 'Removed Product'], properties: PRODUCT },
    wishlist_add: { event: ['Product Added to Wishlist'], properties: PRODUCT },
    checkout_started: { event: ['Checkout Started'], properties: { order: ['order_id', 'orderId'] } },
    checkout_step: { event: ['Checkout Step Completed'] },
    purchase: {
      event: ORDERS,
      properties: {
        order: ['order_id', 'orderId'],
        amount: ['total', 'revenue'],
        listPrice: [],
        promotion: ['coupon'],
        delivery: ['shipping_method'],
        channel: ['affiliation'],
      },
    },
    item_purchased: {
      event: [ORDERED_PRODUCT],
      properties: { order: ['order_id', 'orderId'], ...PRODUCT, amount: [] },
    },
    refund: { event: ['Order Refunded'], properties: { order: ['order_id'], amount: ['total'] } },
    offer_shown: {
      event: ['Promotion Viewed'],
      properties: { offer: ['promotion_id', 'name'], kind: { value: 'promotion' } },
    },
    offer_accepted: {
      event: ['Coupon Applied'],
      properties: { offer: ['coupon_id', 'coupon_name'], kind: { value: 'promotion' } },
    },
    review_written: { event: ['Product Reviewed'] },
    message_delivered: { event: ['Email Delivered'], properties: EMAIL },
    message_opened: { event: ['Email Opened'], properties: EMAIL },
    message_clicked: { event: ['Email Link Clicked'], properties: EMAIL },
  },
  attributes: {
    createdAt: 'signedUpAt',
    created_at: 'signedUpAt',
    title: 'role',
    'address.city': 'city',
    'address.country': 'country',
    'address.state': 'region',
    'company.industry': 'industry',
    'company.employee_count': 'employees',
    'company.plan': 'plan',
  },
};
