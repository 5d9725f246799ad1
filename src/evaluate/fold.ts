import type { Answer } from '../customer/index.js';
import type { Scalar } from '../expression/index.js';

/**
 * An aggregate of the values of a reading as a record: a state that takes values one by one, in any order, and what it
 * comes to. Where a value can be taken out again there is `remove`; the others must be started anew.
 */
export interface Fold<S> {
  init(): S;
  /** Takes a value that is there, with the instant of its event. */
  add(state: S, value: Scalar, time: number): void;
  remove?(state: S, value: Scalar, time: number): void;
  value(state: S): Answer;
}
