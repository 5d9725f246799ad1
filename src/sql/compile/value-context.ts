import type { Dialect } from '../dialects/dialect.js';
import type { Sql } from '../fragment.js';

/** What a test or a value is read in. Numbers are doubles; a truth is never NULL. */
export interface ValueContext {
  readonly dialect: Dialect;
  readonly asOf: number;
  /** The value, or the truth, of an inner node, by its index. */
  value(index: number): Sql;
  /** Whether an inner node has a value. */
  present(index: number): Sql;
  /** An inner node as a list; null where it never is one. */
  list(index: number): Sql | null;
  /** What the node means, to call its columns by. */
  readonly called: string;
  /** The piece as a column, where it is more than one. */
  column(meaning: string, piece: Sql): Sql;
}

/** The same for values of customers. */
export interface CustomerValueContext extends ValueContext {
  /** What another node means. */
  words(index: number): string;
  readonly customer: Sql;
}
