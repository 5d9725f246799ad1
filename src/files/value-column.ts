import { type Growing, isDate, reserve } from '../internal/index.js';
import { type ByteTexts, byteTexts } from './byte-texts.js';

/** The values of a column split by type; a part in which nothing is is undefined. */
export interface ValueParts {
  readonly numbers: Float64Array | undefined;
  readonly texts: Int32Array | undefined;
  readonly booleans: Uint8Array | undefined;
}

/** The values of one property by row, split by type. A part in which nothing is does not exist. */
export interface ValueColumn {
  readonly name: string;
  readonly texts: ByteTexts;
  /** Numbers, NaN where there is none; made where they are not there yet. */
  numbers(): Float64Array;
  /** Codes of texts, 0 where there is none. */
  codes(): Int32Array;
  /** 1 false, 2 true, 0 neither. */
  booleans(): Uint8Array;
  /** Room for rows up to `length`, all of them without a value from where it ended. */
  extend(length: number, room: number): void;
  /** Takes away what a row has. */
  clear(row: number): void;
  /** Gives a row a value; false of what no reading can see. */
  write(row: number, value: unknown): boolean;
  read(row: number): unknown;
  /** Moves rows to the front, from `base` on: those of `kept`, in their order. */
  keep(base: number, kept: Int32Array, count: number): void;
  /** The parts that there are, cut to a length. */
  parts(length: number): ValueParts;
}

/** A column without values, for rows up to `length`. */
export const valueColumn = (name: string, length: number, room: number): ValueColumn => {
  const texts = byteTexts();
  let rows = length;
  let space = Math.max(length, room);
  let numberPart: Growing<Float64Array> | undefined;
  let codePart: Growing<Int32Array> | undefined;
  let booleanPart: Growing<Uint8Array> | undefined;

  const numbers = (): Float64Array => {
    numberPart ??= { data: new Float64Array(space).fill(NaN, 0, rows), length: 0 };
    return numberPart.data;
  };
  const codes = (): Int32Array => {
    codePart ??= { data: new Int32Array(space), length: 0 };
    return codePart.data;
  };
  const booleans = (): Uint8Array => {
    booleanPart ??= { data: new Uint8Array(space), length: 0 };
    return booleanPart.data;
  };
  const put = (part: Float64Array | Int32Array | Uint8Array, row: number, value: number): true => {
    part[row] = value;
    return true;
  };

  return {
    name,
    texts,
    numbers,
    codes,
    booleans,
    extend: (to, wanted) => {
      space = Math.max(space, to, wanted);
      if (numberPart !== undefined) reserve(numberPart, space).fill(NaN, rows, to);
      if (codePart !== undefined) reserve(codePart, space).fill(0, rows, to);
      if (booleanPart !== undefined) reserve(booleanPart, space).fill(0, rows, to);
      rows = to;
    },
    clear: (row) => {
      if (numberPart !== undefined) numberPart.data[row] = NaN;
      if (codePart !== undefined) codePart.data[row] = 0;
      if (booleanPart !== undefined) booleanPart.data[row] = 0;
    },
    write: (row, value) => {
      switch (typeof value) {
        case 'string':
          return put(codes(), row, texts.codeOf(value));
        case 'number':
          return Number.isFinite(value) && put(numbers(), row, value + 0);
        case 'boolean':
          return put(booleans(), row, value ? 2 : 1);
        case 'undefined':
          return true;
        case 'object':
          if (value === null) return true;
          return isDate(value) && Number.isFinite(value.getTime()) && put(numbers(), row, value.getTime());
        default:
          return false;
      }
    },
    read: (row) => {
      const code = codePart?.data[row] ?? 0;
      if (code !== 0) return texts.values[code];
      const truth = booleanPart?.data[row] ?? 0;
      if (truth !== 0) return truth === 2;
      const number = numberPart?.data[row];
      return number === undefined || Number.isNaN(number) ? undefined : number;
    },
    keep: (base, kept, count) => {
      for (const part of [numberPart, codePart, booleanPart])
        if (part !== undefined) keepRows(part.data, base, kept, count);
      rows = base + count;
    },
    parts: (count) => ({
      numbers: numberPart?.data.subarray(0, count),
      texts: codePart?.data.subarray(0, count),
      booleans: booleanPart?.data.subarray(0, count),
    }),
  };
};

/** Moves rows to the front of those from `base` on. */
export const keepRows = (
  data: Float64Array | Int32Array | Uint8Array,
  base: number,
  kept: Int32Array,
  count: number,
): void => {
  for (let i = 0; i < count; i++) data[base + i] = data[base + kept[i]!]!;
};
