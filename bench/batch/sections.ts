import { populationFromColumns } from 'habitus/population';
import { chdb } from '../peers/chdb.js';
import { polars } from '../peers/polars.js';
import { type Columns, generate, type RowOrder, sourceOf } from './data.js';
import { NAMES_OF_SEGMENTS, segments } from './definitions.js';
import { duckdb, duckdbOnce, GIVEN } from './duckdb.js';
import { naiveDates, naiveNumbers } from './naive.js';
import { native } from './native.js';
import { ours, packed } from './ours.js';
import type { Answer, MakePeer, Peer } from './peer.js';
import {
  CHECKED,
  instantOf,
  median,
  print,
  range,
  reference,
  requireAgreed,
  requireSame,
  type Timed,
  timeAll,
  timeOne,
} from './timing.js';

/** How many customers, and in which order their events come. */
export interface Size {
  readonly customers: number;
  readonly order: RowOrder;
}

const generated = ({ customers, order }: Size): Columns => {
  const columns = generate(customers, order);
  console.log(`${columns.ids.length} customers, ${columns.at.length} events, ${order}\n`);
  return columns;
};

/** A naive way, timed alone: its objects are gone when the next comes. */
const naive = async (
  make: MakePeer,
  columns: Columns,
  expected: readonly Answer[],
): Promise<readonly Timed[]> => {
  const peer = (await make(columns))!;
  await requireAgreed([peer], expected);
  return timeAll([peer]);
};

const printShares = ([answer]: readonly Answer[]): void => {
  const shares = NAMES_OF_SEGMENTS.map((name, bit) => {
    const size = answer!.reduce((sum, bits) => sum + ((bits >> bit) & 1), 0);
    return `${name} ${((100 * size) / answer!.length).toFixed(1)} %`;
  });
  console.log(`${shares.join(', ')}\n`);
};

/**
 * The data is loaded, in the form that each likes best. The naive ones come first and alone: the millions of objects that they
 * keep would burden everybody else in the process.
 */
const batch = async (size: Size): Promise<void> => {
  const columns = generated(size);
  const expected = await reference(columns);
  printShares(expected);
  const slow: Timed[] = [];
  for (const make of [naiveNumbers, naiveDates]) slow.push(...(await naive(make, columns, expected)));
  globalThis.gc?.();

  const duck = await duckdb(columns);
  const optional = { ClickHouse: await chdb(columns), Polars: await polars(columns) };
  const others = Object.values(optional).filter((peer) => peer !== null);
  const peers = [...ours(columns), ...duck.peers, ...others];
  const inC = native(columns, 21, CHECKED);
  await requireAgreed(peers, expected);
  inC?.answers.forEach((answer, i) => {
    requireSame('C', answer, expected[i]!, CHECKED[i]!);
  });
  console.log(`All agree about all customers and segments at ${CHECKED.length} instants.\n`);
  const results = [...(await timeAll(peers)), ...slow];
  if (inC !== null) results.push({ name: 'C, -O3, 1 thread, customers contiguous', times: inC.times });
  print(results);
  for (const [name, peer] of Object.entries({ ...optional, 'A C compiler': inC }))
    if (peer === null) console.log(`${name}: not installed`);
  duck.close();
  for (const peer of peers) peer.close?.();
};

/** From typed columns in memory to the answers. */
const oneShot = async (size: Size): Promise<void> => {
  const columns = generated(size);
  const source = sourceOf(columns);
  const shot = (asOf: number) => populationFromColumns({ ...source, asOf });
  const whole: Peer = {
    name: 'habitus: sort, index and answer',
    rounds: 15,
    answer: (asOf) => packed(shot(asOf)),
    timed: (asOf) => shot(asOf).evaluate(segments),
  };
  const cold = await timeOne(whole, instantOf(900));
  const built: Peer = { ...whole, name: '  of this: sort and index', timed: shot };
  const loading: Peer = {
    name: 'DuckDB: append the columns, and answer',
    rounds: 7,
    answer: (asOf) => duckdbOnce(columns, asOf),
  };
  const expected = await reference(columns);
  globalThis.gc?.();
  const loaded = await duckdb(columns, [GIVEN]);
  await requireAgreed([whole, loading, ...loaded.peers], expected);
  console.log(`All agree about all customers and segments at ${CHECKED.length} instants.\n`);
  const kept = loaded.peers.map((peer) => ({ ...peer, name: `${peer.name}: answer what is loaded` }));
  print(await timeAll([whole, built, loading, ...kept]));
  console.log(`\nhabitus the first time, before any code is warm: ${cold.toFixed(0)} ms`);
  loaded.close();
};

const MB = 1e6;

/** A tenth, the whole and ten times as many customers: whether time grows as events do. */
const growth = async ({ customers, order }: Size): Promise<void> => {
  for (const size of [customers / 10, customers, customers * 10]) {
    const columns = generate(Math.round(size), order);
    const start = performance.now();
    const people = populationFromColumns(sourceOf(columns));
    const building = performance.now() - start;
    const peer: Peer = {
      name: 'habitus',
      rounds: 41,
      answer: (asOf) => packed(people.at(asOf)),
      timed: (asOf) => people.at(asOf).evaluate(segments),
    };
    const [{ times }] = (await timeAll([peer])) as [Timed];
    const millions = people.eventCount / 1e6;
    console.log(
      `${people.eventCount} events: built cold in ${building.toFixed(0)} ms, ${(building / millions).toFixed(0)} ms a million;`,
      `evaluated in ${median(times).toFixed(1)} ms (${range(times)}), ${(median(times) / millions).toFixed(2)} ms a million;`,
      `resident ${(process.memoryUsage().rss / MB).toFixed(0)} MB, the input among it, at most ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
    );
  }
};

/** Heap and buffers after garbage collection. */
const used = (): number => {
  globalThis.gc!();
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** What a population holds, its input released. */
const memory = async ({ customers, order }: Size): Promise<void> => {
  if (globalThis.gc === undefined) throw new Error('run it with node --expose-gc');
  const build = (size: number) => populationFromColumns(sourceOf(generate(size, order)));
  build(1000).evaluate(segments);
  const before = used();
  const people = build(customers);
  people.evaluate(segments);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const bytes = used() - before;
  console.log(
    `${people.size} customers, ${people.eventCount} events: ${(bytes / MB).toFixed(1)} MB,`,
    `${(bytes / people.eventCount).toFixed(2)} bytes an event resident, with ids, attributes, kernels and all`,
  );
};

export const sections: Readonly<Record<string, (size: Size) => Promise<void>>> = {
  batch,
  oneshot: oneShot,
  growth,
  memory,
};
