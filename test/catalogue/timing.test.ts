import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cadence, preferredHour, preferredWeekday } from '../../src/catalogue/index.js';
import { days, type Event, hours } from '../../src/index.js';
import { answering } from './cases.js';
import { daily, daysBefore, did, old, who, young } from './customers.js';
import { logins } from './histories.js';

const HOUR = hours(1);
/** Logins so many hours before the answer, which is at noon. */
const hour = (...before: number[]): Event[] => before.map((each) => did('logged_in', 0, {}, each * HOUR));
/** Days from the first to the last, in steps. */
const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
/** Events of the world or the company, so many hours before each of these days. */
const earlier = (name: string, before: number, days: readonly number[], milliseconds = 0): Event[] =>
  days.map((day) => did(name, day, {}, before * HOUR + milliseconds));
const delivered = (before: number, ...days: number[]): Event[] => earlier('message_delivered', before, days);
const outages = (before: number, ...days: number[]): Event[] => earlier('outage', before, days);
const known = (days: number, milliseconds = 0) => ({ signedUpAt: daysBefore(days, milliseconds) });
const company = [...daily('message_delivered', 90), ...daily('outage', 90)];

answering([
  [
    preferredHour,
    [
      ['the hour of most events', who(old, hour(0, 1, 25)), 11],
      ['the earliest among equals', who(old, hour(1, 3)), 9],
      ['an hour begins on the hour', who(old, [did('logged_in', 0, {}, 1)]), 11],
      ['just less than 90 days ago', who(old, [did('logged_in', 90, {}, -1)]), 12],
      ['exactly 90 days ago', who(old, logins(90)), null],
      ['what the company sends is no activity', who(old, company), null],
      ['no events', who(old), null],
      ['a new customer', who(young, hour(2)), 10],
      ['no attributes are needed', who({}, hour(2)), 10],
    ],
  ],
  [
    preferredWeekday,
    [
      // The answer is of a Sunday.
      ['the weekday of most events', who(old, logins(0, 1, 8)), 6],
      ['the first of the week among equals', who(old, logins(0, 6)), 1],
      ['a day begins at midnight', who(old, [did('logged_in', 0.5, {}, 1)]), 6],
      ['just less than 91 days ago', who(old, [did('logged_in', 91, {}, -1)]), 7],
      ['exactly 91 days ago', who(old, logins(91)), null],
      ['what the company sends is no activity', who(old, company), null],
      ['no events', who(old), null],
      ['a new customer', who(young, logins(1)), 6],
      ['no attributes are needed', who({}, logins(1)), 6],
    ],
  ],
  [
    cadence,
    [
      ['on 45 of 90 days', who(old, daily('logged_in', 45)), 'daily'],
      ['on 44 of 90 days, half of the weeks', who(old, daily('logged_in', 44)), 'occasional'],
      ['on every other day', who(old, logins(...range(0, 89, 2))), 'daily'],
      ['on every third day', who(old, logins(...range(0, 89, 3))), 'weekly'],
      ['every week', who(old, logins(...range(0, 89, 7))), 'weekly'],
      // 0.75 of 90 days are 9.64 weeks.
      ['in 10 weeks', who(old, logins(...range(0, 63, 7))), 'weekly'],
      ['in 9 weeks, not in the first month', who(old, logins(...range(0, 56, 7))), 'occasional'],
      ['every month', who(old, logins(1, 31, 61)), 'monthly'],
      ['a month just less than full', who(old, [...logins(1, 31), did('logged_in', 90, {}, -1)]), 'monthly'],
      ['a month exactly full', who(old, logins(1, 31, 90)), 'occasional'],
      ['in 2 of 3 months', who(old, logins(1, 61)), 'occasional'],
      ['once', who(old, logins(80)), 'occasional'],
      ['exactly 90 days ago', who(old, logins(90)), null],

      ['a day after outages', who(old, [...logins(1, 30, 60), ...outages(24, 1, 30, 60)]), 'backup'],
      [
        'just more than a day after them',
        who(old, [...logins(1, 30, 60), ...earlier('outage', 24, [1, 30, 60], 1)]),
        'monthly',
      ],
      [
        'at the same instant is not after it',
        who(old, [...logins(1, 32, 62), ...outages(0, 1, 32, 62)]),
        'monthly',
      ],
      ['3 of 4 days after outages', who(old, [...logins(1, 10, 20, 80), ...outages(1, 1, 10, 20)]), 'backup'],
      ['2 of 3 days after outages', who(old, [...logins(1, 10, 80), ...outages(1, 1, 10)]), 'occasional'],
      ['2 days are too few', who(old, [...logins(1, 10), ...outages(1, 1, 10)]), 'occasional'],
      [
        'outages on 45 days are rare enough',
        who(old, [...logins(1, 30, 60), ...outages(1, ...range(1, 30), ...range(60, 74))]),
        'backup',
      ],
      [
        'outages on 46 days follow by accident',
        who(old, [...logins(1, 30, 60), ...outages(1, ...range(1, 30), ...range(60, 75))]),
        'monthly',
      ],

      [
        '2 days after messages',
        who(old, [...logins(1, 20, 50), ...delivered(48, 1, 20, 50)]),
        'event-driven',
      ],
      [
        'just more than 2 days after them',
        who(old, [...logins(1, 20, 50), ...earlier('message_delivered', 48, [1, 20, 50], 1)]),
        'occasional',
      ],
      [
        'weekly, after messages',
        who(old, [...logins(...range(0, 77, 7)), ...delivered(3, ...range(0, 77, 7))]),
        'event-driven',
      ],
      ['messages every day', who(old, [...logins(...range(0, 77, 7)), ...company]), 'weekly'],
      [
        'outages go before messages',
        who(old, [...logins(1, 20, 50), ...delivered(2, 1, 20, 50), ...outages(1, 1, 20, 50)]),
        'backup',
      ],
      [
        'daily goes before both',
        who(old, [...daily('logged_in', 45), ...outages(1, ...range(0, 44))]),
        'daily',
      ],

      ['known for exactly 28 days', who(known(28), logins(1, 8, 15, 22)), 'weekly'],
      ['known for just less', who(known(28, -1), logins(1, 8, 15, 22)), null],
      ['known for exactly 90 days', who(known(90), logins(1)), 'occasional'],
      ['known for just less: too early for occasional', who(known(90, -1), logins(1)), null],
      ['and for monthly', who(known(90, -1), logins(1, 31, 61)), null],
      ['known for 40 days, and daily for 20', who(known(40), daily('logged_in', 20)), 'daily'],
      ['known for 40 days, and daily for 19', who(known(40), daily('logged_in', 19)), null],
      ['what the company sends is no activity', who(old, company), null],
      ['no events', who(old), null],
      ['a new customer', who(young, logins(0, 1)), null],
      ['without signedUpAt the first event counts', who({}, logins(1, 8, 15, 22, 29)), 'weekly'],
      ['nothing is known', who({}), null],
    ],
  ],
]);

