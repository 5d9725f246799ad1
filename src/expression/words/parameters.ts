import { duration, number } from '../../print/index.js';

/**
 * Parameters and their values in a line, "activeDays 12, window 28 days": a number that stands as a length in the
 * definition is said as one. Empty where there are none.
 */
export const parameterWords = (parameters: Readonly<Record<string, unknown>>, definition: object): string => {
  const lengths = new Set<unknown>();
  const collect = (node: object): void => {
    if ((node as { readonly kind?: unknown }).kind === 'literal') return;
    for (const part of Object.values(node)) {
      if (typeof part === 'object' && part !== null) collect(part);
      else if (typeof part === 'number' && part >= 1000) lengths.add(part);
    }
  };
  collect(definition);
  const said = (value: unknown): string => {
    if (typeof value !== 'number')
      return Array.isArray(value) ? value.map(said).join(' and ') : String(value);
    return lengths.has(value) ? duration(value) : number(value);
  };
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${said(value)}`)
    .join(', ');
};
