import { type RowIssue, type RowReport, type RowSummary, rowLog } from '../rows/index.js';

/** A row of a file with what was wrong with it. */
export interface FileRow extends RowReport {
  /** The line on which it begins, from 1; 0 where the file has no lines. */
  readonly line: number;
  /** Such as `events[1]`: which of the sources it came from. */
  readonly source: string;
}

/** What became of the rows of one file. */
export interface FileReport extends RowSummary {
  /** Such as `customers` or `events[1]`. */
  readonly source: string;
  /** Its path, or `''`. */
  readonly file: string;
  /** The first 100 of the rows that were left out. */
  readonly rejectedRows: readonly FileRow[];
  /** The first 100 of the rows that were taken although something was wrong with them. */
  readonly notedRows: readonly FileRow[];
}

/** Told of every row that is left out, or that is taken although something is wrong with it. */
export interface RowListeners {
  /** Told of every row that is left out. */
  readonly onRejected?: ((row: FileRow) => void) | undefined;
  /** Told of every row that is taken although something was wrong with it. */
  readonly onNoted?: ((row: FileRow) => void) | undefined;
}

/** How many rows of each kind a report keeps. */
export const KEPT = 100;

/** Collects what becomes of the rows of a file. */
export interface Reporting {
  /** Counts rows, whatever becomes of them. */
  count(rows: number): void;
  readonly given: number;
  /** Says what was wrong with a row that was counted. */
  add(row: number, line: number, issues: readonly RowIssue[], rejected: boolean): void;
  report(): FileReport;
}

/** Collects for one file. */
export const reporting = (source: string, file: string, { onRejected, onNoted }: RowListeners): Reporting => {
  const log = rowLog();
  const rejectedRows: FileRow[] = [];
  const notedRows: FileRow[] = [];
  let given = 0;
  return {
    get given() {
      return given;
    },
    count: (rows) => {
      given += rows;
    },
    add: (row, line, issues, rejected) => {
      log.add(row, issues, rejected);
      const [kept, told] = rejected ? [rejectedRows, onRejected] : [notedRows, onNoted];
      if (kept.length >= KEPT && told === undefined) return;
      const one = { source, row, line, issues };
      if (kept.length < KEPT) kept.push(one);
      told?.(one);
    },
    report: () => {
      const { rejected, causes } = log.summary();
      return { source, file, given, accepted: given - rejected, rejected, causes, rejectedRows, notedRows };
    },
  };
};
