import { nearest } from '../internal/index.js';

/** How many names a sentence lists. */
const LISTED = 5;

/**
 * The names that are like a mistaken one, the nearest first; without any, the first few of all. In words for a
 * sentence.
 */
export const nearNames = (wrong: unknown, names: readonly string[]): string => {
  if (names.length === 0) return 'it has none';
  const near = nearest(wrong, names);
  if (near.length > 0) return `did you mean ${near.map((name) => JSON.stringify(name)).join(' or ')}?`;
  const more = names.length > LISTED ? `, … (${names.length} in all)` : '';
  return `${names.length === 1 ? 'the only one is' : 'they are'} ${names
    .slice(0, LISTED)
    .map((name) => JSON.stringify(name))
    .join(', ')}${more}`;
};
