import {
  and,
  type Classification,
  classification,
  events,
  type Metric,
  metric,
  not,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { loyalCustomer } from './loyalty.js';

/**
 * How many points of the loyalty programme a customer ever earned.
 *
 * Edge cases: 0 without any, for a new customer too; an event without a number of points adds nothing.
 * @example
 * ```ts
 * import { pointsEarned, profile } from 'habitus';
 * const earned = { name: 'loyalty_earned', at: '2026-11-01T00:00:00Z', properties: { points: 120 } };
 * pointsEarned(profile({ id: 'ada' }, [earned], { asOf: '2026-11-22T00:00:00Z' })); //=> 120
 * ```
 */
export const pointsEarned: Metric<'number'> = /* @__PURE__ */ metric('points-earned', {
  title: 'Points earned',
  unit: 'points',
  dimension: 'loyalty',
  goal: 'See whom the programme reaches',
  action: 'Name the next reward as soon as it is near',
  source: 'By definition; there is no cut-off',
  value: () => events('loyalty_earned').sum('points'),
});

/**
 * How many points of the loyalty programme a customer ever spent.
 *
 * Edge cases: 0 without any, for a new customer too; an event without a number of points adds nothing.
 * @example
 * ```ts
 * import { pointsRedeemed, profile } from 'habitus';
 * const redeemed = { name: 'loyalty_redeemed', at: '2026-11-01T00:00:00Z', properties: { points: 50 } };
 * pointsRedeemed(profile({ id: 'ada' }, [redeemed], { asOf: '2026-11-22T00:00:00Z' })); //=> 50
 * ```
 */
export const pointsRedeemed: Metric<'number'> = /* @__PURE__ */ metric('points-redeemed', {
  title: 'Points redeemed',
  unit: 'points',
  dimension: 'loyalty',
  goal: 'See whether the rewards are worth having',
  action: 'Drop the rewards that nobody takes',
  source: 'By definition; there is no cut-off',
  value: () => events('loyalty_redeemed').sum('points'),
});

/**
 * How many points of the loyalty programme a customer has left: earned less redeemed.
 *
 * Points do not lapse here.
 * Edge cases: 0 without any, for a new customer too; negative where more was redeemed than is known to have been
 * earned.
 * @example
 * ```ts
 * import { pointsBalance, profile } from 'habitus';
 * const earned = { name: 'loyalty_earned', at: '2026-11-01T00:00:00Z', properties: { points: 120 } };
 * const redeemed = { name: 'loyalty_redeemed', at: '2026-11-09T00:00:00Z', properties: { points: 50 } };
 * pointsBalance(profile({ id: 'ada' }, [earned, redeemed], { asOf: '2026-11-22T00:00:00Z' })); //=> 70
 * ```
 */
export const pointsBalance: Metric<'number'> = /* @__PURE__ */ metric('points-balance', {
  title: 'Points balance',
  unit: 'points',
  dimension: 'loyalty',
  goal: 'Keep the debt of points in sight, and the customers spending them',
  action: 'Remind those who could have a reward today',
  source: 'By definition; there is no cut-off',
  value: () => pointsEarned.minus(pointsRedeemed),
});

/**
 * Has joined the loyalty programme.
 *
 * Edge cases: a new customer can qualify; without `loyalty_joined` nobody qualifies, whatever points were earned; the
 * built-in model knows no leaving.
 * @example
 * ```ts
 * import { profile, programMember } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ada = profile({ id: 'ada' }, [{ name: 'loyalty_joined', at: '2026-11-01T00:00:00Z' }], at);
 * programMember(ada); //=> true
 * programMember(profile({ id: 'bob' })); //=> false
 * ```
 */
export const programMember: Segment = /* @__PURE__ */ segment('program-member', {
  title: 'Programme member',
  dimension: 'loyalty',
  goal: 'Let the programme earn its cost',
  action: 'Show the balance of points and what it buys',
  source: 'By definition; there is no cut-off',
  where: () => events('loyalty_joined').any(),
});

/**
 * Takes part in the loyalty programme: a member who earned or redeemed points in the last 90 days.
 *
 * Edge cases: a new member is one with the first points; without `loyalty_joined` nobody qualifies, whatever points
 * there are.
 * @example
 * ```ts
 * import { activeMember, profile } from 'habitus';
 * const joined = { name: 'loyalty_joined', at: '2026-05-01T00:00:00Z' };
 * const earned = { name: 'loyalty_earned', at: '2026-11-01T00:00:00Z', properties: { points: 10 } };
 * activeMember(profile({ id: 'ada' }, [joined, earned], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * activeMember(profile({ id: 'bob' }, [joined], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const activeMember: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('active-member', {
  title: 'Active member',
  dimension: 'loyalty',
  goal: 'Keep the programme in use',
  action: 'Show how far it is to the next reward, and to the next tier',
  source: 'Rule of thumb: points earned or burnt within a quarter',
  parameters: { window: /* @__PURE__ */ days(90) },
  where: ({ window }) =>
    and(programMember, events('loyalty_earned', 'loyalty_redeemed').within(window).any()),
});

