import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coldLead,
  dormant,
  inactive,
  journeyStage,
  lifecycle,
  newUser,
  resurrected,
  returning,
} from '../../src/catalogue/index.js';
import { saas } from '../../src/vocabulary/index.js';
import { answering } from './cases.js';
import { asOf, type Case, daysBefore, did, old, who, young } from './customers.js';
import { bought, logins, loyal, sound } from './histories.js';

const used = (...days: number[]) => days.map((day) => did('feature_used', day, { feature: 'a' }));
const subscribed = (day: number) => did('subscription_started', day);
const cancelled = (day: number) => did('subscription_cancelled', day);
const onboarded = [1, 2, 3, 4, 5].map((step) => did('onboarding_step', 10 + step, { step: `s${step}` }));
const trial = { signedUpAt: daysBefore(5), trialEndsAt: daysBefore(-5) };

answering([
  [
    coldLead,
    [
      ['quiet for 30 days', who(old, [did('pricing_viewed', 30)]), true],
      ['for just less', who(old, [did('pricing_viewed', 30, {}, -1)]), false],
      ['has bought', who(old, bought(300)), false],
      ['has subscribed', who({ ...old, subscribedAt: daysBefore(300) }), false],
      ['a subscription still to come', who({ ...old, subscribedAt: daysBefore(-3) }), true],
      ['was written to', who(old, [did('message_delivered', 1)]), true],
      ['no events', who(old), true],
      ['known for exactly 30 days', who({ signedUpAt: daysBefore(30) }), true],
      ['known for just less', who({ signedUpAt: daysBefore(30, -1) }), false],
      ['a new customer', who(young), false],
      ['without signedUpAt the first event counts', who({}, [did('pricing_viewed', 40)]), true],
      ['without either', who({}), false],
    ],
  ],
  [
    journeyStage,
    [
      ['read something', who({}, [did('content_viewed', 2)]), 'awareness'],
      ['signed up and did nothing', who(old), 'awareness'],
      ['looked at prices', who({}, [did('pricing_viewed', 2)]), 'decision'],
      ['looked at products', who({}, [did('product_viewed', 2)]), 'consideration'],
      ['talks with sales', who({}, [did('deal_created', 2)]), 'decision'],
      [
        'looked at prices just less than 30 days ago',
        who({}, [did('pricing_viewed', 30, {}, -1)]),
        'decision',
      ],
      ['exactly 30 days ago', who({}, [did('pricing_viewed', 30)]), 'awareness'],
      ['filled a cart before signing up', who({ signedUpAt: asOf + 1 }, [did('cart_add', 1)]), 'decision'],
      ['in trial', who(trial, used(1)), 'trial'],
      [
        'after a trial without a subscription',
        who({ ...trial, trialEndsAt: daysBefore(1) }, used(2)),
        'adopting',
      ],
      ['bought for the first time', who({}, bought(1)), 'adopting'],
      ['with fewer than 5 steps', who(old, [subscribed(20), ...onboarded.slice(1)]), 'onboarding'],
      ['with all 5 steps', who(old, [subscribed(20), ...onboarded]), 'adopting'],
      [
        'started just less than 30 days ago',
        who(old, [did('subscription_started', 30, {}, -1), ...onboarded.slice(1)]),
        'onboarding',
      ],
      [
        'started exactly 30 days ago, and sound',
        who(old, [subscribed(30), ...sound.slice(0, 28)]),
        'adopting',
      ],
      [
        'started just less than 180 days ago',
        who(old, [did('purchase', 180, {}, -1), ...bought(100), ...sound]),
        'adopting',
      ],
      ['started exactly 180 days ago', who(old, [...bought(180, 100), ...sound]), 'mature'],
      ['speaks for the product', who(old, [...loyal, ...sound, did('referral_converted', 9)]), 'advocate'],
      ['does much less', who(old, [...bought(200), ...logins(20), ...sound.slice(30)]), 'at risk'],
      ['never did much', who(old, [...bought(200), ...logins(20, 80, 120, 150)]), 'mature'],
      [
        'an advocate who does much less',
        who(old, [...loyal, did('referral_converted', 9), ...sound.slice(30)]),
        'at risk',
      ],
      ['silent for exactly 90 days', who(old, bought(90)), 'churned'],
      ['for just less', who(old, [did('purchase', 90, {}, -1)]), 'adopting'],
      ['buys every 100 days: nothing is amiss', who(old, bought(95, 195, 295, 395)), 'mature'],
      ['silent for 2.5 of these pauses', who(old, bought(250, 350, 450)), 'churned'],
      ['for just less than that', who(old, bought(249, 349, 449)), 'mature'],
      ['buys every 100 days, and has just bought', who(old, bought(5, 105, 205, 305)), 'mature'],
      ['silent, but subscribed', who({ ...old, subscribedAt: daysBefore(400) }), 'mature'],
      [
        'a free user of two years',
        who(old, used(...Array.from({ length: 60 }, (_, i) => i * 12))),
        'adopting',
      ],
      [
        'cancelled, and paid until next month',
        who(old, [subscribed(200), ...sound, did('cancellation_requested', 1)]),
        'mature',
      ],
      ['cancelled, and still active', who(old, [subscribed(200), ...sound, cancelled(1)]), 'churned'],
      ['a new customer who cancelled', who(young, [subscribed(1.5), cancelled(1)]), 'churned'],
      [
        'cancelled and came back',
        who(old, [subscribed(200), cancelled(100), subscribed(20), ...sound]),
        'won back',
      ],
      [
        'another subscription while the first runs on',
        who(old, [
          ...['a', 'b', 'c'].map((id, i) => did('subscription_started', 300 - 140 * i, { subscription: id })),
          did('subscription_cancelled', 100, { subscription: 'b' }),
          ...sound,
        ]),
        'mature',
      ],
      [
        'came back just less than 30 days ago',
        who(old, [subscribed(200), cancelled(100), did('subscription_started', 30, {}, -1), ...sound]),
        'won back',
      ],
      [
        'came back exactly 30 days ago',
        who(old, [subscribed(200), cancelled(100), subscribed(30), ...sound]),
        'mature',
      ],
      [
        'active again after 90 days',
        who(old, [...bought(200), ...logins(109, 108, 107, 106, 5)]),
        'won back',
      ],
      ['after less than 90 days', who(old, [...bought(200, 125), ...sound.slice(0, 40)]), 'mature'],
      [
        'a first order long after the first visit is new',
        who({}, [did('content_viewed', 300), ...bought(1)]),
        'adopting',
      ],
      ['a subscription still to come', who({ ...old, subscribedAt: daysBefore(-3) }), 'awareness'],
      ['a new customer', who(young, used(1)), 'adopting'],
      ['before the sign-up', who({ signedUpAt: asOf + 1 }), null],
      ['nothing is known', who({}), null],
      ['only messages were sent', who({}, [did('message_delivered', 1)]), 'awareness'],
    ],
  ],
]);

