import {
  ago,
  and,
  attribute,
  events,
  howMany,
  type Metric,
  metric,
  not,
  or,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { atRisk } from './health.js';
import { npsGroup } from './opinion.js';
import { productUse, subscriber, subscriptionOver } from './shared.js';

/**
 * How many of the seats paid for are in use, 0 to 1; more than 1 where there are more users than seats.
 *
 * `seatsUsed` ÷ `seats`. Let a seat be used by who was active in the last 30 days, not by who was invited.
 * Edge cases: missing where one of the two is, or where there are no seats, as of a plan without limit; no event is
 * read; a new customer often starts low, see {@link downgradeRisk}.
 * @example
 * ```ts
 * import { profile, seatUtilisation } from 'habitus';
 * seatUtilisation(profile({ id: 'acme', attributes: { seats: 20, seatsUsed: 15 } })); //=> 0.75
 * seatUtilisation(profile({ id: 'globex', attributes: { seatsUsed: 15 } })); //=> null
 * ```
 */
export const seatUtilisation: Metric<'number'> = /* @__PURE__ */ metric('seat-utilisation', {
  title: 'Seat utilisation',
  unit: 'share',
  dimension: 'usage',
  goal: 'See renewals through the eyes of who pays for them',
  action: 'Help to fill empty seats before the renewal, and sell more where they are full',
  source: 'By definition: active seats ÷ purchased seats',
  value: () => attribute('seatsUsed').dividedBy(attribute('seats')),
});

/**
 * How much of the included quota is used, 0 to 1; more than 1 where more was used than is included.
 *
 * `quotaUsed` ÷ `quota`, of the running billing period.
 * Edge cases: missing where one of the two is, or where the quota is 0, as of a plan without limit; low at the
 * beginning of a billing period, whatever the use; no event is read; for a new customer as for any other.
 * @example
 * ```ts
 * import { profile, quotaUtilisation } from 'habitus';
 * quotaUtilisation(profile({ id: 'acme', attributes: { quota: 1000, quotaUsed: 900 } })); //=> 0.9
 * quotaUtilisation(profile({ id: 'globex', attributes: { quota: 0, quotaUsed: 900 } })); //=> null
 * ```
 */
export const quotaUtilisation: Metric<'number'> = /* @__PURE__ */ metric('quota-utilisation', {
  title: 'Quota utilisation',
  unit: 'share',
  dimension: 'usage',
  goal: 'Let nobody be surprised by a limit',
  action: 'Warn at 0.8, with the price of the next step',
  source: 'By definition: used ÷ included in the current billing period',
  value: () => attribute('quotaUsed').dividedBy(attribute('quota')),
});

/** Says that they may leave: cancelled, asked for it lately, at risk, or would not recommend. */
const leaning = (pause: Duration): Segment =>
  segment('on-the-way-out', {
    title: `On the way out (fully cancelled, asked to cancel in the last ${duration(pause)}, at risk, or a detractor)`,
    where: () =>
      or(
        subscriptionOver(),
        events('cancellation_requested').within(pause).any(),
        atRisk,
        npsGroup.is('detractor'),
      ),
  });

/**
 * Outgrows the plan, and could have a greater one: seats or quota at least 80 % used or at least 3 limits hit in the
 * last 14 days, active in the last 30 days, and not on the top plan; not on the way out, and nobody who has just said
 * no.
 *
 * Parameters: `utilisation` 0.8 (share of `seats` and of `quota` in use), `limits` 3 (`limit_reached` events) in
 * `limitWindow` 14 days, `activeWindow` 30 days, `pause` 90 days after an upsell was declined (`offer_declined` of kind
 * upsell) or a cancellation requested, `topPlan` 'enterprise' (the value of `plan` above which there is none).
 * Edge cases: a new customer can qualify. A missing number of seats or quota, or one of 0, is no sign of anything; an
 * unknown `plan` is taken as not the top one. Without events nobody qualifies, for want of activity. Who has cancelled,
 * is {@link atRisk}, or is a detractor by {@link npsGroup} is none, however full the plan is.
 * @example
 * ```ts
 * import { profile, upgradeCandidate } from 'habitus';
 * const login = { name: 'logged_in', at: '2026-11-20T09:00:00Z' };
 * const declined = { name: 'offer_declined', at: '2026-11-21T09:00:00Z', properties: { kind: 'upsell' } };
 * const options = { asOf: '2026-11-22T00:00:00Z' };
 * const acme = { id: 'acme', attributes: { plan: 'pro', seats: 12, seatsUsed: 11 } };
 * upgradeCandidate(profile(acme, [login], options)); //=> true
 * upgradeCandidate(profile(acme, [login, declined], options)); //=> false
 * ```
 */
export const upgradeCandidate: Segment<{
  readonly utilisation: number;
  readonly limits: number;
  readonly limitWindow: Duration;
  readonly activeWindow: Duration;
  readonly pause: Duration;
  readonly topPlan: string;
}> = /* @__PURE__ */ segment('upgrade-candidate', {
  title: 'Upgrade candidate',
  dimension: 'usage',
  goal: 'Grow expansion revenue where the product is outgrown',
  action: 'Offer the next plan at the moment the limit is felt',
  source: 'Rule of thumb: utilisation of 0.8 and repeated limits are the usual signs',
  parameters: {
    utilisation: 0.8,
    limits: 3,
    limitWindow: /* @__PURE__ */ days(14),
    activeWindow: /* @__PURE__ */ days(30),
    pause: /* @__PURE__ */ days(90),
    topPlan: 'enterprise',
  },
  where: ({ utilisation, limits, limitWindow, activeWindow, pause, topPlan }) =>
    and(
      or(
        seatUtilisation.atLeast(utilisation),
        quotaUtilisation.atLeast(utilisation),
        events('limit_reached').within(limitWindow).count().atLeast(limits),
      ),
      attribute('plan').isNot(topPlan),
      productUse().within(activeWindow).any(),
      events('offer_declined').within(pause).where({ kind: 'upsell' }).none(),
      not(leaning(pause)),
    ),
});

/**
 * Grows by itself, and can be asked about more: at least 2 of 4 signs, a subscription that runs, and not on the way
 * out. The signs: seats or quota at least 70 % used, at least 3 invitations sent in the last 30 days, at least 1
 * integration connected in the last 90 days, and more active days than in the month before.
 *
 * Parameters: `signs` 2 (of 4), `utilisation` 0.7 (of seats or quota), `invites` 3 (`invite_sent`) in `window` 30 days,
 * `integrations` 1 (`integration_connected`) in `integrationWindow` 90 days, `growth` 1.5 (times the active days of
 * the 28 days before, of which there must be at least 4), `pause` 90 days after a cancellation was requested.
 * Edge cases: a new customer can qualify by invitations and integrations; what is not recorded is no sign; without a
 * subscription nobody qualifies.
 * @example
 * ```ts
 * import { expansionCandidate, profile } from 'habitus';
 * const invites = ['10', '11', '12'].map((day) => ({ name: 'invite_sent', at: `2026-11-${day}T09:00:00Z` }));
 * const connected = { name: 'integration_connected', at: '2026-10-20T09:00:00Z' };
 * const acme = { id: 'acme', attributes: { subscribedAt: '2026-01-10T00:00:00Z' } };
 * expansionCandidate(profile(acme, [...invites, connected], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * expansionCandidate(profile(acme, invites, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const expansionCandidate: Segment<{
  readonly signs: number;
  readonly utilisation: number;
  readonly invites: number;
  readonly window: Duration;
  readonly integrations: number;
  readonly integrationWindow: Duration;
  readonly growth: number;
  readonly pause: Duration;
}> = /* @__PURE__ */ segment('expansion-candidate', {
  title: 'Expansion candidate',
  dimension: 'value',
  goal: 'Grow with the accounts that are growing anyway',
  action: 'Ask what the new people and systems are for, and bring a proposal for all of them',
  source: 'Rule of thumb: two independent signs of growth',
  parameters: {
    signs: 2,
    utilisation: 0.7,
    invites: 3,
    window: /* @__PURE__ */ days(30),
    integrations: 1,
    integrationWindow: /* @__PURE__ */ days(90),
    growth: 1.5,
    pause: /* @__PURE__ */ days(90),
  },
  where: (p) => {
    const month = days(28);
    const before = metric('active-days-before', {
      title: 'Active days of the 28 days before',
      unit: 'days',
      value: () => productUse().within(month, { ago: month }).activeDays(),
    });
    const growing = segment('more-active-days', {
      title: `At least ${p.growth} times the active days of the 28 days before`,
      where: () =>
        and(before.atLeast(4), productUse().within(month).activeDays().atLeast(before.times(p.growth))),
    });
    return and(
      subscriber(),
      howMany(
        capacityUsed().atLeast(p.utilisation),
        events('invite_sent').within(p.window).count().atLeast(p.invites),
        events('integration_connected').within(p.integrationWindow).count().atLeast(p.integrations),
        growing,
      ).atLeast(p.signs),
      not(leaning(p.pause)),
    );
  },
});

/** The greater utilisation of seats and quota, or the one that is known. */
const capacityUsed = (): Metric<'number'> =>
  metric('capacity-used', {
    title: 'Capacity used (seats or quota, the greater share)',
    unit: 'share',
    value: () => seatUtilisation.orElse(quotaUtilisation).greatest(quotaUtilisation.orElse(seatUtilisation)),
  });

/**
 * Pays for much that nobody uses, and may want a smaller plan: at most half of the seats and of the quota in use, no
 * limit hit in the last 30 days, and subscribed for at least 90 days.
 *
 * Parameters: `utilisation` 0.5 (the greatest share of `seats` and of `quota` in use; where one of them is not known,
 * of the other), `window` 30 days for `limit_reached`, `age` 90 days of subscription.
 * Edge cases: a subscription younger than the age is still filling up. Missing numbers of both seats and quota, or 0
 * of what is paid for, are no sign of anything. Quota that counts anew each billing period is low at its beginning:
 * ask towards its end. Without activity one can be one, and often is.
 * @example
 * ```ts
 * import { downgradeRisk, profile } from 'habitus';
 * const company = (seatsUsed: number) => ({
 *   id: 'acme',
 *   attributes: { subscribedAt: '2026-01-10T00:00:00Z', seats: 20, seatsUsed },
 * });
 * downgradeRisk(profile(company(8), [], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * downgradeRisk(profile(company(15), [], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const downgradeRisk: Segment<{
  readonly utilisation: number;
  readonly window: Duration;
  readonly age: Duration;
}> = /* @__PURE__ */ segment('downgrade-risk', {
  title: 'Downgrade risk',
  dimension: 'usage',
  goal: 'Keep the contract as great as it is',
  action: 'Help the teams without seats in use to start, well before the renewal',
  source: 'Rule of thumb: with half of it idle, the next smaller plan is the question of the next renewal',
  parameters: { utilisation: 0.5, window: /* @__PURE__ */ days(30), age: /* @__PURE__ */ days(90) },
  where: ({ utilisation, window, age }) =>
    and(
      capacityUsed().atMost(utilisation),
      events('limit_reached').within(window).none(),
      subscriber(),
      ago(age, subscriber()),
    ),
});

/**
 * Pays for one of the greater plans: a subscription that has begun and was not cancelled, with a plan of rank 2 or
 * more.
 *
 * Parameters: `rank` 2 (of the attribute `planRank`: 0 for the free plan and 1 for the first that costs something,
 * unless you count otherwise).
 * Edge cases: where `planRank` is missing nobody qualifies; a trial of a great plan is no subscription; a new customer
 * can qualify at once; without `subscribedAt` the event `subscription_started` counts, and without either nobody
 * qualifies.
 * @example
 * ```ts
 * import { premiumSubscriber, profile } from 'habitus';
 * const company = (planRank: number) => ({
 *   id: 'acme',
 *   attributes: { subscribedAt: '2026-01-10T00:00:00Z', planRank },
 * });
 * premiumSubscriber(profile(company(2), [], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * premiumSubscriber(profile(company(1), [], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const premiumSubscriber: Segment<{ readonly rank: number }> = /* @__PURE__ */ segment(
  'premium-subscriber',
  {
    title: 'Premium subscriber',
    dimension: 'usage',
    goal: 'Give those who pay for more what they pay for',
    action: 'Answer them first, and show once a quarter what they got for their money',
    source: 'By definition; from which plan on it is premium is a rule of thumb',
    parameters: { rank: 2 },
    where: ({ rank }) => and(subscriber(), attribute('planRank').atLeast(rank)),
  },
);
