import { describe, expect, it } from 'vitest';
import { atRisk, healthScore, healthScoreOf, shopHealthScore } from '../../src/catalogue/index.js';
import { at, type Event, type Profile, timeline } from '../../src/index.js';
import { answering } from './cases.js';
import { asOf, DAY, daysBefore, did, old, who, young } from './customers.js';
import { bought, logins, nps, sound, whoWas } from './histories.js';

const many = (from: number, count: number): Event[] =>
  logins(...Array.from({ length: count }, (_, i) => from + i));

answering([
  [
    healthScore,
    [
      // Of somebody who only logs in, use weighs 30, and the trend 20 once there is something to compare with.
      ['no events', who(old), 0],
      ['nothing is known', who({}), 0],
      ['1 of 12 active days', who(old, logins(1)), 100 / 12],
      ['today does not count yet', who(old, logins(0, 0.4)), 0],
      ['yesterday from midnight on', who(old, [did('logged_in', 1.5)]), 100 / 12],
      ['the 28th day before today', who(old, logins(28)), 100 / 12],
      ['the 29th is for comparison', who(old, logins(29)), 0],
      ['so is the 112th', who(old, logins(1, 112)), (100 * (2.5 + 20)) / 50],
      ['the 113th is outside', who(old, logins(1, 113)), 100 / 12],
      // 12 days before are 4 in 28 on average.
      ['a quarter of their own average: nothing for the trend', who(old, [...logins(1), ...many(29, 12)]), 5],
      ['half of it: half of the trend', who(old, [...logins(1, 2), ...many(29, 12)]), (100 * (5 + 10)) / 50],
      ['three quarters: all of it', who(old, [...logins(1, 2, 3), ...many(29, 12)]), (100 * (7.5 + 20)) / 50],
      ['12 days, steady', who(old, [...many(1, 12), ...many(29, 36)]), 100],
      ['5 features are all of breadth', who(old, sound), 100],
      [
        '1 feature is a fifth of it',
        who(old, [did('feature_used', 1, { feature: 'a' })]),
        (100 * (2.5 + 3)) / 45,
      ],
      [
        'features that were used once count ever after',
        who(old, [...logins(1), did('feature_used', 200)]),
        (100 * 2.5) / 45,
      ],
      ['seats: half of what is good', who({ ...old, seats: 10, seatsUsed: 4 }), (100 * 7.5) / 45],
      ['seats of 0 are left out', who({ ...old, seats: 0, seatsUsed: 0 }, logins(1)), 100 / 12],
      ['a promoter', who(old, [nps(9, 300)]), (100 * 10) / 40],
      ['a score of 0', who(old, [nps(0, 300), ...logins(1)]), (100 * 2.5) / 40],
      ['a score of exactly a year ago', who(old, [nps(9, 366)]), 0],
      [
        '3 tickets are none of support, and no use',
        who(old, [...logins(1), ...[1, 2, 3].map((day) => did('support_ticket', day))]),
        (100 * 2.5) / 40,
      ],
      ['a ticket of long ago', who(old, [did('support_ticket', 100)]), (100 * 10) / 40],
      [
        'orders are use, but make no health of a product',
        who(old, bought(5, 35, 65)),
        (100 * (2.5 + 20)) / 50,
      ],
    ],
  ],
  [
    healthScoreOf({ records: ['support_ticket', 'feature_used'] }),
    [
      ['no tickets are all of support, no features none of breadth', who(old), (100 * 10) / 55],
      ['what is not recorded is left out', who(old, [nps(0, 5)]), (100 * 10) / 55],
    ],
  ],
  [
    shopHealthScore,
    [
      // Rhythm weighs 50, orders 25, refunds 15, opinion 10.
      ['in time, with 6 orders', who(old, bought(10, 40, 70, 100, 130, 160)), 100],
      [
        'twice the own average: half of the rhythm',
        who(old, bought(60, 90)),
        (100 * (25 + 25 / 3 + 15)) / 90,
      ],
      ['three times: none of it', who(old, bought(90, 120)), (100 * (25 / 3 + 15)) / 90],
      ['one order has no rhythm', who(old, bought(300)), (100 * (25 / 6 + 15)) / 40],
      [
        'every other order was sent back',
        who(old, [...bought(10, 40), did('refund', 5)]),
        (100 * (50 + 25 / 3)) / 90,
      ],
      ['a promoter', who(old, [...bought(300), nps(9)]), (100 * (25 / 6 + 15 + 10)) / 50],
      ['no orders', who(old), 0],
      ['nothing is known', who({}), 0],
    ],
  ],
  [
    atRisk,
    [
      ['used it regularly, and hardly at all now', who(old, [...logins(20), ...many(29, 40)]), true],
      ['a good score', who(old, sound), false],
      ['30 active days before', who(old, many(29, 30)), true],
      ['29 are not regular', who(old, many(29, 29)), false],
      ['never did more: a casual user', who(old, logins(20, 40, 60, 80, 100)), false],
      ['a buyer who stays away', who(old, bought(80, 110, 140, 170)), false],
      ['active just less than 90 days ago', who(old, [did('logged_in', 90, {}, -1), ...many(91, 29)]), false],
      ['silent for exactly 90 days: gone', who(old, many(90, 23)), false],
      ['silent, but subscribed', who({ ...old, subscribedAt: daysBefore(500) }, many(79, 34)), true],
      [
        'silent, and the subscription cancelled',
        who({ ...old, subscribedAt: daysBefore(500) }, [did('subscription_cancelled', 100)]),
        false,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(1)), false],
      ['whenever they signed up', who({}, many(29, 40)), true],
    ],
  ],
]);

