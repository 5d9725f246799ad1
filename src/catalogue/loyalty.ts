import {
  and,
  between,
  type Classification,
  classification,
  events,
  type Metric,
  metric,
  or,
  type Segment,
  segment,
} from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { activity, knownFor } from './shared.js';

/** The latest answer to the question of the net promoter score that is on its scale, 0 to 10. */
const latestNps = (): Metric<'number'> =>
  metric('latest-nps', {
    title: 'Latest NPS score',
    value: () =>
      events('survey_answered')
        .where({ survey: 'nps', score: between(0, 10) })
        .last('score', { as: 'number' }),
  });

/**
 * Keeps coming back, has done so for long, and is still there: at least 3 orders, or activity in at least 9 different months, in the last
 * 365 days; known for at least 180 days; active in the last 60 days.
 *
 * Parameters: `orders` 3 (orders) or `months` 9 (calendar months with activity, UTC) in `window` 365 days; `tenure` 180 days; `activeWindow` 60 days.
 * Edge cases: a customer known for less than the tenure is not loyal yet; `signedUpAt` says since when, or the first event where it is
 * missing; without events nobody is loyal.
 * @example
 * ```ts
 * import { loyalCustomer, profile } from 'habitus';
 * const history = ['03', '07', '11'].map((month) => ({ name: 'purchase', at: `2026-${month}-01T00:00:00Z` }));
 * loyalCustomer(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * loyalCustomer(profile({ id: 'bob', attributes: { signedUpAt: '2026-11-01T00:00:00Z' } }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: three orders are two repeats (x ≥ 2 in customer-base models); recent activity stands in for the probability of being alive.
 */
export const loyalCustomer: Segment<{
  readonly orders: number;
  readonly months: number;
  readonly window: Duration;
  readonly tenure: Duration;
  readonly activeWindow: Duration;
}> = /* @__PURE__ */ segment('loyal-customer', {
  title: 'Loyal customer',
  dimension: 'loyalty',
  goal: 'Keep the customers who keep the company',
  action: 'Reward the years, and ask before you change what they rely on',
  source: 'Rule of thumb: repeated orders or steady use, tenure, and recent activity for being alive',
  parameters: {
    orders: 3,
    months: 9,
    window: /* @__PURE__ */ days(365),
    tenure: /* @__PURE__ */ days(180),
    activeWindow: /* @__PURE__ */ days(60),
  },
  where: ({ orders, months, window, tenure, activeWindow }) =>
    and(
      or(
        events('purchase').within(window).count().atLeast(orders),
        activity().within(window).activeMonths().atLeast(months),
      ),
      knownFor(tenure),
      activity().within(activeWindow).any(),
    ),
});

/**
 * Is loyal and brings others: a {@link loyalCustomer} with a converted referral in the last 365 days, or whose latest answer to the
 * question of the net promoter score is at least 9 and who has written a review or given a testimonial.
 *
 * Parameters: `referrals` 1 (`referral_converted` events) in `window` 365 days; `promoter` 9 (score, 0 to 10).
 * Edge cases: a new customer is not loyal yet, so none; without events nobody is; an answer off the scale is no answer; no attribute
 * but `signedUpAt` is read, as for loyal customers.
 * @example
 * ```ts
 * import { loyalAdvocate, profile } from 'habitus';
 * const orders = ['03', '07', '11'].map((month) => ({ name: 'purchase', at: `2026-${month}-01T00:00:00Z` }));
 * const referral = { name: 'referral_converted', at: '2026-10-01T00:00:00Z' };
 * loyalAdvocate(profile({ id: 'ada' }, [...orders, referral], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * loyalAdvocate(profile({ id: 'bob' }, orders, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Promoters answer 9 or 10: Reichheld, "The One Number You Need to Grow" (2003). The rest is a rule of thumb.
 */
