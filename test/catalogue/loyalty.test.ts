import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  loyalAdvocate,
  loyalCustomer,
  npsGroup,
  programMember,
  referrer,
} from '../../src/catalogue/index.js';
import type { Event, Segment } from '../../src/index.js';
import { byId, type Case, daysBefore, did, old, who, young } from './customers.js';

const bought = (...days: number[]): Event[] => days.map((day) => did('purchase', day));
/** Active in so many different months, the last one included. */
const months = (count: number): Event[] =>
  Array.from({ length: count }, (_, i) => did('logged_in', 1 + i * 30.5));
const nps = (score: number | string, day = 5, survey = 'nps'): Event =>
  did('survey_answered', day, { survey, score });
const loyal = bought(10, 100, 300);
const review = did('review_written', 700);

const table: readonly (readonly [Segment, readonly Case<boolean>[]])[] = [
  [
    loyalCustomer,
    [
      ['3 orders are enough', who(old, loyal), true],
      ['2 are not', who(old, bought(10, 100)), false],
      [
        'the third just less than 365 days ago',
        who(old, [...bought(10, 100), did('purchase', 365, {}, -1)]),
        true,
      ],
      ['the third exactly 365 days ago', who(old, bought(10, 100, 365)), false],
      ['activity in 9 months is enough', who(old, months(9)), true],
      ['in 8 is not', who(old, months(8)), false],
      ['known for exactly 180 days', who({ signedUpAt: daysBefore(180) }, loyal), true],
      ['known for just less', who({ signedUpAt: daysBefore(180, -1) }, loyal), false],
      [
        'active just less than 60 days ago',
        who(old, [...bought(100, 300, 320), did('logged_in', 60, {}, -1)]),
        true,
      ],
      ['active exactly 60 days ago', who(old, [...bought(100, 300, 320), did('logged_in', 60)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(0, 0.5, 1)), false],
      ['without signedUpAt the first event counts', who({}, loyal), true],
      ['without signedUpAt a late first event is too young', who({}, bought(1, 2, 3)), false],
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
    programMember,
    [
      ['joined once, however long ago', who(old, [did('loyalty_joined', 900)]), true],
      ['points alone make no member', who(old, [did('loyalty_earned', 1, { points: 5 })]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('loyalty_joined', 1)]), true],
      ['no attributes are needed', who({}, [did('loyalty_joined', 1)]), true],
    ],
  ],
];

describe.each(byId(table))('%s', (_, segment, cases) => {
  it.each(cases)('%s', (_rule, customer, expected) => {
    expect(segment(customer)).toBe(expected);
  });
});

describe('nps-group', () => {
  it.each<Case<string | null>>([
    ['10: promoter', who(old, [nps(10)]), 'promoter'],
    ['9: promoter', who(old, [nps(9)]), 'promoter'],
    ['8: passive', who(old, [nps(8)]), 'passive'],
    ['7: passive', who(old, [nps(7)]), 'passive'],
    ['6: detractor', who(old, [nps(6)]), 'detractor'],
    ['0: detractor', who(old, [nps(0)]), 'detractor'],
    ['off the scale: no answer', who(old, [nps(11), nps(-1, 4)]), null],
    ['a text: no answer', who(old, [nps('9')]), null],
    ['an answer off the scale does not hide the one before', who(old, [nps(9, 9), nps(11, 1)]), 'promoter'],
    ['the latest answer counts', who(old, [nps(9, 9), nps(7, 1)]), 'passive'],
    ['no events', who(old), null],
    ['a new customer without attributes', who({}, [nps(9)]), 'promoter'],
  ])('%s', (_, customer, expected) => {
    expect(npsGroup(customer)).toBe(expected);
  });

  it('gives every customer with an answer on the scale exactly one label, and nobody else one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 4 }), (scores) => {
        const customer = who(
          {},
          scores.map((score, i) => nps(score, i)),
        );
        const answered = scores.some((score) => score >= 0 && score <= 10);
        const matching = npsGroup.labels.filter((label) => npsGroup.is(label)(customer));
        expect(matching).toHaveLength(answered ? 1 : 0);
      }),
    );
  });
});
