import { nextOrderExpectedAt, overdue, usageDrop } from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { DAY, daysBefore, did, old, who, young } from './customers.js';
import { bought, logins } from './histories.js';

/** So many active days now, and so many in the 30 days before. */
const active = (now: number, before: number): Event[] =>
  logins(
    ...Array.from({ length: now }, (_, i) => i + 1),
    ...Array.from({ length: before }, (_, i) => i + 31),
  );
/** An order every 20 days up to so many days ago, in four months and more. */
const every20 = (last: number): Event[] => bought(...[0, 20, 40, 60, 80, 100].map((day) => last + day));

answering([
  [
    usageDrop,
    [
      ['2 active days after 8', who(old, active(2, 8)), true],
      ['3 after 8', who(old, active(3, 8)), false],
      ['7 after 20, which is exactly 35 %', who(old, active(7, 20)), false],
      ['6 after 20', who(old, active(6, 20)), true],
      ['none after 8', who(old, active(0, 8)), true],
      ['none after 7, which are too few to compare with', who(old, active(0, 7)), false],
      [
        'many events on 7 days are 7 days',
        who(old, [...active(0, 7), ...Array.from({ length: 20 }, (_, i) => did('logged_in', 31, {}, i))]),
        false,
      ],
      ['exactly 30 days ago is the time before', who(old, [...logins(30, 32, 34, 36, 38, 40, 42, 44)]), true],
      [
        'just less is this time',
        who(old, [did('logged_in', 30, {}, -1), ...logins(32, 34, 36, 38, 40, 42, 44)]),
        false,
      ],
      [
        'the eighth just less than 60 days ago',
        who(old, [...active(0, 7), did('logged_in', 60, {}, -1)]),
        true,
      ],
      ['the eighth exactly 60 days ago', who(old, [...active(0, 7), ...logins(60)]), false],
      [
        'what the company sends is no activity',
        who(
          old,
          Array.from({ length: 20 }, (_, i) => did('message_delivered', i + 31)),
        ),
        false,
      ],
      ['known for exactly 60 days', who({ signedUpAt: daysBefore(60) }, active(0, 8)), true],
      ['known for just less', who({ signedUpAt: daysBefore(60, -1) }, active(0, 8)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, logins(0, 1)), false],
      ['without signedUpAt the first event counts', who({}, [...active(0, 8), ...logins(70)]), true],
    ],
  ],
  [
    overdue,
    [
      ['just more than 2.5 times the own time between orders', who(old, every20(50 + 1 / DAY)), true],
      ['exactly 2.5 times', who(old, every20(50)), false],
      ['longer than ever before', who(old, bought(82, 84, 85, 115, 116, 197)), true],
      ['as long as once before', who(old, bought(82, 84, 85, 115, 116, 198)), false],
      ['3 months with orders are no rhythm', who(old, bought(100, 130, 160)), false],
      ['4 orders in one month are none either', who(old, bought(100, 101, 102, 103)), false],
      [
        'the fourth month just less than 730 days ago',
        who(old, [...bought(500, 530, 560), did('purchase', 730, {}, -1)]),
        true,
      ],
      ['exactly 730 days ago', who(old, bought(500, 530, 560, 730)), false],
      ['a message wakes nobody', who(old, [...every20(60), did('message_delivered', 1)]), true],
      ['back again', who(old, [...every20(60), ...bought(1)]), false],
      ['once', who(old, bought(500)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(0, 1)), false],
      ['no attributes are needed', who({}, every20(60)), true],
    ],
  ],
  [
    nextOrderExpectedAt,
    [
      ['the last order and the average gap', who(old, bought(10, 20, 40)), daysBefore(-5)],
      ['it may have passed', who(old, bought(100, 110, 120)), daysBefore(90)],
      ['2 orders', who(old, bought(10, 20)), null],
      [
        'the third just less than 730 days ago',
        who(old, [...bought(10, 20), did('purchase', 730, {}, -1)]),
        daysBefore(-350) - 0.5,
      ],
      ['the third exactly 730 days ago', who(old, bought(10, 20, 730)), null],
      ['no events', who(old), null],
      ['a new customer', who(young, bought(0, 1, 2)), daysBefore(-1)],
      ['no attributes are needed', who({}, bought(10, 20, 40)), daysBefore(-5)],
    ],
  ],
]);
