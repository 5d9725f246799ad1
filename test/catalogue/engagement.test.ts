import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  engagementLevel,
  engagementScore,
  engagementScoreOf,
  feedback,
  preferredTime,
  resolutionHours,
  supportHeavy,
  supportTickets,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { askCrowd, membersOfCrowd } from './crowd.js';
import { type Case, daily, daysBefore, did, old, who, young } from './customers.js';
import { messages } from './histories.js';

const tickets = (...days: number[]): Event[] => days.map((day) => did('support_ticket', day));
const features = (count: number): Event[] =>
  Array.from({ length: count }, (_, i) => did('feature_used', 0, { feature: `f${i}` }));
const resolved = (hours: number | null, day = 1): Event => did('support_resolved', day, { hours });
/** Active at an hour of the day (UTC) on so many days. All answers are of noon. */
const at = (hour: number, count = 5): Event[] =>
  Array.from({ length: count }, (_, day) => did('logged_in', day + 1 + (12 - hour) / 24));

answering([
  [
    supportTickets,
    [
      ['2 tickets', who(old, tickets(1, 2)), 2],
      ['just less than 90 days ago', who(old, [did('support_ticket', 90, {}, -1)]), 1],
      ['exactly 90 days ago', who(old, tickets(90)), 0],
      ['no events', who(old), 0],
      ['a new customer without attributes', who({}, tickets(1)), 1],
    ],
  ],
  [
    resolutionHours,
    [
      ['the average', who(old, [resolved(4), resolved(8, 2)]), 6],
      ['of those that say how long', who(old, [resolved(4), resolved(null, 2)]), 4],
      ['an open ticket does not count', who(old, [...tickets(50), resolved(4)]), 4],
      ['just less than 90 days ago', who(old, [did('support_resolved', 90, { hours: 3 }, -1)]), 3],
      ['exactly 90 days ago', who(old, [resolved(3, 90)]), null],
      ['no events', who(old), null],
      ['a new customer without attributes', who({}, [resolved(1)]), 1],
    ],
  ],
  [
    feedback,
    [
      [
        'feedback, surveys and reviews',
        who(old, [did('feedback_submitted', 1), did('survey_answered', 1), did('review_written', 1)]),
        3,
      ],
      ['just less than 180 days ago', who(old, [did('review_written', 180, {}, -1)]), 1],
      ['exactly 180 days ago', who(old, [did('review_written', 180)]), 0],
      ['no events', who(old), 0],
      ['a new customer without attributes', who({}, [did('review_written', 1)]), 1],
    ],
  ],
  [
    preferredTime,
    [
      ['5 mornings', who(old, at(6)), 'morning'],
      ['the last hour of the morning', who(old, at(11.9)), 'morning'],
      ['noon is afternoon', who(old, at(12)), 'afternoon'],
      ['the last hour of the afternoon', who(old, at(17.9)), 'afternoon'],
      ['18 is evening', who(old, at(18)), 'evening'],
      ['the last hour of the day', who(old, at(23.9)), 'evening'],
      ['midnight is night', who(old, at(0)), 'night'],
      ['the last hour of the night', who(old, at(5.9)), 'night'],
      ['4 days are too few to judge by', who(old, at(6, 4)), null],
      [
        'days count, not events',
        who(old, [...at(6), ...Array.from({ length: 9 }, (_, i) => did('logged_in', 3, {}, i))]),
        'morning',
      ],
      ['the time of most days', who(old, [...at(6, 5), ...at(20, 6)]), 'evening'],
      ['the first of the day among equals', who(old, [...at(20), ...at(13)]), 'afternoon'],
      [
        'what the company sends is no activity',
        who(
          old,
          at(6).map((event) => ({ ...event, name: 'message_delivered' })),
        ),
        null,
      ],
      [
        'the fifth just less than 90 days ago',
        who(old, [...at(12, 4), did('logged_in', 90, {}, -1)]),
        'afternoon',
      ],
      ['the fifth exactly 90 days ago', who(old, [...at(12, 4), did('logged_in', 90)]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, at(6, 2)), null],
      ['no attributes are needed', who({}, at(6)), 'morning'],
    ],
  ],
  [
    preferredTime.with({ timeZone: 'America/New_York' }, { id: 'preferred-time-in-new-york' }),
    [['5 hours behind', who(old, at(13)), 'morning']],
  ],
]);

