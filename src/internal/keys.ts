import { refuse } from './error.js';
import { isPlainObject } from './own.js';

/** An object with no other keys than these, or an error. */
export const onlyKeys = (value: unknown, known: readonly string[], path: string): void => {
  if (!isPlainObject(value)) refuse('bad-value', 'an object', value, path);
  for (const key of Object.keys(value as object)) {
    if (!known.includes(key)) refuse('unknown-key', `one of ${known.join(', ')}`, key, path);
  }
};
