import { describe, type Expression } from '../expression/index.js';
import { duration } from '../print/index.js';
import { plain } from './layout.js';
import type { Named, SqlDefinition } from './named.js';

/** The comment before a statement: what each definition means, with its parameters. */
export const heading = (named: Named, asOf: number): string =>
  [
    `-- habitus, as of ${new Date(asOf).toISOString()}`,
    ...named.map(
      ([key, each]) => `-- ${key}: ${plain(describe(each.definition as Expression))}${parametersOf(each)}`,
    ),
    '',
  ].join('\n');

/** ` (activeDays 12, features 5)`; nothing of a definition without parameters. */
const parametersOf = (of: SqlDefinition): string => {
  const { parameters } = of as { readonly parameters?: Readonly<Record<string, unknown>> };
  const given = Object.entries(parameters ?? {}).map(([name, value]) => plain(`${name} ${said(value)}`));
  return given.length === 0 ? '' : ` (${given.join(', ')})`;
};

/** A length of time in words: it is a number of milliseconds. */
const said = (value: unknown): string =>
  typeof value === 'number' && value >= MINUTE && value % MINUTE === 0
    ? duration(value)
    : Array.isArray(value)
      ? value.join(' or ')
      : String(value);

const MINUTE = 60_000;
