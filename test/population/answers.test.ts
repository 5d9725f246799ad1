import { inspect } from 'node:util';
import fc from 'fast-check';
import { attribute, classification, days, events, metric, profile, segment } from 'habitus';
import { type Column, type Membership, population } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

const numbered = (values: readonly unknown[]) =>
  population({ customers: values.map((n, i) => ({ id: `c${i}`, attributes: { n } })), asOf: ASOF });
const n = attribute('n', { as: 'number' });
const column = (values: readonly unknown[]): Column<number> => numbered(values).values(n);

describe('a membership', () => {
  const size = 70;
  const people = numbered(Array.from({ length: size }, (_, i) => i));
  const multiples = (of: number): Membership =>
    people.members(
      attribute('n', { as: 'number' }).oneOf(
        ...Array.from({ length: size }, (_, i) => i).filter((i) => i % of === 0),
      ),
    );
  const [two, three] = [multiples(2), multiples(3)];
  const ids = (keep: (i: number) => boolean): string[] =>
    Array.from({ length: size }, (_, i) => i)
      .filter(keep)
      .map((i) => `c${i}`);

  it.each<[string, Membership, (i: number) => boolean]>([
    ['and', two.and(three), (i) => i % 6 === 0],
    ['or', two.or(three), (i) => i % 2 === 0 || i % 3 === 0],
    ['minus', two.minus(three), (i) => i % 2 === 0 && i % 3 !== 0],
    ['xor', two.xor(three), (i) => (i % 2 === 0) !== (i % 3 === 0)],
  ])('%s', (_, members, keep) => {
    expect(members.ids()).toEqual(ids(keep));
    expect([...members]).toEqual(ids(keep));
    expect(members.size).toBe(ids(keep).length);
    expect(people.ids.filter(members.has)).toEqual(ids(keep));
    expect(String(members)).toBe(`${ids(keep).length} of 70 customers`);
  });

  it('equals one of the same customers, at other instants too', () => {
    expect(two.equals(multiples(2))).toBe(true);
    expect(two.equals(three)).toBe(false);
    expect(
      two.equals(
        people.at(ASOF - DAY).members(n.oneOf(...ids((i) => i % 2 === 0).map((id) => Number(id.slice(1))))),
      ),
    ).toBe(true);
    expect(two.has('nobody')).toBe(false);
  });

  it('does not meet one of another population', () => {
    const other = numbered([1]).members(n.exists());
    for (const act of [
      () => two.and(other),
      () => two.equals(other),
      () => two.or({} as never),
      () => two.xor(null as never),
    ])
      expect(act).toThrow(/expected a membership of the same population/);
  });
});

describe('a column', () => {
  it('gives values by id and in order', () => {
    const of = column([3, 'x', 1, null, -2]);
    expect([...of]).toEqual([3, null, 1, null, -2]);
    expect(of.toArray()).toEqual([3, null, 1, null, -2]);
    expect([of.size, of.missingCount]).toEqual([5, 2]);
    expect([of.get('c0'), of.get('c1'), of.get('nobody')]).toEqual([3, null, null]);
    expect([of.isMissing('c0'), of.isMissing('c1'), of.isMissing('nobody')]).toEqual([false, true, true]);
    expect(
      numbered(['b', 'a', 'b', 7])
        .values(attribute('n', { as: 'text' }))
        .counts(),
    ).toEqual(
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    );
    expect(
      numbered([true, false, 'x'])
        .values(attribute('n', { as: 'boolean' }))
        .toArray(),
    ).toEqual([true, false, null]);
    expect(
      numbered([['a'], ['a'], []])
        .values(attribute('n', { as: 'list' }))
        .toArray(),
    ).toEqual([['a'], ['a'], []]);
    expect(numbered([1, 2]).values(n.above(1)).toArray()).toEqual([false, true]);
  });

  it('has the quantiles of R’s type 7', () => {
    expect(column([1, 2, 3, 4]).quantiles([0, 0.25, 0.5, 0.75, 1])).toEqual([1, 1.75, 2.5, 3.25, 4]);
    expect(column([5, null]).quantile(0.3)).toBe(5);
    expect(column([null]).quantile(0.5)).toBe(null);
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p) => {
          const sorted = [...values].sort((a, b) => a - b);
          const place = p * (sorted.length - 1);
          const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
          expect(column(values).quantile(p)).toBeCloseTo(low + (high - low) * (place - Math.floor(place)), 6);
        },
      ),
    );
  });

  it('counts in a histogram, every value once', () => {
    expect(column([0, 1, 2, 3, 4, null]).histogram(2)).toEqual([
      { from: 0, to: 2, count: 2 },
      { from: 2, to: 4, count: 3 },
    ]);
    expect(column([0, 5, 9, 10, 11]).histogram([0, 5, 10])).toEqual([
      { from: 0, to: 5, count: 1 },
      { from: 5, to: 10, count: 3 },
    ]);
    expect(column([7, 7]).histogram()).toEqual([{ from: 7, to: 7, count: 2 }]);
    expect(column([]).histogram()).toEqual([]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
        fc.integer({ min: 1, max: 30 }),
        (values, bins) => {
          const counts = column(values)
            .histogram(bins)
            .map(({ count }) => count);
          expect(counts.reduce((a, b) => a + b)).toBe(values.length);
        },
      ),
    );
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a quantile past 1', () => column([1]).quantile(1.1), /quantile: expected a share from 0 to 1, got 1.1/],
    [
      'no bins',
      () => column([1]).histogram(0),
      /bins: expected a whole number of bins from 1 to 10,000, got 0/,
    ],
    [
      'edges out of order',
      () => column([1]).histogram([2, 1]),
      /bins: expected at least two ascending edges/,
    ],
    [
      'quantiles of texts',
      () =>
        numbered(['a'])
          .values(attribute('n', { as: 'text' }))
          .quantile(0.5),
      /quantile: expected a column of numbers/,
    ],
    [
      'a histogram of truths',
      () => numbered([1]).values(n.above(0)).histogram(),
      /histogram: expected a column of numbers/,
    ],
  ])('refuses %s', (_, act, message) => {
    expect(act).toThrow(message);
  });
});

