import { CHUNK } from '../store/store.js';
import type { Cursor, Kernel } from './cursor.js';
import { type Stream, widen } from './streams.js';

/** A stream customer by customer: of customer i the places `[start[i], end[i])`, in order of time. */
export interface Lane {
  /** Holds its own places, one customer after the other. */
  readonly stream: Stream;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** A lane in a stream of its own. */
export const laneOver = (stream: Stream): Lane => ({
  stream,
  start: new Int32Array(CHUNK),
  end: new Int32Array(CHUNK),
});

/** Parts a stream by customers. */
export const parted = (from: Stream, { stream, start, end }: Lane, cursor: Cursor): Kernel => {
  const base = from.table?.base;
  return () => {
    const { size } = cursor;
    const events = from.to - from.from;
    widen(stream, events);
    end.fill(0);
    for (let place = from.from; place < from.to; place++) end[from.customers[place]!]!++;
    let at = 0;
    for (let i = 0; i < size; i++) {
      const count = end[i]!;
      start[i] = at;
      end[i] = at;
      at += count;
    }
    const { times, customers, rows } = stream;
    for (let place = from.from; place < from.to; place++) {
      const customer = from.customers[place]!;
      const to = end[customer]!++;
      times[to] = from.times[place]!;
      customers[to] = customer;
      rows[to] = base === undefined ? from.rows[place]! : base + place;
    }
    stream.to = at;
  };
};
