import { ownRange, type PlanNode, type PlanNodeOf, type Use } from '../../plan/index.js';
import { all, int, name, raw, type Sql, sql, when } from '../fragment.js';
import {
  type AggregateKind,
  aggregated,
  millionths,
  periodIndex,
  periodOf,
  readingType,
  usesOf,
} from './aggregates.js';
import { type Cte, select } from './chain.js';
import type { Context } from './context.js';
import { type Rows, rows } from './rows.js';

/** A GROUP BY customer: aggregates that read the same rows. */
export interface Branch {
  /** Its CTEs; the last one has a row a customer that has rows. */
  readonly ctes: () => readonly Cte[];
  /** The column that says whose row it is. */
  readonly whose: string;
  /** The columns that it gives. */
  readonly columns: () => readonly string[];
  /** The value of a node, once the branch is joined to the customers. */
  readonly value: (index: number) => Sql;
}

const TWICE: readonly string[] = ['mostFrequent', 'topShare'];

/** Whether a node groups its events before the customers are: by value, or by period. */
const groupsTwice = (node: PlanNode): boolean =>
  TWICE.includes(node.kind) ||
  (node.kind === 'periods' && (node.atLeast ?? 1) > 1) ||
  (node.kind === 'series' && node.answer !== 'trend');

const AGGREGATES: readonly string[] = [
  'count',
  'firstAt',
  'lastAt',
  'sum',
  'average',
  'min',
  'max',
  'first',
  'last',
  'distinct',
  'mostFrequent',
  'topShare',
  'periods',
  'sessions',
  'gap',
  'series',
  'sequence',
] satisfies readonly AggregateKind[];

export const isAggregate = (node: PlanNode): boolean => AGGREGATES.includes(node.kind);

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
  const names = selections.map(({ source }) => prepared.sources[source]!.names ?? null);
  const all = names.some((each) => each === null) ? null : [...new Set(names.flat())].sort();
  return JSON.stringify(['ordered', follows, all]);
};

/** The branches of a statement, and which of them answers a node. */
export const branches = (context: Context, indices: readonly number[]): ReadonlyMap<number, Branch> => {
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const key = branchKey(context, index);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  const found = new Map<number, Branch>();
  for (const [key, members] of groups) {
    const make = key.startsWith('["twice"') ? twice : once;
    const branch = make(context, members);
    for (const index of members) found.set(index, branch);
  }
  return found;
};

const once = (context: Context, indices: readonly number[]): Branch => {
  const { prepared } = context.bound;
  const called = context.called(context.next('events'));
  const whose = context.next('whose');
  const uses: readonly Use[] = indices.flatMap((index) => usesOf(prepared.nodes[index]!));
  const of = rows(context, called, uses);
  const columns = new Map<string, { readonly named: string; readonly piece: Sql }>();
  const aggregate = (prefix: string, piece: Sql): Sql => {
    const key = JSON.stringify(piece.parts);
    let known = columns.get(key);
    if (known === undefined) {
      known = { named: context.next(prefix), piece };
      columns.set(key, known);
    }
    return name(known.named, 1);
  };
  const values = new Map<number, Sql>();
  for (const index of indices)
    values.set(index, aggregated(prepared.nodes[index]!, { rows: of, context, aggregate }));
  return {
    whose,
    value: (index) => values.get(index)!,
    columns: () => [...columns.values()].map(({ named }) => named),
    ctes: () => {
      const before = of.ctes();
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
          comment: 'one row a customer, one aggregate a line',
        },
      ];
    },
  };
};

