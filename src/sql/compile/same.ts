import type { Use } from '../../plan/index.js';
import { int, join, name, type Sql, sql } from '../fragment.js';
import type { Chain } from './chain.js';
import { type Context, nothing } from './context.js';
import { PART_TYPES, type Part, SAME_AS } from './fields.js';

/** Reads a part of a property of every row; null where no table has it. */
type ReadPart = (property: string, part: Part) => Sql | null;

/** What PARTITION BY has to know beside the customer, so that only what is about the same thing meets (S32). */
export interface SameThings {
  /** Whether rows stand there several times: only those of `itself` are the events. */
  readonly isDoubled: boolean;
  /** Whether a row is an event, and no other copy of it; undefined where nothing is doubled. */
  readonly itself: Sql | undefined;
  /** Columns that tell things apart: of a property, by its name. */
  columns(property: string): readonly Sql[];
  /**
   * The same of a relation whose other events call the property otherwise: a row stands there once for what it is about, and once more for
   * what it is about as one of the others. `other` says which rows those are.
   */
  between(
    relation: string,
    own: string,
    other: string,
  ): { readonly columns: readonly Sql[]; readonly other: Sql };
  /** What the rows are read from, with the copies. */
  join(from: Sql): Sql;
}

/** The relations among some selections whose others call the property otherwise, by a name for each. */
const renamed = (
  { bound }: Pick<Context, 'bound'>,
  uses: readonly Pick<Use, 'selection'>[],
): readonly string[] => {
  const { selections } = bound.prepared;
  const found = new Set<string>();
  const seen = new Set<number>();
  const visit = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    selections[index]!.relations.forEach(({ events, own, other }, i) => {
      if (own !== other) found.add(relationName(index, i));
      visit(events);
    });
  };
  for (const { selection } of uses) visit(selection);
  return [...found];
};

/** Whether rows for these uses stand there several times. */
export const isDoubled = (
  context: Pick<Context, 'bound'>,
  uses: readonly Pick<Use, 'selection'>[],
): boolean => renamed(context, uses).length > 0;

/** A name for a relation of a selection, by their indices. */
export const relationName = (selection: number, relation: number): string => `${selection} ${relation}`;

export const sameThings = (
  context: Context,
  uses: readonly Use[],
  { chain, partOf }: { readonly chain: () => Chain; readonly partOf: ReadPart },
): SameThings => {
  const { dialect, next } = context;
  const relations = renamed(context, uses);
  const doubled = relations.length > 0;
  const side = doubled ? next('side_of_relation') : '';
  const apart = (number: Sql): Sql => dialect.apart?.(number) ?? number;
  const asKey = (called: string, part: Part, piece: Sql): Sql =>
    part === 'sameNumber' && dialect.apart !== undefined ? chain().column(called, apart(piece)) : piece;
  const pieces = (property: string): readonly (Sql | null)[] =>
    SAME_AS.map((part) => {
      const piece = partOf(property, part);
      return piece && asKey(`${property}_key`, part, piece);
    });
  const isSide = (number: number): Sql => sql`${name(side, 1)} = ${int(number)}`;
  return {
    isDoubled: doubled,
    itself: doubled ? isSide(0) : undefined,
    columns: (property) => pieces(property).filter((piece) => piece !== null),
    between: (relation, own, other) => {
      const here = isSide(relations.indexOf(relation) + 1);
      const [ours, theirs] = [pieces(own), pieces(other)];
      const columns = SAME_AS.flatMap((part, i): Sql[] => {
        const [mine, their] = [ours[i] ?? null, theirs[i] ?? null];
        if (mine === null && their === null) return [];
        const none = nothing(dialect, typeOfKey(dialect.apart !== undefined, part));
        return [
          chain().column(`${own}_key`, sql`CASE WHEN ${here} THEN ${their ?? none} ELSE ${mine ?? none} END`),
        ];
      });
      return { columns, other: here };
    },
    join: (from) => {
      if (!doubled) return from;
      const sides = [0, ...relations.map((_, i) => i + 1)].map(
        (number) => sql`SELECT ${int(number)} AS ${name(side)}`,
      );
      return sql`(SELECT * FROM ${from}) r\n  CROSS JOIN (${join(sides, ' UNION ALL ')}) sides`;
    },
  };
};

const typeOfKey = (isText: boolean, part: (typeof SAME_AS)[number]) =>
  isText && part === 'sameNumber' ? 'text' : PART_TYPES[part];
