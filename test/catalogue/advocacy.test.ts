import { describe, expect, it } from 'vitest';
import {
  advocacyCandidate,
  advocacyScore,
  caseStudyCandidate,
  loyalAdvocate,
  referralsConverted,
  referralsSent,
  referrer,
  reviews,
  testimonialCandidate,
} from '../../src/catalogue/index.js';
import type { Event, Metric } from '../../src/index.js';
import { answering } from './cases.js';
import { type Case, daily, did, old, who, young } from './customers.js';
import { bought, loyal, nps } from './histories.js';

const review = did('review_written', 700, { rating: 4 });
const rated = (rating: number, day = 1): Event => did('review_written', day, { rating });
/** Active on 12 days, with 5 features. */
const power = Array.from({ length: 12 }, (_, day) => did('feature_used', day, { feature: `f${day % 5}` }));

/** A count of events of a year: every edge of it. */
const counting = (metric: Metric<'number'>, name: string): [Metric<'number'>, readonly Case<number>[]] => [
  metric,
  [
    ['none', who(old), 0],
    ['two', who(old, [did(name, 1), did(name, 2)]), 2],
    ['just less than 365 days ago', who(old, [did(name, 365, {}, -1)]), 1],
    ['exactly 365 days ago', who(old, [did(name, 365)]), 0],
    ['another event', who(old, [did('logged_in', 1)]), 0],
    ['a new customer', who(young, [did(name, 1)]), 1],
    ['no attributes are needed', who({}, [did(name, 1)]), 1],
  ],
];