describe('engagement-score', () => {
  // Where only use is known the weights that count are 30 and 15.
  it.each<Case<number>>([
    ['no events', who(old), 0],
    ['a new customer without attributes', who({}), 0],
    [
      'the last activity just now: all of recency, and 1 of 16 days of use',
      who(old, [did('logged_in', 0)]),
      (100 * (30 / 16 + 15)) / 45,
    ],
    [
      'the last activity 14 days ago: half of recency',
      who(old, [did('logged_in', 14)]),
      (100 * (30 / 16 + 7.5)) / 45,
    ],
    ['the last activity 28 days ago: nothing', who(old, [did('logged_in', 28)]), 0],
    ['16 active days are all of use', who(old, daily('logged_in', 16)), 100],
    ['more days are no more', who(old, daily('logged_in', 28)), 100],
    ['features count once one is known', who(old, features(8)), (100 * (30 / 16 + 15 + 20)) / 65],
    ['4 of 8 features are half', who(old, features(4)), (100 * (30 / 16 + 15 + 10)) / 65],
    [
      'features that are not used any more count as none',
      who(old, [...daily('logged_in', 16), did('feature_used', 200, { feature: 'a' })]),
      (100 * 45) / 65,
    ],
    ['tickets are no part: they are a sign of life, and no use', who(old, tickets(0)), (100 * 15) / 45],
    [
      '4 contributions are all of community',
      who(
        old,
        ['community_post', 'community_reply', 'group_joined', 'event_attended'].map((name) => did(name, 0)),
      ),
      (100 * (15 + 10)) / 55,
    ],
    [
      '2 answers are all of feedback',
      who(
        old,
        ['feedback_submitted', 'survey_answered'].map((name) => did(name, 0)),
      ),
      (100 * (15 + 10)) / 55,
    ],
    [
      'delivered messages bring their part in',
      who(old, [...daily('logged_in', 16), ...messages(5, 0, 0.1)]),
      (100 * 45) / 55,
    ],
    ['1 of 5 clicked is all of messages', who(old, [...daily('logged_in', 16), ...messages(5, 1, 0.1)]), 100],
    [
      'a weekly buyer of a shop is in the middle, and not low for want of features',
      who(
        old,
        [3, 10, 17, 24].map((day) => did('purchase', day)),
      ),
      (100 * ((30 * 4) / 16 + (15 * 25) / 28)) / 45,
    ],
  ])('%s', (_, customer, expected) => {
    expect(engagementScore(customer)).toBeCloseTo(expected, 10);
  });

  it('is 100 where every part is full', () => {
    const everything = [
      ...daily('logged_in', 16),
      ...features(8),
      ...messages(5, 1, 0.1),
      ...daily('community_post', 4),
      ...daily('review_written', 2),
    ];
    expect(engagementScore(who(old, everything))).toBe(100);
  });

  it('is made of the same parts for all where the host says what is recorded', () => {
    const user = who(old, daily('logged_in', 16));
    expect(engagementScoreOf({ records: [] })(user)).toBe(100);
    expect(engagementScoreOf({ records: ['feature_used'] })(user)).toBeCloseTo((100 * 45) / 65, 10);
    expect(engagementScoreOf({ records: ['message_delivered'] })(user)).toBe(100);
    const all = ['feature_used', 'message_delivered', 'community_post', 'feedback_submitted'] as const;
    expect(engagementScoreOf({ records: all })(user)).toBeCloseTo((100 * 45) / 85, 10);
    const poster = who(old, [...daily('logged_in', 16), ...daily('community_post', 4)]);
    expect(engagementScoreOf({ records: [] })(poster)).toBe(100);
    expect(() => engagementScoreOf({ record: [] } as never)).toThrow(/records/);
  });
});

