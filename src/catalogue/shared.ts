import { ago, attribute, events, type Metric, or, type Segment, type Selection, segment } from '../definitions/index.js';
import type { Duration } from '../time/index.js';
import { eventsOfOthers } from '../vocabulary/index.js';

/**
 * What a customer does: every event but those that the company sends or the world brings about. Usage is measured on it.
 */
export const activity = (): Selection => events.except(...eventsOfOthers);

/**
 * Since when somebody is a customer: the sign-up, or the first event of any kind where `signedUpAt` is unknown. Missing where both are.
 */
export const customerSince = (): Metric<'instant'> =>
  attribute('signedUpAt', { as: 'instant' }).orElse(events().firstAt());

/**
 * Is a customer: not before the sign-up, nor before anything is known. Somebody with neither a sign-up nor an event is not.
 */
export const customer = (): Segment =>
  segment('customer', { title: 'Customer', where: () => customerSince().daysSince().atLeast(0) });

/**
 * Was a customer that long ago: the guard that keeps those younger than a window out of what a window says about them.
 */
export const customerBefore = (length: Duration): Segment => ago(length, customer());

/** Has subscribed: `subscribedAt` has come, or there is a `subscription_started`. One who cancelled later has, too. */
export const subscribed = (): Segment =>
  segment('subscribed', {
    title: 'Subscribed',
    where: () =>
      or(
        attribute('subscribedAt', { as: 'instant' }).daysSince().atLeast(0),
        events('subscription_started').any(),
      ),
  });
