import { HabitusError } from '../../internal/index.js';
import { type Bound, typeOfNode } from '../../plan/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { closed, name, type Sql } from '../fragment.js';
import { eventTables, type SqlSource } from '../source.js';
import type { Cte } from './chain.js';
import type { Context } from './context.js';
import { customers, isTruth } from './customers.js';
import { type Lacking, requireColumns } from './lacking.js';
import { meaningOf } from './meaning.js';
import { namer } from './names.js';
import { readersOf } from './readers.js';

/** What one definition comes to: a column of the answer. */
export interface Answered {
  readonly key: string;
  readonly value: Sql;
  /** A truth, a text or a number. */
  readonly type: 'boolean' | 'text' | 'double';
}

/** A statement before its SELECT: the CTEs, and what each definition is in the last of them. */
export interface Compiled {
  readonly ctes: readonly Cte[];
  /** The CTE that has all columns. */
  readonly from: Sql;
  readonly customer: Sql;
  /** The id of a customer as the table has it. */
  readonly id: Sql;
  readonly answers: readonly Answered[];
  /** The definitions that need a CTE, by its name; all of them where it is not there. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
}

/** Compiles a bound plan: rows, one GROUP BY a set of them, customers, values, one column a definition. */
export const compile = (
  bound: Bound,
  keys: readonly string[],
  {
    dialect,
    source,
    beside,
  }: {
    readonly dialect: Dialect;
    readonly source: SqlSource;
    /** Tables that the rest of the statement reads. */
    readonly beside?: readonly string[] | undefined;
  },
): Compiled => {
  const { prepared } = bound;
  const next = namer();
  const steps = namer();
  const prefix = prefixFor(source, beside);
  // Before all else: a column of an answer is called like it.
  const answered = keys.map((key) => ({ named: next(key) }));
  const lacking: Lacking = new Map();
  const context: Context = {
    bound,
    lacking,
    dialect,
    source,
    next,
    fence: dialect.fence,
    weights: new Map(),
    meaning: meaningOf(prepared),
    called: (of) => `${prefix}${steps(of)}`,
    customers: (called, nodes) => customers(context, called, nodes),
  };
  const everybody = context.customers(
    {
      people: context.called('people'),
      joined: context.called('joined'),
      values: context.called('answers'),
    },
    prepared.roots,
  );

  const answers = prepared.roots.map((root, i): Answered => {
    const key = keys[i]!;
    const node = prepared.nodes[root]!;
    const type = typeOfNode(bound.prepared, root);
    if (type === undefined || type === 'list') {
      throw new HabitusError(
        'wrong-type',
        `expected ${type === 'list' ? 'a number, a text or a truth: a list has no column' : 'a type: attribute, first and last need one in SQL, such as { as: "number" }'}`,
        key,
      );
    }
    const column = isTruth(node) || type === 'boolean' ? 'boolean' : type === 'text' ? 'text' : 'double';
    return { key, value: everybody.column(answered[i]!, everybody.value(root)), type: column };
  });
  const all = everybody.ctes();
  requireColumns(lacking);
  return {
    ctes: all,
    from: name(all.at(-1)!.name),
    customer: name('customer'),
    id: name(everybody.people.id),
    answers: answers.map((answer) => ({ ...answer, value: closed(answer.value) })),
    readers: readersOf(bound, keys, { branches: everybody.branches, people: everybody.people.chain.ctes() }),
  };
};

/** CTEs are called like none of the tables that are read or written: a name of both would mean the wrong one. */
const prefixFor = (source: SqlSource, beside: readonly string[] = []): string => {
  const { customers, identity } = source;
  const read = [customers, customers.history, customers.accounts, identity, ...eventTables(source)].flatMap(
    (each) => (each === undefined ? [] : [each.table.split('.').at(-1)!]),
  );
  const tables = [...read, ...beside].map((table) => table.split('.').at(-1)!);
  let prefix = '';
  while (tables.some((table) => STEP.test(table.slice(prefix.length)) && startsWith(table, prefix)))
    prefix += 'of_';
  return prefix;
};

/** How the names of CTEs begin. */
const STEP = /^(events_|people|joined|answers)/i;

const startsWith = (table: string, prefix: string): boolean => table.toLowerCase().startsWith(prefix);
