import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { tableOf, textOf } from './compile/context.js';
import type { Compiled } from './compile/statement.js';
import type { Dialect } from './dialects/dialect.js';
import { all, EMPTY, join, name, raw, type Sql, sql } from './fragment.js';
import type { Named } from './named.js';
import { checkColumn, checkTable } from './source.js';

/**
 * A table of what was known the last time: a row for each member of a segment, or for each customer with a label. Where an id stands there several times
 * it counts once; rows without an id are nobody's.
 */
export interface LastKnown {
  readonly table: string;
  /** The column of ids. Default: `customer_id`, as answers call it. */
  readonly id?: string | undefined;
  /** Of a classification: the column of labels; NULL is none. Default: the name of the definition, as answers call it. */
  readonly label?: string | undefined;
}

/** What is compared with which table. */
export interface Comparison {
  readonly kind: 'segment' | 'classification';
  readonly table: string;
  readonly id: string;
  readonly label: string;
}

/** What is asked of a statement. */
interface Given {
  readonly changesSince?: string | LastKnown | undefined;
  readonly as?: string | undefined;
  readonly explain?: boolean | undefined;
}

/** The comparison that is asked for: of one segment or classification. */
export const comparisonOf = ({ changesSince, as, explain }: Given, named: Named): Comparison | undefined => {
  if (changesSince === undefined) return undefined;
  const path = 'changesSince';
  const last = typeof changesSince === 'string' ? { table: changesSince } : changesSince;
  if (!isPlainObject(last)) refuse('bad-value', 'a table, or { table, id, label }', changesSince, path);
  onlyKeys(last, ['table', 'id', 'label'], path);
  if ((as ?? 'rows') !== 'rows' || explain === true)
    refuse('bad-value', 'neither as nor explain beside it: changes have columns of their own', last, path);
  const [key, { kind }] = named[0]!;
  if (named.length > 1)
    refuse(
      'bad-value',
      'one definition where changes are asked: make a statement for each, with a table of its own',
      named.length,
      'definitions',
    );
  if (kind === 'metric')
    return refuse('bad-value', 'a segment or a classification where changes are asked', kind, key);
  const { table, id = 'customer_id', label }: LastKnown = last;
  checkTable(table, `${path}.table`);
  checkColumn(id, `${path}.id`);
  if (label !== undefined) {
    if (kind === 'segment')
      refuse('bad-value', 'no column of labels for a segment: it has none', label, `${path}.label`);
    checkColumn(label, `${path}.label`);
  }
  return { kind, table, id, label: label ?? key };
};

/** The columns of changes, in order. */
export const changeColumns = ({ kind }: Comparison): readonly string[] => [
  'customer_id',
  'change',
  ...(kind === 'segment' ? [] : ['from', 'to']),
];

/** How changes are asked. */
interface Asking {
  readonly dialect: Dialect;
  readonly exactIds: boolean;
  /** Whether an id is one of those that are asked about; undefined: all are. */
  readonly isChosen: ((id: Sql) => Sql) | undefined;
  readonly ordered: boolean;
  /** A column before all others, with its comma; or nothing. */
  readonly lead: Sql;
}

/** What has changed, a row a customer: both sides are put one below the other, so that neither a missing id nor one that is gone is lost. */
export const changed = (
  { from, answers }: Compiled,
  { kind, table, id, label }: Comparison,
  { dialect, exactIds, isChosen, ordered, lead }: Asking,
): Sql => {
  const { value } = answers[0]!;
  const [customer, known, then] = [name('customer'), name(id), name(label)];
  const isThere = (column: Sql): Sql => sql`${column} IS NOT NULL`;
  const chosen = [isThere(known), ...(isChosen === undefined ? [] : [isChosen(known)])];
  const now = { who: customer, from, tests: [isThere(customer)] };
  const before = { who: known, from: tableOf(table), tests: chosen };
  const none = sql`CAST(NULL AS ${raw(dialect.types.text)})`;
  const sides: readonly Side[] =
    kind === 'segment'
      ? [
          { ...now, is: raw('1'), was: raw('0'), tests: [...now.tests, value] },
          { ...before, is: raw('0'), was: raw('1') },
        ]
      : [
          { ...now, is: textOf(dialect, value), was: none, tests: [...now.tests, isThere(value)] },
          { ...before, is: none, was: textOf(dialect, then), tests: [...chosen, isThere(then)] },
        ];
  const [is, was] = [sql`MAX(${name('is_now')})`, sql`MAX(${name('was_then')})`];
  const change =
    kind === 'segment'
      ? sql`CASE WHEN ${is} = 1 THEN 'add' ELSE 'remove' END`
      : sql`CASE WHEN ${was} IS NULL THEN 'add' WHEN ${is} IS NULL THEN 'remove' ELSE 'relabel' END`;
  const columns = [
    sql`${lead}${customer} AS ${name('customer_id')}`,
    sql`${change} AS ${name('change')}`,
    ...(kind === 'segment' ? [] : [sql`${was} AS ${name('from')}`, sql`${is} AS ${name('to')}`]),
  ];
  const rows = sides.map(
    (side) =>
      sql`SELECT ${exactIds ? side.who : textOf(dialect, side.who)} AS ${customer}, ${side.is} AS ${name('is_now')}, ${side.was} AS ${name('was_then')}\n  FROM ${side.from}\n  WHERE ${all(side.tests)}`,
  );
  const order = sql`\nORDER BY ${customer}${raw(exactIds ? '' : dialect.collate)} ASC`;
  return sql`SELECT\n  ${join(columns, ',\n  ')}\nFROM (\n  ${join(rows, '\n  UNION ALL\n  ')}\n) sides\nGROUP BY ${customer}\nHAVING COALESCE(${is} <> ${was}, TRUE)${ordered ? order : EMPTY}`;
};

/** What is now, or what was then: who, from where, and what it is on either side. */
interface Side {
  readonly who: Sql;
  readonly from: Sql;
  readonly tests: readonly Sql[];
  readonly is: Sql;
  readonly was: Sql;
}
