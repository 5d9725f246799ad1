import type { Attributes, Event, Issue } from '../customer/index.js';

/** What a profile keeps of its customer. */
export interface ProfileData {
  readonly id: string;
  readonly attributes: Attributes;
  /** In order of time. */
  readonly history: readonly { readonly at: number; readonly attributes: Attributes }[];
  /** In order of time, copies removed. */
  readonly events: readonly Event[];
  readonly times: Float64Array;
  readonly issues: readonly Issue[];
  readonly kept: Kept;
  /** Of one of many: the names of the events that any of them has. */
  readonly names?: (() => readonly string[]) | undefined;
}

/** What has been worked out of the events so far, so that it is not worked out again. */
export interface Kept {
  /** By reading. */
  readonly columns: Map<string, unknown>;
  /** What plans keep of this customer: rows and columns by their index in the plan. */
  contexts: WeakMap<object, unknown>;
  /** How many cells of rows and columns that is, about. */
  cells: number;
  /** All faults, once somebody has asked for them. */
  issues?: readonly Issue[];
}

/** Nothing is worked out yet. */
export const nothingKept = (): Kept => ({ columns: new Map(), contexts: new WeakMap(), cells: 0 });

/** So many cells are kept at most: 8 MB, or 64 columns of all events where that is more. */
const mostCells = ({ events }: ProfileData): number => Math.max(2 ** 20, 64 * events.length);

/** Makes room for more cells: where there is none left, all that was kept before is let go, to be worked out again when it is asked for. */
export const makeRoom = (data: ProfileData, cells: number): void => {
  const { kept } = data;
  kept.cells += cells;
  if (kept.cells <= mostCells(data)) return;
  kept.columns.clear();
  kept.contexts = new WeakMap();
  kept.cells = cells;
};
