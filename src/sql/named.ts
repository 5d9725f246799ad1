import type { AnyClassification, AnyMetric, AnySegment } from '../definitions/index.js';
import { isPlainObject, refuse } from '../internal/index.js';
import { type NameRules, namedDefinitions as named } from '../plan/index.js';

/** What can be asked of a warehouse. */
export type SqlDefinition = AnySegment | AnyMetric | AnyClassification;

/** Definitions by the names of their columns, or named ones in a list: then their ids name the columns. */
export type SqlDefinitions = Readonly<Record<string, SqlDefinition>> | readonly SqlDefinition[];

/** Definitions with the names of their columns, in order. */
export type Named = readonly (readonly [key: string, definition: SqlDefinition])[];

const NAMES: NameRules<SqlDefinition> = {
  path: 'definitions',
  require: (given, path) =>
    isPlainObject((given as { definition?: unknown } | null)?.definition)
      ? (given as SqlDefinition)
      : refuse('bad-value', 'a segment, a metric or a classification', given, path),
  wrong: (name) =>
    /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(name) && name !== 'customer_id'
      ? undefined
      : 'a plain name of a column, other than customer_id',
};

/** Checks what was given: at least one, every name plain, and there once. */
export const namedDefinitions = (definitions: SqlDefinitions): Named => {
  const found = named(definitions, NAMES);
  return found.length > 0
    ? found
    : refuse('bad-value', 'at least one definition', definitions, 'definitions');
};
