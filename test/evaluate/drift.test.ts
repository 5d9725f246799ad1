import {
  ago,
  and,
  attribute,
  type Customer,
  classification,
  days,
  dominant,
  type Event,
  events,
  following,
  HabitusError,
  hours,
  nextChange,
  not,
  parseSegment,
  profile,
  type Segment,
  score,
  timeline,
  withinLast,
  withinNext,
} from 'habitus';
import { describe, expect, it } from 'vitest';

const DAY = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const at = (day: number, ms = 0): number => START + day * DAY + ms;

/** Ten days after the start; renews on day 15. */
const customer: Customer = {
  id: 'ada',
  attributes: { signedUpAt: START, renewsAt: at(15), seats: 30, two: 2, minusTwo: -2, zero: 0 },
};
const ada = profile(customer, [], { asOf: at(10) });
const since = attribute('signedUpAt').daysSince();
const until = attribute('renewsAt').daysUntil();
const renewed = attribute('renewsAt').daysSince();
const seats = attribute('seats', { as: 'number' });
/** Events in a day that begins a little later with every day. */
const inMovingWindow = events('x').within(
  following(attribute('signedUpAt', { as: 'instant' }).plus(since), days(1)),
);
const number = (name: string) => attribute(name, { as: 'number' });
const oneScore = (from: number, to: number) =>
  score('s', { parts: () => [{ metric: since, weight: 1, from, to }] });
const fitted = (end: 'top' | 'bottom', threshold: number, more: object = {}): Segment =>
  parseSegment({
    format: 'habitus',
    version: 1,
    kind: 'segment',
    definition: { kind: 'rank', value: since.definition, end, percent: 10, threshold, ...more },
  }) as unknown as Segment;

/** What moves with time alone, and the instant at which it flips first: worked out by hand from day 10. */
const moving: readonly (readonly [title: string, segment: Segment, instant: number | null])[] = [
  ['at least', since.atLeast(20), at(20)],
  ['above', since.above(20), at(20, 1)],
  ['at most', since.atMost(20), at(20, 1)],
  ['below', since.below(20), at(20)],
  ['at least what is reached', since.atLeast(10), null],
  ['above what is just reached', since.above(10), at(10, 1)],
  ['between', since.between(12, 13), at(12)],
  ['exactly', since.is(20), at(20)],
  ['none of', since.noneOf(20, 12), at(12)],
  ['until an instant, at most', until.atMost(2), at(13)],
  ['until an instant, below 0', until.below(0), at(15, 1)],
  ['a sum', since.plus(5).atLeast(20), at(15)],
  [
    'a sum with what falls as fast is refused apart, but with a number not',
    until.plus(seats).below(33),
    at(12, 1),
  ],
  ['a difference', since.minus(5).atLeast(20), at(25)],
  ['a number less what rises', seats.minus(since).atMost(18), at(12)],
  ['a number less what falls', seats.minus(until).atLeast(28), at(13)],
  ['what rises less what falls', since.minus(until).atLeast(11), at(13)],
  ['a product', since.times(number('two')).atLeast(30), at(15)],
  ['a product with a negative number', since.times(number('minusTwo')).atMost(-30), at(15)],
  ['a product with 0', since.times(number('zero')).atLeast(1), null],
  ['a product with what is missing', since.times(number('none')).atLeast(1), null],
  ['a quotient', since.dividedBy(number('two')).atLeast(10), at(20)],
  ['a quotient by a negative number', since.dividedBy(number('minusTwo')).atMost(-10), at(20)],
  ['a quotient by what rises', seats.dividedBy(since).atMost(2), at(15)],
  ['a negative number over what rises', number('minusTwo').dividedBy(since).atLeast(-0.1), at(20)],
  ['0 over what rises', number('zero').dividedBy(since).above(0), null],
  ['a quotient on the way to a divisor of 0', seats.dividedBy(renewed).below(-10), at(12, 1)],
  ['a quotient across a divisor of 0', seats.dividedBy(renewed).atLeast(1), at(15, 1)],
  ['a quotient that is missing at the divisor of 0', seats.dividedBy(renewed).exists(), at(15)],
  ['the least', since.least(15).atLeast(12), at(12)],
  ['the least of what rises and a number that it cannot pass', since.least(15).atLeast(16), null],
  ['the greatest', since.greatest(15).above(15), at(15, 1)],
  ['a default that is not needed', since.orElse(99).atLeast(20), at(20)],
  ['a default that moves', attribute('none').daysSince().orElse(since).atLeast(20), at(20)],
  ['a default that does not move', attribute('none').daysSince().orElse(3).atLeast(20), null],
  ['a score', oneScore(0, 40).atLeast(50), at(20)],
  ['a score of which less is better', oneScore(40, 0).atMost(50), at(20)],
  ['a score at its end', oneScore(0, 10).atLeast(100), null],
  ['two that move apart', since.above(until), null],
  ['two that move towards each other', since.below(until.plus(20)), at(17.5)],
  ['a fitted top', fitted('top', 20), at(20)],
  ['a fitted bottom', fitted('bottom', 20), at(20, 1)],
  ['a fitted top that has to be passed', fitted('top', 20, { beyond: true }), at(20, 1)],
  ['a fitted bottom that has to be passed', fitted('bottom', 20, { beyond: true }), at(20)],
  [
    'whom a fitted top is among, before the value is reached',
    and(fitted('top', 5, { among: attribute('signedUpAt').withinLast(days(12)).definition })),
    at(12),
  ],
  [
    'the value, while those whom a fitted bottom is among stay',
    fitted('bottom', 13, { among: attribute('signedUpAt').withinLast(days(40)).definition }),
    at(13, 1),
  ],
  ['the past of what moves', ago(days(3), since.atLeast(20)), at(23)],
  ['an instant within the last', attribute('signedUpAt').withinLast(days(12)), at(12)],
  ['an instant that comes within the last', attribute('renewsAt').withinLast(days(3)), at(15)],
  ['an instant within the next', attribute('renewsAt').withinNext(days(3)), at(12)],
  ['an instant that leaves the next', attribute('renewsAt').withinNext(days(6)), at(15)],
  ['the past of an instant within the next', ago(days(1), attribute('renewsAt').withinNext(days(3))), at(13)],
  [
    'the past of an instant within the last',
    ago(days(1), attribute('signedUpAt').withinLast(days(12))),
    at(13),
  ],
  [
    'the past of an instant that comes within the last',
    ago(days(1), attribute('renewsAt').withinLast(days(3))),
    at(16),
  ],
  ['an instant that is missing', attribute('none').withinLast(days(3)), null],
  ['not', not(since.atLeast(20)), at(20)],
  ['the earlier of two', and(since.below(20), since.below(15)), at(15)],
  ['there is a value', since.exists(), null],
  ['there is none', attribute('none').daysSince().exists(), null],
  [
    'a label',
    classification('c', { labels: () => ({ old: since.atLeast(20), new: since.atLeast(0) }) }).is('new'),
    at(20),
  ],
];

