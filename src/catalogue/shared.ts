import {
  ago,
  and,
  anyOf,
  atLeast,
  attribute,
  between,
  choose,
  events,
  type Metric,
  metric,
  not,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import type { EventsBy, saas } from '../vocabulary/index.js';

/**
 * The events of the built-in model that the customer does not do: the company does, or the world. Their names only, so
 * that a segment brings no vocabulary along; a test holds them against `saas`.
 */
export const NOT_BY_CUSTOMER: readonly EventsBy<typeof saas, 'company' | 'world'>[] = [
  'deal_created',
  'deal_lost',
  'deal_won',
  'invoice_paid',
  'loyalty_earned',
  'message_delivered',
  'offer_shown',
  'outage',
  'payment_failed',
  'referral_converted',
  'refund',
  'stage_entered',
  'subscription_renewed',
  'support_resolved',
];

/**
 * Events of the customer's that are no sign of life: what machines do (mail programs open mails), the course of a
 * contract (which starts by itself when a trial ends, and whose end is no return), and the lines of an order beside
 * the order.
 */
export const NO_SIGN_OF_LIFE: readonly EventsBy<typeof saas, 'customer'>[] = [
  'cancellation_requested',
  'item_purchased',
  'message_opened',
  'subscription_cancelled',
  'subscription_changed',
  'subscription_started',
];

/** Signs of life that are no use of the product: what customers say about it, or to the company. */
export const NO_USE: readonly EventsBy<typeof saas, 'customer'>[] = [
  'beta_joined',
  'case_study_joined',
  'community_post',
  'community_reply',
  'event_attended',
  'feedback_submitted',
  'group_joined',
  'loyalty_joined',
  'message_clicked',
  'offer_accepted',
  'offer_declined',
  'referral_sent',
  'review_written',
  'support_ticket',
  'survey_answered',
  'testimonial_given',
];

/**
 * Any sign of life: all that a customer does, but not what the company does (`message_delivered`, `invoice_paid`, …),
 * what befalls them (`outage`), what machines do (`message_opened`), the course of a subscription, and the lines of an
 * order (`item_purchased`) beside the order. An event of a name that the built-in model does not have counts.
 * @example
 * ```ts
 * import { activity, days, profile } from 'habitus';
 * const activeDays = activity().within(days(28)).activeDays();
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * activeDays(profile({ id: 'ada' }, [{ name: 'message_opened', at: '2026-11-20T09:00:00Z' }], at)); //=> 0
 * activeDays(profile({ id: 'bob' }, [{ name: 'support_ticket', at: '2026-11-20T09:00:00Z' }], at)); //=> 1
 * ```
 */
export const activity = (): Selection => events.except(...NOT_BY_CUSTOMER, ...NO_SIGN_OF_LIFE);

/**
 * Use of the product, or of the shop: {@link activity} without what customers say about it (tickets, answers, reviews,
 * recommendations), what they do around it (offers, the community), and clicks in messages. An event of a name that
 * the built-in model does not have counts as use.
 * @example
 * ```ts
 * import { days, productUse, profile } from 'habitus';
 * const activeDays = productUse().within(days(28)).activeDays();
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * activeDays(profile({ id: 'ada' }, [{ name: 'feature_used', at: '2026-11-20T09:00:00Z' }], at)); //=> 1
 * activeDays(profile({ id: 'bob' }, [{ name: 'support_ticket', at: '2026-11-20T09:00:00Z' }], at)); //=> 0
 * ```
 */
export const productUse = (): Selection => productUseBut();

/** {@link productUse} without events of these names, too. */
export const productUseBut = (...names: readonly string[]): Selection =>
  events.except(...NOT_BY_CUSTOMER, ...NO_SIGN_OF_LIFE, ...NO_USE, ...names);

/** Since when a customer is known: `signedUpAt`, or the first event where that is missing; missing without either. */
export const firstSeen = (): Metric<'instant'> =>
  metric('first-seen', {
    title: 'First seen',
    value: () => attribute('signedUpAt', { as: 'instant' }).orElse(events().firstAt()),
  });

/**
 * Those who are customers as of the answer: nobody is before they are first seen (a profile can be asked about the
 * time before), nor somebody of whom neither `signedUpAt` nor an event is known.
 */
export const customer = (): Segment =>
  segment('customer', { title: 'Already a customer', where: () => firstSeen().daysSince().atLeast(0) });

/**
 * Those who were customers so long ago, and could have acted through a whole window of this length. Nothing is held
 * against those of whom nothing is known.
 */
export const knownFor = (window: Duration): Segment => ago(window, customer());

/** The instant of the last activity; missing where there was none. */
export const lastActivity = (): Metric<'instant'> =>
  metric('last-activity', { title: 'Last activity', value: () => activity().lastAt() });

/** Longer than anybody is a customer: a hundred years. */
export const EVER: Duration = /* @__PURE__ */ days(36_525);

/** When a customer first subscribed: `subscribedAt` or the first `subscription_started`, the earlier of the two. */
export const subscriptionStart = (): Metric<'instant'> =>
  metric('subscription-start', {
    title: 'Start of the subscription',
    value: () => {
      const known = attribute('subscribedAt', { as: 'instant' });
      const event = events('subscription_started').firstAt();
      return choose([[event.below(known), event]], known.orElse(event));
    },
  });

/** What says that a subscription runs: its start, or a change of it. */
const stepsOfSubscription = (): Selection => events('subscription_started', 'subscription_changed');

/** The customers who have subscribed at some time: a `subscribedAt` that has come, or an event that says so. */
export const subscribed = (): Segment =>
  segment('subscribed', {
    title: 'Subscribed',
    where: () => or(attribute('subscribedAt').daysSince().atLeast(0), stepsOfSubscription().any()),
  });

/** The customers of whom an event says that a subscription runs: one that was started, and not cancelled since. */
const runningByEvents = (): Segment =>
  segment('running-subscription', {
    title: 'A subscription started and not cancelled since',
    where: () =>
      stepsOfSubscription()
        .notYetFollowedBy(events('subscription_cancelled'), { same: 'subscription' })
        .any(),
  });

/** The customers with no subscription left: each one was cancelled, and not started again since. */
export const subscriptionOver = (): Segment =>
  segment('cancelled-since', {
    title: 'Fully cancelled',
    where: () => {
      const cancelled = events('subscription_cancelled').lastAt();
      return and(
        events('subscription_cancelled').any(),
        not(or(runningByEvents(), attribute('subscribedAt', { as: 'instant' }).above(cancelled))),
      );
    },
  });

/** The customers with a subscription that has begun and was not cancelled. */
export const subscriber = (): Segment =>
  segment('subscriber', {
    title: 'Subscriber',
    where: () => and(subscribed(), not(subscriptionOver())),
  });

/** The events that say what a subscription now brings in a month: the last word on each one that was not cancelled. */
export const runningSubscriptions = (): Selection => {
  const priced = (): Selection => stepsOfSubscription().where({ mrr: atLeast(0) });
  return priced().notYetFollowedBy(anyOf(priced(), events('subscription_cancelled')), {
    same: 'subscription',
  });
};

/** The answers to a survey that are on its scale. */
export const answers = (survey: 'nps' | 'csat' | 'ces', least: number, most: number): Selection =>
  events('survey_answered').where({ survey, score: between(least, most) });

/** Whatever shows that a customer thinks of buying something: looking, reading, searching, putting it aside. */
export const looks = (): Selection =>
  events('product_viewed', 'content_viewed', 'pricing_viewed', 'searched', 'cart_add', 'wishlist_add');

/** How many orders had a look so long before them: those of which the way to them is known. */
export const tracedOrders = (window: Duration, lookback: Duration): Metric<'number'> =>
  metric('traced-orders', {
    title: `Orders in the last ${duration(window)} with a look in the ${duration(lookback)} before them`,
    unit: 'orders',
    value: () => events('purchase').within(window).precededBy(looks(), lookback).count(),
  });
