import {
  and,
  attribute,
  events,
  type Metric,
  metric,
  not,
  or,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { atRisk, healthScore } from './health.js';
import { npsGroup } from './opinion.js';
import { customer, knownFor, productUse, subscriptionOver } from './shared.js';

/**
 * How many days are left until the contract renews, fractions included.
 *
 * `renewsAt` says when.
 * Edge cases: missing without `renewsAt`; negative once it has passed; no event is read.
 * @example
 * ```ts
 * import { daysToRenewal, profile } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * daysToRenewal(profile({ id: 'acme', attributes: { renewsAt: '2026-12-22T00:00:00Z' } }, [], at)); //=> 30
 * daysToRenewal(profile({ id: 'globex' })); //=> null
 * ```
 */
export const daysToRenewal: Metric<'number'> = /* @__PURE__ */ metric('days-to-renewal', {
  title: 'Days to renewal',
  unit: 'days',
  dimension: 'journey',
  goal: 'Never be surprised by a renewal',
  action: 'Plan the talks of the quarter by it',
  source: 'By definition; there is no cut-off',
  value: () => attribute('renewsAt').daysUntil(),
});

/** The customers whose contract renews so soon. */
const renewsWithin = (notice: Duration): Segment =>
  and(customer(), attribute('renewsAt').withinNext(notice), not(subscriptionOver()));

/** Asked so lately to cancel. */
const wantsToLeave = (window: Duration): Segment =>
  segment('cancellation-requested', {
    title: `Asked to cancel in the last ${duration(window)}`,
    where: () => events('cancellation_requested').within(window).any(),
  });

/**
 * Will renew if asked: the contract renews in the next 60 days, the {@link healthScore} is at least 50, and they are
 * neither detractors nor have asked to cancel in the last 90 days.
 *
 * Parameters: `notice` 60 days, `health` 50 (points of 100), `pause` 90 days after a cancellation was requested.
 * Edge cases: a new customer is none before there is use to be seen; without `renewsAt`, without use, or after
 * cancelling nobody qualifies; who never answered the question of the net promoter score is no detractor.
 * @example
 * ```ts
 * import { profile, readyToRenew } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const uses = Array.from({ length: 28 }, (_, i) => ({
 *   name: 'feature_used',
 *   at: asOf - (i + 1) * 86_400_000,
 *   properties: { feature: `f${i % 5}` },
 * }));
 * const acme = { id: 'acme', attributes: { renewsAt: '2026-12-22T00:00:00Z' } };
 * readyToRenew(profile(acme, uses, { asOf })); //=> true
 * readyToRenew(profile(acme, [], { asOf })); //=> false
 * ```
 */
export const readyToRenew: Segment<{
  readonly notice: Duration;
  readonly health: number;
  readonly pause: Duration;
}> = /* @__PURE__ */ segment('ready-to-renew', {
  title: 'Ready to renew',
  dimension: 'journey',
  goal: 'Renew early, and for longer',
  action: 'Offer the longer term now, with what they do not have yet',
  source: 'Rule of thumb: two months are time enough to agree on more than the same again',
  parameters: { notice: /* @__PURE__ */ days(60), health: 50, pause: /* @__PURE__ */ days(90) },
  where: ({ notice, health, pause }) =>
    and(
      renewsWithin(notice),
      healthScore.atLeast(health),
      not(npsGroup.is('detractor')),
      not(wantsToLeave(pause)),
    ),
});

/**
 * May not renew: the contract renews in the next 90 days, and they are {@link atRisk} or detractors, have asked to
 * cancel in the last 90 days, or have not used the product in the last 30.
 *
 * Parameters: `notice` 90 days, `silence` 30 days, `pause` 90 days after a cancellation was requested.
 * Edge cases: who is known for less than the silence is not silent yet, but may be a detractor; without `renewsAt`, or
 * after cancelling, nobody is one.
 * @example
 * ```ts
 * import { profile, renewalRisk } from 'habitus';
 * const acme = {
 *   id: 'acme',
 *   attributes: {
 *     signedUpAt: '2025-12-22T00:00:00Z',
 *     subscribedAt: '2025-12-22T00:00:00Z',
 *     renewsAt: '2026-12-22T00:00:00Z',
 *   },
 * };
 * renewalRisk(profile(acme, [], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * renewalRisk(profile(acme, [], { asOf: '2026-08-22T00:00:00Z' })); //=> false
 * ```
 */
export const renewalRisk: Segment<{
  readonly notice: Duration;
  readonly silence: Duration;
  readonly pause: Duration;
}> = /* @__PURE__ */ segment('renewal-risk', {
  title: 'Renewal risk',
  dimension: 'journey',
  goal: 'Save the renewal while there is time to change something',
  action: 'Agree with them on what has to work by then, and check it weekly',
  source: 'Rule of thumb: a quarter, the usual term of notice',
  parameters: {
    notice: /* @__PURE__ */ days(90),
    silence: /* @__PURE__ */ days(30),
    pause: /* @__PURE__ */ days(90),
  },
  where: ({ notice, silence, pause }) =>
    and(
      renewsWithin(notice),
      or(
        atRisk,
        npsGroup.is('detractor'),
        wantsToLeave(pause),
        and(knownFor(silence), productUse().within(silence).none()),
      ),
    ),
});
