import type { Attributes, Event, Issue } from '../customer/index.js';

/** What a profile keeps of its customer; columns are added to it when they are first asked for. */
export interface ProfileData {
  readonly id: string;
  readonly attributes: Attributes;
  /** In order of time. */
  readonly history: readonly { readonly at: number; readonly attributes: Attributes }[];
  /** In order of time, copies removed. */
  readonly events: readonly Event[];
  readonly times: Float64Array;
  readonly issues: readonly Issue[];
  readonly columns: Map<string, unknown>;
  /** What plans keep of this customer: rows and columns by their index in the plan. */
  readonly contexts: WeakMap<object, unknown>;
}
