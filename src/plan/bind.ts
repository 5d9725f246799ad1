import type { PlanNodeOf, PlanSelection, Prepared } from './plan.js';

/**
 * A plan at one instant: all windows are half-open ranges of integer milliseconds. Below this there is no zone, no
 * calendar and no clock.
 */
export interface Bound {
  readonly prepared: Prepared;
  readonly asOf: number;
  /** First instant of each selection. For a `following` window: relative to the instant that it starts at. */
  readonly from: Float64Array;
  /** First instant after each selection, never past asOf; likewise relative for a `following` window. */
  readonly to: Float64Array;
}

/** Gives a plan its instant. */
export const bind = (prepared: Prepared, asOf: number): Bound => {
  const count = prepared.selections.length;
  const from = new Float64Array(count);
  const to = new Float64Array(count);
  prepared.selections.forEach((selection, i) => {
    const [first, next] = range(prepared, selection, asOf - selection.shift);
    from[i] = first;
    // Instants are whole, so (…, asOf] ends before asOf + 1.
    to[i] = selection.window?.kind === 'following' ? next : Math.min(next, asOf - selection.shift + 1);
  });
  return { prepared, asOf, from, to };
};

const range = (
  prepared: Prepared,
  { window, calendar }: PlanSelection,
  asOf: number,
): readonly [number, number] => {
  switch (window?.kind) {
    case undefined:
      return [-Infinity, Infinity];
    case 'rolling': {
      const end = asOf - (window.ago ?? 0) + 1;
      return [end - window.length, end];
    }
    case 'calendar': {
      const periods = prepared.calendars[calendar]!;
      const end = periods.index(asOf) - (window.skip ?? 0) + (window.current === true ? 1 : 0);
      return [periods.start(end - window.count), periods.start(end)];
    }
    case 'period':
      return [window.from, window.to];
    case 'since':
      return [window.from, Infinity];
    case 'following':
      return [window.from ?? 0, window.to];
  }
};

/**
 * Which events without their window tell of the sessions in it: only one less than a gap before it can keep its first
 * event from starting a session; how long they last is told by all events after it, too.
 */
export const sessionReach = (
  prepared: Prepared,
  node: PlanNodeOf<'sessions'>,
  bound: Bound,
): readonly [from: number, to: number] => {
  const { window, shift } = prepared.selections[node.of]!;
  const now = bound.asOf - shift + 1;
  if (window?.kind === 'following') return [-Infinity, now];
  return [bound.from[node.of]! - node.gap, (node.measure ?? 'count') === 'count' ? bound.to[node.of]! : now];
};

/** The n + 1 edges of the n periods of a series, ascending: period i is `[edges[i], edges[i + 1])`. */
export const seriesEdges = (
  prepared: Prepared,
  series: PlanNodeOf<'series'>,
  asOf: number,
): readonly number[] => {
  const { periods, every } = series;
  const edges: number[] = [];
  const end = asOf - series.shift;
  if (typeof every === 'number') {
    for (let i = -periods; i <= 0; i++) edges.push(end + 1 + i * every);
    return edges;
  }
  const calendar = prepared.calendars[series.calendar]!;
  const current = calendar.index(end);
  for (let i = -periods; i <= 0; i++) edges.push(calendar.start(current + i));
  return edges;
};

/** Where the periods of a series begin and end, and which of them, from 0 on, an instant between is in. */
export interface SeriesSpan {
  readonly from: number;
  readonly to: number;
  period(instant: number): number;
}

/** The span of all periods of a series: what there is to know of them without listing them. */
export const seriesSpan = (prepared: Prepared, series: PlanNodeOf<'series'>, asOf: number): SeriesSpan => {
  const { periods, every } = series;
  const end = asOf - series.shift;
  if (typeof every === 'number') {
    const from = end + 1 - periods * every;
    return { from, to: end + 1, period: (instant) => Math.floor((instant - from) / every) };
  }
  const calendar = prepared.calendars[series.calendar]!;
  const current = calendar.index(end);
  return {
    from: calendar.start(current - periods),
    to: calendar.start(current),
    period: (instant) => calendar.index(instant) - (current - periods),
  };
};
