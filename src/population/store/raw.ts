import type { Cells, Dictionaries, GrowingCells } from './cells.js';

/** One property of the events as they came in, in their order: written cell by cell, or as whole columns. */
export interface RawProperty extends Dictionaries {
  readonly name: string;
  readonly given: GrowingCells | Cells;
}

/** Events as they came in, one column per field, in any order. */
export interface RawEvents {
  readonly length: number;
  /** The customer of each event by index; −1 of an unknown one, which is left out. */
  readonly customers: ArrayLike<number>;
  /** The index of each event's name. */
  readonly names: ArrayLike<number>;
  readonly nameValues: readonly string[];
  readonly times: ArrayLike<number>;
  /** Ids of the events that have one, by row. */
  readonly ids: ((row: number) => string | null | undefined) | undefined;
  readonly actors: RawProperty | undefined;
  readonly properties: readonly RawProperty[];
}

/** Told of each pair of copies: which row is kept, and which is left out. */
export type OnCopy = (kept: number, dropped: number) => void;
