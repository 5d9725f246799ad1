import { describe, expect, it } from 'vitest';
import {
  broadAdopter,
  featureAdopter,
  featureBreadth,
  featureDepth,
  timeToAdopt,
  timeToFirstValue,
  tutorialCandidate,
} from '../../src/catalogue/index.js';
import { days, type Event } from '../../src/index.js';
import { answering } from './cases.js';
import { daysBefore, did, old, who, young } from './customers.js';
import { logins } from './histories.js';

const used = (feature: string | number, ...days: number[]): Event[] =>
  days.map((day) => did('feature_used', day, { feature }));
const features = (count: number, day = 1): Event[] =>
  Array.from({ length: count }, (_, i) => did('feature_used', day, { feature: `f${i}` }));
const signedUp = (days: number) => ({ signedUpAt: daysBefore(days) });
const late = (feature: string, days: number): Event => did('feature_used', days, { feature }, -1);

const exporter = featureAdopter({ feature: 'export' });
const unaware = tutorialCandidate({ feature: 'export' });
const entitled = tutorialCandidate({ feature: 'export', plans: ['pro', 'enterprise'] });

answering([
  [
    featureBreadth,
    [
      ['different features', who(old, [...used('a', 1, 2), ...used('b', 3)]), 2],
      ['just less than 28 days ago', who(old, [late('a', 28)]), 1],
      ['exactly 28 days ago', who(old, used('a', 28)), 0],
      ['a feature without a name is none', who(old, [did('feature_used', 1), ...used(5, 1)]), 0],
      ['no events', who(old), 0],
      ['a new customer', who(young, used('a', 1)), 1],
      ['no attributes are needed', who({}, used('a', 1)), 1],
    ],
  ],
  [
    featureDepth,
    [
      ['uses per feature', who(old, [...used('a', 1, 2, 3), ...used('b', 3)]), 2],
      ['just less than 28 days ago', who(old, [...used('a', 1), late('a', 28)]), 2],
      ['exactly 28 days ago', who(old, used('a', 1, 28)), 1],
      ['uses without a feature do not count', who(old, [...used('a', 1), did('feature_used', 1)]), 1],
      ['only other activity', who(old, logins(1)), null],
      ['no events', who(old), null],
      ['a new customer', who(young, used('a', 1, 1.5)), 2],
      ['no attributes are needed', who({}, used('a', 1)), 1],
    ],
  ],
  [
    timeToFirstValue,
    [
      ['from signing up to the first use', who(signedUp(20), used('a', 17.5, 3)), 2.5],
      ['before signing up', who(signedUp(20), used('a', 30)), 0],
      ['not yet', who(signedUp(20), logins(1)), null],
      ['no events', who(signedUp(20)), null],
      ['a new customer at once', who(young, used('a', 2)), 0],
      ['without signedUpAt, from the event', who({}, [did('signed_up', 9), ...used('a', 8)]), 1],
      ['without either', who({}, used('a', 8)), null],
    ],
  ],
  [
    timeToAdopt({ feature: 'export' }),
    [
      ['from signing up to the first use', who(signedUp(20), used('export', 15, 3)), 5],
      ['another feature', who(signedUp(20), used('share', 15)), null],
      ['before signing up', who(signedUp(20), used('export', 30)), 0],
      ['no events', who(signedUp(20)), null],
      ['a new customer', who(young, used('export', 1.5)), 0.5],
      ['without signedUpAt, from the event', who({}, [did('signed_up', 9), ...used('export', 8)]), 1],
      ['without either', who({}, used('export', 8)), null],
    ],
  ],
  [
    timeToAdopt({ feature: 'export', releasedAt: daysBefore(10) }),
    [
      ['signed up before the release', who(signedUp(20), used('export', 7)), 3],
      ['signed up just then', who(signedUp(10), used('export', 7)), 3],
      ['signed up after the release', who(signedUp(9), used('export', 7)), 2],
      ['in the beta', who(signedUp(20), used('export', 11)), 0],
      ['signing up is not known', who({}, used('export', 7)), null],
    ],
  ],
  [
    exporter,
    [
      ['3 days', who(old, used('export', 1, 2, 3)), true],
      ['2 days', who(old, used('export', 1, 2)), false],
      ['3 times on 2 days', who(old, used('export', 1, 2, 2.1)), false],
      ['the third just less than 28 days ago', who(old, [...used('export', 1, 2), late('export', 28)]), true],
      ['the third exactly 28 days ago', who(old, used('export', 1, 2, 28)), false],
      ['another feature', who(old, used('exports', 1, 2, 3)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, used('export', 0, 1)), false],
      ['no attributes are needed', who({}, used('export', 1, 2, 3)), true],
    ],
  ],
  [
    broadAdopter,
    [
      ['8 features', who(old, features(8)), true],
      ['7 features', who(old, features(7)), false],
      ['the eighth just less than 90 days ago', who(old, [...features(7), late('x', 90)]), true],
      ['the eighth exactly 90 days ago', who(old, [...features(7), ...used('x', 90)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, features(8)), true],
      ['no attributes are needed', who({}, features(8)), true],
    ],
  ],
  [
    unaware,
    [
      ['active, and never used it', who(old, used('share', 1)), true],
      ['used it long ago', who(old, [...used('share', 1), ...used('export', 900)]), false],
      ['active just less than 30 days ago', who(old, [late('share', 30)]), true],
      ['active exactly 30 days ago', who(old, used('share', 30)), false],
      ['known for exactly 14 days', who(signedUp(14), logins(1)), true],
      ['known for just less', who({ signedUpAt: daysBefore(14, -1) }, logins(1)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(1)), false],
      ['without signedUpAt the first event counts', who({}, logins(1, 14)), true],
      ['without plans the plan does not matter', who({ ...old, plan: 'free' }, logins(1)), true],
    ],
  ],
  [
    entitled,
    [
      ['on a plan that has it', who({ ...old, plan: 'enterprise' }, logins(1)), true],
      ['on another plan', who({ ...old, plan: 'free' }, logins(1)), false],
      ['the plan is missing', who(old, logins(1)), false],
    ],
  ],
]);

describe('what is constructed for a feature', () => {
  it('takes the thresholds at once or later', () => {
    const customer = who(old, [...used('export', 1), ...logins(1)]);
    expect(featureAdopter({ feature: 'export', days: 1 })(customer)).toBe(true);
    expect(exporter.with({ days: 1 })(customer)).toBe(true);
    expect(featureAdopter({ feature: 'export', days: 1, window: days(1) })(customer)).toBe(false);
    expect(unaware.with({ age: days(1), window: days(3) })(who(young, logins(2)))).toBe(true);
    expect(tutorialCandidate({ feature: 'x', age: days(1), window: days(1) })(who(young, logins(2)))).toBe(
      false,
    );
  });

  it('refuses a release that is no instant', () => {
    expect(() => timeToAdopt({ feature: 'export', releasedAt: 'lately' })).toThrow(/releasedAt/);
  });

  it('measures the time to another first value', () => {
    const customer = who(signedUp(20), [did('invite_sent', 19), ...used('a', 15)]);
    expect(timeToFirstValue.with({ event: 'invite_sent' })(customer)).toBe(1);
  });
});
