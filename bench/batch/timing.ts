import { cpus } from 'node:os';
import { type Columns, NOW } from './data.js';
import { naiveNumbers } from './naive.js';
import type { Answer, Peer } from './peer.js';

/** The instant of a round: back by an hour and a millisecond each, so that nothing can be remembered. */
export const instantOf = (round: number): number => NOW - round * 3_600_001;

/** Instants at which all must agree before anybody is timed. */
export const CHECKED = [0, 17, 400].map(instantOf);

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Such as `12.5–18.5`. */
export const range = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}`;

/** The milliseconds of each round of a way. */
export interface Timed {
  readonly name: string;
  readonly times: readonly number[];
}

/** A line each: median, range, and how many times as long as the first. */
export const print = (results: readonly Timed[]): void => {
  const width = Math.max(...results.map(({ name }) => name.length));
  const first = median(results[0]!.times);
  console.log(`${'ms'.padStart(width + 10)}  ${'range'.padEnd(21)}  rounds  ÷ first`);
  for (const { name, times } of results) {
    const numbers = [
      median(times).toFixed(1).padStart(8),
      range(times).padEnd(21),
      String(times.length).padStart(6),
      (median(times) / first).toFixed(2).padStart(7),
    ];
    console.log(`${name.padEnd(width)}  ${numbers.join('  ')}`);
  }
};

/** Throws where somebody says something else of a customer than the reference. */
export const requireSame = (name: string, answer: Answer, reference: Answer, asOf: number): void => {
  const at = answer.findIndex((bits, customer) => bits !== reference[customer]);
  if (at >= 0 || answer.length !== reference.length)
    throw new Error(
      `${name} differs as of ${asOf} about customer ${at}: ${answer[at]?.toString(2)}, not ${reference[at]?.toString(2)}`,
    );
};

/** Throws where one of some peers differs at one of the checked instants from what is expected there. */
export const requireAgreed = async (peers: readonly Peer[], expected: readonly Answer[]): Promise<void> => {
  for (const [i, asOf] of CHECKED.entries())
    for (const peer of peers) requireSame(peer.name, await peer.answer(asOf), expected[i]!, asOf);
};

/** What the loop over objects says at the checked instants; its objects are gone afterwards. */
export const reference = async (columns: Columns): Promise<readonly Answer[]> => {
  const peer = (await naiveNumbers(columns))!;
  const expected: Answer[] = [];
  for (const asOf of CHECKED) expected.push(await peer.answer(asOf));
  return expected;
};

/** Rounds before any is timed: many for the fast, whose code is made faster while it runs. */
const warmUp = ({ rounds }: Peer): number => (rounds > 20 ? 20 : 2);

/** Times one round. */
export const timeOne = async (peer: Peer, asOf: number): Promise<number> => {
  const start = performance.now();
  await (peer.timed ?? peer.answer)(asOf);
  return performance.now() - start;
};

/** Milliseconds that all cores have worked for other processes than this one and its threads. */
const others = (): number => {
  const all = cpus().reduce(
    (sum, { times: { idle: _, ...busy } }) => sum + Object.values(busy).reduce((a, b) => a + b),
    0,
  );
  const { user, system } = process.cpuUsage();
  return all - (user + system) / 1000;
};

/** Says what others used of a core since then: it slows whoever has two threads, and leaves one thread alone. */
const printOthers = (since: number, used: number): void => {
  const elapsed = performance.now() - since;
  // The cores' counters go in steps of 10 ms.
  if (elapsed < 1000) return;
  const percent = Math.max(0, (100 * (others() - used)) / elapsed);
  const verdict = percent > 10 ? ': NOT QUIET, one thread cannot be compared with two' : '';
  console.log(`Other processes used ${percent.toFixed(0)} % of a core meanwhile${verdict}`);
};

/** Times peers in turn, each as often as it asks for. */
export const timeAll = async (peers: readonly Peer[]): Promise<readonly Timed[]> => {
  const results = peers.map((peer) => ({ peer, name: peer.name, times: [] as number[] }));
  for (const peer of peers)
    for (let round = 0; round < warmUp(peer); round++) await timeOne(peer, instantOf(500 + round));
  globalThis.gc?.();
  const most = Math.max(...peers.map(({ rounds }) => rounds));
  const [since, used] = [performance.now(), others()];
  for (let round = 0; round < most; round++)
    for (const { peer, times } of results)
      if (round < peer.rounds) times.push(await timeOne(peer, instantOf(round)));
  printOthers(since, used);
  return results;
};
