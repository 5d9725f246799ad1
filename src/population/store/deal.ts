import type { Cells, GrowingCells } from './cells.js';
import { type Allocate, type Codes, codesFor, doubles } from './memory.js';
import { dealCodes, dealNumbers, type Partition } from './partition.js';
import type { RawProperty } from './raw.js';

/** Where each event has come to: a row of all tables, −1 where it is gone. */
export interface Placing {
  readonly names: ArrayLike<number>;
  readonly target: Int32Array;
  /** By name: the first row of its table, and how many there are. */
  readonly bases: Int32Array;
  readonly sizes: Int32Array;
}

/** Memory that has been used before and may be used again: fresh memory costs more than what is done with it. */
export interface Scratch {
  readonly numbers: Float64Array;
  readonly bytes: ArrayBuffer;
}

type Numbers = Float64Array | Codes;

/** The parts of one property, by name; undefined where no event of that name has it. */
export const dealCells = (
  { given, texts }: RawProperty,
  partition: Partition,
  places: Placing,
  rows: Placing | undefined,
  scratch: Scratch,
  allocate: Allocate,
): readonly (Cells | undefined)[] => {
  const numbers = (length: number) => doubles(length, allocate);
  const codes = (length: number) => codesFor(texts.values.length, length, allocate);
  const booleans = (length: number) => new Uint8Array(allocate(length));
  const parts =
    'rows' in given
      ? {
          numbers: dealWritten(given, NUMBER, rows!, (length) => numbers(length).fill(NaN)),
          texts: dealWritten(given, TEXT, rows!, codes),
          booleans: dealWritten(given, BOOLEAN, rows!, booleans),
        }
      : {
          numbers:
            given.numbers &&
            dealWhole(dealNumbers(partition, given.numbers, scratch.numbers), places, numbers),
          texts: given.texts && dealWhole(dealt(given.texts, partition, places, scratch), places, codes),
          booleans:
            given.booleans && dealWhole(dealt(given.booleans, partition, places, scratch), places, booleans),
        };
  return Array.from(places.sizes, (_, name) => {
    const cells = {
      numbers: parts.numbers?.[name],
      texts: parts.texts?.[name],
      booleans: parts.booleans?.[name] as Uint8Array | undefined,
    };
    return (cells.numbers ?? cells.texts ?? cells.booleans) ? cells : undefined;
  });
};

const dealt = (codes: Codes, partition: Partition, { target }: Placing, { bytes }: Scratch): Codes => {
  const Same = codes.constructor as Uint8ArrayConstructor;
  const fits = target.length * codes.BYTES_PER_ELEMENT <= bytes.byteLength;
  return dealCodes(partition, codes, fits ? new Same(bytes, 0, target.length) : new Same(target.length));
};

/** Makes room for the tables that hold a value, one after the other; `shifts` gets what leads from a row of all tables there. */
const room = <A extends Numbers>(
  has: Uint8Array,
  { sizes, bases }: Placing,
  shifts: Int32Array,
  make: (length: number) => A,
): readonly (A | undefined)[] => {
  let length = 0;
  for (let name = 0; name < sizes.length; name++) {
    shifts[name] = length - bases[name]!;
    if (has[name] === 1) length += sizes[name]!;
  }
  if (length === 0) return [];
  const all = make(length);
  return Array.from(sizes, (size, name) =>
    has[name] === 1
      ? (all.subarray(shifts[name]! + bases[name]!, shifts[name]! + bases[name]! + size) as A)
      : undefined,
  );
};

/** What the tables are parts of. */
const wholeOf = <A extends Numbers>(tables: readonly (A | undefined)[]): A | undefined => {
  const one = tables.find((table) => table !== undefined);
  return one && new (one.constructor as new (buffer: ArrayBufferLike) => A)(one.buffer);
};

/** Deals a whole column, in the places of its events, out to the tables; what is missing is dealt like everything else. */
const dealWhole = <A extends Numbers>(
  values: Numbers,
  placing: Placing,
  make: (length: number) => A,
): readonly (A | undefined)[] => {
  const { names, target, sizes } = placing;
  const has = new Uint8Array(sizes.length);
  let left = sizes.reduce((sum, size) => sum + Number(size > 0), 0);
  for (let place = 0; place < target.length && left > 0; place++) {
    // NaN is no number, and 0 no code.
    if (has[names[place]!] === 1 || target[place]! < 0 || !isThere(values, place)) continue;
    has[names[place]!] = 1;
    left--;
  }
  const shifts = new Int32Array(sizes.length);
  const tables = room(has, placing, shifts, make);
  const into = wholeOf(tables);
  if (into === undefined) return tables;
  for (let place = 0; place < target.length; place++) {
    const name = names[place]!;
    const to = target[place]!;
    if (to >= 0 && has[name] === 1) into[to + shifts[name]!] = values[place]! + 0;
  }
  return tables;
};

const isThere = (values: Numbers, place: number): boolean =>
  values instanceof Float64Array ? !Number.isNaN(values[place]) : values[place] !== 0;

const NUMBER = 1;
const TEXT = 2;
const BOOLEAN = 3;

/** Deals those values of one kind that were written, row by row, out to the tables. */
const dealWritten = <A extends Numbers>(
  { rows, kinds, values }: GrowingCells,
  kind: number,
  placing: Placing,
  make: (length: number) => A,
): readonly (A | undefined)[] => {
  const { names, target, sizes } = placing;
  const has = new Uint8Array(sizes.length);
  for (let i = 0; i < rows.length; i++) {
    if (kinds.data[i] === kind && target[rows.data[i]!]! >= 0) has[names[rows.data[i]!]!] = 1;
  }
  const shifts = new Int32Array(sizes.length);
  const tables = room(has, placing, shifts, make);
  const into = wholeOf(tables);
  if (into === undefined) return tables;
  for (let i = 0; i < rows.length; i++) {
    const row = rows.data[i]!;
    const to = target[row]!;
    if (kinds.data[i] === kind && to >= 0) into[to + shifts[names[row]!]!] = values.data[i]!;
  }
  return tables;
};
