import type { Sql } from '../fragment.js';
import type { Cte } from './chain.js';

/** A GROUP BY customer: aggregates that read the same rows. */
export interface Branch {
  /** Its CTEs; the last one has one row for each customer that has rows. */
  readonly ctes: () => readonly Cte[];
  /** The column that says whose row it is. */
  readonly whose: string;
  /** The columns that it gives. */
  readonly columns: () => readonly string[];
  /** The value of a node, once the branch is joined to the customers. */
  readonly value: (index: number) => Sql;
}
