import {
  ago,
  and,
  type Classification,
  classification,
  events,
  not,
  or,
  type Segment,
  segment,
} from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { loyalAdvocate } from './advocacy.js';
import { atRisk } from './health.js';
import {
  activity,
  customer,
  firstSeen,
  knownFor,
  subscribed,
  subscriber,
  subscriptionOver,
} from './shared.js';
import { trialUser } from './usage.js';

/**
 * Was interested and went quiet: known for at least 30 days, without any activity in the last 30, and never subscribed
 * or bought.
 *
 * Edge cases: a lead known for less than the window is not cold yet. `signedUpAt` says since when, or the first event
 * where that is missing; without either nobody qualifies. What the company sends does not warm a lead up.
 * @example
 * ```ts
 * import { coldLead, profile } from 'habitus';
 * const view = { name: 'pricing_viewed', at: '2026-10-01T00:00:00Z' };
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * coldLead(profile({ id: 'ada' }, [view], at)); //=> true
 * coldLead(profile({ id: 'bob' }, [view, { name: 'purchase', at: '2026-10-02T00:00:00Z' }], at)); //=> false
 * ```
 */
export const coldLead: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('cold-lead', {
  title: 'Cold lead',
  dimension: 'journey',
  goal: 'Spend the time of sales on those who listen',
  action: 'Leave them to the newsletter, and call again when they come back',
  source: 'Rule of thumb: a month without a sign',
  parameters: { window: /* @__PURE__ */ days(30) },
  where: ({ window }) =>
    and(knownFor(window), activity().within(window).none(), not(subscribed()), events('purchase').none()),
});

/** Who is more than a prospect: has subscribed, bought, or used a feature. */
const started = (): Segment =>
  segment('started', {
    title: 'Started',
    where: () => or(subscribed(), events('purchase', 'feature_used').any()),
  });

/** Whose subscription was cancelled, or who has none and has been silent for so long. */
const gone = (silence: Duration): Segment =>
  segment('gone', {
    title: 'Gone',
    where: () =>
      or(subscriptionOver(), and(not(subscriber()), knownFor(silence), activity().within(silence).none())),
  });

/** Who subscribed again after cancelling, or had started long ago and is active again after so long a silence. */
const cameBack = (silence: Duration): Segment =>
  segment('came-back', {
    title: 'Came back',
    where: () =>
      or(
        events('subscription_started').within(silence).precededBy(events('subscription_cancelled')).any(),
        and(
          ago(silence, started()),
          activity().within(silence).notPrecededBy(activity(), silence).precededBy(activity()).any(),
        ),
      ),
  });

/** Of whom something is known by now, be it only what they did before they signed up. */
const seen = (): Segment => segment('seen', { title: 'Seen', where: () => or(customer(), activity().any()) });

/**
 * Where a customer is on the way with the company. The first stage that fits:
 *
 * | stage | who |
 * |---|---|
 * | `churned` | started, and is gone: cancelled, or silent for `silence` 90 days without a subscription |
 * | `won back` | came back in the last 90 days: subscribed again after cancelling, or active again after 90 days of silence |
 * | `at risk` | started at least 30 days ago, and is {@link atRisk} |
 * | `advocate` | {@link loyalAdvocate} |
 * | `trial` | {@link trialUser} |
 * | `mature` | started at least `maturity` 180 days ago |
 * | `onboarding` | started in the last `onboarding` 30 days, and has done fewer than `steps` 5 different steps of the onboarding |
 * | `adopting` | started |
 * | `consideration` | looked at products or prices, searched, or filled a cart in the last `interest` 30 days |
 * | `awareness` | has been seen |
 *
 * Who has subscribed, bought or used a feature has started.
 *
 * Parameters: those of the table; durations, but for the number of `steps` (different values of
 * `onboarding_step.step`).
 * Edge cases: a new customer is never at risk, and churned only by cancelling; null where neither an activity nor a
 * `signedUpAt` that has come is known. Everybody else has exactly one label. What was done before the sign-up counts.
 * In a shop without onboarding steps the first 30 days are the onboarding.
 * @example
 * ```ts
 * import { journeyStage, profile } from 'habitus';
 * const options = { asOf: '2026-11-22T00:00:00Z' };
 * const did = (name: string, at: string) => ({ name, at });
 * journeyStage(profile({ id: 'ada' }, [did('content_viewed', '2026-11-20T00:00:00Z')], options)); //=> 'awareness'
 * journeyStage(profile({ id: 'bob' }, [did('pricing_viewed', '2026-11-20T00:00:00Z')], options)); //=> 'consideration'
 * journeyStage(profile({ id: 'eve' }, [did('purchase', '2026-11-20T00:00:00Z')], options)); //=> 'onboarding'
 * journeyStage(profile({ id: 'joe' }, [did('purchase', '2026-05-20T00:00:00Z')], options)); //=> 'churned'
 * ```
 * @see The stages of the buyer's journey (awareness, consideration, decision), continued through the life of a
 * customer; the windows are rules of thumb.
 */
