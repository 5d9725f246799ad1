import type { Use } from '../../plan/index.js';
import { name, type Sql, sql } from '../fragment.js';
import { type Cte, select } from './chain.js';
import type { Context } from './context.js';

/** The instants that windows start at, worked out for every customer and joined to her events. */
export const followed = (context: Context, called: string, uses: readonly Use[]) => {
  const { selections } = context.bound.prepared;
  const nodes = new Set(
    uses.flatMap(({ selection }) => {
      const { window } = selections[selection]!;
      return window?.kind === 'following' ? [window.start] : [];
    }),
  );
  const table = `${called}_starts`;
  const of =
    nodes.size === 0
      ? undefined
      : context.customers({ people: table, joined: `${table}_joined`, values: `${table}_values` }, [
          ...nodes,
        ]);
  const starts = new Map(
    [...nodes].map((node) => {
      const meaning = `start_${context.meaning.node(node)}`;
      const column = of!.column(meaning, of!.value(node));
      return [node, { named: context.next(meaning), column }] as const;
    }),
  );
  return {
    are: of !== undefined,
    start: (node: number): Sql => name(starts.get(node)!.named, 1),
    /** The customers' chain, before the rows. */
    before: (): readonly Cte[] => of?.ctes() ?? [],
    join: (from: Sql): Sql => {
      if (of === undefined) return from;
      const last = of.ctes().at(-1)!.name;
      const columns = [...starts.values()].map(({ column, named }) => sql`${column} AS ${name(named)}`);
      const joined = select([sql`${name('customer')} AS ${name('whose')}`, ...columns], name(last));
      return sql`(SELECT * FROM ${from}) e\n  LEFT JOIN (${joined}) s ON s.${name('whose')} = e.${name('customer')}`;
    },
  };
};
