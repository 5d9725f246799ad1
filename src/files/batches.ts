import { isUtf8 } from 'node:buffer';
import { addFault, type Batch, batchOf, clearBatch, type Scanner } from './batch.js';
import type { Piece } from './bytes.js';

/** Rows that are read at once, and the most fields that they may have together. */
const ROWS = 4096;
const FIELDS = 1 << 18;

/** A batch that is full, and how far the file has been read. */
export interface Filled {
  readonly batch: Batch;
  /** How many bytes of the file, as it is stored, were read so far, about. */
  readonly read: number;
  readonly total: number | undefined;
}

/**
 * The batches of a file: the same one, filled again and again. What a piece ends in the middle of goes before the
 * next one.
 */
export async function* batches(source: AsyncIterable<Piece>, scanner: Scanner): AsyncGenerator<Filled> {
  let batch = batchFor(scanner);
  let rest = new Uint8Array(0);
  let read = 0;
  let total: number | undefined;

  let before = 0;

  /** Reads as much as is whole, batch by batch; says where what is left begins. */
  function* scanned(bytes: Uint8Array, from: number, to: number, final: boolean): Generator<Filled, number> {
    for (let at = from; ; ) {
      clearBatch(batch);
      const consumed = scanner.scan(bytes, at, to, final, batch);
      if (batch.rows > 0) {
        requireTexts(batch, at, consumed);
        yield { batch, read: before + ((read - before) * (consumed - from)) / (to - from), total };
      }
      const isWider = scanner.width > batch.width;
      const isDone = !isWider && batch.rows < batch.lines.length && (!final || consumed === to);
      if (isWider) batch = batchFor(scanner, batch.width);
      at = consumed;
      if (isDone) return at;
    }
  }

  for await (const piece of source) {
    before = read;
    ({ read, total } = piece);
    let { bytes, from, to } = piece;
    if (rest.length <= from) {
      from -= rest.length;
      bytes.set(rest, from);
    } else {
      const joined = new Uint8Array(rest.length + to - from);
      joined.set(rest);
      joined.set(bytes.subarray(from, to), rest.length);
      [bytes, from, to] = [joined, 0, joined.length];
    }
    from = yield* scanned(bytes, from, to, false);
    rest = bytes.slice(from, to);
  }
  before = read;
  yield* scanned(rest, 0, rest.length, true);
}

/** Wide enough, with room for more where it had to be made wider before. */
const batchFor = ({ width }: Scanner, before = 0): Batch => {
  const wide = before === 0 ? width : Math.ceil(width * 1.5);
  return batchOf(wide, Math.max(16, Math.min(ROWS, Math.floor(FIELDS / Math.max(1, wide)))));
};

/** Rows with bytes that are no text are found all at once, and only where there are any one by one. */
const requireTexts = (batch: Batch, from: number, to: number): void => {
  const { bytes, begins, rows } = batch;
  const all = bytes.subarray(from, to);
  const noNul = !all.includes(0);
  if (noNul && isUtf8(all)) return;
  for (let row = 0; row < rows; row++) {
    const one = bytes.subarray(begins[row]!, begins[row + 1]!);
    if (!isUtf8(one)) addFault(batch, row, 'invalid-utf-8', 'expected UTF-8, got other bytes');
    else if (one.includes(0)) addFault(batch, row, 'nul-byte', 'expected text, got a byte of zero');
  }
};

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of bytes. Short ones are made faster character by character than by a decoder. */
export const textOf = (bytes: Uint8Array, start: number, end: number): string => {
  if (end - start > 24) return utf8.decode(bytes.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i++) {
    if (bytes[i]! > 127) return utf8.decode(bytes.subarray(start, end));
    text += String.fromCharCode(bytes[i]!);
  }
  return text;
};
