import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeMember,
  loyaltyTier,
  pointsBalance,
  pointsEarned,
  pointsRedeemed,
  pointsRedeemer,
  programCandidate,
  programMember,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';
import { bought, loyal } from './histories.js';

const joined = did('loyalty_joined', 900);
const earned = (points: number | null, day = 1): Event => did('loyalty_earned', day, { points });
const redeemed = (points: number, day = 1): Event => did('loyalty_redeemed', day, { points });

answering([
  [
    pointsEarned,
    [
      ['all of them, however old', who(old, [earned(10), earned(5, 999)]), 15],
      ['without a number', who(old, [earned(null)]), 0],
      ['spent ones stay earned', who(old, [earned(10), redeemed(4)]), 10],
      ['no events', who({}), 0],
    ],
  ],
  [
    pointsRedeemed,
    [
      ['all of them, however old', who(old, [redeemed(10), redeemed(5, 999)]), 15],
      ['no events', who({}), 0],
    ],
  ],
  [
    pointsBalance,
    [
      ['earned less redeemed', who(old, [earned(10), redeemed(4)]), 6],
      ['exact to the cent', who(old, [earned(0.1), earned(0.2, 2), redeemed(0.3)]), 0],
      ['more redeemed than earned', who(old, [redeemed(4)]), -4],
      ['no events', who({}), 0],
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
  [
    activeMember,
    [
      ['earned just less than 90 days ago', who(old, [joined, did('loyalty_earned', 90, {}, -1)]), true],
      ['earned exactly 90 days ago', who(old, [joined, did('loyalty_earned', 90)]), false],
      ['redeemed', who(old, [joined, redeemed(1)]), true],
      ['a member without points', who(old, [joined]), false],
      ['points of somebody who never joined', who(old, [earned(5)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('loyalty_joined', 1), earned(5)]), true],
      ['no attributes are needed', who({}, [joined, earned(5)]), true],
    ],
  ],
  [
    pointsRedeemer,
    [
      ['just less than 365 days ago', who(old, [did('loyalty_redeemed', 365, {}, -1)]), true],
      ['exactly 365 days ago', who(old, [redeemed(5, 365)]), false],
      ['earned only', who(old, [joined, earned(5)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [redeemed(5)]), true],
      ['no attributes are needed', who({}, [redeemed(5)]), true],
    ],
  ],
  [
    programCandidate,
    [
      ['loyal, and never joined', who(old, loyal), true],
      ['has joined', who(old, [...loyal, joined]), false],
      ['not loyal', who(old, bought(10, 100)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(0, 0.5, 1)), false],
      ['no attributes are needed', who({}, loyal), true],
    ],
  ],
  [
    loyaltyTier,
    [
      ['10,000 points', who(old, [joined, earned(10_000)]), 'platinum'],
      ['9,999', who(old, [joined, earned(9_999)]), 'gold'],
      ['5,000', who(old, [joined, earned(2_500), earned(2_500, 2)]), 'gold'],
      ['4,999', who(old, [joined, earned(4_999)]), 'silver'],
      ['1,000', who(old, [joined, earned(1_000)]), 'silver'],
      ['999', who(old, [joined, earned(999)]), 'bronze'],
      ['no points', who(old, [joined]), 'bronze'],
      ['earned exactly 365 days ago', who(old, [joined, earned(9_999, 365)]), 'bronze'],
      ['just less', who(old, [joined, did('loyalty_earned', 365, { points: 9_999 }, -1)]), 'gold'],
      ['spent ones count as earned', who(old, [joined, earned(1_000), redeemed(1_000)]), 'silver'],
      ['never joined', who(old, [earned(99_999)]), null],
      ['no events', who(old), null],
      ['a new customer without attributes', who({}, [did('loyalty_joined', 1)]), 'bronze'],
    ],
  ],
]);

describe('loyalty-tier', () => {
  it('gives every member exactly one label, and nobody else one', () => {
    const histories = fc.array(fc.record({ points: fc.integer({ min: 0, max: 9_000 }), day: fc.nat(400) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.boolean(), histories, (member, history) => {
        const customer = who({}, [
          ...(member ? [joined] : []),
          ...history.map(({ points, day }) => earned(points, day)),
        ]);
        const labels = loyaltyTier.labels.filter((label) => loyaltyTier.is(label)(customer));
        expect(labels).toHaveLength(member ? 1 : 0);
      }),
    );
  });
});
