/**
 * How time grows with data: each row is a shape of data at a size and at twice that size, the best of five runs, the two taken in turn.
 * What is linear doubles; the aim is at most 2.2. Run: npm run bench:data
 */
import { events, oneOf, profile } from 'habitus';
import { population } from 'habitus/population';

interface Shape {
  readonly what: string;
  readonly size: number;
  readonly make: (size: number) => () => unknown;
}

const list = <T>(length: number, of: (i: number) => T): T[] => Array.from({ length }, (_, i) => of(i));
const ada = { customers: [{ id: 'ada' }], asOf: 1e9 };

const SHAPES: readonly Shape[] = [
  {
    what: 'profile: events with ids at one instant',
    size: 50_000,
    make: (size) => {
      const given = list(size, (i) => ({ id: `e${i}`, name: 'a', at: 0 }));
      return () => profile({ id: 'ada' }, given);
    },
  },
  {
    what: 'profile: copies of one event',
    size: 20_000,
    make: (size) => {
      const given = list(size, (i) => ({ id: 'e', name: 'a', at: 0, properties: { n: i } }));
      return () => profile({ id: 'ada' }, given);
    },
  },
  {
    what: 'population: events with ids at one instant',
    size: 50_000,
    make: (size) => {
      const given = list(size, (i) => ({ customerId: 'ada', id: `e${i}`, name: 'a', at: 0 }));
      return () => population({ ...ada, events: given });
    },
  },
  {
    what: 'population: each event a name and a property of its own',
    size: 10_000,
    make: (size) => {
      const given = list(size, (i) => ({
        customerId: 'ada',
        name: `n${i}`,
        at: i,
        properties: { [`p${i}`]: i },
      }));
      return () => population({ ...ada, events: given });
    },
  },
  {
    what: 'population: each event of one name a property of its own',
    size: 10_000,
    make: (size) => {
      const given = list(size, (i) => ({
        customerId: 'ada',
        name: 'a',
        at: i,
        properties: { [`p${i}`]: i },
      }));
      return () => population({ ...ada, events: given });
    },
  },
  {
    what: 'population: copies, each with a property of its own',
    size: 10_000,
    make: (size) => {
      const given = list(size, (i) => ({
        customerId: 'ada',
        id: `e${i >> 1}`,
        name: 'a',
        at: 0,
        properties: { [`p${i}`]: i },
      }));
      return () => population({ ...ada, events: given });
    },
  },
  {
    what: 'population: each customer an attribute of its own',
    size: 10_000,
    make: (size) => {
      const customers = list(size, (i) => ({ id: `c${i}`, attributes: { [`a${i}`]: i } }));
      return () => population({ customers, asOf: 0 });
    },
  },
  {
    what: 'population: each customer a changed attribute of its own',
    size: 5000,
    make: (size) => {
      const customers = list(size, (i) => ({
        id: `c${i}`,
        history: [{ at: 0, attributes: { [`a${i}`]: i } }],
      }));
      return () => population({ customers, asOf: 0 });
    },
  },
  {
    what: 'population: a test of so many values (oneOf), over as many customers',
    size: 5000,
    make: (size) => {
      const values = list(size, (i) => `v${i}`);
      const people = population({
        customers: list(size, (i) => ({ id: `c${i}` })),
        events: list(size, (i) => ({ customerId: `c${i}`, name: 'a', at: 0, properties: { v: `v${i}` } })),
        asOf: 1,
      });
      const [first, ...others] = values as [string, ...string[]];
      return () =>
        people.at(1).count(
          events('a')
            .where({ v: oneOf(first, ...others) })
            .any(),
        );
    },
  },
];

const timed = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

for (const { what, size, make } of SHAPES) {
  const runs = [make(size), make(2 * size)] as const;
  const best = [Infinity, Infinity] as [number, number];
  for (let round = 0; round < 5; round++)
    runs.forEach((run, i) => {
      best[i] = Math.min(best[i]!, timed(run));
    });
  const [one, two] = best;
  console.log(
    `${(two / one).toFixed(2).padStart(6)} ×  ${one.toFixed(1).padStart(8)} ms of ${size}, ${two.toFixed(1)} ms of ${2 * size}   ${what}`,
  );
}
