import { HabitusError, refuse } from './error.js';
import { didYouMean } from './near.js';
import { isPlainObject } from './own.js';

/**
 * An object with no other keys than these, or an error that says which one was probably meant. Everything that takes
 * options asks here first: what nothing reads is never ignored.
 */
export const onlyKeys = (value: unknown, known: readonly string[], path: string): void => {
  if (!isPlainObject(value))
    refuse('bad-value', known.length > 0 ? `an object { ${known.join(', ')} }` : 'no options', value, path);
  for (const key of Object.keys(value as object)) {
    if (known.includes(key)) continue;
    const expected = known.length > 0 ? `one of ${known.join(', ')}` : 'no options';
    throw new HabitusError(
      'unknown-key',
      `expected ${expected}, got ${JSON.stringify(key)}${didYouMean(key, known)}`,
      path,
    );
  }
};
