import { describe, expect, it } from 'vitest';
import {
  averageUser,
  dormant,
  inactive,
  lightUser,
  newUser,
  powerUser,
  powerUserOf,
  superUser,
  trialUser,
  usageTier,
} from '../../src/catalogue/index.js';
import type { Event, Segment } from '../../src/index.js';
import { asOf, byId, type Case, daily, daysBefore, did, old, who, young } from './customers.js';

const uses = (days: number, features: number): Event[] =>
  Array.from({ length: days * features }, (_, i) =>
    did('feature_used', Math.floor(i / features), { feature: `f${i % features}` }),
  );
const active = (days: number) => who(old, daily('logged_in', days));
const company = ['message_delivered', 'offer_shown', 'support_resolved', 'outage'].map((name) =>
  did(name, 1),
);

/** A call on each of so many days, of so many endpoints in turn. */
const calls = (days: number, endpoints: number) =>
  Array.from({ length: days }, (_, day) => did('api_called', day, { endpoint: `/v1/${day % endpoints}` }));

const table: readonly (readonly [Segment, readonly Case<boolean>[]])[] = [
  [
    powerUser,
    [
      ['12 active days and 5 features are enough', who(old, uses(12, 5)), true],
      ['11 active days are too few', who(old, uses(11, 5)), false],
      ['4 features are too few', who(old, uses(28, 4)), false],
      ['active days need no feature', who(old, [...daily('logged_in', 12), ...uses(1, 5)]), true],
      [
        'the window reaches back to just less than 28 days',
        who(old, [...uses(11, 5), did('logged_in', 28, {}, -1)]),
        true,
      ],
      ['what was exactly 28 days ago is outside', who(old, [...uses(11, 5), did('logged_in', 28)]), false],
      [
        'a feature used exactly 28 days ago is outside',
        who(old, [...uses(12, 4), did('feature_used', 28, { feature: 'x' })]),
        false,
      ],
      [
        'what the company sends is no activity',
        who(old, [...uses(11, 5), ...daily('message_delivered', 28)]),
        false,
      ],
      [
        'a feature without a name is no feature',
        who(old, [...uses(12, 4), did('feature_used', 1), did('feature_used', 1, { feature: 5 })]),
        false,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, uses(2, 9)), false],
      ['no attributes are needed', who({}, uses(12, 5)), true],
    ],
  ],
  [
    powerUserOf({ events: ['api_called'], by: 'endpoint' }),
    [
      ['12 days, 5 endpoints', who(old, calls(12, 5)), true],
      ['11 days', who(old, calls(11, 5)), false],
      ['4 endpoints', who(old, calls(12, 4)), false],
      ['other events', who(old, daily('feature_used', 28, { endpoint: 'a' })), false],
      ['no events', who(old), false],
    ],
  ],
  [powerUserOf({ events: ['api_called'] }), [['the days alone', who(old, calls(12, 1)), true]]],
  [
    superUser,
    [
      ['16 active days are enough', active(16), true],
      ['15 are too few', active(15), false],
      [
        'the window reaches back to just less than 28 days',
        who(old, [...daily('logged_in', 15), did('logged_in', 28, {}, -1)]),
        true,
      ],
      [
        'what was exactly 28 days ago is outside',
        who(old, [...daily('logged_in', 15), did('logged_in', 28)]),
        false,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, daily('logged_in', 2)), false],
      ['no attributes are needed', who({}, daily('logged_in', 20)), true],
    ],
  ],
  [
    averageUser,
    [
      ['5 active days are enough', active(5), true],
      ['4 are too few', active(4), false],
      ['15 are few enough', active(15), true],
      ['16 are too many', active(16), false],
      [
        'what was exactly 28 days ago is outside',
        who(old, [...daily('logged_in', 4), did('logged_in', 28)]),
        false,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, daily('logged_in', 2)), false],
      ['no attributes are needed', who({}, daily('logged_in', 5)), true],
    ],
  ],
  [
    lightUser,
    [
      ['1 active day is enough', active(1), true],
      ['4 are few enough', active(4), true],
      ['5 are too many', active(5), false],
      ['just less than 28 days ago counts', who(old, [did('logged_in', 28, {}, -1)]), true],
      ['exactly 28 days ago does not', who(old, [did('logged_in', 28)]), false],
      ['what the company sends is no activity', who(old, company), false],
      ['no events', who(old), false],
      ['a new customer', who(young, daily('logged_in', 2)), true],
      ['no attributes are needed', who({}, daily('logged_in', 1)), true],
    ],
  ],
  [
    inactive,
    [
      ['active in the last 30 days', active(1), false],
      ['just less than 30 days ago is in the window', who(old, [did('logged_in', 30, {}, -1)]), false],
      ['exactly 30 days ago is outside', who(old, [did('logged_in', 30)]), true],
      ['what the company sends is no activity', who(old, company), true],
      ['no events', who(old), true],
      ['a new customer is not inactive', who(young), false],
      ['signed up exactly 30 days ago is old enough', who({ signedUpAt: daysBefore(30) }), true],
      ['signed up just less than 30 days ago is not', who({ signedUpAt: daysBefore(30, -1) }), false],
      ['before signing up nobody is inactive', who({ signedUpAt: asOf + 1 }), false],
      ['without signedUpAt, a first event long ago is old enough', who({}, [did('logged_in', 40)]), true],
      [
        'without signedUpAt, a first event of the company lately is not',
        who({}, [did('message_delivered', 3)]),
        false,
      ],
      [
        'a signedUpAt that is no instant is missing',
        who({ signedUpAt: 'lately' }, [did('logged_in', 40)]),
        true,
      ],
      ['without signedUpAt and events the age is unknown', who({}), false],
    ],
  ],
  [
    dormant,
    [
      ['active once, silent for exactly 90 days', who(old, [did('logged_in', 90)]), true],
      ['silent for just less than 90 days', who(old, [did('logged_in', 90, {}, -1)]), false],
      ['what the company sends wakes nobody', who(old, [did('logged_in', 100), ...company]), true],
      ['no events: never awake', who(old), false],
      ['only what the company sent: never awake', who(old, [did('message_delivered', 100)]), false],
      ['a new customer', who(young, [did('logged_in', 1)]), false],
      ['no attributes are needed', who({}, [did('logged_in', 100)]), true],
    ],
  ],
  [
    newUser,
    [
      ['signed up now', who({ signedUpAt: asOf }), true],
      ['signed up just less than 30 days ago', who({ signedUpAt: daysBefore(30, -1) }), true],
      ['signed up exactly 30 days ago', who({ signedUpAt: daysBefore(30) }), false],
      ['still to sign up', who({ signedUpAt: asOf + 1 }), false],
      ['without signedUpAt the first event counts', who({}, [did('logged_in', 3)]), true],
      ['an early first event makes nobody new', who({}, [did('logged_in', 30), did('logged_in', 3)]), false],
      ['signedUpAt goes before events', who(young, [did('content_viewed', 100)]), true],
      ['without either nobody is new', who({}), false],
    ],
  ],
  [
    trialUser,
    [
      ['the trial ends later', who({ ...young, trialEndsAt: asOf + 1 }), true],
      [
        'without signedUpAt the first event counts',
        who({ trialEndsAt: asOf + 1 }, [did('trial_started', 1)]),
        true,
      ],
      ['without either nobody is', who({ trialEndsAt: asOf + 1 }), false],
      ['before signing up', who({ signedUpAt: asOf + 1, trialEndsAt: asOf + 2 }), false],
      ['the trial ends now', who({ ...young, trialEndsAt: asOf }), false],
      ['subscribed', who({ ...young, trialEndsAt: asOf + 1, subscribedAt: asOf }), false],
      [
        'a subscription still to come',
        who({ ...young, trialEndsAt: asOf + 1, subscribedAt: asOf + 1 }),
        true,
      ],
      [
        'subscribed by an event',
        who({ ...young, trialEndsAt: asOf + 1 }, [did('subscription_started', 1)]),
        false,
      ],
      ['a new customer', who({ ...young, trialEndsAt: asOf + 1 }), true],
      ['no attributes: the event says since when', who({}, [did('trial_started', 1)]), true],
      ['began just less than 14 days ago', who({}, [did('trial_started', 14, {}, -1)]), true],
      ['began exactly 14 days ago', who({}, [did('trial_started', 14)]), false],
      ['an end that has passed outweighs it', who({ trialEndsAt: asOf }, [did('trial_started', 1)]), false],
      ['no events', who(old), false],
    ],
  ],
];

