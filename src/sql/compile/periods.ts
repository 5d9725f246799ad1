import { type PlanNodeOf, seriesEdges } from '../../plan/index.js';
import type { Unit } from '../../time/index.js';
import { all, int, type Sql, sql, when } from '../fragment.js';
import { instant } from '../layout.js';
import type { Context } from './context.js';
import { periodNumber } from './local-time.js';
import type { Rows } from './rows.js';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The number of the period that a row is in. */
export const periodOf = (
  { bound, dialect }: Context,
  rows: Rows,
  of: { readonly unit: Unit; readonly timeZone?: string; readonly weekStart?: string },
  range: readonly [number, number],
): { readonly number: Sql; readonly base: number } => {
  const zone = bound.prepared.zones.get(of.timeZone ?? 'UTC')!;
  const weekShift = 3 - WEEKDAYS.indexOf(of.weekStart ?? 'monday');
  return periodNumber(rows.at, { unit: of.unit, weekShift, zone }, range, rows.chain, dialect);
};

/** Which of the periods of a series a row is in, 0 … n − 1, and whether it is in one of them. */
export const periodIndex = (
  context: Context,
  rows: Rows,
  node: PlanNodeOf<'series'>,
): { readonly number: Sql; readonly inside: Sql } => {
  const { bound, dialect } = context;
  const edges = seriesEdges(bound.prepared, node, bound.asOf);
  const [from, to] = [edges[0]!, edges[edges.length - 1]!];
  const inside = rows.chain.column(
    `is_in_series_of_${context.meaning.source(bound.prepared.selections[node.of]!.source)}`,
    all([rows.member(node.of), sql`${rows.at} >= ${instant(from)} AND ${rows.at} < ${instant(to)}`]),
  );
  if (typeof node.every === 'number') {
    const passed = when(inside, sql`(${rows.at} - ${int(from)})`);
    return { number: rows.chain.column('period', dialect.intDiv(passed, int(node.every))), inside };
  }
  const { number, base } = periodOf(context, rows, { ...node, unit: node.every }, [from, to]);
  const calendar = bound.prepared.calendars[node.calendar]!;
  const first = calendar.index(bound.asOf - node.shift) - node.periods;
  return { number: rows.chain.column('period', sql`(${number} - ${int(base + first)})`), inside };
};
