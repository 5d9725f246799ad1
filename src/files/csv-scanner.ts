import { addFault, type Batch, type FaultCode, FIELD, type Scanner } from './batch.js';
import {
  afterBlanks,
  afterDelimiter,
  type Bytes,
  type CsvBytes,
  type FieldReader,
  fieldReader,
  readField,
  writeOut,
} from './csv-fields.js';

/** What finding the rows of separated values takes. */
export interface CsvScanning extends CsvBytes {
  /** Of each column the place among the fields of a batch, −1 of one that nobody wants. */
  readonly slots: Int32Array;
  /** Whether a field of no characters is there. */
  readonly empty: 'missing' | 'text';
  /** The bytes that, without quotes, say that a field is not there. */
  readonly missing: Uint8Array | undefined;
  /** What becomes of rows with fewer fields than columns. */
  readonly shortRows: 'reject' | 'missing';
  /** The most bytes that a row may have. */
  readonly rowLimit: number;
  /** The line on which the bytes begin, from 1. */
  readonly line: number;
}

const LF = 10;
const CR = 13;
const NUL = 0;

/** Where a scanner is. */
interface Scan extends Omit<CsvScanning, keyof CsvBytes | 'line'> {
  readonly field: FieldReader;
  line: number;
  /** The rest of a row that was given up is being passed over. */
  isSkipping: boolean;
  /** Of the row that is being read: how many fields it has, and the one with a stray quote. */
  columns: number;
  stray: number;
  breaks: number;
  /** Places of the row's fields that have to be unescaped, when it is whole. */
  readonly escaped: number[];
}

/**
 * Finds the rows of separated values. What is escaped is written out in the bytes themselves, when its row is whole.
 */
export const csvScanner = (options: CsvScanning): Scanner => {
  const { slots, empty, missing, shortRows, rowLimit, line } = options;
  const scan: Scan = {
    slots,
    empty,
    missing,
    shortRows,
    rowLimit,
    line,
    field: fieldReader(options),
    isSkipping: false,
    columns: 0,
    stray: -1,
    breaks: 0,
    escaped: [],
  };
  return {
    width: slots.reduce((most, slot) => Math.max(most, slot + 1), 0),
    scan: (bytes, from, to, final, batch) => {
      batch.bytes = bytes;
      const end = scanRows(scan, { bytes, to, final }, from, batch);
      batch.begins[batch.rows] = end;
      return end;
    },
  };
};

/** Reads rows until the batch is full or the bytes are; says how far it came. */
const scanRows = (scan: Scan, given: Bytes, from: number, batch: Batch): number => {
  const { bytes, to, final } = given;
  const capacity = batch.lines.length;
  let at = from;
  while (batch.rows < capacity && at < to) {
    if (scan.isSkipping) {
      at = afterLine(given, at);
      scan.isSkipping = at < 0;
      if (at < 0) return to;
      continue;
    }
    const first = scan.field.byBlanks ? afterBlanks(given, at) : at;
    if (first >= to) return final ? to : at;
    if (bytes[first] === LF || bytes[first] === CR) {
      if (bytes[first] === CR && first + 1 >= to && !final) return at;
      at = afterBreak(given, first);
      scan.line++;
      continue;
    }
    const end = readRow(scan, given, first, batch);
    const isOpen = scan.field.isOpen;
    if (isOpen || (!final && (end >= to || (bytes[end] === CR && end + 1 >= to)))) {
      if (!final && to - at <= scan.rowLimit) return at;
      at = giveUp(scan, given, at, batch);
      continue;
    }
    takeRow(scan, batch, at);
    at = end >= to ? to : afterBreak(given, end);
  }
  return at;
};

/** The first byte of the next line; −1 where there is none yet. */
const afterLine = ({ bytes, to }: Bytes, at: number): number => {
  const end = bytes.indexOf(LF, at);
  return end < 0 || end >= to ? -1 : end + 1;
};

/** The byte after a line break: LF, CR, or both. */
const afterBreak = ({ bytes, to }: Bytes, at: number): number =>
  at + (bytes[at] === CR && at + 1 < to && bytes[at + 1] === LF ? 2 : 1);

