import { closed, join, keyOf, leavesOf, name, raw, type Sql, sql } from '../fragment.js';
import type { Namer } from './names.js';

/** A common table expression. */
export interface Cte {
  readonly name: string;
  readonly query: Sql;
  /** What it is for, in words of the compiler's own. */
  readonly comment?: string | undefined;
  /** Whether the comment says which definitions need it: of the first of its kind. */
  readonly saysWho?: boolean | undefined;
}

/**
 * A chain of CTEs of which each adds columns to the one before. A piece is put into the first one where all that it names is there; equal
 * pieces get one column.
 */
export interface Chain {
  /** The piece as a column, called by what it means, or by a name that the namer has given. */
  column(meaning: string | Given, piece: Sql): Sql;
  /** The CTEs; the last one has all columns. */
  ctes(): readonly Cte[];
}

/** A name that a namer has given before. */
export interface Given {
  readonly named: string;
}

/** How a chain begins. */
export interface Start {
  /** The name that its CTEs share. */
  readonly name: string;
  /** The first CTE; asked when all columns are known. */
  readonly first: () => Sql;
  /** CTEs between the first and the second: removing copies, joining. `from` is what the second one reads. */
  readonly between?: (() => { readonly ctes: readonly Cte[]; readonly from: Sql }) | undefined;
  readonly comment?: string | (() => string) | undefined;
  /** The CTEs after these: what they are called, and what the first of them is for. */
  readonly further: { readonly name: string; readonly comment: string | (() => string) };
}

/** How large a column is for a planner that puts its expression in the place of each use, and from which step on it is there. */
export interface Weight {
  readonly weight: number;
  readonly level: number;
}

/** What the chains of a statement share. */
export interface Growth {
  /** Names columns: none twice, so that none means two things. */
  readonly next: Namer;
  /** Ends a CTE whose expressions the planner would put in the place of each use; undefined where it does not. */
  readonly fence: string | undefined;
  /** Of columns by their names. */
  readonly weights: Map<string, Weight>;
}

/** Of a column that is read from a table. */
const PLAIN: Weight = { weight: 10, level: 1 };

/** Of larger expressions planning takes longer than the query; it doubles with every use of a use. */
const HEAVY = 500;

/** A chain that begins so. Columns of its first CTE have level 1. */
export const chain = (start: Start, { next, fence, weights }: Growth): Chain => {
  const steps: Sql[][] = [];
  const fenced: number[] = [];
  const weigh = (piece: Sql, level: number): number => {
    let sum = 0;
    for (const part of leavesOf(piece)) {
      const of = typeof part === 'object' && 'name' in part ? (weights.get(part.name) ?? PLAIN) : undefined;
      const isBehind = of !== undefined && fenced.some((each) => of.level <= each && each <= level);
      sum += of === undefined || isBehind ? 1 : of.weight;
    }
    return sum;
  };
  const fencedAt = (level: number): Sql => raw(fenced.includes(level) ? `\n  ${fence}` : '');
  const known = new Map<string, Sql>();
  return {
    column: (meaning, piece) => {
      const key = keyOf(piece);
      const same = known.get(key);
      if (same !== undefined) return same;
      const level = Math.max(piece.level, 1);
      const named = typeof meaning === 'string' ? next(meaning) : meaning.named;
      if (fence !== undefined && weigh(piece, level) > HEAVY) fenced.push(level);
      weights.set(named, { weight: weigh(piece, level), level: level + 1 });
      while (steps.length < level) steps.push([]);
      steps[level - 1]!.push(sql`${closed(piece)} AS ${name(named)}`);
      const column = name(named, level + 1);
      known.set(key, column);
      known.set(keyOf(column), column);
      return column;
    },
    ctes: () => {
      const first: Cte = {
        name: start.name,
        query: sql`${start.first()}${fencedAt(1)}`,
        comment: said(start.comment),
        saysWho: true,
      };
      const between = start.between?.();
      const ctes: Cte[] = [first, ...(between?.ctes ?? [])];
      let from = between?.from ?? name(start.name);
      // What stands between has a condition: somebody has to read it.
      const all = between !== undefined && steps.length === 0 ? [[]] : steps;
      all.forEach((columns, i) => {
        const named = i === 0 ? start.further.name : `${start.further.name}_${i + 1}`;
        const comment = i === 0 ? said(start.further.comment) : ONWARDS;
        const query = sql`${select([raw('*'), ...columns], from)}${fencedAt(i + 2)}`;
        ctes.push({ name: named, query, comment });
        from = name(named);
      });
      return ctes;
    },
  };
};

/** Said of a step that only needs the columns of the one before. */
const ONWARDS = 'What is worked out of the columns above.';

const said = (comment: string | (() => string) | undefined): string | undefined =>
  typeof comment === 'function' ? comment() : comment;

/** A SELECT with one column a line. */
export const select = (columns: readonly Sql[], from: Sql): Sql =>
  sql`SELECT\n    ${join(columns, ',\n    ')}\n  FROM ${from}`;
