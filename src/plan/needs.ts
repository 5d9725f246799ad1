import type { Bound } from './bind.js';
import type { PlanSelection } from './plan.js';

/** A range of instants, `[from, to)`. */
export type Range = readonly [from: number, to: number];

/** The instants that are needed of a selection. */
export type Reach = (bound: Bound) => Range;

/** A range that grows; empty while `from >= to`. */
export interface Span {
  from: number;
  to: number;
}

/** Which instants are needed of a selection: by whom, as a range for a bound plan; absent: its own window. */
export interface Use {
  readonly selection: number;
  readonly reach: Reach | undefined;
}

/** What is needed of the selections and sources of a plan: refreshed at the begin of each run, and read by what fills lanes. */
export interface Needs {
  readonly selections: readonly Span[];
  readonly sources: readonly Span[];
  refresh(bound: Bound): void;
}

/** Nothing is needed at first; `uses` may grow until the first run. */
export const needsOf = (
  selections: readonly PlanSelection[],
  sources: number,
  uses: readonly Use[],
): Needs => {
  const ofSelections = selections.map(emptySpan);
  const ofSources = Array.from({ length: sources }, emptySpan);
  return {
    selections: ofSelections,
    sources: ofSources,
    refresh: (bound) => {
      for (const span of [...ofSelections, ...ofSources]) Object.assign(span, emptySpan());
      for (const { selection, reach } of uses)
        widen(ofSelections[selection]!, reach?.(bound) ?? ownRange(bound, selections[selection]!, selection));
      // The events of a relation are planned before the selection that it is of.
      for (let index = selections.length - 1; index >= 0; index--) {
        const selection = selections[index]!;
        const span = ofSelections[index]!;
        if (span.from >= span.to) continue;
        const [from, to] = ownRange(bound, selection, index);
        span.from = Math.max(span.from, from);
        span.to = Math.min(span.to, to);
        for (const { events, within } of selection.relations)
          widen(ofSelections[events]!, [span.from - within, span.to + within]);
        widen(ofSources[selection.source]!, [span.from, span.to]);
      }
    },
  };
};

const emptySpan = (): Span => ({ from: Infinity, to: -Infinity });

const widen = (span: Span, [from, to]: Range): void => {
  span.from = Math.min(span.from, from);
  span.to = Math.max(span.to, to);
};

/** The window of a selection; of one that starts at an instant of the customer's own, all that may lie in it. */
export const ownRange = (bound: Bound, { window, shift }: PlanSelection, index: number): Range =>
  window?.kind === 'following' ? [-Infinity, bound.asOf - shift + 1] : [bound.from[index]!, bound.to[index]!];
