import { isPlainObject, isSound, onlyKeys, refuse } from '../internal/index.js';
import { bind, prepare } from '../plan/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import { type AnswerAs, answer, checkMembers, columnsOf } from './answer.js';
import { changeColumns, changed, comparisonOf, type LastKnown } from './changes.js';
import { tableOf } from './compile/context.js';
import { type Compiled, compile } from './compile/statement.js';
import type { Dialect } from './dialects/dialect.js';
import { withExplanations } from './explain.js';
import { EMPTY, join, name, raw, type Sql, sql, textValue } from './fragment.js';
import { heading } from './heading.js';
import { AS_OF, asOfColumn, type IntoTable, targetOf, written } from './into.js';
import { namedDefinitions, type SqlDefinitions } from './named.js';
import { print as printOne, printStatement, type Statement } from './print.js';
import { checkSource, type SqlSource } from './source.js';

/** Options of {@link toSQL}. */
export interface SqlOptions {
  readonly dialect: Dialect;
  readonly source: SqlSource;
  /** The instant of all answers. Default: now, read once. */
  readonly asOf?: InstantInput | undefined;
  /**
   * `rows` (the default): one row per customer, one column per definition. `members`: one row for each customer and segment that she is in. `counts`: one row, of segments
   * the number of members, of classifications and metrics the number of customers with an answer, as numbers in every client.
   */
  readonly as?: AnswerAs | undefined;
  /**
   * What has changed since the members of a segment were written to a table (or the labels of a classification): whom to add and whom to remove, one row each, in the
   * order of ids. For one definition. See {@link LastKnown}.
   */
  readonly changesSince?: string | LastKnown | undefined;
  /** Only these customers, by id. Population tests are still among all. */
  readonly only?: readonly string[] | undefined;
  /**
   * Writes the answer to a table instead of answering it: a name makes the table, `{ table, mode }` replaces one, adds to it or merges into it. See {@link IntoTable}.
   * (A view cannot hold bound values: it needs `inline`.)
   */
  readonly into?: string | IntoTable | undefined;
  /**
   * Puts values into the text as literals of the dialect instead of binding them: for dbt, views and consoles. There are no `values` then. A text with NUL or half a surrogate pair is
   * refused. Default: false; bind the values of definitions that you do not trust.
   */
  readonly inline?: boolean | undefined;
  /** Explains each definition in a comment before the statement. Default: true. */
  readonly comments?: boolean | undefined;
  /**
   * Adds to each segment, score and classification the values that decide it, as columns `key__1`, `key__2`, … (`key__name` where a part has a name): a
   * row says why. What each is, in words, is in `legend` of the answer. For `rows` only. Default: false.
   */
  readonly explain?: boolean | undefined;
}

/** The keys of {@link SqlOptions}. */
export const OF_SQL = [
  'dialect',
  'source',
  'asOf',
  'as',
  'changesSince',
  'only',
  'into',
  'inline',
  'comments',
  'explain',
];

/**
 * One statement that answers definitions about every customer of a warehouse, with the same answers as in memory: `customer_id`, then a
 * column a definition (true or false, a number, a text; NULL is missing). Values are bound; names come from the source and are plain.
 *
 * @example
 * ```ts
 * import { attribute, days, events } from 'habitus';
 * import { clickhouse, postgres, toSQL } from 'habitus/sql';
 * const source = {
 *   customers: { table: 'app.users', id: 'id', attributes: { columns: { plan: 'plan_code' } } },
 *   events: {
 *     table: 'app.events',
 *     customerId: 'user_id',
 *     at: 'occurred_at',
 *     name: 'type',
 *     id: 'message_id',
 *     properties: { json: 'payload' },
 *   },
 * };
 * const pro = attribute('plan').is('pro');
 * const spend = events('purchase').within(days(365)).sum('amount');
 * toSQL({ pro }, { dialect: postgres, source }).values; //=> ['pro']
 * toSQL({ pro }, { dialect: clickhouse, source }).values; //=> { p1: 'pro' }
 * const { text } = toSQL({ pro, spend }, { dialect: postgres, source, comments: false });
 * text.slice(text.lastIndexOf('SELECT')).replace(/\s+/g, ' ').split(' AS ').length; //=> 4
 * ```
 * @see `docs/warehouse/README.md`
 */
