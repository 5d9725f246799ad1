import type { Expression } from '../../expression/index.js';
import type { Answers } from '../program/answers.js';
import type { AttributeColumn, Store } from '../store/store.js';

/** What a helping thread starts with. */
export interface Start {
  readonly control: Int32Array;
  /** Which of the helping threads it is. */
  readonly helper: number;
  /** All that kernels read; without the ids, which only this thread needs. */
  readonly store: Omit<Store, 'ids' | 'indices' | 'derived'>;
}

/** One job: a run of a plan. */
export interface Job {
  /** The number under which it is open. */
  readonly number: number;
  /** Which other attributes the store has, where it is not the one that the thread started with. */
  readonly layer: Layer | undefined;
  /** Tells plans apart. */
  readonly plan: number;
  /** What the plan is prepared from; absent where the thread has it. */
  readonly definitions: readonly Expression[] | undefined;
  readonly nodes: readonly number[];
  readonly asOf: number;
  /** Of the ranks that are not fitted: the node, and what it compares with. */
  readonly thresholds: readonly (readonly [node: number, threshold: number])[];
  /** What was worked out of the store since the last job, such as buckets. */
  readonly derived: readonly (readonly [string, unknown])[];
  readonly answers: readonly Pick<Answers, 'kind' | 'data'>[];
  /** A bit for each customer who is asked about; undefined of all. */
  readonly among: Int32Array | undefined;
}

/** Attributes that a store has beside those that a helping thread started with. */
export interface Layer {
  readonly number: number;
  /** Absent where the thread has them. */
  readonly attributes: ReadonlyMap<string, AttributeColumn> | undefined;
}

/** So many plans are kept by a helping thread: the oldest goes first, and both sides count alike. */
export const PLANS_KEPT = 64;

/** So many layers of attributes likewise. */
export const LAYERS_KEPT = 8;