describe('engagement-level', () => {
  /** Customers with so many active days, in labels by their first letters; a dash for none. */
  const levels = (counts: readonly number[], attributes = old): string =>
    askCrowd(
      engagementLevel,
      counts.map((count) => ({ attributes, events: daily('logged_in', count) })),
    )
      .map((label) => String(label ?? '-')[0])
      .join('');

  it.each([
    ['a quarter at each end', [1, 2, 3, 4, 5, 6, 7, 8], 'llmmmmhh'],
    ['silent ones are low, however many', [0, 0, 0, 0, 0, 0, 0, 8], 'lllllllh'],
    ['of equals at the top none is high', [1, 2, 3, 4, 8, 8, 8, 8], 'llmmmmmm'],
    ['nobody is high where all are equal', [5, 5, 5, 5], 'llll'],
    ['one alone', [5], 'l'],
  ])('%s', (_, counts, expected) => {
    expect(levels(counts)).toBe(expected);
  });

  it('has no label for who is known for less than 28 days, and does not count them', () => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(levels(counts, { signedUpAt: daysBefore(28) })).toBe('llmmmmhh');
    expect(levels(counts, { signedUpAt: daysBefore(28, -1) })).toBe('--------');
    expect(levels(counts, {})).toBe('--------');
    const crowd = [
      ...counts.map((count) => ({ events: daily('logged_in', count) })),
      { attributes: young, events: daily('logged_in', 2) },
    ];
    expect(
      askCrowd(engagementLevel, crowd)
        .map((label) => String(label ?? '-')[0])
        .join(''),
    ).toBe('llmmmmhh-');
  });

  it('gives every customer known for 28 days exactly one label', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 28 }), { minLength: 1, maxLength: 12 }), (counts) => {
        const crowd = counts.map((count) => ({ events: daily('logged_in', count) }));
        const members = engagementLevel.labels.map((label) => askCrowd(engagementLevel.is(label), crowd));
        const labels = askCrowd(engagementLevel, crowd);
        for (const [i, label] of labels.entries())
          expect(engagementLevel.labels.filter((_, l) => members[l]?.[i] === true)).toEqual([label]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('support-heavy', () => {
  const ask = (counts: readonly number[], segment = supportHeavy): string =>
    membersOfCrowd(
      segment,
      counts.map((count) => tickets(...Array.from({ length: count }, (_, i) => i + 1))),
    );

  it.each([
    ['the tenth who write most', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], '.........x'],
    ['of those who write at all', [0, 0, 0, 0, 1, 1, 1, 1, 1, 9], '.........x'],
    ['equals, where their middle is in it', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4], '..........xx'],
    ['nobody where all write as many', [3, 3, 3, 3, 3, 3, 3, 3, 3, 3], '..........'],
    ['nobody with a single ticket', [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], '..........'],
    ['nobody where nobody writes', [0, 0, 0], '...'],
  ])('%s', (_, counts, expected) => {
    expect(ask(counts)).toBe(expected);
  });

  it('counts in its window, from just less than 90 days ago on', () => {
    const crowd = (milliseconds: number): readonly Event[][] => [
      ...Array.from({ length: 9 }, () => tickets(1)),
      [...tickets(1), did('support_ticket', 90, {}, milliseconds)],
    ];
    expect(membersOfCrowd(supportHeavy, crowd(-1))).toBe('.........x');
    expect(membersOfCrowd(supportHeavy, crowd(0))).toBe('..........');
  });

  it('takes another share', () => {
    expect(ask([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], supportHeavy.with({ percent: 30 }))).toBe('.......xxx');
  });
});
