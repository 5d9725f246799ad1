import { refuse } from '../internal/index.js';
import type { IssueLog } from './issues.js';

/** Texts as codes of a list: `values[codes[row]]`; −1 is missing. */
export interface CodedTexts {
  readonly codes: ArrayLike<number>;
  readonly values: readonly string[];
}

/** A column: a value a row, as an array, a typed array (NaN is missing), or coded texts. */
export type ColumnInput = ArrayLike<unknown> | CodedTexts;

/** Whether a column comes as texts by their codes. */
export const isCoded = (column: ColumnInput): column is CodedTexts => 'codes' in column;

/** A typed array of numbers; bigints are none. */
export const isNumeric = (column: ArrayLike<unknown>): column is Float64Array =>
  ArrayBuffer.isView(column) && typeof column[0] !== 'bigint';

/** Reads a column value by value, as it stands. */
export const readerOf = (column: ColumnInput): ((row: number) => unknown) =>
  isCoded(column)
    ? (row) => column.values[column.codes[row]!]
    : isNumeric(column)
      ? (row) => (Number.isNaN(column[row]) ? undefined : column[row])
      : (row) => column[row];

/** Reads a column value by value; its length and codes are checked first. */
export const valuesOf = (
  column: ColumnInput,
  length: number,
  path: string,
  like: string,
): ((row: number) => unknown) => {
  requireLength(column, length, path, like);
  if (isCoded(column)) {
    const { codes, values } = column;
    for (let row = 0; row < length; row++) {
      const code = codes[row]!;
      if (code !== -1 && !(code in values)) refuseCode(code, values, path, row);
    }
  }
  return readerOf(column);
};

/** How many values a column has; an error for what is no column. */
export const lengthOf = (column: ColumnInput | null | undefined, path: string): number => {
  const expected = 'a column: an array, a typed array, or { codes, values }';
  if (column === null || typeof column !== 'object') return refuse('bad-value', expected, column, path);
  const listed = (isCoded(column) ? column.codes : column) as
    | { readonly length?: unknown }
    | null
    | undefined;
  const length = typeof listed === 'object' && listed !== null ? listed.length : undefined;
  if (!Number.isSafeInteger(length) || (length as number) < 0) refuse('bad-value', expected, column, path);
  if (
    isCoded(column) &&
    (!Array.isArray(column.values) || column.values.some((value) => typeof value !== 'string'))
  )
    refuse('bad-value', 'a list of texts', column.values, `${path}.values`);
  return length as number;
};

/** Refuses a column that has not so many values. */
export const requireLength = (column: ColumnInput, length: number, path: string, like: string): void => {
  const found = lengthOf(column, path);
  if (found !== length) refuse('bad-value', `${length} values, one for each of ${like}`, found, path);
};

/** The numbers of a typed column, those that are not finite out: NaN is missing, an infinite one is reported too. */
export const finiteOf = (
  column: Float64Array,
  path: string,
  subject: string,
  issues: IssueLog,
): Float64Array => {
  let finite = column;
  for (let row = 0; row < column.length; row++) {
    if (column[row] !== Infinity && column[row] !== -Infinity) continue;
    issues.add('unreadable-value', `${path}[${row}]`, column[row], subject);
    if (finite === column) finite = Float64Array.from(column);
    finite[row] = NaN;
  }
  return finite;
};

/** The error of a code that stands for no text. */
export const refuseCode = (code: unknown, values: readonly string[], path: string, row: number): never =>
  refuse(
    'bad-value',
    `a code from 0 to ${values.length - 1}, or −1 for missing`,
    code,
    `${path}.codes[${row}]`,
  );
