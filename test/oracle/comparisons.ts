import type {
  CompareTest,
  Scalar,
  TextTest,
  Value,
  ValueType,
  WithinTest,
} from '../../src/expression/nodes.js';

/** A comparison with a missing operand, or one that is no number, is false (S9). */
export const compares = (
  op: CompareTest<unknown>['op'],
  left: Value | boolean | null,
  right: Value | boolean | null,
): boolean => {
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

/** The one type of the values of a test. */
export const typeOfValues = (values: readonly Scalar[]): ValueType => {
  const [first] = values;
  return typeof first === 'string' ? 'text' : typeof first === 'boolean' ? 'boolean' : 'number';
};

export const isOneOf = (
  value: Value | null,
  { values, ignoreCase = false }: { readonly values: readonly Scalar[]; readonly ignoreCase?: boolean },
): boolean => {
  const plain = (of: Value | null) => (ignoreCase && typeof of === 'string' ? lower(of) : of);
  return values.some((candidate) => plain(candidate) === plain(value));
};

export const matchesText = (
  value: Value | null,
  { how, text, ignoreCase = false }: Omit<TextTest<unknown>, 'value'>,
): boolean => {
  if (typeof value !== 'string') return false;
  const [whole, part] = ignoreCase ? [lower(value), lower(text)] : [value, text];
  if (how === 'startsWith') return whole.startsWith(part);
  return how === 'endsWith' ? whole.endsWith(part) : whole.includes(part);
};

/** Only ASCII letters have a case (S8). */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

export const isWithin = (
  value: Value | null,
  { side, length }: Omit<WithinTest<unknown>, 'value'>,
  asOf: number,
): boolean => {
  if (typeof value !== 'number') return false;
  return side === 'last' ? asOf - length < value && value <= asOf : asOf < value && value <= asOf + length;
};
