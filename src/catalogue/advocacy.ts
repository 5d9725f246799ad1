import {
  and,
  atLeast,
  atMost,
  events,
  type Metric,
  metric,
  or,
  type Segment,
  type Selection,
  score,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { loyalCustomer } from './loyalty.js';
import { latestNps } from './opinion.js';
import { powerUser } from './usage.js';

/**
 * How many recommendations a customer sent in the last 365 days.
 *
 * Edge cases: 0 without any, for a new customer too; whether anybody followed does not matter, see
 * {@link referralsConverted}.
 * @example
 * ```ts
 * import { profile, referralsSent } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * referralsSent(profile({ id: 'ada' }, [{ name: 'referral_sent', at: '2026-11-01T00:00:00Z' }], at)); //=> 1
 * ```
 */
export const referralsSent: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'referrals-sent',
  {
    title: 'Referrals sent',
    unit: 'referrals',
    dimension: 'loyalty',
    goal: 'Know who speaks of the product',
    action: 'Thank them at once, whatever comes of it',
    source: 'By definition; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => events('referral_sent').within(window).count(),
  },
);

/**
 * How many new customers came on a customer's recommendation in the last 365 days.
 *
 * Edge cases: 0 without any, for a new customer too; who recommends to themselves is not found out here.
 * @example
 * ```ts
 * import { profile, referralsConverted } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * referralsConverted(profile({ id: 'ada' }, [{ name: 'referral_converted', at: '2026-11-01T00:00:00Z' }], at)); //=> 1
 * ```
 */
export const referralsConverted: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'referrals-converted',
  {
    title: 'Referrals converted',
    unit: 'referrals',
    dimension: 'loyalty',
    goal: 'Know who brings customers',
    action: 'Reward the referral that converted more than the one that was sent',
    source: 'By definition; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => events('referral_converted').within(window).count(),
  },
);

/**
 * How many reviews a customer wrote in the last 365 days, good and bad.
 *
 * Edge cases: 0 without any, for a new customer too; a review without a rating counts.
 * @example
 * ```ts
 * import { profile, reviews } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * reviews(profile({ id: 'ada' }, [{ name: 'review_written', at: '2026-11-01T00:00:00Z' }], at)); //=> 1
 * ```
 */
export const reviews: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric('reviews', {
  title: 'Reviews',
  unit: 'reviews',
  dimension: 'loyalty',
  goal: 'Know whose word is read by others',
  action: 'Answer each review where it stands',
  source: 'By definition; the window is a rule of thumb',
  parameters: { window: /* @__PURE__ */ days(365) },
  value: ({ window }) => events('review_written').within(window).count(),
});

/** Good reviews less bad ones. */
const praise = (window: Duration, good: number, bad: number): Metric<'number'> =>
  metric('praise', {
    title: `Good reviews (${good} or more) less bad ones (${bad} or less) in the last ${duration(window)}`,
    unit: 'reviews',
    value: () => {
      const written = events('review_written').within(window);
      return written
        .where({ rating: atLeast(good) })
        .count()
        .minus(written.where({ rating: atMost(bad) }).count());
    },
  });

/**
 * How much a customer speaks for the product, 0 to 100.
 *
 * | part | worth 0 | worth all | weight |
 * |---|---|---|---|
 * | converted referrals | 0 | `referrals` 3 | `referralsWeight` 40 |
 * | reviews of at least `good` 4 less those of at most `bad` 2 (stars) | 0 | `reviews` 2 | `reviewsWeight` 20 |
 * | testimonials and case studies | 0 | `stories` 1 | `storiesWeight` 20 |
 * | latest NPS score | `passive` 6 | `promoter` 9 | `opinionWeight` 20 |
 *
 * All but the latest score count in `window` 365 days. Only the share of each weight in their sum matters.
 * Edge cases: an opinion that was never asked counts as 0 (the policy for what is missing is zero: silence is no
 * advocacy), so that the score is never missing; without events it is 0, and a new customer starts there; bad reviews
 * take off what good ones give, but nothing below 0.
 * @example
 * ```ts
 * import { advocacyScore, profile } from 'habitus';
 * const referral = { name: 'referral_converted', at: '2026-11-01T00:00:00Z' };
 * const review = { name: 'review_written', at: '2026-11-02T00:00:00Z', properties: { rating: 5 } };
 * Math.round(advocacyScore(profile({ id: 'ada' }, [referral, review], { asOf: '2026-11-22T00:00:00Z' }))); //=> 23
 * advocacyScore(profile({ id: 'bob' })); //=> 0
 * ```
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (12), 2003: promoters answer 9 or 10.
 * Parts, weights and ends are rules of thumb, and a business choice.
 */
