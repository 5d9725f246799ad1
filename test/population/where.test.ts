import fc from 'fast-check';
import {
  type AnySegment,
  attribute,
  classification,
  days,
  events,
  inBucket,
  metric,
  not,
  profile,
  segment,
} from 'habitus';
import { anyOf, countOf, fit as fitTo, type Population, population, rollUp } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { crowds } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import { kindOf, parsed } from '../conformance/profile-engine.js';
import { PATIENCE, trials } from '../trials/settings.js';
import { everything } from './everything.js';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;
const SIZE = 5000;

/** Three of four are leads who have paid nothing; each customer has as many events as the hundreds of the index say. */
const source = {
  customers: Array.from({ length: SIZE }, (_, i) => ({
    id: `c${i}`,
    attributes: { stage: i % 4 === 0 ? 'customer' : 'lead', mrr: i % 4 === 0 ? i : 0, account: `a${i % 7}` },
    history: i % 8 === 0 ? [{ at: ASOF - 10 * DAY, attributes: { stage: 'customer' } }] : [],
  })),
  events: Array.from({ length: 3 * SIZE }, (_, i) => ({
    customerId: `c${(i * 31) % SIZE}`,
    name: i % 3 === 0 ? 'a' : 'b',
    at: ASOF - (i % 40) * DAY,
    properties: { amount: i % 100 },
  })),
  asOf: ASOF,
};
const only = (wanted: (id: string) => boolean, asOf = ASOF): Population =>
  population({
    customers: source.customers.filter(({ id }) => wanted(id)),
    events: source.events.filter(({ customerId }) => wanted(customerId)),
    asOf,
  });
const everybody = population(source);
const mrr = attribute('mrr', { as: 'number' });
const paying = segment('paying', { where: () => attribute('stage').is('customer') });
const spend = metric('spend', { value: () => events('a').within(days(30)).sum('amount') });
const top = segment('top', { where: () => mrr.topPercent(10) });
const tier = classification('tier', {
  labels: () => ({ high: mrr.atLeast(2000), some: events('a').any() }),
});

