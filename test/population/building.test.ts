import { attribute, type Customer, type Event, events } from 'habitus';
import { loadPopulation, type Population, population, populationBuilder } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const ada: Customer = { id: 'ada' };
const did = (over: object = {}): Event =>
  ({ customerId: 'ada', name: 'x', at: ASOF - 1000, ...over }) as Event;

const of = (customers: readonly unknown[], happened: readonly unknown[] = []): Population =>
  population({ customers: customers as Customer[], events: happened as Event[], asOf: ASOF });

const issuesOf = (people: Population): string[] =>
  people.issues.map(({ code, count, examples }) => `${code} ${count} ${examples[0]?.path}`);

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

describe('what cannot be used is reported, and the rest stays', () => {
  it.each<[string, readonly unknown[], readonly unknown[], readonly string[], number]>([
    ['nothing at all', [], [], [], 0],
    ['a customer that is null', [ada, null], [did()], ['bad-customer 1 customers[1]'], 1],
    ['a numeric id', [{ id: 7 }], [], ['bad-customer 1 customers[0]'], 0],
    [
      'a repeated customer',
      [ada, { id: 'ada', attributes: { x: 1 } }],
      [did()],
      ['repeated-customer 1 customers[1]'],
      1,
    ],
    ['an event that is null', [ada], [null, did()], ['bad-event 1 events[0]'], 1],
    ['an event without a name', [ada], [did({ name: undefined })], ['bad-event 1 events[0]'], 0],
    ['a name that is no text', [ada], [did({ name: 5 })], ['bad-event 1 events[0]'], 0],
    ['an instant that is none', [ada], [did({ at: 'yesterday' }), did()], ['bad-instant 1 events[0].at'], 1],
    [
      'an instant without an offset',
      [ada],
      [did({ at: '2026-11-20T10:00:00' })],
      ['bad-instant 1 events[0].at'],
      0,
    ],
    ['an instant past all dates', [ada], [did({ at: 1e16 })], ['bad-instant 1 events[0].at'], 0],
    [
      'an unknown customer',
      [ada],
      [did({ customerId: 'bob' })],
      ['unknown-customer 1 events[0].customerId'],
      0,
    ],
    [
      'an event of nobody',
      [ada],
      [did({ customerId: undefined })],
      ['unknown-customer 1 events[0].customerId'],
      0,
    ],
    [
      'an id that differs by case',
      [ada],
      [did({ customerId: 'Ada' })],
      ['unknown-customer 1 events[0].customerId'],
      0,
    ],
    [
      'a history without an instant',
      [{ id: 'ada', history: [{ at: null, attributes: {} }] }],
      [],
      ['bad-history 1 customers[0].history[0].at'],
      0,
    ],
    ...([{}, [], ['a'], NaN, Infinity, 10n, () => 1, cyclic] as unknown[]).map(
      (value): [string, readonly unknown[], readonly unknown[], readonly string[], number] => [
        `an event property that is ${typeof value}`,
        [ada],
        [did({ properties: { p: value } })],
        ['unreadable-value 1 events[0].properties.p'],
        1,
      ],
    ),
    ...([{}, [1], NaN, Infinity] as unknown[]).map(
      (value): [string, readonly unknown[], readonly unknown[], readonly string[], number] => [
        `an attribute that is ${typeof value}`,
        [{ id: 'ada', attributes: { p: value } }],
        [],
        ['unreadable-value 1 customers[0].attributes.p'],
        0,
      ],
    ),
    [
      'null, undefined and lists of texts, which are no faults',
      [{ id: 'ada', attributes: { a: null, b: undefined, c: ['x'] } }],
      [did({ properties: { a: null } })],
      [],
      1,
    ],
  ])('%s', (_, customers, happened, issues, events) => {
    const people = of(customers, happened);
    expect(issuesOf(people)).toEqual(issues);
    expect(people.eventCount).toBe(events);
  });

  it('counts every row of a fault, with the first five as examples', () => {
    const people = of(
      [ada],
      [
        ...Array.from({ length: 12 }, () => did({ customerId: 'bob' })),
        ...Array.from({ length: 7 }, () => did({ at: NaN })),
      ],
    );
    expect(people.issues.map(({ code, count, examples }) => [code, count, examples.length])).toEqual([
      ['bad-instant', 7, 5],
      ['unknown-customer', 12, 5],
    ]);
    expect(people.issues.every(({ message }) => message.includes('left out'))).toBe(true);
  });
});

