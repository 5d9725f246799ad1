import type { Answer } from '../../customer/index.js';
import { CHUNK } from '../store/store.js';
import type { Cursor, Kernel } from './cursor.js';
import type { Reader, Values } from './readings.js';
import type { Stream } from './streams.js';
import { anyVector, codedVector, numberVector, type Vector } from './vectors.js';

/** The values of a reading over the places of a stream, read anew for every chunk. */
export const gathered = (reader: Reader, stream: Stream): readonly [Values, Kernel] => {
  const values = emptyValues(reader);
  const { at } = reader;
  const base = stream.table?.base;
  return [
    values,
    () => {
      const { from, to, rows } = stream;
      values.offset = from;
      reserve(values, to - from);
      const { data } = values;
      for (let place = from; place < to; place++)
        data[place - from] = at(base === undefined ? rows[place]! : base + place) as never;
    },
  ];
};

const emptyValues = (reader: Reader): Values => {
  switch (reader.kind) {
    case 'number':
      return { kind: 'number', data: new Float64Array(CHUNK), offset: 0 };
    case 'coded':
      return { kind: 'coded', data: new Int32Array(CHUNK), offset: 0, values: reader.values };
    case 'any':
      return { kind: 'any', data: [], offset: 0 };
  }
};

const reserve = (values: Values, length: number): void => {
  if (values.kind === 'any' || length <= values.data.length) return;
  const capacity = Math.max(length, 2 * values.data.length);
  if (values.kind === 'number') values.data = new Float64Array(capacity);
  else values.data = new Int32Array(capacity);
};

/** The values of a reading over a block of the places of a stream, as a vector. */
export const cellVector = (
  reader: Reader,
  column: Values | undefined,
  base: number,
  cursor: Cursor,
  stream: () => Stream,
): readonly [Vector, Kernel] => {
  const vector: Vector =
    reader.kind === 'number'
      ? numberVector()
      : reader.kind === 'coded'
        ? codedVector(reader.values)
        : anyVector();
  if (column?.kind === 'number') {
    const data = vector.data as Float64Array;
    const cells = column.data;
    return [
      vector,
      () => {
        const { rows } = stream();
        const { low, size } = cursor;
        for (let i = 0; i < size; i++) data[i] = cells[rows[low + i]! - base]!;
      },
    ];
  }
  if (column?.kind === 'coded') {
    const data = vector.data as Int32Array;
    const cells = column.data;
    return [
      vector,
      () => {
        const { rows } = stream();
        const { low, size } = cursor;
        for (let i = 0; i < size; i++) data[i] = cells[rows[low + i]! - base]!;
      },
    ];
  }
  const data = vector.data as (Answer | number)[];
  const { at } = reader;
  return [
    vector,
    () => {
      const { rows } = stream();
      const { low, size } = cursor;
      for (let i = 0; i < size; i++) data[i] = at(rows[low + i]!);
    },
  ];
};
