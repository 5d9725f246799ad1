/**
 * Some rows of a file by the places of their fields: a row of `width` fields each, of which `starts` and `ends` say
 * where in `bytes` they stand. Whoever reads a column goes through all of its fields at once.
 */
export interface Batch {
  bytes: Uint8Array;
  readonly width: number;
  /** How many rows. */
  rows: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What each field is; see {@link FIELD}. */
  readonly kinds: Uint8Array;
  /** Where each row begins, and after the last one where it ends. */
  readonly begins: Int32Array;
  /** The line on which each row begins, from 1. */
  readonly lines: Float64Array;
  /** Values that had to be read one by one, of the fields of that kind: `starts` has their index. */
  readonly values: unknown[];
  /** Rows that cannot be used. */
  readonly faults: RowFault[];
}

/** A row of a batch that is no row, and why. */
export interface RowFault {
  readonly row: number;
  readonly code: FaultCode;
  readonly message: string;
}

/** Makes a row one that cannot be used; the first fault of a row counts. */
export const addFault = (batch: Batch, row: number, code: FaultCode, message: string): void => {
  batch.kinds.fill(FIELD.none, row * batch.width, (row + 1) * batch.width);
  if (batch.faults.some((fault) => fault.row === row)) return;
  batch.faults.push({ row, code, message });
};

/** What is wrong with a row as a whole. */
export type FaultCode =
  /** More or fewer fields than there are columns. */
  | 'ragged-row'
  /** A quote in the middle of a field, or something after the closing one. */
  | 'stray-quote'
  /** A quote that is never closed. */
  | 'unclosed-quote'
  /** A row of more bytes than may be. */
  | 'too-long'
  /** Bytes that are no UTF-8. */
  | 'invalid-utf-8'
  /** A byte of zero, which no text has. */
  | 'nul-byte'
  /** Not JSON, or JSON that is no object. */
  | 'bad-json';

/** What a field is. */
export const FIELD = {
  /** Not there: a short row, a key that is absent, null. */
  none: 0,
  /** Text, or anything of a CSV. */
  text: 1,
  /** A JSON number. */
  number: 2,
  true: 3,
  false: 4,
  /** A value read one by one. */
  value: 5,
} as const;

/** An empty batch. */
export const batchOf = (width: number, capacity: number): Batch => ({
  bytes: new Uint8Array(0),
  width,
  rows: 0,
  starts: new Int32Array(width * capacity),
  ends: new Int32Array(width * capacity),
  kinds: new Uint8Array(width * capacity),
  begins: new Int32Array(capacity + 1),
  lines: new Float64Array(capacity),
  values: [],
  faults: [],
});

/** Makes a batch empty again. */
export const clearBatch = (batch: Batch): void => {
  batch.rows = 0;
  batch.values.length = 0;
  batch.faults.length = 0;
};

/** Finds rows in bytes. */
export interface Scanner {
  /** How many fields of a row are wanted; may grow, and then a wider batch is asked for. */
  readonly width: number;
  /** Fills a batch and says how far it came. What is not `final` may go on in the next bytes. */
  scan(bytes: Uint8Array, from: number, to: number, final: boolean, batch: Batch): number;
}
