import type { Reading } from '../../expression/index.js';
import { HabitusError } from '../../internal/index.js';
import { ownRange, type PlanNodeOf } from '../../plan/index.js';
import { all, int, isLeaf, name, raw, type Sql, sql, when } from '../fragment.js';
import { millionths, readingType } from './aggregates.js';
import type { Branch } from './branch.js';
import { select } from './chain.js';
import type { Context } from './context.js';
import { periodIndex, periodOf } from './periods.js';
import { type Rows, rows } from './rows.js';
import { usesOf } from './uses.js';

/** Values or periods with their counts, then the customers. */
export const groupedByValue = (context: Context, indices: readonly number[]): Branch => {
  const { bound, dialect, next, meaning } = context;
  const { prepared } = bound;
  const [first] = indices as [number];
  const node = prepared.nodes[first] as PlanNodeOf<'mostFrequent' | 'topShare' | 'periods' | 'series'>;
  const isByValue = node.kind === 'mostFrequent' || node.kind === 'topShare';
  const cteName = context.called(isByValue ? 'events_by_value' : 'events_by_period');
  const customerColumn = next(`${cteName}_customer`);
  const words = isByValue ? meaning.reading(node.value) : 'period';
  const events = rows(context, cteName, usesOf(node));
  const double = (piece: Sql): Sql => sql`CAST(${piece} AS ${raw(dialect.types.double)})`;
  const [key, many, place] = [next(`${words}_key`), next(`${words}_amount`), next(`${words}_rank`)];

  const made = ((): {
    readonly key: Sql;
    readonly inside: Sql;
    readonly measure: Sql;
    readonly order: Sql;
  } => {
    switch (node.kind) {
      case 'mostFrequent':
      case 'topShare': {
        const value = events.reading(node.value);
        const reading = prepared.readings[node.value] as Reading;
        const collate = readingType(reading) === 'text' ? raw(dialect.collate) : raw('');
        return {
          key: value,
          inside: all([events.member(node.of), sql`${value} IS NOT NULL`]),
          measure: sql`COUNT(*)`,
          order: sql`${name(many)} DESC, ${name(key)}${collate} ASC`,
        };
      }
      case 'periods': {
        const range = ownRange(bound, prepared.selections[node.of]!, node.of);
        const period = periodOf(context, events, node, range);
        return {
          key: period.number,
          inside: events.member(node.of),
          measure: sql`COUNT(*)`,
          order: sql`${name(key)} ASC`,
        };
      }
      default: {
        const { number, inside } = periodIndex(context, events, node as PlanNodeOf<'series'>);
        return {
          key: number,
          inside,
          measure: node.value === undefined ? sql`COUNT(*)` : sumOf(context, events, node.value),
          order: sql`CASE WHEN ${name(many)} > 0 THEN 0 ELSE 1 END ASC, ${name(key)} DESC`,
        };
      }
    }
  })();
  const group = isLeaf(made.key) ? made.key : events.chain.column(words, made.key);
  const inside = events.chain.column(`is_in_${words}`, made.inside);

  const columns: { readonly named: string; readonly piece: Sql }[] = [];
  const aggregate = (meaning: string, piece: Sql): Sql => {
    const named = next(meaning);
    columns.push({ named, piece });
    return name(named, 1);
  };
  const values = new Map<number, Sql>();
  const isTop = sql`${name(place)} = 1`;
  for (const index of indices) {
    const each = prepared.nodes[index]!;
    const called = meaning.node(index);
    switch (each.kind) {
      case 'mostFrequent': {
        const type = readingType(prepared.readings[each.value] as Reading);
        // Truths have no greatest in every engine.
        const isTruth = type === 'boolean';
        const top = isTruth ? sql`CASE WHEN ${name(key)} THEN 1 ELSE 0 END` : name(key);
        const found = aggregate(called, sql`MAX(${when(isTop, top)})`);
        values.set(index, isTruth ? sql`(${found} = 1)` : type === 'integer' ? double(found) : found);
        break;
      }
      case 'topShare': {
        const top = aggregate(`${called}_top`, sql`MAX(${name(many)})`);
        const total = aggregate(`${called}_of`, sql`SUM(${name(many)})`);
        values.set(index, sql`(${double(top)} / ${double(total)})`);
        break;
      }
      case 'periods': {
        const found = aggregate(
          called,
          sql`COUNT(${when(sql`${name(many)} >= ${int(each.atLeast ?? 1)}`, int(1))})`,
        );
        values.set(index, sql`COALESCE(${double(found)}, ${double(int(0))})`);
        break;
      }
      case 'series':
        values.set(
          index,
          seriesValue(context, each, {
            aggregate,
            called,
            key: name(key),
            many: name(many),
            place: name(place),
          }),
        );
        break;
      default:
        throw new HabitusError(
          'unknown-kind',
          `expected a kind that is grouped by value first, got "${each.kind}"`,
        );
    }
  }
  return {
    whose: customerColumn,
    value: (index) => values.get(index)!,
    columns: () => columns.map(({ named }) => named),
    ctes: () => {
      const before = events.ctes();
      const last = before.at(-1)!.name;
      const [byKey, placed] = [`${cteName}_counted`, `${cteName}_ranked`];
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
        { name: byKey, query: counted, comment: `One row a customer and ${isByValue ? 'value' : 'period'}.` },
        {
          name: placed,
          query: ranked,
          comment: `The ${isByValue ? 'values' : 'periods'} of each customer in order.`,
        },
        {
          name: `${cteName}_by_customer`,
          query: sql`${select([sql`${name('customer')} AS ${name(customerColumn)}`, ...listed], name(placed))}\n  GROUP BY ${name('customer')}`,
          comment: 'One row a customer, one aggregate a line.',
        },
      ];
    },
  };
};

const sumOf = (context: Context, of: Rows, reading: number): Sql =>
  sql`COALESCE(SUM(CAST(${millionths(context, of, reading)} AS ${raw(context.dialect.types.exact)})), 0)`;

interface Grouped {
  readonly aggregate: (meaning: string, piece: Sql) => Sql;
  readonly called: string;
  readonly key: Sql;
  readonly many: Sql;
  readonly place: Sql;
}

/** Peak, low and streak of periods, of which those without events have no row. */
const seriesValue = (
  { dialect }: Context,
  node: PlanNodeOf<'series'>,
  { aggregate, called, key, many, place }: Grouped,
): Sql => {
  const double = (piece: Sql): Sql => sql`CAST(${piece} AS ${raw(dialect.types.double)})`;
  const n = node.periods;
  if (node.answer === 'streak') {
    // Of the periods above 0, counted back, those that stand where nothing is left out.
    const found = aggregate(
      called,
      sql`COUNT(${when(sql`${many} > 0 AND ${key} = ${int(n)} - ${place}`, int(1))})`,
    );
    return sql`COALESCE(${double(found)}, ${double(int(0))})`;
  }
  const [function_, better] = node.answer === 'peak' ? [raw('MAX'), raw('<')] : [raw('MIN'), raw('>')];
  const extreme = aggregate(called, sql`${function_}(${many})`);
  const periods = aggregate(`${called}_filled`, sql`COUNT(*)`);
  // A period without a row is 0.
  const value = sql`CASE WHEN ${extreme} IS NULL OR (${periods} < ${int(n)} AND ${extreme} ${better} 0) THEN ${double(int(0))} ELSE ${dialect.nearest(sql`CAST(${extreme} AS ${raw(dialect.types.exact)})`)} END`;
  return node.value === undefined ? value : sql`(${value} / ${double(int(1_000_000))})`;
};
