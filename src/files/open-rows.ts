import type { AbortLike } from '../internal/index.js';
import { batches, type Filled } from './batches.js';
import { type FileInput, nameOf, pieces } from './bytes.js';
import { csvFile } from './csv-file.js';
import { jsonScanner } from './json-scanner.js';
import type { Layout } from './layout.js';
import { csvWriting, type FileFormat, type FileOptions } from './options.js';
import { transcoded } from './transcode.js';

/** The most bytes that a row may have: what keeps memory bounded, whatever a file holds. */
export const ROW_LIMIT = 1 << 24;

/** What it takes to read the rows of a file of text. */
export interface OpenRows {
  readonly file: FileInput;
  readonly format: Exclude<FileFormat, 'parquet'>;
  readonly options: FileOptions;
  readonly layout: Layout;
  readonly signal: AbortLike | undefined;
  /** Where in the source's code the file stands, for errors. */
  readonly path: string;
  /** Told the columns of separated values before any row. */
  onColumns?(columns: readonly string[]): void;
}

/** The rows of a file, batch by batch. */
export const openRows = ({
  file,
  format,
  options,
  layout,
  signal,
  path,
  onColumns,
}: OpenRows): AsyncGenerator<Filled> => {
  const all = pieces(file, signal);
  if (format === 'ndjson') return batches(all, jsonScanner({ layout, rowLimit: ROW_LIMIT }));
  const writing = csvWriting(options, format, path);
  const scanner = csvFile({
    writing,
    layout,
    path: nameOf(file) || path,
    rowLimit: ROW_LIMIT,
    onColumns: (columns) => onColumns?.(columns),
  });
  return batches(transcoded(all, writing.encoding), scanner);
};