describe('people.where', () => {
  const customers = everybody.where(paying);
  const built = only((id) => Number(id.slice(1)) % 4 === 0);

  it('is a population of these customers only', () => {
    expect([customers.size, customers.eventCount, customers.asOf]).toEqual([1250, built.eventCount, ASOF]);
    expect(customers.ids).toEqual(built.ids);
    expect(everybody.size).toBe(SIZE);
    expect(() => customers.profile('c1')).toThrow(/expected the id of one of 1,250 customers, got "c1"/);
    expect(paying(customers.profile('c4'))).toBe(true);
  });

  it('has values, quantiles, labels and a table that nobody else skews', () => {
    expect(everybody.values(mrr).quantile(0.5)).toBe(0);
    expect(customers.values(mrr).quantile(0.5)).toBe(built.values(mrr).quantile(0.5));
    expect(customers.values(mrr).get('c1')).toBeNull();
    expect(customers.values(spend).toArray()).toEqual(built.values(spend).toArray());
    expect(customers.classify(tier)).toEqual(built.classify(tier));
    const all = { paying, spend, top, tier };
    expect(String(customers.evaluate(all))).toBe(String(built.evaluate(all)));
    expect(String(customers.members(not(paying)))).toBe('0 of 1,250 customers');
  });

  it('ranks and fits among these alone, while what was fitted before keeps its threshold', () => {
    expect(everybody.count(top)).toBe(500);
    expect(customers.members(top).ids()).toEqual(built.members(top).ids());
    expect(JSON.stringify(fitTo(top, customers))).toBe(JSON.stringify(fitTo(top, built)));
    const before = fitTo(top, everybody);
    expect(customers.members(before).ids()).toEqual(everybody.members(before).ids());
    expect(customers.count(before)).not.toBe(customers.count(top));
    const better = profile({ id: 'new', attributes: { mrr: 1e6 } });
    expect(fitTo(top, customers)(better)).toBe(true);
  });

  it('of a segment with ranks takes those who are in among all customers of the population', () => {
    expect(everybody.where(top).ids).toEqual(everybody.members(top).ids());
    expect(customers.where(top).ids).toEqual(customers.members(top).ids());
    expect(everybody.where(top).where(top).size).toBe(50);
  });

  it('goes on: where of where, in the order of the population', () => {
    const bucket = inBucket('x', { from: 0, to: 30 });
    const both = customers.where(bucket);
    expect(both.ids).toEqual(everybody.members(paying).and(everybody.members(bucket)).ids());
    const chosen = new Set(both.ids);
    const asBuilt = only((id) => chosen.has(id));
    expect(both.values(spend).toArray()).toEqual(asBuilt.values(spend).toArray());
    expect(both.eventCount).toBe(asBuilt.eventCount);
    expect(both.members(top).ids()).toEqual(asBuilt.members(top).ids());
  });

  it('keeps its customers as of another instant, and is asked anew of the population as of then', () => {
    const then = ASOF - 20 * DAY;
    const followed = customers.at(then);
    expect([followed.size, followed.asOf]).toEqual([1250, then]);
    expect(followed.ids).toEqual(customers.ids);
    expect(followed.values(spend).toArray()).toEqual(built.at(then).values(spend).toArray());
    const wereBusy = segment('busy', { where: () => events('a').count().above(1) });
    expect(everybody.at(then).where(wereBusy).at(ASOF).ids).toEqual(
      everybody.at(then).members(wereBusy).ids(),
    );
    expect(customers.members(top).equals(customers.at(ASOF).members(top))).toBe(true);
  });

  it('has memberships that meet those of the same view only', () => {
    expect(customers.members(paying).and(customers.members(top)).size).toBe(125);
    expect(() => customers.members(paying).and(everybody.members(paying))).toThrow(
      /expected a membership of the same population/,
    );
  });

  it('answers in pieces, and counts its own customers on the way', async () => {
    const seen: number[] = [];
    const paced = customers.paced({ onProgress: ({ customers: done, total }) => seen.push(done / total) });
    expect((await paced.members(top)).ids()).toEqual(built.members(top).ids());
    expect((await paced.values(spend)).toArray()).toEqual(built.values(spend).toArray());
    expect(seen.at(-1)).toBe(1);
    expect(seen.every((share, i) => i === 0 || share > (seen[i - 1] as number) || share <= 256 / 1250)).toBe(
      true,
    );
  });

  it('is rolled up with the events of its users alone, and again as of another instant', () => {
    const options = { by: 'account', attributes: { users: countOf(paying), top: anyOf(top) } };
    for (const at of [ASOF, ASOF - 15 * DAY]) {
      const [view, slow] = [customers, built].map((of) => rollUp(of, options).at(at));
      expect(view?.ids).toEqual(slow?.ids);
      for (const asked of [events().count(), attribute('users'), attribute('top'), spend])
        expect(view?.values(asked).toArray()).toEqual(slow?.values(asked).toArray());
    }
  });

  it('of accounts that are rolled up keeps these accounts, rolled up again as of another instant', () => {
    const accounts = rollUp(everybody, { by: 'account', attributes: { users: countOf(events().any()) } });
    const some = accounts.where(attribute('users').above(500));
    expect(some.size).toBeGreaterThan(0);
    const then = ASOF - 38 * DAY;
    expect(some.at(then).ids).toEqual(some.ids);
    const whole = accounts.at(then).values(attribute('users'));
    expect(some.at(then).values(attribute('users')).toArray()).toEqual(some.ids.map((id) => whole.get(id)));
  });

  it('may hold nobody', () => {
    const nobody = everybody.where(attribute('stage').is('gone'));
    expect([nobody.size, nobody.eventCount, nobody.ids]).toEqual([0, 0, []]);
    expect([nobody.values(mrr).quantile(0.5), nobody.count(top)]).toEqual([null, 0]);
    expect([...nobody.evaluate({ top, spend }).rows()]).toEqual([]);
    expect(() => fitTo(top, nobody)).toThrow(/none of the 0 customers has one/);
  });

  it('refuses what is no segment', () => {
    for (const wrong of [spend, tier, () => true, 'paying', undefined])
      expect(() => everybody.where(wrong as never)).toThrow(/where: expected a segment/);
  });
});

describe('any definitions of a view', () => {
  it(
    'have the answers of a population of these customers only, by every question',
    () => {
      fc.assert(
        fc.property(crowds(30, 3), fc.nat(3_000_000_000), ({ definitions, people, asOf }, past) => {
          const whole = populationOfPeople(people, asOf);
          const chosen = definitions.find((each) => kindOf(each) === 'segment');
          const view = whole.where(
            chosen === undefined
              ? inBucket('s', { from: 0, to: 40 })
              : (parsed(chosen) as unknown as AnySegment),
          );
          const slow = populationOfPeople(
            people.filter(({ customer }) => view.ids.includes(customer.id)),
            asOf,
          );
          expect(everything(view, definitions)).toStrictEqual(everything(slow, definitions));
          const [then, slowThen] = [view.at(asOf - past), slow.at(asOf - past)];
          expect(everything(then, definitions)).toStrictEqual(everything(slowThen, definitions));
        }),
        trials(0.002),
      );
    },
    PATIENCE,
  );
});
