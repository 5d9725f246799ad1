import fc from 'fast-check';
import {
  type AnyClassification,
  type AnySegment,
  ago,
  and,
  attribute,
  classification,
  days,
  dominant,
  events,
  inBucket,
  not,
  or,
  parseClassification,
  parseSegment,
  profile,
  segment,
} from 'habitus';
import { fit as fitTo, type Population, population } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { relativeScenarios } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import { parsed } from '../conformance/profile-engine.js';
import { PATIENCE } from '../trials/settings.js';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;
const n = attribute('n', { as: 'number' });
const visits = events('visit').within(days(10)).count();
const spend = events('buy').sum('amount');

const scored = (values: readonly unknown[]): Population =>
  population({ customers: values.map((n, i) => ({ id: `${i}`, attributes: { n } })), asOf: ASOF });

const people = population({
  customers: Array.from({ length: 60 }, (_, i) => ({
    id: `${i}`,
    attributes: { n: i % 11 === 0 ? 'none' : (i * 13) % 17 },
    history: i % 5 === 0 ? [{ at: ASOF - 6 * DAY, attributes: { n: i } }] : undefined,
  })),
  events: Array.from({ length: 500 }, (_, i) => ({
    customerId: `${(i * i) % 53}`,
    name: i % 4 === 0 ? 'buy' : 'visit',
    at: ASOF - (i % 90) * (DAY / 4),
    properties: { amount: (i % 7) - 2 },
  })),
  asOf: ASOF,
});

/** A fitted definition answers on each profile, also out of JSON, what the population answered about that customer. */
const expectSame = (relative: AnySegment | AnyClassification, of: Population): void => {
  const fitted = fitTo(relative as AnySegment, of) as unknown as (customer: unknown) => unknown;
  const parse = relative.kind === 'segment' ? parseSegment : parseClassification;
  const stored = parse(JSON.parse(JSON.stringify(fitted))) as unknown as typeof fitted;
  const column = of.values(relative as AnySegment);
  for (const id of of.ids) {
    const mine = of.profile(id);
    expect([id, fitted(mine), stored(mine)]).toEqual([id, column.get(id), column.get(id)]);
  }
  expect(of.values(fitted as never).toArray()).toEqual(column.toArray());
  expect(fitTo(fitted as never, of)).toBe(fitted);
};