describe('a population', () => {
  const spender = segment('spender', { where: () => events('purchase').sum('amount').atLeast(10) });
  const spend = metric('spend', { value: () => events('purchase').sum('amount') });
  const tier = classification('tier', {
    labels: () => ({ high: events('purchase').count().atLeast(2), low: events('purchase').any() }),
  });
  const people = population({
    customers: ['ada', 'bob', 'cid'].map((id, i) => ({
      id,
      attributes: { plan: ['pro', 'free', 'pro'][i] },
    })),
    events: [
      { customerId: 'ada', name: 'purchase', at: ASOF - 3 * DAY, properties: { amount: 12.5 } },
      { customerId: 'ada', name: 'purchase', at: ASOF - DAY, properties: { amount: 1000 } },
      { customerId: 'bob', name: 'purchase', at: ASOF - 2 * DAY, properties: { amount: 3 } },
    ],
    asOf: ASOF,
  });

  it('answers many definitions in a table that prints itself', () => {
    const table = people.evaluate({
      spender,
      spend,
      tier,
      plan: attribute('plan', { as: 'text' }),
      never: attribute('none', { as: 'number' }),
    });
    expect(table.keys).toEqual(['spender', 'spend', 'tier', 'plan', 'never']);
    expect(table.column('spend').toArray()).toEqual([1012.5, 3, 0]);
    expect(table.members('spender').ids()).toEqual(['ada']);
    expect([...table.rows()]).toEqual([
      { id: 'ada', spender: true, spend: 1012.5, tier: 'high', plan: 'pro', never: null },
      { id: 'bob', spender: false, spend: 3, tier: 'low', plan: 'free', never: null },
      { id: 'cid', spender: false, spend: 0, tier: null, plan: 'pro', never: null },
    ]);
    expect(`\n${table}`).toMatchInlineSnapshot(`
      "
      3 customers
        spender   1 (33.3 %)
        spend     least 0, median 3, greatest 1,012.5
        tier
          high    1 (33.3 %)
          low     1 (33.3 %)
          (none)  1 (33.3 %)
        plan      2 values: pro (2), free (1)
        never     no values
        nobody has “none”  (never)"
    `);
  });

  it('names the columns of a list by id', () => {
    const table = people.evaluate([spender, spend, tier]);
    expect(table.keys).toEqual(['spender', 'spend', 'tier']);
    expect(table.size).toBe(3);
  });

  it('counts labels', () => {
    expect(people.classify(tier)).toEqual({ high: 1, low: 1, unclassified: 1 });
    expect(people.count(tier.is('low'))).toBe(1);
  });

  it('answers as of another instant, with nothing built anew', () => {
    const then = people.at(ASOF - 2 * DAY);
    expect([then.asOf, then.size, then.eventCount]).toEqual([ASOF - 2 * DAY, 3, 3]);
    expect(then.values(spend).toArray()).toEqual([12.5, 3, 0]);
    expect(then.at(ASOF).values(spend).toArray()).toEqual([1012.5, 3, 0]);
  });

  it('gives one customer as a profile', () => {
    const ada = people.profile('ada');
    expect([ada.id, ada.asOf, ada.eventCount, spend(ada), tier(ada)]).toEqual([
      'ada',
      ASOF,
      2,
      1012.5,
      'high',
    ]);
    expect(attribute('plan', { as: 'text' })(ada)).toBe('pro');
  });

  it.each<[string, () => unknown, string, RegExp]>([
    [
      'a profile of nobody',
      () => people.profile('zoe'),
      'unknown-customer',
      /profile: expected the id of one of 3 customers, got "zoe"/,
    ],
    [
      'members of a metric',
      () => people.members(spend as never),
      'bad-value',
      /members: expected a segment, got a metric/,
    ],
    [
      'members of a function',
      () => people.members((() => true) as never),
      'bad-value',
      /members: expected a segment, got a function/,
    ],
    [
      'values of nothing',
      () => people.values(undefined as never),
      'bad-value',
      /values: expected a segment, metric or classification, got undefined/,
    ],
    [
      'values of a profile',
      () => people.values(profile({ id: 'x' }) as never),
      'bad-value',
      /values: expected a segment, metric or classification/,
    ],
    [
      'labels of a segment',
      () => people.classify(spender as never),
      'bad-value',
      /classify: expected a classification, got a segment/,
    ],
    [
      'labels that clash',
      () => people.classify(classification('x', { labels: () => ({ unclassified: spender }) })),
      'bad-value',
      /classify: expected labels other than "unclassified"/,
    ],
    [
      'a table of nothing',
      () => people.evaluate(null as never),
      'bad-value',
      /evaluate: expected an object or a list of definitions/,
    ],
    [
      'a table of numbers',
      () => people.evaluate({ a: 7 } as never),
      'bad-value',
      /evaluate\.a: expected a segment, metric or classification, got 7/,
    ],
    [
      'a list without names',
      () => people.evaluate([events().any()]),
      'bad-value',
      /evaluate\[0\]: expected a definition with a name/,
    ],
    [
      'one name twice',
      () => people.evaluate([spender, spender]),
      'bad-value',
      /evaluate: expected definitions of different names, got "spender"/,
    ],
    [
      'the name id',
      () => people.evaluate({ id: spender }),
      'bad-value',
      /evaluate: expected another name than "id"/,
    ],
    [
      'a column that is not there',
      () => people.evaluate({ spend }).column('x' as never),
      'bad-value',
      /key: expected one of the columns spend, got "x"/,
    ],
    [
      'members of a column of numbers',
      () => people.evaluate({ spend }).members('spend'),
      'wrong-type',
      /spend: expected the key of a segment, but this is a metric/,
    ],
    ['an instant that is none', () => people.at('soon'), 'bad-instant', /at: expected a valid Date/],
  ])('refuses %s', (_, act, code, message) => {
    expect(act).toThrow(message);
    expect(act).toThrow(expect.objectContaining({ name: 'HabitusError', code }));
  });

  it('is frozen', () => {
    for (const each of [
      people,
      people.members(spender),
      people.values(spend),
      people.evaluate({ spend }),
      people.issues,
    ])
      expect(Object.isFrozen(each)).toBe(true);
  });

  it('answers days after many questions with the same numbers', () => {
    const window = events('purchase').within(days(2)).count();
    expect(
      [0, 1, 2, 3, 4].map((d) =>
        people
          .at(ASOF - d * DAY)
          .values(window)
          .toArray(),
      ),
    ).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 0],
      [1, 0, 0],
      [0, 0, 0],
    ]);
  });
});

describe('what a population is made of, in a text', () => {
  const people = population({
    customers: [{ id: 'ada' }, { id: 'bob' }, { id: 5 as never }],
    events: [{ customerId: 'ada', name: 'a', at: 0 }],
    asOf: '2026-11-22T00:00:00Z',
  });

  it('is its size and what was wrong', () => {
    expect(String(people)).toBe(
      [
        '2 customers with 1 event, as of 2026-11-22',
        '  1 × left out: a customer is { id, attributes?, history? }, and its id a text',
      ].join('\n'),
    );
    expect(inspect(people)).toBe(String(people));
    expect(() => people.profile('cy')).toThrow(/one of 2 customers/);
  });

  it('is the range of a column, and who has no value', () => {
    expect(String(people.values(events('a').firstAt().daysSince()))).toMatch(
      /^2 customers: least .*, median .*, greatest .*; missing 1 \(50 %\)$/,
    );
    expect(`${people.values(attribute('plan'))}`).toBe('2 customers: no values');
  });
});
