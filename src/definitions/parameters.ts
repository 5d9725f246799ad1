import { copied, requireText } from '../expression/index.js';
import { isPlainObject, refuse } from '../internal/index.js';
import type { Description, Parameters, ParameterValue } from './types.js';

/** What a definition says about itself, by the keys of its envelope. */
export const DESCRIPTION = ['title', 'dimension', 'goal', 'action', 'source', 'unit'] as const;

type Described = Description & { readonly unit?: string | undefined };

/** What something says about itself: texts, or not there. */
export const descriptionOf = (given: Readonly<Record<string, unknown>>): Described =>
  Object.fromEntries(
    DESCRIPTION.flatMap((key) => (given[key] === undefined ? [] : [[key, soundText(given[key], key)]])),
  );

/** A text that can be stored and printed anywhere, or an error. */
export const soundText = (value: unknown, path: string): string => {
  if (typeof value !== 'string') return refuse('bad-value', 'a text', value, path);
  requireText(value, path);
  return value;
};

/** Parameters as a copy: numbers, texts, truths, and lists of numbers or texts; anything else is an error. */
export const parametersOf = (given: unknown, path: string): Parameters => {
  const parameters = copied(given, path);
  if (!isPlainObject(parameters)) return refuse('bad-value', 'an object of parameters', given, path);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const place = `${path}.${name}`;
      requireText(name, path);
      return [name, parameter(value, place)];
    }),
  );
};

/** The value of a parameter, copied. */
export const parameter = (given: unknown, path: string): ParameterValue => {
  const value = copied(given, path);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const item of items) if (typeof item === 'string') requireText(item, path);
  const fits = (type: string): boolean => items.every((item) => typeof item === type);
  if (fits('string') || (fits('number') && items.every(Number.isFinite)) || typeof value === 'boolean')
    return value as ParameterValue;
  return refuse(
    'bad-value',
    'a finite number, a text, true, false, or a list of numbers or of texts',
    given,
    path,
  );
};