describe.each(byId(table))('%s', (_, segment, cases) => {
  it.each(cases)('%s', (_rule, customer, expected) => {
    expect(segment(customer)).toBe(expected);
  });
});

describe('usageTier', () => {
  it.each<Case<string | null>>([
    ['16 active days: super', active(16), 'super'],
    ['15 active days: average', active(15), 'average'],
    ['5 active days: average', active(5), 'average'],
    ['4 active days: light', active(4), 'light'],
    ['1 active day: light', active(1), 'light'],
    ['no active day: no tier', who(old, company), null],
    ['no events: no tier', who(old), null],
    ['a new customer', who(young, daily('logged_in', 2)), 'light'],
    ['no attributes are needed', who({}, daily('logged_in', 28)), 'super'],
  ])('%s', (_, customer, expected) => {
    expect(usageTier(customer)).toBe(expected);
  });

  it('agrees with the three segments, and is null just where none of them fits', () => {
    for (let days = 0; days <= 28; days += 1) {
      const customer = active(days);
      const members = { super: superUser, average: averageUser, light: lightUser };
      const fitting = Object.entries(members).filter(([, segment]) => segment(customer));
      expect(fitting.map(([label]) => label)).toEqual(days === 0 ? [] : [usageTier(customer)]);
    }
  });
});
