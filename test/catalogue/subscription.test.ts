import { describe, expect, it } from 'vitest';
import {
  addOnCandidate,
  cancelled,
  freeUser,
  paidUser,
  upgraded,
  upgradedAfter,
} from '../../src/catalogue/index.js';
import { days, type Event } from '../../src/index.js';
import { answering } from './cases.js';
import { daysBefore, did, old, who } from './customers.js';

const started = (day: number, mrr?: number): Event =>
  did('subscription_started', day, mrr === undefined ? {} : { mrr });
const changed = (day: number, mrr: number, previousMrr?: number, milliseconds = 0): Event =>
  did('subscription_changed', day, previousMrr === undefined ? { mrr } : { mrr, previousMrr }, milliseconds);
const ended = (day: number, milliseconds = 0): Event => did('subscription_cancelled', day, {}, milliseconds);
const added = (day: number, milliseconds = 0): Event =>
  did('addon_added', day, { addon: 'sso' }, milliseconds);
const named = (subscription: string, event: Event): Event => ({
  ...event,
  properties: { ...event.properties, subscription },
});
/** Subscribed so many days ago. */
const subscribed = (day: number) => ({ ...old, subscribedAt: daysBefore(day) });

const within = days(365);

answering([
  [
    upgradedAfter({ months: 12 }),
    [
      ['an additional service after a year', who(subscribed(500), [added(100)]), true],
      ['exactly 12 months after', who(subscribed(500), [added(500 - 365.25)]), true],
      ['just before', who(subscribed(500), [added(500 - 365.25, 1)]), false],
      ['to a greater MRR', who(old, [started(500, 50), changed(100, 80, 50)]), true],
      ['to a smaller one', who(old, [started(500, 50), changed(100, 20, 50)]), false],
      ['a greater one in the first year', who(old, [started(500, 50), changed(400, 80, 50)]), false],
      [
        'the first start counts where there is no attribute',
        who(old, [started(500), started(50), added(100)]),
        true,
      ],
      ['nobody knows since when', who(old, [added(100)]), false],
      ['no events', who(subscribed(500)), false],
      ['a new customer', who(subscribed(2), [added(1)]), false],
    ],
  ],
  [
    paidUser,
    [
      ['a subscription with a price', who(old, [started(30, 20)]), true],
      ['free of charge', who(old, [started(30, 0)]), false],
      ['nobody knows the price', who(old, [started(30)]), true],
      ['cancelled', who(old, [started(30, 20), ended(3)]), false],
      [
        'one of two cancelled',
        who(old, [named('a', started(30, 20)), named('b', started(30, 9)), named('b', ended(3))]),
        true,
      ],
      ['by the attribute', who(subscribed(30)), true],
      ['has only bought', who(old, [did('purchase', 3)]), false],
      ['no events', who(old), false],
      ['a new customer', who({ signedUpAt: daysBefore(2) }, [started(1, 20)]), true],
    ],
  ],
  [
    freeUser,
    [
      ['uses it', who(old, [did('feature_used', 3)]), true],
      ['just less than 30 days ago', who(old, [did('feature_used', 30, {}, -1)]), true],
      ['exactly 30 days ago', who(old, [did('feature_used', 30)]), false],
      ['pays', who(old, [did('feature_used', 3), started(30, 20)]), false],
      ['a subscription free of charge', who(old, [did('feature_used', 3), started(30, 0)]), true],
      ['cancelled, and goes on', who(old, [did('feature_used', 3), started(30, 20), ended(9)]), true],
      ['in a trial', who({ ...old, trialEndsAt: daysBefore(-3) }, [did('feature_used', 3)]), false],
      ['wrote a ticket', who(old, [did('support_ticket', 3)]), false],
      ['has bought', who(old, [did('feature_used', 3), did('purchase', 300)]), false],
      ['no events', who(old), false],
      ['a new customer', who({ signedUpAt: daysBefore(2) }, [did('feature_used', 1)]), true],
      ['nothing is known', who({}), false],
    ],
  ],
  [
    addOnCandidate({ addOn: 'sso' }),
    [
      ['subscribed for long, and active', who(subscribed(200), [did('feature_used', 3)]), true],
      ['for exactly 90 days', who(subscribed(90), [did('feature_used', 3)]), true],
      ['for just less', who({ ...old, subscribedAt: daysBefore(90, -1) }, [did('feature_used', 3)]), false],
      ['has it', who(subscribed(200), [did('feature_used', 3), added(50)]), false],
      [
        'has another one',
        who(subscribed(200), [did('feature_used', 3), did('addon_added', 50, { addon: 'api' })]),
        true,
      ],
      [
        'has declined it',
        who(subscribed(200), [did('feature_used', 3), did('offer_declined', 50, { offer: 'sso' })]),
        false,
      ],
      [
        '90 days ago',
        who(subscribed(200), [did('feature_used', 3), did('offer_declined', 90, { offer: 'sso' })]),
        true,
      ],
      ['silent', who(subscribed(200), [did('feature_used', 30)]), false],
      ['cancelled', who(subscribed(200), [did('feature_used', 3), ended(2)]), false],
      ['no subscription', who(old, [did('feature_used', 3)]), false],
      ['nothing is known', who({}), false],
    ],
  ],
  [
    upgraded({ within }),
    [
      ['to a greater MRR', who(old, [started(300, 50), changed(200, 80)]), true],
      ['to the same', who(old, [started(300, 50), changed(200, 50)]), false],
      ['to a smaller one', who(old, [started(300, 50), changed(200, 20)]), false],
      ['back up to where it began', who(old, [started(300, 50), changed(200, 20), changed(100, 50)]), false],
      ['up and down again', who(old, [started(300, 50), changed(200, 80), changed(100, 20)]), true],
      ['exactly 365 days after', who(old, [started(500, 50), changed(135, 80)]), true],
      ['just more than 365 days after', who(old, [started(500, 50), changed(135, 80, 50, -1)]), false],
      ['by the attribute', who(subscribed(300), [changed(200, 80, 50)]), true],
      ['just less than 365 days after the attribute', who(subscribed(500), [changed(135, 80, 50, 1)]), true],
      ['exactly 365 days after the attribute', who(subscribed(500), [changed(135, 80, 50)]), false],
      ['before the attribute', who(subscribed(300), [changed(301, 80, 50)]), false],
      ['the start without an MRR', who(old, [started(300), changed(200, 80, 50)]), true],
      ['no MRR of the start is known', who(old, [started(300), changed(200, 80)]), false],
      ['neither start is known', who(old, [changed(200, 80, 50)]), false],
      ['no change', who(subscribed(300), [started(300, 50)]), false],
      ['no events', who(subscribed(300)), false],
      ['a new customer', who({ signedUpAt: daysBefore(2) }, [started(2, 50), changed(1, 80)]), true],
      ['nothing is known', who({}), false],
    ],
  ],
  [
    cancelled({ within }),
    [
      ['soon after the event', who(old, [started(300), ended(200)]), true],
      ['exactly 365 days after', who(old, [started(500), ended(135)]), true],
      ['just more than 365 days after', who(old, [started(500), ended(135, -1)]), false],
      ['by the attribute', who(subscribed(300), [ended(200)]), true],
      ['just less than 365 days after the attribute', who(subscribed(500), [ended(135, 1)]), true],
      ['exactly 365 days after the attribute', who(subscribed(500), [ended(135)]), false],
      ['before the attribute', who(subscribed(300), [ended(301)]), false],
      ['come back since', who(old, [started(300), ended(200), started(100)]), true],
      ['neither start is known', who(old, [ended(200)]), false],
      ['not cancelled', who(subscribed(300), [started(300)]), false],
      ['no events', who(subscribed(300)), false],
      ['a new customer', who({ signedUpAt: daysBefore(2) }, [started(2), ended(1)]), true],
      ['nothing is known', who({}), false],
    ],
  ],
]);

describe('upgraded and cancelled', () => {
  it('take another time, and another name', () => {
    const customer = who(old, [started(300, 50), changed(200, 80), ended(190)]);
    for (const make of [upgraded, cancelled]) {
      const soon = make({ within: days(30) });
      expect(soon(customer)).toBe(false);
      expect(soon.parameters).toEqual({ within: days(30) });
      expect(soon.with({ within: days(120) })(customer)).toBe(true);
      expect(soon.with({ within: days(120) }, { title: 'In the first four months' }).title).toBe(
        'In the first four months',
      );
    }
  });
});
