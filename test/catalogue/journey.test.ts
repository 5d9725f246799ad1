import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cartAbandoner,
  dormant,
  inactive,
  lifecycle,
  stuckInOnboarding,
  trialEndingUnconverted,
} from '../../src/catalogue/index.js';
import type { Event, Segment } from '../../src/index.js';
import { asOf, byId, type Case, daysBefore, did, old, who, young } from './customers.js';

const steps = (...days: number[]): Event[] =>
  days.map((day, i) => did('onboarding_step', day, { step: `s${i}` }));
const begun = { signedUpAt: daysBefore(20) };

const table: readonly (readonly [Segment, readonly Case<boolean>[]])[] = [
  [
    cartAbandoner,
    [
      ['a cart exactly 24 hours old', who(old, [did('cart_add', 1)]), true],
      ['a cart just younger is open', who(old, [did('cart_add', 1, {}, -1)]), false],
      ['a cart just less than 7 days old', who(old, [did('cart_add', 7, {}, -1)]), true],
      ['a cart exactly 7 days old', who(old, [did('cart_add', 7)]), false],
      ['bought within 24 hours', who(old, [did('cart_add', 3), did('purchase', 2.5)]), false],
      ['bought after exactly 24 hours', who(old, [did('cart_add', 3), did('purchase', 2)]), false],
      [
        'bought later than that: nothing is left to bring home',
        who(old, [did('cart_add', 3), did('purchase', 1)]),
        false,
      ],
      ['bought before', who(old, [did('purchase', 4), did('cart_add', 3)]), true],
      [
        'another cart after the purchase',
        who(old, [did('cart_add', 5), did('purchase', 4.5), did('cart_add', 2)]),
        true,
      ],
      [
        'another cart that is still open',
        who(old, [did('cart_add', 5), did('purchase', 2), did('cart_add', 0.5)]),
        false,
      ],
      ['bought at the same instant as filled', who(old, [did('cart_add', 3), did('purchase', 3)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('cart_add', 1.5)]), true],
      ['no attributes are needed', who({}, [did('cart_add', 2)]), true],
    ],
  ],
  [
    stuckInOnboarding,
    [
      ['4 different steps', who(begun, steps(19, 18, 17, 16)), true],
      ['5 different steps: done', who(begun, steps(19, 18, 17, 16, 15)), false],
      [
        'the same step again is no step',
        who(begun, [...steps(19, 18, 17, 16), did('onboarding_step', 10, { step: 's0' })]),
        true,
      ],
      ['the last step exactly 7 days ago', who(begun, steps(7)), true],
      [
        'the last step just less than 7 days ago',
        who(begun, [did('onboarding_step', 7, { step: 'a' }, -1)]),
        false,
      ],
      ['no events: stuck at the start', who(begun), true],
      ['signed up exactly 7 days ago', who({ signedUpAt: daysBefore(7) }), true],
      ['signed up just less than 7 days ago', who({ signedUpAt: daysBefore(7, -1) }), false],
      ['signed up just less than 60 days ago', who({ signedUpAt: daysBefore(60, -1) }), true],
      ['signed up exactly 60 days ago', who({ signedUpAt: daysBefore(60) }), false],
      ['a new customer', who(young), false],
      ['without signedUpAt the first event counts', who({}, [did('logged_in', 20)]), true],
      ['without either nobody is', who({}), false],
    ],
  ],
  [
    trialEndingUnconverted,
    [
      ['ends in exactly 7 days', who({ ...young, trialEndsAt: daysBefore(-7) }), true],
      ['ends later', who({ ...young, trialEndsAt: daysBefore(-7, -1) }), false],
      ['ends next', who({ ...young, trialEndsAt: asOf + 1 }), true],
      ['has ended', who({ ...young, trialEndsAt: asOf }), false],
      ['subscribed', who({ ...young, trialEndsAt: asOf + 1, subscribedAt: daysBefore(1) }), false],
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
      ['before signing up', who({ signedUpAt: asOf + 1, trialEndsAt: asOf + 2 }), false],
      ['no events, no attributes', who({}), false],
    ],
  ],
];

describe.each(byId(table))('%s', (_, segment, cases) => {
  it.each(cases)('%s', (_rule, customer, expected) => {
    expect(segment(customer)).toBe(expected);
  });
});

describe('lifecycle', () => {
  it.each<Case<string | null>>([
    ['signed up just less than 30 days ago', who({ signedUpAt: daysBefore(30, -1) }), 'new'],
    ['signed up exactly 30 days ago', who({ signedUpAt: daysBefore(30) }), 'dormant'],
    ['a new customer is new, active or not', who(young, [did('logged_in', 1)]), 'new'],
    [
      'active in this window and the one before',
      who(old, [did('logged_in', 1), did('logged_in', 40)]),
      'current',
    ],
    [
      'exactly 30 days ago is the window before',
      who(old, [did('logged_in', 1), did('logged_in', 30)]),
      'current',
    ],
    [
      'just less is this window',
      who(old, [did('logged_in', 1), did('logged_in', 30, {}, -1)]),
      'resurrected',
    ],
    [
      'just less than 60 days ago is the window before',
      who(old, [did('logged_in', 1), did('logged_in', 60, {}, -1)]),
      'current',
    ],
    ['exactly 60 days ago is no more', who(old, [did('logged_in', 1), did('logged_in', 60)]), 'resurrected'],
    ['active before only', who(old, [did('logged_in', 40)]), 'dormant'],
    ['what the company sends is no activity', who(old, [did('message_delivered', 1)]), 'dormant'],
    ['no events', who(old), 'dormant'],
    ['without signedUpAt the first event counts', who({}, [did('logged_in', 3)]), 'new'],
    ['without either', who({}), null],
    ['before signing up', who({ signedUpAt: asOf + 1 }), null],
  ])('%s', (_, customer, expected) => {
    expect(lifecycle(customer)).toBe(expected);
  });

  const history = fc.array(
    fc.record({
      name: fc.constantFrom('logged_in', 'feature_used', 'message_delivered', 'outage'),
      day: fc.integer({ min: 0, max: 130 }),
    }),
    { maxLength: 8 },
  );
  const signedUp = fc.option(fc.integer({ min: 0, max: 130 }), { nil: undefined });

  it('gives everybody of whom something is known exactly one label; dormant are the inactive', () => {
    fc.assert(
      fc.property(signedUp, history, (day, events) => {
        const customer = who(
          day === undefined ? {} : { signedUpAt: daysBefore(day) },
          events.map(({ name, day }) => did(name, day)),
        );
        const known = day !== undefined || events.length > 0;
        expect(lifecycle.labels.filter((label) => lifecycle.is(label)(customer))).toHaveLength(known ? 1 : 0);
        expect(lifecycle.is('dormant')(customer)).toBe(inactive(customer));
      }),
    );
  });

  it('waits for longer in the segment dormant, which asks for activity before', () => {
    expect(dormant(who(old, [did('logged_in', 40)]))).toBe(false);
    expect(dormant(who(old))).toBe(false);
  });
});
