import type { Answer } from '../../customer/index.js';
import { type Growing, isDate, push } from '../../internal/index.js';
import { type Dictionary, type GrowingDictionary, listDictionary, textDictionary } from './dictionary.js';
import { type Allocate, type Codes, codesFor, doubles, integers } from './memory.js';

/**
 * The values of one property or attribute, a cell a row, split by type: each row has a value in one part at most. A
 * part in which nothing is does not exist.
 */
export interface Cells {
  /** NaN is missing. */
  readonly numbers?: Float64Array | undefined;
  /** Codes of the dictionary of texts, 0 is missing. */
  readonly texts?: Codes | undefined;
  /** 0 missing, 1 false, 2 true. */
  readonly booleans?: Uint8Array | undefined;
  /** Codes of the dictionary of lists, 0 is missing. Attributes only. */
  readonly lists?: Codes | undefined;
}

/** Cells of a column in which few rows have a value: only those stand here. */
export interface SparseCells {
  /** Ascending. */
  readonly rows: Int32Array;
  /** Of each of these rows. */
  readonly cells: Cells;
  /** How many rows the whole column has. */
  readonly length: number;
}

/** A column as it is stored: a cell a row, or only the rows that have a value. */
export type StoredCells = Cells | SparseCells;

/** Whether so few rows of a column have a value that only they are stored: many such columns would not fit in memory otherwise. */
export const areFew = (values: number, length: number): boolean => length >= 256 && values * 8 < length;

/** A cell a row, whichever way a column is stored. */
export const wholeCells = (stored: StoredCells): Cells => {
  if (!('rows' in stored)) return stored;
  const { rows, cells, length } = stored;
  const spread = <A extends Float64Array | Codes>(part: A | undefined, fill: number): A | undefined => {
    if (part === undefined) return undefined;
    const whole = new (part.constructor as new (length: number) => A)(length).fill(fill) as A;
    for (let i = 0; i < rows.length; i++) whole[rows[i]!] = part[i]!;
    return whole;
  };
  return {
    numbers: spread(cells.numbers, NaN),
    texts: spread(cells.texts, 0),
    booleans: spread(cells.booleans, 0),
    lists: spread(cells.lists, 0),
  };
};

/** The value of one cell of a column, whichever way it is stored. */
export const storedCellAt = (stored: StoredCells, dictionaries: Dictionaries, row: number): Answer => {
  if (!('rows' in stored)) return cellAt(stored, dictionaries, row);
  const place = placeOf(stored.rows, stored.rows.length, row);
  return place < 0 ? null : cellAt(stored.cells, dictionaries, place);
};

/** What the cells of one property mean, whatever the table they stand in. */
export interface Dictionaries {
  readonly texts: Dictionary;
  readonly lists: Dictionary<readonly string[]>;
}

/** Dictionaries that grow no more: what they needed for that is let go. */
export const settleDictionaries = ({ texts, lists }: Dictionaries): Dictionaries => ({
  texts: { values: texts.values },
  lists: { values: lists.values },
});

/** The value of a cell, whatever its type. */
export const cellAt = (cells: Cells, { texts, lists }: Dictionaries, row: number): Answer => {
  const text = cells.texts?.[row] ?? 0;
  if (text !== 0) return texts.values[text]!;
  const boolean = cells.booleans?.[row] ?? 0;
  if (boolean !== 0) return boolean === 2;
  const list = cells.lists?.[row] ?? 0;
  if (list !== 0) return lists.values[list]!;
  const number = cells.numbers?.[row];
  return number === undefined || Number.isNaN(number) ? null : number;
};

/** Cells that are written one after the other, some rows left out: those are missing. */
export interface GrowingCells {
  readonly texts: GrowingDictionary;
  readonly lists: GrowingDictionary<readonly string[]>;
  /** The rows that have a value, ascending. */
  readonly rows: Growing<Int32Array>;
  /** Of each of them: 1 number, 2 text, 3 boolean, 4 list. */
  readonly kinds: Growing<Uint8Array>;
  /** Of each of them: the number, or the code. */
  readonly values: Growing<Float64Array>;
}

/** No cells yet; with the dictionaries of other cells where the two share their meaning. */
export const growingCells = (
  { texts, lists }: Pick<GrowingCells, 'texts' | 'lists'> = {
    texts: textDictionary(),
    lists: listDictionary(),
  },
): GrowingCells => ({
  texts,
  lists,
  rows: { data: new Int32Array(0), length: 0 },
  kinds: { data: new Uint8Array(0), length: 0 },
  values: { data: new Float64Array(0), length: 0 },
});

const NUMBER = 1;
const TEXT = 2;
const BOOLEAN = 3;
const LIST = 4;

