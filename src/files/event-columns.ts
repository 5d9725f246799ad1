import { type Growing, reserve } from '../internal/index.js';
import { type ByteTexts, byteTexts } from './byte-texts.js';
import { keepRows, type ValueColumn, valueColumn } from './value-column.js';

/** Texts of a column that every event may have one of. */
export interface TextColumn {
  readonly texts: ByteTexts;
  codes(): Int32Array;
}

/** Events as they come in from files, one column per field; they grow batch by batch. */
export interface EventColumns {
  /** How many events there are. */
  readonly length: number;
  readonly customers: TextColumn;
  readonly names: TextColumn;
  readonly ids: TextColumn;
  readonly actors: TextColumn;
  times(): Float64Array;
  readonly properties: ReadonlyMap<string, ValueColumn>;
  property(name: string): ValueColumn;
  /** Room for so many more events; `expected` is how many there may be in the end. */
  extend(more: number, expected: number): void;
  /** Of the events from `base` on, those of `kept` stay. */
  keep(base: number, kept: Int32Array, count: number): void;
}

/** No events yet. */
export const eventColumns = (): EventColumns => {
  const times: Growing<Float64Array> = { data: new Float64Array(0), length: 0 };
  const codes: Growing<Int32Array>[] = [];
  const properties = new Map<string, ValueColumn>();
  let length = 0;
  let room = 0;

  const textColumn = (): TextColumn => {
    const column: Growing<Int32Array> = { data: new Int32Array(0), length: 0 };
    codes.push(column);
    return { texts: byteTexts(), codes: () => column.data };
  };

  return {
    get length() {
      return length;
    },
    customers: textColumn(),
    names: textColumn(),
    ids: textColumn(),
    actors: textColumn(),
    times: () => times.data,
    properties,
    property: (name) => {
      let found = properties.get(name);
      if (found === undefined) {
        found = valueColumn(name, length, room);
        properties.set(name, found);
      }
      return found;
    },
    extend: (more, expected) => {
      const to = length + more;
      if (to > room) room = Math.max(to, expected, 1024);
      reserve(times, room);
      for (const column of codes) reserve(column, room).fill(0, length, to);
      for (const column of properties.values()) column.extend(to, room);
      length = to;
    },
    keep: (base, kept, count) => {
      keepRows(times.data, base, kept, count);
      for (const column of codes) keepRows(column.data, base, kept, count);
      for (const column of properties.values()) column.keep(base, kept, count);
      length = base + count;
    },
  };
};
