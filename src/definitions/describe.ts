import type { Defined } from '../evaluate/index.js';
import { describe as words } from '../expression/index.js';

/**
 * A segment, metric or classification in words, as one would read it aloud; no full stop. Its own name is left out, the
 * names of its parts are used.
 * @example
 * ```ts
 * import { days, describe, events } from 'habitus';
 * describe(events('purchase').within(days(90)).count().atLeast(3)); //=> 'at least 3 “purchase” events in the last 90 days'
 * ```
 */
export const describe = (of: Defined & { readonly unit?: string | undefined }): string =>
  words(of.definition, of.unit);
