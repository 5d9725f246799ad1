import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  casualUser,
  dormant,
  engagementTrend,
  erraticUser,
  heaviestUsers,
  resurrected,
  returning,
} from '../../src/catalogue/index.js';
import { days, type Event } from '../../src/index.js';
import { oraclePopulation } from '../oracle/index.js';
import { answering } from './cases.js';
import { asOf, daily, daysBefore, did, old, who, young } from './customers.js';
import { logins } from './histories.js';

/** The same number of active days now and in the window before. */
const active = (now: number, before: number): Event[] =>
  logins(
    ...Array.from({ length: now }, (_, i) => i + 1),
    ...Array.from({ length: before }, (_, i) => i + 29),
  );
/** Three days in a row, of which the last is so many days ago. */
const bursts = (...days: number[]): Event[] => logins(...days.flatMap((day) => [day, day + 1, day + 2]));
const late = (days: number): Event => did('logged_in', days, {}, -1);

answering([
  [
    returning,
    [
      ['in this window and the one before', who(old, logins(1, 31)), true],
      ['only in this one', who(old, logins(1)), false],
      ['only in the one before', who(old, logins(31)), false],
      ['just less than 30 days ago is this window', who(old, [late(30)]), false],
      ['exactly 30 days ago is the one before', who(old, logins(1, 30)), true],
      ['just less than 60 days ago', who(old, [...logins(1), late(60)]), true],
      ['exactly 60 days ago', who(old, logins(1, 60)), false],
      ['known for exactly 30 days', who({ signedUpAt: daysBefore(30) }, logins(1, 30)), true],
      ['known for just less', who({ signedUpAt: daysBefore(30, -1) }, logins(1, 31)), false],
      ['what the company sends is no activity', who(old, daily('message_delivered', 60)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(1)), false],
      ['without signedUpAt the first event counts', who({}, logins(1, 31)), true],
    ],
  ],
  [
    resurrected,
    [
      ['back after a long silence', who(old, logins(1, 200)), true],
      ['silent for exactly 90 days when the window began', who(old, logins(1, 120)), true],
      ['silent for just less', who(old, [...logins(1), late(120)]), false],
      ['back just less than 30 days ago', who(old, [late(30), ...logins(200)]), true],
      ['back exactly 30 days ago', who(old, logins(30, 200)), false],
      ['active in between', who(old, logins(1, 60, 200)), false],
      ['gone for good', who(old, logins(200)), false],
      ['the first activity is no return', who(old, logins(1)), false],
      [
        'what the company sends breaks no silence',
        who(old, [...logins(1, 200), did('message_delivered', 60)]),
        true,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(1)), false],
      ['no attributes are needed', who({}, logins(1, 200)), true],
    ],
  ],
  [
    casualUser,
    [
      ['once in each window', who(old, logins(1, 30, 60)), true],
      ['not now', who(old, logins(30, 31, 60)), false],
      ['not in the middle', who(old, logins(1, 2, 60)), false],
      ['not at the beginning', who(old, logins(1, 30, 31)), false],
      ['the first just less than 84 days ago', who(old, [...logins(1, 30), late(84)]), true],
      ['the first exactly 84 days ago', who(old, logins(1, 30, 84)), false],
      ['12 days in all', who(old, [...daily('logged_in', 10), ...logins(30, 60)]), true],
      ['13 days in all', who(old, [...daily('logged_in', 11), ...logins(30, 60)]), false],
      ['what the company sends is no activity', who(old, daily('message_delivered', 84)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(0, 1)), false],
      ['no attributes are needed', who({}, logins(1, 30, 60)), true],
    ],
  ],
  [
    erraticUser,
    [
      ['3 bursts of 3 days', who(old, bursts(1, 50, 100)), true],
      ['2 bursts', who(old, bursts(1, 50)), false],
      ['single days are no bursts', who(old, logins(1, 30, 60, 90, 120)), false],
      ['8 days in 3 bursts', who(old, [...bursts(1, 50), ...logins(100, 101)]), false],
      ['pauses of exactly 14 days', who(old, bursts(1, 17, 33)), true],
      [
        'a pause of just less',
        who(old, [...bursts(1, 17), ...logins(34, 35), did('logged_in', 33, {}, -1)]),
        false,
      ],
      ['regular use', who(old, daily('logged_in', 180)), false],
      [
        'the first burst began just less than 180 days ago',
        who(old, [...bursts(1, 50), late(180), ...logins(179, 178)]),
        true,
      ],
      ['it began exactly 180 days ago', who(old, [...bursts(1, 50), ...logins(180, 179, 178)]), false],
      ['what the company sends is no activity', who(old, daily('message_delivered', 100)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(0, 1, 2)), false],
      ['no attributes are needed', who({}, bursts(1, 50, 100)), true],
    ],
  ],
  [
    engagementTrend,
    [
      ['1.2 times as many days', who(old, active(6, 5)), 'more'],
      ['just less', who(old, active(11, 10)), 'steady'],
      ['as many', who(old, active(4, 4)), 'steady'],
      ['just more than 0.8 times', who(old, active(9, 11)), 'steady'],
      ['0.8 times as many days', who(old, active(4, 5)), 'less'],
      ['stopped', who(old, active(0, 4)), 'less'],
      ['started', who(old, active(4, 0)), 'more'],
      ['stopped, from too little to tell', who(old, active(0, 3)), null],
      ['started, with too little to tell', who(old, active(3, 0)), null],
      ['known for exactly both windows', who({ signedUpAt: daysBefore(56) }, active(4, 5)), 'less'],
      ['known for just less', who({ signedUpAt: daysBefore(56, -1) }, active(4, 5)), null],
      ['what the company sends is no activity', who(old, daily('message_delivered', 28)), null],
      ['no events', who(old), null],
      ['a new customer who did more on the first day', who(young, logins(2, 2, 2, 2, 1)), null],
      ['without signedUpAt the first event counts', who({}, [...active(4, 5), ...logins(56)]), 'less'],
      ['without signedUpAt, known too lately', who({}, active(4, 5)), null],
      ['nothing is known', who({}), null],
    ],
  ],
]);