export const toSQL = (definitions: SqlDefinitions, options: SqlOptions): Statement => {
  onlyKeys(options, OF_SQL, 'toSQL');
  const { dialect, source, as = 'rows', only, inline } = options;
  if (!isPlainObject(dialect) || typeof dialect.name !== 'string')
    refuse('bad-value', 'a dialect, such as postgres of habitus/sql', dialect, 'dialect');
  checkSource(source);
  for (const [i, id] of (only ?? []).entries())
    if (typeof id !== 'string' || !isSound(id))
      refuse(
        'bad-value',
        'the id of a customer, a text without NUL and without lone surrogates',
        id,
        `only[${i}]`,
      );
  const asOf = requireInstant(options.asOf ?? Date.now(), 'asOf');
  if (options.explain === true && as !== 'rows')
    refuse('bad-value', '"rows" where explain is true: only a row of a customer has reasons', as, 'as');
  const asked = namedDefinitions(definitions);
  const comparison = comparisonOf(options, asked);
  const { named, legend } =
    options.explain === true ? withExplanations(asked) : { named: asked, legend: undefined };
  const keys = named.map(([key]) => key);
  const bound = bind(prepare(named.map(([, { definition }]) => definition)), asOf);
  if (as === 'members') checkMembers(asked);
  const target = targetOf(options.into, { as, compares: comparison !== undefined, keys });
  const beside = [comparison, target].flatMap((each) => (each === undefined ? [] : [each.table]));
  const isChosen = only === undefined ? undefined : isOneOfThese(only, dialect);
  const compiled = chosen(compile(bound, keys, { dialect, source, beside }), isChosen, {
    again: as === 'members' || comparison !== undefined,
  });
  const stamp = dialect.instant(asOf, 'timestamptz');
  const lead = asOfColumn(target, stamp);
  const [exactIds, ordered] = [source.exactIds === true, target === undefined];
  const query =
    comparison === undefined
      ? answer(compiled, as, { dialect, named, lead })
      : changed(compiled, comparison, { dialect, exactIds, isChosen, ordered, lead });
  const end = raw(dialect.settings === undefined ? '' : `\n${dialect.settings}`);
  const wanted = asked.map(([key]) => key);
  const isWanted = new Set(wanted);
  const ctes = compiled.ctes.map((cte) => ({
    cte,
    definitions: compiled.readers.get(cte.name)?.filter((key) => isWanted.has(key)) ?? wanted,
  }));
  const printing = { dialect, inline };
  const print = (before: Sql, after: Sql): Statement =>
    printStatement(ctes, { before, after: sql`${after}${end}`, ...printing });
  const words = raw(options.comments === false ? '' : heading(named, asOf));
  const more = legend === undefined ? {} : { legend };
  if (target === undefined) return { ...print(words, query), ...more };
  const answered = comparison === undefined ? columnsOf(as, named) : changeColumns(comparison);
  const made = written(target, {
    dialect,
    query,
    columns: [...(target.mode === 'append' ? [AS_OF] : []), ...answered],
    ids: idsOf(source, isChosen),
    asOf: stamp,
  });
  const first = made.first.map((each) =>
    'query' in each ? print(each.before, each.query) : printOne(each, printing),
  );
  return {
    ...print(sql`${words}${made.before}`, made.after),
    ...more,
    ...(first.length > 0 && { before: first }),
    ...(target.mode === 'create' && { makes: target.table }),
  };
};

/** The ids of those who are asked about, as the table of customers has them. */
const idsOf = ({ customers }: SqlSource, isChosen: ((id: Sql) => Sql) | undefined): Sql => {
  const id = sql`c.${name(customers.id)}`;
  return sql`SELECT ${id} FROM ${tableOf(customers.table)} c${isChosen === undefined ? EMPTY : sql` WHERE ${isChosen(id)}`}`;
};

/** Whether an id is one of these. */
const isOneOfThese =
  (only: readonly string[], dialect: Dialect) =>
  (id: Sql): Sql =>
    only.length === 0
      ? raw('FALSE')
      : sql`CAST(${id} AS ${raw(dialect.types.text)}) IN (${join(only.map(textValue), ', ')})`;

/** A statement of which some customers are chosen: `from` has a condition then, or a CTE of its own where it gets another one. */
const chosen = (
  compiled: Compiled,
  isChosen: ((id: Sql) => Sql) | undefined,
  { again }: { readonly again: boolean },
): Compiled => {
  if (isChosen === undefined) return compiled;
  const { from, customer, ctes } = compiled;
  const some = sql`${from}\nWHERE ${isChosen(customer)}`;
  if (!again) return { ...compiled, from: some };
  const called = `${ctes.at(-1)!.name}_only`;
  return {
    ...compiled,
    from: name(called),
    ctes: [
      ...ctes,
      { name: called, query: sql`SELECT * FROM ${some}`, comment: 'The customers who are asked about.' },
    ],
  };
};