describe('journey-stage', () => {
  it('gives everybody of whom something is known exactly one label', () => {
    const day = fc.option(fc.integer({ min: -3, max: 400 }), { nil: undefined });
    const history = fc.array(
      fc.record({
        name: fc.constantFrom(...Object.keys(saas.events)),
        day: fc.integer({ min: 0, max: 400 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(day, day, history, (signedUp, subscribed, events) => {
        const customer = who(
          {
            ...(signedUp !== undefined && { signedUpAt: daysBefore(signedUp) }),
            ...(subscribed !== undefined && { subscribedAt: daysBefore(subscribed) }),
          },
          events.map(({ name, day }) => did(name, day)),
        );
        const active = events.some(({ name }) => saas.events[name as 'purchase'].by === 'customer');
        const known =
          (signedUp === undefined ? events.length > 0 : signedUp >= 0) || active || (subscribed ?? -1) >= 0;
        expect(journeyStage.labels.filter((label) => journeyStage.is(label)(customer))).toHaveLength(
          known ? 1 : 0,
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('lifecycle', () => {
  it.each<Case<string | null>>([
    ['signed up just less than 30 days ago', who({ signedUpAt: daysBefore(30, -1) }), 'new'],
    ['signed up exactly 30 days ago', who({ signedUpAt: daysBefore(30) }), 'quiet'],
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
    ['just less is this window', who(old, [did('logged_in', 1), did('logged_in', 30, {}, -1)]), 'back'],
    [
      'just less than 60 days ago is the window before',
      who(old, [did('logged_in', 1), did('logged_in', 60, {}, -1)]),
      'current',
    ],
    ['exactly 60 days ago is no more', who(old, [did('logged_in', 1), did('logged_in', 60)]), 'back'],
    ['active before only', who(old, [did('logged_in', 40)]), 'quiet'],
    ['what the company sends is no activity', who(old, [did('message_delivered', 1)]), 'quiet'],
    ['no events', who(old), 'quiet'],
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

  it('gives everybody of whom something is known exactly one label; the quiet are the inactive', () => {
    fc.assert(
      fc.property(signedUp, history, (day, events) => {
        const customer = who(
          day === undefined ? {} : { signedUpAt: daysBefore(day) },
          events.map(({ name, day }) => did(name, day)),
        );
        const known = day !== undefined || events.length > 0;
        expect(lifecycle.labels.filter((label) => lifecycle.is(label)(customer))).toHaveLength(known ? 1 : 0);
        expect(lifecycle.is('quiet')(customer)).toBe(inactive(customer));
      }),
    );
  });

  it('means by new, current, back and quiet what the segments of these words mean', () => {
    const seen = { new: 0, current: 0, resurrected: 0, dormant: 0 };
    fc.assert(
      fc.property(signedUp, history, (day, events) => {
        const customer = who(
          day === undefined ? {} : { signedUpAt: daysBefore(day) },
          events.map(({ name, day }) => did(name, day)),
        );
        const label = lifecycle(customer);
        expect(label === 'new').toBe(newUser(customer));
        expect(label === 'current').toBe(returning(customer));
        // Who signed up lately is new, whatever is known of the time before.
        if (resurrected(customer) && label !== 'new') expect(label).toBe('back');
        if (dormant(customer) && label !== 'new') expect(label).toBe('quiet');
        if (label === 'new' || label === 'current') seen[label]++;
        if (resurrected(customer)) seen.resurrected++;
        if (dormant(customer)) seen.dormant++;
      }),
      { numRuns: 500 },
    );
    expect(Object.values(seen).every((count) => count > 0)).toBe(true);
  });

  it('waits for longer in the segment dormant, which asks for activity before', () => {
    expect(dormant(who(old, [did('logged_in', 40)]))).toBe(false);
    expect(dormant(who(old))).toBe(false);
  });
});
