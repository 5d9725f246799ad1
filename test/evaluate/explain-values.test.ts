import {
  ago,
  and,
  attribute,
  calendarMonths,
  choose,
  classification,
  days,
  type Explainable,
  events,
  explain,
  following,
  howMany,
  metric,
  not,
  period,
  profile,
  score,
  segment,
  sequence,
  since,
} from 'habitus';
import { describe, expect, it } from 'vitest';

const bought = (at: string, properties: Record<string, unknown>) => ({ name: 'purchase', at, properties });
const ada = profile(
  {
    id: 'ada',
    attributes: { plan: 'pro', seats: 4, used: 0, vip: 'yes', bad: {}, trialAt: '2026-11-10T00:00:00Z' },
    history: [{ at: '2026-06-01T00:00:00Z', attributes: { plan: 'pro' } }],
  },
  [
    bought('2026-11-01T00:00:00Z', { amount: 30, channel: 'web' }),
    bought('2026-11-10T09:30:00Z', { amount: 20, channel: 'web' }),
    bought('2026-11-12T09:30:00Z', { amount: 'x', channel: 'shop' }),
    bought('2026-11-13T09:30:00Z', {}),
    { name: 'refund', at: '2026-11-11T00:00:00Z' },
    { name: 'gift', at: '2026-11-12T00:00:00Z', properties: { amount: 1e300 } },
    { name: 'gift', at: '2026-11-12T00:00:00Z', properties: { amount: 5 } },
    { name: 'later', at: '2026-11-30T00:00:00Z' },
  ],
  { asOf: '2026-11-22T00:00:00Z' },
);
const all = events('purchase');
const recent = all.within(days(90));
const spend = metric('spend', { title: 'Spend', unit: 'EUR', value: () => recent.sum('amount') });
const active = segment('active', { title: 'Active', where: () => events().within(days(14)).any() });
const number = (name: string) => attribute(name, { as: 'number' });

/** The lines of the reason: those between the answer and its next change. */
const linesOf = (of: Explainable) => String(explain(of, ada)).split('\n').slice(1, -1);
const FOUR =
  '4 events after 2026-08-24 and up to 2026-11-22, the first on 2026-11-01, the last at 2026-11-13 09:30 UTC';
const AMOUNTS = `of ${FOUR}; 1 with no “amount”; 1 whose “amount” is no number`;