describe('copies', () => {
  const one = did({ id: '1', properties: { a: 1 }, actor: 'u' });
  it.each<[string, readonly Event[], number, number, number]>([
    ['the same thing twice', [one, { ...one }], 1, 1, 0],
    ['three times', [one, one, one], 1, 2, 0],
    ['with another property', [one, did({ id: '1', properties: { a: 2 } })], 1, 1, 1],
    ['with another actor', [one, { ...one, actor: 'v' }], 1, 1, 1],
    ['with a property more', [one, { ...one, properties: { a: 1, b: 2 } }], 1, 1, 1],
    ['with null for what is missing', [one, { ...one, properties: { a: 1, b: null } }], 1, 1, 0],
    ['of another instant', [one, { ...one, at: ASOF - 2000 }], 2, 0, 0],
    ['of another name', [one, { ...one, name: 'y' }], 2, 0, 0],
    ['of another customer', [one, { ...one, customerId: 'bob' }], 2, 0, 0],
    ['without an id', [did(), did()], 2, 0, 0],
    ['with an empty id', [did({ id: '' }), did({ id: '' })], 2, 0, 0],
    ['at a time that is written in another way', [one, { ...one, at: new Date(ASOF - 1000) }], 1, 1, 0],
    ['far apart', [one, ...Array.from({ length: 50 }, (_, i) => did({ at: ASOF - i })), one], 51, 1, 0],
  ])('%s', (_, happened, kept, copies, conflicts) => {
    const people = of([ada, { id: 'bob' }], happened);
    expect(people.eventCount).toBe(kept);
    expect(people.copies).toBe(copies);
    expect(people.issues.reduce((sum, { count }) => sum + count, 0)).toBe(conflicts);
  });

  it('keeps the first of those that differ', () => {
    const people = of(
      [ada],
      [did({ id: '1', properties: { a: 1 } }), did({ id: '1', properties: { a: 2 } })],
    );
    expect(people.values(events().sum('a')).get('ada')).toBe(1);
  });
});

describe('customers and chunks', () => {
  it.each([1, 31, 32, 33, 1023, 1024, 1025, 2049])(
    '%i customers, each with as many events as its number',
    (size) => {
      const customers = Array.from({ length: size }, (_, i) => ({ id: `${i}`, attributes: { n: i } }));
      const happened = customers.flatMap(({ id }, i) =>
        Array.from({ length: i % 7 }, (_, k) => did({ customerId: id, at: ASOF - k, properties: { k } })),
      );
      const people = of(customers, happened.reverse());
      expect(people.values(events().count()).toArray()).toEqual(customers.map((_, i) => i % 7));
      expect(people.values(attribute('n', { as: 'number' })).toArray()).toEqual(customers.map((_, i) => i));
      expect(people.members(events().any()).size).toBe(customers.filter((_, i) => i % 7 > 0).length);
      expect(people.members(events().none()).ids()).toEqual(
        customers.filter((_, i) => i % 7 === 0).map(({ id }) => id),
      );
    },
  );

  it('one customer with very many events, many of one instant', () => {
    const happened = Array.from({ length: 60_000 }, (_, i) =>
      did({ at: ASOF - Math.floor(i / 1000), properties: { i } }),
    );
    const people = of([{ id: 'bob' }, ada], happened);
    expect(people.values(events().count()).toArray()).toEqual([0, 60_000]);
    expect(people.values(events().last('i', { as: 'number' })).get('ada')).toBe(999);
  });

  it('hundreds of event names, and names of the language', () => {
    const names = [
      ...Array.from({ length: 300 }, (_, i) => `n${i}`),
      '__proto__',
      'constructor',
      'toString',
      '',
    ];
    const people = of(
      [ada, { id: '__proto__' }],
      [
        ...names.map((name) => did({ name, properties: Object.fromEntries([['__proto__', 1]]) })),
        did({ customerId: '__proto__', name: '__proto__' }),
      ],
    );
    expect(people.values(events().count()).toArray()).toEqual([304, 1]);
    expect(people.values(events('__proto__').count()).toArray()).toEqual([1, 1]);
    expect(people.values(events('constructor', 'toString').sum('__proto__')).get('ada')).toBe(2);
    expect(people.values(events.except('n0', 'n1').count()).get('ada')).toBe(302);
  });

  it('instants at both ends of time', () => {
    const people = population({
      customers: [ada],
      events: [-8.64e15, 8.64e15, 0].map((at) => did({ at })),
      asOf: 8.64e15,
    });
    expect(people.values(events().firstAt()).get('ada')).toBe(-8.64e15);
    expect(people.values(events().lastAt()).get('ada')).toBe(8.64e15);
    expect(people.values(events().activeDays({ timeZone: 'Europe/Paris' })).get('ada')).toBe(3);
  });

  it('changes nothing that it is given', () => {
    const frozen = Object.freeze({ id: 'ada', attributes: Object.freeze({ tags: Object.freeze(['x']) }) });
    const event = Object.freeze(did({ properties: Object.freeze({ a: 1 }) }));
    expect(of([frozen], [event]).eventCount).toBe(1);
  });
});

