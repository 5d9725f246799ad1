import { areFew, type Cells, type GrowingCells, type SparseCells, type StoredCells } from './cells.js';
import { type Allocate, type Codes, codesFor, doubles, integers } from './memory.js';
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
  /** By name: zeros, also after they have been used. */
  readonly counts: Int32Array;
  readonly kinds: Uint8Array;
  /** By kind and name: what leads from a row of all tables to its place in one part. */
  readonly shifts: readonly Int32Array[];
}

type Numbers = Float64Array | Codes;

/** The cells of one property, by name; a name none of whose events has it is left out. */
export const dealCells = (
  { given, texts }: RawProperty,
  partition: Partition,
  places: Placing,
  rows: Placing | undefined,
  scratch: Scratch,
  allocate: Allocate,
): ReadonlyMap<number, StoredCells> => {
  const make: Make = {
    numbers: (length) => doubles(length, allocate).fill(NaN),
    texts: (length) => codesFor(texts.values.length, length, allocate),
    booleans: (length) => new Uint8Array(allocate(length)),
  };
  if ('rows' in given) return dealWritten(given, rows!, scratch, make, allocate);
  const parts = {
    numbers:
      given.numbers &&
      dealWhole(dealNumbers(partition, given.numbers, scratch.numbers), places, make.numbers),
    texts: given.texts && dealWhole(dealt(given.texts, partition, places, scratch), places, make.texts),
    booleans:
      given.booleans && dealWhole(dealt(given.booleans, partition, places, scratch), places, make.booleans),
  };
  const cells = new Map<number, Cells>();
  for (let name = 0; name < places.sizes.length; name++) {
    const numbers = parts.numbers?.[name];
    const texts = parts.texts?.[name];
    const booleans = parts.booleans?.[name];
    if ((numbers ?? texts ?? booleans) !== undefined) cells.set(name, { numbers, texts, booleans });
  }
  return cells;
};

/** Makes a part of so many cells, all missing. */
interface Make {
  readonly numbers: (length: number) => Float64Array;
  readonly texts: (length: number) => Codes;
  readonly booleans: (length: number) => Uint8Array;
}

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

/** Deals what was written, row by row, out to the tables: it takes as long as there are values, however many names there are. */
const dealWritten = (
  given: GrowingCells,
  placing: Placing,
  scratch: Scratch,
  make: Make,
  allocate: Allocate,
): ReadonlyMap<number, StoredCells> => {
  const { rows, kinds, values } = given;
  const { names: nameOf, target, sizes, bases } = placing;
  const { counts, kinds: kindsOf, shifts } = scratch;
  const names: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows.data[i]!;
    if (target[row]! < 0) continue;
    const name = nameOf[row]!;
    if (counts[name]!++ === 0) names.push(name);
    kindsOf[name]! |= 1 << kinds.data[i]!;
  }
  names.sort((a, b) => a - b);

  const lengths = [0, 0, 0, 0];
  for (const name of names) {
    if (areFew(counts[name]!, sizes[name]!)) continue;
    for (let kind = NUMBER; kind <= BOOLEAN; kind++) {
      if ((kindsOf[name]! & (1 << kind)) === 0) continue;
      shifts[kind]![name] = lengths[kind]! - bases[name]!;
      lengths[kind]! += sizes[name]!;
    }
  }
  const parts = [
    undefined,
    lengths[NUMBER] === 0 ? undefined : make.numbers(lengths[NUMBER]!),
    lengths[TEXT] === 0 ? undefined : make.texts(lengths[TEXT]!),
    lengths[BOOLEAN] === 0 ? undefined : make.booleans(lengths[BOOLEAN]!),
  ] as const;
  const few = new Map<number, number[]>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows.data[i]!;
    const to = target[row]!;
    if (to < 0) continue;
    const name = nameOf[row]!;
    if (areFew(counts[name]!, sizes[name]!)) {
      const known = few.get(name);
      if (known === undefined) few.set(name, [i]);
      else known.push(i);
    } else {
      const kind = kinds.data[i]!;
      parts[kind as 1 | 2 | 3]![to + shifts[kind]![name]!] = values.data[i]!;
    }
  }
  const cells = new Map<number, StoredCells>();
  for (const name of names) {
    const written = few.get(name);
    const part = <A extends Numbers>(whole: A | undefined, kind: number): A | undefined => {
      if (whole === undefined || (kindsOf[name]! & (1 << kind)) === 0) return undefined;
      const from = shifts[kind]![name]! + bases[name]!;
      return whole.subarray(from, from + sizes[name]!) as A;
    };
    cells.set(
      name,
      written === undefined
        ? { numbers: part(parts[1], NUMBER), texts: part(parts[2], TEXT), booleans: part(parts[3], BOOLEAN) }
        : sparse(given, written, name, placing, make, allocate),
    );
    counts[name] = 0;
    kindsOf[name] = 0;
  }
  return cells;
};

/** The few values of a table, by their rows in it. */
const sparse = (
  { rows, kinds, values }: GrowingCells,
  written: readonly number[],
  name: number,
  { target, bases, sizes }: Placing,
  make: Make,
  allocate: Allocate,
): SparseCells => {
  const rowOf = (i: number): number => target[rows.data[i]!]! - bases[name]!;
  const sorted = [...written].sort((a, b) => rowOf(a) - rowOf(b));
  const part = <A extends Numbers>(kind: number, of: (length: number) => A): A | undefined => {
    if (!sorted.some((i) => kinds.data[i] === kind)) return undefined;
    const cells = of(sorted.length);
    sorted.forEach((i, place) => {
      if (kinds.data[i] === kind) cells[place] = values.data[i]!;
    });
    return cells;
  };
  const places = integers(sorted.length, allocate);
  places.set(sorted.map(rowOf));
  return {
    rows: places,
    cells: {
      numbers: part(NUMBER, make.numbers),
      texts: part(TEXT, make.texts),
      booleans: part(BOOLEAN, make.booleans),
    },
    length: sizes[name]!,
  };
};
