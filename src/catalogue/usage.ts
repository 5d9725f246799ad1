import { and, attribute, classification, events, metric, not, or, segment } from '../definitions/index.js';
import { days } from '../time/index.js';
import { activity, customer, customerBefore, customerSince, subscribed } from './shared.js';

const POWER_USER_CURVE =
  'Active days: Li Jin and Andrew Chen, “The Power User Curve”, a16z 2018; thresholds: rule of thumb';

/**
 * Uses the product often and broadly: active on at least 12 of the last 28 days, with at least 5 different features.
 *
 * Parameters: `activeDays` (12 days), `features` (5 features), `window` (`days(28)`). Days are those of UTC.
 * Somebody new may be one as soon as there were enough days. No events: not a member. A `feature_used` without a `feature` text counts as
 * activity, not as a feature.
 * @see https://a16z.com/the-power-user-curve-the-best-way-to-understand-your-most-engaged-users
 * @example
 * ```ts
 * import { type Event, powerUser, profile } from 'habitus';
 * const uses: Event[] = Array.from({ length: 12 }, (_, i) => ({
 *   name: 'feature_used',
 *   at: Date.UTC(2026, 10, 1 + i),
 *   properties: { feature: `feature ${i % 5}` },
 * }));
 * const ada = profile({ id: 'ada' }, uses, { asOf: '2026-11-22T00:00:00Z' });
 * powerUser(ada); //=> true
 * powerUser.with({ activeDays: 20 })(ada); //=> false
 * ```
 */
export const powerUser = /* @__PURE__ */ segment('power-user', {
  title: 'Power user',
  dimension: 'usage',
  goal: 'Keep the people the product is built around',
  action: 'Offer early access, ask for their advice, invite them to advocate',
  source: POWER_USER_CURVE,
  parameters: { activeDays: 12, features: 5, window: /* @__PURE__ */ days(28) },
  where: ({ activeDays, features, window }) =>
    and(
      activity().within(window).activeDays().atLeast(activeDays),
      events('feature_used').within(window).distinct('feature').atLeast(features),
    ),
});