describe('what moves with time alone', () => {
  it.each(moving)('%s: flips at the very millisecond', (_, segment, instant) => {
    expect(nextChange(segment, ada)).toBe(instant);
    if (instant === null) return;
    const ask = (when: number): boolean => segment(profile(customer, [], { asOf: when }));
    expect([ask(instant - 1), ask(instant)]).toEqual([segment(ada), !segment(ada)]);
  });

  it('comes and goes in a timeline', () => {
    const spans = timeline(since.is(12), ada, { from: at(11), to: at(14) });
    expect(spans).toEqual([
      { from: at(11), to: at(12), member: false },
      { from: at(12), to: at(12, 1), member: true },
      { from: at(12, 1), to: at(14), member: false },
    ]);
  });

  const refused: readonly (readonly [title: string, segment: Segment, kind: string])[] = [
    ['a product of two that move', since.times(renewed).atLeast(5), 'compare'],
    ['a sum of what rises and what falls', since.plus(until).atLeast(5), 'compare'],
    ['a quotient of two that move', since.dividedBy(until).atLeast(5), 'compare'],
    ['two that move the same way', since.above(renewed.times(2)), 'compare'],
    ['what lies in a window whose start moves', inMovingWindow.any(), 'compare'],
    [
      'an average in a window whose start moves, which is missing at first and at last',
      inMovingWindow.average('amount').plus(number('none').orElse(1)).atLeast(5),
      'compare',
    ],
    [
      'a truth in a window whose start moves',
      inMovingWindow.last('ok', { as: 'boolean' }).orElse(false).is(true),
      'oneOf',
    ],
    ['one of some values', since.plus(until).is(5), 'oneOf'],
    ['the greatest of metrics', dominant('d', { labels: () => ({ a: since, b: until }) }).is('a'), 'oneOf'],
    [
      'a score of which a part rises and a part falls',
      score('s', {
        parts: () => [
          { metric: since, weight: 1, from: 0, to: 9 },
          { metric: since, weight: 1, from: 99, to: 0 },
        ],
      }).atLeast(50),
      'compare',
    ],
    [
      'an instant that is made of what moves',
      attribute('signedUpAt', { as: 'instant' }).plus(since).withinLast(days(3)),
      'within',
    ],
    [
      'the days since an instant that moves',
      attribute('signedUpAt', { as: 'instant' }).plus(since).daysSince().atLeast(3),
      'compare',
    ],
    [
      'whether a value is there that may come and go',
      attribute('renewsAt', { as: 'instant' }).plus(since.times(renewed)).exists(),
      'exists',
    ],
  ];

  it.each(refused)('%s: is refused by name, not guessed', (_, segment, kind) => {
    let error: unknown;
    try {
      nextChange(segment, ada);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(HabitusError);
    expect((error as HabitusError).code).toBe('not-monotone');
    expect((error as HabitusError).path).toBe(kind);
    expect((error as HabitusError).message).toMatch(/cannot be told exactly: a value under/);
  });

  it('is not refused where the parts that move both ways are missing', () => {
    const none = attribute('none').daysSince();
    expect(nextChange(none.times(none).atLeast(5), ada)).toBeNull();
  });
});

describe('what changes at edges', () => {
  const event = (day: number, properties: Event['properties'] = {}): Event => ({
    name: 'x',
    at: at(day),
    properties,
  });
  const of = (...given: readonly Event[]) => profile({ id: 'a' }, given, { asOf: at(10) });
  const x = events('x');
  const notWithinLast = parseSegment({
    format: 'habitus',
    version: 1,
    kind: 'segment',
    definition: {
      kind: 'compare',
      op: 'atLeast',
      left: {
        kind: 'count',
        of: {
          kind: 'events',
          where: [
            {
              kind: 'and',
              of: [
                {
                  kind: 'not',
                  of: {
                    kind: 'within',
                    value: { kind: 'property', name: 'until' },
                    side: 'last',
                    length: 2 * DAY,
                  },
                },
              ],
            },
          ],
        },
      },
      right: { kind: 'literal', value: 1 },
    },
  });

  it.each([
    ['an event leaves a rolling window', x.within(days(3)).any(), [event(9)], at(12)],
    [
      'an event enters a window that has ended',
      x.within(days(3), { ago: days(5) }).any(),
      [event(9)],
      at(14),
    ],
    ['the past of a window', ago(days(2), x.within(days(3)).any()), [event(7)], at(12)],
    [
      'a property comes within the last',
      x.where({ until: withinLast(days(2)) }).any(),
      [event(1, { until: at(14) })],
      at(14),
    ],
    [
      'a property leaves the last',
      x.where({ until: withinLast(days(2)) }).any(),
      [event(1, { until: at(9) })],
      at(11),
    ],
    [
      'a property comes within the next',
      x.where({ until: withinNext(days(2)) }).any(),
      [event(1, { until: at(14) })],
      at(12),
    ],
    [
      'the past of a property',
      ago(days(1), x.where({ until: withinNext(days(2)) }).any()),
      [event(1, { until: at(14) })],
      at(13),
    ],
    [
      'the past of a property that leaves',
      ago(days(1), x.where({ until: withinLast(days(2)) }).any()),
      [event(1, { until: at(9) })],
      at(12),
    ],
    ['a property that is not within the last', notWithinLast, [event(1, { until: at(9) })], at(11)],
    [
      'the past of one calendar period of a series',
      ago(days(1), x.peak({ every: 'day', periods: 1 }).atLeast(1)),
      [event(9)],
      at(11),
    ],
    ['not followed by: no longer open', x.notFollowedBy(events('y'), hours(36)).any(), [event(9)], at(10.5)],
    [
      'the past of not followed by',
      ago(days(1), x.notFollowedBy(events('y'), hours(36)).any()),
      [event(9)],
      at(11.5),
    ],
    ['a rolling period of a series', x.peak({ every: days(2), periods: 2 }).atLeast(1), [event(9)], at(13)],
    [
      'the past of a series',
      ago(days(1), x.peak({ every: days(2), periods: 2 }).atLeast(1)),
      [event(9)],
      at(10),
    ],
    [
      'a calendar period of a series',
      x.streak({ every: 'day', periods: 2 }).is(1),
      [event(8.5), event(10)],
      at(10),
    ],
    [
      'the past of a calendar series',
      ago(days(1), x.peak({ every: 'day', periods: 2 }).atLeast(1)),
      [event(9)],
      at(11),
    ],
  ] as const)('%s', (_, segment, given, instant) => {
    const ask = (when: number): boolean => segment(profile({ id: 'a' }, given, { asOf: when }));
    const now = ask(at(10));
    const changed = ask(instant) !== now ? instant : null;
    const found = nextChange(segment, of(...given));
    if (found === null) throw new Error('expected a change');
    expect([ask(found - 1), ask(found)]).toEqual([now, !now]);
    if (changed !== null && instant > at(10)) expect(found).toBe(instant);
  });

  it('nothing happens after asOf, neither events nor changes of attributes', () => {
    const soon = profile(
      { id: 'a', attributes: { plan: 'free' }, history: [{ at: at(11), attributes: { plan: 'pro' } }] },
      [event(11)],
      { asOf: at(10) },
    );
    expect(nextChange(x.any(), soon)).toBeNull();
    expect(nextChange(attribute('plan').is('pro'), soon)).toBeNull();
    const range = { from: at(10), to: at(12) };
    expect(timeline(x.any(), soon, range).map(({ to }) => to)).toEqual([at(11), at(12)]);
    expect(timeline(ago(hours(6), attribute('plan').is('pro')), soon, range).map(({ to }) => to)).toEqual([
      at(11.25),
      at(12),
    ]);
  });
});