describe('health-score', () => {
  it('moves at midnight only, with what the customer does', () => {
    const history = [...sound, ...logins(0.3, 2.2)];
    const midnight = asOf - (asOf % DAY);
    const of = (instant: number): unknown => healthScore(at(who(old, history), instant));
    for (let day = 0; day < 40; day++) {
      const start = midnight - day * DAY;
      expect(of(start + DAY - 1)).toBe(of(start));
    }
  });
});

describe('at-risk', () => {
  /** A regular user of whose score so much is known on each of the last days, today first: nothing but the seats moves it. */
  const scored = (...scores: readonly number[]): Profile => {
    const events = many(60, 30);
    const attributes = { ...old, seats: 1000 };
    // Use and trend of nobody weigh 30 and 20, seats 15: score = 100 · (15 · used ÷ 800) ÷ 65.
    const used = (score: number): number => ((score * 65) / 100 / 15) * 800;
    const midnight = asOf - (asOf % DAY);
    const history = Array.from({ length: 10 }, (_, day) => scores[day] ?? (scores.at(-1) as number))
      .concat(scores.slice(10))
      .map((score, day) => ({ at: midnight - day * DAY, attributes: { seatsUsed: used(score) } }))
      .reverse();
    return whoWas(attributes, events, history);
  };

  it('is tried on scores as the test says', () => {
    for (const score of [14, 15, 22]) expect(healthScore(scored(score))).toBeCloseTo(score, 9);
  });

  it.each<readonly [rule: string, scores: readonly number[], expected: boolean]>([
    ['below red', [14, 22], true],
    ['not below red', [15.0001, 22], false],
    ['between the two after a day below red', [18, 14], true],
    ['just below green after a day below red', [19.9, 14], true],
    ['below red 7 days ago', [18, 18, 18, 18, 18, 18, 18, 14], true],
    ['below red 8 days ago', [18, 18, 18, 18, 18, 18, 18, 18, 14], false],
    ['never below red', [18, 18, 18], false],
  ])('%s', (_, scores, expected) => {
    expect(atRisk.with({ red: 15, green: 20, regular: 20 })(scored(...scores))).toBe(expected);
  });

  it('lets go of a customer who is back at green', () => {
    const customer = scored(20, 14);
    const score = healthScore(customer) as number;
    expect(atRisk.with({ red: 15, green: score })(customer)).toBe(false);
    expect(atRisk.with({ red: 15, green: score + 1e-9 })(customer)).toBe(true);
  });

  it('leaves a distance between its thresholds', () => {
    expect(atRisk.parameters.green).toBeGreaterThanOrEqual(atRisk.parameters.red + 10);
  });

  it('does not come and go with a score that wavers around the lower threshold', () => {
    const wavering = scored(...Array.from({ length: 40 }, (_, day) => (day % 2 === 0 ? 16 : 14)));
    const spans = timeline(atRisk.with({ red: 15, green: 20, regular: 0 }), wavering, {
      from: daysBefore(30),
      to: asOf,
    });
    expect(spans.map(({ member }) => member)).toEqual([true]);
  });
});
