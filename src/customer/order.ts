import type { Scalar } from '../expression/index.js';
import { compareText } from '../internal/index.js';
import type { Answer } from './read.js';

/** A total order: booleans, then numbers, then texts by their bytes. */
export const compareScalars = (a: Scalar, b: Scalar): number =>
  typeof a === 'string' && typeof b === 'string'
    ? compareText(a, b)
    : typeof a === typeof b
      ? Number(a) - Number(b)
      : ORDER[typeof a as keyof typeof ORDER] - ORDER[typeof b as keyof typeof ORDER];

/** Whether two values are one: of one type and equal, lists by their items in order. */
export const isSame = (a: Answer, b: Answer): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((item, i) => item === b[i])
    : a === b;

const ORDER = { boolean: 0, number: 1, string: 2 };
