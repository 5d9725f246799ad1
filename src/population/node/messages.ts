import type { Expression } from '../../expression/index.js';
import type { Answers } from '../program/answers.js';
import type { Store } from '../store/store.js';

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
}

/** So many plans are kept by a helping thread: the oldest goes first, and both sides count alike. */
export const PLANS_KEPT = 64;
