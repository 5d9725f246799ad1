import type { Bound, PlanNode, PlanNodeOf, Prepared, Reach } from '../../plan/index.js';
import type { Store } from '../store/store.js';
import type { Cursor, Kernel } from './cursor.js';
import type { Lane } from './lanes.js';
import type { Values } from './readings.js';
import type { Stream } from './streams.js';
import type { Things } from './things.js';
import type { NumberVector, TruthVector, Vector } from './vectors.js';

/** What a kernel is made from. */
export interface Making {
  readonly store: Store;
  readonly prepared: Prepared;
  readonly cursor: Cursor;
  /** The vector of a node inside, which is made and run before. */
  vector(node: number): Vector;
  /** The same, where the grammar says that it is a number or an instant. */
  numbers(node: number): NumberVector;
  /** The same, where the grammar says that it is a test. */
  truths(node: number): TruthVector;
  /**
   * The events of a selection, filled before the kernel runs: those in its window, and of these only what `reach` needs
   * where it is given.
   */
  stream(selection: number, reach?: Reach): Stream;
  /**
   * The same for who does not care in which order the events come: in parts, a table each, where that saves putting them in
   * order. Each part by itself is in order.
   */
  parts(selection: number): readonly Stream[];
  /** The same, customer by customer. */
  lane(selection: number, reach?: Reach): Lane;
  /** Selections thing by thing (S32), by the values of a property: only the things of the first of them. */
  lanesOfThings(
    selections: readonly number[],
    reading: number,
  ): { readonly things: Things; readonly lanes: readonly Lane[] };
  /** The values of a reading over each part of a selection. */
  partValues(selection: number, reading: number): readonly Values[];
  /** The values of a reading over the lane of a selection. */
  laneValues(selection: number, reading: number): Values;
  /** Something to be done once a run, when the instant is known. */
  begin(prepare: (bound: Bound) => void): void;
  /** For a rank that is not fitted: the value from which on (to which) a customer is in. */
  threshold(node: PlanNodeOf<'rank'>): () => number;
}

/** Makes the kernel of a node kind: the vector that it writes, and what writes it (undefined: written for good). */
export type Maker<K extends PlanNode['kind']> = (
  node: PlanNodeOf<K>,
  making: Making,
) => readonly [Vector, Kernel | undefined];
