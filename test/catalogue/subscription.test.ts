import { describe, expect, it } from 'vitest';
import { cancelled, upgraded } from '../../src/catalogue/index.js';
import { days, type Event } from '../../src/index.js';
import { answering } from './cases.js';
import { daysBefore, did, old, who } from './customers.js';

const started = (day: number, mrr?: number): Event =>
  did('subscription_started', day, mrr === undefined ? {} : { mrr });
const changed = (day: number, mrr: number, previousMrr?: number, milliseconds = 0): Event =>
  did('subscription_changed', day, previousMrr === undefined ? { mrr } : { mrr, previousMrr }, milliseconds);
const ended = (day: number, milliseconds = 0): Event => did('subscription_cancelled', day, {}, milliseconds);
/** Subscribed so many days ago. */
const subscribed = (day: number) => ({ ...old, subscribedAt: daysBefore(day) });

const after = days(365);

answering([
  [
    upgraded({ after }),
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
    cancelled({ after }),
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
      const soon = make({ after: days(30) });
      expect(soon(customer)).toBe(false);
      expect(soon.parameters).toEqual({ after: days(30) });
      expect(soon.with({ after: days(120) })(customer)).toBe(true);
      expect(soon.with({ after: days(120) }, { title: 'In the first four months' }).title).toBe(
        'In the first four months',
      );
    }
  });
});
