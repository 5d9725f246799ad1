import { describe, expect, it } from 'vitest';
import { atRisk, churnRisk, healthScore } from '../../src/catalogue/index.js';
import { at, days, type Event, type Profile, timeline } from '../../src/index.js';
import { answering } from './cases.js';
import { asOf, DAY, daysBefore, did, old, who, young } from './customers.js';
import { logins, nps, sound, whoWas } from './histories.js';

const many = (from: number, count: number): Event[] =>
  logins(...Array.from({ length: count }, (_, i) => from + i));

answering([
  [
    healthScore,
    [
      // Without seats, scores and activity before, use, breadth and support weigh 30, 15 and 10: 55 in all.
      ['no events: all of support', who(old), (100 * 10) / 55],
      ['nothing is known', who({}), (100 * 10) / 55],
      ['1 of 12 active days', who(old, logins(1)), (100 * (30 / 12 + 10)) / 55],
      ['today does not count yet', who(old, logins(0, 0.4)), (100 * 10) / 55],
      ['yesterday from midnight on', who(old, [did('logged_in', 1.5)]), (100 * (30 / 12 + 10)) / 55],
      ['the 28th day before today', who(old, logins(28)), (100 * (30 / 12 + 10)) / 75],
      ['the 29th is outside', who(old, logins(29)), (100 * 10) / 55],
      // With activity in the 14 days before, the trend weighs 20 more.
      [
        'half of the days before: nothing for the trend',
        who(old, logins(1, 15, 16)),
        (100 * (7.5 + 10)) / 75,
      ],
      [
        'three quarters: half of it',
        who(old, logins(1, 2, 3, 15, 16, 17, 18)),
        (100 * (17.5 + 10 + 10)) / 75,
      ],
      ['as many: all of it', who(old, logins(1, 15)), (100 * (5 + 20 + 10)) / 75],
      ['12 days, steady', who(old, [...many(1, 6), ...many(15, 6)]), (100 * (30 + 20 + 10)) / 75],
      ['5 features are all of breadth', who(old, sound), 100],
      ['seats: half of what is good', who({ ...old, seats: 10, seatsUsed: 4 }), (100 * (7.5 + 10)) / 70],
      ['seats of 0 are left out', who({ ...old, seats: 0, seatsUsed: 0 }), (100 * 10) / 55],
      ['a promoter', who(old, [nps(9, 300)]), (100 * (30 / 12) * 0 + 100 * (10 + 10)) / 65],
      ['a score of 0', who(old, [nps(0, 300)]), (100 * 10) / 65],
      ['a score of exactly a year ago', who(old, [nps(9, 366)]), (100 * 10) / 55],
      [
        '3 tickets are none of support',
        who(
          old,
          [1, 2, 3].map((day) => did('support_ticket', day)),
        ),
        (100 * 7.5) / 55,
      ],
    ],
  ],
  [
    atRisk,
    [
      ['a low score', who(old, logins(20)), true],
      ['a good score', who(old, sound), false],
      ['known for exactly 35 days', who({ signedUpAt: daysBefore(35) }, logins(20)), true],
      ['known for just less', who({ signedUpAt: daysBefore(35, -1) }, logins(20)), false],
      ['active just less than 90 days ago', who(old, [did('logged_in', 90, {}, -1)]), true],
      ['silent for exactly 90 days: gone', who(old, logins(90)), false],
      ['silent, but subscribed', who({ ...old, subscribedAt: daysBefore(500) }), true],
      [
        'silent, and the subscription cancelled',
        who({ ...old, subscribedAt: daysBefore(500) }, [did('subscription_cancelled', 100)]),
        false,
      ],
      [
        'cancelled and started again',
        who(old, [did('subscription_cancelled', 200), did('subscription_started', 100)]),
        true,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(1)), false],
      ['without signedUpAt the first event counts', who({}, logins(40)), true],
      ['without signedUpAt a late first event is too young', who({}, logins(20)), false],
      ['without either', who({}), false],
    ],
  ],
  [
    churnRisk,
    [
      ['1 after 4', who(old, logins(1, 31, 32, 33, 34)), true],
      ['2 after 4 is half, not less', who(old, logins(1, 2, 31, 32, 33, 34)), false],
      ['2 after 5', who(old, logins(1, 2, 31, 32, 33, 34, 35)), true],
      ['none after 4', who(old, logins(31, 32, 33, 34)), true],
      ['3 are too few to compare with', who(old, logins(31, 32, 33)), false],
      ['exactly 30 days ago is the window before', who(old, logins(30, 31, 32, 33)), true],
      ['just less is this window', who(old, [did('logged_in', 30, {}, -1), ...logins(31, 32, 33)]), false],
      ['just less than 60 days ago', who(old, [...logins(31, 32, 33), did('logged_in', 60, {}, -1)]), true],
      ['exactly 60 days ago is outside', who(old, logins(31, 32, 33, 60)), false],
      [
        'what the company sends is no activity',
        who(
          old,
          [31, 32, 33, 34].map((day) => did('message_delivered', day)),
        ),
        false,
      ],
      ['known for exactly 60 days', who({ signedUpAt: daysBefore(60) }, logins(31, 32, 33, 34)), true],
      ['known for just less', who({ signedUpAt: daysBefore(60, -1) }, logins(31, 32, 33, 34)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(0, 1)), false],
      ['without signedUpAt the first event counts', who({}, logins(31, 32, 33, 34, 70)), true],
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
  /** A customer of whose score so much is known on each of the last days, today first, and nothing but the seats in use moves it. */
  const scored = (...scores: readonly number[]): Profile => {
    const events = [did('logged_in', 60)];
    const attributes = { ...old, seats: 1000 };
    // Use, breadth and seats weigh 30, 15 and 15, support 10, which is full: score = 100 · (15 · used ÷ 800 + 10) ÷ 70.
    const used = (score: number): number => (((score * 70) / 100 - 10) / 15) * 800;
    const midnight = asOf - (asOf % DAY);
    const history = Array.from({ length: 10 }, (_, day) => scores[day] ?? (scores.at(-1) as number))
      .concat(scores.slice(10))
      .map((score, day) => ({ at: midnight - day * DAY, attributes: { seatsUsed: used(score) } }))
      .reverse();
    return whoWas(attributes, events, history);
  };

  it('is tried on scores as the test says', () => {
    for (const score of [24, 25, 33]) expect(healthScore(scored(score))).toBeCloseTo(score, 9);
  });

  it.each<readonly [rule: string, scores: readonly number[], expected: boolean]>([
    ['below red', [24, 33], true],
    ['exactly red', [25, 33], false],
    ['between the two after a day below red', [28, 24], true],
    ['just below green after a day below red', [29.9, 24], true],
    ['below red 7 days ago', [28, 28, 28, 28, 28, 28, 28, 24], true],
    ['below red 8 days ago', [28, 28, 28, 28, 28, 28, 28, 28, 24], false],
    ['never below red', [28, 28, 28], false],
  ])('%s', (_, scores, expected) => {
    expect(atRisk.with({ red: 25, green: 30 })(scored(...scores))).toBe(expected);
  });

  it('lets go of a customer who is back at green', () => {
    const customer = scored(30, 24);
    const score = healthScore(customer) as number;
    expect(atRisk.with({ red: 25, green: score })(customer)).toBe(false);
    expect(atRisk.with({ red: 25, green: score + 1e-9 })(customer)).toBe(true);
  });

  it('leaves a distance between its thresholds, and waits until all that it looks at is full', () => {
    expect(atRisk.parameters).toMatchObject({ red: 40, green: 50 });
    expect(atRisk.parameters.age).toBe(days(28) + days(7));
  });

  it('does not come and go with a score that wavers around the lower threshold', () => {
    const wavering = scored(...Array.from({ length: 40 }, (_, day) => (day % 2 === 0 ? 26 : 24)));
    const spans = timeline(atRisk.with({ red: 25, green: 30 }), wavering, { from: daysBefore(30), to: asOf });
    expect(spans.map(({ member }) => member)).toEqual([true]);
  });
});
