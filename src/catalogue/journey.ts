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
import { duration } from '../print/index.js';
import { DAY, type Duration, days } from '../time/index.js';
import { loyalAdvocate } from './advocacy.js';
import { atRisk } from './health.js';
import {
  activity,
  customer,
  EVER,
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

/** Who has paid for something: subscribed or bought. */
const paying = (): Segment =>
  segment('has-paid', {
    title: 'Has subscribed or bought',
    where: () => or(subscribed(), events('purchase').any()),
  });

/** How many of their own usual pauses a silence has to last, to be one. */
const USUAL_PAUSES = 2.5;

/** Whose own average pause is so long that a silence of this length is nothing unusual. */
const rare = (silence: Duration): Segment =>
  segment('rare-by-habit', {
    title: `Comes so rarely that ${silence / DAY} days are within ${USUAL_PAUSES} of their own average pauses`,
    where: () =>
      activity()
        .averageGap()
        .times(USUAL_PAUSES)
        .atLeast(silence / DAY),
  });

/** Silent for so long, and for longer than is usual for them. */
const silentFor = (silence: Duration): Segment =>
  segment('silent', {
    title: `Silent for ${silence / DAY} days, and for ${USUAL_PAUSES} of their own average pauses`,
    where: () =>
      and(
        knownFor(silence),
        activity().within(silence).none(),
        not(activity().daysSinceLast().below(activity().averageGap().times(USUAL_PAUSES))),
      ),
  });

/** Whose subscription was cancelled, or who has none and has been silent for so long. */
const gone = (silence: Duration): Segment =>
  segment('gone', {
    title: `Gone (fully cancelled, or silent for ${duration(silence)} without a subscription)`,
    where: () => or(subscriptionOver(), and(not(subscriber()), silentFor(silence))),
  });

/** Who lately subscribed again after cancelling, or had started and is active again after an unusual silence. */
const cameBack = (silence: Duration, back: Duration): Segment =>
  segment('came-back', {
    title: `Came back in the last ${duration(back)} (subscribed again, or active after ${duration(silence)} of silence)`,
    where: () =>
      or(
        and(
          events('subscription_started').within(back).precededBy(events('subscription_cancelled')).any(),
          events('subscription_started')
            .within(EVER, { ago: back })
            .notYetFollowedBy(events('subscription_cancelled'), { same: 'subscription' })
            .none(),
        ),
        and(
          ago(back, started()),
          ago(back, not(rare(silence))),
          activity().within(back).notPrecededBy(activity(), silence).precededBy(activity()).any(),
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
 * | `churned` | started, and is gone: every subscription cancelled, or, without one, silent for `silence` 90 days and for 2.5 of their own average pauses |
 * | `won back` | came back in the last `back` 30 days: subscribed again after all was cancelled, or active again after a silence of 90 days that was unusual for them |
 * | `at risk` | started at least 30 days ago, and is {@link atRisk} |
 * | `advocate` | {@link loyalAdvocate} |
 * | `trial` | {@link trialUser} |
 * | `mature` | subscribed or bought at least `maturity` 180 days ago |
 * | `onboarding` | started in the last `onboarding` 30 days, and has begun the onboarding and done fewer than `steps` 5 different steps |
 * | `adopting` | started |
 * | `decision` | looked at prices, filled a cart, began to check out, or has a deal with sales in the last `interest` 30 days |
 * | `consideration` | looked at products, searched, or put something on the wish list in the last `interest` 30 days |
 * | `awareness` | has been seen |
 *
 * Who has subscribed, bought or used a feature has started.
 *
 * Parameters: those of the table; durations, but for the number of `steps` (different values of
 * `onboarding_step.step`).
 * Edge cases: a new customer is never at risk, and churned only by cancelling; null where neither an activity nor a
 * `signedUpAt` that has come is known. Everybody else has exactly one label. What was done before the sign-up counts.
 * Who has asked to cancel is no longer a customer when the subscription is cancelled, not before. Who uses a product
 * for years without paying is adopting, and not mature.
 * @example
 * ```ts
 * import { journeyStage, profile } from 'habitus';
 * const options = { asOf: '2026-11-22T00:00:00Z' };
 * const did = (name: string, at: string) => ({ name, at });
 * journeyStage(profile({ id: 'ada' }, [did('content_viewed', '2026-11-20T00:00:00Z')], options)); //=> 'awareness'
 * journeyStage(profile({ id: 'bob' }, [did('pricing_viewed', '2026-11-20T00:00:00Z')], options)); //=> 'decision'
 * journeyStage(profile({ id: 'eve' }, [did('purchase', '2026-11-20T00:00:00Z')], options)); //=> 'adopting'
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
  | 'decision'
  | 'consideration'
  | 'awareness',
  {
    readonly silence: Duration;
    readonly back: Duration;
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
  source: 'Rule of thumb: awareness, consideration and decision, continued through the life of a customer',
  parameters: {
    silence: /* @__PURE__ */ days(90),
    back: /* @__PURE__ */ days(30),
    maturity: /* @__PURE__ */ days(180),
    onboarding: /* @__PURE__ */ days(30),
    steps: 5,
    interest: /* @__PURE__ */ days(30),
  },
  labels: ({ silence, back, maturity, onboarding, steps, interest }) => ({
    churned: and(started(), gone(silence)),
    'won back': cameBack(silence, back),
    'at risk': and(ago(onboarding, started()), atRisk),
    advocate: loyalAdvocate,
    trial: trialUser,
    mature: ago(maturity, paying()),
    onboarding: and(
      started(),
      not(ago(onboarding, started())),
      events('onboarding_step').any(),
      events('onboarding_step').distinct('step').below(steps),
    ),
    adopting: started(),
    decision: and(
      seen(),
      events(
        'pricing_viewed',
        'cart_add',
        'checkout_started',
        'checkout_step',
        'deal_created',
        'stage_entered',
      )
        .within(interest)
        .any(),
    ),
    consideration: and(seen(), events('product_viewed', 'searched', 'wishlist_add').within(interest).any()),
    awareness: seen(),
  }),
});

/**
 * Where a customer is in the life cycle, by windows of 30 days: `new` since less than one; `current` active in this
 * one and the one before; `back` active in this one and not in the one before; `quiet` not active in this one.
 *
 * Edge cases: a new customer is new, active or not. `signedUpAt` says since when, or the first event where that is
 * missing; without either the label is null, as it is before the instant of `signedUpAt`. The first activity after a
 * silent window is back, too. Everybody else has exactly one label. The segments {@link dormant} and
 * {@link resurrected} wait for a longer silence, of 90 days.
 * @example
 * ```ts
 * import { lifecycle, profile } from 'habitus';
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const logins = [
 *   { name: 'logged_in', at: '2026-02-01T00:00:00Z' },
 *   { name: 'logged_in', at: '2026-11-20T00:00:00Z' },
 * ];
 * lifecycle(profile(ada, logins, { asOf: '2026-01-20T00:00:00Z' })); //=> 'new'
 * lifecycle(profile(ada, logins, { asOf: '2026-02-20T00:00:00Z' })); //=> 'back'
 * lifecycle(profile(ada, logins, { asOf: '2026-10-20T00:00:00Z' })); //=> 'quiet'
 * ```
 * @see The life cycle of PostHog (https://posthog.com/docs/product-analytics/lifecycle), which calls the last two
 * resurrecting and dormant; 30 days is a rule of thumb.
 */
export const lifecycle: Classification<'new' | 'current' | 'back' | 'quiet', { readonly window: Duration }> =
  /* @__PURE__ */ classification('lifecycle', {
    title: 'Life cycle',
    dimension: 'journey',
    goal: 'See whether more come and come back than go',
    action: 'Guide the new, leave the current in peace, welcome those who are back, call the quiet',
    source: 'PostHog, "Lifecycle" (documentation); the window of 30 days is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(30) },
    labels: ({ window }) => ({
      new: firstSeen().withinLast(window),
      current: and(
        knownFor(window),
        activity().within(window).any(),
        activity().within(window, { ago: window }).any(),
      ),
      back: and(knownFor(window), activity().within(window).any()),
      quiet: knownFor(window),
    }),
  });
