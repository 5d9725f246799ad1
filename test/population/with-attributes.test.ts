import fc from 'fast-check';
import { and, attribute, describe as describeDefinition, events, explain, metric, segment } from 'habitus';
import {
  countOf,
  fit as fitTo,
  type Population,
  population,
  populationFromColumns,
  rollUp,
  withAttributes,
} from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { crowds } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import type { Person } from '../oracle/index.js';
import { PATIENCE, trials } from '../trials/settings.js';
import { everything } from './everything.js';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;
const base = (): Population =>
  population({
    customers: [
      { id: 'ada', attributes: { plan: 'pro' } },
      { id: 'bob', history: [{ at: ASOF - DAY, attributes: { plan: 'free' } }] },
      { id: 'cid' },
    ],
    events: [{ customerId: 'bob', name: 'purchase', at: ASOF - 2 * DAY, properties: { amount: 5 } }],
    asOf: ASOF,
  });
const people = base();
const x = (as: 'number' | 'text' | 'boolean' | 'list' | 'instant') => attribute('x', { as });
const issuesOf = (of: Population): readonly string[] =>
  of.issues.map(({ code, count, examples, message }) => `${code} ${count} ${examples[0]?.path} ${message}`);

describe('withAttributes', () => {
  it.each<[string, unknown, 'number' | 'text' | 'boolean' | 'list' | 'instant', readonly unknown[]]>([
    ['a typed array, NaN missing', Float64Array.of(1, NaN, -0), 'number', [1, null, 0]],
    ['whole numbers', Int16Array.of(1, 2, 3), 'number', [1, 2, 3]],
    ['a list', [true, null, false], 'boolean', [true, null, false]],
    ['texts, one of them missing', ['a', undefined, ''], 'text', ['a', null, '']],
    ['lists of texts', [['a'], [], undefined], 'list', [['a'], [], null]],
    ['dates', [new Date(5), null, '2026-11-20T00:00:00Z'], 'instant', [5, null, Date.parse('2026-11-20')]],
    ['coded texts', { codes: [1, -1, 0], values: ['a', 'b'] }, 'text', ['b', null, 'a']],
    [
      'a Map by id, in any order',
      new Map([
        ['cid', 3],
        ['ada', 1],
      ]),
      'number',
      [1, null, 3],
    ],
    ['an object by id', { cid: 'c', ada: 'a' }, 'text', ['a', null, 'c']],
    ['a column of numbers', people.values(events().sum('amount')), 'number', [0, 5, 0]],
    ['a column of truths', people.values(events().any()), 'boolean', [false, true, false]],
    ['a column of instants', people.values(events().lastAt()), 'instant', [null, ASOF - 2 * DAY, null]],
    ['a column without a type', people.values(attribute('plan')), 'text', ['pro', 'free', null]],
  ])('takes %s', (_, given, as, expected) => {
    const made = withAttributes(people, { x: given as never });
    expect(made.values(x(as)).toArray()).toEqual(expected);
    expect(made.issues).toEqual([]);
    expect(made.ids).toBe(people.ids);
  });

  it('leaves the population as it is, and shares its events', () => {
    const made = withAttributes(people, { x: [1, 2, 3] });
    expect(people.values(x('number')).toArray()).toEqual([null, null, null]);
    expect([made.size, made.eventCount, made.asOf]).toEqual([3, 1, ASOF]);
    expect(made.members(and(attribute('x').atLeast(2), events('purchase').any())).ids()).toEqual(['bob']);
  });

  it('can be asked everything: words, reasons, profiles, ranks, fits', () => {
    const made = withAttributes(people, {
      score: new Map([
        ['ada', 9],
        ['bob', 5],
      ]),
    });
    const good = segment('good', { where: () => attribute('score').atLeast(6) });
    expect(describeDefinition(good)).toContain('score');
    expect(String(explain(good, made.profile('bob')))).toContain('5');
    expect(good(made.profile('ada'))).toBe(true);
    const top = segment('top', { where: () => attribute('score', { as: 'number' }).topPercent(50) });
    expect(made.members(top).ids()).toEqual(['ada']);
    expect(fitTo(top, made)(made.profile('bob'))).toBe(false);
    expect(made.where(good).values(attribute('plan')).toArray()).toEqual(['pro']);
  });

  it('holds values as of every instant, for they have no history', () => {
    const made = withAttributes(people, { x: [1, 2, 3] }).at(ASOF - 10 * DAY);
    expect(made.values(x('number')).toArray()).toEqual([1, 2, 3]);
    expect(made.values(attribute('plan')).toArray()).toEqual(['pro', null, null]);
  });

  it('reports values by ids that nobody has, and values that no reading can see', () => {
    const made = withAttributes(people, {
      x: new Map<string, number | null>([
        ['zoe', 1],
        ['ada', 2],
        ['Ada', 3],
        ['yan', null],
      ]),
      y: [{}, Infinity, NaN],
      z: Float64Array.of(1, -Infinity, NaN),
      w: { bob: [1] as never },
    });
    expect(issuesOf(made)).toEqual([
      'unknown-id 2 attributes.x["zoe"] attribute x: left out: values by the ids of customers who are not in the population',
      'unreadable-value 3 attributes.y[0] attribute y: missing: no reading can see such a value',
      'unreadable-value 1 attributes.z[1] attribute z: missing: no reading can see such a value',
      'unreadable-value 1 attributes.w["bob"] attribute w: missing: no reading can see such a value',
    ]);
    expect(made.values(x('number')).toArray()).toEqual([2, null, null]);
    expect(made.values(attribute('z')).toArray()).toEqual([1, null, null]);
    expect(issuesOf(withAttributes(made, { v: { nobody: 1 } }))).toHaveLength(5);
  });

  it('takes a column of other customers by their ids, and reports those who are not here', () => {
    const others = population({ customers: [{ id: 'cid' }, { id: 'dan' }], asOf: ASOF });
    const made = withAttributes(people, { x: others.values(events().count()) });
    expect(made.values(x('number')).toArray()).toEqual([null, null, 0]);
    expect(issuesOf(made)[0]).toMatch(/^unknown-id 1 attributes.x\["dan"\]/);
  });

  it('refuses a name that is there, also in a history only, unless it is to be replaced', () => {
    expect(() => withAttributes(people, { plan: ['a', 'b', 'c'] })).toThrow(
      'attributes.plan: expected the name of an attribute that there is not yet, got "plan": take another one, or { replace: true }',
    );
    const history = population({
      customers: [{ id: 'a', history: [{ at: 0, attributes: { x: 1 } }] }],
      asOf: ASOF,
    });
    expect(() => withAttributes(history, { x: [2] })).toThrow(/attributes.x: expected the name/);
    const again = withAttributes(
      withAttributes(people, { x: [1, 2, 3] }),
      { x: ['a', null, null] },
      { replace: true },
    );
    expect(again.values(attribute('x')).toArray()).toEqual(['a', null, null]);
    const replaced = withAttributes(people, { plan: ['a', 'b', 'c'] }, { replace: true });
    expect(replaced.values(attribute('plan')).toArray()).toEqual(['a', 'b', 'c']);
    expect(
      replaced
        .at(ASOF - 9 * DAY)
        .values(attribute('plan'))
        .toArray(),
    ).toEqual(['a', 'b', 'c']);
    expect(people.values(attribute('plan')).toArray()).toEqual(['pro', 'free', null]);
  });

  it('keeps apart what it works out of two columns of one name', () => {
    const since = attribute('since', { as: 'instant' });
    const one = withAttributes(people, { since: ['2026-11-01T00:00:00Z', null, null] });
    const two = withAttributes(people, { since: [null, '2026-11-02T00:00:00Z', null] });
    const three = withAttributes(one, { since: [null, null, 7] }, { replace: true });
    for (const [of, expected] of [
      [one, [Date.parse('2026-11-01'), null, null]],
      [two, [null, Date.parse('2026-11-02'), null]],
      [three, [null, null, 7]],
    ] as const)
      expect(of.values(since).toArray()).toEqual(expected);
  });

  it('takes values in the order of a view, and of the population that it is part of', () => {
    const buyers = people.where(events().any());
    expect(
      withAttributes(buyers, { x: [7] })
        .values(x('number'))
        .toArray(),
    ).toEqual([7]);
    expect(withAttributes(buyers, { x: Float64Array.of(7) }).profile('bob').issues).toEqual([]);
    expect(() => withAttributes(buyers, { x: [1, 2, 3] })).toThrow(
      /attributes.x: expected 1 values, one for each of people.ids, got 3/,
    );
    const whole = people.values(events().count());
    expect(withAttributes(buyers, { x: whole }).values(x('number')).toArray()).toEqual([1]);
    expect(issuesOf(withAttributes(buyers, { x: whole }))[0]).toMatch(/^unknown-id 2/);
    const back = withAttributes(people, { x: buyers.values(events().count()) });
    expect(back.values(x('number')).toArray()).toEqual([null, 1, null]);
  });

  it('stays when accounts are rolled up again as of another instant, whatever becomes of what was given', () => {
    const users = population({
      customers: [
        {
          id: 'u1',
          attributes: { account: 'a' },
          history: [{ at: ASOF - DAY, attributes: { account: 'b' } }],
        },
        { id: 'u2', attributes: { account: 'c' } },
      ],
      events: [{ customerId: 'u1', name: 'x', at: ASOF - 5 * DAY }],
      asOf: ASOF,
    });
    const accounts = rollUp(users, { by: 'account', attributes: { users: countOf(events().any()) } });
    const scores = Float64Array.of(1, 2);
    const scored = withAttributes(accounts, { score: scores });
    scores.fill(9);
    const score = attribute('score', { as: 'number' });
    expect([scored.ids, scored.values(score).toArray()]).toEqual([
      ['b', 'c'],
      [1, 2],
    ]);
    const then = scored.at(ASOF - 2 * DAY);
    expect([then.ids, then.values(score).toArray()]).toEqual([
      ['a', 'c'],
      [null, 2],
    ]);
    expect(issuesOf(then)).toHaveLength(1);
    expect(then.where(score.exists()).at(ASOF).values(score).toArray()).toEqual([2]);
  });

  it.each<[string, unknown, RegExp]>([
    ['too few values', [1], /attributes.x: expected 3 values, one for each of people.ids, got 1/],
    ['too many', Float64Array.of(1, 2, 3, 4), /expected 3 values, one for each of people.ids, got 4/],
    [
      'a number',
      7,
      /attributes.x: expected values in the order of people.ids .* by id .* or a column, got 7/,
    ],
    ['a text', 'abc', /expected values in the order of people.ids/],
    ['nothing', undefined, /expected values in the order of people.ids/],
    ['a function', () => 1, /expected values in the order of people.ids/],
    ['a Set', new Set(['ada']), /expected values in the order of people.ids/],
    ['a membership', people.members(events().any()), /expected values in the order of people.ids/],
    ['a population', people, /expected values in the order of people.ids/],
    ['a code of nothing', { codes: [0, 1, 0], values: ['a'] }, /attributes.x.codes\[1\]: expected a code/],
    ['ids that are no texts', new Map([[1, 2]]), /attributes.x: expected the id of a customer, got 1/],
  ])('refuses %s', (_, given, message) => {
    expect(() => withAttributes(people, { x: given as never })).toThrow(message);
  });

  it('refuses what is no population, no object and no option', () => {
    expect(() => withAttributes([] as never, {})).toThrow(/expected a population/);
    expect(() => withAttributes(people, [[1]] as never)).toThrow(
      /attributes: expected an object of attributes/,
    );
    expect(() => withAttributes(people, {}, { replace: 1 } as never)).toThrow(
      /replace: expected true or false/,
    );
  });

  it('answers as columns of any number of customers do: few values, many, across chunks, in a view', () => {
    const id = Array.from({ length: 3000 }, (_, i) => `c${i}`);
    const many = populationFromColumns({
      customers: { id, attributes: { n: id.map((_, i) => i) } },
      asOf: ASOF,
    });
    const n = attribute('n', { as: 'number' });
    for (const of of [many, many.where(n.above(1500)), many.where(n.below(2))]) {
      const made = withAttributes(of, {
        rare: new Map(of.ids.filter((_, i) => i % 97 === 1).map((each) => [each, each])),
        all: of.ids.map((each) => `${each}!`),
        numbers: Float32Array.from(of.ids, (_, i) => i),
      });
      const read = (name: string) => made.values(attribute(name)).toArray();
      expect(read('rare')).toEqual(of.ids.map((each, i) => (i % 97 === 1 ? each : null)));
      expect(read('all')).toEqual(of.ids.map((each) => `${each}!`));
      expect(read('numbers')).toEqual(of.ids.map((_, i) => i));
    }
    const asked = metric('n', { value: () => n.plus(attribute('x', { as: 'number' })) });
    const made = withAttributes(many.where(n.above(2990)), { x: Array.from({ length: 9 }, () => 1) });
    expect(made.values(asked).toArray()).toEqual(Array.from({ length: 9 }, (_, i) => 2992 + i));
    expect(
      made
        .at(ASOF - 3 * DAY)
        .values(asked)
        .get('c2999'),
    ).toBe(3000);
  });
});

