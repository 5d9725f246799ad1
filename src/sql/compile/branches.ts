import { AGGREGATES } from '../../expression/index.js';
import type { PlanNode, Use } from '../../plan/index.js';
import { keyOf, name, type Sql, sql } from '../fragment.js';
import { aggregated } from './aggregates.js';
import type { Branch } from './branch.js';
import { select } from './chain.js';
import type { Context } from './context.js';
import { rows } from './rows.js';
import { isDoubled } from './same.js';
import { groupedByValue } from './twice.js';
import { usesOf } from './uses.js';

const TWICE: readonly string[] = ['mostFrequent', 'topShare'];

/** Whether a node groups its events before the customers are: by value, or by period. */
const groupsTwice = (node: PlanNode): boolean =>
  TWICE.includes(node.kind) ||
  (node.kind === 'periods' && (node.atLeast ?? 1) > 1) ||
  (node.kind === 'series' && node.answer !== 'trend');

/** Whether a node is made of events. */
export const isAggregate = (node: PlanNode): boolean => Object.hasOwn(AGGREGATES, node.kind);

/** The selections that a node looks at, with those of their relations. */
const selectionsOf = ({ bound }: Pick<Context, 'bound'>, node: PlanNode): readonly number[] => {
  const found = new Set<number>();
  const visit = (index: number): void => {
    if (found.has(index)) return;
    found.add(index);
    for (const { events } of bound.prepared.selections[index]!.relations) visit(events);
  };
  for (const { selection } of usesOf(node)) visit(selection);
  return [...found];
};

/** Whether a node compares an event with its neighbours, for which rows have to be sorted. */
export const needsOrder = (context: Pick<Context, 'bound'>, node: PlanNode): boolean =>
  node.kind === 'sequence' ||
  node.kind === 'sessions' ||
  (node.kind === 'gap' && node.measure === 'longest') ||
  selectionsOf(context, node).some((each) => context.bound.prepared.selections[each]!.relations.length > 0);

/**
 * Which rows a node reads: those of all names in one scan; with an order, of its names only, because neighbours are dear; grouped twice, its own.
 */
const branchKey = (context: Context, index: number): string => {
  const { prepared } = context.bound;
  const node = prepared.nodes[index]!;
  const selections = selectionsOf(context, node).map((each) => prepared.selections[each]!);
  const follows = selections.some(({ window }) => window?.kind === 'following');
  if (groupsTwice(node)) {
    const by =
      node.kind === 'mostFrequent' || node.kind === 'topShare' ? [node.of, node.value] : ['node', index];
    return JSON.stringify(['twice', ...by]);
  }
  if (!needsOrder(context, node)) return JSON.stringify(['once', follows]);
  const doubled = isDoubled(context, usesOf(node));
  const names = selections.map(({ source }) => prepared.sources[source]!.names ?? null);
  const all = names.some((each) => each === null) ? null : [...new Set(names.flat())].sort();
  return JSON.stringify(['ordered', follows, all, doubled]);
};

/** The branches of a statement, and which of them answers a node. */
export const branches = (context: Context, indices: readonly number[]): ReadonlyMap<number, Branch> => {
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const key = branchKey(context, index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  const found = new Map<number, Branch>();
  for (const [key, members] of groups) {
    const make = key.startsWith('["twice"') ? groupedByValue : groupedByCustomer;
    const branch = make(context, members);
    for (const index of members) found.set(index, branch);
  }
  return found;
};

/** What the steps of some aggregates are called: by what sets their rows apart. */
const stepsOf = (context: Context, indices: readonly number[]): string => {
  const { nodes, selections } = context.bound.prepared;
  const some = indices.map((index) => nodes[index]!);
  const follows = some
    .flatMap((node) => selectionsOf(context, node))
    .some((each) => selections[each]!.window?.kind === 'following');
  const inOrder = some.some((node) => needsOrder(context, node));
  return `events${inOrder ? '_in_order' : ''}${follows ? '_after_start' : ''}`;
};

/** One GROUP BY customer: all aggregates that read the same rows. */
const groupedByCustomer = (context: Context, indices: readonly number[]): Branch => {
  const { prepared } = context.bound;
  const called = context.called(stepsOf(context, indices));
  const whose = context.next(`${called}_customer`);
  const uses: readonly Use[] = indices.flatMap((index) => usesOf(prepared.nodes[index]!));
  const events = rows(context, called, uses);
  const columns = new Map<string, { readonly named: string; readonly piece: Sql }>();
  const aggregate = (meaning: string, piece: Sql): Sql => {
    const key = keyOf(piece);
    let known = columns.get(key);
    if (known === undefined) {
      known = { named: context.next(meaning), piece };
      columns.set(key, known);
    }
    return name(known.named, 1);
  };
  const values = new Map<number, Sql>();
  for (const index of indices)
    values.set(
      index,
      aggregated(prepared.nodes[index]!, {
        rows: events,
        context,
        aggregate,
        words: context.meaning.node(index),
      }),
    );
  return {
    whose,
    value: (index) => values.get(index)!,
    columns: () => [...columns.values()].map(({ named }) => named),
    ctes: () => {
      const before = events.ctes();
      const listed = [...columns.values()].map(({ named, piece }) => sql`${piece} AS ${name(named)}`);
      const query = select(
        [sql`${name('customer')} AS ${name(whose)}`, ...listed],
        name(before.at(-1)!.name),
      );
      return [
        ...before,
        {
          name: `${called}_by_customer`,
          query: sql`${query}\n  GROUP BY ${name('customer')}`,
          comment: 'One row a customer, one aggregate a line.',
        },
      ];
    },
  };
};
