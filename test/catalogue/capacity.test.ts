import { describe, expect, it } from 'vitest';
import {
  downgradeRisk,
  expansionCandidate,
  premiumSubscriber,
  quotaUtilisation,
  seatUtilisation,
  upgradeCandidate,
} from '../../src/catalogue/index.js';
import type { Attributes, Event } from '../../src/index.js';
import { answering } from './cases.js';
import { asOf, daysBefore, did, old, who, young } from './customers.js';
import { logins } from './histories.js';

const capacity = (attributes: Attributes, events: Event[] = [did('logged_in', 1)]) =>
  who({ ...old, plan: 'pro', ...attributes }, events);
const limits = (...days: number[]): Event[] =>
  days.map((day) => did('limit_reached', day, { limit: 'rows' }));

/** Subscribed long ago. */
const paying = (attributes: Attributes, events: Event[] = []) =>
  who({ ...old, subscribedAt: daysBefore(500), ...attributes }, events);
const full = { seats: 10, seatsUsed: 9 };
const invites = (...days: number[]): Event[] => days.map((day) => did('invite_sent', day));
const idle = { seats: 10, seatsUsed: 2 };
const limit = (days: number, milliseconds = 0): Event => did('limit_reached', days, {}, milliseconds);

answering([
  [
    seatUtilisation,
    [
      ['a share', who({ seats: 20, seatsUsed: 15 }), 0.75],
      ['more users than seats', who({ seats: 10, seatsUsed: 12 }), 1.2],
      ['no seats', who({ seats: 0, seatsUsed: 0 }), null],
      ['seats are missing', who({ seatsUsed: 5 }), null],
      ['used seats are missing', who({ seats: 5 }), null],
      ['a text is no number', who({ seats: '10', seatsUsed: 5 }), null],
      ['a new customer', who({ ...young, seats: 10, seatsUsed: 0 }), 0],
      ['nothing is known', who({}), null],
    ],
  ],
  [
    quotaUtilisation,
    [
      ['a share', who({ quota: 1000, quotaUsed: 900 }), 0.9],
      ['more than is included', who({ quota: 10, quotaUsed: 12 }), 1.2],
      ['no quota', who({ quota: 0, quotaUsed: 5 }), null],
      ['the quota is missing', who({ quotaUsed: 5 }), null],
      ['the used quota is missing', who({ quota: 5 }), null],
      ['a new customer', who({ ...young, quota: 10, quotaUsed: 0 }), 0],
      ['nothing is known', who({}), null],
    ],
  ],
  [
    expansionCandidate,
    [
      ['seats and invitations', paying(full, invites(1, 2, 3)), true],
      ['one sign', paying(full), false],
      ['2 invitations are none', paying(full, invites(1, 2)), false],
      ['an invitation exactly 30 days ago', paying(full, invites(1, 2, 30)), false],
      ['an integration', paying(full, [did('integration_connected', 89)]), true],
      ['connected exactly 90 days ago', paying(full, [did('integration_connected', 90)]), false],
      ['6 active days after 4', paying(full, logins(1, 2, 3, 4, 5, 6, 30, 31, 32, 33)), true],
      ['5 after 4', paying(full, logins(1, 2, 3, 4, 5, 30, 31, 32, 33)), false],
      ['6 after 3: too few to compare with', paying(full, logins(1, 2, 3, 4, 5, 6, 30, 31, 32)), false],
      ['asked to cancel', paying(full, [...invites(1, 2, 3), did('cancellation_requested', 9)]), false],
      ['cancelled', paying(full, [...invites(1, 2, 3), did('subscription_cancelled', 9)]), false],
      ['no subscription', who({ ...old, ...full }, invites(1, 2, 3)), false],
      ['no events', who({}), false],
    ],
  ],
  [
    upgradeCandidate,
    [
      [
        'cancelled yesterday',
        capacity(full, [
          did('logged_in', 1),
          did('subscription_started', 100),
          did('subscription_cancelled', 1),
        ]),
        false,
      ],
      ['asked to cancel', capacity(full, [did('logged_in', 1), did('cancellation_requested', 80)]), false],
      [
        'declined an upsell',
        capacity(full, [did('logged_in', 1), did('offer_declined', 80, { kind: 'upsell' })]),
        false,
      ],
      [
        'declined one 90 days ago',
        capacity(full, [did('logged_in', 1), did('offer_declined', 90, { kind: 'upsell' })]),
        true,
      ],
      [
        'declined a promotion',
        capacity(full, [did('logged_in', 1), did('offer_declined', 8, { kind: 'promotion' })]),
        true,
      ],
      [
        'a detractor',
        capacity(full, [did('logged_in', 1), did('survey_answered', 8, { survey: 'nps', score: 3 })]),
        false,
      ],
      ['at risk', capacity(full, logins(20, ...Array.from({ length: 40 }, (_, day) => day + 30))), false],
      ['0.8 of the seats in use', capacity({ seats: 10, seatsUsed: 8 }), true],
      ['less than 0.8 of the seats in use', capacity({ seats: 100, seatsUsed: 79 }), false],
      ['0.8 of the quota in use', capacity({ quota: 10, quotaUsed: 8 }), true],
      ['less than 0.8 of the quota in use', capacity({ quota: 1000, quotaUsed: 799 }), false],
      ['3 limits hit', capacity({}, limits(1, 2, 3)), true],
      ['2 limits hit', capacity({}, limits(1, 2)), false],
      [
        'the third limit just less than 14 days ago',
        capacity({}, [...limits(1, 2), did('limit_reached', 14, {}, -1)]),
        true,
      ],
      ['the third limit exactly 14 days ago', capacity({}, limits(1, 2, 14)), false],
      ['on the top plan', capacity({ plan: 'enterprise', seats: 10, seatsUsed: 10 }), false],
      ['an unknown plan is not the top one', who({ seats: 10, seatsUsed: 10 }, [did('logged_in', 1)]), true],
      [
        'active just less than 30 days ago',
        capacity({ seats: 10, seatsUsed: 10 }, [did('logged_in', 30, {}, -1)]),
        true,
      ],
      ['active exactly 30 days ago', capacity({ seats: 10, seatsUsed: 10 }, [did('logged_in', 30)]), false],
      ['no events', capacity({ seats: 10, seatsUsed: 10 }, []), false],
      ['a new customer can be one', who({ ...young, seats: 10, seatsUsed: 9 }, [did('logged_in', 1)]), true],
      ['no seats at all are no sign', capacity({ seats: 0, seatsUsed: 0 }), false],
      ['unknown seats are no sign', capacity({ seatsUsed: 10 }), false],
      ['no attributes, no limits', who({}, [did('logged_in', 1)]), false],
    ],
  ],
  [
    downgradeRisk,
    [
      ['half of the seats in use', paying({ seats: 10, seatsUsed: 5 }), true],
      ['just more than half', paying({ seats: 1000, seatsUsed: 501 }), false],
      ['half of the quota in use', paying({ quota: 10, quotaUsed: 5 }), true],
      ['just more than half of the quota', paying({ quota: 1000, quotaUsed: 501 }), false],
      ['both mostly idle', paying({ ...idle, quota: 10, quotaUsed: 1 }), true],
      ['idle seats, but much of the quota', paying({ ...idle, quota: 10, quotaUsed: 9 }), false],
      [
        'idle quota, but many of the seats',
        paying({ seats: 10, seatsUsed: 9, quota: 10, quotaUsed: 1 }),
        false,
      ],
      ['a limit hit just less than 30 days ago', paying(idle, [limit(30, -1)]), false],
      ['a limit hit exactly 30 days ago', paying(idle, [limit(30)]), true],
      ['subscribed exactly 90 days ago', paying({ ...idle, subscribedAt: daysBefore(90) }), true],
      ['subscribed just less than 90 days ago', paying({ ...idle, subscribedAt: daysBefore(90, -1) }), false],
      ['cancelled', paying(idle, [did('subscription_cancelled', 10)]), false],
      ['subscribed by an event', who({ ...old, ...idle }, [did('subscription_started', 100)]), true],
      ['never subscribed', who({ ...old, ...idle }), false],
      ['a new customer', who({ ...young, ...idle, subscribedAt: daysBefore(2) }), false],
      ['no seats at all are no sign', paying({ seats: 0, seatsUsed: 0 }), false],
      ['seats and quota are missing', paying({ seatsUsed: 0 }), false],
      ['no attributes', who({}), false],
    ],
  ],
  [
    premiumSubscriber,
    [
      ['a plan of rank 2', paying({ planRank: 2 }), true],
      ['a greater one', paying({ planRank: 5 }), true],
      ['a plan of rank 1', paying({ planRank: 1 }), false],
      ['cancelled', paying({ planRank: 2 }, [did('subscription_cancelled', 10)]), false],
      ['subscribed just now', who({ planRank: 2, subscribedAt: asOf }), true],
      ['a subscription still to come', who({ planRank: 2, subscribedAt: asOf + 1 }), false],
      ['subscribed by an event', who({ ...old, planRank: 2 }, [did('subscription_started', 1)]), true],
      ['a trial', who({ ...young, planRank: 2, trialEndsAt: asOf + 1 }), false],
      ['a new customer', who({ ...young, planRank: 2, subscribedAt: daysBefore(1) }), true],
      ['the rank is missing', paying({ plan: 'enterprise' }), false],
      ['no attributes', who({}), false],
    ],
  ],
]);

describe('upgradeCandidate and downgradeRisk', () => {
  it('never hold the same customer', () => {
    for (let seatsUsed = 0; seatsUsed <= 10; seatsUsed += 1)
      for (let quotaUsed = 0; quotaUsed <= 10; quotaUsed += 1)
        for (const hits of [[], limits(1, 2, 3)]) {
          const customer = paying({ seats: 10, seatsUsed, quota: 10, quotaUsed }, [
            did('logged_in', 1),
            ...hits,
          ]);
          expect(upgradeCandidate(customer) && downgradeRisk(customer)).toBe(false);
        }
  });
});
