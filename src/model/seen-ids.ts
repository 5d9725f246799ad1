import { refuse } from '../internal/index.js';

/** Whether a key is new, came with the same content, or with another. */
export type Recalled = 'new' | 'same' | 'other';

/** Remembers the content of the last so many keys. */
export const seenIds = (
  most = 1_000_000,
): ((customer: string | undefined, id: string, content: string) => Recalled) => {
  if (!Number.isSafeInteger(most) || most < 0) refuse('bad-value', 'a whole number of ids', most, 'remember');
  const seen = new Map<string, string>();
  return (customer, id, content) => {
    if (most === 0) return 'new';
    // The length keeps what belongs to the one from what belongs to the other.
    const key = customer === undefined ? `:${id}` : `${customer.length}:${customer}${id}`;
    const before = seen.get(key);
    if (before !== undefined) return before === content ? 'same' : 'other';
    // A map keeps the order in which keys came: the first is the oldest.
    if (seen.size >= most) seen.delete(seen.keys().next().value!);
    seen.set(key, content);
    return 'new';
  };
};
