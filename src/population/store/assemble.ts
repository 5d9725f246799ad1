import { type StoredCells, wholeCells } from './cells.js';
import { dropCopies } from './copies.js';
import { dealCells, type Placing } from './deal.js';
import { type Allocate, type Codes, codesFor, doubles, integers } from './memory.js';
import { type Dealt, dealEvents, dealRows, partitionOf } from './partition.js';
import type { OnCopy, RawEvents, RawProperty } from './raw.js';
import { type BlockSorter, blockSorter } from './sort.js';
import type { EventTable, Store } from './store.js';

/**
 * Puts events in their place: a table a name, in each the chunks of customers one after the other, in a chunk by time; copies
 * removed (S11). Linear in the number of events: they are dealt into chunks first, and each is sorted where memory is fast.
 */
export const assembleEvents = (
  events: RawEvents,
  customers: number,
  allocate: Allocate,
  onCopy: OnCopy,
): Pick<Store, 'tables' | 'times' | 'customers' | 'order' | 'first' | 'last'> => {
  const { nameValues, ids } = events;
  const partition = partitionOf(events.customers, events.length, customers);
  const { starts } = partition;
  const dealt = dealEvents(partition, events.names, nameValues.length, events.times);
  const needsRows = ids !== undefined || events.properties.some(isWritten) || isWritten(events.actors);
  const rows = needsRows ? dealRows(partition) : undefined;

  const order = new Int32Array(dealt.times.length);
  const sort = blockSorter(dealt.times);
  let copies = 0;
  if (ids !== undefined) {
    for (let chunk = 0; chunk + 1 < starts.length; chunk++) {
      const block = { from: starts[chunk]!, to: starts[chunk + 1]! };
      sort(block.from, block.to, order);
      copies += dropCopies(ids, dealt, order, block, rows!, onCopy);
    }
  }
  // Without copies the sizes of the tables are known before: each chunk is placed as soon as it is sorted, while it is near.
  const sortLate = ids === undefined ? sort : undefined;
  const placed = place(dealt, order, starts, nameValues.length, order.length - copies, allocate, sortLate);
  const { target, sizes, bases } = placed;
  const placing: Placing = { names: dealt.names, target, bases, sizes };
  const ofRows = rows && { ...placing, names: events.names, target: byRow(rows, target, events.length) };
  // What the events were dealt into is not needed any more: the columns are dealt through the same memory.
  const scratch = {
    numbers: dealt.times,
    bytes: dealt.customers.buffer as ArrayBuffer,
    counts: new Int32Array(nameValues.length),
    kinds: new Uint8Array(nameValues.length),
    shifts: Array.from({ length: 4 }, () => new Int32Array(nameValues.length)),
  };
  const cellsOf = (property: RawProperty) =>
    dealCells(property, partition, placing, ofRows, scratch, allocate);
  const properties = nameValues.map(() => new Map<string, StoredCells>());
  for (const property of events.properties)
    for (const [name, cells] of cellsOf(property)) properties[name]!.set(property.name, cells);
  const actors = events.actors && cellsOf(events.actors);
  const tables = placed.used.map((name, table): EventTable => {
    const [from, to] = [bases[name]!, bases[name]! + sizes[name]!];
    return {
      name: nameValues[name]!,
      base: from,
      times: placed.times.subarray(from, to),
      customers: placed.customers.subarray(from, to),
      starts: placed.starts[table]!,
      properties: properties[name]!,
      actors: wholeCells(actors?.get(name) ?? {}).texts,
    };
  });
  const { times, customers: owners, first, last } = placed;
  return { tables, times, customers: owners, order: placed.order, first, last };
};

const isWritten = (property: RawProperty | undefined): boolean =>
  property !== undefined && 'rows' in property.given;

/** For each row where it has come to, −1 where it is gone. */
const byRow = (rows: Int32Array, target: Int32Array, length: number): Int32Array => {
  const found = new Int32Array(length).fill(-1);
  for (let place = 0; place < rows.length; place++) found[rows[place]!] = target[place]!;
  return found;
};

/**
 * Goes once through all events, chunk by chunk and by time: every table fills from its front, and the order of all is noted
 * on the way. In the end `order` holds, for each place, the row that its event has come to.
 */
const place = (
  dealt: Dealt,
  order: Int32Array,
  chunkStarts: Int32Array,
  names: number,
  total: number,
  allocate: Allocate,
  sort: BlockSorter | undefined,
) => {
  const chunks = chunkStarts.length - 1;
  const { names: nameOf, times: timeOf, customers: customerOf } = dealt;
  const sizes = new Int32Array(names);
  for (let i = 0; i < nameOf.length; i++) sizes[nameOf[i]!]!++;
  if (total < order.length) uncount(sizes, nameOf, order);
  const bases = new Int32Array(names);
  for (let name = 1; name < names; name++) bases[name] = bases[name - 1]! + sizes[name - 1]!;
  const used = Array.from(sizes.keys()).filter((name) => sizes[name]! > 0);
  const tableOf = new Int32Array(names);
  used.forEach((name, table) => {
    tableOf[name] = table;
  });

  const times = doubles(total, allocate);
  const customers = new Uint16Array(allocate(total * 2));
  const orderStarts = integers(chunks + 1, allocate);
  const tables = codesFor(used.length, total, allocate);
  const starts = used.map(() => integers(chunks + 1, allocate));
  const next = bases.slice();
  let came = new Int32Array(0);
  let placed = 0;
  let first = Infinity;
  let last = -Infinity;
  for (let chunk = 0; chunk < chunks; chunk++) {
    orderStarts[chunk] = placed;
    const start = chunkStarts[chunk]!;
    const end = chunkStarts[chunk + 1]!;
    sort?.(start, end, order);
    if (came.length < end - start) came = new Int32Array(2 * (end - start));
    came.fill(-1, 0, end - start);
    for (let i = start; i < end; i++) {
      const from = order[i]!;
      if (from < 0) continue;
      const name = nameOf[from]!;
      const to = next[name]!;
      next[name] = to + 1;
      times[to] = timeOf[from]!;
      customers[to] = customerOf[from]!;
      came[from - start] = to;
      tables[placed++] = tableOf[name]!;
    }
    for (let table = 0; table < used.length; table++)
      starts[table]![chunk + 1] = next[used[table]!]! - bases[used[table]!]!;
    if (start === end) continue;
    first = Math.min(first, timeOf[order[start]!]!);
    last = Math.max(last, greatest(timeOf, order, start, end));
    order.set(came.subarray(0, end - start), start);
  }
  orderStarts[chunks] = placed;
  const all = { starts: orderStarts, tables };
  return { times, customers, order: all, starts, used, target: order, sizes, bases, first, last };
};

/** Takes what was dropped off the sizes: all that is no longer in the order. */
const uncount = (sizes: Int32Array, names: Codes, order: Int32Array): void => {
  sizes.fill(0);
  for (let i = 0; i < order.length; i++) if (order[i]! >= 0) sizes[names[order[i]!]!]!++;
};

/** The instant of the last place that was not taken out. */
const greatest = (times: Float64Array, order: Int32Array, from: number, to: number): number => {
  let at = to - 1;
  while (at > from && order[at]! < 0) at--;
  return times[order[at]!]!;
};