/**
 * Spends the points: redeemed some in the last 365 days.
 *
 * Edge cases: a new customer can qualify; without `loyalty_redeemed` nobody qualifies; how many points does not
 * matter.
 * @example
 * ```ts
 * import { pointsRedeemer, profile } from 'habitus';
 * const redeemed = { name: 'loyalty_redeemed', at: '2026-11-01T00:00:00Z', properties: { points: 50 } };
 * pointsRedeemer(profile({ id: 'ada' }, [redeemed], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * pointsRedeemer(profile({ id: 'bob' })); //=> false
 * ```
 */
export const pointsRedeemer: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment(
  'points-redeemer',
  {
    title: 'Points redeemer',
    dimension: 'loyalty',
    goal: 'Know whom rewards move',
    action: 'Send them offers in points instead of in money',
    source: 'Rule of thumb: a year, so that those who save up for long count',
    parameters: { window: /* @__PURE__ */ days(365) },
    where: ({ window }) => events('loyalty_redeemed').within(window).any(),
  },
);

/**
 * Would gain from the loyalty programme: a {@link loyalCustomer} who never joined it.
 *
 * Parameters: none of its own; see {@link loyalCustomer}.
 * Edge cases: a new customer is not loyal yet, so does not qualify; without events nobody qualifies; no attribute but
 * `signedUpAt` is read, as for loyal customers.
 * @example
 * ```ts
 * import { profile, programCandidate } from 'habitus';
 * const orders = ['03', '07', '11'].map((month) => ({ name: 'purchase', at: `2026-${month}-01T00:00:00Z` }));
 * const joined = { name: 'loyalty_joined', at: '2026-11-01T00:00:00Z' };
 * programCandidate(profile({ id: 'ada' }, orders, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * programCandidate(profile({ id: 'bob' }, [...orders, joined], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see By definition, from {@link loyalCustomer}.
 */
export const programCandidate: Segment = /* @__PURE__ */ segment('program-candidate', {
  title: 'Programme candidate',
  dimension: 'loyalty',
  goal: 'Bring those into the programme who have already earned it',
  action: 'Invite them with the points that their orders would have brought',
  source: 'By definition: loyal, and not a member',
  where: () => and(loyalCustomer, not(programMember)),
});

/**
 * The rank of a member of the loyalty programme, by the points earned in the last 365 days: `platinum` from 10,000,
 * `gold` from 5,000, `silver` from 1,000, `bronze` below.
 *
 * Parameters: `platinum` 10,000, `gold` 5,000 and `silver` 1,000 (the least points of each), `window` 365 days.
 * Edge cases: a new member is bronze; null for who never joined, whatever points there are; points that were spent
 * count as earned. Every member has exactly one label.
 * @example
 * ```ts
 * import { loyaltyTier, profile } from 'habitus';
 * const joined = { name: 'loyalty_joined', at: '2026-05-01T00:00:00Z' };
 * const earned = { name: 'loyalty_earned', at: '2026-11-01T00:00:00Z', properties: { points: 1200 } };
 * loyaltyTier(profile({ id: 'ada' }, [joined, earned], { asOf: '2026-11-22T00:00:00Z' })); //=> 'silver'
 * loyaltyTier(profile({ id: 'bob' }, [joined], { asOf: '2026-11-22T00:00:00Z' })); //=> 'bronze'
 * loyaltyTier(profile({ id: 'eve' })); //=> null
 * ```
 */
export const loyaltyTier: Classification<
  'platinum' | 'gold' | 'silver' | 'bronze',
  { readonly platinum: number; readonly gold: number; readonly silver: number; readonly window: Duration }
> = /* @__PURE__ */ classification('loyalty-tier', {
  title: 'Loyalty tier',
  dimension: 'loyalty',
  goal: 'Give those more who give more',
  action: 'Say what is missing to the next tier, and keep its promise without being asked',
  source: 'Rule of thumb: set the points so that each tier is about a third of the one below',
  parameters: { platinum: 10_000, gold: 5_000, silver: 1_000, window: /* @__PURE__ */ days(365) },
  labels: ({ platinum, gold, silver, window }) => {
    const points = metric('recent-points', {
      title: `Points earned in the last ${duration(window)}`,
      unit: 'points',
      value: () => events('loyalty_earned').within(window).sum('points'),
    });
    return {
      platinum: and(programMember, points.atLeast(platinum)),
      gold: and(programMember, points.atLeast(gold)),
      silver: and(programMember, points.atLeast(silver)),
      bronze: programMember,
    };
  },
});
