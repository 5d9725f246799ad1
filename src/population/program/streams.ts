import { CHUNK, type EventTable } from '../store/store.js';

/**
 * Events of the customers of a chunk: the places `[from, to)`, of each customer in order of time. A stream over one table
 * looks into its columns, where a place is a row; any other holds copies, with the rows that they came from.
 */
export interface Stream {
  times: Float64Array;
  /** Of each place its customer, by the place in the chunk. */
  customers: Uint16Array;
  /** Of each place its row of all tables; of a table nothing, for there it is `base + place`. */
  rows: Int32Array;
  readonly table: EventTable | undefined;
  from: number;
  to: number;
}

/** A stream that holds its own places. */
export const ownStream = (): Stream => ({
  times: new Float64Array(CHUNK),
  customers: new Uint16Array(CHUNK),
  rows: new Int32Array(CHUNK),
  table: undefined,
  from: 0,
  to: 0,
});

/** A stream over the columns of one table. */
export const tableStream = (table: EventTable): Stream => ({
  times: table.times,
  customers: table.customers,
  rows: NONE,
  table,
  from: 0,
  to: 0,
});

const NONE = new Int32Array(0);

/** A stream over the same places as another, from and to places of its own. */
export const viewOf = (stream: Stream): Stream => ({ ...stream, from: 0, to: 0 });

/** Makes a view look at the places that its stream holds now. */
export const follow = (view: Stream, stream: Stream): void => {
  view.times = stream.times;
  view.customers = stream.customers;
  view.rows = stream.rows;
};

/** Room in a stream of its own for so many places in all. */
export const widen = (stream: Stream, length: number): void => {
  if (length <= stream.times.length) return;
  const capacity = Math.max(length, stream.times.length * 2);
  const { times, customers, rows } = stream;
  stream.times = new Float64Array(capacity);
  stream.times.set(times);
  stream.customers = new Uint16Array(capacity);
  stream.customers.set(customers);
  stream.rows = new Int32Array(capacity);
  stream.rows.set(rows);
};

/** The row of all tables of a place. */
export const rowAt = ({ table, rows }: Stream, place: number): number =>
  table === undefined ? rows[place]! : table.base + place;

/** The first place in `[from, to)` at an instant or later, or `to`. */
export const firstAtOrAfter = (times: Float64Array, from: number, to: number, instant: number): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return high;
};
