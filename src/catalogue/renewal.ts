import { and, attribute, type Metric, metric, not, or, type Segment, segment } from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { atRisk } from './health.js';
import { npsGroup } from './opinion.js';
import { activity, customer, subscriptionOver } from './shared.js';

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

/**
 * Will renew if asked: the contract renews in the next 60 days, they were active in the last 30, and they are neither
 * {@link atRisk} nor detractors.
 *
 * Edge cases: a new customer on a short contract can be one; without `renewsAt`, without activity, or after cancelling
 * nobody qualifies; who never answered the question of the net promoter score is no detractor.
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
export const readyToRenew: Segment<{ readonly notice: Duration; readonly activeWindow: Duration }> =
  /* @__PURE__ */ segment('ready-to-renew', {
    title: 'Ready to renew',
    dimension: 'journey',
    goal: 'Renew early, and for longer',
    action: 'Offer the longer term now, with what they do not have yet',
    source: 'Rule of thumb: two months are time enough to agree on more than the same again',
    parameters: { notice: /* @__PURE__ */ days(60), activeWindow: /* @__PURE__ */ days(30) },
    where: ({ notice, activeWindow }) =>
      and(
        renewsWithin(notice),
        activity().within(activeWindow).any(),
        not(atRisk),
        not(npsGroup.is('detractor')),
      ),
  });

/**
 * May not renew: the contract renews in the next 90 days, and they are {@link atRisk} or detractors.
 *
 * Edge cases: a new customer is not at risk yet, but may be a detractor; without `renewsAt`, or after cancelling,
 * nobody is one. Nobody is ready to renew and a risk at the same time.
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
export const renewalRisk: Segment<{ readonly notice: Duration }> = /* @__PURE__ */ segment('renewal-risk', {
  title: 'Renewal risk',
  dimension: 'journey',
  goal: 'Save the renewal while there is time to change something',
  action: 'Agree with them on what has to work by then, and check it weekly',
  source: 'Rule of thumb: a quarter, the usual term of notice',
  parameters: { notice: /* @__PURE__ */ days(90) },
  where: ({ notice }) => and(renewsWithin(notice), or(atRisk, npsGroup.is('detractor'))),
});