/** Attributes that may come from elsewhere. */
const NAMES = ['plan', 'seats', 'since', 'tags', 'active', 'constructor', '__proto__'];

const only = (attributes: unknown, keep: (name: string) => boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries((attributes ?? {}) as object).filter(([name]) => keep(name)));

const strippedOf = (people: readonly Person[], keep: (name: string) => boolean): readonly Person[] =>
  people.map(({ customer, events: happened }) => ({
    customer: {
      ...customer,
      attributes: only(customer.attributes, keep),
      history: (customer.history ?? []).map((entry) => ({
        ...entry,
        attributes: only(entry.attributes, keep),
      })),
    },
    events: happened,
  }));

describe('any definitions about attributes that were added', () => {
  it(
    'have the answers of a population that was built with them, by every question',
    () => {
      fc.assert(
        fc.property(
          crowds(25, 3),
          fc.subarray(NAMES, { minLength: 1 }),
          fc.constantFrom('list', 'map', 'object'),
          ({ definitions, people: crowd, asOf }, names, way) => {
            const bare = strippedOf(crowd, (name) => !names.includes(name));
            const built = bare.map((person, i) => ({
              ...person,
              customer: {
                ...person.customer,
                attributes: {
                  ...(person.customer.attributes as object),
                  ...only(crowd[i]!.customer.attributes, (name) => names.includes(name)),
                },
              },
            }));
            const valuesOf = (name: string): unknown => {
              const entries = crowd.map(({ customer }) => [
                customer.id,
                Object.values(only(customer.attributes, (each) => each === name))[0],
              ]) as [string, unknown][];
              if (way === 'list') return entries.map(([, value]) => value);
              return way === 'map' ? new Map(entries) : Object.fromEntries(entries);
            };
            const made = withAttributes(
              populationOfPeople(bare, asOf),
              Object.fromEntries(names.map((name) => [name, valuesOf(name) as never])),
            );
            expect(everything(made, definitions)).toStrictEqual(
              everything(populationOfPeople(built, asOf), definitions),
            );
          },
        ),
        trials(0.002),
      );
    },
    PATIENCE,
  );
});
