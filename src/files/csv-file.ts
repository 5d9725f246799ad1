import { refuse } from '../internal/index.js';
import { type Batch, batchOf, clearBatch, FIELD, type Scanner } from './batch.js';
import { textOf } from './batches.js';
import type { Bytes } from './csv-fields.js';
import { csvScanner } from './csv-scanner.js';
import type { Layout } from './layout.js';
import { type CsvWriting, requireDifferent } from './options.js';

/** The most columns that a file may have. */
const COLUMNS = 1 << 14;

/** What the scanner of a file of separated values needs. */
export interface CsvFile {
  readonly writing: CsvWriting;
  readonly layout: Layout;
  /** What to call the file in an error. */
  readonly path: string;
  readonly rowLimit: number;
  /** Told the columns of the file, before any row. */
  onColumns(columns: readonly string[]): void;
}

/** The scanner of a file from its first byte on: passes over a byte order mark, and reads the names of the columns. */
export const csvFile = ({ writing, layout, path, rowLimit, onColumns }: CsvFile): Scanner => {
  const readHeader = headerReader(writing, path, rowLimit);
  let rows: Scanner | undefined;

  const open = (columns: readonly string[], line: number): Scanner => {
    requireDifferent(columns, path);
    onColumns(columns);
    const slots = Int32Array.from(columns, (column) => layout.column(column));
    return csvScanner({ ...writing, slots, rowLimit, line });
  };

  return {
    get width() {
      return layout.fields.length;
    },
    scan: (bytes, from, to, final, batch) => {
      if (rows !== undefined) return rows.scan(bytes, from, to, final, batch);
      if (to - from < 4 && !final) return from;
      const start = from + markOf(bytes, from, to, path);
      if (!writing.header) {
        rows = open(writing.columns!, 1);
        return start;
      }
      const header = readHeader({ bytes, to, final }, start);
      if (header === undefined) return from;
      const { columns = header.names } = writing;
      if (columns.length !== header.names.length)
        refuse(
          'bad-value',
          `${header.names.length} names, one for each column of the file`,
          `${columns.length}`,
          `${path}.columns`,
        );
      rows = open(columns, 1 + header.breaks);
      return header.end;
    },
  };
};

/** The row with the names of the columns. */
interface Header {
  readonly names: readonly string[];
  /** Line breaks in it, of which quoted names may have some. */
  readonly breaks: number;
  readonly end: number;
}

/** Reads the names of the columns; undefined where the row is not whole yet. */
const headerReader = (writing: CsvWriting, path: string, rowLimit: number) => {
  const slots = Int32Array.from({ length: COLUMNS }, (_, column) => column);
  const expected = 'a row with the names of the columns';
  let row: Batch | undefined;
  return ({ bytes, to, final }: Bytes, start: number): Header | undefined => {
    row ??= batchOf(COLUMNS, 1);
    clearBatch(row);
    const all = { slots, empty: 'text', missing: undefined, shortRows: 'missing' } as const;
    const end = csvScanner({ ...writing, ...all, rowLimit, line: 1 }).scan(bytes, start, to, final, row);
    if (row.rows === 0) return final ? refuse('bad-value', expected, 'an empty file', path) : undefined;
    const [fault] = row.faults;
    if (fault !== undefined) refuse('bad-value', expected, fault.message, path);
    const names: string[] = [];
    for (let column = 0; column < COLUMNS && row.kinds[column] === FIELD.text; column++)
      names.push(textOf(bytes, row.starts[column]!, row.ends[column]!));
    const breaks = bytes.subarray(start, end).reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0);
    return { names, breaks, end };
  };
};

/** How many bytes the mark of the encoding takes; UTF-16 is refused. */
const markOf = (bytes: Uint8Array, from: number, to: number, path: string): number => {
  const [a, b, c] = bytes.subarray(from, to);
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    refuse('bad-value', 'a file in UTF-8', 'one in UTF-16', path);
  return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
};
