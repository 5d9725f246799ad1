import fc from 'fast-check';
import { type Customer, type Event, type Profile, profile } from 'habitus';
import { catalogue } from 'habitus/catalogue';
import { type Population, population } from 'habitus/population';
import { definitions, relative } from '../arbitrary/index.js';
import type { Random } from './random.js';

/** The definitions of the catalogue. */
export const catalogued = (): readonly object[] =>
  catalogue.map((entry) => JSON.parse(JSON.stringify(entry.definition)) as object);

/** Random definitions of every kind of node. */
export const invented = (seed: number): readonly object[] => [
  ...fc.sample(definitions(), { numRuns: 300, seed }),
  ...fc.sample(relative(), { numRuns: 40, seed }),
];

/** Some customers, asked one by one and together. */
export interface World {
  readonly people: Population;
  readonly profiles: readonly Profile[];
}

/** Customers of whom something is true: their events and attributes have the names and values of the definitions. */
export const worldOf = (corpus: readonly object[], random: Random): World => {
  const asOf = Date.parse('2026-11-22T12:00:00Z');
  const found = { events: new Set<string>(), fields: new Set<string>(), values: new Set<unknown>() };
  JSON.stringify(corpus, (key, value: unknown) => {
    if (key === 'names') for (const name of value as string[]) found.events.add(name);
    if (key === 'name') found.fields.add(value as string);
    if (key === 'values') for (const each of value as unknown[]) found.values.add(each);
    return value;
  });
  const [events, fields, values] = [[...found.events], [...found.fields], [...found.values]];
  const cell = (): unknown => {
    const choice = random.below(6);
    if (choice < 2) return random.one(values);
    if (choice === 2) return random.below(100) / 4;
    if (choice === 3) return random.below(2) === 0;
    if (choice === 4) return asOf - random.below(400) * 43_200_000;
    return random.one([null, -0, 'text', ['a', 'b'], 2 ** 53, '2026-01-01T00:00:00Z']);
  };
  const cells = (count: number): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length: count }, () => [random.one(fields), cell()]));
  const eventOf = (customerId: string): Event => ({
    customerId,
    name: random.one(events),
    at: asOf - random.below(120) * random.one([1, 3_600_000, 86_400_000]),
    properties: cells(4) as never,
  });
  const customers: Customer[] = ['a', 'b', 'A', '__proto__', '\u{1f600}'].map((id) => ({
    id,
    attributes: cells(30) as never,
    history: [{ at: asOf - 86_400_000, attributes: cells(3) as never }],
  }));
  const happened = customers.map(({ id }, i) => Array.from({ length: i * 40 }, () => eventOf(id)));
  return {
    people: population({ customers, events: happened.flat(), asOf }),
    profiles: customers.map((customer, i) => profile(customer, happened[i]!, { asOf })),
  };
};
