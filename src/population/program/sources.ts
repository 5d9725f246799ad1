import { fitsName, type Source, type Span } from '../../plan/index.js';
import { CHUNK, type EventTable, type Store } from '../store/store.js';
import type { Cursor, Kernel } from './cursor.js';
import { firstAtOrAfter, ownStream, type Stream, tableStream, widen } from './streams.js';

/** Which of the places that were collected stay: a mask, or undefined without a condition. */
export type Condition = ((stream: Stream) => Uint8Array) | undefined;

/** The stream of a source, in order of time, and what fills it with the span that is needed. */
export const sourceStream = (
  store: Store,
  source: Source,
  cursor: Cursor,
  span: Span,
  condition: Condition,
): readonly [Stream, Kernel] => {
  const tables = tablesOf(store, source);
  const only = tables.length === 1 ? tables[0] : undefined;
  if (only !== undefined && condition === undefined) {
    const stream = tableStream(only);
    return [stream, () => cut(stream, only, cursor, span)];
  }
  const stream = ownStream();
  const collect =
    only !== undefined
      ? fromTable(stream, only, cursor, span)
      : isFew(tables, store)
        ? fromTables(stream, tables, cursor, span)
        : fromOrder(stream, tables, store, cursor, span);
  if (condition === undefined) return [stream, collect];
  return [
    stream,
    () => {
      collect();
      keep(stream, condition(stream));
    },
  ];
};

/** The tables of the names that a source is of. */
export const tablesOf = (store: Store, source: Source): readonly EventTable[] =>
  store.tables.filter(({ name }) => fitsName(source, name));

/** Few rows of few tables are merged; many are found faster in the order of all. */
const isFew = (tables: readonly EventTable[], store: Store): boolean =>
  tables.length <= 8 && 4 * tables.reduce((sum, { times }) => sum + times.length, 0) < store.times.length;

/** The rows of a chunk that lie in a span. */
export const cut = (
  range: { from: number; to: number },
  { times, starts }: EventTable,
  { low }: Cursor,
  span: Span,
): void => {
  const chunk = low / CHUNK;
  const end = starts[chunk + 1]!;
  range.from = firstAtOrAfter(times, starts[chunk]!, end, span.from);
  range.to = firstAtOrAfter(times, range.from, end, span.to);
};

/** Copies the rows of one table. */
const fromTable =
  (stream: Stream, table: EventTable, cursor: Cursor, span: Span): Kernel =>
  () => {
    stream.to = 0;
    append(stream, table, cursor, span);
  };

/** Adds the rows of a table that lie in a span. */
const append = (stream: Stream, table: EventTable, cursor: Cursor, span: Span): void => {
  const range = { from: 0, to: 0 };
  cut(range, table, cursor, span);
  let at = stream.to;
  widen(stream, at + range.to - range.from);
  const { times, customers, rows } = stream;
  for (let row = range.from; row < range.to; row++) {
    times[at] = table.times[row]!;
    customers[at] = table.customers[row]!;
    rows[at++] = table.base + row;
  }
  stream.to = at;
};

/** Merges the rows of several tables. */
const fromTables =
  (stream: Stream, tables: readonly EventTable[], cursor: Cursor, span: Span): Kernel =>
  () => {
    stream.to = 0;
    for (const table of tables) {
      const middle = stream.to;
      append(stream, table, cursor, span);
      mergeBack(stream, middle);
    }
  };

/** Merges two sorted stretches that stand side by side: what lies before a place, and what from there on. */
const mergeBack = (stream: Stream, middle: number): void => {
  const length = stream.to;
  const added = length - middle;
  if (added === 0 || middle === 0 || stream.times[middle - 1]! <= stream.times[middle]!) return;
  widen(stream, length + added);
  const { times, customers, rows } = stream;
  for (const column of [times, customers, rows]) column.copyWithin(length, middle, length);
  let left = middle - 1;
  let right = length + added - 1;
  for (let to = length - 1; right >= length; to--) {
    const from = left >= 0 && times[left]! > times[right]! ? left-- : right--;
    times[to] = times[from]!;
    customers[to] = customers[from]!;
    rows[to] = rows[from]!;
  }
};

/** Goes through all events of a chunk in order of time, and takes those of some tables. */
const fromOrder = (
  stream: Stream,
  tables: readonly EventTable[],
  store: Store,
  cursor: Cursor,
  span: Span,
): Kernel => {
  const { order } = store;
  const wanted = Uint8Array.from(store.tables, (table) => (tables.includes(table) ? 1 : 0));
  const next = new Int32Array(store.tables.length);
  const range = { from: 0, to: 0 };
  return () => {
    const chunk = cursor.low / CHUNK;
    let first = order.starts[chunk]!;
    let events = 0;
    for (let t = 0; t < next.length; t++) {
      const table = store.tables[t]!;
      cut(range, table, cursor, span);
      // What lies before the span stands, all of it, at the front of the order.
      first += range.from - table.starts[chunk]!;
      events += range.to - range.from;
      next[t] = table.base + range.from;
    }
    widen(stream, events + 1);
    take(stream, store, wanted, next, first, events);
  };
};

/** Takes so many events of the order, from a place on: `next` says which row of each table comes next. */
const take = (
  stream: Stream,
  store: Store,
  wanted: Uint8Array,
  next: Int32Array,
  first: number,
  events: number,
): void => {
  const { times, customers, rows } = stream;
  const { tables } = store.order;
  const { times: timeOf, customers: customerOf } = store;
  let at = 0;
  for (let place = first; place < first + events; place++) {
    const table = tables[place]!;
    const row = next[table]!;
    next[table] = row + 1;
    // What is not wanted is written and then written over: that costs less than a branch nobody can foresee.
    times[at] = timeOf[row]!;
    customers[at] = customerOf[row]!;
    rows[at] = row;
    at += wanted[table]!;
  }
  stream.to = at;
};

/** Closes the gaps that a mask leaves. */
const keep = (stream: Stream, mask: Uint8Array): void => {
  const { times, customers, rows } = stream;
  let at = 0;
  for (let place = 0; place < stream.to; place++) {
    if (mask[place] === 0) continue;
    times[at] = times[place]!;
    customers[at] = customers[place]!;
    rows[at++] = rows[place]!;
  }
  stream.to = at;
};
