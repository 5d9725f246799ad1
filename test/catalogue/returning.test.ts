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
import { answering } from './cases.js';
import { membersOfCrowd } from './crowd.js';
import { daily, daysBefore, did, old, who, young } from './customers.js';
import { logins } from './histories.js';

/** So many active days in the last 28 days, in the 28 before, and in the 28 before these. */
const active = (now: number, before: number, earlier = before): Event[] =>
  logins(
    ...[now, before, earlier].flatMap((count, window) =>
      Array.from({ length: count }, (_, i) => 28 * window + i + 1),
    ),
  );
/** Three days in a row, of which the last is so many days ago. */
const bursts = (...days: number[]): Event[] => logins(...days.flatMap((day) => [day, day + 1, day + 2]));
const late = (days: number): Event => did('logged_in', days, {}, -1);

/** Once a week, for so many weeks. */
const weekly = (count: number): Event[] => logins(...Array.from({ length: count }, (_, i) => 7 * i + 1));

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
      ['12 days in all', who(old, weekly(12)), true],
      ['13 days in all', who(old, [...weekly(12), ...logins(2)]), false],
      ['in bursts, which is erratic', who(old, bursts(1, 31, 61)), false],
      ['as many days, two of them in a row', who(old, logins(1, 2, 14, 27, 28, 40, 53, 54, 66)), true],
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
      ['8 days more and 1.5 times as many', who(old, active(24, 16)), 'more'],
      ['a day less', who(old, active(23, 16)), 'steady'],
      ['8 days more, but not 1.5 times as many', who(old, active(25, 17)), 'steady'],
      ['1.5 times as many, but not 8 days more', who(old, active(21, 14)), 'steady'],
      ['more than in one of the two before', who(old, active(24, 16, 17)), 'steady'],
      ['more than in the other', who(old, active(24, 17, 16)), 'steady'],
      ['as many', who(old, active(10, 10)), 'steady'],
      ['8 days less, and 1.5 times as many before', who(old, active(16, 24)), 'less'],
      ['a day more', who(old, active(17, 24)), 'steady'],
      ['less than in one of the two before', who(old, active(16, 24, 23)), 'steady'],
      ['less than in the other', who(old, active(16, 23, 24)), 'steady'],
      ['stopped', who(old, active(0, 8)), 'less'],
      ['started', who(old, active(8, 0)), 'more'],
      ['stopped, from too little to tell', who(old, active(0, 7)), null],
      ['started, with too little to tell', who(old, active(7, 0)), null],
      ['known for exactly the three windows', who({ signedUpAt: daysBefore(84) }, active(0, 8)), 'less'],
      ['known for just less', who({ signedUpAt: daysBefore(84, -1) }, active(0, 8)), null],
      ['what the company sends is no activity', who(old, daily('message_delivered', 28)), null],
      ['no events', who(old), null],
      ['a new customer who did more on the first day', who(young, logins(2, 2, 2, 2, 1)), null],
      ['without signedUpAt the first event counts', who({}, [...active(0, 8), ...logins(84)]), 'less'],
      ['without signedUpAt, known too lately', who({}, active(0, 8)), null],
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
  it('gives all who are known for the three windows and busy in one of them exactly one label', () => {
    const count = fc.integer({ min: 0, max: 27 });
    fc.assert(
      fc.property(count, count, count, (now, before, earlier) => {
        const customer = who(old, active(now, before, earlier));
        const [busier, quieter] = [Math.max(before, earlier), Math.min(before, earlier)];
        const expected =
          Math.max(now, busier) < 8
            ? null
            : now >= busier * 1.5 && now >= busier + 8
              ? 'more'
              : quieter >= now * 1.5 && quieter >= now + 8
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
  const ask = (counts: readonly number[], segment = heaviestUsers): string =>
    membersOfCrowd(
      segment,
      counts.map((count) => daily('logged_in', count)),
    );

  it.each([
    ['1 of 10', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], '.........x'],
    ['none of equals who do not all fit in', [1, 2, 3, 4, 5, 6, 7, 8, 9, 9], '..........'],
    ['nobody of 9, for a tenth of them is none', [1, 2, 3, 4, 5, 6, 7, 8, 9], '.........'],
    ['nobody who was not active', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], '..........'],
    [
      'a tenth of the active, however many are not',
      [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      '............x',
    ],
    ['nobody where all are equal', [3, 3, 3, 3, 3, 3, 3, 3, 3, 3], '..........'],
  ])('%s', (_, counts, expected) => {
    expect(ask(counts)).toBe(expected);
  });

  it('counts in another window, and another share', () => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(ask(counts, heaviestUsers.with({ percent: 30 }))).toBe('.......xxx');
    expect(ask([...counts, 10], heaviestUsers.with({ window: days(9), percent: 30 }))).toBe('........xxx');
  });
});