/**
 * Writes raw data to a row; says false of what no reading can ever see: an object, a number that is not finite, a
 * list (but of texts, in an attribute). `null` and `undefined` are missing, and that is no fault.
 */
export const writeCell = (cells: GrowingCells, row: number, raw: unknown, lists: boolean): boolean => {
  switch (typeof raw) {
    case 'string':
      return put(cells, row, TEXT, cells.texts.code(raw));
    case 'number':
      return Number.isFinite(raw) && put(cells, row, NUMBER, raw + 0);
    case 'boolean':
      return put(cells, row, BOOLEAN, raw ? 2 : 1);
    case 'undefined':
      return true;
    case 'object':
      if (raw === null) return true;
      if (isDate(raw)) return writeCell(cells, row, raw.getTime(), lists);
      if (!lists || !Array.isArray(raw) || !Array.from(raw).every((item) => typeof item === 'string'))
        return false;
      return put(cells, row, LIST, cells.lists.code(raw));
    default:
      return false;
  }
};

const put = ({ rows, kinds, values }: GrowingCells, row: number, kind: number, value: number): true => {
  push(rows, row);
  push(kinds, kind);
  push(values, value);
  return true;
};

/** What a list of kinds holds. */
const holds = ({ kinds }: GrowingCells, kind: number): boolean => {
  const at = kinds.data.indexOf(kind);
  return at >= 0 && at < kinds.length;
};

/** Writes few values that stand in a column of their own, the first row of which is `base`; codes stay what they are. */
export const writeSparse = (into: GrowingCells, base: number, { rows, cells }: SparseCells): void => {
  for (let i = 0; i < rows.length; i++) {
    const row = base + rows[i]!;
    const number = cells.numbers?.[i];
    if (number !== undefined && !Number.isNaN(number)) put(into, row, NUMBER, number);
    else if ((cells.texts?.[i] ?? 0) !== 0) put(into, row, TEXT, cells.texts![i]!);
    else if ((cells.booleans?.[i] ?? 0) !== 0) put(into, row, BOOLEAN, cells.booleans![i]!);
  }
};

/** What was written, as a column of `length` rows. */
export const settleCells = (growing: GrowingCells, length: number, allocate: Allocate): StoredCells => {
  const { rows } = growing;
  if (!areFew(rows.length, length)) return settleWhole(growing, length, allocate);
  const written = integers(rows.length, allocate);
  written.set(rows.data.subarray(0, rows.length));
  return { rows: written, cells: settled(growing, rows.length, (i) => i, allocate), length };
};

/** The same with a cell a row, however few have a value. */
export const settleWhole = (growing: GrowingCells, length: number, allocate: Allocate): Cells =>
  settled(growing, length, (i) => growing.rows.data[i]!, allocate);

/** Cells of `length` rows, to which the i-th written value goes as `target` says. */
const settled = (
  growing: GrowingCells,
  length: number,
  target: (i: number) => number,
  allocate: Allocate,
): Cells => {
  const numbers = holds(growing, NUMBER) ? doubles(length, allocate).fill(NaN) : undefined;
  const texts = holds(growing, TEXT) ? codesFor(growing.texts.values.length, length, allocate) : undefined;
  const booleans = holds(growing, BOOLEAN) ? new Uint8Array(allocate(length)) : undefined;
  const lists = holds(growing, LIST) ? codesFor(growing.lists.values.length, length, allocate) : undefined;
  const parts = [undefined, numbers, texts, booleans, lists];
  const { rows, kinds, values } = growing;
  for (let i = 0; i < rows.length; i++) parts[kinds.data[i]!]![target(i)] = values.data[i]!;
  return { numbers, texts, booleans, lists };
};

/** Whether two rows hold the same. */
export const sameCells = (given: GrowingCells | Cells, a: number, b: number): boolean => {
  if (!('rows' in given)) {
    return [given.numbers, given.texts, given.booleans].every(
      (part) => part === undefined || part[a] === part[b] || (Number.isNaN(part[a]) && Number.isNaN(part[b])),
    );
  }
  const { data, length } = given.rows;
  const [x, y] = [placeOf(data, length, a), placeOf(data, length, b)];
  if (x < 0 || y < 0) return x < 0 && y < 0;
  return given.kinds.data[x] === given.kinds.data[y] && given.values.data[x] === given.values.data[y];
};

/** Where a row stands in an ascending list of so many, −1 where it does not. */
export const placeOf = (rows: Int32Array, length: number, row: number): number => {
  const place = firstFrom(rows, length, row);
  return place < length && rows[place] === row ? place : -1;
};

/** The place of the first row of an ascending list that is this one or a later one. */
export const firstFrom = (rows: Int32Array, length: number, row: number): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
};