describe('who is in', () => {
  it.each<[string, readonly unknown[], number, 'top' | 'bottom', readonly number[]]>([
    ['top 20 % of five', [1, 2, 3, 4, 5], 20, 'top', [4]],
    ['bottom 20 % of five', [1, 2, 3, 4, 5], 20, 'bottom', [0]],
    ['a percent that takes a part of one', [1, 2, 3, 4, 5], 0.001, 'top', [4]],
    ['just past a whole place', [1, 2, 3, 4, 5], 20.001, 'top', [3, 4]],
    ['everybody', [1, 2, 3], 100, 'bottom', [0, 1, 2]],
    ['ties at the edge are all in', [5, 4, 4, 4, 1], 40, 'top', [0, 1, 2, 3]],
    ['ties past the edge are all out', [5, 5, 4, 4, 1], 40, 'top', [0, 1]],
    ['all the same', [7, 7, 7], 1, 'bottom', [0, 1, 2]],
    ['those without a number do not count', [1, null, 'x', 2, NaN, true], 50, 'top', [3]],
    ['one with a value', [null, 3, null], 0.5, 'bottom', [1]],
    ['negative, and −0 ties with 0', [-0, 0, -1, -2], 25, 'top', [0, 1]],
    ['very great and very small', [1e308, -1e308, 5e-324, 0], 50, 'top', [0, 2]],
  ])('%s', (_, values, percent, end, expected) => {
    const rank = end === 'top' ? n.topPercent(percent) : n.bottomPercent(percent);
    const of = scored(values);
    expect(of.members(rank).ids().map(Number)).toEqual(expected);
    expectSame(rank, of);
  });

  it('is what ranks one by one say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: -5, max: 5 })), { minLength: 1, maxLength: 60 }),
        fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.01, max: 100, noNaN: true })),
        fc.boolean(),
        fc.constantFrom('in', 'middle', 'out'),
        (values, percent, top, ties) => {
          const known = values.filter((value) => value !== null);
          const isIn = (value: number | null): boolean => {
            if (value === null) return false;
            const best = 1 + known.filter((other) => (top ? other > value : other < value)).length;
            const worst = best + known.filter((other) => other === value).length - 1;
            if (ties === 'out') return worst * 100 <= percent * known.length;
            const rank = ties === 'in' ? best - 1 : (best + worst) / 2 - 0.5;
            return rank * 100 < percent * known.length;
          };
          const of = scored(values);
          const rank = top ? n.topPercent(percent, { ties }) : n.bottomPercent(percent, { ties });
          expect(of.values(rank).toArray()).toEqual(values.map(isIn));
          if (known.length > 0) expectSame(rank, of);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('every place a rank may stand in', () => {
  const tier = classification('tier', {
    labels: () => ({
      best: spend.topPercent(5),
      good: and(n.topPercent(50), visits.above(0)),
      weak: n.bottomPercent(30),
    }),
  });
  it.each<[string, AnySegment | AnyClassification]>([
    ['and, or, not', and(or(n.topPercent(30), not(spend.bottomPercent(60))), not(visits.topPercent(5)))],
    ['one rank twice', or(and(n.topPercent(10), inBucket('a', { to: 50 })), n.topPercent(10))],
    ['both ends of one metric', or(n.topPercent(10), n.bottomPercent(10))],
    ['arithmetic, with missing parts', spend.dividedBy(visits).topPercent(25)],
    ['a metric of the past', ago(days(3), visits).topPercent(20)],
    ['ago by nothing', ago(days(0), visits.topPercent(20))],
    [
      'ago, three deep',
      ago(days(1), not(ago(days(2), and(visits.topPercent(40), ago(days(4), n.topPercent(30)))))),
    ],
    ['the same rank now and then', and(visits.topPercent(40), not(ago(days(5), visits.topPercent(40))))],
    ['a metric of the past inside ago', ago(days(2), visits.minus(ago(days(3), visits)).topPercent(30))],
    [
      'an attribute that changed, before and after',
      and(n.topPercent(40), not(ago(days(7), n.topPercent(40)))),
    ],
    ['a classification', tier],
    ['a label of it', tier.is('good')],
    ['no label of it', not(tier.is('best'))],
    ['a label of the past', ago(days(5), tier.is('weak'))],
    ['a classification of the past, read as a text', ago(days(5), tier).is('weak')],
    [
      'names within names',
      segment('outer', {
        where: () => and(segment('inner', { where: () => visits.topPercent(20) }), n.exists()),
      }),
    ],
    [
      'parameters',
      segment('p', {
        parameters: { percent: 20, window: days(4) },
        where: ({ percent, window }) => events().within(window).count().topPercent(percent),
      }),
    ],
    [
      'a renamed copy',
      segment('p', { parameters: { percent: 20 }, where: ({ percent }) => n.topPercent(percent) }).with(
        { percent: 40 },
        { id: 'q' },
      ),
    ],
    [
      'a rank of a streak',
      events('visit')
        .streak({ every: days(1), periods: 5 })
        .bottomPercent(40),
    ],
    ['a rank of an instant', events('buy').lastAt().topPercent(15)],
    ['a rank among some', spend.topPercent(30, { among: visits.atLeast(3) })],
    ['a rank among those of another rank', n.bottomPercent(50, { among: spend.topPercent(40) })],
    [
      'a rank among some, in the past',
      ago(days(4), visits.topPercent(30, { among: ago(days(2), visits).above(1) })),
    ],
    ['ties by their middle', n.topPercent(33, { ties: 'middle' })],
    ['no ties across the edge, among some', n.bottomPercent(20, { ties: 'out', among: visits.exists() })],
    ['where nobody is in', n.topPercent(0.1, { ties: 'out' })],
  ])('%s', (_, relative) => {
    expectSame(relative, people);
    expectSame(relative, people.at(ASOF - 3 * DAY));
  });
});

describe('any definition with ranks, of anybody', () => {
  it(
    'answers on each profile what the population answered, or nobody had a value to rank by',
    () => {
      fc.assert(
        fc.property(relativeScenarios(), ({ definition, people, asOf }) => {
          const relative = parsed(definition) as unknown as AnySegment | { readonly kind: 'metric' };
          if (relative.kind === 'metric') return;
          const of = populationOfPeople(people, asOf);
          try {
            fitTo(relative, of);
          } catch (error) {
            expect(String(error)).toMatch(/expected somebody with a value to rank by/);
            return;
          }
          expectSame(relative, of);
        }),
        { numRuns: 200 },
      );
    },
    PATIENCE,
  );
});

describe('a fitted definition', () => {
  it('among whom nobody has a number is refused, and says so', () => {
    const nobody = n.topPercent(10, { among: attribute('plan').is('gold') });
    expect(() => fitTo(nobody, scored([1, 2]))).toThrow(
      'none of the 2 customers has one and is among those who are ranked',
    );
  });

  it('has a threshold to pass where nobody is in', () => {
    const fitted = fitTo(n.topPercent(99, { ties: 'out' }), scored([5, 5]));
    expect(fitted.definition).toMatchObject({ threshold: 5, beyond: true });
    expect([5, 5.5].map((n) => fitted(profile({ id: 'x', attributes: { n } })))).toEqual([false, true]);
  });

  it('ranks those as of then whom a test in the past is about', () => {
    const relative = ago(days(3), n.topPercent(50, { among: ago(days(2), visits).above(0) }));
    expect(JSON.stringify(fitTo(relative, people))).toContain('"threshold"');
    expectSame(relative, people);
  });

  const top = segment('top', {
    title: 'The top',
    parameters: { percent: 10 },
    where: ({ percent }) => n.topPercent(percent),
  });

  it('stays what it is when the population moves on', () => {
    const before = scored([1, 2, 3, 4]);
    const fitted = fitTo(n.topPercent(25), before);
    expect(scored([10, 20, 30]).members(fitted).size).toBe(3);
    expect(scored([10, 20, 30]).members(n.topPercent(25)).size).toBe(1);
    expect(fitted(profile({ id: 'new', attributes: { n: 4 } }))).toBe(true);
  });

  it('leaves the one it was made from as it was', () => {
    const before = JSON.stringify(top);
    fitTo(top, people);
    expect(JSON.stringify(top)).toBe(before);
    expect(() => (top as never as (of: unknown) => boolean)(people.profile('1'))).toThrow(
      expect.objectContaining({ code: 'needs-population' }),
    );
  });

  it('keeps its name, words and parameters, is frozen, and refuses other parameters but not another name', () => {
    const fitted = fitTo(top, people);
    expect([fitted.id, fitted.title, fitted.kind, fitted.parameters]).toEqual([
      'top',
      'The top',
      'segment',
      { percent: 10 },
    ]);
    expect(Object.isFrozen(fitted.definition)).toBe(true);
    expect(() => fitted.with({ percent: 20 })).toThrow(expect.objectContaining({ name: 'HabitusError' }));
    expect(() => fitted.with({ percent: 20 })).toThrow(/fitted/);
  });

  it('is what needs no population, as it is, whatever kind', () => {
    const plain = [
      visits.above(1),
      segment('s', { where: () => visits.above(1) }),
      classification('c', { labels: () => ({ a: visits.above(1) }) }),
      dominant('d', { labels: () => ({ a: visits, b: spend }) }),
    ];
    for (const each of plain) expect(fitTo(each as AnySegment, people)).toBe(each);
  });
});

describe('what cannot be fitted', () => {
  const nobody = scored([null, 'x', NaN]);
  const empty = scored([]);
  it.each<[string, () => unknown, string, RegExp]>([
    [
      'a rank of what nobody has',
      () => fitTo(n.topPercent(10), nobody),
      'bad-value',
      /none of the 3 customers has one/,
    ],
    [
      'a rank in an empty population',
      () => fitTo(n.topPercent(10), empty),
      'bad-value',
      /none of the 0 customers/,
    ],
    [
      'one of two ranks',
      () => fitTo(or(visits.topPercent(10), n.topPercent(10)), nobody),
      'bad-value',
      /somebody with a value/,
    ],
    [
      'a rank of a time when nobody had it',
      () => fitTo(ago(days(900), spend.dividedBy(visits).topPercent(10)), people),
      'bad-value',
      /somebody with a value/,
    ],
    [
      'undefined',
      () => fitTo(undefined as never, people),
      'bad-value',
      /fit: expected a segment, a metric or a classification, got undefined/,
    ],
    ['a plain function', () => fitTo((() => true) as never, people), 'bad-value', /got a function/],
    [
      'its JSON',
      () => fitTo(JSON.parse(JSON.stringify(n.topPercent(1))) as never, people),
      'bad-value',
      /got a node of kind "segment"/,
    ],
    [
      'a profile for a population',
      () => fitTo(n.topPercent(1), people.profile('1') as never),
      'bad-value',
      /expected a population/,
    ],
    ['no population', () => fitTo(n.topPercent(1), undefined as never), 'bad-value', /expected a population/],
  ])('%s', (_, act, code, message) => {
    expect(act).toThrow(expect.objectContaining({ name: 'HabitusError', code }));
    expect(act).toThrow(message);
  });
});
