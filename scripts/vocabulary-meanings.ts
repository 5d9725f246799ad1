import type { saas } from '../src/vocabulary/index.js';

type Events = typeof saas.events;
type Attributes = typeof saas.attributes;

/** What an event of the built-in model means, and each of its properties where its name does not say it all. */
export interface Meaning<P = string> {
  readonly event: string;
  readonly properties: Readonly<Record<P & string, string>>;
}

const event = <const P extends Readonly<Record<string, string>> = Record<never, never>>(
  meaning: string,
  properties: P = {} as P,
) => ({ event: meaning, properties });

const money = 'in the reporting currency';

/** What the attributes of the built-in model mean. */
export const ATTRIBUTES: { readonly [N in keyof Attributes]: string } = {
  signedUpAt: 'when the customer signed up',
  subscribedAt: 'when the subscription that runs began',
  trialEndsAt: 'when the trial ends, or ended',
  renewsAt: 'when the subscription renews next',
  accountId: 'the account that a user belongs to',
  acquisitionSource: 'where the customer came from: a campaign, a partner, a referral',
  plan: 'the plan that holds now',
  planRank: 'the place of the plan in the order of plans; a greater one is a greater plan',
  mrr: `what all subscriptions of the customer bring in a month, ${money}`,
  seats: 'seats that are paid for',
  seatsUsed: 'seats that somebody uses',
  addressableSeats: 'how many people there could use the product',
  quota: 'how much of what is limited the contract allows',
  quotaUsed: 'how much of it is used',
  costToServe: `what serving the customer costs in a month, ${money}`,
  acquisitionCost: `what winning the customer has cost, ${money}`,
  ageBand: 'such as 25-34',
  language: 'the language that the customer reads',
  income: `income in a year, ${money}`,
  education: 'the highest degree',
  country: 'the country',
  region: 'the region, state or province',
  city: 'the city',
  timeZone: 'an IANA name such as Europe/Paris',
  industry: 'the industry of the company',
  employees: 'how many people the company employs',
  annualRevenue: `what the company turns over in a year, ${money}`,
  role: 'what the person does in the company',
  values: 'what matters to the customer',
  interests: 'what the customer is interested in',
  socialGroups: 'groups that the customer belongs to',
  consents: 'channels and purposes that the customer has agreed to',
  suppressed: 'channels and purposes that must not be used any more',
};

const offer = {
  offer: 'which offer',
  price: `what it costs, ${money}`,
  kind: 'what sort of offer it is',
};

const message = {
  message: 'which message',
  channel: 'how it was sent: email, push, in the app',
  topic: 'what it is about',
};

const subscription = 'the id of the subscription; absent where a customer has only one';

