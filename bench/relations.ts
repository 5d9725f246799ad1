/**
 * What a relation about the same thing costs, against the same relation about anything: a population of 5 million events, each question the
 * median of some rounds, all of them in turn. The aim is at most twice. Run: npm run bench:relations -- [events] [rounds]
 */
import { events, hours, sequence } from 'habitus';
import { populationFromColumns } from 'habitus/population';
import { median, print } from './batch/timing.js';

const [size = 5_000_000, rounds = 9] = process.argv.slice(2).map(Number);
const CUSTOMERS = Math.max(1, Math.round(size / 50));
const PRODUCTS = 200;
const NOW = Date.UTC(2026, 10, 22);

let seed = 1;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const column = (below: number): Uint32Array => Uint32Array.from({ length: size }, () => random(below));
const values = (many: number, called: string): readonly string[] =>
  Array.from({ length: many }, (_, i) => `${called}${i}`);

const customers = values(CUSTOMERS, 'c');
const product = { codes: column(PRODUCTS), values: values(PRODUCTS, 'p') };
const people = populationFromColumns({
  customers: { id: customers },
  events: {
    customerId: { codes: column(CUSTOMERS), values: customers },
    name: { codes: column(3), values: ['cart', 'buy', 'view'] },
    at: Float64Array.from({ length: size }, () => NOW - random(365 * 86_400) * 1000),
    // Numbers, texts, and the same texts under another name.
    properties: {
      product,
      sku: product,
      amount: Float64Array.from({ length: size }, () => random(PRODUCTS)),
    },
  },
  asOf: NOW,
});

const [cart, buy] = [events('cart'), events('buy')];
const day = hours(24);
const path = sequence(cart, buy);
const PAIRS = [
  ['followedBy', cart.followedBy(buy, day), cart.followedBy(buy, day, { same: 'product' })],
  ['… a number', cart.followedBy(buy, day), cart.followedBy(buy, day, { same: 'amount' })],
  ['… as', cart.followedBy(buy, day), cart.followedBy(buy, day, { same: 'product', as: 'sku' })],
  ['notYetFollowedBy', cart.notYetFollowedBy(buy), cart.notYetFollowedBy(buy, { same: 'product' })],
  ['precededBy', cart.precededBy(buy), cart.precededBy(buy, { same: 'product' })],
] as const;
const asked = [
  ...PAIRS.map(([name, about, same]) => [name, about.count(), same.count()] as const),
  ['sequence', path.steps(), sequence(cart, buy, { same: 'product' }).steps()] as const,
];

console.log(`${size} events of ${CUSTOMERS} customers, ${rounds} rounds, Node ${process.version}`);
const results = asked.map(([name, ...metrics]) => ({
  name,
  metrics,
  times: [[], []] as [number[], number[]],
}));
for (let round = -2; round < rounds; round++) {
  // Another instant each, so that nothing is remembered.
  const then = people.at(NOW - (round + 3) * 3_600_001);
  for (const { metrics, times } of results)
    metrics.forEach((metric, i) => {
      const start = performance.now();
      then.evaluate({ metric });
      if (round >= 0) times[i as 0 | 1].push(performance.now() - start);
    });
}
for (const { name, times } of results) {
  print([
    { name, times: times[0] },
    { name: `${name} { same }`, times: times[1] },
  ]);
}
const worst = Math.max(...results.map(({ times: [about, same] }) => median(same) / median(about)));
console.log(`At most ${worst.toFixed(2)} times`);