async function* slowly<T>(rows: readonly T[]): AsyncGenerator<T> {
  for (const row of rows) yield row;
}

describe('loadPopulation', () => {
  const rows = Array.from({ length: 25_000 }, () => did());

  it('reads streams and says how far it has come', async () => {
    const seen: unknown[] = [];
    const people = await loadPopulation(
      { customers: slowly([ada]), events: slowly(rows), asOf: ASOF },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(people.eventCount).toBe(25_000);
    expect(seen).toEqual([
      { customers: 1, events: 9998 },
      { customers: 1, events: 19_998 },
      { customers: 1, events: 25_000 },
    ]);
  });

  it.each([0, 1, 12_345, 25_000])(
    'is rejected with the reason of a signal that comes after %i events',
    async (after) => {
      const stop = new AbortController();
      const reason = new Error('enough');
      async function* stopping() {
        for (const [i, row] of rows.entries()) {
          if (i === after) stop.abort(reason);
          yield row;
        }
        if (after === rows.length) stop.abort(reason);
      }
      const loading = loadPopulation(
        { customers: [ada], events: stopping(), asOf: ASOF },
        { signal: stop.signal },
      );
      await expect(loading).rejects.toBe(reason);
    },
  );

  it('is rejected with what a stream throws', async () => {
    async function* broken() {
      yield did();
      throw new Error('the line is dead');
    }
    await expect(loadPopulation({ customers: [ada], events: broken() })).rejects.toThrow('the line is dead');
  });
});

describe('populationBuilder', () => {
  it('takes events before their customers, and builds once', () => {
    const builder = populationBuilder();
    builder.addEvent(did());
    builder.addCustomer(ada);
    builder.addEvent(did({ customerId: 'bob' }));
    expect([builder.customerCount, builder.eventCount]).toEqual([1, 2]);
    const people = builder.build({ asOf: ASOF });
    expect(people.eventCount).toBe(1);
    expect(issuesOf(people)).toEqual(['unknown-customer 1 events[1].customerId']);
    expect(() => builder.addEvent(did())).toThrow(/addEvent: expected a builder that has not built yet/);
    expect(() => builder.build()).toThrow(/build: expected a builder/);
  });
});

describe('wrong code', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['no customers', () => population({} as never), /customers: expected a list of rows/],
    ['customers that are no list', () => population({ customers: 7 as never }), /customers: expected a list/],
    [
      'an asOf that is none',
      () => population({ customers: [], asOf: 'soon' }),
      /asOf: expected a valid Date/,
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
  });
});
