import type { Vocabulary } from './types.js';

/**
 * The events of the built-in model. `by` says who makes an event happen: what the company sends, or what befalls a
 * customer, is no use of the product.
 */
export const saasEvents = {
  // Use.
  signed_up: { by: 'customer', properties: {} },
  logged_in: { by: 'customer', properties: {} },
  feature_used: { by: 'customer', properties: { feature: 'text', seconds: 'number' } },
  limit_reached: { by: 'customer', properties: { limit: 'text' } },
  onboarding_step: { by: 'customer', properties: { step: 'text' } },
  invite_sent: { by: 'customer', properties: {} },
  integration_connected: { by: 'customer', properties: { integration: 'text' } },

  // Subscription. `subscription` is its id, on every event of it; absent where a customer has only one. `mrr` is what
  // this subscription brings in a month, not all of the customer's. A subscription is cancelled when what was paid has
  // run out; who says so before then makes a request. A renewal and an invoice happen by themselves.
  trial_started: { by: 'customer', properties: { plan: 'text' } },
  subscription_started: {
    by: 'customer',
    properties: { subscription: 'text', plan: 'text', mrr: 'number' },
  },
  subscription_changed: {
    by: 'customer',
    properties: {
      subscription: 'text',
      plan: 'text',
      mrr: 'number',
      previousPlan: 'text',
      previousMrr: 'number',
    },
  },
  subscription_renewed: { by: 'company', properties: { subscription: 'text' } },
  cancellation_requested: { by: 'customer', properties: { subscription: 'text', reason: 'text' } },
  subscription_cancelled: { by: 'customer', properties: { subscription: 'text', reason: 'text' } },
  invoice_paid: {
    by: 'company',
    properties: { invoice: 'text', subscription: 'text', amount: 'number' },
  },
  addon_added: { by: 'customer', properties: { addon: 'text' } },

  // On the way to a purchase. A checkout may say which `order` it is of, if that has an id by then.
  product_viewed: { by: 'customer', properties: { product: 'text', category: 'text', brand: 'text' } },
  content_viewed: { by: 'customer', properties: { content: 'text', topic: 'text' } },
  pricing_viewed: { by: 'customer', properties: {} },
  searched: { by: 'customer', properties: { query: 'text' } },
  cart_add: { by: 'customer', properties: { product: 'text', category: 'text', amount: 'number' } },
  cart_remove: { by: 'customer', properties: { product: 'text' } },
  checkout_started: { by: 'customer', properties: { order: 'text' } },
  checkout_step: { by: 'customer', properties: { step: 'text' } },
  payment_failed: { by: 'world', properties: {} },
  wishlist_add: { by: 'customer', properties: { product: 'text', category: 'text' } },

  // Purchase: what is ordered, not the invoices of a subscription (`invoice_paid`). `promotion` names the promotion that an order used, and is missing where there was none.
  purchase: {
    by: 'customer',
    properties: {
      order: 'text',
      amount: 'number',
      listPrice: 'number',
      promotion: 'text',
      category: 'text',
      delivery: 'text',
      channel: 'text',
      items: 'number',
    },
  },
  item_purchased: {
    by: 'customer',
    properties: {
      order: 'text',
      product: 'text',
      category: 'text',
      brand: 'text',
      quantity: 'number',
      amount: 'number',
    },
  },
  refund: { by: 'company', properties: { order: 'text', amount: 'number' } },

  // Offers.
  offer_shown: {
    by: 'company',
    properties: { offer: 'text', price: 'number', kind: ['promotion', 'upsell', 'cross-sell'] },
  },
  offer_accepted: {
    by: 'customer',
    properties: { offer: 'text', price: 'number', kind: ['promotion', 'upsell', 'cross-sell'] },
  },
  offer_declined: {
    by: 'customer',
    properties: { offer: 'text', price: 'number', kind: ['promotion', 'upsell', 'cross-sell'] },
  },

  // Advocacy. A referral converts when the one who was referred signs up.
  referral_sent: { by: 'customer', properties: {} },
  referral_converted: { by: 'world', properties: {} },
  review_written: { by: 'customer', properties: { rating: 'number' } },
  testimonial_given: { by: 'customer', properties: {} },
  case_study_joined: { by: 'customer', properties: {} },
  beta_joined: { by: 'customer', properties: {} },

  // The loyalty programme.
  loyalty_joined: { by: 'customer', properties: { program: 'text' } },
  loyalty_earned: { by: 'company', properties: { points: 'number' } },
  loyalty_redeemed: { by: 'customer', properties: { points: 'number' } },

  // Opinion.
  feedback_submitted: { by: 'customer', properties: { kind: 'text' } },
  survey_answered: { by: 'customer', properties: { survey: ['nps', 'csat', 'ces'], score: 'number' } },

  // Support and community.
  support_ticket: { by: 'customer', properties: { ticket: 'text', topic: 'text', priority: 'text' } },
  support_resolved: { by: 'company', properties: { ticket: 'text', hours: 'number' } },
  community_post: { by: 'customer', properties: {} },
  community_reply: { by: 'customer', properties: {} },
  group_joined: { by: 'customer', properties: { group: 'text' } },
  event_attended: { by: 'customer', properties: {} },

  // Messages.
  message_delivered: {
    by: 'company',
    properties: { message: 'text', channel: 'text', topic: 'text', product: 'text' },
  },
  message_opened: { by: 'customer', properties: { message: 'text', channel: 'text', topic: 'text' } },
  message_clicked: { by: 'customer', properties: { message: 'text', channel: 'text', topic: 'text' } },

  // Sales.
  deal_created: { by: 'company', properties: { deal: 'text' } },
  stage_entered: { by: 'company', properties: { deal: 'text', stage: 'text' } },
  deal_won: { by: 'company', properties: { deal: 'text', days: 'number' } },
  deal_lost: { by: 'company', properties: { deal: 'text', days: 'number' } },

  // What befalls everybody.
  outage: { by: 'world', properties: {} },
} as const satisfies Vocabulary['events'];