export const advocacyScore: Metric<
  'number',
  {
    readonly window: Duration;
    readonly referrals: number;
    readonly good: number;
    readonly bad: number;
    readonly reviews: number;
    readonly stories: number;
    readonly passive: number;
    readonly promoter: number;
    readonly referralsWeight: number;
    readonly reviewsWeight: number;
    readonly storiesWeight: number;
    readonly opinionWeight: number;
  }
> = /* @__PURE__ */ score('advocacy-score', {
  title: 'Advocacy score',
  dimension: 'loyalty',
  goal: 'Know whom to ask to speak for the product',
  action: 'Ask from the highest score down, for one thing at a time',
  source:
    'Reichheld, "The One Number You Need to Grow" (2003): promoters answer 9 or 10; parts, weights and ends are rules of thumb',
  parameters: {
    window: /* @__PURE__ */ days(365),
    referrals: 3,
    good: 4,
    bad: 2,
    reviews: 2,
    stories: 1,
    passive: 6,
    promoter: 9,
    referralsWeight: 40,
    reviewsWeight: 20,
    storiesWeight: 20,
    opinionWeight: 20,
  },
  missing: 'zero',
  parts: (p) => [
    {
      metric: referralsConverted.with({ window: p.window }),
      weight: p.referralsWeight,
      from: 0,
      to: p.referrals,
    },
    { metric: praise(p.window, p.good, p.bad), weight: p.reviewsWeight, from: 0, to: p.reviews },
    {
      metric: events('testimonial_given', 'case_study_joined').within(p.window).count(),
      weight: p.storiesWeight,
      from: 0,
      to: p.stories,
    },
    { metric: latestNps, weight: p.opinionWeight, from: p.passive, to: p.promoter },
  ],
});

/**
 * Recommends to others: at least 1 referral, sent or converted, in the last 365 days.
 *
 * Parameters: `referrals` 1 (`referral_sent` and `referral_converted` events), `window` 365 days.
 * Edge cases: a new customer can qualify with the first referral; without events nobody qualifies.
 * @example
 * ```ts
 * import { profile, referrer } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ada = profile({ id: 'ada' }, [{ name: 'referral_sent', at: '2026-11-01T00:00:00Z' }], at);
 * referrer(ada); //=> true
 * referrer(profile({ id: 'bob' })); //=> false
 * ```
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
 * Is loyal and brings others: a {@link loyalCustomer} with a converted referral in the last 365 days, or whose latest
 * answer to the question of the net promoter score is at least 9 and who has written a good review or given a
 * testimonial.
 *
 * Parameters: `referrals` 1 (`referral_converted` events) in `window` 365 days; `promoter` 9 (score, 0 to 10) in an
 * answer of the last year, as in {@link latestNps}; `good` 4 (the least rating of a good review, in stars).
 * Edge cases: a new customer is not loyal yet, so does not qualify; without events nobody qualifies; an answer off the
 * scale is no answer; no attribute but `signedUpAt` is read, as for loyal customers.
 * @example
 * ```ts
 * import { loyalAdvocate, profile } from 'habitus';
 * const orders = ['03', '07', '11'].map((month) => ({ name: 'purchase', at: `2026-${month}-01T00:00:00Z` }));
 * const referral = { name: 'referral_converted', at: '2026-10-01T00:00:00Z' };
 * loyalAdvocate(profile({ id: 'ada' }, [...orders, referral], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * loyalAdvocate(profile({ id: 'bob' }, orders, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (12), 2003: promoters answer 9 or 10.
 * The rest is a rule of thumb.
 */
export const loyalAdvocate: Segment<{
  readonly referrals: number;
  readonly window: Duration;
  readonly promoter: number;
  readonly good: number;
}> = /* @__PURE__ */ segment('loyal-advocate', {
  title: 'Loyal advocate',
  dimension: 'loyalty',
  goal: 'Let customers win customers',
  action: 'Ask for a case study, and thank them for every referral',
  source:
    'Reichheld, "The One Number You Need to Grow" (2003): promoters answer 9 or 10; the rest is a rule of thumb',
  parameters: { referrals: 1, window: /* @__PURE__ */ days(365), promoter: 9, good: 4 },
  where: ({ referrals, window, promoter, good }) =>
    and(
      loyalCustomer,
      or(
        events('referral_converted').within(window).count().atLeast(referrals),
        and(
          latestNps.atLeast(promoter),
          or(
            events('review_written')
              .where({ rating: atLeast(good) })
              .any(),
            events('testimonial_given').any(),
          ),
        ),
      ),
    ),
});