describe('resurrected', () => {
  it('holds those who were dormant when the window began, and are no longer', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 250 }), { maxLength: 6 }), (days) => {
        const customer = who(old, logins(...days));
        const before = days.filter((day) => day >= 30);
        const back = days.some((day) => day < 30) && before.length > 0 && before.every((day) => day >= 120);
        expect(resurrected(customer)).toBe(back);
        if (back) expect(dormant(customer)).toBe(false);
      }),
    );
  });
});

describe('engagementTrend', () => {
  it('gives all who are known for both windows and busy in one of them exactly one label', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 55 }), { maxLength: 40 });
    fc.assert(
      fc.property(some, (days) => {
        const customer = who(old, logins(...days));
        const now = days.filter((day) => day < 28).length;
        const before = days.length - now;
        const expected =
          Math.max(now, before) < 4
            ? null
            : now >= before * 1.2
              ? 'more'
              : now <= before * 0.8
                ? 'less'
                : 'steady';
        expect(engagementTrend(customer)).toBe(expected);
        const labels = engagementTrend.labels.filter((label) => engagementTrend.is(label)(customer));
        expect(labels).toEqual(expected === null ? [] : [expected]);
      }),
    );
  });
});

describe('heaviestUsers', () => {
  const ask = (counts: readonly number[], segment = heaviestUsers): string => {
    const people = counts.map((count, i) => ({
      customer: { id: `${i}` },
      events: daily('logged_in', count),
    }));
    const answers = oraclePopulation(segment.definition as never, people, asOf);
    return people.map(({ customer }) => (answers.get(customer.id) === true ? 'x' : '.')).join('');
  };

  it.each([
    ['1 of 10', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], '.........x'],
    ['equals are in together', [1, 2, 3, 4, 5, 6, 7, 8, 9, 9], '........xx'],
    ['nobody who was not active', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], '..........'],
    ['the only one who was', [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], '...x......'],
    ['a customer of 2 days', [1, 1, 1, 1, 1, 1, 1, 1, 1, 2], '.........x'],
  ])('%s', (_, counts, expected) => {
    expect(ask(counts)).toBe(expected);
  });

  it('counts in another window, and another share', () => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(ask(counts, heaviestUsers.with({ percent: 30 }))).toBe('.......xxx');
    expect(ask(counts, heaviestUsers.with({ window: days(8) }))).toBe('.......xxx');
  });
});
