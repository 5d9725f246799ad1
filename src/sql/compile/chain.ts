import { closed, join, keyOf, name, raw, type Sql, sql } from '../fragment.js';

/** A common table expression. */
export interface Cte {
  readonly name: string;
  readonly query: Sql;
  /** What it is for, in words of the compiler's own. */
  readonly comment?: string | undefined;
}

/**
 * A chain of CTEs of which each adds columns to the one before. A piece is put into the first one where all that it names is there; equal
 * pieces get one column.
 */
export interface Chain {
  /** The piece as a column. `prefix` begins its name. */
  column(prefix: string, piece: Sql): Sql;
  /** The CTEs; the last one has all columns. */
  ctes(): readonly Cte[];
}

/** How a chain begins. */
export interface Start {
  /** The name that its CTEs share. */
  readonly name: string;
  /** The first CTE; asked when all columns are known. */
  readonly first: () => Sql;
  /** CTEs between the first and the second: removing copies, joining. `from` is what the second one reads. */
  readonly between?: (() => { readonly ctes: readonly Cte[]; readonly from: Sql }) | undefined;
  readonly comment?: string | undefined;
  /** What the columns after the first CTE are for. */
  readonly further?: string | undefined;
}

/** Names are counted through the whole statement, so that none means two things. */
export type Counter = (prefix: string) => string;

export const counter = (): Counter => {
  const counts = new Map<string, number>();
  return (prefix) => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}_${count}`;
  };
};

/** A chain that begins so. Columns of its first CTE have level 1. */
export const chain = (start: Start, next: Counter): Chain => {
  const steps: Sql[][] = [];
  const known = new Map<string, Sql>();
  return {
    column: (prefix, piece) => {
      const key = keyOf(piece);
      const same = known.get(key);
      if (same !== undefined) return same;
      const level = Math.max(piece.level, 1);
      const named = next(prefix);
      while (steps.length < level) steps.push([]);
      steps[level - 1]!.push(sql`${closed(piece)} AS ${name(named)}`);
      const column = name(named, level + 1);
      known.set(key, column);
      known.set(keyOf(column), column);
      return column;
    },
    ctes: () => {
      const first: Cte = { name: start.name, query: start.first(), comment: start.comment };
      const between = start.between?.();
      const ctes: Cte[] = [first, ...(between?.ctes ?? [])];
      let from = between?.from ?? name(start.name);
      // What stands between has a condition: somebody has to read it.
      const all = between !== undefined && steps.length === 0 ? [[]] : steps;
      all.forEach((columns, i) => {
        const named = `${start.name}_${i + 2}`;
        const comment = i === 0 ? start.further : undefined;
        ctes.push({ name: named, query: select([raw('*'), ...columns], from), comment });
        from = name(named);
      });
      return ctes;
    },
  };
};

/** A SELECT with one column a line. */
export const select = (columns: readonly Sql[], from: Sql): Sql =>
  sql`SELECT\n    ${join(columns, ',\n    ')}\n  FROM ${from}`;