/**
 * Would recommend and was never heard to: the latest NPS score is at least 9, and there was never a referral, a review
 * or a testimonial.
 *
 * Parameters: `promoter` 9 (the least score, 0 to 10).
 * Edge cases: a new customer can qualify with the first answer; without an answer nobody qualifies, nor with one off
 * the scale.
 * @example
 * ```ts
 * import { advocacyCandidate, profile } from 'habitus';
 * const answer = { name: 'survey_answered', at: '2026-11-01T00:00:00Z', properties: { survey: 'nps', score: 10 } };
 * const review = { name: 'review_written', at: '2026-11-02T00:00:00Z' };
 * advocacyCandidate(profile({ id: 'ada' }, [answer], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * advocacyCandidate(profile({ id: 'bob' }, [answer, review], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (12), 2003: promoters answer 9 or 10.
 */
export const advocacyCandidate: Segment<{ readonly promoter: number }> = /* @__PURE__ */ segment(
  'advocacy-candidate',
  {
    title: 'Advocacy candidate',
    dimension: 'loyalty',
    goal: 'Turn good opinions into recommendations',
    action: 'Ask for a review while the good answer is fresh',
    source: 'Reichheld, "The One Number You Need to Grow" (2003): promoters answer 9 or 10',
    parameters: { promoter: 9 },
    where: ({ promoter }) =>
      and(
        latestNps.atLeast(promoter),
        events('referral_sent', 'referral_converted', 'review_written', 'testimonial_given').none(),
      ),
  },
);

/** Reviews of the last year that speak against the product: at most 2 stars. */
const badReviews = (): Selection =>
  events('review_written')
    .within(days(365))
    .where({ rating: atMost(2) });

/**
 * Can be asked for a testimonial: a {@link loyalCustomer} whose latest NPS score is at least 9, who has given none
 * yet, and wrote no support ticket in the last 30 days and no review of at most 2 stars in the last year.
 *
 * Parameters: `promoter` 9 (the least score, 0 to 10), `quiet` 30 days without a ticket.
 * Edge cases: a new customer is not loyal yet, so does not qualify; without events nobody qualifies; no attribute but
 * `signedUpAt` is read, as for loyal customers.
 * @example
 * ```ts
 * import { profile, testimonialCandidate } from 'habitus';
 * const orders = ['03', '07', '11'].map((month) => ({ name: 'purchase', at: `2026-${month}-01T00:00:00Z` }));
 * const answer = { name: 'survey_answered', at: '2026-11-01T00:00:00Z', properties: { survey: 'nps', score: 9 } };
 * testimonialCandidate(profile({ id: 'ada' }, [...orders, answer], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * testimonialCandidate(profile({ id: 'bob' }, orders, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const testimonialCandidate: Segment<{ readonly promoter: number; readonly quiet: Duration }> =
  /* @__PURE__ */ segment('testimonial-candidate', {
    title: 'Testimonial candidate',
    dimension: 'loyalty',
    goal: 'Let happy customers say so where others read it',
    action: 'Ask for two sentences, and offer to draft them',
    source:
      'Reichheld, "The One Number You Need to Grow" (2003): promoters answer 9 or 10; the rest is a rule of thumb',
    parameters: { promoter: 9, quiet: /* @__PURE__ */ days(30) },
    where: ({ promoter, quiet }) =>
      and(
        loyalCustomer,
        latestNps.atLeast(promoter),
        events('testimonial_given').none(),
        events('support_ticket').within(quiet).none(),
        badReviews().none(),
      ),
  });

/**
 * Has a story to tell: a {@link loyalCustomer} and a {@link powerUser} whose latest NPS score is at least 9, who was in
 * no case study yet, and wrote no review of at most 2 stars in the last year.
 *
 * Parameters: `promoter` 9 (the least score, 0 to 10).
 * Edge cases: a new customer is not loyal yet, so does not qualify; without events nobody qualifies; no attribute but
 * `signedUpAt` is read, as for loyal customers.
 * @example
 * ```ts
 * import { caseStudyCandidate, profile } from 'habitus';
 * caseStudyCandidate(profile({ id: 'ada' })); //=> false
 * caseStudyCandidate.parameters.promoter; //=> 9
 * ```
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (12), 2003: promoters answer 9 or 10.
 * That a story needs years and heavy use is a rule of thumb.
 */
export const caseStudyCandidate: Segment<{ readonly promoter: number }> = /* @__PURE__ */ segment(
  'case-study-candidate',
  {
    title: 'Case study candidate',
    dimension: 'loyalty',
    goal: 'Win customers with the success of others',
    action: 'Offer to do all the writing, and let them approve every number',
    source:
      'Reichheld, "The One Number You Need to Grow" (2003): promoters answer 9 or 10; the rest is a rule of thumb',
    parameters: { promoter: 9 },
    where: ({ promoter }) =>
      and(
        loyalCustomer,
        powerUser,
        latestNps.atLeast(promoter),
        events('case_study_joined').none(),
        badReviews().none(),
      ),
  },
);
