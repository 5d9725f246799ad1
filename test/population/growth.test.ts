import { describe, expect, it } from 'vitest';
import { attribute, events } from '../../src/index.js';
import { textIndex } from '../../src/internal/index.js';
import { builder } from '../../src/population/builder.js';
import { population, rollUp } from '../../src/population/index.js';

const list = <T>(length: number, of: (i: number) => T): T[] => Array.from({ length }, (_, i) => of(i));

/** How many bytes of columns a population takes. */
const bytesOf = (customers: readonly object[], given: readonly object[]): number => {
  let bytes = 0;
  const into = builder((size) => {
    bytes += size;
    return new ArrayBuffer(size);
  });
  for (const customer of customers) into.customer(customer as never);
  for (const event of given) into.event(event as never);
  into.build();
  return bytes;
};

describe('the memory of columns grows as the values do', () => {
  it.each([
    [
      'each event has a name and a property of its own',
      (n: number) => [
        [{ id: 'ada' }],
        list(n, (i) => ({ customerId: 'ada', name: `n${i}`, at: i, properties: { [`p${i}`]: i } })),
      ],
    ],
    [
      'each event of one name has a property of its own',
      (n: number) => [
        [{ id: 'ada' }],
        list(n, (i) => ({ customerId: 'ada', name: 'a', at: i, properties: { [`p${i}`]: `t${i}` } })),
      ],
    ],
    [
      'each customer has an attribute of its own',
      (n: number) => [list(n, (i) => ({ id: `c${i}`, attributes: { [`a${i}`]: i } })), []],
    ],
    [
      'each customer has a changed attribute of its own',
      (n: number) => [
        list(n, (i) => ({ id: `c${i}`, history: [{ at: 0, attributes: { [`a${i}`]: i } }] })),
        [],
      ],
    ],
  ] as const)('where %s', (_, data) => {
    const [small, large] = [500, 2000].map((n) => {
      const [customers, given] = data(n) as unknown as [object[], object[]];
      return bytesOf(customers, given);
    }) as [number, number];
    expect(small).toBeGreaterThan(0);
    expect(large / small).toBeLessThan(5);
  });

  it('and so does the time, for names and properties that are many', () => {
    const timed = (n: number): number => {
      const given = list(n, (i) => ({
        customerId: 'ada',
        name: `n${i}`,
        at: i,
        properties: { [`p${i}`]: i },
      }));
      const start = performance.now();
      population({ customers: [{ id: 'ada' }], events: given, asOf: 0 });
      return performance.now() - start;
    };
    timed(1000);
    // Four times the size took sixteen times as long; one quiet moment of several is enough.
    const ratios = list(6, () => timed(8000) / timed(2000));
    expect(Math.min(...ratios)).toBeLessThan(12);
  });
});

describe('a column in which few rows have a value', () => {
  const people = population({
    customers: list(3000, (i) => ({
      id: `c${i}`,
      attributes:
        i % 1000 === 7
          ? { rare: i, word: `w${i}`, flag: true, tags: ['x', `${i}`], since: 5 }
          : { common: i },
      history:
        i % 1000 === 8
          ? [
              { at: 10, attributes: { rare: -i } },
              { at: 20, attributes: { rare: null } },
            ]
          : undefined,
    })),
    events: list(9000, (i) => ({
      customerId: `c${(i * 7) % 3000}`,
      name: i % 2 === 0 ? 'a' : 'b',
      at: i % 50,
      actor: i % 3000 === 5 ? 'bob' : undefined,
      properties: i % 1500 === 6 ? { rare: i, word: `w${i % 4}`, flag: i % 4 === 0 } : { common: i },
    })),
    asOf: 15,
  });

  it.each([
    ['a number', attribute('rare', { as: 'number' })],
    ['a text', attribute('word', { as: 'text' })],
    ['a boolean', attribute('flag', { as: 'boolean' })],
    ['a list', attribute('tags', { as: 'list' })],
    ['an instant', attribute('since', { as: 'instant' })],
    ['an attribute of any type', attribute('rare')],
    ['a sum', events('a').sum('rare')],
    ['a text of an event', events().last('word', { as: 'text' })],
    ['a boolean of an event', events('a').last('flag', { as: 'boolean' })],
    ['a property of any type', events().first('rare')],
    ['an instant of an event', events().last('rare', { as: 'instant' })],
    ['a condition', events().where({ word: 'w2' }).count()],
    ['who acted', events().where({ rare: 3006 }).count()],
  ])('answers %s as each profile does, at any time', (_, metric) => {
    for (const asOf of [15, 25, 5]) {
      const now = people.at(asOf);
      const answers = now.values(metric as never);
      const wanted = list(3000, (i) => `c${i}`).filter((_, i) => i % 1000 < 12 || i % 97 === 0);
      expect(wanted.map((id) => answers.get(id))).toEqual(
        wanted.map((id) => (metric as (of: unknown) => unknown)(now.profile(id))),
      );
    }
    expect(people.at(15).values(metric as never).missingCount).toBeLessThanOrEqual(3000);
  });

  it('gives a profile its values back', () => {
    expect(people.profile('c7').issues).toEqual([]);
    expect(attribute('word')(people.profile('c7'))).toBe('w7');
    expect(attribute('rare')(people.at(12).profile('c8'))).toBe(-8);
    expect(attribute('rare')(people.at(22).profile('c8'))).toBeNull();
  });

  it('is rolled up to accounts as it stands', () => {
    const source = {
      customers: list(300, (i) => ({ id: `u${i}`, attributes: { account: `a${i % 3}` } })),
      events: list(3000, (i) => ({
        customerId: `u${i % 300}`,
        name: 'x',
        at: i,
        properties: i % 700 === 1 ? { rare: i } : { common: 1 },
      })),
      asOf: 1e6,
    };
    const accounts = rollUp(population(source), { by: 'account' } as never);
    const sums = accounts.values(events('x').sum('rare')).toArray();
    expect(sums.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(1 + 701 + 1401 + 2101 + 2801);
  });
});

describe('copies of events with very many properties', () => {
  it('are told where they disagree, in their order, whichever of the two has the value', () => {
    const copy = (row: number, properties: Record<string, number>) => ({
      customerId: 'ada',
      id: `e${row}`,
      name: 'a',
      at: 0,
      properties,
    });
    const given = list(40, (row) => [
      copy(row, { [`p${row}`]: 1, same: row }),
      copy(row, row % 4 === 0 ? { same: row } : { [`p${row}`]: row % 4, same: row }),
    ]).flat();
    const people = population({ customers: [{ id: 'ada' }], events: given, asOf: 0 });
    expect(people.copies).toBe(40);
    const [issue] = people.issues;
    expect(issue).toMatchObject({ code: 'conflicting-copies', count: 30 });
    expect(issue?.examples.map(({ path }) => path)).toEqual([1, 5, 7, 9, 13].map((row) => `events[${row}]`));
  });
});

describe('an index of texts', () => {
  it('goes on where one map would be full', () => {
    const index = textIndex(10);
    for (let i = 0; i < 95; i++) {
      expect(index.get(`t${i}`)).toBeUndefined();
      index.add(`t${i}`, i);
    }
    expect(list(95, (i) => index.get(`t${i}`))).toEqual(list(95, (i) => i));
    expect(index.get('t95')).toBeUndefined();
  });
});