answering([
  counting(referralsSent, 'referral_sent'),
  counting(referralsConverted, 'referral_converted'),
  counting(reviews, 'review_written'),
  [
    advocacyScore,
    [
      ['no events', who(old), 0],
      ['nothing is known', who({}), 0],
      ['1 of 3 referrals', who(old, [did('referral_converted', 1)]), 40 / 3],
      ['3 referrals are all', who(old, daily('referral_converted', 3)), 40],
      ['more are no more', who(old, daily('referral_converted', 9)), 40],
      ['a referral that is only sent', who(old, [did('referral_sent', 1)]), 0],
      ['exactly 365 days ago', who(old, [did('referral_converted', 365)]), 0],
      ['a review of 4 stars is good', who(old, [rated(4)]), 10],
      ['one of 3 stars is neither', who(old, [rated(3)]), 0],
      ['one of 2 stars takes off what a good one gave', who(old, [rated(5), rated(2, 2)]), 0],
      ['bad ones take nothing off the other parts', who(old, [rated(1), did('testimonial_given', 2)]), 20],
      ['a review without a rating', who(old, [did('review_written', 1)]), 0],
      ['a case study', who(old, [did('case_study_joined', 1)]), 20],
      ['a promoter', who(old, [nps(9)]), 20],
      ['a passive of 7', who(old, [nps(7)]), 20 / 3],
      ['a detractor', who(old, [nps(6)]), 0],
      ['off the scale', who(old, [nps(11)]), 0],
      [
        'everything',
        who({}, [
          ...daily('referral_converted', 3),
          rated(5),
          rated(4),
          did('testimonial_given', 2),
          nps(10),
        ]),
        100,
      ],
    ],
  ],
  [
    referrer,
    [
      ['1 referral sent', who(old, [did('referral_sent', 1)]), true],
      ['1 converted', who(old, [did('referral_converted', 1)]), true],
      ['just less than 365 days ago', who(old, [did('referral_sent', 365, {}, -1)]), true],
      ['exactly 365 days ago', who(old, [did('referral_sent', 365)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('referral_sent', 1)]), true],
      ['no attributes are needed', who({}, [did('referral_sent', 1)]), true],
    ],
  ],
  [
    loyalAdvocate,
    [
      ['loyal with a converted referral', who(old, [...loyal, did('referral_converted', 100)]), true],
      [
        'converted just less than 365 days ago',
        who(old, [...loyal, did('referral_converted', 365, {}, -1)]),
        true,
      ],
      ['converted exactly 365 days ago', who(old, [...loyal, did('referral_converted', 365)]), false],
      ['a referral that is only sent', who(old, [...loyal, did('referral_sent', 1)]), false],
      ['a promoter with a review', who(old, [...loyal, nps(9), review]), true],
      [
        'a promoter with a review of 3 stars',
        who(old, [...loyal, nps(9), did('review_written', 700, { rating: 3 })]),
        false,
      ],
      ['a promoter of a year ago', who(old, [...loyal, nps(10, 365), review]), false],
      ['a promoter with a testimonial', who(old, [...loyal, nps(10), did('testimonial_given', 20)]), true],
      ['a promoter without either', who(old, [...loyal, nps(10)]), false],
      ['8 is no promoter', who(old, [...loyal, nps(8), review]), false],
      ['the latest answer counts', who(old, [...loyal, nps(9, 9), nps(3, 2), review]), false],
      ['an answer of another survey does not', who(old, [...loyal, nps(10, 1, 'ces'), review]), false],
      ['an answer off the scale does not', who(old, [...loyal, nps(11), review]), false],
      ['who is not loyal is none', who(old, [...bought(1), did('referral_converted', 1)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [...bought(0, 0.5, 1), did('referral_converted', 1)]), false],
      ['no attributes are needed', who({}, [...loyal, did('referral_converted', 1)]), true],
    ],
  ],
  [
    advocacyCandidate,
    [
      ['a promoter who was never heard', who(old, [nps(9)]), true],
      ['8 is no promoter', who(old, [nps(8)]), false],
      ['the latest answer counts', who(old, [nps(10, 9), nps(8, 1)]), false],
      ['has referred, however long ago', who(old, [nps(10), did('referral_sent', 900)]), false],
      ['somebody came by them', who(old, [nps(10), did('referral_converted', 1)]), false],
      ['has reviewed', who(old, [nps(10), review]), false],
      ['has given a testimonial', who(old, [nps(10), did('testimonial_given', 9)]), false],
      ['off the scale', who(old, [nps(11)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [nps(10, 1)]), true],
      ['no attributes are needed', who({}, [nps(10)]), true],
    ],
  ],
  [
    testimonialCandidate,
    [
      ['a review of 2 stars', who(old, [...loyal, nps(9), did('review_written', 30, { rating: 2 })]), false],
      ['a 10 of 5 years ago', who(old, [...loyal, nps(10, 2000)]), false],
      ['loyal, a promoter, and quiet', who(old, [...loyal, nps(9)]), true],
      ['8 is no promoter', who(old, [...loyal, nps(8)]), false],
      ['not loyal', who(old, [...bought(1), nps(9)]), false],
      ['has given one', who(old, [...loyal, nps(9), did('testimonial_given', 900)]), false],
      ['a ticket exactly 30 days ago', who(old, [...loyal, nps(9), did('support_ticket', 30)]), true],
      [
        'a ticket just less than 30 days ago',
        who(old, [...loyal, nps(9), did('support_ticket', 30, {}, -1)]),
        false,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, [...bought(0, 0.5, 1), nps(10, 1)]), false],
      ['no attributes are needed', who({}, [...loyal, nps(9)]), true],
    ],
  ],
  [
    caseStudyCandidate,
    [
      ['loyal, a power user and a promoter', who(old, [...loyal, ...power, nps(9)]), true],
      ['8 is no promoter', who(old, [...loyal, ...power, nps(8)]), false],
      ['no power user', who(old, [...loyal, ...power.slice(1), nps(9)]), false],
      ['not loyal', who(old, [...power, nps(9)]), false],
      ['has been in one', who(old, [...loyal, ...power, nps(9), did('case_study_joined', 900)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [...power, nps(9, 1)]), false],
      ['no attributes are needed', who({}, [...loyal, ...power, nps(9)]), true],
    ],
  ],
]);

describe('advocacy-score', () => {
  it('can weigh its parts otherwise', () => {
    const score = advocacyScore.with({ referralsWeight: 60, storiesWeight: 60, reviewsWeight: 60 });
    expect(score(who(old, [nps(10)]))).toBeCloseTo(10, 9);
  });
});
