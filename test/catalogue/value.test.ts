import { describe, expect, it } from 'vitest';
import {
  contribution,
  highValue,
  lifetimeRevenue,
  monthsPaid,
  mrr,
  paybackMonths,
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
const invoice = (day: number, amount: number): Event => did('invoice_paid', day, { amount });
/** The same, of this subscription. */
const sub = (subscription: string, event: Event): Event => ({
  ...event,
  properties: { ...event.properties, subscription },
});
/** A month, in days. */
const MONTH = 365.25 / 12;

answering([
  [
    paybackMonths,
    [
      ['cost by the MRR', who({ mrr: 100, acquisitionCost: 900 }), 9],
      ['no cost is known', who({ mrr: 100 }), null],
      ['no MRR', who({ mrr: 0, acquisitionCost: 900 }), null],
      ['cancelled', who({ mrr: 100, acquisitionCost: 900 }, [cancelled(1)]), null],
      ['nothing is known', who({}), null],
    ],
  ],
  [
    mrr,
    [
      ['of the start', who(old, [started(90, 50)]), 50],
      ['of the last change', who(old, [started(90, 50), changed(9, 80)]), 80],
      ['the events outweigh the attribute', who({ mrr: 10 }, [started(90, 50)]), 50],
      ['the attribute where no event says it', who({ mrr: 10 }, [started(90)]), 10],
      ['cancelled', who({ mrr: 10 }, [started(90, 50), cancelled(9)]), 0],
      ['cancelled and started again', who(old, [started(90, 50), cancelled(50), started(9, 60)]), 60],
      [
        'cancelled and started at one instant: neither follows the other',
        who(old, [started(9, 50), cancelled(9)]),
        50,
      ],
      [
        'started again without an amount: the attribute, or not known',
        who(old, [started(90, 50), cancelled(50), started(9)]),
        null,
      ],
      [
        'cancelled before subscribedAt',
        who({ mrr: 10, subscribedAt: daysBefore(9) }, [started(300), cancelled(50)]),
        10,
      ],
      ['two subscriptions', who(old, [sub('a', started(90, 500)), sub('b', started(50, 20))]), 520],
      [
        'one of two cancelled',
        who(old, [sub('a', started(90, 500)), sub('b', started(50, 20)), sub('b', cancelled(9))]),
        500,
      ],
      [
        'one of two changed',
        who(old, [sub('a', started(90, 500)), sub('b', started(50, 20)), sub('b', changed(9, 30))]),
        530,
      ],
      [
        'both cancelled',
        who({ mrr: 520 }, [
          ...[sub('a', started(90, 500)), sub('b', started(50, 20))],
          ...[sub('a', cancelled(9)), sub('b', cancelled(8))],
        ]),
        0,
      ],
      [
        'asked to cancel, and paid until later',
        who(old, [started(90, 50), did('cancellation_requested', 3)]),
        50,
      ],
      ['paused', who(old, [started(90, 50), changed(9, 0)]), 0],
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
      [
        'started again: less the time between',
        who(old, [started(5 * MONTH), cancelled(2 * MONTH), started(MONTH)]),
        4,
      ],
      [
        'paid 100 days, away 290, back for 10',
        who(old, [started(400), cancelled(300), started(10)]),
        110 / MONTH,
      ],
      [
        'came back and left again',
        who(old, [started(5 * MONTH), cancelled(4 * MONTH), started(3 * MONTH), cancelled(MONTH)]),
        3,
      ],
      [
        'one of two cancelled',
        who(old, [sub('a', started(5 * MONTH)), sub('b', started(4 * MONTH)), sub('b', cancelled(MONTH))]),
        5,
      ],
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
      [
        'a year at 10, and 1,000 since yesterday',
        who(old, [started(366, 10), did('subscription_changed', 1, { mrr: 1000, previousMrr: 10 })]),
        (365 * 10 + 1000) / MONTH,
      ],
      [
        'a month at 10, one at 20, cancelled',
        who(old, [
          started(3 * MONTH, 10),
          did('subscription_changed', 2 * MONTH, { mrr: 20, previousMrr: 10 }),
          cancelled(MONTH),
        ]),
        30,
      ],
      [
        'what was invoiced, and not the months beside it',
        who({ subscribedAt: daysBefore(12 * MONTH), mrr: 50 }, [
          invoice(300, 49),
          invoice(30, 51),
          order(9, 10),
        ]),
        110,
      ],
      // What is not exact without invoices, as the documentation says it.
      [
        'several changes count as one: all months before the last at its previous MRR',
        who(old, [
          started(12 * MONTH, 10),
          did('subscription_changed', 7 * MONTH, { mrr: 20, previousMrr: 10 }),
          did('subscription_changed', 2 * MONTH, { mrr: 40, previousMrr: 20 }),
        ]),
        10 * 20 + 2 * 40,
      ],
      [
        'several subscriptions count as if all had begun with the first',
        who(old, [
          did('subscription_started', 10 * MONTH, { subscription: 'a', mrr: 500 }),
          did('subscription_started', MONTH, { subscription: 'b', mrr: 20 }),
        ]),
        10 * 520,
      ],
      [
        'the same, with an invoice each month',
        who(old, [
          did('subscription_started', 10 * MONTH, { subscription: 'a', mrr: 500 }),
          did('subscription_started', MONTH, { subscription: 'b', mrr: 20 }),
          ...Array.from({ length: 10 }, (_, i) => invoice(i * MONTH + 1, 500)),
          invoice(1, 20),
        ]),
        5020,
      ],
      ['an invoice that was paid back', who(old, [invoice(300, 49), refund(2, 49)]), 0],
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
        'the invoices of the MRR count once',
        who({ mrr: 50, costToServe: 60 }, [invoice(9, 50), invoice(39, 50)]),
        -10,
      ],
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
      ['seats that could be sold', who({ addressableSeats: 110, seats: 10, mrr: 200 }), 2000],
      ['employees, up to 5 times the seats', who({ employees: 110, seats: 10, mrr: 200 }), 800],
      ['fewer employees than that', who({ employees: 20, seats: 10, mrr: 200 }), 200],
      [
        'the seats that are known outweigh employees',
        who({ addressableSeats: 15, employees: 110, seats: 10, mrr: 200 }),
        100,
      ],
      ['50,000 people who need none', who({ employees: 50000, seats: 20, mrr: 400 }), 1600],
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
    ['the nearest whole one of eleven', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [10, 11]],
    ['all that tie, where their middle is in it', [1, 2, 3, 9, 9, 9, 4, 5, 6, 7], [9, 9, 9]],
    ['none that tie, where it is not', [1, 2, 3, 9, 9, 9, 9, 9, 6, 7], []],
    ['nobody where all brought as much', [5, 5, 5, 5, 5], []],
    ['a fifth of those who brought something', [0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [9, 10]],
    ['nobody where all brought nothing', [0, 0, 0], []],
    ['nobody of two, for a fifth of them is nearest to none', [7, 8], []],
  ])('holds %s', (_, spends, expected) => {
    expect(members(spends)).toEqual(expected);
  });

  it('takes another share', () => {
    expect(members([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 10)).toEqual([10]);
  });
});
