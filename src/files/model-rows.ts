import { refuse } from '../internal/index.js';
import { CHECKS_ROWS, type RowChecks, type RowIssue } from '../rows/index.js';
import type { FileSource } from './sources.js';

/** How the rows of files are held against a model, and whether what is wrong with one leaves it out. */
export interface ModelRows extends RowChecks {
  readonly strict: boolean;
}

/** How the rows of a source are held against its model; undefined where it has none. */
export const modelRowsOf = ({ model, mode, coerce, vocabulary }: FileSource): ModelRows | undefined => {
  if (model === undefined) {
    for (const [name, option] of Object.entries({ mode, coerce }))
      if (option !== undefined) refuse('bad-value', `a model beside ${name}`, option, name);
    return undefined;
  }
  const checks = typeof model === 'object' && model !== null ? model[CHECKS_ROWS] : undefined;
  if (typeof checks !== 'function')
    return refuse('bad-value', 'a model: saas, or what defineModel makes', model, 'model');
  if (mode !== undefined && mode !== 'strict' && mode !== 'lenient')
    refuse('bad-value', "'strict' or 'lenient'", mode, 'mode');
  return { ...checks({ vocabulary, coerce }), strict: mode !== 'lenient' };
};

/** What is wrong with a row, before a model looks at it and after; whether it is left out. */
export const isLeftOut = ({ strict }: ModelRows, wrong: readonly RowIssue[]): boolean =>
  strict && wrong.length > 0;
