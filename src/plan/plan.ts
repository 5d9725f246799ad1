import type {
  AgoNode,
  Expression,
  FollowingWindow,
  NamedNode,
  Reading,
  ScorePart,
  Selection,
  Window,
} from '../expression/index.js';
import type { Calendar, Zone } from '../time/index.js';
import type { NameFilter } from './event-names.js';
import type { PlanRelation } from './relations.js';

/** The name of an event as a reading: what tells the parts of a selection of several apart. */
export interface NameReading {
  readonly kind: 'eventName';
}

/** What is read of an event: the readings of the language, and its name. */
export type PlanReading = Reading | NameReading;

/** Which events, without regard to time: one list of rows serves every window over it. */
export interface Source extends NameFilter {
  /** Tests of one event, all of which must be true: indices of `eventNodes`. */
  readonly where: readonly number[];
  /** A test of `where` moves with the instant of the answer: the rows cannot be kept. */
  readonly moving: boolean;
}

/** A window; one that starts at an instant of the customer's own has the index of the node that answers it. */
export type PlanWindow =
  | Exclude<Window, FollowingWindow>
  | { readonly kind: 'following'; readonly start: number; readonly from?: number; readonly to: number };

/** A source in a window, and in relation to other selections. */
export interface PlanSelection {
  /** Index of its source. */
  readonly source: number;
  readonly window?: PlanWindow;
  /** Index of the calendar of a calendar window, −1 otherwise. */
  readonly calendar: number;
  /** Answered as of asOf − shift: what `ago` around it comes to. */
  readonly shift: number;
  readonly relations: readonly PlanRelation[];
}

type Slot<F> = F extends Expression | Selection | Reading
  ? number
  : F extends ScorePart<Expression>
    ? ScorePart<number>
    : F extends readonly [string, Expression]
      ? readonly [string, number]
      : F extends readonly [Expression, Expression]
        ? readonly [number, number]
        : F extends readonly (infer I)[]
          ? readonly Slot<I>[]
          : F;

type Planned<N> = N extends Expression
  ? { readonly [F in keyof N]: Slot<N[F]> } & {
      /** Answered as of asOf − shift; 0 where the node itself does not look at time. */
      readonly shift: number;
      /** Index of the calendar that counts its periods, −1 without one. */
      readonly calendar: number;
      /** For sessions: the index of the selection without its window. */
      readonly unbounded: number;
      /** For a sequence: the index of the reading of which all steps have the same value, −1 without one. */
      readonly thing: number;
    }
  : never;

/**
 * A node of a plan: as in the definition, with indices for what is inside. Expressions index `nodes`, selections
 * `selections`, readings `readings`. Names and `ago` are gone.
 */
export type PlanNode = Planned<Exclude<Expression, NamedNode | AgoNode>>;

/** Inside `where`: what the event at hand has for a reading, by its index. */
export interface CellNode {
  readonly kind: 'cell';
  readonly reading: number;
}

/** A planned node of one kind. */
export type PlanNodeOf<K extends PlanNode['kind']> = PlanNode extends infer N
  ? N extends { readonly kind: infer Kinds }
    ? K extends Kinds
      ? N
      : never
    : never
  : never;

/**
 * A plan without an instant: what all engines read. Everything equal stands in it once, children before parents, so
 * that an engine may run through `nodes` from the front or ask from the roots.
 */
export interface Prepared {
  /** What it was prepared from. */
  readonly definitions: readonly Expression[];
  readonly nodes: readonly PlanNode[];
  readonly selections: readonly PlanSelection[];
  readonly sources: readonly Source[];
  readonly readings: readonly PlanReading[];
  /**
   * Of each node the nodes that it is made of, by their indices: also those that the windows of its selections start at.
   * Selections and readings are not among them.
   */
  readonly children: readonly (readonly number[])[];
  /** The nodes of `where`, children before parents, with indices among themselves. */
  readonly eventNodes: readonly (PlanNode | CellNode)[];
  /** Of each node of `where` those that it is made of. */
  readonly eventChildren: readonly (readonly number[])[];
  readonly calendars: readonly Calendar[];
  /** The zones of `hourOfDay` and `dayOfWeek`, by name. */
  readonly zones: ReadonlyMap<string, Zone>;
  /** Something here can be told only among many customers: a rank that is not fitted. */
  readonly relative: boolean;
  /** The node that answers each definition, in the order in which they were given. */
  readonly roots: readonly number[];
}
