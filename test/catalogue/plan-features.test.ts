import { describe, expect, it } from 'vitest';
import { featureBreadth, featuresOf } from '../../src/catalogue/index.js';
import { days, type Event } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';
import { logins } from './histories.js';

const used = (...features: readonly (string | number)[]): Event[] =>
  features.map((feature) => did('feature_used', 1, { feature }));
const on = (plan: string) => ({ ...old, plan });
const plan = { free: ['export'], pro: ['export', 'share', 'audit', 'api'], none: [] };
const breadth = featuresOf({ plan });
const most = featuresOf({ plan }).atLeast(0.75);

answering([
  [
    breadth,
    [
      ['half of the plan', who(on('pro'), used('export', 'share')), 0.5],
      ['all of the plan', who(on('pro'), used('export', 'share', 'audit', 'api')), 1],
      ['a small plan in full is as much', who(on('free'), used('export')), 1],
      ['a feature used twice counts once', who(on('pro'), used('api', 'api')), 0.25],
      ['what the plan does not include does not count', who(on('free'), used('export', 'share')), 1],
      [
        'a feature without a name, or that is no text, is none',
        who(on('pro'), [...used(5), did('feature_used', 1)]),
        0,
      ],
      ['a feature to the letter', who(on('pro'), used('Export')), 0],
      [
        'just less than 28 days ago',
        who(on('free'), [did('feature_used', 28, { feature: 'export' }, -1)]),
        1,
      ],
      ['exactly 28 days ago', who(on('free'), [did('feature_used', 28, { feature: 'export' })]), 0],
      ['only other activity', who(on('pro'), logins(1)), 0],
      ['no events', who(on('pro')), 0],
      ['a new customer', who({ ...young, plan: 'pro' }, used('api')), 0.25],
      ['another plan', who(on('trial'), used('export')), null],
      ['a plan that includes nothing', who(on('none'), used('export')), null],
      ['the plan is missing', who(old, used('export')), null],
      ['the plan is no text', who({ ...old, plan: 1 }, used('export')), null],
    ],
  ],
]);

describe('what a plan includes', () => {
  it('counts once what is named twice', () => {
    const twice = featuresOf({ plan: { pro: ['export', 'export', 'share'] } });
    expect(twice(who(on('pro'), used('export')))).toBe(0.5);
  });

  it('can be asked of any window', () => {
    const customer = who(on('free'), [did('feature_used', 40, { feature: 'export' })]);
    expect(breadth(customer)).toBe(0);
    expect(breadth.with({ window: days(60) })(customer)).toBe(1);
    expect(featuresOf({ plan, window: days(60) })(customer)).toBe(1);
  });

  it('makes a segment that is fair to small plans, where the number of features is not', () => {
    const [small, great] = [who(on('free'), used('export')), who(on('pro'), used('export', 'share'))];
    expect([small, great].map((each) => most(each))).toEqual([true, false]);
    expect([small, great].map((each) => featureBreadth(each))).toEqual([1, 2]);
    expect(most(who(on('pro'), used('export', 'share', 'audit')))).toBe(true);
  });

  it('refuses what is no list', () => {
    expect(() => featuresOf({ plan: { pro: 'export' as never } })).toThrow(
      /featuresOf\.plan\.pro.*a list of features/,
    );
  });

  it.each([[{}], [{ free: [] }]])('refuses plans that include nothing: %j', (nothing) => {
    expect(() => featuresOf({ plan: nothing })).toThrow(/featuresOf\.plan.*at least one plan/);
  });
});