describe('preferredHour and preferredWeekday', () => {
  it('are those of the zone they are asked for', () => {
    const customer = who(old, hour(0));
    expect(preferredHour.with({ timeZone: 'Asia/Tokyo' })(customer)).toBe(21);
    expect(preferredWeekday.with({ timeZone: 'Pacific/Auckland' })(customer)).toBe(1);
  });
});

describe('cadence', () => {
  it('follows the trigger it is given', () => {
    const moved = who(old, [...logins(1, 20, 50), ...earlier('stage_entered', 3, [1, 20, 50])]);
    expect(cadence(moved)).toBe('occasional');
    expect(cadence.with({ trigger: 'stage_entered' })(moved)).toBe('event-driven');
    expect(cadence.with({ trigger: 'stage_entered', after: days(0.1) })(moved)).toBe('occasional');
  });

  it('gives everybody known for the window and active in it exactly one label, and nobody two', () => {
    const event = fc.record({
      name: fc.constantFrom('logged_in', 'feature_used', 'message_delivered', 'outage'),
      at: fc.integer({ min: 0, max: 180 }).map((half) => daysBefore(half / 2)),
    });
    const age = fc.constantFrom(0, 27, 28, 60, 90, 1000);
    fc.assert(
      fc.property(age, fc.array(event, { maxLength: 120 }), (days, events) => {
        const customer = who(known(days), events);
        const labels = cadence.labels.filter((label) => cadence.is(label)(customer));
        const active = events.some(({ name, at }) => /logged|used/.test(name) && at > daysBefore(90));
        if (days >= 90 && active) expect(labels).toHaveLength(1);
        if (days < 28 || !active) expect(labels).toEqual([]);
        expect(labels).toEqual([cadence(customer)].filter((label) => label !== null));
      }),
    );
  });
});
