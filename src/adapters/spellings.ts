import { own } from '../internal/index.js';
import type { RowIssue } from '../rows/index.js';
import { saas } from '../vocabulary/index.js';
import { shown } from './shown.js';

/** A name without case, and however its words are parted. */
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

/**
 * Notes events that are called as a known one but for case, blanks, dashes and underscores, such as `order
 * completed`: tools take names as they are written, and so the event keeps its name, but not without a word. The
 * model's own names are no other spelling.
 */
export const spellings = (names: Iterable<string>): ((name: string) => readonly RowIssue[]) => {
  const known = new Map<string, string>();
  for (const name of names) if (!known.has(bare(name))) known.set(bare(name), name);
  return (name) => {
    const meant = known.get(bare(name));
    if (meant === undefined || own(saas.events, name) !== undefined) return [];
    const kept = 'it is an event of its own until a vocabulary names it';
    const message = `expected ${shown(meant)}, got ${shown(name)}: ${kept}`;
    return [{ path: 'event', code: 'other-spelling', message }];
  };
};
