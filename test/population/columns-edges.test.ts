import fc from 'fast-check';
import { actor, attribute, days, events } from 'habitus';
import { type ColumnSource, type Population, population, populationFromColumns } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

/** Bad input is the point, so the types are not. */
const columns = (events?: object, customers: object = { id: ['ada', 'bob'] }): Population =>
  populationFromColumns({ customers, events, asOf: ASOF } as never);
/** Two events of ada and one of bob, some columns of them replaced. */
const three = (over: object = {}): Population =>
  columns({ customerId: ['ada', 'ada', 'bob'], name: ['x', 'x', 'x'], at: [1, 2, 1], ...over });
const issuesOf = (people: Population) =>
  people.issues.map(({ code, count, examples }) => `${code} ${count} ${examples[0]?.path}`);

describe('a column in every form', () => {
  const KINDS = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    Array,
  ] as const;

  it.each(KINDS.map((kind) => [kind.name, kind] as const))(
    '%s as property, attribute, instants and codes',
    (_, kind) => {
      const of = (...values: number[]) => (kind as Float64ArrayConstructor).from(values) as never;
      const people = columns(
        {
          customerId: { codes: of(0, 0, 1), values: ['ada', 'bob'] },
          name: { codes: of(1, 0, 1), values: ['x', 'y'] },
          at: of(3, 2, 1),
          id: { codes: of(0, 1, 0), values: ['i', 'j'] },
          actor: { codes: of(1, 1, 0), values: ['u', 'v'] },
          properties: { n: of(5, 7, 9), text: { codes: of(0, 1, 1), values: ['s', 't'] } },
        },
        { id: { codes: of(1, 0), values: ['bob', 'ada'] }, attributes: { n: of(4, 0) } },
      );
      expect(people.ids).toEqual(['ada', 'bob']);
      const table = people.evaluate({
        sum: events().sum('n'),
        y: events('y').count(),
        last: events().last('text', { as: 'text' }),
        firstAt: events().firstAt(),
        actors: events().mostFrequent(actor()),
        n: attribute('n', { as: 'number' }),
      });
      expect([...table.rows()]).toEqual([
        { id: 'ada', sum: 12, y: 1, last: 's', firstAt: 2, actors: 'v', n: 4 },
        { id: 'bob', sum: 9, y: 1, last: 't', firstAt: 1, actors: 'u', n: 0 },
      ]);
      expect(people.issues).toEqual([]);
    },
  );

  it('a typed array that is a part of a buffer, and one over shared memory', () => {
    const whole = Float64Array.of(99, 1, 2, 3, 99);
    const shared = new Int32Array(new SharedArrayBuffer(12));
    shared.set([4, 5, 6]);
    const people = three({ properties: { part: whole.subarray(1, 4), shared } });
    expect(people.values(events().sum('part')).toArray()).toEqual([3, 3]);
    expect(people.values(events().sum('shared')).toArray()).toEqual([9, 6]);
  });

  it('bigints are no numbers: each is reported, as instants and as values', () => {
    expect(issuesOf(three({ at: BigInt64Array.of(1n, 2n, 3n) }))).toEqual(['bad-instant 3 events.at[0]']);
    expect(issuesOf(three({ properties: { n: BigUint64Array.of(1n, 2n, 3n) } }))).toEqual([
      'unreadable-value 3 events.properties.n[0]',
    ]);
  });

  it('instants as Dates, texts with offsets, fractions and milliseconds, mixed', () => {
    const people = three({ at: [new Date(5), '1970-01-01T01:00:00.0079+01:00', 6.9] });
    expect(people.values(events().lastAt()).toArray()).toEqual([7, 6]);
    expect(
      three({ at: Float64Array.of(-0.5, 1.5, 0.5) })
        .values(events().firstAt())
        .toArray(),
    ).toEqual([-1, 0]);
  });

  it.each([[NaN], [Infinity], [-Infinity], [8.64e15 + 2], [-8.64e15 - 2]])(
    'an instant of %d in a typed column is reported, and its row left out',
    (at) => {
      const people = three({ at: Float64Array.of(1, at, 1) });
      expect(issuesOf(people)).toEqual(['bad-instant 1 events.at[1]']);
      expect(people.values(events().count()).toArray()).toEqual([1, 1]);
    },
  );

  it('NaN in a typed column is missing; an infinite number is reported too', () => {
    const people = columns(
      { customerId: ['ada'], name: ['x'], at: [1], properties: { n: Float32Array.of(-Infinity) } },
      { id: ['ada', 'bob'], attributes: { n: Float64Array.of(NaN, Infinity), m: Float64Array.of(-0, NaN) } },
    );
    expect(issuesOf(people)).toEqual([
      'unreadable-value 1 customers.attributes.n[1]',
      'unreadable-value 1 events.properties.n[0]',
    ]);
    expect(people.values(attribute('n', { as: 'number' })).missingCount).toBe(2);
    expect(people.values(attribute('m', { as: 'number' })).toArray()).toEqual([0, null]);
    expect(people.values(events().average('n')).get('ada')).toBe(null);
  });

  it('texts that repeat in a dictionary, that nobody has, or that are empty', () => {
    const people = three({
      name: { codes: [0, 3, 2], values: ['x', 'never', 'y', 'x'] },
      properties: { text: { codes: [1, 0, 3], values: ['a', 'a', 'never', ''] } },
    });
    const table = people.evaluate({
      x: events('x').count(),
      never: events('never').count(),
      texts: events().distinct('text'),
      last: events().last('text', { as: 'text' }),
    });
    expect([...table.rows()]).toEqual([
      { id: 'ada', x: 2, never: 0, texts: 1, last: 'a' },
      { id: 'bob', x: 0, never: 0, texts: 1, last: '' },
    ]);
  });

  it('an empty dictionary where all is missing', () => {
    const none = { codes: [-1, -1, -1], values: [] };
    const people = three({ id: none, actor: none, properties: { text: none } });
    expect([people.eventCount, people.copies]).toEqual([3, 0]);
    expect(people.values(events().distinct('text')).toArray()).toEqual([0, 0]);
    expect(issuesOf(three({ customerId: none }))).toEqual(['unknown-customer 3 events.customerId[0]']);
    expect(issuesOf(three({ name: none }))).toEqual(['bad-event 3 events.name[0]']);
  });

  it.each([255, 256, 257, 65_535, 65_536, 65_537])('%i texts in a dictionary', (size) => {
    const values = Array.from({ length: size }, (_, i) => `t${i}`);
    const codes = Int32Array.of(0, size - 2, size - 1);
    const people = three({ properties: { text: { codes, values } } });
    expect(people.values(events().last('text', { as: 'text' })).toArray()).toEqual([
      `t${size - 2}`,
      `t${size - 1}`,
    ]);
  });
});

