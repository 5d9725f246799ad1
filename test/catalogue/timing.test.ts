import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cadence, cadenceAround, preferredHour, preferredWeekday } from '../../src/catalogue/index.js';
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
const stages = (before: number, ...days: number[]): Event[] => earlier('stage_entered', before, days);
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
      ['every day', who(old, daily('logged_in', 90)), 'daily'],
      ['on the days of work', who(old, logins(...range(0, 160).filter((day) => day % 7 > 1))), 'daily'],
      ['every day for four weeks, and silent since', who(old, logins(...range(100, 127))), 'daily'],
      ['on every other day', who(old, logins(...range(0, 170, 2))), 'weekly'],
      ['every week', who(old, logins(...range(0, 170, 7))), 'weekly'],
      ['every 9 days', who(old, logins(...range(0, 170, 9))), 'weekly'],
      ['every 11 days', who(old, logins(...range(0, 170, 11))), 'monthly'],
      ['every month', who(old, logins(1, 31, 61, 91, 121, 151)), 'monthly'],
      ['every 44 days', who(old, logins(0, 44, 88, 132, 176)), 'monthly'],
      ['every 45 days and more', who(old, logins(0, 45, 90, 135, 179.9)), 'occasional'],
      ['half of the pauses are short', who(old, logins(0, 1, 60, 61, 120, 121)), 'daily'],
      ['fewer than half are', who(old, logins(0, 1, 60, 61, 120)), 'occasional'],
      ['4 days are enough for a rhythm', who(old, logins(0, 7, 14, 21)), 'weekly'],
      ['3 are not', who(old, logins(0, 7, 14)), 'occasional'],
      [
        'the fourth just less than 180 days ago',
        who(old, [...logins(177, 178, 179), did('logged_in', 180, {}, -1)]),
        'daily',
      ],
      ['the fourth exactly 180 days ago', who(old, logins(177, 178, 179, 180)), 'occasional'],
      ['once', who(old, logins(80)), 'occasional'],
      ['exactly 180 days ago', who(old, logins(180)), null],

      ['a day after outages', who(old, [...logins(1, 30, 60, 90), ...outages(24, 1, 30, 60, 90)]), 'backup'],
      [
        'just more than a day after them',
        who(old, [...logins(1, 30, 60, 90), ...earlier('outage', 24, [1, 30, 60, 90], 1)]),
        'monthly',
      ],
      [
        'at the same instant is not after it',
        who(old, [...logins(1, 32, 62, 92), ...outages(0, 1, 32, 62, 92)]),
        'monthly',
      ],
      ['3 of 4 days after outages', who(old, [...logins(1, 10, 20, 80), ...outages(1, 1, 10, 20)]), 'backup'],
      ['2 of 4 days after outages', who(old, [...logins(1, 10, 20, 80), ...outages(1, 1, 10)]), 'monthly'],
      ['3 days are too few', who(old, [...logins(1, 10, 20), ...outages(1, 1, 10, 20)]), 'occasional'],
      [
        'outages on 90 days are rare enough',
        who(old, [...logins(1, 30, 60, 89), ...outages(1, ...range(0, 89))]),
        'backup',
      ],
      [
        'outages on 91 days follow by accident',
        who(old, [...logins(1, 30, 60, 89), ...outages(1, ...range(0, 90))]),
        'monthly',
      ],
      [
        'a backup goes before daily',
        who(old, [...daily('logged_in', 20), ...outages(1, ...range(0, 19))]),
        'backup',
      ],
      [
        'what follows our own messages is no cadence of its own',
        who(old, [...logins(...range(0, 77, 7)), ...delivered(3, ...range(0, 77, 7))]),
        'weekly',
      ],

      ['known for exactly 28 days', who(known(28), logins(1, 8, 15, 22)), 'weekly'],
      ['known for just less', who(known(28, -1), logins(1, 8, 15, 22)), null],
      ['known for exactly 180 days', who(known(180), logins(1)), 'occasional'],
      ['known for just less: too early for occasional', who(known(180, -1), logins(1)), null],
      ['known for 120 days, and monthly', who(known(120), logins(1, 31, 61, 91)), 'monthly'],
      ['what the company sends is no activity', who(old, company), null],
      ['no events', who(old), null],
      ['a new customer', who(young, logins(0, 1)), null],
      ['without signedUpAt the first event counts', who({}, logins(1, 8, 15, 22, 29)), 'weekly'],
      ['nothing is known', who({}), null],
    ],
  ],
  [
    cadenceAround({ trigger: 'stage_entered' }),
    [
      [
        '2 days after stages',
        who(old, [...logins(1, 20, 50, 80), ...stages(48, 1, 20, 50, 80)]),
        'event-driven',
      ],
      [
        'just more than 2 days after them',
        who(old, [...logins(1, 20, 50, 80), ...earlier('stage_entered', 48, [1, 20, 50, 80], 1)]),
        'monthly',
      ],
      [
        'weekly, after stages',
        who(old, [...logins(...range(0, 77, 7)), ...stages(3, ...range(0, 77, 7))]),
        'event-driven',
      ],
      [
        'stages every day',
        who(old, [...logins(...range(0, 77, 7)), ...daily('stage_entered', 180)]),
        'weekly',
      ],
      ['weekly, without', who(old, logins(...range(0, 77, 7))), 'weekly'],
      ['a new customer', who(young, [...logins(0, 1), ...stages(1, 0, 1)]), null],
      ['no events', who(old), null],
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
  it('looks as long after the trigger as it is told to', () => {
    const moved = who(old, [...logins(1, 20, 50, 80), ...stages(3, 1, 20, 50, 80)]);
    const around = cadenceAround({ trigger: 'stage_entered', after: days(0.1) });
    expect(around(moved)).toBe('monthly');
    expect(around.with({ after: days(1) })(moved)).toBe('event-driven');
    expect(() => cadenceAround({ event: 'x' } as never)).toThrow(/trigger/);
  });

  it('gives everybody known for the window and active in it exactly one label, and nobody two', () => {
    const event = fc.record({
      name: fc.constantFrom('logged_in', 'feature_used', 'message_delivered', 'outage'),
      at: fc.integer({ min: 0, max: 400 }).map((half) => daysBefore(half / 2)),
    });
    const age = fc.constantFrom(0, 27, 28, 60, 180, 1000);
    fc.assert(
      fc.property(age, fc.array(event, { maxLength: 120 }), (days, events) => {
        const customer = who(known(days), events);
        const labels = cadence.labels.filter((label) => cadence.is(label)(customer));
        const active = events.some(({ name, at }) => /logged|used/.test(name) && at > daysBefore(180));
        if (days >= 180 && active) expect(labels).toHaveLength(1);
        if (days < 28 || !active) expect(labels).toEqual([]);
        expect(labels).toEqual([cadence(customer)].filter((label) => label !== null));
      }),
    );
  });
});
