import { onlyKeys, refuse } from '../internal/index.js';
import { type Bound, bind, needsOf, prepare } from '../plan/index.js';
import { DAY, requireInstant } from '../time/index.js';

import { isAggregate, needsOrder } from './compile/branches.js';
import { usesOf } from './compile/uses.js';
import { type Named, namedDefinitions, type SqlDefinitions } from './named.js';
import type { Statement } from './print.js';
import { OF_SQL, type SqlOptions, toSQL } from './to-sql.js';

/** Options of {@link splitSQL}. */
export interface SplitOptions extends SqlOptions {
  /** The greatest number of definitions in one statement. Default: 100. */
  readonly atMost?: number | undefined;
}

/** One of several statements, and the definitions that it answers. */
export interface SplitStatement {
  readonly keys: readonly string[];
  readonly statement: Statement;
}

/**
 * Statements for hundreds of definitions, which together give the answers of one: those that look back as far as each other, and those that compare
 * an event with its neighbours, stand together, so that a week is not read as a year for another's sake. With `into` each makes a table of its
 * own, `table_1`, `table_2`, …
 *
 * @example
 * ```ts
 * import { days, events, sequence } from 'habitus';
 * import { duckdb, splitSQL } from 'habitus/sql';
 * const purchases = events('purchase');
 * const statements = splitSQL(
 *   {
 *     week: purchases.within(days(7)).any(),
 *     month: purchases.within(days(30)).count(),
 *     ever: purchases.count(),
 *     path: sequence(events('signed_up'), purchases).within(days(14)).completed(),
 *   },
 *   {
 *     dialect: duckdb,
 *     source: {
 *       customers: { table: 'users', id: 'id' },
 *       events: { table: 'happened', customerId: 'user_id', at: 'happened_at', name: 'name' },
 *     },
 *   },
 * );
 * statements.map(({ keys }) => keys.join()); //=> ['week,month', 'ever', 'path']
 * ```
 */
export const splitSQL = (definitions: SqlDefinitions, given: SplitOptions): readonly SplitStatement[] => {
  onlyKeys(given, [...OF_SQL, 'atMost'], 'splitSQL');
  const { atMost = 100, ...options } = given;
  if (!Number.isInteger(atMost) || atMost < 1)
    refuse('bad-value', 'a number of definitions, 1 or more', atMost, 'atMost');
  if (options.changesSince !== undefined)
    refuse(
      'bad-value',
      'toSQL where changes are asked: they are of one definition',
      options.changesSince,
      'changesSince',
    );
  const asOf = requireInstant(options.asOf ?? Date.now(), 'asOf');
  const groups = new Map<string, [string, Named[number][1]][]>();
  for (const [key, definition] of namedDefinitions(definitions)) {
    const group = groupOf(bind(prepare([definition.definition]), asOf));
    groups.set(group, [...(groups.get(group) ?? []), [key, definition]]);
  }
  const parts = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, members]) =>
      Array.from({ length: Math.ceil(members.length / atMost) }, (_, i) =>
        members.slice(i * atMost, (i + 1) * atMost),
      ),
    );
  return parts.map((members, i) => ({
    keys: members.map(([key]) => key),
    statement: toSQL(Object.fromEntries(members), {
      ...options,
      asOf,
      ...(options.into !== undefined && { into: numbered(options.into, i + 1) }),
    }),
  }));
};

/** A table of its own for each. */
const numbered = (into: NonNullable<SqlOptions['into']>, number: number): NonNullable<SqlOptions['into']> =>
  typeof into === 'string' ? `${into}_${number}` : { ...into, table: `${into.table}_${number}` };

/** How far back statements look, in days: what needs more than one of them goes with the next. */
const REACHES = [0, 35, 100, 400, Infinity];

/** Definitions of one group are cheap together: rows in order apart, and by how far they look back. */
const groupOf = (bound: Bound): string => {
  const { prepared, asOf } = bound;
  const aggregates = prepared.nodes.filter(isAggregate);
  const needs = needsOf(prepared.selections, prepared.sources.length, aggregates.flatMap(usesOf));
  needs.refresh(bound);
  const first = Math.min(asOf + 1, ...needs.sources.map(({ from }) => from));
  const days = (asOf + 1 - first) / DAY;
  const isOrdered = aggregates.some((node) => needsOrder({ bound }, node));
  return `${isOrdered ? 1 : 0} ${REACHES.findIndex((reach) => days <= reach)}`;
};