/** Reads the fields of a row into the batch; says where it ends. */
const readRow = (scan: Scan, given: Bytes, first: number, batch: Batch): number => {
  const { field, slots } = scan;
  const { bytes, to, final } = given;
  const { starts, ends, kinds } = batch;
  const base = batch.rows * batch.width;
  let column = 0;
  scan.stray = -1;
  scan.breaks = 0;
  if (scan.escaped.length > 0) scan.escaped.length = 0;
  for (let i = first; ; ) {
    i = readField(field, given, i);
    scan.breaks += field.breaks;
    if (field.isStray && scan.stray < 0) scan.stray = column;
    const slot = column < slots.length ? slots[column]! : -1;
    column++;
    scan.columns = column;
    if (field.isOpen || (i >= to && !final)) return i;
    if (slot >= 0) {
      starts[base + slot] = field.start;
      ends[base + slot] = field.end;
      kinds[base + slot] = isMissing(scan, bytes) ? FIELD.none : FIELD.text;
      if (field.isEscaped) scan.escaped.push(base + slot);
    }
    const next = afterDelimiter(field, given, i);
    if (next === i) return i;
    i = next;
    // Blanks at the end of a line part nothing.
    if (field.byBlanks && (i >= to ? final : bytes[i] === LF || bytes[i] === CR)) return i;
  }
};

/** Whether the field that was read last says that nothing is there. */
const isMissing = ({ field, empty, missing }: Scan, bytes: Uint8Array): boolean => {
  const { start, end } = field;
  if (start === end) return empty === 'missing';
  if (missing === undefined || field.isQuoted || missing.length !== end - start) return false;
  for (let k = 0; k < missing.length; k++) if (bytes[start + k] !== missing[k]) return false;
  return true;
};

/** Puts a whole row into the batch. */
const takeRow = (scan: Scan, batch: Batch, at: number): void => {
  const { slots, columns, stray } = scan;
  const row = batch.rows;
  batch.begins[row] = at;
  batch.lines[row] = scan.line;
  scan.line += scan.breaks + 1;
  if (scan.escaped.length > 0) writeOutFields(scan, batch);
  if (stray >= 0)
    addFault(
      batch,
      row,
      'stray-quote',
      `column ${stray + 1} has a quote in the middle: a field with quotes stands in quotes, and theirs are doubled`,
    );
  else if (columns > slots.length || (columns < slots.length && scan.shortRows === 'reject'))
    addFault(batch, row, 'ragged-row', `expected ${slots.length} fields, got ${columns}`);
  else
    for (let c = columns; c < slots.length; c++)
      if (slots[c]! >= 0) batch.kinds[row * batch.width + slots[c]!] = FIELD.none;
  batch.rows++;
};

const writeOutFields = ({ field, escaped }: Scan, batch: Batch): void => {
  const { bytes, starts, ends, kinds } = batch;
  for (const place of escaped) {
    if (kinds[place] === FIELD.none) continue;
    ends[place] = writeOut(field, bytes, starts[place]!, ends[place]!);
    if (bytes.subarray(starts[place]!, ends[place]!).includes(NUL))
      addFault(batch, batch.rows, 'nul-byte', 'expected text, got a byte of zero');
  }
};

/** Leaves the line on which a row began, and goes on with the next one. */
const giveUp = (scan: Scan, given: Bytes, at: number, batch: Batch): number => {
  const { isOpen } = scan.field;
  const column = scan.columns;
  const quote = `a quote that begins in column ${column} is`;
  const long = `expected a row of at most ${scan.rowLimit} bytes`;
  const [code, message]: [FaultCode, string] =
    isOpen && given.final
      ? ['unclosed-quote', `${quote} never closed`]
      : ['too-long', isOpen ? `${long}; ${quote} not closed` : long];
  addFault(batch, batch.rows, code, message);
  batch.begins[batch.rows] = at;
  batch.lines[batch.rows++] = scan.line++;
  const next = afterLine(given, at);
  scan.isSkipping = next < 0;
  return next < 0 ? given.to : next;
};
