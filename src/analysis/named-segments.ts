import type { AnyClassification, AnySegment } from '../definitions/index.js';
import { isPlainObject, refuse } from '../internal/index.js';

/** Segments or classifications by their names: the keys of an object, or the ids of a list. */
export type Named<D> = Readonly<Record<string, D>> | readonly D[];

type Kind = 'segment' | 'classification';

/** Definitions of these kinds with their names, or an error that says which one was wrong. */
export const named = <D extends AnySegment | AnyClassification>(
  given: Named<D>,
  kinds: readonly Kind[],
  path: string,
): readonly (readonly [name: string, of: D])[] => {
  const isList = Array.isArray(given);
  if (!isList && !isPlainObject(given))
    refuse('bad-value', `${kinds.join('s or ')}s by their names`, given, path);
  const entries = Object.entries(given as Readonly<Record<string, D>>);
  if (entries.length === 0) refuse('bad-value', `at least one ${kinds.join(' or ')}`, given, path);
  const seen = new Set<string>();
  return entries.map(([key, of]) => {
    const where = isList ? `${path}[${key}]` : `${path}.${key}`;
    if (typeof of !== 'function' || !kinds.includes((of as D).kind))
      refuse('bad-value', `a ${kinds.join(' or a ')}`, of, where);
    const name = isList ? (of as D).id : key;
    if (name === '') refuse('bad-value', `a ${of.kind} with a name`, of, where);
    if (seen.has(name)) refuse('bad-value', 'definitions of different names', name, where);
    seen.add(name);
    return [name, of] as const;
  });
};
