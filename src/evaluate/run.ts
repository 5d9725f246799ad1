import type { Answer } from '../customer/index.js';
import type { Bound, PlanNode, PlanNodeOf } from '../plan/index.js';
import type { Column } from './columns.js';
import type { ProfileData } from './data.js';

/** What one plan keeps of one customer: everything that does not move with the instant. */
export interface Context {
  /** By index of the source. */
  readonly sources: (Int32Array | undefined)[];
  /** By index of the reading. */
  readonly columns: (Column | undefined)[];
}

/** The events of a selection: positions `start` to `end` of a list of rows in order of time. */
export interface Rows {
  readonly rows: Int32Array;
  readonly start: number;
  readonly end: number;
}

/** One answering of a bound plan about one customer; every node and selection is worked out at most once. */
export interface Run {
  readonly bound: Bound;
  readonly data: ProfileData;
  readonly context: Context;
  readonly evaluators: Evaluators;
  /** By index of the node. */
  readonly answers: (Answer | undefined)[];
  /** By index of the selection. */
  readonly selected: (Rows | undefined)[];
  /** The answer of a node, by its index. */
  readonly ask: Ask;
  /** Whether a test of `where` is true of the event in a row. */
  readonly passes: (run: Run, test: number, row: number) => boolean;
}

/** Asks a run for the answer of another node, by its index. */
export type Ask = (run: Run, index: number) => Answer;

/** How a node kind is answered. */
export type Evaluator<K extends PlanNode['kind']> = (node: PlanNodeOf<K>, run: Run, ask: Ask) => Answer;

/** How the node kinds of a plan are answered: those that occur in it, or all. */
export type Evaluators = { readonly [K in PlanNode['kind']]?: Evaluator<K> };
