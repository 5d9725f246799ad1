import type { Scalar } from '../expression/index.js';
import { compareText } from '../internal/index.js';

/** A total order: booleans, then numbers, then texts by their bytes. */
export const compareScalars = (a: Scalar, b: Scalar): number =>
  typeof a === 'string' && typeof b === 'string'
    ? compareText(a, b)
    : typeof a === typeof b
      ? Number(a) - Number(b)
      : ORDER[typeof a as keyof typeof ORDER] - ORDER[typeof b as keyof typeof ORDER];

const ORDER = { boolean: 0, number: 1, string: 2 };
