import { type RowIssue, type RowReport, type RowSummary, rowLog } from '../rows/index.js';

/** What became of each row; a row that was taken may be rejected later. */
export interface Report {
  /** The number of the next row. */
  next(): number;
  note(row: number, issues: readonly RowIssue[]): void;
  reject(row: number, issues: readonly RowIssue[]): void;
  isRejected(row: number): boolean;
  answer(): {
    readonly rejected: readonly RowReport[];
    readonly noted: readonly RowReport[];
    readonly summary: RowSummary;
  };
}

const NONE: readonly RowIssue[] = [];

/** Begins a report: no row was given yet. */
export const report = (): Report => {
  let given = 0;
  const noted = new Map<number, readonly RowIssue[]>();
  const rejected = new Map<number, readonly RowIssue[]>();
  const add = (to: Map<number, readonly RowIssue[]>, row: number, issues: readonly RowIssue[]): void => {
    if (issues.length > 0) to.set(row, [...(to.get(row) ?? NONE), ...issues]);
  };
  return {
    next: () => given++,
    note: (row, issues) => add(noted, row, issues),
    reject: (row, issues) => {
      add(rejected, row, [...(noted.get(row) ?? NONE), ...issues]);
      noted.delete(row);
    },
    isRejected: (row) => rejected.has(row),
    answer: () => {
      const log = rowLog();
      for (let row = 0; row < given; row++)
        log.add(row, rejected.get(row) ?? noted.get(row) ?? NONE, rejected.has(row));
      return { rejected: listed(rejected), noted: listed(noted), summary: log.summary() };
    },
  };
};

const listed = (reports: ReadonlyMap<number, readonly RowIssue[]>): readonly RowReport[] =>
  [...reports].map(([row, issues]) => ({ row, issues })).sort((a, b) => a.row - b.row);