/** What the events of the built-in model mean. */
export const EVENTS: { readonly [N in keyof Events]: Meaning<keyof Events[N]['properties']> } = {
  signed_up: event('somebody became a user'),
  logged_in: event('opened the product'),
  feature_used: event('used a part of the product', {
    feature: 'which part',
    seconds: 'for how long',
  }),
  limit_reached: event('ran into a limit of the plan', { limit: 'which limit' }),
  onboarding_step: event('completed a step of the onboarding', { step: 'which step' }),
  invite_sent: event('invited somebody to the product'),
  integration_connected: event('connected another product', { integration: 'which one' }),
  trial_started: event('began a trial', { plan: 'the plan that is tried' }),
  subscription_started: event('began to pay for a subscription', {
    subscription,
    plan: 'its plan',
    mrr: `what this subscription brings in a month, ${money}`,
  }),
  subscription_changed: event('changed the plan or the size of a subscription', {
    subscription,
    plan: 'the plan from now on',
    mrr: `what it brings in a month from now on, ${money}`,
    previousPlan: 'the plan until now',
    previousMrr: `what it brought in a month until now, ${money}`,
  }),
  subscription_renewed: event('a subscription went on for another term', { subscription }),
  cancellation_requested: event('said that the subscription shall end', {
    subscription,
    reason: 'the reason that was given',
  }),
  subscription_cancelled: event('a subscription ended: what was paid has run out', {
    subscription,
    reason: 'the reason that was given',
  }),
  invoice_paid: event('an invoice of a subscription was paid', {
    invoice: 'the id of the invoice',
    subscription,
    amount: `what was paid, ${money}`,
  }),
  addon_added: event('added an extra to the subscription', { addon: 'which extra' }),
  product_viewed: event('looked at a product', {
    product: 'which product',
    category: 'its category',
    brand: 'its brand',
  }),
  content_viewed: event('read an article, watched a video', {
    content: 'which one',
    topic: 'what it is about',
  }),
  pricing_viewed: event('looked at the prices'),
  searched: event('searched', { query: 'for what' }),
  cart_add: event('put a product into the cart', {
    product: 'which product',
    category: 'its category',
    amount: `its price, ${money}`,
  }),
  cart_remove: event('took a product out of the cart', { product: 'which product' }),
  checkout_started: event('began to check out'),
  checkout_step: event('completed a step of the checkout', { step: 'which step' }),
  payment_failed: event('a payment did not go through'),
  wishlist_add: event('put a product on the wish list', {
    product: 'which product',
    category: 'its category',
  }),
  purchase: event('ordered something; one event an order', {
    order: 'the id of the order',
    amount: `what was paid for it, ${money}`,
    listPrice: `what it would have cost without promotion, ${money}`,
    promotion: 'the promotion that was used; absent where there was none',
    category: 'the category of what was bought',
    delivery: 'how it is delivered',
    channel: 'where it was bought: shop, web, app',
    items: 'how many items',
  }),
  item_purchased: event('one line of an order', {
    order: 'the id of the order',
    product: 'which product',
    category: 'its category',
    brand: 'its brand',
    quantity: 'how many',
    amount: `what was paid for the line, ${money}`,
  }),
  refund: event('money was given back', {
    order: 'the id of the order',
    amount: `how much, ${money}`,
  }),
  offer_shown: event('was shown an offer', offer),
  offer_accepted: event('accepted an offer', offer),
  offer_declined: event('declined an offer', offer),
  referral_sent: event('recommended the product to somebody'),
  referral_converted: event('somebody who was referred signed up'),
  review_written: event('wrote a review', { rating: 'the stars that were given' }),
  testimonial_given: event('spoke for the product in public'),
  case_study_joined: event('took part in a case study'),
  beta_joined: event('joined a beta'),
  loyalty_joined: event('joined the loyalty programme', { program: 'which programme' }),
  loyalty_earned: event('was given points', { points: 'how many' }),
  loyalty_redeemed: event('spent points', { points: 'how many' }),
  feedback_submitted: event('sent feedback', { kind: 'praise, complaint, idea' }),
  survey_answered: event('answered a survey', {
    survey: 'which sort of survey',
    score: 'the answer: NPS 0 to 10, CSAT 1 to 5, CES 1 to 7',
  }),
  support_ticket: event('asked for help', {
    ticket: 'the id of the ticket',
    topic: 'what it is about',
    priority: 'how urgent it is',
  }),
  support_resolved: event('a ticket was resolved', {
    ticket: 'the id of the ticket',
    hours: 'how long it took',
  }),
  community_post: event('wrote in the community'),
  community_reply: event('answered somebody in the community'),
  group_joined: event('joined a group', { group: 'which group' }),
  event_attended: event('came to an event or a webinar'),
  message_delivered: event('was sent a message', { ...message, product: 'the product that it is about' }),
  message_opened: event('opened a message', message),
  message_clicked: event('followed a link of a message', message),
  deal_created: event('a deal was opened in sales', { deal: 'the id of the deal' }),
  stage_entered: event('a deal entered a stage', { deal: 'the id of the deal', stage: 'which stage' }),
  deal_won: event('a deal was won', { deal: 'the id of the deal', days: 'how long it took' }),
  deal_lost: event('a deal was lost', { deal: 'the id of the deal', days: 'how long it took' }),
  outage: event('the product was down'),
};
