import { describe, type Expression } from '../expression/index.js';
import { isPlainObject, isSound, onlyKeys, refuse } from '../internal/index.js';
import { bind, prepare } from '../plan/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import { changed, comparisonOf, type LastKnown } from './changes.js';
import { type Compiled, compile } from './compile/statement.js';
import type { Dialect } from './dialects/dialect.js';
import { withExplanations } from './explain.js';
import { join, name, raw, type Sql, sql, textValue } from './fragment.js';
import { plain } from './layout.js';
import { type Named, namedDefinitions, type SqlDefinitions } from './named.js';
import { printStatement, type Statement } from './print.js';
import { checkSource, type SqlSource } from './source.js';

/** Options of {@link toSQL}. */
export interface SqlOptions {
  readonly dialect: Dialect;
  readonly source: SqlSource;
  /** The instant of all answers. Default: now, read once. */
  readonly asOf?: InstantInput | undefined;
  /**
   * `rows` (the default): one row per customer, one column per definition. `members`: one row for each customer and segment that she is in. `counts`: one row, of segments
   * the number of members, of classifications and metrics the number of customers with an answer.
   */
  readonly as?: 'rows' | 'members' | 'counts' | undefined;
  /**
   * What has changed since the members of a segment were written to a table (or the labels of a classification): whom to add and whom to remove, one row each, in the
   * order of ids. For one definition. See {@link LastKnown}.
   */
  readonly changesSince?: string | LastKnown | undefined;
  /** Only these customers, by id. Population tests are still among all. */
  readonly only?: readonly string[] | undefined;
  /** Makes a table of the answer instead of answering it. (A view cannot hold bound values.) */
  readonly into?: string | undefined;
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
  const { dialect, source, as = 'rows', only, into } = options;
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
  const beside = comparison && [comparison.table];
  const isChosen = only === undefined ? undefined : isOneOfThese(only, dialect);
  const compiled = chosen(compile(bound, keys, { dialect, source, beside }), isChosen, {
    again: as === 'members' || comparison !== undefined,
  });
  const before = [
    ...(options.comments === false ? [] : [raw(heading(named, asOf))]),
    ...(into === undefined ? [] : [created(into, dialect)]),
  ];
  const [exactIds, ordered] = [source.exactIds === true, into === undefined];
  const query =
    comparison === undefined
      ? answer(compiled, as, { dialect, named })
      : changed(compiled, comparison, { dialect, exactIds, isChosen, ordered });
  const end = raw(dialect.settings === undefined ? '' : `\n${dialect.settings}`);
  const wanted = asked.map(([key]) => key);
  const isWanted = new Set(wanted);
  const ctes = compiled.ctes.map((cte) => ({
    cte,
    definitions: compiled.readers.get(cte.name)?.filter((key) => isWanted.has(key)) ?? wanted,
  }));
  const statement = printStatement(ctes, { before: join(before, ''), after: sql`${query}${end}`, dialect });
  return legend === undefined ? statement : { ...statement, legend };
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
      { name: called, query: sql`SELECT * FROM ${some}`, comment: 'the customers asked about' },
    ],
  };
};

const answer = (
  { from, id: own, answers }: Compiled,
  as: SqlOptions['as'],
  { dialect, named }: { readonly dialect: Dialect; readonly named: Named },
): Sql => {
  const id = sql`${own} AS ${name('customer_id')}`;
  const column = (value: Sql, type: string): Sql => (type === 'boolean' ? dialect.truth(value) : value);
  switch (as) {
    case 'rows': {
      const columns = answers.map(({ key, value, type }) => sql`${column(value, type)} AS ${name(key)}`);
      return sql`SELECT\n  ${join([id, ...columns], ',\n  ')}\nFROM ${from}`;
    }
    case 'members': {
      if (named.some(([, { kind }]) => kind !== 'segment'))
        refuse('bad-value', 'segments only, for as: "members"', 'another definition', 'definitions');
      return join(
        answers.map(
          ({ key, value }) =>
            sql`SELECT ${id}, ${textValue(key)} AS ${name('segment')} FROM ${from}\nWHERE ${value}`,
        ),
        '\nUNION ALL\n',
      );
    }
    case 'counts': {
      const columns = answers.map(
        ({ key, value, type }, i) =>
          sql`COUNT(CASE WHEN ${type === 'boolean' && named[i]![1].kind === 'segment' ? value : sql`${value} IS NOT NULL`} THEN 1 END) AS ${name(key)}`,
      );
      return sql`SELECT\n  ${join([sql`COUNT(*) AS ${name('customers')}`, ...columns], ',\n  ')}\nFROM ${from}`;
    }
    default:
      return refuse('bad-value', 'rows, members or counts', as, 'as');
  }
};

const created = (into: string, dialect: Dialect): Sql => {
  const parts = String(into).split('.');
  if (parts.length > 3) refuse('bad-value', 'a table such as "app.segments"', into, 'into');
  const table = join(
    parts.map((part) => name(part)),
    '.',
  );
  return sql`CREATE TABLE ${table} ${raw(dialect.tableSettings ?? '')}AS\n`;
};

/** Words for a reader: letters, digits and plain marks, so that nothing in a definition can end the comment or look like a parameter. */
const heading = (named: Named, asOf: number): string =>
  [
    `-- habitus, as of ${new Date(asOf).toISOString()}`,
    ...named.map(([key, each]) => `-- ${key}: ${plain(describe(each.definition as Expression))}`),
    '',
  ].join('\n');
