import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysToRenewal, readyToRenew, renewalRisk } from '../../src/catalogue/index.js';
import type { Attributes } from '../../src/index.js';
import { answering } from './cases.js';
import { asOf, daysBefore, did, old, who, young } from './customers.js';
import { logins, nps, sound } from './histories.js';

const renews = (days: number, later = 0, more: Attributes = old): Attributes => ({
  ...more,
  subscribedAt: daysBefore(300),
  renewsAt: daysBefore(-days) + later,
});

answering([
  [
    daysToRenewal,
    [
      ['to come', who({ renewsAt: daysBefore(-12.5) }), 12.5],
      ['passed', who({ renewsAt: daysBefore(3) }), -3],
      ['not known', who(old), null],
      ['no instant', who({ renewsAt: 'soon' }), null],
    ],
  ],
  [
    readyToRenew,
    [
      ['in good health, renews in exactly 60 days', who(renews(60), sound), true],
      ['1 ms later', who(renews(60, 1), sound), false],
      ['renews now', who({ ...renews(0) }, sound), false],
      ['in poor health', who(renews(30), [did('logged_in', 20)]), false],
      ['asked to cancel', who(renews(30), [...sound, did('cancellation_requested', 80)]), false],
      ['asked to cancel long ago', who(renews(30), [...sound, did('cancellation_requested', 90)]), true],
      ['a detractor', who(renews(30), [...sound, nps(6)]), false],
      ['a passive', who(renews(30), [...sound, nps(7)]), true],
      ['cancelled', who(renews(30), [...sound, did('subscription_cancelled', 1)]), false],
      ['no events', who(renews(30)), false],
      ['a new customer', who(renews(30, 0, young), [did('logged_in', 1)]), false],
      ['without renewsAt', who(old, sound), false],
      ['without signedUpAt the first event counts', who({ renewsAt: asOf + 1 }, sound), true],
    ],
  ],
  [
    renewalRisk,
    [
      ['no use for 30 days, renews in exactly 90 days', who(renews(90), [did('logged_in', 30)]), true],
      ['1 ms later', who(renews(90, 1), [did('logged_in', 30)]), false],
      ['used it just less than 30 days ago', who(renews(90), [did('logged_in', 30, {}, -1)]), false],
      ['at risk', who(renews(90), [...logins(20), ...sound.slice(35, 70)]), true],
      ['asked to cancel', who(renews(30), [...sound, did('cancellation_requested', 80)]), true],
      ['silent for long, but subscribed', who(renews(30)), true],
      ['in good health', who(renews(30), sound), false],
      ['a detractor in good health', who(renews(30), [...sound, nps(6)]), true],
      ['cancelled', who(renews(30), [did('logged_in', 20), did('subscription_cancelled', 1)]), false],
      ['a new customer', who(renews(30, 0, young)), false],
      ['a new detractor', who(renews(30, 0, young), [nps(0, 1)]), true],
      ['without renewsAt', who(old, [did('logged_in', 40)]), false],
    ],
  ],
]);

describe('ready-to-renew and renewal-risk', () => {
  it('never hold the same customer', () => {
    const history = fc.array(
      fc.record({ name: fc.constantFrom('logged_in', 'feature_used', 'survey_answered'), day: fc.nat(60) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(history, fc.nat(100), (events, day) => {
        const customer = who(
          renews(day),
          events.map(({ name, day }) =>
            did(name, day, { feature: `f${day % 5}`, survey: 'nps', score: day % 11 }),
          ),
        );
        expect(readyToRenew(customer) && renewalRisk(customer)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
