import { describe, expect, it } from 'vitest';
import {
  contribution,
  highValue,
  lifetimeRevenue,
  monthsPaid,
  mrr,
  revenuePotential,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { oraclePopulation } from '../oracle/index.js';
import { answering } from './cases.js';
import { asOf, daysBefore, did, old, who } from './customers.js';
import { whoWas } from './histories.js';

const started = (day: number, mrr?: number): Event =>
  did('subscription_started', day, mrr === undefined ? {} : { mrr });
const changed = (day: number, mrr: number): Event => did('subscription_changed', day, { mrr });
const cancelled = (day: number): Event => did('subscription_cancelled', day);
const order = (day: number, amount: number): Event => did('purchase', day, { amount });
const refund = (day: number, amount: number): Event => did('refund', day, { amount });
/** A month, in days. */
const MONTH = 365.25 / 12;

answering([
  [
    mrr,
    [
      ['of the start', who(old, [started(90, 50)]), 50],
      ['of the last change', who(old, [started(90, 50), changed(9, 80)]), 80],
      ['the events outweigh the attribute', who({ mrr: 10 }, [started(90, 50)]), 50],
      ['the attribute where no event says it', who({ mrr: 10 }, [started(90)]), 10],
      ['cancelled', who({ mrr: 10 }, [started(90, 50), cancelled(9)]), 0],
      ['cancelled and started again', who(old, [started(90, 50), cancelled(50), started(9, 60)]), 60],
      ['cancelled at the instant it was started', who(old, [started(9, 50), cancelled(9)]), 0],
      [
        'started again without an amount: the last known',
        who(old, [started(90, 50), cancelled(50), started(9)]),
        50,
      ],
      [
        'cancelled before subscribedAt',
        who({ mrr: 10, subscribedAt: daysBefore(9) }, [started(300), cancelled(50)]),
        10,
      ],
      ['cancelled, and nobody knows since when', who({ mrr: 10 }, [cancelled(9)]), 0],
      ['free', who({ mrr: 0 }), 0],
      ['as of then', whoWas({ mrr: 10 }, [], [{ at: daysBefore(1), attributes: { mrr: 20 } }]), 20],
      ['no events, no attributes', who(old), null],
    ],
  ],
  [
    monthsPaid,
    [
      ['since subscribing', who({ subscribedAt: daysBefore(3 * MONTH) }), 3],
      [
        'the attribute outweighs the event',
        who({ subscribedAt: daysBefore(2 * MONTH) }, [started(MONTH)]),
        2,
      ],
      ['the first start where it is missing', who(old, [started(2 * MONTH), started(MONTH)]), 2],
      ['until cancelling', who(old, [started(5 * MONTH), cancelled(2 * MONTH)]), 3],
      ['started again', who(old, [started(5 * MONTH), cancelled(2 * MONTH), started(MONTH)]), 5],
      ['never subscribed', who(old), null],
      ['still to come', who({ subscribedAt: daysBefore(-MONTH) }), -1],
      ['no attributes', who({}), null],
    ],
  ],
  [
    lifetimeRevenue,
    [
      ['orders less refunds', who(old, [order(900, 120), order(1, 30), refund(2, 20)]), 130],
      ['a subscription', who({ subscribedAt: daysBefore(12 * MONTH), mrr: 50 }), 600],
      ['both', who({ subscribedAt: daysBefore(12 * MONTH), mrr: 50 }, [order(9, 10)]), 610],
      ['a subscription that was cancelled', who(old, [started(5 * MONTH, 10), cancelled(2 * MONTH)]), 30],
      ['one still to come takes nothing off', who({ subscribedAt: daysBefore(-MONTH), mrr: 50 }), 0],
      ['more paid back than paid', who(old, [refund(2, 20)]), -20],
      ['an order without an amount', who(old, [did('purchase', 1)]), 0],
      ['no events, no attributes', who({}), 0],
    ],
  ],
  [
    contribution,
    [
      ['MRR less cost', who({ mrr: 80, costToServe: 30 }), 50],
      [
        'a month of the orders of three',
        who({ costToServe: 30 }, [order(9, 120), order(80, 60), refund(2, 30)]),
        20,
      ],
      [
        'an order just less than 90 days ago',
        who({ costToServe: 0 }, [did('purchase', 90, { amount: 90 }, -1)]),
        30,
      ],
      ['exactly 90 days ago', who({ costToServe: 0 }, [order(90, 90)]), 0],
      ['a cost and no revenue', who({ costToServe: 30 }), -30],
      ['cancelled', who({ mrr: 80, costToServe: 30 }, [cancelled(1)]), -30],
      ['no cost is known', who({ mrr: 80 }), null],
      ['a cost that is no number', who({ mrr: 80, costToServe: '30' }), null],
      ['no events, no attributes', who({}), null],
    ],
  ],
  [
    revenuePotential,
    [
      ['seats that could be sold', who({ employees: 110, seats: 10, mrr: 200 }), 2000],
      ['all have one', who({ employees: 10, seats: 10, mrr: 200 }), 0],
      ['more seats than employees', who({ employees: 5, seats: 10, mrr: 200 }), 0],
      ['cancelled', who({ employees: 110, seats: 10, mrr: 200 }, [cancelled(1)]), 0],
      ['no seats', who({ employees: 110, seats: 0, mrr: 200 }), null],
      ['seats are missing', who({ employees: 110, mrr: 200 }), null],
      ['employees are missing', who({ seats: 10, mrr: 200 }), null],
      ['the MRR is missing', who({ employees: 110, seats: 10 }), null],
      ['no events, no attributes', who({}), null],
    ],
  ],
]);

describe('high-value', () => {
  const members = (spends: readonly number[], percent = 20): number[] => {
    const people = spends.map((amount, i) => ({
      customer: { id: `c${i}` },
      events: amount === 0 ? [] : [order(1, amount)],
    }));
    const answers = oraclePopulation(highValue.with({ percent }).definition as never, people, asOf);
    return spends.filter((_, i) => answers.get(`c${i}`) === true);
  };

  it.each<readonly [rule: string, spends: readonly number[], expected: readonly number[]]>([
    ['a fifth of ten', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [9, 10]],
    ['the next whole one of eleven', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [9, 10, 11]],
    ['all that tie', [1, 2, 3, 9, 9, 9, 9, 5, 6, 7], [9, 9, 9, 9]],
    ['nobody who brought nothing', [0, 0, 0, 0, 0, 0, 0, 0, 0, 7], [7]],
    ['nobody where all brought nothing', [0, 0, 0], []],
    ['the only one', [7], [7]],
  ])('holds %s', (_, spends, expected) => {
    expect(members(spends)).toEqual(expected);
  });

  it('takes another share', () => {
    expect(members([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 10)).toEqual([10]);
  });
});
