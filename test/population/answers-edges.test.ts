import fc from 'fast-check';
import {
  type AnyMetric,
  ago,
  and,
  anyOf,
  attribute,
  calendarMonths,
  classification,
  days,
  dominant,
  events,
  hours,
  inBucket,
  type Metric,
  metric,
  not,
  profile,
  score,
  segment,
  sequence,
} from 'habitus';
import { type Column, type Membership, type Population, population } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { crowds } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import { parsed } from '../conformance/profile-engine.js';
import { same, shown } from '../trials/settings.js';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;
const n = attribute('n', { as: 'number' });

const numbered = (values: readonly unknown[]): Population =>
  population({ customers: values.map((n, i) => ({ id: `c${i}`, attributes: { n } })), asOf: ASOF });
const column = (values: readonly unknown[]): Column<number> => numbered(values).values(n);
const thrown = (code: string, path: string) => expect.objectContaining({ name: 'HabitusError', code, path });

describe('Membership', () => {
  it('is the algebra of sets, whatever the number of customers', () => {
    const sizes = fc.constantFrom(0, 1, 31, 32, 33, 63, 64, 65, 100, 1025);
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (size, p, q) => {
        const people = numbered(Array.from({ length: size }, (_, i) => i));
        const every = (of: number) => (i: number) => (i * 7) % of === 0;
        const members = (of: number): Membership => {
          const those = Array.from({ length: size }, (_, i) => i).filter(every(of));
          return people.members(those.length === 0 ? n.missing() : n.oneOf(...those));
        };
        const [a, b] = [members(p), members(q)];
        const [inA, inB] = [every(p), every(q)];
        const expected: readonly (readonly [Membership, (i: number) => boolean])[] = [
          [a.and(b), (i) => inA(i) && inB(i)],
          [a.or(b), (i) => inA(i) || inB(i)],
          [a.minus(b), (i) => inA(i) && !inB(i)],
          [a.xor(b), (i) => inA(i) !== inB(i)],
          [people.members(not(n.exists())).xor(a), inA],
        ];
        for (const [combined, isIn] of expected) {
          const ids = people.ids.filter((_, i) => isIn(i));
          expect(combined.ids()).toEqual(ids);
          expect([...combined]).toEqual(ids);
          expect(combined.size).toBe(ids.length);
          expect(`${combined}`).toBe(
            `${ids.length.toLocaleString('en')} of ${size.toLocaleString('en')} customer${size === 1 ? '' : 's'}`,
          );
          for (const id of people.ids) expect(combined.has(id)).toBe(ids.includes(id));
        }
        // Laws that a bit past the last customer would break.
        const all = people.members(events().none());
        expect(all.size).toBe(size);
        expect(all.minus(a).or(a).equals(all)).toBe(true);
        expect(a.xor(a).equals(all.minus(all))).toBe(true);
        expect(people.members(not(n.missing())).equals(all)).toBe(true);
        expect([a.size, b.size]).toEqual([members(p).size, members(q).size]);
      }),
      { numRuns: 60 },
    );
  });
  it('can be iterated again and again, and its lists belong to the caller', () => {
    const members = numbered([1, 2, 3]).members(n.above(1));
    (members.ids() as string[]).length = 0;
    expect([...members, ...members]).toEqual(['c1', 'c2', 'c1', 'c2']);
    expect(new Set(members)).toEqual(new Set(['c1', 'c2']));
  });

  it('works with its methods taken off, as callbacks are', () => {
    const { has, and: both } = numbered([1, 2, 3]).members(n.above(1));
    expect(['c0', 'c1', 'zoe'].filter(has)).toEqual(['c1']);
    expect(() => both(numbered([1, 2, 3]).members(n.above(1)))).toThrow(thrown('other-population', 'and'));
  });

  it.each(['and', 'or', 'minus', 'xor', 'equals'] as const)(
    '%s takes only a membership of the same customers',
    (name) => {
      const people = numbered([1, 2]);
      const members = people.members(n.above(1));
      for (const other of [
        numbered([1, 2]).members(n.above(1)),
        undefined,
        null,
        {},
        ['c1'],
        new Set(['c1']),
        n.above(1),
        people,
      ])
        expect(() => members[name](other as never)).toThrow(thrown('other-population', name));
      expect(() => members[name](people.at(0).members(n.above(1)))).not.toThrow();
    },
  );
});