export const loyalAdvocate: Segment<{
  readonly referrals: number;
  readonly window: Duration;
  readonly promoter: number;
}> = /* @__PURE__ */ segment('loyal-advocate', {
  title: 'Loyal advocate',
  dimension: 'loyalty',
  goal: 'Let customers win customers',
  action: 'Ask for a case study, and thank them for every referral',
  source: 'Promoters answer 9 or 10: Reichheld (2003); the rest is a rule of thumb',
  parameters: { referrals: 1, window: /* @__PURE__ */ days(365), promoter: 9 },
  where: ({ referrals, window, promoter }) =>
    and(
      loyalCustomer,
      or(
        events('referral_converted').within(window).count().atLeast(referrals),
        and(latestNps().atLeast(promoter), events('review_written', 'testimonial_given').any()),
      ),
    ),
});

/**
 * Recommends to others: at least 1 referral, sent or converted, in the last 365 days.
 *
 * Parameters: `referrals` 1 (`referral_sent` and `referral_converted` events), `window` 365 days.
 * Edge cases: a new customer can be one with the first referral; without events nobody is; no attribute is read.
 * @example
 * ```ts
 * import { profile, referrer } from 'habitus';
 * const ada = profile({ id: 'ada' }, [{ name: 'referral_sent', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * referrer(ada); //=> true
 * referrer(profile({ id: 'bob' })); //=> false
 * ```
 * @see Rule of thumb: a year, as for advocates.
 */
export const referrer: Segment<{ readonly referrals: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('referrer', {
    title: 'Referrer',
    dimension: 'loyalty',
    goal: 'Win customers by recommendation',
    action: 'Make the next referral easy, and reward those that convert',
    source: 'Rule of thumb: a year, as for advocates',
    parameters: { referrals: 1, window: /* @__PURE__ */ days(365) },
    where: ({ referrals, window }) =>
      events('referral_sent', 'referral_converted').within(window).count().atLeast(referrals),
  });

/**
 * Has joined the loyalty programme.
 *
 * Parameters: none.
 * Edge cases: a new customer can be one; without `loyalty_joined` nobody is, whatever points were earned; the built-in model knows no
 * leaving; no attribute is read.
 * @example
 * ```ts
 * import { profile, programMember } from 'habitus';
 * const ada = profile({ id: 'ada' }, [{ name: 'loyalty_joined', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * programMember(ada); //=> true
 * programMember(profile({ id: 'bob' })); //=> false
 * ```
 * @see By definition; there is no cut-off.
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
 * Where a customer stands by the latest answer to the question of the net promoter score: `promoter` 9 or 10, `passive` 7 or 8, `detractor` below.
 *
 * Parameters: `promoter` 9 and `passive` 7 (the least score of each, 0 to 10).
 * Edge cases: null for who never answered, so for most new customers; an answer off the scale is no answer; no attribute is read.
 * Every customer with an answer has exactly one label.
 * @example
 * ```ts
 * import { npsGroup, profile } from 'habitus';
 * const answer = (score: number) => [{ name: 'survey_answered', at: '2026-11-01T00:00:00Z', properties: { survey: 'nps', score } }];
 * npsGroup(profile({ id: 'ada' }, answer(9), { asOf: '2026-11-22T00:00:00Z' })); //=> 'promoter'
 * npsGroup(profile({ id: 'bob' }, answer(6), { asOf: '2026-11-22T00:00:00Z' })); //=> 'detractor'
 * npsGroup(profile({ id: 'eve' })); //=> null
 * ```
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review (2003).
 */
export const npsGroup: Classification<
  'promoter' | 'passive' | 'detractor',
  { readonly promoter: number; readonly passive: number }
> = /* @__PURE__ */ classification('nps-group', {
  title: 'NPS group',
  dimension: 'loyalty',
  goal: 'Answer every opinion in kind',
  action: 'Ask promoters for a review, passives what is missing, and call detractors',
  source: 'Reichheld, "The One Number You Need to Grow" (2003)',
  parameters: { promoter: 9, passive: 7 },
  labels: ({ promoter, passive }) => ({
    promoter: latestNps().atLeast(promoter),
    passive: latestNps().atLeast(passive),
    detractor: latestNps().exists(),
  }),
});
