import { expect, it } from 'vitest';
import {
  activeDays,
  activeMonths,
  activeWeeks,
  busiestMonthShare,
  sessions,
  stickiness,
  timeInProduct,
  timeUsed,
  usageStreak,
  usageTrend,
} from '../../src/catalogue/index.js';
import { minutes } from '../../src/index.js';
import { answering } from './cases.js';
import { asOf, daily, daysBefore, did, old, who, young } from './customers.js';
import { logins } from './histories.js';

const MINUTE = minutes(1);
const company = daily('message_delivered', 28);
const used = (seconds: number | string, day = 1) => did('feature_used', day, { seconds });

/** Uses so many minutes ago. */
const minutesAgo = (...minutes: number[]) => minutes.map((each) => did('feature_used', each / 1440));

answering([
  [
    activeDays,
    [
      ['days, not events', who(old, [...logins(1, 2, 3), did('feature_used', 3)]), 3],
      ['just less than 28 days ago', who(old, [did('logged_in', 28, {}, -1)]), 1],
      ['exactly 28 days ago', who(old, logins(28)), 0],
      ['what the company sends is no activity', who(old, company), 0],
      ['no events', who(old), 0],
      ['a new customer', who(young, daily('logged_in', 2)), 2],
      ['no attributes are needed', who({}, logins(1, 2)), 2],
    ],
  ],
  [
    activeWeeks,
    [
      // The answer is of a Sunday: its week began 6 days ago.
      ['the current week does not count', who(old, logins(0, 6, 6.5)), 0],
      ['the last whole week does', who(old, [did('logged_in', 6.5, {}, 1)]), 1],
      ['weeks, not days', who(old, logins(7, 8, 14)), 2],
      ['from the first instant of the 12th week', who(old, logins(90.5)), 1],
      ['not before', who(old, [did('logged_in', 90.5, {}, 1)]), 0],
      ['what the company sends is no activity', who(old, company), 0],
      ['no events', who(old), 0],
      ['a new customer', who(young, logins(1)), 0],
      ['no attributes are needed', who({}, logins(7)), 1],
    ],
  ],
  [
    activeMonths,
    [
      ['the current month does not count', who(old, logins(0, 21, 21.5)), 0],
      ['the last whole month does', who(old, [did('logged_in', 21.5, {}, 1)]), 1],
      ['months, not days', who(old, logins(25, 30, 60)), 2],
      ['from the first instant of the 12th month', who(old, logins(386.5)), 1],
      ['not before', who(old, [did('logged_in', 386.5, {}, 1)]), 0],
      ['what the company sends is no activity', who(old, daily('outage', 100)), 0],
      ['no events', who(old), 0],
      ['a new customer', who(young, logins(1)), 0],
      ['no attributes are needed', who({}, logins(30)), 1],
    ],
  ],
  [
    stickiness,
    [
      ['7 of 28 days', who(old, daily('logged_in', 7)), 0.25],
      ['known for 14 days: 7 of 14', who({ signedUpAt: daysBefore(14) }, daily('logged_in', 7)), 0.5],
      ['known for 28 days', who({ signedUpAt: daysBefore(28) }, daily('logged_in', 7)), 0.25],
      ['just less than 28 days ago', who(old, [did('logged_in', 28, {}, -1)]), 1 / 28],
      ['exactly 28 days ago', who(old, logins(28)), 0],
      ['without signedUpAt the first event counts', who({}, logins(0, 13, 14)), 3 / 14],
      ['half a day counts as a day', who({ signedUpAt: daysBefore(0.5) }, logins(0)), 1],
      ['a new customer, active', who(young, logins(1)), 0.5],
      ['a new customer, not active', who(young), 0],
      ['never more than 1', who(young, daily('logged_in', 28)), 1],
      ['what the company sends is no activity', who(old, company), 0],
      ['no events', who(old), 0],
      ['nothing is known', who({}), null],
    ],
  ],
  [
    sessions,
    [
      [
        '30 minutes later is another',
        who(old, [did('logged_in', 1), did('logged_in', 1, {}, -30 * MINUTE)]),
        2,
      ],
      ['just less is the same', who(old, [did('logged_in', 1), did('logged_in', 1, {}, 1 - 30 * MINUTE)]), 1],
      ['began just less than 28 days ago', who(old, [did('logged_in', 28, {}, -1)]), 1],
      ['began before', who(old, [did('logged_in', 28), did('logged_in', 28, {}, -MINUTE)]), 0],
      ['what the company sends is none', who(old, company), 0],
      ['no events', who(old), 0],
      ['a new customer', who(young, logins(0, 1)), 2],
      ['no attributes are needed', who({}, logins(1)), 1],
    ],
  ],
  [
    timeInProduct,
    [
      ['from the first to the last of a session', who(old, minutesAgo(2000, 1990, 1970)), 0.5],
      ['two sessions', who(old, minutesAgo(2000, 1990, 1900, 1880)), 0.5],
      ['30 minutes apart are two sessions', who(old, minutesAgo(2000, 1970)), 0],
      ['a session that began before the window', who(old, minutesAgo(28 * 1440 + 5, 28 * 1440 - 5)), 0],
      ['tickets are no use', who(old, [did('support_ticket', 3), did('support_ticket', 3, {}, -60_000)]), 0],
      ['no events', who(old), 0],
    ],
  ],
  [
    timeUsed,
    [
      ['seconds become hours', who(old, [used(1800), used(5400, 2)]), 2],
      ['just less than 28 days ago', who(old, [did('feature_used', 28, { seconds: 3600 }, -1)]), 1],
      ['exactly 28 days ago', who(old, [used(3600, 28)]), 0],
      ['a text is no number', who(old, [used('3600')]), 0],
      ['only features count', who(old, [did('logged_in', 1, { seconds: 3600 })]), 0],
      ['no event says how long', who(old, daily('feature_used', 5)), 0],
      ['no events', who(old), 0],
      ['a new customer', who(young, [used(900)]), 0.25],
      ['no attributes are needed', who({}, [used(3600)]), 1],
    ],
  ],
  [
    usageTrend,
    [
      // A single event in the last of 8 weeks: a slope of 1/12, and 1/8 in the average week.
      ['all in the last week', who(old, logins(1)), 2 / 3],
      ['all in the first week', who(old, logins(50)), -2 / 3],
      ['the same every week', who(old, logins(1, 8, 15, 22, 29, 36, 43, 50)), 0],
      [
        'ten times as much is as steep',
        who(old, logins(...Array.from({ length: 10 }, (_, i) => i / 2))),
        2 / 3,
      ],
      ['just less than 56 days ago', who(old, [did('logged_in', 56, {}, -1)]), -2 / 3],
      ['exactly 56 days ago', who(old, logins(56)), null],
      ['known for exactly 56 days', who({ signedUpAt: daysBefore(56) }, logins(1)), null],
      ['known for just more', who({ signedUpAt: daysBefore(56, 1) }, logins(1)), 2 / 3],
      ['a new customer who does less than on the first day', who(young, logins(2, 2, 1)), null],
      ['without signedUpAt the first event counts', who({}, logins(1, 100)), 2 / 3],
      ['without signedUpAt, known too lately', who({}, logins(1, 50)), null],
      ['what the company sends is no activity', who(old, company), null],
      ['no events', who(old), null],
      ['nothing is known', who({}), null],
    ],
  ],
  [
    busiestMonthShare,
    [
      ['two of four', who(old, logins(30, 31, 60, 90)), 0.5],
      ['a single month', who(old, logins(60, 61)), 1],
      ['the current month does not count', who(old, logins(1, 2, 3, 30, 60)), 0.5],
      ['before the 12th month does not count', who(old, logins(30, 60, 386.6, 387)), 0.5],
      ['known for exactly 13 months of 31 days', who({ signedUpAt: daysBefore(403) }, logins(30)), null],
      ['known for just more', who({ signedUpAt: daysBefore(403, 1) }, logins(30)), 1],
      ['a new customer', who(young, logins(1)), null],
      ['without signedUpAt the first event counts', who({}, logins(30, 1000)), 1],
      ['no events', who(old), null],
      ['nothing is known', who({}), null],
    ],
  ],
  [
    usageStreak,
    [
      ['today and the days before', who(old, logins(0, 1, 2, 4)), 3],
      ['today is not missed yet', who(old, logins(1, 2)), 2],
      ['today is a start', who(old, logins(0, 2)), 1],
      ['yesterday was missed', who(old, logins(2, 3)), 0],
      ['days, not events', who(old, logins(0, 0.1, 1, 1.1)), 2],
      ['a year, and today', who(old, daily('logged_in', 400)), 366],
      ['what the company sends is no activity', who(old, company), 0],
      ['no events', who(old), 0],
      ['a new customer', who(young, daily('logged_in', 2)), 2],
      ['no attributes are needed', who({}, logins(0)), 1],
    ],
  ],
]);

it('counts a streak by the days of its zone, and no longer than it is told to', () => {
  const hours = (before: number) => ({ name: 'logged_in', at: asOf - before * 60 * MINUTE });
  const customer = who(old, [hours(26), hours(20)]);
  expect(usageStreak(customer)).toBe(1);
  expect(usageStreak.with({ timeZone: 'Asia/Tokyo' })(customer)).toBe(2);
  expect(usageStreak.with({ days: 2 })(who(old, daily('logged_in', 9)))).toBe(3);
});

it('separates sessions by the gap it is given', () => {
  const customer = who(old, [did('logged_in', 1), did('logged_in', 1, {}, -30 * MINUTE)]);
  expect(sessions.with({ gap: minutes(31) })(customer)).toBe(1);
});
