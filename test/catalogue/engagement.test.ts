import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engagementLevel, engagementScore, messageEngaged, supportHeavy } from '../../src/catalogue/index.js';
import type { Event, Segment } from '../../src/index.js';
import { byId, type Case, daily, daysBefore, did, old, who, young } from './customers.js';

const tickets = (...days: number[]): Event[] => days.map((day) => did('support_ticket', day));
const messages = (delivered: number, clicked: number, day = 1): Event[] => [
  ...Array.from({ length: delivered }, (_, i) => did('message_delivered', day, { message: `m${i}` }, i)),
  ...Array.from({ length: clicked }, (_, i) => did('message_clicked', day, { message: `m${i}` }, i)),
];
const features = (count: number): Event[] =>
  Array.from({ length: count }, (_, i) => did('feature_used', 0, { feature: `f${i}` }));

const table: readonly (readonly [Segment, readonly Case<boolean>[]])[] = [
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
    messageEngaged,
    [
      ['1 of 10 clicked', who(old, messages(10, 1)), true],
      ['1 of 11 clicked', who(old, messages(11, 1)), false],
      ['1 of 5 clicked', who(old, messages(5, 1)), true],
      ['4 messages are too few to judge by', who(old, messages(4, 4)), false],
      [
        'messages of exactly 90 days ago are outside',
        who(old, [...messages(4, 4), did('message_delivered', 90, { message: 'x' })]),
        false,
      ],
      [
        'of just less than 90 days ago are inside',
        who(old, [...messages(4, 4), did('message_delivered', 90, { message: 'x' }, -1)]),
        true,
      ],
      [
        'opened is not clicked',
        who(old, [...messages(5, 0), did('message_opened', 1, { message: 'm1' })]),
        false,
      ],
      [
        'twice the same message is one',
        who(old, [...messages(11, 1), did('message_clicked', 0, { message: 'm0' })]),
        false,
      ],
      [
        'an event without its message is not counted',
        who(old, [...messages(5, 0), did('message_clicked', 1)]),
        false,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, messages(5, 1)), true],
      ['no attributes are needed', who({}, messages(5, 1)), true],
    ],
  ],
];

describe.each(byId(table))('%s', (_, segment, cases) => {
  it.each(cases)('%s', (_rule, customer, expected) => {
    expect(segment(customer)).toBe(expected);
  });
});

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
