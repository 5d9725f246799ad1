import type { Bound } from '../../plan/index.js';

/** Where a program is. Its kernels read it as they run. */
export interface Cursor {
  /** The first customer of the chunk. */
  low: number;
  /** How many customers. */
  size: number;
  bound: Bound;
}

/** Answers one node, or fills one lane, for the chunk at hand. */
export type Kernel = () => void;
