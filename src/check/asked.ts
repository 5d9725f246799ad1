import type { Expression } from '../expression/index.js';
import { isPlainObject, refuse } from '../internal/index.js';
import type { NamedDefinition } from './reads.js';

/** Anything with a definition: a segment, a metric, a classification. */
export interface Definable {
  readonly id: string;
  readonly definition: Expression;
}

/** One definition, a list of them, or an object of them by name. */
export type Definitions = Definable | readonly Definable[] | Readonly<Record<string, Definable>>;

/**
 * Definitions by the names under which they are spoken of: the keys of an object, or their ids; one without an id by its
 * place. What is no definition is a `bad-value` error.
 */
export const namedOf = (given: unknown, path: string): readonly NamedDefinition[] => {
  if (isDefinable(given)) return [nameOf(given, given.id || 'this definition')];
  if (!Array.isArray(given) && !isPlainObject(given))
    refuse('bad-value', 'a definition, or a list or an object of definitions', given, path);
  return Object.entries(given as object).map(([key, each]) => {
    const place = Array.isArray(given) ? `${path}[${key}]` : `${path}.${key}`;
    if (!isDefinable(each))
      return refuse('bad-value', 'a segment, a metric or a classification', each, place);
    return nameOf(each, Array.isArray(given) ? each.id || `definition ${Number(key) + 1}` : key);
  });
};

const nameOf = ({ definition }: Definable, name: string): NamedDefinition => ({ name, definition });

/** Whether something is a definition; nothing of it is built to know that. */
export const isDefinable = (value: unknown): value is Definable =>
  typeof value === 'function' && 'definition' in value && typeof (value as { id?: unknown }).id === 'string';
