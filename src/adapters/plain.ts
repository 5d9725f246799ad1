import { isDate } from '../internal/index.js';

const DEEPEST = 64;

/**
 * A copy of a row as plain data, so that nothing below can meet a getter, a proxy or a cycle. What is no data (a
 * function, a symbol) stays as it is: no reading sees it. Throws what the row throws, and a `RangeError` where it
 * is nested deeper than any wire format (a cycle is).
 */
export const plainCopy = (value: unknown, depth = 0): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) throw new RangeError('it is cyclic, or nested more than 64 deep');
  if (isDate(value)) return new Date(value.getTime());
  if (Array.isArray(value)) return Array.from(value, (item) => plainCopy(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) put(copy, key, plainCopy((value as never)[key], depth + 1));
  return copy;
};

/** Sets an own field, also one that is called `__proto__`. */
export const put = (object: Record<string, unknown>, key: string, value: unknown): void => {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  else object[key] = value;
};