describe('Column', () => {
  it('has the quantiles and counts of a list sorted by hand', () => {
    const value = fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      fc.constantFrom(null, 'text', NaN),
    );
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 60 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (values, ps) => {
          const of = column(values);
          const known = values.filter(
            (value): value is number => typeof value === 'number' && !Number.isNaN(value),
          );
          const sorted = [...known].sort((a, b) => a - b);
          expect(of.missingCount).toBe(values.length - known.length);
          expect([...of.counts().values()].reduce((a, b) => a + b, 0)).toBe(known.length);
          expect(of.quantiles(ps)).toEqual(ps.map((p) => of.quantile(p)));
          const all = of.quantiles([0, 0.25, 0.5, 0.75, 1]);
          if (sorted.length === 0) {
            expect(all).toEqual([null, null, null, null, null]);
            return;
          }
          expect([all[0], all[4]]).toEqual([sorted[0]! + 0, sorted[sorted.length - 1]! + 0]);
          expect(all).toEqual([...all].sort((a, b) => a! - b!));
          for (const p of ps) {
            const place = p * (sorted.length - 1);
            expect(of.quantile(p)).toBeGreaterThanOrEqual(sorted[Math.floor(place)]!);
            expect(of.quantile(p)).toBeLessThanOrEqual(sorted[Math.ceil(place)]!);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each<
    [string, readonly unknown[], number | readonly number[] | undefined, readonly (readonly number[])[]]
  >([
    [
      'ten bins where nothing is said',
      [0, 10],
      undefined,
      Array.from({ length: 10 }, (_, i) => [i, i + 1, i % 9 === 0 ? 1 : 0]),
    ],
    ['one bin', [1, 2, 3], 1, [[1, 3, 3]]],
    [
      'a value on an edge is in the bin that begins there',
      [0, 1, 2],
      2,
      [
        [0, 1, 1],
        [1, 2, 2],
      ],
    ],
    ['of one value, and what is missing', [4, null, 'x'], 3, [[4, 4, 1]]],
    ['of no values', [null], 3, []],
    [
      'edges, with values outside them',
      [-9, 0, 1, 5, 9],
      [0, 1, 5],
      [
        [0, 1, 1],
        [1, 5, 2],
      ],
    ],
    ['edges that no value reaches', [1, 2], [10, 20], [[10, 20, 0]]],
    ['edges below all values', [1, 2], [-2, -1], [[-2, -1, 0]]],
    ['edges of no values', [], [0, 1], [[0, 1, 0]]],
    [
      'negative numbers',
      [-4, -2, 0],
      2,
      [
        [-4, -2, 1],
        [-2, 0, 2],
      ],
    ],
    [
      'fractions',
      [0.1, 0.2, 0.3],
      [0.1, 0.2, 0.3],
      [
        [0.1, 0.2, 1],
        [0.2, 0.3, 2],
      ],
    ],
  ])('histogram: %s', (_, values, bins, expected) => {
    expect(
      column(values)
        .histogram(bins)
        .map(({ from, to, count }) => [from, to, count]),
    ).toEqual(expected);
  });

  it.each<[string, (of: Column<number>) => unknown, string, string]>([
    ['a quantile below 0', (of) => of.quantile(-0.1), 'bad-value', 'quantile'],
    ['a percent for a share', (of) => of.quantile(50), 'bad-value', 'quantile'],
    ['NaN', (of) => of.quantile(NaN), 'bad-value', 'quantile'],
    ['nothing', (of) => of.quantile(undefined as never), 'bad-value', 'quantile'],
    ['one wrong of many', (of) => of.quantiles([0.5, 2]), 'bad-value', 'quantile'],
    ['half a bin', (of) => of.histogram(0.5), 'bad-value', 'bins'],
    ['too many bins', (of) => of.histogram(10_001), 'bad-value', 'bins'],
    ['NaN bins', (of) => of.histogram(NaN), 'bad-value', 'bins'],
    ['one edge', (of) => of.histogram([1]), 'bad-value', 'bins'],
    ['no edges', (of) => of.histogram([]), 'bad-value', 'bins'],
    ['an edge twice', (of) => of.histogram([1, 1]), 'bad-value', 'bins'],
    ['an endless edge', (of) => of.histogram([0, Infinity]), 'bad-value', 'bins'],
  ])('refuses %s', (_, act, code, path) => {
    expect(() => act(column([1, 2]))).toThrow(thrown(code, path));
    if (path === 'bins') expect(() => act(column([]))).toThrow(thrown(code, path));
  });

  it('reads texts, truths, instants, lists and labels', () => {
    const people = population({
      customers: [
        { id: 'ada', attributes: { at: new Date(5), tags: ['a', 'b'], ok: false } },
        { id: 'bob', attributes: { at: '1970-01-01T00:00:00Z', tags: [], ok: 'yes' } },
      ],
      asOf: ASOF,
    });
    const read = (of: AnyMetric) => people.values(of).toArray();
    expect(read(attribute('at', { as: 'instant' }))).toEqual([5, 0]);
    expect(read(attribute('at'))).toEqual([5, '1970-01-01T00:00:00Z']);
    expect(read(attribute('tags', { as: 'list' }))).toEqual([['a', 'b'], []]);
    expect(read(attribute('ok', { as: 'boolean' }))).toEqual([false, null]);
    const isSet = people.values(attribute('ok', { as: 'boolean' }));
    expect([isSet.isMissing('ada'), isSet.isMissing('bob'), isSet.isMissing('zoe')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(isSet.counts()).toEqual(new Map([[false, 1]]));
    for (const of of [
      attribute('ok', { as: 'boolean' }),
      attribute('tags', { as: 'list' }),
      attribute('ok', { as: 'text' }),
    ])
      expect(() => people.values(of).histogram()).toThrow(thrown('wrong-type', 'histogram'));
  });

  it('gives lists that belong to the caller', () => {
    const of = column([1, 2]);
    (of.toArray() as number[]).fill(9);
    (of.counts() as Map<number, number>).clear();
    expect([...of, ...of]).toEqual([1, 2, 1, 2]);
    expect(of.counts().size).toBe(2);
  });
});

/** A small shop of 1,500 customers, so that there are two chunks. */
const shop = population({
  customers: Array.from({ length: 1500 }, (_, i) => ({
    id: `c${i}`,
    attributes: {
      plan: i % 3 === 0 ? 'pro' : 'free',
      seats: i % 50,
      ...(i % 4 !== 0 && { city: `city ${i % 6}` }),
    },
    history: i % 10 === 0 ? [{ at: ASOF - 40 * DAY, attributes: { plan: 'trial' } }] : undefined,
  })),
  events: Array.from({ length: 9000 }, (_, i) => ({
    customerId: `c${(i * 11 + (i >> 6)) % 1400}`,
    name: ['visit', 'buy', 'cart'][(i * 5 + (i >> 4)) % 3]!,
    at: ASOF - ((i * i) % 1201) * (DAY / 12) + DAY,
    properties: { amount: ((i * 37) % 400) / 4, topic: `t${i % 5}` },
  })),
  asOf: ASOF,
});
const definitions = {
  buyer: segment('buyer', { where: () => events('buy').within(days(30)).any() }),
  spend: metric('spend', { value: () => events('buy').within(days(60)).sum('amount') }),
  loyalty: classification('loyalty', {
    labels: () => ({
      'very loyal': events().activeDays().atLeast(7),
      some: events().activeDays().atLeast(5),
    }),
  }),
  topic: events().mostFrequent('topic'),
  city: attribute('city', { as: 'text' }),
  seats: attribute('seats', { as: 'number' }),
  lastSeen: events().daysSinceLast(),
  left: and(ago(days(20), events().within(days(20)).any()), events().within(days(20)).none()),
  best: events('buy').sum('amount').topPercent(5),
  quiet: events().count().above(1000),
};

describe('Table', () => {
  it('prints what a person wants to know', () => {
    expect(`\n${shop.evaluate(definitions)}`).toMatchInlineSnapshot(`
      "
      1,500 customers
        buyer         628 (41.9 %)
        spend         least 0, median 41.5, greatest 272.5
        loyalty
          very loyal  469 (31.3 %)
          some        903 (60.2 %)
          (none)      128 (8.5 %)
        topic         5 values: t0 (543), t1 (423), t2 (232), …; missing 100 (6.7 %)
        city          6 values: city 1 (250), city 3 (250), city 5 (250), …; missing 375 (25 %)
        seats         least 0, median 24.5, greatest 49
        lastSeen      least 0, median 9.66667, greatest 66.1667; missing 100 (6.7 %)
        left          236 (15.7 %)
        best          76 (5.1 %)
        quiet         0 (0 %)"
    `);
  });

  it('has a row a customer, of the answers that each definition gives alone', () => {
    const table = shop.evaluate(definitions);
    expect(table.keys).toEqual(Object.keys(definitions));
    expect(table.size).toBe(1500);
    const rows = [...table.rows()];
    expect(rows.map(({ id }) => id)).toEqual(shop.ids);
    for (const [key, of] of Object.entries(definitions)) {
      const alone = shop.values(of);
      expect(rows.map((row) => row[key as never])).toEqual(alone.toArray());
      expect(table.column(key as never).toArray()).toEqual(alone.toArray());
      if (of.kind === 'segment') expect(table.members(key as never).equals(shop.members(of))).toBe(true);
    }
    expect([...table.rows()]).toEqual(rows);
  });

  it('names the columns of an array by id, a parametrised copy by its own', () => {
    const { buyer, spend, loyalty } = definitions;
    const table = shop.evaluate([buyer, buyer.with({}, { id: 'buyer-2' }), spend, loyalty]);
    expect(table.keys).toEqual(['buyer', 'buyer-2', 'spend', 'loyalty']);
    expect(table.members('buyer').equals(table.members('buyer-2'))).toBe(true);
  });

  it('of one definition under two keys, or of none', () => {
    const { spend } = definitions;
    const table = shop.evaluate({ a: spend, b: spend });
    expect(table.column('a').toArray()).toEqual(table.column('b').toArray());
    expect(String(shop.evaluate({}))).toBe('1,500 customers');
    expect([...shop.evaluate([]).rows()][0]).toEqual({ id: 'c0' });
  });

  it.each<[string, () => unknown, string, string, RegExp]>([
    [
      'the key of nothing',
      () => shop.evaluate(definitions).column('none' as never),
      'bad-value',
      'key',
      /one of the columns buyer, spend, .+, got "none"/,
    ],
    [
      'a key of the language',
      () => shop.evaluate(definitions).column('constructor' as never),
      'bad-value',
      'key',
      /got "constructor"/,
    ],
    [
      'members of labels',
      () => shop.evaluate(definitions).members('loyalty'),
      'wrong-type',
      'loyalty',
      /a classification/,
    ],
    [
      'no members',
      () => shop.evaluate(definitions).members(undefined as never),
      'bad-value',
      'key',
      /got undefined/,
    ],
    [
      'the key id',
      () => shop.evaluate({ id: definitions.buyer }),
      'bad-value',
      'evaluate',
      /another name than "id"/,
    ],
    [
      'the id of a definition that is id',
      () => shop.evaluate([segment('id', { where: () => n.exists() })]),
      'bad-value',
      'evaluate',
      /another name than "id"/,
    ],
    [
      'one id twice',
      () =>
        shop.evaluate([definitions.buyer, definitions.spend, segment('buyer', { where: () => n.exists() })]),
      'bad-value',
      'evaluate',
      /different names, got "buyer"/,
    ],
    [
      'an expression without a name in a list',
      () => shop.evaluate([definitions.buyer, n.above(1)]),
      'bad-value',
      'evaluate[1]',
      /definition with a name/,
    ],
    [
      'a hole',
      () => shop.evaluate([definitions.buyer, undefined as never]),
      'bad-value',
      'evaluate[1]',
      /got undefined/,
    ],
    [
      'a definition itself',
      () => shop.evaluate(definitions.buyer as never),
      'bad-value',
      'evaluate',
      /an object or a list of definitions, got a segment/,
    ],
    [
      'a definition’s JSON',
      () => shop.evaluate({ a: JSON.parse(JSON.stringify(definitions.buyer)) }),
      'bad-value',
      'evaluate.a',
      /expected a segment, metric or classification/,
    ],
  ])('refuses %s', (_, act, code, path, message) => {
    expect(act).toThrow(thrown(code, path));
    expect(act).toThrow(message);
  });
});

describe('classify', () => {
  it.each<[string, typeof definitions.loyalty]>([
    ['a classification', definitions.loyalty],
    [
      'the greatest of metrics',
      dominant('d', {
        labels: () => ({ visits: events('visit').count(), buys: events('buy').count() }),
      }) as never,
    ],
    [
      'a relative one',
      classification('r', { labels: () => ({ best: definitions.best, rest: n.missing() }) }) as never,
    ],
  ])('counts every customer once: %s', (_, of) => {
    const counts = shop.classify(of);
    expect(Object.keys(counts)).toEqual([...of.labels, 'unclassified']);
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(shop.size);
    const column = shop.values(of);
    expect(counts.unclassified).toBe(column.missingCount);
    for (const label of of.labels) expect(counts[label]).toBe(shop.count(of.is(label)));
    expect(Object.isFrozen(counts)).toBe(true);
  });

  it('counts labels that nobody has, and nobody at all', () => {
    const none = classification('none', { labels: () => ({ a: n.above(1), constructor: n.below(0) }) });
    expect(shop.classify(none)).toEqual({ a: 0, constructor: 0, unclassified: 1500 });
    expect(numbered([]).classify(none)).toEqual({ a: 0, constructor: 0, unclassified: 0 });
  });
});

describe('one population, many instants', () => {
  const asked: Readonly<Record<string, AnyMetric | typeof definitions.buyer | typeof definitions.loyalty>> = {
    ...(definitions as object),
    month: events()
      .within(calendarMonths(1, { timeZone: 'America/New_York' }))
      .count(),
    last: events().last('topic', { as: 'text' }),
    followed: events('cart').followedBy(events('buy'), hours(36)).count(),
    steps: sequence(events('visit'), events('cart'), events('buy')).within(days(30)).steps(),
    plan: attribute('plan', { as: 'text' }),
    before: ago(days(10), attribute('plan', { as: 'text' })),
    bucket: inBucket('salt', { from: 10, to: 60 }) as never,
    score: score('s', { parts: () => [{ metric: events('buy').count(), weight: 1, from: 0, to: 5 }] }),
  };
  const customers = Array.from({ length: 40 }, (_, i) => ({
    id: `c${i}`,
    attributes: { plan: 'free', seats: i },
    history: i % 2 === 0 ? [{ at: ASOF - (i + 5) * DAY, attributes: { plan: 'pro' } }] : undefined,
  }));
  const happened = Array.from({ length: 700 }, (_, i) => ({
    customerId: `c${(i * i * 3) % 41}`,
    name: ['visit', 'buy', 'cart'][i % 3]!,
    at: ASOF + 10 * DAY - (i % 500) * (DAY / 5),
    id: i % 90 === 0 ? 'same' : undefined,
    properties: { amount: i % 13, topic: `t${i % 4}` },
  }));
  const build = (asOf: number) => population({ customers, events: happened, asOf });
  const people = build(ASOF);

  it.each([10, 0, -0.5, -1, -20, -89, -500, 1e5])(
    '%d days on: at answers what a population built then answers',
    (days) => {
      const asOf = ASOF + days * DAY;
      const [moved, anew] = [people.at(asOf), build(asOf)];
      expect([moved.asOf, moved.size, moved.eventCount, moved.copies, moved.issues]).toEqual([
        asOf,
        anew.size,
        anew.eventCount,
        anew.copies,
        anew.issues,
      ]);
      expect([...moved.evaluate(asked).rows()]).toEqual([...anew.evaluate(asked).rows()]);
      for (const id of ['c0', 'c1', 'c38']) expect(moved.profile(id).asOf).toBe(asOf);
    },
  );

  it('at leaves the first one as it is, takes every form of instant, and can be asked in any order', () => {
    const before = [...people.evaluate(asked).rows()];
    const forms = [ASOF - DAY, new Date(ASOF - DAY), '2026-11-21T00:00:00Z', '2026-11-20T22:00:00-02:00'].map(
      (at) => people.at(at),
    );
    const [first, ...others] = forms.map((then) => [...then.evaluate(asked).rows()]);
    for (const other of others) expect(other).toEqual(first);
    expect(first).not.toEqual(before);
    expect([...people.evaluate(asked).rows()]).toEqual(before);
    expect([...forms[0]!.at(ASOF).evaluate(asked).rows()]).toEqual(before);
  });

  it('profile answers like the population about every customer, at every instant', () => {
    for (const then of [people, people.at(ASOF - 33 * DAY), people.at(ASOF + 10 * DAY)]) {
      const table = then.evaluate(asked);
      const { best: _, ...alone } = asked;
      for (const row of table.rows()) {
        const mine = then.profile(row.id);
        for (const [key, of] of Object.entries(alone))
          expect([row.id, key, (of as (p: typeof mine) => unknown)(mine)]).toEqual([row.id, key, row[key]]);
      }
    }
  });
});

describe('the wrong thing', () => {
  const wrong: readonly (readonly [string, unknown])[] = [
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['a text', 'buyer'],
    ['a plain function', () => true],
    ['a profile', profile({ id: 'ada' })],
    ['a population', shop],
    ['a selection', events('buy')],
    ['a membership', shop.members(definitions.buyer)],
  ];
  const asks = {
    members: (what: never) => shop.members(what),
    count: (what: never) => shop.count(what),
    values: (what: never) => shop.values(what),
    classify: (what: never) => shop.classify(what),
    evaluate: (what: never) => shop.evaluate({ what }),
  };
  it.each(Object.entries(asks))(
    'asked of %s is an error that says what was expected and what came',
    (_, ask) => {
      for (const [name, what] of wrong) {
        const act = () => ask(what as never);
        expect(act, name).toThrow(expect.objectContaining({ name: 'HabitusError', code: 'bad-value' }));
        expect(act, name).toThrow(/^(members|values|classify|evaluate\.what): expected a .+, got .+/);
      }
    },
  );

  it.each<[string, () => unknown, string, string]>([
    ['a metric for a segment', () => shop.members(definitions.spend as never), 'bad-value', 'members'],
    [
      'a classification for a segment',
      () => shop.count(definitions.loyalty as never),
      'bad-value',
      'members',
    ],
    [
      'a metric for a classification',
      () => shop.classify(definitions.spend as never),
      'bad-value',
      'classify',
    ],
    ['a customer for an id', () => shop.profile({ id: 'c0' } as never), 'unknown-customer', 'profile'],
    ['an id of another case', () => shop.profile('C0'), 'unknown-customer', 'profile'],
    ['no id', () => shop.profile(undefined as never), 'unknown-customer', 'profile'],
    ['a date without an offset', () => shop.at('2026-11-22'), 'bad-instant', 'at'],
    ['no instant', () => shop.at(undefined as never), 'bad-instant', 'at'],
    ['an instant past all dates', () => shop.at(9e15), 'bad-instant', 'at'],
  ])('%s', (_, act, code, path) => {
    expect(act).toThrow(thrown(code, path));
  });
});

describe('a crowd', () => {
  it('of twins, with more of them and of their events than a chunk holds, has the answers of each one’s profile', () => {
    // A rank takes all of them together, and a bucket goes by the id.
    const goesByOthers = /"(rank|bucket)"/;
    fc.assert(
      fc.property(crowds(60), fc.integer({ min: 20, max: 60 }), ({ definitions, people, asOf }, twins) => {
        const of = populationOfPeople(
          Array.from({ length: twins }, (_, twin) =>
            people.map(({ customer, events }) => ({
              customer: { ...customer, id: `${twin} ${customer.id}` },
              events,
            })),
          ).flat(),
          asOf,
        );
        for (const definition of definitions.filter((each) => !goesByOthers.test(JSON.stringify(each)))) {
          const ask = parsed(definition);
          const column = of.values(ask as never);
          for (const { customer } of people) {
            const expected = ask(of.profile(`0 ${customer.id}`));
            for (const twin of [0, 1, twins >> 1, twins - 1]) {
              const answer = column.get(`${twin} ${customer.id}`);
              if (!same(answer, expected))
                expect.fail(`${shown(definition)}: ${shown(answer)}, not ${shown(expected)}`);
            }
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is worked out once for a population', () => {
  it('is kept apart by all that says which events: names, other names, beginnings, any of several', () => {
    const people = population({
      customers: [{ id: 'ada' }],
      events: [
        { customerId: 'ada', name: 'order:paid', at: 1 },
        { customerId: 'ada', name: 'visit', at: 2 },
        { customerId: 'ada', name: 'cart', at: 3 },
      ],
      asOf: 10,
    });
    const first = (of: { firstAt(): Metric<'instant'> }) => people.values(of.firstAt()).get('ada');
    expect(first(events.startingWith('v'))).toBe(2);
    expect(first(anyOf(events('cart'), events.startingWith('c')))).toBe(3);
    expect(first(events())).toBe(1);
    expect(first(events.except('order:paid'))).toBe(2);
    expect(first(events.startingWith('cart'))).toBe(3);
  });
});
