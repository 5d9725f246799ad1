import { AGGREGATES, type AggregateKind, GRAMMAR, type ValueType } from '../../expression/index.js';
import { HabitusError } from '../../internal/index.js';
import { type Bound, type PlanNode, type PlanNodeOf, typeOfNode } from '../../plan/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { atLevel, closed, int, isLeaf, join, name, raw, type Sql, sql } from '../fragment.js';
import { eventTables, type SqlSource } from '../source.js';
import type { Branch } from './branch.js';
import { branches, isAggregate } from './branches.js';
import { type Cte, chain, counter, select } from './chain.js';
import type { Context } from './context.js';
import { people } from './people.js';
import { readersOf } from './readers.js';
import { type CustomerValueContext, computed } from './values.js';

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
  { dialect, source }: { readonly dialect: Dialect; readonly source: SqlSource },
): Compiled => {
  const { prepared } = bound;
  const next = counter();
  const prefix = prefixFor(source);
  const context: Context = {
    bound,
    dialect,
    source,
    next,
    fence: dialect.fence,
    weights: new Map(),
    called: (of) => `${prefix}${of}`,
  };
  const found = branches(context, usedAggregates(bound, source));
  const joined = [...new Set(found.values())];
  const customers = people(context, context.called('people'));
  const values = chain(
    {
      name: context.called('joined'),
      comment: 'every customer, with or without events',
      further: 'what definitions come to, step by step',
      first: () => {
        const last = customers.chain.ctes().at(-1)!.name;
        const columns = joined.flatMap((branch, i) =>
          branch.columns().map((column) => sql`${raw(`b${i + 1}`)}.${name(column)} AS ${name(column)}`),
        );
        const joins = joined.map((branch, i) => {
          const alias = raw(`b${i + 1}`);
          return sql`\n  LEFT JOIN ${name(branch.ctes().at(-1)!.name)} ${alias} ON ${alias}.${name(branch.whose)} = c.${name('customer')}`;
        });
        return select([raw('c.*'), ...columns], sql`${name(last)} c${join(joins, '')}`);
      },
    },
    context,
  );

  const uses = usesOfNodes(bound);
  const known = new Map<number, Sql>();
  const value = (index: number): Sql => {
    const same = known.get(index);
    if (same !== undefined) return same;
    const node = prepared.nodes[index]!;
    const piece = ofNode(node, index);
    // What is used twice, and is more than a column, gets a column.
    const shared = (uses.get(index) ?? 0) > 1 && !isLeaf(piece) && node.kind !== 'literal';
    const result = shared ? values.column(isTruth(node) ? 'is' : 'value', piece) : piece;
    known.set(index, result);
    return result;
  };
  const attribute = (node: PlanNodeOf<'attribute'>, as: ValueType | undefined): Sql =>
    atLevel(1, customers.attribute(node.name, as, bound.asOf - node.shift));
  const ofNode = (node: PlanNode, index: number): Sql => {
    const branch: Branch | undefined = found.get(index);
    if (branch !== undefined) return branch.value(index);
    if (node.kind === 'attribute') {
      const column = attribute(node, node.as);
      return node.as === 'instant' ? sql`CAST(${column} AS ${raw(dialect.types.double)})` : column;
    }
    if (isAggregate(node)) return withoutEvents(node, dialect);
    const piece = computed(node, valueContext);
    if (piece === undefined)
      throw new HabitusError('unknown-kind', `expected a kind that SQL can say, got "${node.kind}"`);
    return piece;
  };
  const present = (index: number): Sql => {
    const node = prepared.nodes[index]!;
    if (node.kind === 'attribute' && node.as === undefined) return attribute(node, undefined);
    if ((node.kind === 'first' || node.kind === 'last') && typeOfNode(bound.prepared, index) === undefined)
      return value(index);
    if (node.kind === 'orElse') return sql`(${present(node.value)} OR ${present(node.otherwise)})`;
    return sql`${value(index)} IS NOT NULL`;
  };
  const valueContext: CustomerValueContext = {
    dialect,
    asOf: bound.asOf,
    customer: name('customer', 1),
    value,
    present,
    list: (index) => {
      const node = prepared.nodes[index]!;
      return node.kind === 'attribute' ? attribute(node, 'list') : value(index);
    },
    column: (prefix, piece) => (isLeaf(piece) ? piece : values.column(prefix, piece)),
  };

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
    return { key, value: values.column('answer', value(root)), type: column };
  });
  const ctes = (): readonly Cte[] => [
    ...joined.flatMap((branch) => branch.ctes()),
    ...customers.chain.ctes(),
    ...values.ctes(),
  ];
  const all = ctes();
  return {
    ctes: all,
    from: name(all.at(-1)!.name),
    customer: name('customer'),
    id: name(customers.id),
    answers: answers.map((answer) => ({ ...answer, value: closed(answer.value) })),
    readers: readersOf(bound, keys, { branches: found, people: customers.chain.ctes() }),
  };
};

/** CTEs are called like none of the source's tables: a name of both would mean the wrong one. */
const prefixFor = (source: SqlSource): string => {
  const { customers, identity } = source;
  const tables = [customers, customers.history, identity, ...eventTables(source)].flatMap((each) =>
    each === undefined ? [] : [each.table.split('.').at(-1)!],
  );
  return tables.some((table) => /^(events_|people|joined)/i.test(table)) ? 'of_' : '';
};

/** Without a table of events nobody has any. */
const withoutEvents = (node: PlanNode, dialect: Dialect): Sql =>
  AGGREGATES[node.kind as AggregateKind].ofNothing === 0
    ? sql`CAST(${int(0)} AS ${raw(dialect.types.double)})`
    : sql`CAST(NULL AS ${raw(dialect.types.double)})`;

const isTruth = ({ kind }: PlanNode): boolean => GRAMMAR[kind][0] === 'test';

/** The aggregates that answers are made of. */
const usedAggregates = ({ prepared }: Bound, source: SqlSource): readonly number[] =>
  source.events === undefined
    ? []
    : prepared.nodes.flatMap((node, index) => (isAggregate(node) ? [index] : []));

/** How often each node is used by others. */
const usesOfNodes = ({ prepared }: Bound): ReadonlyMap<number, number> => {
  const uses = new Map<number, number>();
  for (const children of prepared.children)
    for (const child of children) uses.set(child, (uses.get(child) ?? 0) + 1);
  return uses;
};
