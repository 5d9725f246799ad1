import type { HostVocabulary } from '../vocabulary/index.js';
import type { RowIssue } from './report.js';
import type { CustomerRow, EventRow } from './row-reader.js';

type Values = Readonly<Record<string, unknown>>;

/** What became of a row that was held against a model: in the model's names and types. */
export interface Checked<T> {
  readonly taken: T;
  /** What is wrong with it: where rows are read strictly, it is left out. */
  readonly wrong: readonly RowIssue[];
  /** What is worth a look. */
  readonly noted: readonly RowIssue[];
}

/** Holds rows against a model, whoever reads them. */
export interface RowChecks {
  event(row: EventRow): Checked<{ readonly name: string; readonly properties: Values }>;
  customer(row: CustomerRow): Checked<Pick<CustomerRow, 'attributes' | 'history'>>;
}

/** What is changed on purpose, by the type that a model declares: values of other types, in which some sources give them. */
export interface Coerce {
  /** Texts of digits (`'12.50'`) and big integers within 2^53 become numbers. Default: false. */
  readonly numbers?: boolean | undefined;
  /**
   * Texts without an offset (`'2026-01-01'`, `'2026-01-01 09:30:00'`) become instants, in milliseconds: of this IANA zone. Default:
   * they are none (S1).
   */
  readonly instants?: string | undefined;
  /** `true`, `false`, `1` and `0`, as texts in any case or as numbers, become truths. Default: false. */
  readonly booleans?: boolean | undefined;
}

/** Where a model keeps how it checks rows. */
export const CHECKS_ROWS: unique symbol = /* @__PURE__ */ Symbol.for('habitus.rows');

/** Anything that checks rows: a model. */
export interface ChecksRows {
  /** How its rows are checked. */
  readonly [CHECKS_ROWS]: (options: {
    readonly vocabulary?: HostVocabulary | undefined;
    readonly coerce?: Coerce | undefined;
  }) => RowChecks;
}
