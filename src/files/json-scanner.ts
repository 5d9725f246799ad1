import { isPlainObject } from '../internal/index.js';
import { addFault, type Batch, batchOf, FIELD, type Scanner } from './batch.js';
import { textOf } from './batches.js';
import { jsonKeys } from './json-keys.js';
import { afterBlanks, type JsonCursor, OBJECT, plainLine } from './json-plain.js';
import type { Layout } from './layout.js';

const LF = 10;

/** How lines of JSON are read. */
export interface JsonLines {
  readonly layout: Layout;
  /** The most bytes that a row may have. */
  readonly rowLimit: number;
}

interface Scan extends JsonLines {
  readonly cursor: JsonCursor;
  line: number;
  /** The rest of a row that was given up is being passed over. */
  isSkipping: boolean;
  isStarted: boolean;
}

/**
 * Finds the fields of lines of JSON. What is plain is found in the bytes; a line with anything else in it (escapes,
 * lists, something that is no JSON) is left to `JSON.parse`, which has the last word.
 */
export const jsonScanner = ({ layout, rowLimit }: JsonLines): Scanner => {
  const cursor: JsonCursor = {
    bytes: new Uint8Array(0),
    at: 0,
    batch: batchOf(0, 0),
    base: 0,
    top: jsonKeys((name) => (name === layout.object ? OBJECT : layout.column(name))),
    inner: jsonKeys(layout.key),
  };
  const scan: Scan = { layout, rowLimit, cursor, line: 1, isSkipping: false, isStarted: false };
  return {
    get width() {
      return layout.fields.length;
    },
    scan: (bytes, from, to, final, batch) => {
      if (!scan.isStarted && to - from < 3 && !final) return from;
      const mark =
        !scan.isStarted && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
      scan.isStarted = true;
      Object.assign(cursor, { bytes, batch });
      batch.bytes = bytes;
      const end = scanLines(scan, mark ? from + 3 : from, to, final);
      batch.begins[batch.rows] = end;
      return end;
    },
  };
};

/** Reads lines until the batch is full or the bytes are; says how far it came. */
const scanLines = (scan: Scan, from: number, to: number, final: boolean): number => {
  const { cursor, layout } = scan;
  const { bytes, batch } = cursor;
  const last = to > from ? bytes.lastIndexOf(LF, to - 1) : -1;
  let position = from;
  while (batch.rows < batch.lines.length && position < to) {
    const isWhole = position <= last;
    if (scan.isSkipping) {
      if (!isWhole) return to;
      position = bytes.indexOf(LF, position) + 1;
      scan.isSkipping = false;
      continue;
    }
    if (!isWhole && !final) {
      if (to - position <= scan.rowLimit) return position;
      addFault(batch, batch.rows, 'too-long', `expected a row of at most ${scan.rowLimit} bytes`);
      took(scan, position);
      scan.isSkipping = true;
      return to;
    }
    const end = readLine(scan, position, to, isWhole);
    if (end < 0) {
      // A line of blanks is none.
      position = isWhole ? cursor.at + 1 : to;
      if (isWhole) scan.line++;
      continue;
    }
    // A new column has no place yet: the line is read again into a wider batch.
    if (layout.fields.length > batch.width) return position;
    took(scan, position);
    position = Math.min(end + 1, to);
  }
  return position;
};

/** Counts a row that is in the batch. */
const took = (scan: Scan, position: number): void => {
  const { batch } = scan.cursor;
  batch.begins[batch.rows] = position;
  batch.lines[batch.rows++] = scan.line++;
};

/** Reads a line into the next row of the batch; where it ends, −1 of one of blanks. */
const readLine = (scan: Scan, position: number, to: number, isWhole: boolean): number => {
  const { cursor } = scan;
  const { bytes, batch } = cursor;
  const { kinds, width, rows } = batch;
  const base = rows * width;
  cursor.base = base;
  cursor.at = position;
  kinds.fill(FIELD.none, base, base + width);
  if (isWhole) {
    const first = afterBlanks(cursor);
    if (first === LF) return -1;
    const end = first === 123 ? plainLine(cursor) : -1;
    if (end >= 0) return end;
    kinds.fill(FIELD.none, base, base + width);
  }
  const end = isWhole ? bytes.indexOf(LF, position) : to;
  const text = textOf(bytes, position, end);
  if (!isWhole && /^[ \t\r]*$/.test(text)) return -1;
  parseLine(scan.layout, batch, text);
  return end;
};

/** Reads a line by `JSON.parse`, values one by one. */
const parseLine = (layout: Layout, batch: Batch, text: string): void => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    addFault(batch, batch.rows, 'bad-json', `expected a JSON object, got ${(error as Error).message}`);
    return;
  }
  if (!isPlainObject(parsed)) {
    addFault(batch, batch.rows, 'bad-json', 'expected a JSON object, got another value');
    return;
  }
  const base = batch.rows * batch.width;
  const put = (slot: number, given: unknown): void => {
    if (slot < 0 || slot >= batch.width || given === null || given === undefined) return;
    batch.starts[base + slot] = batch.values.push(given) - 1;
    batch.kinds[base + slot] = FIELD.value;
  };
  const digits = LONG.test(text) ? (JSON.parse(withDigits(text)) as typeof parsed) : parsed;
  for (const [name, value] of Object.entries(parsed)) {
    const given = layout.texts.has(name) ? digits[name] : value;
    if (name === layout.object && isPlainObject(given))
      for (const [key, each] of Object.entries(given)) put(layout.key(key), each);
    else put(layout.column(name), given);
  }
};

const LONG = /\d{16}/;

/** The same line with whole numbers of many digits as texts, so that parsing leaves them as they are. */
const withDigits = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );
