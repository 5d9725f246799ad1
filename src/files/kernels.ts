import type { CellReader, InstantField, ValueField } from '../rows/index.js';
import { instantIn, localIn, MAX_INSTANT } from '../time/index.js';
import { type Batch, FIELD } from './batch.js';
import { textOf } from './batches.js';
import { numberOf } from './byte-numbers.js';
import { type ByteTexts, byteTexts, viewOf } from './byte-texts.js';
import { localInstants } from './local-instants.js';
import type { ValueColumn } from './value-column.js';

/**
 * Reads one column of a batch into the rows from `base` on. What cannot be read from bytes alone marks its row in
 * `slow`, and the whole row is read again by the reader of rows: that one knows every value, and says what is
 * wrong.
 */
export type Kernel = (batch: Batch, slot: number, base: number, slow: Uint8Array) => void;

const ignore = (): void => {};

/** Ids and names: codes of texts, 0 where there is none. A row that must have one is slow without. */
export const textKernel =
  (texts: ByteTexts, codes: () => Int32Array, required: boolean, asText: boolean): Kernel =>
  ({ bytes, starts, ends, kinds, width, rows }, slot, base, slow) => {
    const into = codes();
    const view = viewOf(bytes);
    for (let row = 0, place = slot; row < rows; row++, place += width) {
      const kind = kinds[place]!;
      const start = starts[place]!;
      const end = ends[place]!;
      if (kind === FIELD.text && end > start) into[base + row] = texts.code(bytes, view, start, end);
      else {
        into[base + row] = 0;
        if (kind === FIELD.number && asText && isWritten(bytes, start, end))
          into[base + row] = texts.code(bytes, view, start, end);
        else if (required || kind !== FIELD.none) slow[row] = 1;
      }
    }
  };

/** Whether a number is written as its text is: digits without more ado, however many. */
const isWritten = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte < 48 || byte > 57) return false;
    if (i === start && byte === 48) return end - start === 1;
  }
  return true;
};

/** Counts from the epoch in units, in milliseconds. */
const UNITS: Readonly<Record<string, (count: number) => number>> = {
  seconds: (count) => Math.round(count * 1e6) / 1000,
  milliseconds: (count) => count,
  microseconds: (count) => count / 1000,
};

/** Instants in milliseconds; NaN of a row that has none. */
export const instantKernel = (
  { as = 'instant', timeZone, format }: Omit<InstantField, 'column'>,
  read: CellReader,
  times: () => Float64Array,
  required: boolean,
): Kernel => {
  if (format !== undefined) return rememberedKernel(read, times, required, false);
  const unit = UNITS[as];
  const toMilliseconds = unit ?? UNITS.milliseconds!;
  const local = timeZone === undefined ? undefined : localInstants(read, timeZone);
  return ({ bytes, starts, ends, kinds, width, rows }, slot, base, slow) => {
    const into = times();
    for (let row = 0, place = slot; row < rows; row++, place += width) {
      const kind = kinds[place]!;
      const start = starts[place]!;
      const end = ends[place]!;
      let at = NaN;
      if (kind === FIELD.number || (kind === FIELD.text && unit !== undefined))
        at = Math.floor(toMilliseconds(numberOf(bytes, start, end)));
      else if (kind === FIELD.text) {
        at = instantIn(bytes, start, end);
        if (local !== undefined && Number.isNaN(at)) at = local(localIn(bytes, start, end));
      }
      if (!(at <= MAX_INSTANT && at >= -MAX_INSTANT)) {
        at = NaN;
        if (required || kind !== FIELD.none) slow[row] = 1;
      }
      into[base + row] = at + 0;
    }
  };
};

/** Texts that are read once and remembered: few different ones come many times. */
const REMEMBERED = 1 << 16;

const rememberedKernel = (
  read: CellReader,
  into: () => Float64Array | Uint8Array,
  required: boolean,
  truths: boolean,
): Kernel => {
  let texts = byteTexts();
  let values = new Float64Array(REMEMBERED + 1);
  const remembered = (bytes: Uint8Array, view: DataView, start: number, end: number): number => {
    if (texts.values.length > REMEMBERED) {
      texts = byteTexts();
      values = new Float64Array(REMEMBERED + 1);
    }
    const known = texts.values.length;
    const code = texts.code(bytes, view, start, end);
    if (code === known) {
      const value = read(texts.values[code], ignore);
      values[code] = typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) + 1 : NaN;
    }
    return values[code]!;
  };
  return ({ bytes, starts, ends, kinds, width, rows }, slot, base, slow) => {
    const column = into();
    const view = viewOf(bytes);
    for (let row = 0, place = slot; row < rows; row++, place += width) {
      const kind = kinds[place]!;
      if (kind === FIELD.text) {
        const value = remembered(bytes, view, starts[place]!, ends[place]!);
        column[base + row] = value;
        if (!Number.isNaN(value)) continue;
      } else if (truths && (kind === FIELD.true || kind === FIELD.false)) {
        column[base + row] = kind === FIELD.true ? 2 : 1;
        continue;
      }
      if (required || kind !== FIELD.none) slow[row] = 1;
    }
  };
};

/** Numbers, of digits in texts too. */
const numberKernel =
  (column: ValueColumn, read: CellReader): Kernel =>
  ({ bytes, starts, ends, kinds, width, rows }, slot, base, slow) => {
    const into = column.numbers();
    for (let row = 0, place = slot; row < rows; row++, place += width) {
      const kind = kinds[place]!;
      if (kind === FIELD.none) continue;
      const start = starts[place]!;
      const end = ends[place]!;
      let value = kind <= FIELD.number ? numberOf(bytes, start, end) : NaN;
      if (Number.isNaN(value)) {
        const other = kind <= FIELD.number ? read(textOf(bytes, start, end), ignore) : undefined;
        if (typeof other === 'number') value = other + 0;
        else slow[row] = 1;
      }
      into[base + row] = value;
    }
  };

/** Values as they stand: texts of a CSV, and whatever JSON says. */
const plainKernel =
  (column: ValueColumn): Kernel =>
  ({ bytes, starts, ends, kinds, width, rows }, slot, base, slow) => {
    const { texts } = column;
    const view = viewOf(bytes);
    for (let row = 0, place = slot; row < rows; row++, place += width) {
      const kind = kinds[place]!;
      if (kind === FIELD.none) continue;
      const start = starts[place]!;
      const end = ends[place]!;
      if (kind === FIELD.text) column.codes()[base + row] = texts.code(bytes, view, start, end);
      else if (kind === FIELD.number) {
        let value = numberOf(bytes, start, end);
        if (Number.isNaN(value)) value = Number(textOf(bytes, start, end));
        if (Number.isFinite(value)) column.numbers()[base + row] = value + 0;
        else slow[row] = 1;
      } else if (kind === FIELD.value) slow[row] = 1;
      else column.booleans()[base + row] = kind === FIELD.true ? 2 : 1;
    }
  };

/** What is not there is missing; everything else is slow. */
const slowKernel: Kernel = ({ kinds, width, rows }, slot, _, slow) => {
  for (let row = 0, place = slot; row < rows; row++, place += width)
    if (kinds[place] !== FIELD.none) slow[row] = 1;
};

/** The kernel of a property, by how its column is read. */
export const valueKernel = (
  column: ValueColumn,
  { as, ...field }: Omit<ValueField, 'column'>,
  read: CellReader,
): Kernel => {
  switch (as) {
    case undefined:
      return plainKernel(column);
    case 'number':
      return numberKernel(column, read);
    case 'boolean':
      return rememberedKernel(read, column.booleans, false, true);
    case 'text':
      return textKernel(column.texts, column.codes, false, true);
    case 'list':
      return slowKernel;
    default:
      return instantKernel({ as, ...field }, read, column.numbers, false);
  }
};