describe('the explanation of a value', () => {
  it('says what it is, of which events in which time, and what it comes to next', () => {
    expect(String(explain(spend, ada))).toBe(
      [
        '“Spend” of ada is 50 EUR as of 2026-11-22.',
        '  the total “amount” in “purchase” events in the last 90 days: 50 EUR',
        `    ${AMOUNTS}`,
        'If nothing else happens, this changes on 2027-01-30, to 20 EUR.',
      ].join('\n'),
    );
    const { reason, ...facts } = explain(spend, ada);
    expect(facts).toMatchObject({
      kind: 'metric',
      metric: 'spend',
      value: 50,
      said: '50 EUR',
      changesTo: 20,
    });
    expect(reason.events).toEqual([
      {
        text: AMOUNTS.slice(3),
        count: 4,
        window: { from: Date.parse('2026-08-24T00:00:00.001Z'), to: ada.asOf + 1 },
        firstAt: Date.parse('2026-11-01T00:00:00Z'),
        lastAt: Date.parse('2026-11-13T09:30:00Z'),
        readable: 2,
      },
    ]);
  });

  const said: readonly (readonly [title: string, metric: Explainable, lines: readonly string[]])[] = [
    [
      'the event that a value stands in',
      recent.max('amount'),
      [
        '  the highest “amount” in “purchase” events in the last 90 days: 30',
        `    ${AMOUNTS}; the value is that of the one on 2026-11-01`,
      ],
    ],
    [
      'how often there is the most frequent',
      all.mostFrequent('channel'),
      [
        '  the most frequent “channel” in “purchase” events: “web”',
        '    of 4 events up to 2026-11-22, the first on 2026-11-01, the last at 2026-11-13 09:30 UTC; 1 with no “channel”; 2 with this value',
      ],
    ],
    [
      'no event',
      all.within(days(5)).average('amount'),
      [
        '  the average “amount” in “purchase” events in the last 5 days: missing, as there is no such event',
        '    no such event after 2026-11-17 and up to 2026-11-22',
      ],
    ],
    [
      'events without a value',
      events('refund').average('amount'),
      [
        '  the average “amount” in “refund” events: missing, as no such event has “amount” as a number',
        '    of one event up to 2026-11-22, on 2026-11-11; 1 with no “amount”',
      ],
    ],
    [
      'a number too large to be added, and events at one instant',
      events('gift').sum('amount'),
      [
        '  the total “amount” in “gift” events: 5',
        '    of 2 events up to 2026-11-22, all on 2026-11-12; 1 whose “amount” is too large to be added up exactly',
      ],
    ],
    [
      'a month',
      all.within(calendarMonths(1)).count(),
      [
        '  the number of “purchase” events last month: 0',
        '    no such event from 2026-10-01 until 2026-11-01',
      ],
    ],
    [
      'a period, an instant on, and after an instant of the customer’s own',
      all.within(period('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z')).count(),
      [
        '  the number of “purchase” events on 2026-11-01: 1',
        '    of one event from 2026-11-01 until 2026-11-02, on 2026-11-01',
      ],
    ],
    [
      'a time that is still to come',
      all.within(since('2026-12-01T00:00:00Z')).count(),
      [
        '  the number of “purchase” events since 2026-12-01: 0',
        '    no such event in a time that starts only on 2026-12-01',
      ],
    ],
    [
      'a time after an attribute',
      all.within(following('trialAt', days(2))).count(),
      [
        '  the number of “purchase” events in the first 2 days after “trialAt”: 1',
        '    of one event from 2026-11-10 until 2026-11-12, at 2026-11-10 09:30 UTC',
      ],
    ],
    [
      'a time after what is missing',
      all.within(following('nope', days(2))).count(),
      [
        '  the number of “purchase” events in the first 2 days after “nope”: 0',
        '    no such event in the time after an instant that is missing',
      ],
    ],
    [
      'the periods of a series',
      all.peak({ every: days(7), periods: 2 }),
      [
        '  the highest number of “purchase” events per week in the last 14 days: 3',
        '    of 3 events after 2026-11-08 and up to 2026-11-22, the first at 2026-11-10 09:30 UTC, the last at 2026-11-13 09:30 UTC',
      ],
    ],
    [
      'the steps of a sequence',
      sequence(all, events('refund'), events('nope')).steps(),
      [
        '  the number of steps completed of “purchase”, then “refund”, then “nope”: 2',
        '    step 1: 4 events up to 2026-11-22, the first on 2026-11-01, the last at 2026-11-13 09:30 UTC',
        '    step 2: one event up to 2026-11-22, on 2026-11-11',
        '    step 3: no such event up to 2026-11-22',
      ],
    ],
    [
      'a gap of one instant',
      events('refund').longestGap(),
      [
        '  the longest gap between “refund” events: missing, as a gap is between two instants, and there is one',
        '    of one event up to 2026-11-22, on 2026-11-11',
      ],
    ],
    ['an attribute', number('seats'), ['  “seats”: 4']],
    ['no attribute', attribute('none'), ['  “none”: missing, as there is no “none”']],
    [
      'an attribute of another type',
      number('vip'),
      ['  “vip”: missing, as “vip” is "yes", a text; it is read as a number'],
    ],
    [
      'an attribute that is no value',
      attribute('bad'),
      ['  “bad”: missing, as “bad” is an object, which no reading can see'],
    ],
    [
      'since when is not known',
      attribute('plan').heldSince(),
      ['  the last change of “plan”: missing, as “plan” has been so for as long as is known'],
    ],
    [
      'both parts of a ratio',
      spend.dividedBy(number('seats')),
      [
        '  spend divided by “seats”: 12.5',
        '    spend, the total “amount” in “purchase” events in the last 90 days: 50 EUR',
        `      ${AMOUNTS}`,
        '    “seats”: 4',
      ],
    ],
    [
      'a divisor of 0',
      number('seats').dividedBy(number('used')),
      [
        '  “seats” divided by “used”: missing, as what it is divided by is 0',
        '    “seats”: 4',
        '    “used”: 0',
      ],
    ],
    [
      'an operand that is missing',
      number('seats').plus(number('none')),
      [
        '  “seats” plus “none”: missing, as “none” is missing',
        '    “seats”: 4',
        '    “none”: missing, as there is no “none”',
      ],
    ],
    [
      'a default that is taken',
      number('none').orElse(number('seats')),
      ['  “none” (“seats” if missing): 4', '    “none”: missing, as there is no “none”', '    “seats”: 4'],
    ],
    [
      'a default that is not',
      number('seats').orElse(number('used')),
      ['  “seats” (“used” if missing): 4', '    “seats”: 4'],
    ],
    [
      'the time since an instant',
      events('refund').daysSinceLast(),
      [
        '  the time since the last “refund” event: 11 days',
        '    the last “refund” event: 2026-11-11',
        '      of one event up to 2026-11-22, on 2026-11-11',
      ],
    ],
    [
      'a value under a condition that is not met',
      number('seats').when(attribute('plan').is('free')),
      [
        '  “seats” (only if “plan” is “free”): missing, as this is not true',
        '    ✗ “plan” is “free”: is “pro”, expected “free”',
      ],
    ],
    [
      'which of several values is taken',
      choose(
        [
          [attribute('plan').is('free'), 0],
          [active, number('seats')],
          [not(active), 7],
        ],
        5,
      ),
      [
        '  the value of the first of these that is true: 4',
        '    ✗ “plan” is “free”: is “pro”, expected “free”',
        '    ✓ active: active in the last 14 days (6)',
        '    “seats”: 4',
      ],
    ],
    [
      'which tests are true',
      howMany(active, attribute('plan').is('free')),
      [
        '  how many of these are true: 1',
        '    ✓ active: active in the last 14 days (6)',
        '    ✗ “plan” is “free”: is “pro”, expected “free”',
      ],
    ],
    [
      'which tests give points',
      metric('lead', {
        unit: 'points',
        value: () => howMany(active, and(attribute('plan').is('free'), active), { points: [50, 5] }),
      }),
      [
        '  the points of these: 50 points',
        '    ✓ active: active in the last 14 days (6) (50 of 50 points)',
        '    ✗ all of these (0 of 5 points):',
        '      ✗ “plan” is “free”: is “pro”, expected “free”',
        '      ✓ active: active in the last 14 days (6)',
      ],
    ],
    [
      'what each part of a score gives, and what is left out',
      score('health', {
        parts: () => [
          { metric: number('seats'), weight: 3, from: 0, to: 5 },
          { metric: number('used'), weight: 1, from: 10, to: 0 },
          { metric: number('none'), weight: 9, from: 0, to: 1 },
        ],
      }),
      [
        '  a score from 0 to 100: 85',
        '    “seats”: 4 (60 of 75 points)',
        '    “used”: 0 (25 of 25 points)',
        '    “none”: missing, as there is no “none” (left out)',
      ],
    ],
    [
      'a part of a score that counts as 0',
      score('health', {
        missing: 'zero',
        parts: () => [
          { metric: number('seats'), weight: 1, from: 0, to: 4 },
          { metric: number('none'), weight: 1, from: 0, to: 1 },
        ],
      }),
      [
        '  a score from 0 to 100: 50',
        '    “seats”: 4 (50 of 50 points)',
        '    “none”: missing, as there is no “none” (0 of 50 points)',
      ],
    ],
    [
      'a part without which a score is missing',
      score('health', {
        missing: 'missing',
        parts: () => [
          { metric: number('seats'), weight: 1, from: 0, to: 4 },
          { metric: number('none'), weight: 1, from: 0, to: 1 },
        ],
      }),
      [
        '  a score from 0 to 100: missing, as “none” is missing',
        '    “seats”: 4',
        '    “none”: missing, as there is no “none”',
      ],
    ],
    [
      'a value of the past, in the window of then',
      ago(days(12), spend),
      [
        '  spend as of 12 days ago: 30 EUR',
        '    of one event after 2026-08-12 and up to 2026-11-10, on 2026-11-01',
      ],
    ],
  ];

  it.each(said)('says %s', (_, of, lines) => {
    expect(linesOf(of)).toEqual(lines);
  });

  it('of labels in the past shows which were tried', () => {
    const tier = classification('tier', { labels: () => ({ gold: recent.count().atLeast(20), active }) });
    expect(linesOf(ago(days(1), tier))).toEqual([
      '  tier as of 24 hours ago: “active”',
      '    ✗ “gold”: at least 20 “purchase” events in the last 90 days: 4 so far, 16 more needed',
      '    ✓ “active”: active: active in the last 14 days (6)',
    ]);
  });

  it('says that a value moves with time, and that one is missing from then on', () => {
    expect(String(explain(all.daysSinceLast(), ada))).toMatch(/\nThis moves with time\.$/);
    expect(explain(all.daysSinceLast(), ada).changesAt).toBe(ada.asOf + 1);
    expect(String(explain(all.within(days(30)).last('channel'), ada))).toMatch(
      /\nIf nothing else happens, this changes at 2026-12-12 09:30 UTC, and is missing then\.$/,
    );
    // A value that has stopped at a limit moves no more.
    expect(explain(all.daysSinceLast().least(3), ada).changesAt).toBeNull();
    expect(explain(all.daysSinceLast().least(10), ada).changesAt).toBe(ada.asOf + 1);
  });

  it('is data, of a metric with a name or without', () => {
    const explanation = explain(spend.dividedBy(attribute('seats')), ada);
    const { toString: _, ...data } = explanation;
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(data);
    expect(String(explanation)).toMatch(/^This value of ada is 12.5 as of 2026-11-22\.\n/);
    expect(explanation.metric).toBe('');
  });

  it('asks of one customer what can be asked of one', () => {
    expect(() => explain(spend.when(spend.topPercent(10)) as never, ada)).toThrow(/fit it to a population/);
  });
});
