import { bind, type Prepared } from '../plan/index.js';
import { type Answers, answersFor, copyAnswers } from './program/answers.js';
import { compile, type Program, type Thresholds } from './program/program.js';
import { openRanks, sortedValues, thresholdOf } from './program/ranks.js';
import { ownMemory } from './store/memory.js';
import { CHUNK, type Store } from './store/store.js';

/** Answers nodes of a plan for all customers of a store as of an instant. */
export interface Runner {
  readonly store: Store;
  answer(prepared: Prepared, nodes: readonly number[], asOf: number): readonly Answers[];
}

/** Thresholds of ranks are worked out in a pass of their own; a program asks for them at its begin. */
export interface Ready {
  readonly program: Program;
  thresholds: Thresholds;
}

/** Keeps the programs of plans as long as the plans: their kernels are chosen once. */
export const programsOf = (store: Store): ((prepared: Prepared, nodes: readonly number[]) => Ready) => {
  const kept = new WeakMap<Prepared, Map<string, Ready>>();
  return (prepared, nodes) => {
    let programs = kept.get(prepared);
    if (programs === undefined) {
      programs = new Map();
      kept.set(prepared, programs);
    }
    const key = nodes.join();
    const known = programs.get(key);
    if (known !== undefined) return known;
    const ready: Ready = {
      program: compile(prepared, store, nodes, (rank) => ready.thresholds(rank)),
      thresholds: () => NaN,
    };
    programs.set(key, ready);
    return ready;
  };
};

/** The thresholds of all ranks that some nodes hang on, from the values of everybody. */
export const thresholdsFor = (
  prepared: Prepared,
  nodes: readonly number[],
  valuesOf: (nodes: readonly number[]) => readonly Answers[],
): Thresholds => {
  const ranks = openRanks(prepared, nodes);
  if (ranks.length === 0) return () => NaN;
  const values = [...new Set(ranks.map(({ value }) => value))];
  const sorted = new Map(
    valuesOf(values).map((answers, i) => [values[i]!, sortedValues(answers.data as Float64Array)]),
  );
  const thresholds = new Map(
    ranks.map((rank) => [rank, thresholdOf(sorted.get(rank.value)!, rank.end, rank.percent)]),
  );
  return (rank) => thresholds.get(rank)!;
};

/** Answers in this thread, a chunk of customers after the other. */
export const runner = (store: Store): Runner => {
  const programs = programsOf(store);
  const answer: Runner['answer'] = (prepared, nodes, asOf) => {
    const ready = programs(prepared, nodes);
    ready.thresholds = thresholdsFor(prepared, nodes, (values) => answer(prepared, values, asOf));
    const { program } = ready;
    program.begin(bind(prepared, asOf));
    const customers = store.ids.length;
    const answers = program.vectors.map((vector) => answersFor(vector, customers, ownMemory));
    for (let low = 0; low < customers; low += CHUNK) runChunk(program, low, customers, answers);
    return answers;
  };
  return { store, answer };
};

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
