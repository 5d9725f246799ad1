import type { CompareTest, EventTest, Reading, Scalar, TextTest, WithinTest } from '../expression/index.js';
import { isPresent } from './columns.js';
import type { Answer } from './read.js';

/** Whether two numbers compare as a test says; false where one is missing (S9). */
export const compares = (op: CompareTest<unknown>['op'], left: Answer, right: Answer): boolean => {
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  switch (op) {
    case 'atLeast':
      return left >= right;
    case 'atMost':
      return left <= right;
    case 'above':
      return left > right;
    case 'below':
      return left < right;
  }
};

/** Whether a text matches, byte for byte, or with ASCII letters of either case taken as equal (S8). */
export const matches = (
  { how, text, ignoreCase }: Omit<TextTest<unknown>, 'kind' | 'value'>,
  value: Answer,
): boolean =>
  typeof value === 'string' &&
  (ignoreCase === true ? lower(value)[HOW[how]](lower(text)) : value[HOW[how]](text));

const HOW = { startsWith: 'startsWith', endsWith: 'endsWith', contains: 'includes' } as const;

const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Whether an instant lies in the last, or the next, length before or after another (S9, S31). */
export const isWithin = (
  { side, length }: Pick<WithinTest<unknown>, 'side' | 'length'>,
  value: Answer,
  asOf: number,
): boolean =>
  typeof value === 'number' &&
  (side === 'last' ? value > asOf - length && value <= asOf : value > asOf && value <= asOf + length);

/** Whether a list holds a text. */
export const includes = (text: string, value: Answer): boolean =>
  Array.isArray(value) && value.includes(text);

/** Whether one event passes a test, its readings given. */
export const passes = (
  test: EventTest,
  cell: (reading: Reading) => Scalar | null | undefined,
  asOf: number,
): boolean => {
  const read = (reading: Reading): Scalar | null => {
    const value = cell(reading);
    return isPresent(value) ? value : null;
  };
  switch (test.kind) {
    case 'and':
      return test.of.every((inner) => passes(inner, cell, asOf));
    case 'or':
      return test.of.some((inner) => passes(inner, cell, asOf));
    case 'not':
      return !passes(test.of, cell, asOf);
    case 'compare':
      return compares(
        test.op,
        read(test.left as Reading),
        test.right.kind === 'literal' ? test.right.value : null,
      );
    case 'oneOf':
      return test.values.includes(read(test.value) as Scalar);
    case 'exists':
      return read(test.value) !== null;
    case 'text':
      return matches(test, read(test.value));
    case 'within':
      return isWithin(test, read(test.value), asOf);
    case 'includes':
      // Events have no lists (S7).
      return false;
  }
};
