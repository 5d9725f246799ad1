import { type AbortLike, isPlainObject, onlyKeys } from '../internal/index.js';
import { addFault, type Batch } from './batch.js';
import { batches, type Filled, textOf } from './batches.js';
import { type FileInput, nameOf, pieces } from './bytes.js';
import { type FileRow, reporting } from './file-report.js';
import { layoutOf, rowOf } from './layout.js';
import { lineScanner } from './line-scanner.js';
import { openRows, ROW_LIMIT } from './open-rows.js';
import { type CsvOptions, OF_CSV } from './options.js';

/** Options of {@link readCsv} and {@link readNdjson}. */
export interface ReadOptions {
  /** Told of every row that is left out, with its number from 0 and its line from 1. */
  readonly onRejected?: ((row: FileRow) => void) | undefined;
  /** Told how far reading has come, after each piece of about 256 KiB. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
  /** Ends the reading with the signal's reason. */
  readonly signal?: AbortLike | undefined;
}

/** How far reading a file has come. */
export interface ReadProgress {
  readonly rows: number;
  /** Bytes of the file as it is stored. */
  readonly bytes: number;
  /** Undefined where nobody knows. */
  readonly totalBytes: number | undefined;
}

const OF_READING = ['onRejected', 'onProgress', 'signal'];

/** A row of separated values: texts by the names of their columns, null where nothing is. */
export type CsvRow = Record<string, string | null>;

/**
 * The rows of a file of separated values as plain objects, one by one and in bounded memory, decompressed where it
 * is a gzip. Rows that are none (too few or too many fields, a stray or unclosed quote, bytes that are no UTF-8)
 * are left out, and `onRejected` is told. Nothing is trimmed or typed; a field of no characters is null unless
 * `empty: 'text'`. A file without a header, or whose columns are named alike, is a `bad-value` error.
 *
 * @example
 * ```ts
 * import { readCsv } from 'habitus/population/node';
 * const bytes = new TextEncoder().encode('id,note\n1,"say ""hi"""\n2,\n3\n');
 * const rows: unknown[] = [];
 * const rejected: string[] = [];
 * for await (const row of readCsv(bytes, { onRejected: ({ line, issues }) => rejected.push(`${line}: ${issues[0]?.code}`) })) rows.push(row);
 * rows; //=> [{ id: '1', note: 'say "hi"' }, { id: '2', note: null }]
 * rejected; //=> ['4: ragged-row']
 * ```
 */
export const readCsv = (file: FileInput, options: CsvOptions & ReadOptions = {}): AsyncGenerator<CsvRow> => {
  onlyKeys(options, [...OF_CSV, ...OF_READING], 'readCsv');
  const format = /\.tsv(\.gz)?$/i.test(nameOf(file)) ? 'tsv' : 'csv';
  const layout = layoutOf('all');
  const { signal } = options;
  const rows = openRows({ file, format, options, layout, signal, path: '' });
  return takenRows(rows, file, options, (batch, row) => rowOf(batch, row, layout, null) as CsvRow);
};

/**
 * The objects of a file of lines of JSON, one by one and in bounded memory, as `JSON.parse` has them, decompressed
 * where it is a gzip. Lines that are no JSON object are left out, and `onRejected` is told; empty lines are none.
 *
 * @example
 * ```ts
 * import { readNdjson } from 'habitus/population/node';
 * const bytes = new TextEncoder().encode('{"id":"ada","seats":3}\n{"id":\n');
 * const rows: unknown[] = [];
 * for await (const row of readNdjson(bytes)) rows.push(row);
 * rows; //=> [{ id: 'ada', seats: 3 }]
 * ```
 */
export const readNdjson = (
  file: FileInput,
  options: ReadOptions = {},
): AsyncGenerator<Record<string, unknown>> => {
  onlyKeys(options, OF_READING, 'readNdjson');
  const rows = batches(pieces(file, options.signal), lineScanner(ROW_LIMIT));
  return takenRows(rows, file, options, (batch, row) => {
    const parsed = parsedLine(batch, row);
    if (isPlainObject(parsed)) return parsed;
    addFault(batch, row, 'bad-json', 'expected a JSON object, got another value');
    return undefined;
  });
};

const parsedLine = (batch: Batch, row: number): unknown => {
  try {
    return JSON.parse(textOf(batch.bytes, batch.starts[row]!, batch.ends[row]!));
  } catch (error) {
    addFault(batch, row, 'bad-json', `expected a JSON object, got ${(error as Error).message}`);
    return undefined;
  }
};

/** Rows that can be used, one by one; the others are reported in their place. */
async function* takenRows<R>(
  filled: AsyncIterable<Filled>,
  file: FileInput,
  options: ReadOptions,
  make: (batch: Batch, row: number) => R | undefined,
): AsyncGenerator<R> {
  const report = reporting('', nameOf(file), options);
  for await (const { batch, read, total } of filled) {
    const first = report.given;
    report.count(batch.rows);
    for (let row = 0; row < batch.rows; row++) {
      const made = batch.faults.some((fault) => fault.row === row) ? undefined : make(batch, row);
      const fault = batch.faults.find((one) => one.row === row);
      if (fault === undefined) yield made as R;
      else
        report.add(
          first + row,
          batch.lines[row]!,
          [{ path: '', code: fault.code, message: fault.message }],
          true,
        );
    }
    options.onProgress?.({ rows: report.given, bytes: read, totalBytes: total });
  }
}
