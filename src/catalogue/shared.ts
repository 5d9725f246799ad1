import {
  ago,
  and,
  attribute,
  between,
  events,
  type Metric,
  metric,
  not,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import type { Duration } from '../time/index.js';
import type { EventsBy, saas } from '../vocabulary/index.js';

/**
 * The events of the built-in model that the customer does not do: the company does, or the world. Their names only, so
 * that a segment brings no vocabulary along; a test holds them against `saas`.
 */
export const NOT_BY_CUSTOMER: readonly EventsBy<typeof saas, 'company' | 'world'>[] = [
  'deal_created',
  'deal_lost',
  'deal_won',
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
 * The events a customer does: all but what the company does (`message_delivered`, `support_resolved`, …) and what
 * befalls them (`outage`, …). An event of a name that the built-in model does not have counts as the customer's own.
 * @example
 * ```ts
 * import { activity, days, profile } from 'habitus';
 * const activeDays = activity().within(days(28)).activeDays();
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * activeDays(profile({ id: 'ada' }, [{ name: 'message_delivered', at: '2026-11-20T09:00:00Z' }], at)); //=> 0
 * ```
 */
export const activity = (): Selection => events.except(...NOT_BY_CUSTOMER);

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

/** The customers who have subscribed at some time: a `subscribedAt` that has come, or a `subscription_started`. */
export const subscribed = (): Segment =>
  segment('subscribed', {
    title: 'Subscribed',
    where: () => or(attribute('subscribedAt').daysSince().atLeast(0), events('subscription_started').any()),
  });

/** The customers whose subscription was cancelled, and not started again since. */
export const subscriptionOver = (): Segment =>
  segment('cancelled-since', {
    title: 'Cancelled',
    where: () => {
      const cancelled = events('subscription_cancelled').lastAt();
      return and(
        events('subscription_cancelled').any(),
        not(
          or(
            events('subscription_started').lastAt().above(cancelled),
            attribute('subscribedAt', { as: 'instant' }).above(cancelled),
          ),
        ),
      );
    },
  });

/** The customers with a subscription that has begun and was not cancelled. */
export const subscriber = (): Segment =>
  segment('subscriber', {
    title: 'Subscriber',
    where: () => and(subscribed(), not(subscriptionOver())),
  });

/** The answers to a survey that are on its scale. */
export const answers = (survey: 'nps' | 'csat' | 'ces', least: number, most: number): Selection =>
  events('survey_answered').where({ survey, score: between(least, most) });

/** Whatever shows that a customer thinks of buying something: looking, reading, searching, putting it aside. */
export const looks = (): Selection =>
  events('product_viewed', 'content_viewed', 'pricing_viewed', 'searched', 'cart_add', 'wishlist_add');

/** How many orders had a look so long before them: those of which the way to them is known. */
export const tracedOrders = (window: Duration, lookback: Duration): Metric<'number'> =>
  metric('traced-orders', {
    title: 'Orders with a look before them',
    value: () => events('purchase').within(window).precededBy(looks(), lookback).count(),
  });
