import fc from 'fast-check';
import { attribute, days, events } from 'habitus';
import { type ColumnSource, population, populationFromColumns } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

/** Rows of random data, few enough values that they meet. */
const rows = fc.array(
  fc.record({
    customer: fc.integer({ min: -1, max: 4 }),
    name: fc.constantFrom('a', 'b', 'c'),
    at: fc.integer({ min: 0, max: 40 }).map((days) => ASOF - days * DAY),
    id: fc.constantFrom('', '1', '2', undefined),
    text: fc.constantFrom('x', 'y', undefined),
    number: fc.constantFrom(0, 1.5, -2, undefined),
    truth: fc.constantFrom(true, false, undefined),
  }),
  { maxLength: 60, size: 'max' },
);
const IDS = ['ada', 'bob', 'cid', 'dan', 'eve'];
const asked = {
  count: events().count(),
  b: events('b').within(days(20)).count(),
  sum: events().sum('number'),
  texts: events().distinct('text'),
  last: events().last('truth', { as: 'boolean' }),
  days: events().activeDays(),
};

describe('populationFromColumns', () => {
  it('is the population of the same rows, in every form of column', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const fromRows = population({
          customers: IDS.map((id) => ({ id })),
          events: list.map(({ customer, name, at, id, text, number, truth }) => ({
            customerId: IDS[customer] ?? 'nobody',
            name,
            at,
            ...(id !== undefined && { id }),
            properties: { text, number, truth },
          })),
          asOf: ASOF,
        });
        const plain: ColumnSource = {
          customers: { id: IDS },
          events: {
            customerId: list.map(({ customer }) => IDS[customer] ?? 'nobody'),
            name: list.map(({ name }) => name),
            at: list.map(({ at }) => new Date(at)),
            id: list.map(({ id }) => id),
            properties: {
              text: list.map(({ text }) => text),
              number: list.map(({ number }) => number),
              truth: list.map(({ truth }) => truth),
            },
          },
          asOf: ASOF,
        };
        const typed: ColumnSource = {
          customers: { id: { codes: Uint8Array.of(0, 1, 2, 3, 4), values: IDS } },
          events: {
            customerId: { codes: Int8Array.from(list, ({ customer }) => customer), values: IDS },
            // Two codes of one text are one text.
            name: {
              codes: Int32Array.from(list, ({ name }, i) => ['a', 'b', 'c'].indexOf(name) + 3 * (i % 2)),
              values: ['a', 'b', 'c', 'a', 'b', 'c'],
            },
            at: Float64Array.from(list, ({ at }) => at),
            id: { codes: Int8Array.from(list, ({ id }) => ['1', '2'].indexOf(id ?? '')), values: ['1', '2'] },
            properties: {
              text: { codes: list.map(({ text }) => ['x', 'y'].indexOf(text ?? '')), values: ['x', 'y'] },
              number: Float32Array.from(list, ({ number }) => number ?? NaN),
              truth: list.map(({ truth }) => truth),
            },
          },
          asOf: ASOF,
        };
        for (const people of [plain, typed].map(populationFromColumns)) {
          expect(people.eventCount).toBe(fromRows.eventCount);
          expect(people.copies).toBe(fromRows.copies);
          expect(people.issues.map(({ code, count }) => [code, count]).sort()).toEqual(
            fromRows.issues.map(({ code, count }) => [code, count]).sort(),
          );
          for (const metric of Object.values(asked))
            expect(people.values(metric).toArray()).toEqual(fromRows.values(metric).toArray());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes attributes in every form, and reports what cannot be read', () => {
    const people = populationFromColumns({
      customers: {
        id: ['ada', 'bob', 'ada', 'cid'],
        attributes: {
          seats: Float64Array.of(1, NaN, 3, Infinity),
          plan: { codes: [1, -1, 0, 0], values: ['free', 'pro'] },
          mixed: ['x', 7, true, {}],
          tags: [['a'], [], ['b'], ['c', 1]],
        },
      },
      asOf: ASOF,
    });
    expect(people.ids).toEqual(['ada', 'bob', 'cid']);
    expect(people.values(attribute('seats')).toArray()).toEqual([1, null, null]);
    expect(people.values(attribute('plan')).toArray()).toEqual(['pro', null, 'free']);
    expect(people.values(attribute('mixed')).toArray()).toEqual(['x', 7, null]);
    expect(people.values(attribute('tags')).toArray()).toEqual([['a'], [], null]);
    expect(people.issues.map(({ code, examples }) => [code, examples[0]?.path])).toEqual([
      ['repeated-customer', 'customers.id[2]'],
      ['unreadable-value', 'customers.attributes.seats[3]'],
      ['unreadable-value', 'customers.attributes.mixed[3]'],
      ['unreadable-value', 'customers.attributes.tags[3]'],
    ]);
  });

  const good = () => ({
    customers: { id: ['ada', 'bob'] },
    events: {
      customerId: { codes: Int32Array.of(0, 0, 1), values: ['ada', 'bob'] },
      name: ['x', 'x', 'x'] as readonly string[],
      at: Float64Array.of(1, 2, 1) as ArrayLike<number>,
      properties: { amount: Float64Array.of(1, 2, 3) } as Record<string, unknown>,
      sorted: true,
    },
    asOf: 10,
  });
  const bad = (change: (source: ReturnType<typeof good>) => void) => () => {
    const source = good();
    change(source);
    return populationFromColumns(source as never);
  };

  it('takes what is sorted as sorted', () => {
    expect(
      populationFromColumns(good() as never)
        .values(events().sum('amount'))
        .toArray(),
    ).toEqual([3, 3]);
  });

  it.each<[string, () => unknown, string | RegExp]>([
    [
      'a short column',
      bad(({ events }) => (events.name = ['x', 'x'])),
      'events.name: expected 3 values, one for each of events.at, got 2',
    ],
    [
      'a long property',
      bad(({ events }) => (events.properties.amount = [1, 2, 3, 4])),
      'events.properties.amount: expected 3 values, one for each of events.at, got 4',
    ],
    [
      'codes of another length',
      bad(({ events }) => (events.customerId.codes = Int32Array.of(0))),
      'events.customerId: expected 3 values',
    ],
    [
      'a code past the list',
      bad(({ events }) => (events.customerId.codes = Int32Array.of(0, 2, 1))),
      'events.customerId.codes[1]: expected a code from 0 to 1, or −1 for missing, got 2',
    ],
    [
      'a code below −1',
      bad(({ events }) => (events.properties.amount = { codes: [0, -2, 0], values: ['x'] })),
      'events.properties.amount.codes[1]: expected a code from 0 to 0',
    ],
    [
      'a code that is no whole number',
      bad(({ events }) => (events.properties.amount = { codes: [0, 0.5, 0], values: ['x'] })),
      'events.properties.amount.codes[1]',
    ],
    [
      'values that are no texts',
      bad(({ events }) => (events.properties.amount = { codes: [0, 0, 0], values: [7] })),
      'events.properties.amount.values: expected a list of texts',
    ],
    [
      'times out of order',
      bad(({ events }) => (events.at = Float64Array.of(2, 1, 1))),
      'events.at[1]: expected the events of a customer in order of time, got 1',
    ],
    [
      'customers out of order',
      bad(({ events }) => (events.customerId.codes = Int32Array.of(1, 0, 0))),
      'events.customerId[1]: expected events customer by customer',
    ],
    ['a column that is none', bad(({ events }) => (events.at = 7 as never)), 'events.at: expected a column'],
    ['no ids', () => populationFromColumns({ customers: {} } as never), 'customers.id: expected a column'],
    [
      'a short attribute',
      () => populationFromColumns({ customers: { id: ['a', 'b'], attributes: { x: [1] } } }),
      'customers.attributes.x: expected 2 values, one for each of customers.id, got 1',
    ],
  ])('refuses %s', (_, act, message) => {
    expect(act).toThrow(message);
  });

  it('reports bad rows with their column and number', () => {
    const people = populationFromColumns({
      customers: { id: ['ada'] },
      events: {
        customerId: ['ada', 'ada', 'bob', 'ada', null as never],
        name: ['x', null as never, 'x', 'x', 'x'],
        at: [1, 1, 1, 'never', 1],
        properties: { p: [1n, 1, 1, 1, {}], q: Float64Array.of(Infinity, 1, 1, 1, 1) },
      },
      asOf: 10,
    });
    expect(people.eventCount).toBe(1);
    expect(people.issues.map(({ code, count, examples }) => [code, count, examples[0]?.path])).toEqual([
      ['bad-instant', 1, 'events.at[3]'],
      ['bad-event', 1, 'events.name[1]'],
      ['unknown-customer', 2, 'events.customerId[2]'],
      ['unreadable-value', 2, 'events.properties.p[0]'],
      ['unreadable-value', 1, 'events.properties.q[0]'],
    ]);
  });

  it('does not change what it is given', () => {
    const source = good();
    const before = structuredClone(source);
    populationFromColumns(source as never);
    expect(source).toEqual(before);
  });
});
