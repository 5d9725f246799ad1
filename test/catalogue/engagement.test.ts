import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  engagementLevel,
  engagementScore,
  feedback,
  preferredTime,
  resolutionHours,
  supportHeavy,
  supportTickets,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
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
    supportHeavy,
    [
      ['3 tickets are enough', who(old, tickets(1, 2, 3)), true],
      ['2 are not', who(old, tickets(1, 2)), false],
      [
        'the third just less than 30 days ago',
        who(old, [...tickets(1, 2), did('support_ticket', 30, {}, -1)]),
        true,
      ],
      ['the third exactly 30 days ago', who(old, tickets(1, 2, 30)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, tickets(0, 1, 2)), true],
      ['no attributes are needed', who({}, tickets(0, 1, 2)), true],
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
  // Without messages the weights that count are 30, 20, 15, 5, 10 and 10: 90 in all.
  it.each<Case<number>>([
    ['no events', who(old), 0],
    ['a new customer without attributes', who({}), 0],
    [
      'the last activity just now: all of recency, and 1 of 20 days of use',
      who(old, [did('logged_in', 0)]),
      (100 * (1.5 + 15)) / 90,
    ],
    [
      'the last activity 14 days ago: half of recency',
      who(old, [did('logged_in', 14)]),
      (100 * (1.5 + 7.5)) / 90,
    ],
    ['the last activity 28 days ago: nothing', who(old, [did('logged_in', 28)]), 0],
    ['20 active days are all of use', who(old, daily('logged_in', 20)), (100 * 45) / 90],
    ['more days are no more', who(old, daily('logged_in', 28)), (100 * 45) / 90],
    ['8 features are all of breadth', who(old, features(8)), (100 * (1.5 + 20 + 15)) / 90],
    [
      '2 tickets are all of support',
      who(old, [did('support_ticket', 0), did('support_ticket', 0, {}, 1)]),
      (100 * (1.5 + 15 + 5)) / 90,
    ],
    [
      '4 contributions are all of community',
      who(
        old,
        ['community_post', 'community_reply', 'group_joined', 'event_attended'].map((name) => did(name, 0)),
      ),
      (100 * (1.5 + 15 + 10)) / 90,
    ],
    [
      '2 answers are all of feedback',
      who(
        old,
        ['feedback_submitted', 'survey_answered'].map((name) => did(name, 0)),
      ),
      (100 * (1.5 + 15 + 10)) / 90,
    ],
    [
      'delivered messages bring their part in',
      who(old, [...daily('logged_in', 20), ...messages(5, 0, 0.1)]),
      45,
    ],
    ['1 of 5 clicked is all of messages', who(old, [...daily('logged_in', 20), ...messages(5, 1, 0.1)]), 55],
  ])('%s', (_, customer, expected) => {
    expect(engagementScore(customer)).toBeCloseTo(expected, 10);
  });

  it('is 100 where every part is full', () => {
    const everything = [
      ...daily('logged_in', 20),
      ...features(8),
      ...messages(5, 1, 0.1),
      ...tickets(1, 2),
      ...daily('community_post', 4),
      ...daily('review_written', 2),
    ];
    expect(engagementScore(who(old, everything))).toBe(100);
  });
});

describe('engagement-level', () => {
  /** The score is 100 · (1.5 · days + 15) ÷ 90 without anything but days of use. */
  const active = (days: number) => who(old, daily('logged_in', days));

  it.each<Case<string | null>>([
    ['a score of 30 is medium', active(8), 'medium'],
    ['a score just below is low', active(7), 'low'],
    ['a score of 50 is medium', active(20), 'medium'],
    ['more than 60 is high', who(old, [...daily('logged_in', 20), ...features(8)]), 'high'],
    ['no events: low', who(old), 'low'],
    ['a new customer is not called low', who(young), null],
    ['known for exactly 28 days is old enough', who({ signedUpAt: daysBefore(28) }), 'low'],
    ['known for just less is not', who({ signedUpAt: daysBefore(28, -1) }), null],
    ['a new customer can be more than low', who(young, [...features(8), did('logged_in', 1)]), 'medium'],
    ['without signedUpAt the first event counts', who({}, [did('logged_in', 1)]), null],
    ['without either', who({}), null],
  ])('%s', (_, customer, expected) => {
    expect(engagementLevel(customer)).toBe(expected);
  });

  it('compares with its own bands', () => {
    const score = engagementScore(active(8)) as number;
    expect(engagementLevel.with({ high: score })(active(8))).toBe('high');
    expect(engagementLevel.with({ high: score + 1e-9, medium: score })(active(8))).toBe('medium');
    expect(engagementLevel.with({ medium: score + 1e-9 })(active(8))).toBe('low');
  });

  it('gives every customer known for 28 days exactly one label', () => {
    const event = fc.record({
      name: fc.constantFrom(
        'logged_in',
        'feature_used',
        'message_delivered',
        'message_clicked',
        'community_post',
      ),
      day: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (history) => {
        const customer = who(
          old,
          history.map(({ name, day }, i) => did(name, day, { feature: `f${i}`, message: `m${day}` })),
        );
        expect(engagementLevel.labels.filter((label) => engagementLevel.is(label)(customer))).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});
