import fc from 'fast-check';
import { actor, attribute, days, events, type Metric, milliseconds, period, profile } from 'habitus';
import { type Population, type PopulationIssueCode, population } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

type Raw = Record<string, unknown> | null | undefined | string | number;
const build = (customers: readonly unknown[], happened: readonly unknown[] = [], asOf = ASOF): Population =>
  population({ customers, events: happened, asOf } as never);
const did = (over: object = {}) => ({ customerId: 'ada', name: 'x', at: ASOF - 1000, ...over });
const own = (key: string, value: unknown) => Object.fromEntries([[key, value]]);
const counted = (people: Population, ...codes: PopulationIssueCode[]): number =>
  people.issues.reduce((sum, { code, count }) => sum + (codes.includes(code) ? count : 0), 0);

/** Names that are something to an object of the language, to a key built of parts, or to the eye. */
const STRANGE = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '0',
  '',
  ' ',
  'a.b',
  'é',
];

describe('every row is taken or accounted for', () => {
  const junk = fc.constantFrom<unknown>(null, undefined, 7, '', 'text', true, [], {}, 3n, Symbol('s'), NaN);
  const value = fc.oneof(
    fc.constantFrom<unknown>(1, -0, 2.5, 'x', '', true, null, undefined, ['x'], [], new Date(5)),
    fc.constantFrom<unknown>(NaN, Infinity, {}, [1], 1n, Symbol('v'), new Date(NaN)),
  );
  const values = fc.dictionary(fc.constantFrom('a', 'b', ...STRANGE), value, { maxKeys: 4 });
  const id = fc.constantFrom<unknown>('ada', 'bob', 'cid', ...STRANGE, 7, null, undefined, {});
  const customer = fc.oneof(
    { weight: 5, arbitrary: fc.record({ id, attributes: fc.option(values, { nil: undefined }) }) },
    { weight: 1, arbitrary: junk },
  );
  const at = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -2, max: 2 }).map((days) => ASOF - days * DAY) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        null,
        'yesterday',
        '2026-11-20',
        NaN,
        8.64e15 + 1,
        -8.64e15,
        new Date(NaN),
        new Date(0),
        '2026-11-20T10:00:00.123456+05:30',
        {},
        1n,
      ),
    },
  );
  const event = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        customerId: id,
        name: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom<unknown>('x', 'y', ...STRANGE) },
          { weight: 1, arbitrary: junk },
        ),
        at,
        id: fc.constantFrom<unknown>('1', '2', '', undefined, null, 7),
        actor: fc.constantFrom<unknown>('u', 'v', '', undefined, null, 7),
        properties: fc.option(values, { nil: undefined }),
      }),
    },
    { weight: 1, arbitrary: junk },
  );

  it('whatever comes: sizes, copies and counts of issues add up, and examples are few and say where', () => {
    fc.assert(
      fc.property(
        fc.array(customer, { maxLength: 12, size: 'max' }),
        fc.array(event, { maxLength: 40, size: 'max' }),
        (customers, happened) => {
          const people = build(customers, happened);
          expect(people.size + counted(people, 'bad-customer', 'repeated-customer')).toBe(customers.length);
          expect(
            people.eventCount +
              people.copies +
              counted(people, 'bad-event', 'bad-instant', 'unknown-customer'),
          ).toBe(happened.length);
          expect(counted(people, 'conflicting-copies')).toBeLessThanOrEqual(people.copies);
          for (const { code, message, count, examples } of people.issues) {
            expect(code).toMatch(/^[a-z]+-[a-z]+$/);
            expect(message.length).toBeGreaterThan(20);
            expect(examples).toHaveLength(Math.min(count, 5));
            for (const { path, found } of examples) {
              expect(path).toMatch(/^(customers|events)\[\d+\]/);
              expect(found).toBeTypeOf('string');
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('whatever comes: each customer answers like her own profile', () => {
    const asked: Readonly<Record<string, Metric>> = {
      count: events().count(),
      a: events().sum('a'),
      b: events('x').distinct('b'),
      proto: events().last('__proto__', { as: 'text' }),
      actors: events().distinct(actor()),
      attribute: attribute('__proto__', { as: 'text' }),
      list: attribute('constructor', { as: 'list' }),
      sessions: events().sessions(),
    };
    fc.assert(
      fc.property(
        fc.array(customer, { maxLength: 8, size: 'max' }),
        fc.array(event, { maxLength: 40, size: 'max' }),
        (customers, happened) => {
          const people = build(customers, happened);
          const table = people.evaluate(asked);
          for (const id of people.ids) {
            const mine = people.profile(id);
            for (const [key, metric] of Object.entries(asked))
              expect([id, key, table.column(key).get(id)]).toEqual([id, key, metric(mine)]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('an issue for each property, not for each row: three names, thirty rows', () => {
    const people = build(
      [{ id: 'ada' }],
      Array.from({ length: 30 }, (_, i) => did({ properties: own(`p${i % 3}`, {}) })),
    );
    expect(people.issues.map(({ code, count, message }) => `${code} ${count} ${message}`)).toEqual(
      ['p0', 'p1', 'p2'].map(
        (name) => `unreadable-value 10 property ${name}: missing: no reading can see such a value`,
      ),
    );
  });

  it('a long text in an example is cut', () => {
    const [issue] = build([{ id: 'ada' }], [did({ customerId: 'x'.repeat(10_000) })]).issues;
    expect(issue!.examples[0]!.found.length).toBeLessThan(80);
  });
});

describe('values', () => {
  it.each<[string, unknown, unknown]>([
    ['a Date is its milliseconds', new Date(5), 5],
    ['an invalid Date is missing', new Date(NaN), null],
    ['−0 is 0', -0, 0],
    ['a text of a number is a text', '9', null],
    ['a truth is no number', true, null],
    ['a number object is missing', Object(5), null],
    ['the greatest number stays', Number.MAX_VALUE, Number.MAX_VALUE],
    ['the least number stays', Number.MIN_VALUE, Number.MIN_VALUE],
  ])('%s', (_, value, expected) => {
    const people = build([{ id: 'ada', attributes: { a: value } }], [did({ properties: { a: value } })]);
    const read = [events().last('a', { as: 'number' }), attribute('a', { as: 'number' })];
    for (const metric of read) {
      expect(people.values(metric).get('ada')).toBe(expected);
      expect(metric(people.profile('ada'))).toBe(expected);
    }
  });

  it.each([1, 2, 254, 255, 256, 257, 65_534, 65_535, 65_536, 65_537])(
    '%i different texts of one property, and of one attribute',
    (size) => {
      const text = (i: number) => `t${i}`;
      const people = build(
        Array.from({ length: size }, (_, i) => ({ id: `${i}`, attributes: { text: text(i) } })),
        Array.from({ length: size }, (_, i) => did({ customerId: `${i}`, properties: { text: text(i) } })),
      );
      const shown = [0, size >> 1, size - 1].map(String);
      for (const metric of [events().last('text', { as: 'text' }), attribute('text', { as: 'text' })]) {
        const column = people.values(metric);
        expect(shown.map((id) => column.get(id))).toEqual(shown.map((id) => text(Number(id))));
        expect(column.counts().size).toBe(size);
      }
      expect(people.members(attribute('text', { as: 'text' }).is(text(size - 1))).ids()).toEqual([
        `${size - 1}`,
      ]);
    },
  );

  it('one property of every type in turn', () => {
    const given = [1, 'x', true, null, 2, 'y', false];
    const people = build(
      [{ id: 'ada' }],
      given.map((value, i) => did({ at: ASOF - i, properties: { p: value } })),
    );
    const table = people.evaluate({
      sum: events().sum('p'),
      texts: events().distinct('p'),
      lastText: events().last('p', { as: 'text' }),
      firstTruth: events().first('p', { as: 'boolean' }),
      lastNumber: events().last('p', { as: 'number' }),
    });
    expect([...table.rows()]).toEqual([
      { id: 'ada', sum: 3, texts: 2, lastText: 'x', firstTruth: false, lastNumber: 1 },
    ]);
  });

  it('only own properties are read', () => {
    const inherits = (own: object) => Object.assign(Object.create({ a: 7, b: 'x' }), own);
    const people = build(
      [{ id: 'ada', attributes: inherits({ c: 1 }) }],
      [did({ properties: inherits({ c: 2 }) })],
    );
    expect(people.values(attribute('a')).get('ada')).toBe(null);
    expect(people.values(events().sum('a')).get('ada')).toBe(0);
    expect(people.values(events().sum('c')).get('ada')).toBe(2);
  });
});

describe('strange names', () => {
  it.each(STRANGE)('%j as customer, event, attribute, property, actor and text', (name) => {
    const people = build(
      [{ id: 'other' }, { id: name, attributes: own(name, name) }],
      [
        did({ customerId: name, name, properties: own(name, name), actor: name }),
        did({ customerId: name, name: 'plain' }),
      ],
    );
    // An attribute of digits alone looks like a number.
    expect(people.issues.map(({ code }) => code)).toEqual(name === '0' ? ['number-as-text'] : []);
    const table = people.evaluate({
      count: events(name).count(),
      property: events(name).last(name, { as: 'text' }),
      where: events()
        .where(own(name, name) as never)
        .count(),
      attribute: attribute(name, { as: 'text' }),
    });
    const nothing = { count: 0, property: null, where: 0, attribute: null };
    expect([...table.rows()]).toEqual([
      { id: 'other', ...nothing },
      { id: name, count: 1, property: name, where: 1, attribute: name },
    ]);
    const mine = people.profile(name);
    expect(attribute(name, { as: 'text' })(mine)).toBe(name);
    expect(events(name).last(name, { as: 'text' })(mine)).toBe(name);
  });

  it('keys of a table and labels may be strange too', () => {
    const table = build([{ id: 'ada' }]).evaluate(
      Object.fromEntries(STRANGE.map((name) => [name, events().count()])),
    );
    // What looks like an integer comes first, as in any object.
    expect([...table.keys].sort()).toEqual([...STRANGE].sort());
    for (const row of table.rows())
      for (const name of STRANGE) expect(Object.getOwnPropertyDescriptor(row, name)?.value).toBe(0);
  });

  it('a customer who is not there has no strange name', () => {
    const people = build([{ id: 'ada' }]);
    const members = people.members(events().none());
    const column = people.values(events().count());
    for (const name of STRANGE) {
      expect(members.has(name)).toBe(false);
      expect(column.get(name)).toBe(null);
      expect(() => people.profile(name)).toThrow(/expected the id of one of 1 customer/);
    }
  });
});

describe('history', () => {
  const plan = attribute('plan', { as: 'text' });
  const entry = (day: number, value: unknown) => ({ at: ASOF - day * DAY, attributes: { plan: value } });
  it.each<[string, readonly unknown[], Raw, readonly unknown[]]>([
    // As of today, and 1, 2, 3 and 4 days ago.
    ['none: plain attributes hold for all times', [], { plan: 'pro' }, ['pro', 'pro', 'pro', 'pro', 'pro']],
    ['out of order', [entry(1, 'b'), entry(3, 'a')], { plan: 'p' }, ['b', 'b', 'a', 'a', 'p']],
    ['the later of one instant wins', [entry(2, 'a'), entry(2, 'b')], {}, ['b', 'b', 'b', null, null]],
    ['null removes', [entry(2, null)], { plan: 'p' }, [null, null, null, 'p', 'p']],
    ['undefined says nothing', [entry(2, undefined)], { plan: 'p' }, ['p', 'p', 'p', 'p', 'p']],
    ['a value of another type overwrites', [entry(2, 7)], { plan: 'p' }, [null, null, null, 'p', 'p']],
    ['what cannot be read overwrites', [entry(2, {})], { plan: 'p' }, [null, null, null, 'p', 'p']],
    ['a change to come is not there yet', [entry(-1, 'z')], { plan: 'p' }, ['p', 'p', 'p', 'p', 'p']],
    [
      'of another attribute only',
      [{ at: ASOF - DAY, attributes: { x: 1 } }],
      { plan: 'p' },
      Array(5).fill('p'),
    ],
    ['without plain attributes', [entry(2, 'a')], undefined, ['a', 'a', 'a', null, null]],
  ])('%s', (_, history, attributes, expected) => {
    // Somebody before and behind, so that changes do not stand at the ends of their column.
    const other = { history: [entry(2, 'other')] };
    const people = build([
      { id: 'a', ...other },
      { id: 'ada', attributes, history },
      { id: 'z', ...other },
    ]);
    const mine = { id: 'ada', attributes, history } as never;
    expected.forEach((value, day) => {
      const then = people.at(ASOF - day * DAY);
      expect([day, then.values(plan).get('ada')]).toEqual([day, value]);
      expect([day, plan(then.profile('ada'))]).toEqual([day, value]);
      expect([day, plan(profile(mine, [], { asOf: ASOF - day * DAY }))]).toEqual([day, value]);
      expect(then.values(plan).get('z')).toBe(day <= 2 ? 'other' : null);
    });
  });

  it('reports an entry without an instant, and a value that cannot be read, where they stand', () => {
    const history = [entry(1, {}), { at: 'soon', attributes: {} }, null, entry(3, 'a')];
    const people = build([{ id: 'bob' }, { id: 'ada', history }]);
    expect(
      people.issues.map(({ code, count, examples }) => [code, count, examples.map(({ path }) => path)]),
    ).toEqual([
      ['bad-history', 2, ['customers[1].history[1].at', 'customers[1].history[2].at']],
      ['unreadable-value', 1, ['customers[1].history[0].attributes.plan']],
    ]);
    expect(
      people
        .at(ASOF - 2 * DAY)
        .values(plan)
        .get('ada'),
    ).toBe('a');
  });
});

describe('copies', () => {
  it('ids that differ by case, blanks or form are other ids', () => {
    const ids = ['a', 'A', 'a ', '\u00e9', 'e\u0301', '0', '00', '__proto__', 'constructor'];
    const people = build(
      [{ id: 'ada' }],
      [...ids, ...ids].map((id) => did({ id })),
    );
    expect([people.eventCount, people.copies]).toEqual([ids.length, ids.length]);
  });

  it('ids, names and customers with blanks and digits do not run together', () => {
    const customers = ['1', '1 1', '11'];
    const happened = customers.flatMap((customerId) =>
      ['1', '1 1', ' 1', '11'].flatMap((name) =>
        ['1', '1 1', ' 1', '11'].map((id) => did({ customerId, name, id })),
      ),
    );
    const people = build(
      customers.map((id) => ({ id })),
      happened,
    );
    expect([people.eventCount, people.copies]).toEqual([48, 0]);
  });

  it('a copy of an unknown customer is unknown, not a copy', () => {
    const people = build(
      [{ id: 'ada' }],
      [did({ customerId: 'bob', id: '1' }), did({ customerId: 'bob', id: '1' })],
    );
    expect([people.copies, counted(people, 'unknown-customer')]).toEqual([0, 2]);
  });

  it('the same instant with an offset, and a fraction of a millisecond, are copies', () => {
    const people = build(
      [{ id: 'ada' }],
      ['2026-11-20T10:00:00.0009Z', '2026-11-20T11:00:00+01:00', new Date('2026-11-20T10:00:00Z')].map((at) =>
        did({ id: '1', at }),
      ),
    );
    expect([people.eventCount, people.copies, people.issues.length]).toEqual([1, 2, 0]);
  });

  it('keeps the first of many that conflict, across chunks', () => {
    const customers = Array.from({ length: 2100 }, (_, i) => ({ id: `${i}` }));
    const round = (n: number) =>
      customers.map(({ id }) => did({ customerId: id, id: '1', properties: { n } }));
    const people = build(customers, [...round(1), ...round(2), ...round(1)]);
    expect([people.eventCount, people.copies, counted(people, 'conflicting-copies')]).toEqual([
      2100, 4200, 2100,
    ]);
    expect(people.values(events().sum('n')).counts()).toEqual(new Map([[1, 2100]]));
    expect(people.issues[0]!.examples[0]).toEqual({ path: 'events[2100]', found: '"events[0]"' });
  });
});

describe('sizes', () => {
  it('nobody', () => {
    const people = build([], [did()]);
    expect([people.size, people.eventCount, people.ids]).toEqual([0, 0, []]);
    expect(people.members(events().none()).size).toBe(0);
    expect(people.values(events().count()).quantile(0.5)).toBe(null);
    expect(people.members(events().count().topPercent(10)).ids()).toEqual([]);
    expect([...people.evaluate({ n: events().count() }).rows()]).toEqual([]);
  });

  it('one customer with 200,000 events in reverse among others with one', () => {
    const many = 200_000;
    const customers = ['a', 'ada', 'z'].map((id) => ({ id }));
    const happened = [
      ...Array.from({ length: many }, (_, i) =>
        did({ at: ASOF - i * 1000, name: i % 3 === 0 ? 'x' : 'y', properties: { n: 1, k: i % 2 } }),
      ),
      did({ customerId: 'a' }),
      did({ customerId: 'z' }),
    ];
    const table = build(customers, happened).evaluate({
      all: events().count(),
      x: events('x').count(),
      sum: events().sum('n'),
      week: events().within(days(1)).count(),
      sessions: events().sessions(),
      gap: events().longestGap(),
      odd: events().where({ k: 1 }).count(),
      followed: events('x').followedBy(events('y'), milliseconds(1000)).count(),
      lonely: events('x').notPrecededBy(events('y'), days(1)).count(),
    });
    const thirds = Math.ceil(many / 3);
    expect(table.column('all').toArray()).toEqual([1, many, 1]);
    expect(table.column('x').get('ada')).toBe(thirds);
    expect(table.column('sum').get('ada')).toBe(many);
    expect(table.column('week').get('ada')).toBe(86_400);
    expect(table.column('sessions').toArray()).toEqual([1, 1, 1]);
    expect(table.column('gap').toArray()).toEqual([null, 1000 / DAY, null]);
    expect(table.column('odd').toArray()).toEqual([0, many / 2, 0]);
    expect(table.column('followed').toArray()).toEqual([0, thirds - 1, 0]);
    expect(table.column('lonely').toArray()).toEqual([1, 0, 1]);
  });

  it('as many event names as events: 3,000 over three chunks', () => {
    const customers = Array.from({ length: 2049 }, (_, i) => ({ id: `${i}` }));
    const happened = Array.from({ length: 3000 }, (_, i) =>
      did({ customerId: `${i % 2049}`, name: `n${i}` }),
    );
    const people = build(customers, happened);
    expect(people.values(events().count()).toArray()).toEqual(customers.map((_, i) => (i < 951 ? 2 : 1)));
    expect(people.members(events('n2999', 'n0', 'unheard').any()).ids()).toEqual(['0', '950']);
  });

  it('a thousand events of one instant, each of another name and value, keep the order of values', () => {
    const happened = Array.from({ length: 1000 }, (_, i) =>
      did({ name: `n${i % 300}`, properties: { n: (i * 7919) % 1000 } }),
    );
    const table = build([{ id: 'ada' }], happened).evaluate({
      first: events().first('n', { as: 'number' }),
      last: events().last('n', { as: 'number' }),
      active: events().activeDays(),
      gap: events().longestGap(),
    });
    expect([...table.rows()]).toEqual([{ id: 'ada', first: 0, last: 999, active: 1, gap: null }]);
  });
});

describe('order', () => {
  it('holds for instants that lie as unevenly as can be, and keeps the first of copies', () => {
    const dayThen = events()
      .within(period(ASOF, ASOF + DAY))
      .count();
    const instants = fc.oneof(
      fc.integer({ min: 0, max: 50 }).map((at) => ASOF - at),
      fc.integer({ min: 0, max: 50 }).map((at) => ASOF - at * at * at * DAY),
      fc.constantFrom(-8.64e15, 8.64e15, 0, ASOF),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: instants, id: fc.constantFrom('', '1', '2') }), {
          maxLength: 2000,
          size: 'max',
        }),
        (list) => {
          const happened = list.map(({ at, id }, i) => did({ at, id, properties: { i } }));
          const firsts = new Map(
            [...list.entries()].reverse().map(([i, { at, id }]) => [id === '' ? `${i}` : `${at} ${id}`, i]),
          );
          const people = build([{ id: 'ada' }], happened, 8.64e15);
          const table = people.evaluate({
            sum: events().sum('i'),
            first: events().firstAt(),
            last: events().lastAt(),
            day: dayThen,
            gap: events().longestGap(),
          });
          expect(people.eventCount).toBe(firsts.size);
          const mine = profile({ id: 'ada' }, [...firsts.values()].map((i) => happened[i]) as never, {
            asOf: 8.64e15,
          });
          expect([...table.rows()]).toEqual([
            {
              id: 'ada',
              sum: [...firsts.values()].reduce((sum, i) => sum + i, 0),
              first: events().firstAt()(mine),
              last: events().lastAt()(mine),
              day: dayThen(mine),
              gap: events().longestGap()(mine),
            },
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds for thousands of one second after one long ago, in any order', () => {
    const happened = Array.from({ length: 5000 }, (_, i) =>
      did({ at: ASOF - ((i * 7919) % 1000), properties: { i } }),
    );
    const people = build([{ id: 'ada' }], [...happened, did({ at: -8.64e15, name: 'y' })]);
    for (const back of [0, 1, 500, 999, 1000])
      expect(
        people
          .at(ASOF - back)
          .values(events('x').count())
          .get('ada'),
      ).toBe(5 * (1000 - back));
    expect(people.values(events().last('i', { as: 'number' })).get('ada')).toBe(4000);
  });
});

describe('extreme instants', () => {
  const END = 8.64e15;
  it.each([END, -END, 0, -1])('as of %i, with events around it', (asOf) => {
    const happened = [-END, -END + 1, -1, 0, 1, END - 1, END].map((at) => did({ at }));
    const people = build([{ id: 'ada' }], [...happened, did({ at: END + 1 }), did({ at: -END - 1 })], asOf);
    expect(counted(people, 'bad-instant')).toBe(2);
    const asked = {
      count: events().count(),
      day: events().within(days(1)).count(),
      long: events().within(days(3_600_000)).count(),
      past: events()
        .within(days(1), { ago: days(1) })
        .count(),
      days: events().activeDays(),
      months: events().activeMonths({ timeZone: 'Europe/Paris' }),
      sessions: events().sessions(),
      gap: events().longestGap(),
      first: events().firstAt(),
      last: events().lastAt(),
      trend: events().trend({ every: days(1), periods: 4 }),
    };
    const table = people.evaluate(asked);
    const mine = profile({ id: 'ada' }, happened, { asOf });
    for (const [key, metric] of Object.entries(asked))
      expect([key, table.column(key as never).get('ada')]).toEqual([key, metric(mine)]);
  });
});

describe('what is given', () => {
  it('is read, not changed and not kept: frozen input is taken, and changes to it afterwards are not seen', () => {
    const frozen = (value: unknown): unknown => {
      if (typeof value === 'object' && value !== null) {
        Object.freeze(value);
        for (const inner of Object.values(value)) frozen(inner);
      }
      return value;
    };
    const make = () => ({
      customers: [
        { id: 'ada', attributes: { tags: ['a'], n: 1 }, history: [{ at: ASOF - DAY, attributes: { n: 2 } }] },
      ],
      events: [did({ properties: { n: 1 }, actor: 'u' })],
      asOf: ASOF,
    });
    expect(population(frozen(make()) as never).issues).toEqual([]);
    const source = make();
    const people = population(source as never);
    expect(source).toEqual(make());
    source.customers[0]!.attributes.tags.push('b');
    source.customers[0]!.history[0]!.attributes.n = 9;
    (source.events[0] as unknown as { properties: { n: number } }).properties.n = 9;
    source.events.pop();
    source.customers[0]!.id = 'eve';
    expect(people.values(attribute('tags', { as: 'list' })).get('ada')).toEqual(['a']);
    expect(people.values(attribute('n', { as: 'number' })).get('ada')).toBe(2);
    expect(people.values(events().sum('n')).get('ada')).toBe(1);
  });
});