export const journeyStage: Classification<
  | 'churned'
  | 'won back'
  | 'at risk'
  | 'advocate'
  | 'trial'
  | 'mature'
  | 'onboarding'
  | 'adopting'
  | 'consideration'
  | 'awareness',
  {
    readonly silence: Duration;
    readonly maturity: Duration;
    readonly onboarding: Duration;
    readonly steps: number;
    readonly interest: Duration;
  }
> = /* @__PURE__ */ classification('journey-stage', {
  title: 'Journey stage',
  dimension: 'journey',
  goal: 'Say to everybody what helps them on from where they are',
  action: 'Write one message for each stage, and no message for all',
  source:
    "The buyer's journey (awareness, consideration, decision), continued; the windows are rules of thumb",
  parameters: {
    silence: /* @__PURE__ */ days(90),
    maturity: /* @__PURE__ */ days(180),
    onboarding: /* @__PURE__ */ days(30),
    steps: 5,
    interest: /* @__PURE__ */ days(30),
  },
  labels: ({ silence, maturity, onboarding, steps, interest }) => ({
    churned: and(started(), gone(silence)),
    'won back': cameBack(silence),
    'at risk': and(ago(onboarding, started()), atRisk),
    advocate: loyalAdvocate,
    trial: trialUser,
    mature: ago(maturity, started()),
    onboarding: and(
      started(),
      not(ago(onboarding, started())),
      events('onboarding_step').distinct('step').below(steps),
    ),
    adopting: started(),
    consideration: and(
      seen(),
      events('product_viewed', 'pricing_viewed', 'searched', 'cart_add', 'wishlist_add', 'checkout_started')
        .within(interest)
        .any(),
    ),
    awareness: seen(),
  }),
});

/**
 * Where a customer is in the life cycle, by windows of 30 days: `new` since less than one; `current` active in this
 * one and the one before; `resurrected` active in this one and not in the one before; `dormant` not active in this
 * one.
 *
 * Edge cases: a new customer is new, active or not. `signedUpAt` says since when, or the first event where that is
 * missing; without either the label is null, as it is before the instant of `signedUpAt`. The first activity after a
 * silent window is resurrected, too. Everybody else has exactly one label. `dormant` is the end of a single window
 * here: the segment of that name waits for longer, and asks for activity before.
 * @example
 * ```ts
 * import { lifecycle, profile } from 'habitus';
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const logins = [
 *   { name: 'logged_in', at: '2026-02-01T00:00:00Z' },
 *   { name: 'logged_in', at: '2026-11-20T00:00:00Z' },
 * ];
 * lifecycle(profile(ada, logins, { asOf: '2026-01-20T00:00:00Z' })); //=> 'new'
 * lifecycle(profile(ada, logins, { asOf: '2026-02-20T00:00:00Z' })); //=> 'resurrected'
 * lifecycle(profile(ada, logins, { asOf: '2026-10-20T00:00:00Z' })); //=> 'dormant'
 * ```
 * @see The life cycle of PostHog (https://posthog.com/docs/product-analytics/lifecycle); 30 days is a rule of thumb.
 */
export const lifecycle: Classification<
  'new' | 'current' | 'resurrected' | 'dormant',
  { readonly window: Duration }
> = /* @__PURE__ */ classification('lifecycle', {
  title: 'Life cycle',
  dimension: 'journey',
  goal: 'See whether more come and come back than go',
  action: 'Guide the new, leave the current in peace, welcome the resurrected, call the dormant',
  source: 'The life cycle of PostHog; the window of 30 days is a rule of thumb',
  parameters: { window: /* @__PURE__ */ days(30) },
  labels: ({ window }) => ({
    new: firstSeen().withinLast(window),
    current: and(
      knownFor(window),
      activity().within(window).any(),
      activity().within(window, { ago: window }).any(),
    ),
    resurrected: and(knownFor(window), activity().within(window).any()),
    dormant: knownFor(window),
  }),
});
