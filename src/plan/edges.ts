import type { PlanNodeOf, PlanSelection, Prepared, Source } from './plan.js';

/** Takes an instant. */
export type AddInstant = (instant: number) => void;

/**
 * The instants at which an event can matter to a selection, whatever its properties: it appears, enters or leaves the
 * window, crosses into another period, or stops being open.
 */
export const selectionEdges = (
  prepared: Prepared,
  { window, shift, calendar, relations }: PlanSelection,
  time: number,
  add: AddInstant,
): void => {
  const appears = time + shift;
  add(appears);
  if (window?.kind === 'rolling') {
    const enters = appears + (window.ago ?? 0);
    add(enters);
    add(enters + window.length);
  }
  if (window?.kind === 'calendar') {
    const periods = prepared.calendars[calendar]!;
    const enters = periods.index(time) + (window.skip ?? 0) + (window.current === true ? 0 : 1);
    add(periods.start(enters) + shift);
    add(periods.start(enters + window.count) + shift);
  }
  for (const { waits } of relations) if (waits > 0) add(appears + waits);
};

/** The instants at which an event crosses from one period of a series into the next, or falls out of the last. */
export const periodEdges = (
  prepared: Prepared,
  { every, periods, shift, calendar }: PlanNodeOf<'series'>,
  time: number,
  add: AddInstant,
): void => {
  if (typeof every === 'number') {
    for (let i = 0; i <= periods; i++) add(time + shift + i * every);
    return;
  }
  const units = prepared.calendars[calendar]!;
  const next = units.index(time) + 1;
  for (let i = 0; i <= periods; i++) add(units.start(next + i) + shift);
};

/**
 * The instants at which a test of `where` that looks at the instant of the answer changes for one event: where the instant
 * that a reading of it holds comes into and out of reach. `instantOf` answers a reading by its index, null where it is missing.
 */
export const readingEdges = (
  prepared: Prepared,
  { where, moving }: Source,
  instantOf: (reading: number) => number | null,
  add: AddInstant,
): void => {
  if (!moving) return;
  const visit = (index: number): void => {
    const node = prepared.eventNodes[index]!;
    if (node.kind !== 'within') {
      for (const inner of prepared.eventChildren[index]!) visit(inner);
      return;
    }
    const cell = prepared.eventNodes[node.value]!;
    const instant = cell.kind === 'cell' ? instantOf(cell.reading) : null;
    if (instant === null) return;
    add(instant + node.shift);
    add(instant + node.shift + (node.side === 'last' ? node.length : -node.length));
  };
  for (const test of where) visit(test);
};

/** How long after a change of an attribute a plan can still see it change: by each shift that stands in the plan. */
export const attributeShifts = ({ nodes, selections }: Prepared): ReadonlySet<number> =>
  new Set([...nodes, ...selections].map(({ shift }) => shift));