/** Values or periods with their counts, then the customers. */
const twice = (context: Context, indices: readonly number[]): Branch => {
  const { bound, dialect, next } = context;
  const { prepared } = bound;
  const called = context.called(next('events'));
  const whose = next('whose');
  const [first] = indices as [number];
  const node = prepared.nodes[first] as PlanNodeOf<'mostFrequent' | 'topShare' | 'periods' | 'series'>;
  const of = rows(context, called, usesOf(node));
  const double = (piece: Sql): Sql => sql`CAST(${piece} AS ${raw(dialect.types.double)})`;
  const [key, many, place] = [next('key'), next('many'), next('place')];

  const made = ((): {
    readonly key: Sql;
    readonly inside: Sql;
    readonly measure: Sql;
    readonly order: Sql;
  } => {
    switch (node.kind) {
      case 'mostFrequent':
      case 'topShare': {
        const value = of.reading(node.value);
        const reading = prepared.readings[node.value]!;
        const collate = readingType(reading) === 'text' ? raw(dialect.collate) : raw('');
        return {
          key: value,
          inside: all([of.member(node.of), sql`${value} IS NOT NULL`]),
          measure: sql`COUNT(*)`,
          order: sql`${name(many)} DESC, ${name(key)}${collate} ASC`,
        };
      }
      case 'periods': {
        const range = ownRange(bound, prepared.selections[node.of]!, node.of);
        const period = periodOf(context, of, node, range);
        return { key: period.number, inside: of.member(node.of), measure: sql`COUNT(*)`, order: name(key) };
      }
      default: {
        const { number, inside } = periodIndex(context, of, node as PlanNodeOf<'series'>);
        return {
          key: number,
          inside,
          measure: node.value === undefined ? sql`COUNT(*)` : sumOf(context, of, node.value),
          order: sql`CASE WHEN ${name(many)} > 0 THEN 0 ELSE 1 END, ${name(key)} DESC`,
        };
      }
    }
  })();
  const group = of.chain.column('key', made.key);
  const inside = of.chain.column('inside', made.inside);

  const columns: { readonly named: string; readonly piece: Sql }[] = [];
  const aggregate = (prefix: string, piece: Sql): Sql => {
    const named = next(prefix);
    columns.push({ named, piece });
    return name(named, 1);
  };
  const values = new Map<number, Sql>();
  const isTop = sql`${name(place)} = 1`;
  for (const index of indices) {
    const each = prepared.nodes[index]!;
    switch (each.kind) {
      case 'mostFrequent': {
        const type = readingType(prepared.readings[each.value]!);
        // Truths have no greatest in every engine.
        const isTruth = type === 'boolean';
        const top = isTruth ? sql`CASE WHEN ${name(key)} THEN 1 ELSE 0 END` : name(key);
        const found = aggregate('most_frequent', sql`MAX(${when(isTop, top)})`);
        values.set(index, isTruth ? sql`(${found} = 1)` : type === 'integer' ? double(found) : found);
        break;
      }
      case 'topShare': {
        const top = aggregate('top', sql`MAX(${name(many)})`);
        const total = aggregate('total', sql`SUM(${name(many)})`);
        values.set(index, sql`(${double(top)} / ${double(total)})`);
        break;
      }
      case 'periods': {
        const found = aggregate(
          'periods',
          sql`COUNT(${when(sql`${name(many)} >= ${int(each.atLeast ?? 1)}`, int(1))})`,
        );
        values.set(index, sql`COALESCE(${double(found)}, ${double(int(0))})`);
        break;
      }
      case 'series':
        values.set(
          index,
          seriesValue(context, each, { aggregate, key: name(key), many: name(many), place: name(place) }),
        );
        break;
      default:
        throw new Error(`not grouped twice: ${each.kind}`);
    }
  }
  return {
    whose,
    value: (index) => values.get(index)!,
    columns: () => columns.map(({ named }) => named),
    ctes: () => {
      const before = of.ctes();
      const last = before.at(-1)!.name;
      const [byKey, placed] = [`${called}_by_key`, `${called}_placed`];
      const counted = select(
        [name('customer'), sql`${group} AS ${name(key)}`, sql`${made.measure} AS ${name(many)}`],
        sql`${name(last)}\n  WHERE ${inside}\n  GROUP BY ${name('customer')}, ${group}`,
      );
      const ranked = select(
        [
          raw('*'),
          sql`ROW_NUMBER() OVER (PARTITION BY ${name('customer')} ORDER BY ${made.order}) AS ${name(place)}`,
        ],
        name(byKey),
      );
      const listed = columns.map(({ named, piece }) => sql`${piece} AS ${name(named)}`);
      return [
        ...before,
        { name: byKey, query: counted, comment: 'by value or period first' },
        { name: placed, query: ranked },
        {
          name: `${called}_by_customer`,
          query: sql`${select([sql`${name('customer')} AS ${name(whose)}`, ...listed], name(placed))}\n  GROUP BY ${name('customer')}`,
          comment: 'one row a customer, one aggregate a line',
        },
      ];
    },
  };
};

const sumOf = (context: Context, of: Rows, reading: number): Sql =>
  sql`COALESCE(SUM(CAST(${millionths(context, of, reading)} AS ${raw(context.dialect.types.exact)})), 0)`;

interface Grouped {
  readonly aggregate: (prefix: string, piece: Sql) => Sql;
  readonly key: Sql;
  readonly many: Sql;
  readonly place: Sql;
}

/** Peak, low and streak of periods, of which those without events have no row. */
const seriesValue = (
  { dialect }: Context,
  node: PlanNodeOf<'series'>,
  { aggregate, key, many, place }: Grouped,
): Sql => {
  const double = (piece: Sql): Sql => sql`CAST(${piece} AS ${raw(dialect.types.double)})`;
  const n = node.periods;
  if (node.answer === 'streak') {
    // Of the periods above 0, counted back, those that stand where nothing is left out.
    const found = aggregate(
      'streak',
      sql`COUNT(${when(sql`${many} > 0 AND ${key} = ${int(n)} - ${place}`, int(1))})`,
    );
    return sql`COALESCE(${double(found)}, ${double(int(0))})`;
  }
  const [function_, better] = node.answer === 'peak' ? [raw('MAX'), raw('<')] : [raw('MIN'), raw('>')];
  const extreme = aggregate(node.answer, sql`${function_}(${many})`);
  const periods = aggregate('filled', sql`COUNT(*)`);
  // A period without a row is 0.
  const value = sql`CASE WHEN ${extreme} IS NULL OR (${periods} < ${int(n)} AND ${extreme} ${better} 0) THEN ${double(int(0))} ELSE ${dialect.nearest(sql`CAST(${extreme} AS ${raw(dialect.types.exact)})`)} END`;
  return node.value === undefined ? value : sql`(${value} / ${double(int(1_000_000))})`;
};
