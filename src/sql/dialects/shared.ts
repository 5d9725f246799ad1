import type { Parameter, ParameterType } from '../fragment.js';
import type { Dialect } from './dialect.js';

/** An instant as `2026-11-22 00:00:00.001`, UTC; years outside 0001 … 9999 are cut to them: no event is there. */
export const utc = (ms: number): string =>
  new Date(Math.max(-62_135_596_800_000, Math.min(253_402_300_799_999, ms)))
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '');

/** A JSON pointer to one flat key. */
export const pointer = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** A JSON path to one flat key, quoted. */
export const path = (key: string): string => `$["${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"]`;

/** Numbered parameters; values in a list. */
export const positional = (
  write: (index: number, type: ParameterType) => string,
  shared = true,
): Dialect['parameter'] => ({
  write,
  shared,
  values: (parameters) => parameters.map(({ value }) => value),
});

/** Parameters p1, p2, …; values in an object. */
export const named = (write: (index: number, type: ParameterType) => string): Dialect['parameter'] => ({
  write,
  shared: true,
  values: (parameters: readonly Parameter[]) =>
    Object.fromEntries(parameters.map(({ value }, i) => [`p${i + 1}`, value])),
});
