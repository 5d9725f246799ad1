import type { Answer } from '../customer/index.js';
import { formatValue } from '../expression/index.js';
import type { NextChange } from './change.js';
import type { Defined, DefinedKind } from './defined.js';
import type { Profile } from './profile.js';

type Named = Defined & { readonly kind: DefinedKind; readonly unit?: string | undefined };

/** An answer of a definition as text: "yes", "“light”", "no label", "50 EUR", "missing". */
export const inWords = ({ kind, unit, id, definition }: Named, value: Answer): string =>
  kind === 'segment'
    ? value === true
      ? 'yes'
      : 'no'
    : kind === 'classification'
      ? labelWords(value)
      : formatValue(value, unit === undefined ? definition : { kind: 'named', id, unit, of: definition });

/** A label as text: "“light”", "no label". */
export const labelWords = (label: Answer): string => (label === null ? 'no label' : `“${String(label)}”`);

/** True of a value that is another one a millisecond later: it moves with time. */
export const moves = ({ changesAt }: NextChange, { asOf }: Profile): boolean => changesAt === asOf + 1;
