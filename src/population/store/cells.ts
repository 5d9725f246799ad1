import type { Answer } from '../../customer/index.js';
import { type Growing, isDate, push } from '../../internal/index.js';
import { type Dictionary, type GrowingDictionary, listDictionary, textDictionary } from './dictionary.js';
import { type Allocate, type Codes, codesFor, doubles } from './memory.js';

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

/** The cells of `length` rows, of which `target` says where each written row has come to; −1: it is gone. */
export const settleCells = (
  growing: GrowingCells,
  length: number,
  target: ((row: number) => number) | undefined,
  allocate: Allocate,
): Cells => {
  const numbers = holds(growing, NUMBER) ? doubles(length, allocate).fill(NaN) : undefined;
  const texts = holds(growing, TEXT) ? codesFor(growing.texts.values.length, length, allocate) : undefined;
  const booleans = holds(growing, BOOLEAN) ? new Uint8Array(allocate(length)) : undefined;
  const lists = holds(growing, LIST) ? codesFor(growing.lists.values.length, length, allocate) : undefined;
  const parts = [undefined, numbers, texts, booleans, lists];
  const { rows, kinds, values } = growing;
  for (let i = 0; i < rows.length; i++) {
    const row = rows.data[i]!;
    const to = target === undefined ? row : target(row);
    if (to >= 0) parts[kinds.data[i]!]![to] = values.data[i]!;
  }
  return { numbers, texts, booleans, lists };
};

/** Whether two rows hold the same. */
export const sameCells = (given: GrowingCells | Cells, a: number, b: number): boolean => {
  if (!('rows' in given)) {
    return [given.numbers, given.texts, given.booleans].every(
      (part) => part === undefined || part[a] === part[b] || (Number.isNaN(part[a]) && Number.isNaN(part[b])),
    );
  }
  const [x, y] = [placeOf(given.rows, a), placeOf(given.rows, b)];
  if (x < 0 || y < 0) return x < 0 && y < 0;
  return given.kinds.data[x] === given.kinds.data[y] && given.values.data[x] === given.values.data[y];
};

/** Where a row stands in an ascending list, −1 where it does not. */
const placeOf = ({ data, length }: Growing<Int32Array>, row: number): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (data[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low < length && data[low] === row ? low : -1;
};
