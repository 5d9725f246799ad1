import { bind, type PlanNode, type Prepared } from '../plan/index.js';
import { type Answers, answersFor, copyAnswers } from './program/answers.js';
import { compile, type Program, type Thresholds } from './program/program.js';
import { openRanks, sortedValues, thresholdOf } from './program/ranks.js';
import { type Allocate, ownMemory } from './store/memory.js';
import { CHUNK, type Store } from './store/store.js';

/** Answers nodes of a plan for all customers of a store as of an instant. */
export interface Runner {
  readonly store: Store;
  answer(prepared: Prepared, nodes: readonly number[], asOf: number): readonly Answers[];
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
    const thresholds = thresholdsFor(prepared, nodes, (values) => answer(prepared, values, asOf));
    const program = programs(prepared, nodes, asOf, thresholds);
    const answers = program.vectors.map((vector) => answersFor(vector, store.size, allocate));
    chunks({ prepared, nodes, asOf, program, thresholds, answers });
    return answers;
  };
  return { store, answer };
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

/** The thresholds of all ranks that some nodes hang on, from the values of everybody. */
const thresholdsFor = (
  prepared: Prepared,
  nodes: readonly number[],
  valuesOf: (nodes: readonly number[]) => readonly Answers[],
): Thresholds => {
  const ranks = openRanks(prepared, nodes);
  if (ranks.length === 0) return NO_THRESHOLDS;
  const values = [...new Set(ranks.map(({ value }) => value))];
  const sorted = new Map(
    valuesOf(values).map((answers, i) => [values[i]!, sortedValues(answers.data as Float64Array)]),
  );
  return new Map(ranks.map((rank) => [rank, thresholdOf(sorted.get(rank.value)!, rank.end, rank.percent)]));
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
