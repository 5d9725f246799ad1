import type { Cells } from './cells.js';
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

/** Values as they came in: one a row, or (with `rows`) of some rows only, of which `kinds` picks those of one kind. */
interface Given {
  readonly values: ArrayLike<number>;
  readonly length: number;
  readonly rows?: Int32Array;
  readonly kinds?: Uint8Array;
  readonly kind?: number;
}

type Numbers = Float64Array | Codes;

/** The parts of one property, by name; undefined where no event of that name has it. */
export const dealCells = (
  { given, texts }: RawProperty,
  partition: Partition,
  dealt: Placing,
  ofRows: Placing | undefined,
  allocate: Allocate,
): readonly (Cells | undefined)[] => {
  const isWritten = 'rows' in given;
  const placing = isWritten ? ofRows! : dealt;
  const part = <A extends Numbers>(of: Given | undefined, missing: number, make: (length: number) => A) =>
    of && deal(of, placing, missing, make);
  const parts = isWritten ? written(given) : columns(given, partition, dealt.target.length);
  const numbers = part(parts.numbers, NaN, (length) => doubles(length, allocate).fill(NaN));
  const codes = part(parts.texts, 0, (length) => codesFor(texts.values.length, length, allocate));
  const booleans = part(parts.booleans, 0, (length) => new Uint8Array(allocate(length)));
  return Array.from(placing.sizes, (_, name) => {
    const cells = { numbers: numbers?.[name], texts: codes?.[name], booleans: booleans?.[name] };
    return (cells.numbers ?? cells.texts ?? cells.booleans) ? cells : undefined;
  });
};

const written = ({ rows, kinds, values }: Extract<RawProperty['given'], { rows: unknown }>) => {
  const kind = (of: number): Given => ({
    values: values.data,
    length: values.length,
    rows: rows.data,
    kinds: kinds.data,
    kind: of,
  });
  return { numbers: kind(1), texts: kind(2), booleans: kind(3) };
};

/** Whole columns are dealt into the blocks of the partition first, like everything else. */
const columns = ({ numbers, texts, booleans }: Cells, partition: Partition, length: number) => {
  const codes = (of: Codes | undefined): Given | undefined =>
    of && { values: dealCodes(partition, of, new (of.constructor as Uint8ArrayConstructor)(length)), length };
  return {
    numbers: numbers && { values: dealNumbers(partition, numbers, new Float64Array(length)), length },
    texts: codes(texts),
    booleans: codes(booleans),
  };
};

/** Deals values out to the tables of their names: first it is seen which tables need room, then they are filled. */
const deal = <A extends Numbers>(
  given: Given,
  placing: Placing,
  missing: number,
  make: (length: number) => A,
): readonly (A | undefined)[] => {
  const shifts = new Int32Array(placing.sizes.length).fill(-1);
  mark(given, placing, missing, shifts);
  let length = 0;
  const from = placing.sizes.map((size, name) => {
    if (shifts[name] === -1) return -1;
    const at = length;
    length += size;
    return at;
  });
  if (length === 0) return [];
  const all = make(length);
  placing.bases.forEach((base, name) => {
    shifts[name] = from[name]! - base;
  });
  fill(given, placing, missing, shifts, all);
  return Array.from(from, (at, name) =>
    at < 0 ? undefined : (all.subarray(at, at + placing.sizes[name]!) as A),
  );
};

/** Sets 0 at every name that has a value; done as soon as all have. */
const mark = (
  { values, length, rows, kinds, kind }: Given,
  { names, target, sizes }: Placing,
  missing: number,
  found: Int32Array,
): void => {
  let left = sizes.reduce((sum, size) => sum + (size > 0 ? 1 : 0), 0);
  for (let i = 0; i < length && left > 0; i++) {
    if (kinds !== undefined && kinds[i] !== kind) continue;
    const value = values[i]!;
    const row = rows === undefined ? i : rows[i]!;
    const name = names[row]!;
    // A number is there when it is itself, a code when it is not 0.
    if (!Number.isNaN(value) && value !== missing && target[row]! >= 0 && found[name] !== 0) {
      found[name] = 0;
      left--;
    }
  }
};

const fill = (
  { values, length, rows, kinds, kind }: Given,
  { names, target }: Placing,
  missing: number,
  shifts: Int32Array,
  into: Numbers,
): void => {
  for (let i = 0; i < length; i++) {
    if (kinds !== undefined && kinds[i] !== kind) continue;
    const value = values[i]!;
    const row = rows === undefined ? i : rows[i]!;
    const to = target[row]!;
    if (!Number.isNaN(value) && value !== missing && to >= 0) into[to + shifts[names[row]!]!] = value + 0;
  }
};
