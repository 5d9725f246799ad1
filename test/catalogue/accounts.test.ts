import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growingAccount, highPotential, shrinkingAccount, unprofitable } from '../../src/catalogue/index.js';
import type { Attributes, Event } from '../../src/index.js';
import { answering } from './cases.js';
import { daysBefore, did, old, who, young } from './customers.js';
import { logins, whoWas } from './histories.js';

const started = (day: number, mrr = 100): Event => did('subscription_started', day, { mrr });
const changed = (mrr: number, day = 5, later = 0): Event => did('subscription_changed', day, { mrr }, -later);
const cancelled = (day: number): Event => did('subscription_cancelled', day);
const company = (employees: number): Attributes => ({ addressableSeats: employees, seats: 10, mrr: 200 });
const since = { subscribedAt: daysBefore(300), mrr: 100 };

answering([
  [
    growingAccount,
    [
      ['a tenth more', who(old, [started(300), changed(110)]), true],
      ['just less', who(old, [started(300), changed(109.99)]), false],
      ['the same', who(old, [started(300)]), false],
      ['changed exactly 90 days ago: before', who(old, [started(300), changed(110, 90)]), false],
      ['just less than 90 days ago', who(old, [started(300), changed(110, 90, 1)]), true],
      ['started exactly 90 days ago', who(old, [started(90), changed(110)]), true],
      [
        'started just less than 90 days ago',
        who(old, [did('subscription_started', 90, { mrr: 100 }, -1), changed(110)]),
        false,
      ],
      ['from nothing', who(old, [started(300, 0), changed(110)]), false],
      ['started again', who(old, [started(300), cancelled(100), started(50, 200)]), false],
      [
        'by the history of the attribute',
        whoWas(since, [], [{ at: daysBefore(9), attributes: { mrr: 110 } }]),
        true,
      ],
      ['an attribute without a history', who(since), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [started(2), changed(200, 1)]), false],
      ['no attributes', who({}), false],
    ],
  ],
  [
    shrinkingAccount,
    [
      ['a tenth less', who(old, [started(300), changed(90)]), true],
      ['just more', who(old, [started(300), changed(90.01)]), false],
      ['the same', who(old, [started(300)]), false],
      ['changed exactly 90 days ago: before', who(old, [started(300), changed(90, 90)]), false],
      ['just less than 90 days ago', who(old, [started(300), changed(90, 90, 1)]), true],
      [
        'started just less than 90 days ago',
        who(old, [did('subscription_started', 90, { mrr: 100 }, -1), changed(50)]),
        false,
      ],
      ['cancelled is lost, not shrinking', who(old, [started(300), cancelled(5)]), false],
      ['down to nothing', who(old, [started(300), changed(0)]), false],
      [
        'by the history of the attribute',
        whoWas(since, [], [{ at: daysBefore(9), attributes: { mrr: 90 } }]),
        true,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, [started(2), changed(50, 1)]), false],
      ['no attributes', who({}), false],
    ],
  ],
  [
    highPotential,
    [
      ['1000 a month', who(company(60), logins(1)), true],
      ['20 less', who(company(59), logins(1)), false],
      ['active just less than 30 days ago', who(company(60), [did('logged_in', 30, {}, -1)]), true],
      ['active exactly 30 days ago', who(company(60), logins(30)), false],
      ['seats are missing', who({ employees: 60, mrr: 200 }, logins(1)), false],
      ['no events', who({ ...old, ...company(60) }), false],
      ['a new customer', who({ ...young, ...company(60) }, logins(1)), true],
      ['no attributes', who({}, logins(1)), false],
    ],
  ],
  [
    unprofitable,
    [
      ['costs more', who({ ...old, mrr: 80, costToServe: 80.01 }), true],
      ['costs as much', who({ ...old, mrr: 80, costToServe: 80 }), false],
      ['no events: a cost without revenue', who({ ...old, costToServe: 1 }), true],
      [
        'orders cover the cost',
        who({ ...old, costToServe: 30 }, [did('purchase', 80, { amount: 90 })]),
        false,
      ],
      ['known for exactly 90 days', who({ signedUpAt: daysBefore(90), costToServe: 1 }), true],
      ['known for just less', who({ signedUpAt: daysBefore(90, -1), costToServe: 1 }), false],
      ['a new customer', who({ ...young, costToServe: 1 }), false],
      ['no cost is known', who({ ...old, mrr: 0 }), false],
      ['nobody knows since when', who({ costToServe: 1 }), false],
      ['no attributes', who({}), false],
    ],
  ],
]);

describe('growing-account and shrinking-account', () => {
  it('never hold the same customer', () => {
    const amounts = fc.array(fc.record({ day: fc.nat(200), mrr: fc.integer({ min: 0, max: 100 }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(amounts, (history) => {
        const customer = who(
          since,
          history.map(({ day, mrr }) => changed(mrr, day)),
        );
        expect(growingAccount(customer) && shrinkingAccount(customer)).toBe(false);
      }),
    );
  });
});