describe('the same data as rows and as columns', () => {
  const IDS = ['ada', 'bob', 'ada', '', '__proto__', 'cid'];
  const row = fc.record({
    customerId: fc.constantFrom('ada', 'bob', '', '__proto__', 'cid', 'nobody'),
    name: fc.constantFrom('a', 'b', '', 'constructor'),
    at: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: -1, max: 9 }).map((days) => ASOF - days * DAY) },
      { weight: 1, arbitrary: fc.constantFrom(NaN, 1e17, 0.5, -8.64e15) },
    ),
    id: fc.constantFrom('', '1', '2', undefined, null),
    actor: fc.constantFrom('u', 'v', undefined),
    n: fc.constantFrom(0, 1.5, -2, 1e300, undefined),
    any: fc.constantFrom<unknown>(1, 'x', true, null, ['x'], {}, -0, Infinity),
  });
  const asked = {
    count: events().count(),
    b: events('b', '').within(days(5)).count(),
    sum: events().sum('n'),
    max: events().max('n'),
    any: events().last('any', { as: 'text' }),
    anyNumber: events().last('any', { as: 'number' }),
    actors: events().distinct(actor()),
    days: events().activeDays(),
    sessions: events('a').sessions(),
    next: events('a').followedBy(events('b'), days(2)).count(),
    plan: attribute('plan', { as: 'text' }),
  };

  it.each([false, true])('answers and reports alike; sorted: %j', (sorted) => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 50, size: 'max' }), (list) => {
        const order = ['ada', 'bob', '', '__proto__', 'cid'];
        const rows = sorted
          ? list
              .filter(({ customerId, at }) => order.includes(customerId) && Math.abs(at) < 1e16)
              .sort((a, b) => order.indexOf(a.customerId) - order.indexOf(b.customerId) || a.at - b.at)
          : list;
        const plans = ['p', 'q', 'r', undefined, 's', 7];
        const fromRows = population({
          customers: IDS.map((id, i) => ({ id, attributes: { plan: plans[i] } })),
          events: rows.map(({ n, any, ...event }) => ({ ...event, properties: { n, any } })) as never,
          asOf: ASOF,
        });
        const fromColumns = populationFromColumns({
          customers: { id: IDS, attributes: { plan: plans } },
          events: {
            customerId: rows.map(({ customerId }) => customerId),
            name: rows.map(({ name }) => name),
            at: Float64Array.from(rows, ({ at }) => at),
            id: rows.map(({ id }) => id),
            actor: {
              codes: Int8Array.from(rows, ({ actor }) => ['u', 'v'].indexOf(actor ?? '')),
              values: ['u', 'v'],
            },
            properties: {
              n: Float64Array.from(rows, ({ n }) => n ?? NaN),
              any: rows.map(({ any }) => any),
            },
            sorted,
          },
          asOf: ASOF,
        });
        const facts = (people: Population) => ({
          ids: people.ids,
          counts: [people.eventCount, people.copies],
          answers: [...people.evaluate(asked).rows()],
          issues: people.issues
            .filter(({ code }) => code !== 'unreadable-value')
            .map(({ code, count }) => `${code} ${count}`)
            .sort(),
        });
        expect(facts(fromColumns)).toEqual(facts(fromRows));
        for (const id of fromColumns.ids) {
          const mine = fromColumns.profile(id);
          expect(asked.sum(mine)).toBe(fromColumns.values(asked.sum).get(id));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('copies', () => {
  it.each<[string, object, number, number]>([
    ['of equal ids', { id: ['1', '1', '1'] }, 1, 0],
    ['by codes', { id: { codes: [0, 1, -1], values: ['1', '1'] } }, 1, 0],
    ['that are empty or missing', { id: ['', '', null] }, 0, 0],
    ['that are numbers, which are no ids', { id: [7, 7, 7] }, 0, 0],
    [
      'with another text',
      { id: ['1', '1', '1'], properties: { t: { codes: [0, 1, 0], values: ['a', 'b'] } } },
      1,
      1,
    ],
    [
      'with one text of two codes',
      { id: ['1', '1', '1'], properties: { t: { codes: [0, 1, 0], values: ['a', 'a'] } } },
      1,
      0,
    ],
    ['both without a number', { id: ['1', '1', '1'], properties: { n: Float64Array.of(NaN, NaN, 1) } }, 1, 0],
    ['one without a number', { id: ['1', '1', '1'], properties: { n: Float64Array.of(NaN, 0, 1) } }, 1, 1],
    ['with another actor', { id: ['1', '1', '1'], actor: ['u', 'v', 'u'] }, 1, 1],
  ])('%s', (_, over, copies, conflicts) => {
    for (const sorted of [false, true]) {
      const people = three({ at: [1, 1, 1], ...over, sorted });
      expect([people.copies, people.eventCount]).toEqual([copies, 3 - copies]);
      expect(people.issues.reduce((sum, { count }) => sum + count, 0)).toBe(conflicts);
    }
  });
});

describe('sorted columns', () => {
  it('may leave customers out, tie, and hold rows that cannot be used anywhere', () => {
    const people = columns(
      {
        customerId: ['zoe', 'ada', 'zoe', 'ada', 'ada', 'cid', 'zoe'],
        name: ['x', 'x', 'x', 'x', null, 'x', 'x'],
        at: [9, 5, 1, 5, 0, 1, 0],
        sorted: true,
      },
      { id: ['ada', 'bob', 'cid'] },
    );
    expect(people.values(events().count()).toArray()).toEqual([2, 0, 1]);
    expect(issuesOf(people)).toEqual([
      'unknown-customer 3 events.customerId[0]',
      'bad-event 1 events.name[4]',
    ]);
  });

  it.each<[string, object, string]>([
    ['times', { at: [2, 1, 1] }, 'events.at[1]'],
    ['times after a bad one', { at: [2, NaN, 1], customerId: ['ada', 'ada', 'ada'] }, 'events.at[2]'],
    ['customers', { customerId: ['bob', 'ada', 'ada'] }, 'events.customerId[1]'],
    ['a customer who comes back', { customerId: ['ada', 'bob', 'ada'] }, 'events.customerId[2]'],
  ])('out of order is an error that says where: %s', (_, over, path) => {
    expect(() => three({ ...over, sorted: true })).toThrow(
      expect.objectContaining({ name: 'HabitusError', code: 'bad-value', path }),
    );
    expect(three(over).size).toBe(2);
  });
});

describe('columns that do not fit', () => {
  const five = [1, 2, 3, 4, 5];
  const wide = { codes: five, values: ['a'] };
  it.each<[string, () => unknown, string]>([
    ...['customerId', 'name', 'id', 'actor'].flatMap((name): [string, () => unknown, string][] => [
      [`${name} too short`, () => three({ [name]: ['x'] }), `events.${name}`],
      [`${name} too long`, () => three({ [name]: wide }), `events.${name}`],
      [
        `${name} with a code out of its dictionary`,
        () => three({ [name]: { codes: [0, 0, 2], values: ['ada', 'b'] } }),
        `events.${name}.codes[2]`,
      ],
      [
        `${name} with a code below −1`,
        () => three({ [name]: { codes: [0, -2, 0], values: ['ada', 'b'] } }),
        `events.${name}.codes[1]`,
      ],
      [
        `${name} with NaN for a code`,
        () => three({ [name]: { codes: [NaN, 0, 0], values: ['ada', 'b'] } }),
        `events.${name}.codes[0]`,
      ],
      [
        `${name} with values that are no texts`,
        () => three({ [name]: { codes: [0, 0, 0], values: ['ada', 7] } }),
        `events.${name}.values`,
      ],
      [`${name} without values`, () => three({ [name]: { codes: [0, 0, 0] } }), `events.${name}.values`],
      [`${name} as a text`, () => three({ [name]: 'xyz' }), `events.${name}`],
    ]),
    [
      'a property too short',
      () => three({ properties: { 'a.b': Float64Array.of(1) } }),
      'events.properties.a.b',
    ],
    ['a property that is null', () => three({ properties: { n: null } }), 'events.properties.n'],
    ['a property that is a function', () => three({ properties: { n: () => 1 } }), 'events.properties.n'],
    [
      'a property that is a DataView',
      () => three({ properties: { n: new DataView(new ArrayBuffer(3)) } }),
      'events.properties.n',
    ],
    ['a property that is a set', () => three({ properties: { n: new Set(five) } }), 'events.properties.n'],
    ['no instants', () => three({ at: undefined }), 'events.at'],
    [
      'customers with an attribute too long',
      () => columns(undefined, { id: ['a'], attributes: { n: five } }),
      'customers.attributes.n',
    ],
    [
      'an attribute with a code out of its dictionary',
      () => columns(undefined, { id: ['a'], attributes: { t: { codes: [1], values: ['x'] } } }),
      'customers.attributes.t.codes[0]',
    ],
    [
      'ids with a code out of their dictionary',
      () => columns(undefined, { id: { codes: [0, 9], values: ['x'] } }),
      'customers.id.codes[1]',
    ],
    ['ids that are a text', () => columns(undefined, { id: 'ada' }), 'customers.id'],
    ['an asOf that is none', () => populationFromColumns({ customers: { id: [] }, asOf: '2026' }), 'asOf'],
  ])('%s', (_, act, path) => {
    expect(act).toThrow(expect.objectContaining({ name: 'HabitusError', path }));
    expect(act).toThrow(/expected .+, got /);
  });
});

describe('what is left out', () => {
  it('events without customers, and customers without events', () => {
    const nobody = columns({ customerId: ['ada', 'bob'], name: ['x', 'x'], at: [1, 2] }, { id: [] });
    expect([nobody.size, nobody.eventCount]).toEqual([0, 0]);
    expect(issuesOf(nobody)).toEqual(['unknown-customer 2 events.customerId[0]']);
    for (const none of [undefined, { customerId: [], name: [], at: [] }])
      expect(columns(none).values(events().count()).toArray()).toEqual([0, 0]);
  });

  it('a customer without an id, or with one that is a number, a repeated one, and their attributes', () => {
    const id = ['ada', null, 7, 'ada', '', 'bob'];
    const people = columns(undefined, {
      id,
      attributes: {
        n: Float64Array.of(1, 2, 3, 4, 5, 6),
        text: { codes: [0, 1, 2, 3, 4, 5], values: [...'abcdef'] },
      },
    });
    expect(people.ids).toEqual(['ada', '', 'bob']);
    expect(people.values(attribute('n')).toArray()).toEqual([1, 5, 6]);
    expect(people.values(attribute('text')).toArray()).toEqual(['a', 'e', 'f']);
    expect(issuesOf(people)).toEqual([
      'bad-customer 2 customers.id[1]',
      'repeated-customer 1 customers.id[3]',
    ]);
    expect(issuesOf(columns(undefined, { id: Int32Array.of(1, 2) }))).toEqual([
      'bad-customer 2 customers.id[0]',
    ]);
  });
});

describe('what is given', () => {
  const make = () => ({
    customers: { id: ['ada', 'bob'], attributes: { n: Float64Array.of(1, Infinity), tags: [['a'], ['b']] } },
    events: {
      customerId: { codes: Int32Array.of(1, 0, 0), values: ['ada', 'bob'] },
      name: { codes: Uint8Array.of(0, 0, 0), values: ['x'] },
      at: Float64Array.of(3, 2, 1),
      id: ['1', '2', '2'],
      properties: {
        n: Float64Array.of(Infinity, NaN, -0),
        text: { codes: Int8Array.of(-1, 0, 0), values: ['t'] },
      },
    },
    asOf: ASOF,
  });
  const shown = (people: Population) => [
    ...people
      .evaluate({
        n: attribute('n', { as: 'number' }),
        tags: attribute('tags', { as: 'list' }),
        x: events('x').count(),
        sum: events().sum('n'),
        text: events().last('text', { as: 'text' }),
        last: events().lastAt(),
      })
      .rows(),
  ];

  it('is neither changed nor kept, sorted or not', () => {
    for (const sorted of [false, true]) {
      const source = make();
      if (sorted) {
        source.events.customerId.codes.reverse();
        source.events.at.set([1, 2, 3]);
      }
      const before = structuredClone(source);
      const people = populationFromColumns({
        ...source,
        events: { ...source.events, sorted },
      } as ColumnSource);
      expect(source).toEqual(before);
      const answers = shown(people);
      source.customers.attributes.n.fill(9);
      source.customers.attributes.tags[0]!.push('z');
      source.customers.id.reverse();
      source.events.at.fill(9);
      source.events.customerId.codes.fill(0);
      source.events.customerId.values.reverse();
      source.events.name.values[0] = 'y';
      source.events.properties.n.fill(9);
      source.events.properties.text.codes.fill(-1);
      source.events.properties.text.values[0] = 'u';
      expect(shown(people)).toEqual(answers);
      expect(people.profile('ada').eventCount).toBe(2);
    }
  });

  it('may be frozen where it is made of arrays', () => {
    const frozen = Object.freeze(['ada', 'ada', 'bob']);
    expect(three({ customerId: frozen, name: Object.freeze(['x', 'x', 'x']) }).eventCount).toBe(3);
  });
});
