import { type PlanNodeOf, seriesEdges, seriesSpan } from '../../plan/index.js';
import { addExact, exactSum, exactTotal, SCALE, slope, toMillionths } from '../../stats/index.js';
import { DAY } from '../../time/index.js';
import { type Column, isPresent } from '../columns.js';
import { column, firstAtOrAfter, rowsOf } from '../rows.js';
import type { Evaluator, Rows, Run } from '../run.js';

// How a selection is spread over time: active periods, sessions, gaps and series (S19–S22).

export const periods: Evaluator<'periods'> = (node, run) => {
  const { rows, start, end } = rowsOf(run, node.of);
  const calendar = run.bound.prepared.calendars[node.calendar]!;
  const least = node.atLeast ?? 1;
  let active = 0;
  let events = 0;
  let next = -Infinity;
  for (let i = start; i < end; i++) {
    const time = run.data.times[rows[i]!]!;
    if (time >= next) {
      events = 0;
      next = calendar.start(calendar.index(time) + 1);
    }
    if (++events === least) active++;
  }
  return active;
};

/** Of the sessions that start in the window (S20); each with all of its events, also past the end of the window (S36). */
export const sessions: Evaluator<'sessions'> = (node, run) => {
  const inside = rowsOf(run, node.of);
  const all = rowsOf(run, node.unbounded);
  const { times } = run.data;
  let [start, count, total, longest] = [0, 0, 0, 0];
  if (inside.start < inside.end) {
    const last = times[inside.rows[inside.end - 1]!]!;
    const begin = firstAtOrAfter(times, all.rows, times[inside.rows[inside.start]!]!);
    // The instant before the window's first event decides whether that one starts a session.
    let previous = begin <= all.start ? -Infinity : times[all.rows[begin - 1]!]!;
    for (let i = begin; i < all.end; i++) {
      const time = times[all.rows[i]!]!;
      if (time - previous >= node.gap) {
        if (time > last) break;
        count++;
        start = time;
      } else if (count > 0) {
        total += time - previous;
        longest = Math.max(longest, time - start);
      }
      previous = time;
    }
  }
  const { measure = 'count' } = node;
  const measures = { count, total, longest, average: total / count };
  return count > 0 || measure === 'count' || measure === 'total' ? measures[measure] : null;
};

export const gap: Evaluator<'gap'> = (node, run) => {
  const at = instants(run, rowsOf(run, node.of));
  if (at.length < 2) return null;
  if (node.measure === 'average') return (at[at.length - 1]! - at[0]!) / DAY / (at.length - 1);
  let longest = 0;
  for (let i = 1; i < at.length; i++) longest = Math.max(longest, at[i]! - at[i - 1]!);
  return longest / DAY;
};

export const series: Evaluator<'series'> = (node, run) => {
  const { rows, start, end } = rowsOf(run, node.of);
  const cells = node.value === undefined ? undefined : column(run, node.value);
  const place = (instant: number): number =>
    Math.min(end, Math.max(start, firstAtOrAfter(run.data.times, rows, instant)));
  const totals: (number | bigint)[] = new Array<number>(node.periods).fill(0);
  const fill = (period: number, from: number, to: number): void => {
    totals[period] = cells === undefined ? to - from : total(cells, rows.subarray(from, to));
  };
  const span = seriesSpan(run.bound.prepared, node, run.bound.asOf);
  const last = place(span.to);
  let from = place(span.from);
  if (4 * (last - from) < node.periods) {
    // Few events: each is asked which of the many periods it is in.
    while (from < last) {
      const period = span.period(run.data.times[rows[from]!]!);
      let to = from + 1;
      while (to < last && span.period(run.data.times[rows[to]!]!) === period) to++;
      fill(period, from, to);
      from = to;
    }
  } else {
    seriesEdges(run.bound.prepared, node, run.bound.asOf).forEach((edge, i) => {
      const to = place(edge);
      if (to > from) fill(i - 1, from, to);
      from = to;
    });
  }
  const answer = ANSWERS[node.answer](totals);
  return cells === undefined || node.answer === 'streak' ? answer : answer / SCALE;
};

type Totals = readonly (number | bigint)[];

/** What is asked of the totals of the periods, oldest first (S22). */
const ANSWERS: { readonly [A in PlanNodeOf<'series'>['answer']]: (totals: Totals) => number } = {
  trend: slope,
  peak: (totals) => Number(totals.reduce((so, total) => (total > so ? total : so))),
  low: (totals) => Number(totals.reduce((so, total) => (total < so ? total : so))),
  streak: (totals) => {
    let periods = 0;
    while (periods < totals.length && totals[totals.length - 1 - periods]! > 0) periods++;
    return periods;
  },
};

/** The exact sum of a reading over some rows, in millionths. */
const total = (cells: Column, rows: Int32Array): number | bigint => {
  const sum = exactSum();
  for (const row of rows) {
    const cell = cells[row];
    const x = isPresent(cell) ? toMillionths(cell as number) : NaN;
    if (!Number.isNaN(x)) addExact(sum, x);
  }
  return exactTotal(sum);
};

/** The distinct instants of a selection, ascending. */
const instants = ({ data }: Run, { rows, start, end }: Rows): readonly number[] => {
  const distinct: number[] = [];
  for (let i = start; i < end; i++) {
    const time = data.times[rows[i]!]!;
    if (distinct[distinct.length - 1] !== time) distinct.push(time);
  }
  return distinct;
};
