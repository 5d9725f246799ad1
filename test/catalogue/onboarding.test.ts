import { onboardingProgress, stuckInOnboarding, trialEndingUnconverted } from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { asOf, daysBefore, did, old, who, young } from './customers.js';

const steps = (...days: number[]): Event[] =>
  days.map((day, i) => did('onboarding_step', day, { step: `s${i}` }));
const begun = { signedUpAt: daysBefore(20) };

answering([
  [
    onboardingProgress,
    [
      ['2 of 5 steps', who(old, steps(9, 8)), 0.4],
      ['all 5', who(old, steps(9, 8, 7, 6, 5)), 1],
      ['more are no more', who(old, steps(9, 8, 7, 6, 5, 4)), 1],
      ['the same step again', who(old, [...steps(9), did('onboarding_step', 1, { step: 's0' })]), 0.2],
      ['without a name it is no step', who(old, [did('onboarding_step', 1)]), 0],
      ['no events', who(old), 0],
      ['a new customer without attributes', who({}, steps(1)), 0.2],
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
      ['no step: nobody knows whether there are any', who(begun), false],
      ['signed up exactly 7 days ago', who({ signedUpAt: daysBefore(7) }, steps(7)), true],
      ['signed up just less than 7 days ago', who({ signedUpAt: daysBefore(7, -1) }, steps(7)), false],
      ['signed up just less than 60 days ago', who({ signedUpAt: daysBefore(60, -1) }, steps(50)), true],
      ['signed up exactly 60 days ago', who({ signedUpAt: daysBefore(60) }, steps(50)), false],
      ['a new customer', who(young), false],
      ['without signedUpAt the first event counts', who({}, steps(20)), true],
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
]);
