import { type AbortLike, refuse } from '../internal/index.js';
import type { Batch } from './batch.js';
import { nameOf } from './bytes.js';
import { parquetRows, queryRows } from './duckdb.js';
import type { Reporting } from './file-report.js';
import type { Layout } from './layout.js';
import { openRows } from './open-rows.js';
import { formatOf } from './options.js';
import type { Parted } from './sources.js';

/** Takes the rows of a source. */
export interface Taker {
  /** Rows as bytes; `expected` is how many there may be in the whole source. */
  batch(batch: Batch, expected: number): void;
  /** Rows that are objects already. */
  objects(rows: readonly Readonly<Record<string, unknown>>[]): void;
}

/** How far reading files has come. */
export interface FileProgress {
  /** Such as `events[1]`: the source that is being read. */
  readonly source: string;
  readonly file: string;
  /** Rows of this source. */
  readonly rows: number;
  /** Bytes of this source as it is stored, about; undefined of a query. */
  readonly bytes: number | undefined;
  /** How many there are; undefined where nobody knows. */
  readonly totalBytes: number | undefined;
}

/** What reading a source takes. */
export interface TakeRows {
  readonly from: Parted<unknown>;
  readonly layout: Layout;
  /** Columns that separated values must have. */
  readonly required: readonly string[];
  readonly report: Reporting;
  readonly taker: Taker;
  readonly signal: AbortLike | undefined;
  readonly onProgress: ((progress: FileProgress) => void) | undefined;
}

/** Gives all rows of a source to a taker. */
export const takeRows = async ({
  from: { from, source },
  layout,
  required,
  report,
  taker,
  signal,
  onProgress,
}: TakeRows): Promise<void> => {
  const file = from.file === undefined ? '' : nameOf(from.file);
  const progress = (bytes?: number, totalBytes?: number): void =>
    onProgress?.({
      source,
      file,
      rows: report.given,
      bytes: bytes === undefined ? bytes : Math.round(bytes),
      totalBytes,
    });
  const format = from.file === undefined ? undefined : formatOf(from.file, from.format, source);
  if (from.file === undefined || format === 'parquet') {
    const found =
      from.file === undefined
        ? queryRows(from.query, `${source}.query`, signal)
        : parquetRows(from.file, signal);
    for await (const rows of found) {
      const [first] = rows;
      if (first !== undefined && report.given === 0)
        requireColumns(required, Object.keys(first), file || source);
      taker.objects(rows);
      progress();
    }
    return;
  }
  const onColumns = (columns: readonly string[]): void => requireColumns(required, columns, file || source);
  const batches = openRows({
    file: from.file,
    format: format!,
    options: from,
    layout,
    signal,
    path: source,
    onColumns,
  });
  for await (const { batch, read, total } of batches) {
    const share = total === undefined || read === 0 ? 1 : (total / read) * 1.02;
    taker.batch(batch, Math.ceil((report.given + batch.rows) * share));
    progress(read, total);
  }
};

const requireColumns = (required: readonly string[], columns: readonly string[], file: string): void => {
  const absent = required.find((column) => !columns.includes(column));
  if (absent !== undefined) refuse('bad-value', `one of the columns ${columns.join(', ')}`, absent, file);
};
