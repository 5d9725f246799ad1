import { type AbortLike, pause } from '../internal/index.js';
import { bind, type PlanNode, type Prepared } from '../plan/index.js';
import { sortedValues, thresholdOf } from '../stats/index.js';
import { answersAbout, customersBefore, everybody, isAsked, type People, peopleAmong } from './people.js';
import { type Answers, answersFor, copyAnswers } from './program/answers.js';
import { compile, type Program, type Thresholds } from './program/program.js';
import { openRanks } from './program/ranks.js';
import { type Allocate, ownMemory } from './store/memory.js';
import { type AttributeColumn, CHUNK, type Store } from './store/store.js';

/** Answers nodes of a plan for its customers as of an instant. */
export interface Runner {
  /** What the answers are read from; it may hold other customers, too. */
  readonly store: Store;
  readonly people: People;
  readonly way: Way;
  /** Those that are ready, for whoever asks the same store in this thread. */
  readonly programs: Programs;
  answer(prepared: Prepared, nodes: readonly number[], asOf: number): readonly Answers[];
  /** The same answers in this thread, with a pause after each chunk. */
  answerPaced(
    prepared: Prepared,
    nodes: readonly number[],
    asOf: number,
    pace: Pace,
  ): Promise<readonly Answers[]>;
}

/** How chunks are answered, and the kind of memory that it takes. */
export interface Way {
  readonly allocate: Allocate;
  readonly chunks: Chunks;
}

/** How a question that others shall not wait for is answered. */
export interface Pace {
  /** Ends the question: the promise is rejected with the signal's reason. */
  readonly signal?: AbortLike | undefined;
  /** Called after each thousand customers or so, and at the end. */
  readonly onProgress?: ((progress: AskProgress) => void) | undefined;
}

/** How far a question has come. */
export interface AskProgress {
  /** Customers that are answered. */
  readonly customers: number;
  /** All of them. */
  readonly total: number;
}

/** One run of a program: everything about it is set, but no chunk has been answered. */
export interface Run extends ChunkRun {
  readonly store: Store;
  readonly prepared: Prepared;
  readonly nodes: readonly number[];
  readonly asOf: number;
  readonly thresholds: Thresholds;
}

/** What the chunks of a run need. */
export interface ChunkRun {
  readonly program: Program;
  /** Room for what comes out, about all customers of the store. */
  readonly answers: readonly Answers[];
  /** A bit for each customer who is asked about; undefined of all. */
  readonly among: Int32Array | undefined;
}

/** Answers the chunks of a run. */
export type Chunks = (run: Run) => void;

/** A runner that answers chunks in a way of its own, about some customers of a store or all of them. */
export const runnerWith = (
  store: Store,
  way: Way,
  people: People = everybody(store),
  programs: Programs = programsOf(store),
): Runner => {
  const among = people.some?.words;
  const ofStore: Runner['answer'] = (prepared, nodes, asOf) => {
    const ranks = openRanks(prepared, nodes);
    const values = ranks.length === 0 ? [] : ofStore(prepared, nodesOfRanks(ranks), asOf);
    const thresholds = thresholdsOf(ranks, values, among);
    const program = programs(prepared, nodes, asOf, thresholds);
    const answers = program.vectors.map((vector) => answersFor(vector, store.size, way.allocate));
    way.chunks({ store, prepared, nodes, asOf, program, thresholds, answers, among });
    return answers;
  };
  return {
    store,
    people,
    way,
    programs,
    answer: (...question) => ofStore(...question).map((answers) => answersAbout(people, answers)),
    answerPaced: paced(store, people),
  };
};

/** The same runner, of those of its customers whose bit is set. */
export const runnerAmong = ({ store, people, way, programs }: Runner, words: Int32Array): Runner =>
  runnerWith(store, way, peopleAmong(store, people, words, way.allocate), programs);

/** The same runner, over a store in which these attributes stand, too. */
export const runnerWithAttributes = (
  { store, people, way }: Runner,
  attributes: Iterable<readonly [string, AttributeColumn]>,
): Runner => runnerWith({ ...store, attributes: new Map([...store.attributes, ...attributes]) }, way, people);

