/** One thing that was wrong with a row. */
export interface RowIssue {
  /** Where in the row, such as `properties.amount`; `''` for the whole of it. */
  readonly path: string;
  /** What kind of fault, for code. */
  readonly code: string;
  /** What was expected and what came. */
  readonly message: string;
}

/** A row with what was wrong with it. */
export interface RowReport {
  /** Counted from 0, in the order in which the rows were given. */
  readonly row: number;
  readonly issues: readonly RowIssue[];
}

/** A cause that rows have in common. */
export interface RowCause {
  readonly code: string;
  /** The path that they have in common. */
  readonly path: string;
  /** As said of the first of them. */
  readonly message: string;
  /** How many rows. */
  readonly count: number;
  /** True where the rows were left out; false where they were taken, with something missing or worth a look. */
  readonly rejected: boolean;
  /** The first few of the rows. */
  readonly rows: readonly number[];
}

/** How many rows came and what became of them. `accepted + rejected = given`. */
export interface RowSummary {
  readonly given: number;
  readonly accepted: number;
  readonly rejected: number;
  /** By cause, the most frequent first. */
  readonly causes: readonly RowCause[];
}

/** What parsing answers: nothing is lost. */
export interface Parsed<T> {
  readonly accepted: readonly T[];
  /** Rows that were left out. */
  readonly rejected: readonly RowReport[];
  /** Rows that were taken although something was wrong with them: an ill-typed property is missing, an id came twice. */
  readonly noted: readonly RowReport[];
  readonly summary: RowSummary;
}

/** Collects what is wrong with rows, grouped by cause, in bounded memory. */
export interface RowLog {
  /** Counts a row and what was wrong with it; `rejected` says that it was left out. */
  add(row: number, issues: readonly RowIssue[], rejected: boolean): void;
  summary(): RowSummary;
}

const EXAMPLES = 5;

/** A log of rows; causes are equal where code and path (without its indices) are. */
export const rowLog = (): RowLog => {
  const causes = new Map<string, { -readonly [F in keyof RowCause]: RowCause[F] } & { rows: number[] }>();
  let given = 0;
  let left = 0;
  return {
    add: (row, issues, rejected) => {
      given++;
      if (rejected) left++;
      const seen = new Set<string>();
      for (const { code, path, message } of issues) {
        const common = path.replace(/\[\d+\]/g, '[]');
        const key = JSON.stringify([code, common, rejected]);
        if (seen.has(key)) continue;
        seen.add(key);
        const cause = causes.get(key);
        if (cause === undefined)
          causes.set(key, { code, path: common, message, count: 1, rejected, rows: [row] });
        else {
          cause.count++;
          if (cause.rows.length < EXAMPLES) cause.rows.push(row);
        }
      }
    },
    summary: () => ({
      given,
      accepted: given - left,
      rejected: left,
      causes: [...causes.values()]
        .map((cause) => ({ ...cause, rows: [...cause.rows] }))
        .sort((a, b) => b.count - a.count),
    }),
  };
};
