import type { AnyClassification, AnyMetric, AnySegment } from '../definitions/index.js';
import { isPlainObject, refuse } from '../internal/index.js';

/** What can be asked of a warehouse. */
export type SqlDefinition = AnySegment | AnyMetric | AnyClassification;

/** Definitions by the names of their columns, or named ones in a list: then their ids name the columns. */
export type SqlDefinitions = Readonly<Record<string, SqlDefinition>> | readonly SqlDefinition[];

/** Definitions with the names of their columns, in order. */
export type Named = readonly (readonly [key: string, definition: SqlDefinition])[];

/** Checks what was given: every name plain, and there once. */
export const namedDefinitions = (definitions: SqlDefinitions): Named => {
  const named: Named = Array.isArray(definitions)
    ? definitions.map((each: SqlDefinition, i): [string, SqlDefinition] => [
        each.id ??
          refuse(
            'bad-value',
            'a named definition: segment, metric or classification',
            each,
            `definitions[${i}]`,
          ),
        each,
      ])
    : Object.entries(definitions as Readonly<Record<string, SqlDefinition>>);
  if (named.length === 0) refuse('bad-value', 'at least one definition', definitions, 'definitions');
  const seen = new Set<string>();
  for (const [key, each] of named) {
    if (!isPlainObject((each as { definition?: unknown } | null)?.definition))
      refuse('bad-value', 'a segment, a metric or a classification', each, key);
    if (!/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(key) || key === 'customer_id')
      refuse('bad-value', 'a plain name of a column, other than customer_id', key, 'definitions');
    if (seen.has(key)) refuse('bad-value', 'each name once', key, 'definitions');
    seen.add(key);
  }
  return named;
};
