import { describe, expect, it } from 'vitest';
import { dataOf } from '../../src/evaluate/profile.js';
import { attribute, events, profile } from '../../src/index.js';
import { population } from '../../src/population/index.js';

const anything = (value: unknown): never => value as never;
const found = (issues: readonly { readonly code: string; readonly path: string }[]) =>
  issues.map(({ code, path }) => `${code} ${path}`);

describe('copies of events at one instant', () => {
  /** A list of events that counts how often the id of one is read. */
  const counted = (length: number): { given: object[]; reads: () => number } => {
    let reads = 0;
    const given = Array.from({ length }, (_, i) => ({
      name: 'a',
      at: 0,
      get id() {
        reads++;
        return `id${i}`;
      },
    }));
    return { given, reads: () => reads };
  };

  it('are found by reading each id a fixed number of times, however many there are', () => {
    const [few, many] = [counted(100), counted(20_000)];
    for (const { given } of [few, many])
      expect(profile({ id: 'ada' }, anything(given)).eventCount).toBe(given.length);
    expect(many.reads() / 20_000).toBeLessThanOrEqual(few.reads() / 100);
  });

  it('have equal id and name; what only reads alike when joined is none (S11)', () => {
    const at = 0;
    const given = [
      { id: 'b', name: 'a', at },
      { id: 'b', name: 'a', at },
      { id: 'ab', name: '', at },
      { id: '', name: 'ab', at },
      { id: '', name: 'ab', at },
      { name: 'a', at },
      { id: '1 x', name: '', at },
      { id: 'x', name: '1 ', at },
      { id: 'b', name: 'a', at: 1 },
    ];
    expect(profile({ id: 'ada' }, given).eventCount).toBe(8);
    const people = population({
      customers: [{ id: 'ada' }],
      events: given.map((event) => ({ ...event, customerId: 'ada' })),
    });
    expect(people.eventCount).toBe(8);
  });

  it('without properties are no fault, whether these are null, absent or empty', () => {
    const event = { id: '1', name: 'a', at: 0 };
    const copies = [null, undefined, {}].map((properties) => ({ ...event, properties }));
    const ada = profile({ id: 'ada' }, anything([event, ...copies]));
    expect([ada.eventCount, ada.issues]).toEqual([1, []]);
  });
});

describe('what is no attributes, no history and no properties', () => {
  it.each(['abc', 5, true, ['a'], new Date(0), new Map([['plan', 'pro']])])(
    'is an issue of a profile and of a population alike, never read by its index: %s',
    (fault) => {
      const customer = { id: 'ada', attributes: anything(fault) };
      const event = { name: 'a', at: 0, properties: anything(fault) };
      const ada = profile(customer, [event]);
      const isEventFault = typeof fault !== 'object' || Array.isArray(fault);
      expect(found(ada.issues)).toEqual([
        'unreadable-value customer.attributes',
        ...(isEventFault ? ['unreadable-value events[0].properties'] : []),
      ]);
      const people = population({ customers: [customer], events: [{ ...event, customerId: 'ada' }] });
      expect(people.issues.map(({ code, count }) => [code, count]).slice(0, 1)).toEqual([
        ['unreadable-value', 1],
      ]);
      for (const name of ['0', 'length', 'plan']) {
        expect(attribute(name)(ada)).toBeNull();
        expect(people.values(attribute(name)).get('ada')).toBeNull();
        expect(events('a').last(name)(ada)).toBeNull();
        expect(people.values(events('a').last(name)).get('ada')).toBeNull();
      }
    },
  );

  it.each([5, {}, 'abc', true])('is an issue where it should be a history: %s', (history) => {
    const customer = { id: 'ada', history: anything(history) };
    expect(found(profile(customer).issues)).toEqual(['bad-history customer.history']);
    expect(population({ customers: [customer] }).issues.map(({ code }) => code)).toEqual(['bad-history']);
  });

  it.each([null, undefined, 5, 'abc', ['a']])(
    'is an issue in an entry of a history, which is left out: %s',
    (attributes) => {
      const history = [
        { at: 0, attributes: anything(attributes) },
        { at: 1, attributes: { plan: 'pro' } },
      ];
      const ada = profile({ id: 'ada', history });
      expect(found(ada.issues)).toEqual(['bad-history customer.history[0].attributes']);
      expect(attribute('plan')(ada)).toBe('pro');
    },
  );

  it('is none where it is null', () => {
    const ada = profile({ id: 'ada', attributes: anything(null), history: anything(null) }, [
      { name: 'a', at: 0, properties: anything(null) },
    ]);
    expect(ada.issues).toEqual([]);
  });
});

describe('an event of another customer', () => {
  it.each([
    [Symbol('x'), 'a symbol'],
    [Object.create(null), 'an object'],
    [5n, 'a bigint'],
    ['bob', '"bob"'],
    [null, 'null'],
  ])('is an issue, whatever stands for the customer: %#', (customerId, shown) => {
    const ada = profile({ id: 'ada' }, [{ name: 'a', at: 0, customerId: anything(customerId) }]);
    expect(ada.issues).toEqual([
      { code: 'other-customer', path: 'events[0]', message: `left out: it is of customer ${shown}` },
    ]);
  });
});

describe('what a profile keeps', () => {
  it('is bounded, and the answers stay the same', () => {
    const names = Array.from({ length: 3000 }, (_, i) => `p${i}`);
    const given = Array.from({ length: 1000 }, (_, i) => ({
      name: 'a',
      at: i,
      properties: { [`p${i % 3000}`]: i },
    }));
    const ada = profile({ id: 'ada' }, given);
    const { kept } = dataOf(ada);
    const ask = () => names.map((name) => events('a').sum(name)(ada));
    const first = ask();
    const cells = [...kept.columns.values()].reduce<number>(
      (sum, column) => sum + ((column as { readonly length?: number }).length ?? 0),
      0,
    );
    expect(cells).toBeGreaterThan(0);
    expect(cells).toBeLessThanOrEqual(2 ** 20);
    expect(first.slice(0, 1000)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(ask()).toEqual(first);
  });
});
