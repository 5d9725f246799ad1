import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as habitus from '../../src/index.js';
import { HabitusError } from '../../src/index.js';
import { population } from '../../src/population/index.js';

/** As it is without a compiler. */
// biome-ignore lint/suspicious/noExplicitAny: what a caller in JavaScript can write.
const js = habitus as any;
const { events, attribute, powerUser, inactive, usageTier, profile, segment } = js;
const ada = profile({ id: 'ada' });
const people = population({ customers: [{ id: 'ada' }], events: [], asOf: 0 });
const count = events('x').count();

/** What newcomers wrote, and what they are told. */
const mistakes: readonly (readonly [written: string, act: () => unknown, said: string])[] = [
  [
    "within('30d')",
    () => events('x').within('30d'),
    'within: expected a window, such as days(30), got "30d"',
  ],
  [
    "within('2 weeks')",
    () => events('x').within('2 weeks'),
    'within: expected a window, such as weeks(2), got "2 weeks"',
  ],
  [
    "within('a month')",
    () => events('x').within('a month'),
    'within: expected a window, such as days(30) or calendarMonths(1), got "a month"',
  ],
  ['greaterThan(3)', () => count.greaterThan(3), 'there is no greaterThan(…) here: say above(…)'],
  ['lte(3)', () => count.lte(3), 'there is no lte(…) here: say atMost(…)'],
  ["equals('pro')", () => attribute('plan').equals('pro'), 'there is no equals(…) here: say is(…)'],
  ["in('a')", () => usageTier.in('a'), 'there is no in(…) here: say oneOf(…)'],
  ["atLeast('3')", () => count.atLeast('3'), 'right: expected a number, got "3"'],
  [
    '{ gt: 5 }',
    () => events('x').where({ amount: { gt: 5 } }),
    'where.amount: expected a literal, or a test that is called, such as above(…), got an object',
  ],
  [
    '{ $lte: 5 }',
    () => events('x').where({ amount: { $lte: 5 } }),
    'where.amount: expected a literal, or a test that is called, such as atMost(…), got an object',
  ],
  [
    'a pattern',
    () => events('x').where({ page: /shop/ }),
    'where.page: expected a literal, or a test that is called, such as startsWith("a") or contains("a"), got an object',
  ],
  [
    'a list of values',
    () => events('x').where({ plan: ['a', 'b'] }),
    'where.plan: expected a literal, or a test that is called, such as oneOf("a", "b"), got a list',
  ],
  [
    'null',
    () => events('x').where({ plan: null }),
    'where.plan: expected a literal, or a test that is called, such as missing(), got null',
  ],
  [
    'a condition that is a function',
    () => events('x').where((e: { amount: number }) => e.amount > 5),
    'where: expected conditions as data, which every engine can read, such as { amount: above(5) }, got a function',
  ],
  [
    "events(['a', 'b'])",
    () => events(['a', 'b']),
    'events: expected names one by one, events("a", "b") or events(...names), got a list',
  ],
  [
    "oneOf(['a', 'b'])",
    () => attribute('plan').oneOf(['a', 'b']),
    'oneOf: expected values one by one, oneOf("a", "b") or oneOf(...values), got a list',
  ],
  [
    'and([a, b])',
    () => js.and([powerUser, inactive]),
    'and: expected segments one by one, and(a, b) or and(...list), got a list',
  ],
  [
    'a selection among segments',
    () => js.and(powerUser, events('a')),
    'and[1]: expected a segment (of events: with a test, such as .any() or .count().atLeast(3)), got a selection of events',
  ],
  [
    'a metric among segments',
    () => js.or(count, powerUser),
    'or[0]: expected a segment (of a metric: with a test, such as .atLeast(1)), got a metric',
  ],
  [
    'a classification as a segment',
    () => js.not(usageTier),
    'not: expected a segment (of a classification: .is(…)), got a classification',
  ],
  [
    'explain(profile, segment)',
    () => js.explain(ada, powerUser),
    'explain: expected a segment, a classification or a metric first, such as explain(powerUser, profile), got an object',
  ],
  [
    'nextChange(profile, segment)',
    () => js.nextChange(ada, powerUser),
    'nextChange: expected a segment or a classification first, such as nextChange(powerUser, profile), got an object',
  ],
  [
    'explain(segment, customer)',
    () => js.explain(powerUser, { id: 'ada' }),
    'expected a profile: profile(customer, events), got an object',
  ],
  [
    'segment(customer)',
    () => powerUser({ id: 'ada' }),
    'expected a profile: profile(customer, events), got an object',
  ],
  [
    'segment({ where })',
    () => segment({ where: () => powerUser }),
    'id: expected an id first, as in segment("power-user", { where: … }), got an object',
  ],
  [
    "segment('mine')",
    () => segment('mine'),
    'mine: expected an object { title, dimension, goal, action, source, parameters, where }, got undefined',
  ],
  [
    "segment('Power User', …)",
    () => segment('Power User', { where: () => powerUser }),
    'id: expected an id in kebab-case of at most 63 characters, such as "power-user", got "Power User"',
  ],
  [
    'where: a segment',
    () => segment('mine', { where: powerUser }).definition,
    'mine.where: expected a function, such as () => …, which is called with the parameters, got a segment',
  ],
  [
    'where: () => a metric',
    () => segment('mine', { where: () => count }).definition,
    'mine.where: expected a segment (of a metric: with a test, such as .atLeast(1)), got a metric',
  ],
  [
    "profile(customer, events, '2026-01-01')",
    () => profile({ id: 'ada' }, [], '2026-01-01'),
    'profile: expected an object { asOf }, got "2026-01-01"',
  ],
  [
    'a list of customers',
    () => profile([{ id: 'ada' }]),
    'customer: expected a customer { id, attributes?, history? }, got a list',
  ],
  [
    'one that is wrong among many',
    () => people.evaluate({ powerUser, wrong: 5 as never }),
    'evaluate.wrong: expected a segment, metric or classification, got 5',
  ],
  ['members(metric)', () => people.members(count), 'members: expected a segment, got a metric'],
  [
    'with({ activeDay })',
    () => powerUser.with({ activeDay: 3 }),
    'power-user.activeDay: expected one of its parameters (activeDays, features, window); did you mean "activeDays"?',
  ],
];

const messageOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

describe('what newcomers write is answered by what to write', () => {
  it.each(mistakes)('%s', (_, act, said) => {
    expect(act).toThrow(HabitusError);
    expect(messageOf(act)).toBe(said);
  });
});

describe('a definition in a text', () => {
  it.each([
    [powerUser, 'segment “Power user” (activeDays 12, features 5, window 28 days)'],
    [usageTier, 'classification “Usage tier” (superDays 16, averageDays 5, lightDays 1, window 28 days)'],
    [js.lifetimeRevenue, 'metric “Lifetime revenue”'],
    [segment('mine', { where: () => powerUser }), 'segment “mine”'],
    [count, 'metric {"kind":"count","of":{"kind":"events","names":["x"]}}'],
  ])('is what it is, with its parameters', (definition, said) => {
    expect(`${definition}`).toBe(said);
    expect(inspect(definition)).toBe(`[${said}]`);
  });
});
