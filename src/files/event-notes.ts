import type { RowIssue } from '../rows/index.js';

/** What is wrong with the rows of a batch. */
export interface Notes {
  add(row: number, found: readonly RowIssue[]): void;
  of(row: number): readonly RowIssue[] | undefined;
  /** Values of properties that no reading can see. */
  readonly unreadable: { readonly row: number; readonly name: string; readonly value: unknown }[];
}

/** Begins a batch. */
export const rowNotes = (): Notes => {
  const byRow = new Map<number, RowIssue[]>();
  return {
    add: (row, found) => {
      if (found.length === 0) return;
      const known = byRow.get(row);
      if (known === undefined) byRow.set(row, [...found]);
      else known.push(...found);
    },
    of: (row) => byRow.get(row),
    unreadable: [],
  };
};

/** Some events that were just read, at the end of the columns, and what becomes of each. */
export interface EventBatch {
  /** The place of the first of them in the columns. */
  readonly base: number;
  readonly rows: number;
  /** 1 of a row that has to be read as an object. */
  readonly slow: Uint8Array;
  /** 1 of a row that is left out. */
  readonly gone: Uint8Array;
  readonly notes: Notes;
}
