import type { Expression } from '../expression/index.js';
import type { Prepared } from '../plan/index.js';

/** Where a definition keeps its plan, so that whoever asks about it does not prepare it again. */
export const PLAN: unique symbol = Symbol('plan');

/** Anything that was defined: a segment, a metric, a classification. */
export interface Defined {
  readonly id: string;
  readonly definition: Expression;
  /** The plan of the definition, prepared on first use. */
  readonly [PLAN]: () => Prepared;
}
