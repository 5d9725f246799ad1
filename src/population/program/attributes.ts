import { type Answer, isSame } from '../../customer/index.js';
import type { ValueType } from '../../expression/index.js';
import { type Cells, cellAt, firstFrom } from '../store/cells.js';
import { BOOLEANS } from '../store/dictionary.js';
import { type AttributeColumn, attributeCells, type Changes, derive, type Store } from '../store/store.js';
import type { Cursor, Kernel } from './cursor.js';
import { instantsOf, wholeInstant } from './readings.js';
import { firstAtOrAfter } from './streams.js';
import { anyVector, codedVector, numberVector, type Vector } from './vectors.js';

/** How an attribute is read as a type off one cell of it, and the vector that takes it. */
interface AttributeReader {
  readonly vector: Vector;
  readonly at: (cells: Cells, row: number) => unknown;
}

/** An attribute as of asOf − shift (S30), read as a type; missing where it is of another (S7). */
export const attributeVector = (
  store: Store,
  name: string,
  as: ValueType | undefined,
  shift: number,
  cursor: Cursor,
): readonly [Vector, Kernel | undefined] => {
  const column = store.attributes.get(name);
  if (column === undefined) return [missing(as), undefined];
  if (column.changes === undefined && (as === 'number' || as === 'instant')) {
    const numbers = numberColumn(store, column, as);
    return numbers === undefined ? [missing(as), undefined] : copied(numbers, cursor);
  }
  const { vector, at } = readerOf(store, column, as);
  const data = vector.data as unknown[];
  const { changes } = column;
  const cells = attributeCells(store, column);
  const write = (): void => {
    const { low, size } = cursor;
    for (let i = 0; i < size; i++) data[i] = at(cells, low + i);
  };
  if (changes === undefined) return [vector, write];
  const override = changed(changes, shift, cursor, (i, row) => {
    data[i] = at(changes.cells, row);
  });
  return [
    vector,
    () => {
      write();
      override();
    },
  ];
};

/** A whole column of numbers, or of instants, which are worked out once. */
const numberColumn = (
  store: Store,
  column: AttributeColumn,
  as: 'number' | 'instant',
): Float64Array | undefined => {
  const cells = attributeCells(store, column);
  if (as === 'number') return cells.numbers;
  return derive(store, column, 'instants of rows', () => {
    const { at } = readerOf(store, column, as);
    return Float64Array.from({ length: store.size }, (_, customer) => at(cells, customer) as number);
  });
};

const copied = (numbers: Float64Array, cursor: Cursor): readonly [Vector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  return [
    vector,
    () => {
      const { low, size } = cursor;
      for (let i = 0; i < size; i++) data[i] = numbers[low + i]!;
    },
  ];
};

const missing = (as: ValueType | undefined): Vector => {
  if (as === undefined) return anyVector();
  if (as !== 'number' && as !== 'instant') return codedVector([null]);
  const vector = numberVector();
  vector.data.fill(NaN);
  return vector;
};

const readerOf = (store: Store, column: AttributeColumn, as: ValueType | undefined): AttributeReader => {
  switch (as) {
    case 'number':
      return { vector: numberVector(), at: ({ numbers }, row) => numbers?.[row] ?? NaN };
    case 'instant': {
      const known = derive(store, column, 'instants of texts', () => instantsOf(column.texts.values));
      return {
        vector: numberVector(),
        at: ({ texts, numbers }, row) => {
          const text = texts?.[row] ?? 0;
          return text === 0 ? wholeInstant(numbers?.[row] ?? NaN) : known[text]!;
        },
      };
    }
    case 'text':
      return { vector: codedVector(column.texts.values), at: ({ texts }, row) => texts?.[row] ?? 0 };
    case 'boolean':
      return { vector: codedVector(BOOLEANS.values), at: ({ booleans }, row) => booleans?.[row] ?? 0 };
    case 'list':
      return { vector: codedVector(column.lists.values), at: ({ lists }, row) => lists?.[row] ?? 0 };
    case undefined:
      return { vector: anyVector(), at: (cells, row) => cellAt(cells, column, row) };
  }
};

/** Since when an attribute has had the value that it has as of asOf − shift (S40): from its last change backwards. */
export const heldSinceVector = (
  store: Store,
  { name, as, shift }: { readonly name: string; readonly as: ValueType | undefined; readonly shift: number },
  cursor: Cursor,
): readonly [Vector, Kernel | undefined] => {
  const vector = numberVector();
  const { data } = vector;
  data.fill(NaN);
  const column = store.attributes.get(name);
  if (column?.changes === undefined) return [vector, undefined];
  const { changes } = column;
  const { at } = readerOf(store, column, as);
  const plain = attributeCells(store, column);
  const isThere = (value: unknown): boolean =>
    as === undefined
      ? value !== null
      : as === 'number' || as === 'instant'
        ? !Number.isNaN(value)
        : value !== 0;
  // Cells that are coded are equal where their codes are.
  const isSameCell = (a: unknown, b: unknown): boolean => isSame(a as Answer, b as Answer);
  const override = changed(changes, shift, cursor, (i, last, first) => {
    const present = at(changes.cells, last);
    if (!isThere(present)) return;
    let since = changes.times[last]!;
    for (let row = last - 1; row >= first; row--) {
      const time = changes.times[row]!;
      // Of changes at one instant only the last one has ever held.
      if (time === since) continue;
      if (!isSameCell(at(changes.cells, row), present)) {
        data[i] = since;
        return;
      }
      since = time;
    }
    if (!isSameCell(at(plain, cursor.low + i), present)) data[i] = since;
  });
  return [
    vector,
    () => {
      data.fill(NaN, 0, cursor.size);
      override();
    },
  ];
};

/** Calls back for every customer of the chunk who has a change by then, with the row of the latest one and that of the first. */
const changed =
  (
    { customers, starts, times }: Changes,
    shift: number,
    cursor: Cursor,
    take: (i: number, row: number, first: number) => void,
  ): Kernel =>
  () => {
    const { low, size, bound } = cursor;
    const next = bound.asOf - shift + 1;
    const end = firstFrom(customers, customers.length, low + size);
    for (let place = firstFrom(customers, end, low); place < end; place++) {
      const first = starts[place]!;
      const past = firstAtOrAfter(times, first, starts[place + 1]!, next);
      if (past > first) take(customers[place]! - low, past - 1, first);
    }
  };
