import { type AbortLike, pause } from '../internal/index.js';
import { bind, type PlanNode, type Prepared } from '../plan/index.js';
import { sortedValues, thresholdOf } from '../stats/index.js';
import { type Answers, answersFor, copyAnswers } from './program/answers.js';
import { compile, type Program, type Thresholds } from './program/program.js';
import { openRanks } from './program/ranks.js';
import { type Allocate, ownMemory } from './store/memory.js';
import { CHUNK, type Store } from './store/store.js';

/** Answers nodes of a plan for all customers of a store as of an instant. */
export interface Runner {
  readonly store: Store;
  answer(prepared: Prepared, nodes: readonly number[], asOf: number): readonly Answers[];
  /** The same answers in this thread, with a pause after each chunk. */
  answerPaced(
    prepared: Prepared,
    nodes: readonly number[],
    asOf: number,
    pace: Pace,
  ): Promise<readonly Answers[]>;
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
export interface Run {
  readonly prepared: Prepared;
  readonly nodes: readonly number[];
  readonly asOf: number;
  readonly program: Program;
  readonly thresholds: Thresholds;
  /** Room for what comes out. */
  readonly answers: readonly Answers[];
}

/** Answers the chunks of a run. */
export type Chunks = (run: Run) => void;

/** A runner that answers chunks in a way of its own, into memory of that kind. */
export const runnerWith = (store: Store, allocate: Allocate, chunks: Chunks): Runner => {
  const programs = programsOf(store);
  const answer: Runner['answer'] = (prepared, nodes, asOf) => {
    const ranks = openRanks(prepared, nodes);
    const values = ranks.length === 0 ? [] : answer(prepared, nodesOfRanks(ranks), asOf);
    const thresholds = thresholdsOf(ranks, values);
    const program = programs(prepared, nodes, asOf, thresholds);
    const answers = program.vectors.map((vector) => answersFor(vector, store.size, allocate));
    chunks({ prepared, nodes, asOf, program, thresholds, answers });
    return answers;
  };
  return { store, answer, answerPaced: paced(store) };
};

/** Answers with pauses. In a pause other questions may be answered, so each question has programs of its own. */
const paced = (store: Store): Runner['answerPaced'] => {
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
    const program = programs(prepared, nodes, asOf, thresholdsOf(ranks, values));
    const answers = program.vectors.map((vector) => answersFor(vector, store.size, ownMemory));
    for (let low = 0; low < store.size; low += CHUNK) {
      pace.signal?.throwIfAborted();
      runChunk(program, low, store.size, answers);
      pace.onProgress?.({ customers: Math.min(store.size, low + CHUNK), total: store.size });
      await pause();
    }
    pace.signal?.throwIfAborted();
    return answers;
  };
  return (prepared, nodes, asOf, pace) => answer(programsOf(store), prepared, nodes, asOf, pace);
};

/** Answers in this thread, a chunk of customers after the other. */
export const runner = (store: Store): Runner =>
  runnerWith(store, ownMemory, ({ program, answers }) => {
    for (let low = 0; low < store.size; low += CHUNK) runChunk(program, low, store.size, answers);
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

/** The thresholds of ranks, from the values of everybody. */
const thresholdsOf = (ranks: Ranks, values: readonly Answers[]): Thresholds => {
  if (ranks.length === 0) return NO_THRESHOLDS;
  const nodes = nodesOfRanks(ranks);
  const known = new Map(values.map((answers, i) => [nodes[i]!, answers.data]));
  const sorted = new Map<string, Float64Array>();
  const sortedOf = ({ value, among = -1 }: Ranks[number]): Float64Array => {
    const key = `${value},${among}`;
    const same =
      sorted.get(key) ??
      sortedValues(known.get(value) as Float64Array, known.get(among) as Int32Array | undefined);
    sorted.set(key, same);
    return same;
  };
  return new Map(ranks.map((rank) => [rank, thresholdOf(sortedOf(rank), rank)]));
};

const NO_THRESHOLDS: Thresholds = /* @__PURE__ */ new Map<PlanNode, number>();

/** Runs a program over the chunk that begins with a customer, and puts its answers to the others. */
export const runChunk = (
  program: Program,
  low: number,
  customers: number,
  answers: readonly Answers[],
): void => {
  const size = Math.min(CHUNK, customers - low);
  program.run(low, size);
  for (let i = 0; i < answers.length; i++) copyAnswers(program.vectors[i]!, low, size, answers[i]!);
};