/** Answers with pauses. In a pause other questions may be answered, so each question has programs of its own. */
const paced = (store: Store, people: People): Runner['answerPaced'] => {
  const among = people.some?.words;
  const total = people.ids.length;
  const answer = async (
    programs: Programs,
    prepared: Prepared,
    nodes: readonly number[],
    asOf: number,
    pace: Pace,
  ): Promise<readonly Answers[]> => {
    const ranks = openRanks(prepared, nodes);
    const values =
      ranks.length === 0
        ? []
        : await answer(programs, prepared, nodesOfRanks(ranks), asOf, { signal: pace.signal });
    const program = programs(prepared, nodes, asOf, thresholdsOf(ranks, values, among));
    const answers = program.vectors.map((vector) => answersFor(vector, store.size, ownMemory));
    for (let low = 0; low < store.size; low += CHUNK) {
      if (!isAsked(among, low)) continue;
      pace.signal?.throwIfAborted();
      runChunk({ program, answers, among }, low, store.size);
      pace.onProgress?.({ customers: customersBefore(people, low + CHUNK), total });
      await pause();
    }
    pace.signal?.throwIfAborted();
    return answers;
  };
  return async (prepared, nodes, asOf, pace) =>
    (await answer(programsOf(store), prepared, nodes, asOf, pace)).map((answers) =>
      answersAbout(people, answers),
    );
};

/** Answers in this thread, a chunk of customers after the other. */
export const runner = (store: Store): Runner =>
  runnerWith(store, {
    allocate: ownMemory,
    chunks: (run) => {
      for (let low = 0; low < store.size; low += CHUNK) runChunk(run, low, store.size);
    },
  });

/** Gives the program of a plan with its instant and thresholds set. */
export type Programs = (
  prepared: Prepared,
  nodes: readonly number[],
  asOf: number,
  thresholds: Thresholds,
) => Program;

/** Keeps programs as long as their plans: kernels are chosen once. */
export const programsOf = (store: Store): Programs => {
  const kept = new WeakMap<Prepared, Map<string, Program>>();
  let current: Thresholds;
  return (prepared, nodes, asOf, thresholds) => {
    const programs = kept.get(prepared) ?? new Map<string, Program>();
    kept.set(prepared, programs);
    const key = nodes.join();
    const program = programs.get(key) ?? compile(prepared, store, nodes, () => current);
    programs.set(key, program);
    current = thresholds;
    program.begin(bind(prepared, asOf));
    return program;
  };
};

type Ranks = ReturnType<typeof openRanks>;

/** The nodes that ranks are of, and those that say whom they rank, each once. */
const nodesOfRanks = (ranks: Ranks): readonly number[] => [
  ...new Set(ranks.flatMap(({ value, among }) => (among === undefined ? [value] : [value, among]))),
];

/** The thresholds of ranks, from the values of all who are asked about. */
const thresholdsOf = (
  ranks: Ranks,
  values: readonly Answers[],
  asked: Int32Array | undefined,
): Thresholds => {
  if (ranks.length === 0) return NO_THRESHOLDS;
  const nodes = nodesOfRanks(ranks);
  const known = new Map(values.map((answers, i) => [nodes[i]!, answers.data]));
  const sorted = new Map<string, Float64Array>();
  const sortedOf = ({ value, among = -1 }: Ranks[number]): Float64Array => {
    const key = `${value},${among}`;
    const same =
      sorted.get(key) ??
      sortedValues(
        known.get(value) as Float64Array,
        inBoth(asked, known.get(among) as Int32Array | undefined),
      );
    sorted.set(key, same);
    return same;
  };
  return new Map(ranks.map((rank) => [rank, thresholdOf(sortedOf(rank), rank)]));
};

const NO_THRESHOLDS: Thresholds = /* @__PURE__ */ new Map<PlanNode, number>();

/** The bits that are set in both; all are where there are none. */
const inBoth = (a: Int32Array | undefined, b: Int32Array | undefined): Int32Array | undefined =>
  a === undefined || b === undefined ? (a ?? b) : a.map((word, i) => word & b[i]!);

/** Runs a program over the chunk that begins with a customer, and puts its answers to the others; not where nobody is asked about. */
export const runChunk = ({ program, answers, among }: ChunkRun, low: number, customers: number): void => {
  if (!isAsked(among, low)) return;
  const size = Math.min(CHUNK, customers - low);
  program.run(low, size);
  for (let i = 0; i < answers.length; i++) copyAnswers(program.vectors[i]!, low, size, answers[i]!);
};
