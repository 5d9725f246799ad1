import type { Expression } from '../expression/index.js';
import { isPlainObject, refuse } from '../internal/index.js';

/** A definition with its id, '' where it has no name. */
interface WithId {
  readonly id: string;
  readonly definition: Expression;
}

/** What names of definitions have to be where they are asked together. */
export interface NameRules<D> {
  /** Where they were given, for errors. */
  readonly path: string;
  /** The definition that was given, or an error. */
  readonly require: (given: unknown, path: string) => D;
  /** What a name has to be, in words; undefined where it is so. */
  readonly wrong: (name: string) => string | undefined;
}

/**
 * Definitions by their names, in their order: the keys of an object, or the ids of a list. A definition without a name in a
 * list, a name that is there twice and a name that the rules refuse are errors.
 */
export const namedDefinitions = <D extends WithId>(
  given: unknown,
  { path, require, wrong }: NameRules<D>,
): readonly (readonly [name: string, definition: D])[] => {
  const isList = Array.isArray(given);
  if (!isList && !isPlainObject(given))
    refuse('bad-value', 'an object or a list of definitions', given, path);
  const seen = new Set<string>();
  return Object.entries(given as object).map(([key, each]) => {
    const where = isList ? `${path}[${key}]` : `${path}.${key}`;
    const definition = require(each, where);
    const name = isList ? definition.id : key;
    if (isList && name === '')
      refuse('bad-value', 'a definition with a name: segment(…), metric(…), classification(…)', '', where);
    const expected = wrong(name) ?? (seen.has(name) ? 'definitions of different names' : undefined);
    if (expected !== undefined) refuse('bad-value', expected, name, path);
    seen.add(name);
    return [name, definition] as const;
  });
};
