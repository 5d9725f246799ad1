import { populationFromColumns } from 'habitus/population';
import { chdb } from '../peers/chdb.js';
import { polars } from '../peers/polars.js';
import { type Columns, generate, NOW, sourceOf } from './data.js';
import { NAMES_OF_SEGMENTS, segments } from './definitions.js';
import { duckdb, duckdbOnce } from './duckdb.js';
import { naiveDates, naiveNumbers } from './naive.js';
import { native } from './native.js';
import { ours, packed } from './ours.js';
import type { Answer, Peer } from './peer.js';

const instantOf = (round: number): number => NOW - round * 3_600_001;

/** Instants at which all must agree before anybody is timed. */
const CHECKED = [0, 17, 400].map(instantOf);

interface Timed {
  readonly name: string;
  readonly times: readonly number[];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** A line each: median, range, and how many times as long as the first. */
const print = (results: readonly Timed[]): void => {
  const width = Math.max(...results.map(({ name }) => name.length));
  const [first] = results;
  console.log(`${'ms'.padStart(width + 10)}  ${'range'.padEnd(21)}  rounds  ÷ first`);
  for (const { name, times } of results) {
    const range = `${Math.min(...times).toFixed(1)}–${Math.max(...times).toFixed(1)}`;
    const ratio = (median(times) / median(first!.times)).toFixed(2);
    console.log(
      `${name.padEnd(width)}  ${median(times).toFixed(1).padStart(8)}  ${range.padEnd(21)}  ${String(times.length).padStart(6)}  ${ratio.padStart(7)}`,
    );
  }
};

const requireSame = (name: string, answer: Answer, reference: Answer, asOf: number): void => {
  const at = answer.findIndex((bits, customer) => bits !== reference[customer]);
  if (at >= 0 || answer.length !== reference.length)
    throw new Error(
      `${name} differs as of ${asOf} about customer ${at}: ${answer[at]?.toString(2)}, not ${reference[at]?.toString(2)}`,
    );
};

/** Rounds before any is timed: many for the fast, whose code is made faster while it runs. */
const warmUp = ({ rounds }: Peer): number => (rounds > 20 ? 20 : 1);

/** Times peers in turn, each as often as it asks for. */
const timeAll = async (peers: readonly Peer[]): Promise<readonly Timed[]> => {
  const times = new Map<Peer, number[]>(peers.map((peer) => [peer, []]));
  for (const peer of peers)
    for (let round = 0; round < warmUp(peer); round++)
      await (peer.timed ?? peer.answer)(instantOf(100 + round));
  globalThis.gc?.();
  const most = Math.max(...peers.map(({ rounds }) => rounds));
  for (let round = 0; round < most; round++) {
    for (const peer of peers) {
      if (round >= peer.rounds) continue;
      const asOf = instantOf(round);
      const start = performance.now();
      await (peer.timed ?? peer.answer)(asOf);
      times.get(peer)!.push(performance.now() - start);
    }
  }
  return peers.map((peer) => ({ name: peer.name, times: times.get(peer)! }));
};

/**
 * The naive ones come first and alone: the millions of objects that they keep would burden everybody else in the process. The
 * answers of the first are what all others are held against.
 */
const naive = async (columns: Columns) => {
  const results: Timed[] = [];
  const expected: Answer[] = [];
  for (const make of [naiveNumbers, naiveDates]) {
    const peer = (await make(columns))!;
    for (const [i, asOf] of CHECKED.entries()) {
      const answer = await peer.answer(asOf);
      expected[i] ??= answer;
      requireSame(peer.name, answer, expected[i], asOf);
    }
    results.push(...(await timeAll([peer])));
  }
  globalThis.gc?.();
  return { results, expected };
};

const batch = async (columns: Columns): Promise<void> => {
  const { results: slow, expected } = await naive(columns);
  const [first] = expected as [Answer];
  const shares = NAMES_OF_SEGMENTS.map((name, bit) => {
    const size = first.reduce((sum, bits) => sum + ((bits >> bit) & 1), 0);
    return `${name} ${((100 * size) / first.length).toFixed(1)} %`;
  });
  console.log(`${shares.join(', ')}\n`);

  const { best, unsorted } = await duckdb(columns);
  const others = await Promise.all([chdb, polars].map((make) => make(columns)));
  const peers = [...ours(columns), best, unsorted, ...others.filter((peer) => peer !== null)];
  const inC = await native(columns, 41, CHECKED);
  for (const [i, asOf] of CHECKED.entries()) {
    for (const peer of peers) requireSame(peer.name, await peer.answer(asOf), expected[i]!, asOf);
    if (inC !== null) requireSame('C', inC.answers[i]!, expected[i]!, asOf);
  }
  console.log(`All agree about all customers and segments at ${CHECKED.length} instants.\n`);
  const results = [...(await timeAll(peers)), ...slow];
  if (inC !== null) results.push({ name: 'C, -O3, 1 thread, customers contiguous', times: inC.times });
  print(results);
  for (const name of ['ClickHouse', 'Polars', 'C,'])
    if (!results.some((each) => each.name.startsWith(name))) console.log(`${name} is not installed`);
  for (const peer of peers) peer.close?.();
};

const oneShot = async (columns: Columns): Promise<void> => {
  const source = sourceOf(columns);
  const { unsorted } = await duckdb(columns);
  const shot = (asOf: number) => populationFromColumns({ ...source, asOf });
  const asOf = CHECKED[1]!;
  requireSame('habitus', packed(shot(asOf)), await unsorted.answer(asOf), asOf);
  const peer: Peer = {
    name: 'habitus: sort, index and answer',
    rounds: 11,
    answer: (at) => packed(shot(at)),
    timed: (at) => shot(at).evaluate(segments),
  };
  const built: Peer = { ...peer, name: '  of this: sort and index', timed: shot };
  const loading: Peer = {
    name: 'DuckDB: load the columns by its appender, and answer',
    rounds: 3,
    answer: (at) => duckdbOnce(columns, at),
  };
  requireSame(loading.name, await loading.answer(asOf), await unsorted.answer(asOf), asOf);
  print(
    await timeAll([peer, built, { ...unsorted, name: `${unsorted.name}: answer what is loaded` }, loading]),
  );
};

const growth = async (): Promise<void> => {
  for (const customers of [10_000, 100_000, 1_000_000]) {
    const columns = generate(customers);
    const start = performance.now();
    const people = populationFromColumns(sourceOf(columns));
    const building = performance.now() - start;
    const [{ times }] = (await timeAll([
      {
        name: 'habitus',
        rounds: 41,
        answer: () => new Uint8Array(0),
        timed: (asOf) => people.at(asOf).evaluate(segments),
      },
    ])) as [Timed];
    console.log(
      `${people.eventCount} events: built in ${building.toFixed(0)} ms, ${((building * 1e6) / people.eventCount).toFixed(0)} ns an event;`,
      `evaluated in ${median(times).toFixed(1)} ms, ${((median(times) * 1e6) / people.eventCount).toFixed(2)} ns an event;`,
      `at most ${(process.resourceUsage().maxRSS / 1e6).toFixed(2)} GB resident`,
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

const memory = async (columns: Columns): Promise<void> => {
  if (globalThis.gc === undefined) throw new Error('run it with node --expose-gc');
  const size = columns.ids.length;
  const events = columns.at.length;
  for (const key of Object.keys(columns)) delete (columns as unknown as Record<string, unknown>)[key];
  const before = used();
  const build = () => populationFromColumns(sourceOf(generate(size)));
  const people = build();
  people.evaluate(segments);
  await new Promise((resolve) => setTimeout(resolve, 100));
  console.log(
    `${((used() - before) / events).toFixed(2)} bytes an event resident, with ids, attributes, kernels and all`,
  );
  if (people.size !== size) throw new Error('the population is gone');
};

export const sections: Readonly<Record<string, (columns: Columns) => Promise<void>>> = {
  batch,
  oneshot: oneShot,
  growth,
  memory,
};
