import { type Codes, codesFor, ownMemory } from './memory.js';
import { CHUNK, chunksOf } from './store.js';

const BITS = Math.log2(CHUNK);

/**
 * Events dealt into chunks of customers, as given within each. Everything after it works on one chunk at a time, where memory
 * is fast.
 */
export interface Partition {
  readonly customers: ArrayLike<number>;
  /** How many events came in. */
  readonly given: number;
  /** The first place of each chunk, and after the last one the number of places: events of unknown customers have none. */
  readonly starts: Int32Array;
}

/** Counts how many events each chunk has. */
export const partitionOf = (customers: ArrayLike<number>, given: number, count: number): Partition => {
  const starts = new Int32Array(chunksOf(count) + 1);
  for (let row = 0; row < given; row++) {
    const customer = customers[row]!;
    if (customer >= 0) starts[(customer >> BITS) + 1]!++;
  }
  for (let chunk = 1; chunk < starts.length; chunk++) starts[chunk]! += starts[chunk - 1]!;
  return { customers, given, starts };
};

/** Deals a column of numbers. */
export const dealNumbers = (
  { customers, given, starts }: Partition,
  from: ArrayLike<number>,
  into: Float64Array,
): Float64Array => {
  const next = starts.slice();
  for (let row = 0; row < given; row++) {
    const customer = customers[row]!;
    if (customer >= 0) into[next[customer >> BITS]!++] = from[row]!;
  }
  return into;
};

/** Deals a column of codes. */
export const dealCodes = <C extends Codes>(
  { customers, given, starts }: Partition,
  from: ArrayLike<number>,
  into: C,
): C => {
  const next = starts.slice();
  for (let row = 0; row < given; row++) {
    const customer = customers[row]!;
    if (customer >= 0) into[next[customer >> BITS]!++] = from[row]!;
  }
  return into;
};

/** What every event has. */
export interface Dealt {
  /** By their place in the chunk. */
  readonly customers: Uint16Array;
  readonly names: Codes;
  readonly times: Float64Array;
}

/** Deals what every event has, in one pass. */
export const dealEvents = (
  { customers, given, starts }: Partition,
  names: ArrayLike<number>,
  nameCount: number,
  times: ArrayLike<number>,
): Dealt => {
  const places = starts[starts.length - 1]!;
  const into = {
    customers: new Uint16Array(places),
    names: codesFor(nameCount, places, ownMemory),
    times: new Float64Array(places),
  };
  const next = starts.slice();
  for (let row = 0; row < given; row++) {
    const customer = customers[row]!;
    if (customer < 0) continue;
    const place = next[customer >> BITS]!++;
    into.customers[place] = customer & (CHUNK - 1);
    into.names[place] = names[row]!;
    into.times[place] = times[row]!;
  }
  return into;
};

/** Deals the rows themselves: for each place the row that it came from. */
export const dealRows = ({ customers, given, starts }: Partition): Int32Array => {
  const into = new Int32Array(starts[starts.length - 1]!);
  const next = starts.slice();
  for (let row = 0; row < given; row++) {
    const customer = customers[row]!;
    if (customer >= 0) into[next[customer >> BITS]!++] = row;
  }
  return into;
};
