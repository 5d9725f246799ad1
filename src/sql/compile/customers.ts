import { AGGREGATES, type AggregateKind, GRAMMAR, type ValueType } from '../../expression/index.js';
import { HabitusError } from '../../internal/index.js';
import { type Bound, type PlanNode, type PlanNodeOf, typeOfNode } from '../../plan/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { atLevel, int, isLeaf, join, name, raw, type Sql, sql } from '../fragment.js';
import { cases } from '../layout.js';
import type { Branch } from './branch.js';
import { branches, isAggregate } from './branches.js';
import { chain, select } from './chain.js';
import type { Context, CustomerSteps, Customers } from './context.js';
import { people } from './people.js';
import type { CustomerValueContext } from './value-context.js';
import { computed } from './values.js';

/** Some nodes as values of customers: the events that they are made of grouped, joined to everybody, and worked out step by step. */
export const customers = (context: Context, called: CustomerSteps, nodes: readonly number[]): Customers => {
  const { bound, dialect, source, meaning } = context;
  const { prepared } = bound;
  const found = branches(context, source.events === undefined ? [] : usedAggregates(bound, nodes));
  const joined = [...new Set(found.values())];
  const crowd = people(context, called.people);
  const values = chain(
    {
      name: called.joined,
      comment: 'Every customer, with or without events.',
      further: { name: called.values, comment: 'What the definitions come to.' },
      first: () => {
        const last = crowd.chain.ctes().at(-1)!.name;
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
    const result = shared
      ? values.column(isTruth(node) ? meaning.node(index) : `${meaning.node(index)}_value`, piece)
      : piece;
    known.set(index, result);
    return result;
  };
  const attribute = (node: PlanNodeOf<'attribute'>, as: ValueType | undefined): Sql =>
    atLevel(1, crowd.attribute(node.name, as, bound.asOf - node.shift));
  const ofNode = (node: PlanNode, index: number): Sql => {
    const branch: Branch | undefined = found.get(index);
    if (branch !== undefined) return branch.value(index);
    if (node.kind === 'attribute') {
      const column = attribute(node, node.as);
      return node.as === 'instant' ? sql`CAST(${column} AS ${raw(dialect.types.double)})` : column;
    }
    if (node.kind === 'heldSince') {
      const since = crowd.heldSince(node.name, node.as, bound.asOf - node.shift);
      return sql`CAST(${atLevel(1, since)} AS ${raw(dialect.types.double)})`;
    }
    if (isAggregate(node)) return withoutEvents(node, dialect);
    const piece = computed(node, { ...valueContext, called: meaning.node(index) });
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
    if (node.kind === 'choose' && typeOfNode(prepared, index) === undefined)
      return cases(
        node.cases.map(([when, of]) => sql`WHEN ${value(when)} THEN ${present(of)}`),
        node.otherwise === undefined ? raw('FALSE') : present(node.otherwise),
      );
    return sql`${value(index)} IS NOT NULL`;
  };
  const valueContext: Omit<CustomerValueContext, 'called'> = {
    dialect,
    asOf: bound.asOf,
    customer: name('customer', 1),
    value,
    present,
    list: (index) => {
      const node = prepared.nodes[index]!;
      return node.kind === 'attribute' ? attribute(node, 'list') : value(index);
    },
    words: meaning.node,
    column: (words, piece) => (isLeaf(piece) ? piece : values.column(words, piece)),
  };

  return {
    branches: found,
    people: crowd,
    value,
    column: values.column,
    ctes: () => [...joined.flatMap((branch) => branch.ctes()), ...crowd.chain.ctes(), ...values.ctes()],
  };
};

/** Without a table of events nobody has any. */
const withoutEvents = (node: PlanNode, dialect: Dialect): Sql =>
  AGGREGATES[node.kind as AggregateKind].ofNothing === 0 &&
  !('measure' in node && (node.measure === 'longest' || node.measure === 'average'))
    ? sql`CAST(${int(0)} AS ${raw(dialect.types.double)})`
    : sql`CAST(NULL AS ${raw(dialect.types.double)})`;

/** Whether a node is a test. */
export const isTruth = ({ kind }: PlanNode): boolean => GRAMMAR[kind][0] === 'test';

/** The aggregates that nodes are made of; not those that only the windows of others start at. */
const usedAggregates = ({ prepared }: Bound, nodes: readonly number[]): readonly number[] => {
  const seen = new Set<number>();
  const visit = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    if (!isAggregate(prepared.nodes[index]!)) prepared.children[index]!.forEach(visit);
  };
  nodes.forEach(visit);
  return [...seen].filter((index) => isAggregate(prepared.nodes[index]!)).sort((a, b) => a - b);
};

/** How often each node is used by others. */
const usesOfNodes = ({ prepared }: Bound): ReadonlyMap<number, number> => {
  const uses = new Map<number, number>();
  for (const children of prepared.children)
    for (const child of children) uses.set(child, (uses.get(child) ?? 0) + 1);
  return uses;
};
