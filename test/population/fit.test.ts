import { ago, and, attribute, classification, days, events, not, or, parseSegment, segment } from 'habitus';
import { fit as fitTo, population } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

const people = population({
  customers: Array.from({ length: 40 }, (_, i) => ({
    id: `c${i}`,
    attributes: { spend: i % 9 === 8 ? undefined : (i * 7) % 13 },
  })),
  events: Array.from({ length: 300 }, (_, i) => ({
    customerId: `c${(i * i) % 37}`,
    name: i % 3 === 0 ? 'purchase' : 'visit',
    at: ASOF - i * (DAY / 5),
    properties: { amount: i % 17 },
  })),
  asOf: ASOF,
});
const spend = attribute('spend', { as: 'number' });
const amount = events('purchase').within(days(30)).sum('amount');

describe('fit', () => {
  it.each([
    ['the top, with ties', spend.topPercent(10)],
    ['the bottom', spend.bottomPercent(25)],
    ['everybody with a value', spend.topPercent(100)],
    ['a metric of events', amount.topPercent(20)],
    ['under not', not(amount.topPercent(20))],
    ['two ranks', and(amount.topPercent(50), spend.bottomPercent(50))],
    ['beside a plain test', or(spend.topPercent(5), events('visit').within(days(3)).any())],
    ['in the past', ago(days(20), amount.topPercent(20))],
    ['in the past of the past', ago(days(5), or(ago(days(5), amount.topPercent(20)), spend.topPercent(3)))],
    ['under a name', segment('best', { where: () => amount.topPercent(10) })],
  ])('answers about every profile what the population answers: %s', (_, relative) => {
    const fitted = fitTo(relative, people);
    const members = people.members(relative);
    expect(members.size).toBeGreaterThan(0);
    const stored = parseSegment(JSON.stringify(fitted));
    for (const id of people.ids) {
      expect([id, fitted(people.profile(id))]).toEqual([id, members.has(id)]);
      expect(stored(people.profile(id))).toBe(members.has(id));
    }
    expect(people.members(fitted).equals(members)).toBe(true);
  });

  it('fits classifications', () => {
    const tier = classification('tier', {
      labels: () => ({ best: amount.topPercent(10), good: amount.topPercent(40), some: amount.above(0) }),
    });
    const fitted = fitTo(tier, people);
    for (const id of people.ids) expect(fitted(people.profile(id))).toBe(people.values(tier).get(id));
    expect(people.classify(fitted)).toEqual(people.classify(tier));
    expect(fitted.is('best')(people.profile('c0'))).toBe(people.members(tier.is('best')).has('c0'));
  });

  it('freezes the thresholds of its instant', () => {
    const top = segment('top', { title: 'The best', where: () => amount.topPercent(10) });
    const fitted = fitTo(top, people.at(ASOF - 20 * DAY));
    expect(fitted.id).toBe('top');
    expect(fitted.title).toBe('The best');
    expect(people.at(ASOF - 20 * DAY).members(fitted).size).toBe(
      people.at(ASOF - 20 * DAY).members(top).size,
    );
    expect(JSON.stringify(fitted)).toMatch(/"threshold":\d+/);
  });

  it('gives back what needs no fitting', () => {
    const plain = events().any();
    expect(fitTo(plain, people)).toBe(plain);
  });

  it('keeps parameters on record only', () => {
    const top = segment('top', {
      parameters: { percent: 10 },
      where: ({ percent }) => amount.topPercent(percent),
    });
    expect(people.members(fitTo(top.with({ percent: 50 }), people)).size).toBe(
      people.members(top.with({ percent: 50 })).size,
    );
    expect(() => fitTo(top, people).with({ percent: 20 })).toThrow(
      /this parameter is on record only: the definition was fitted/,
    );
  });

  it('freezes a metric that hangs on a rank, and a rank of such a metric', () => {
    const best = spend.when(spend.topPercent(50));
    const frozen = fitTo(best, people);
    const ranked = fitTo(best.bottomPercent(20), people);
    const members = people.members(best.bottomPercent(20));
    let there = 0;
    for (let i = 0; i < 40; i++) {
      const one = people.profile(`c${i}`);
      expect(frozen(one)).toBe(people.members(spend.topPercent(50)).has(`c${i}`) ? spend(one) : null);
      expect(ranked(one)).toBe(members.has(`c${i}`));
      if (frozen(one) !== null) there++;
    }
    expect(there).toBeGreaterThan(10);
    // @ts-expect-error what is relative is not called
    expect(() => best(people.profile('c0'))).toThrow(/fit it to a population first/);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'where nobody has a value',
      () => fitTo(attribute('none', { as: 'number' }).topPercent(10), people),
      /fit: expected somebody with a value to rank by, but none of the 40 customers/,
    ],
    [
      'something that is no definition',
      () => fitTo(7 as never, people),
      /fit: expected a segment, a metric or a classification, got 7/,
    ],
    ['no population', () => fitTo(spend.topPercent(10), [] as never), /population: expected a population/],
  ])('refuses %s', (_, act, message) => {
    expect(act).toThrow(message);
  });
});
