import { adapt } from '../adapt.js';
import { checkGroupOptions } from '../options.js';
import type { Adaptation, GroupOptions, Rows } from '../types.js';
import { posthogReader } from './read.js';
import { POSTHOG_WORDS } from './words.js';

/**
 * Events of PostHog, as they are captured or exported, as customers and events: `$set`, `$set_once` and `$unset`
 * are their history, `$groups` their account, `$identify`, `$create_alias` and `$merge_dangerously` say who is
 * whom.
 * @example
 * ```ts
 * import { fromPostHog } from 'habitus/adapters';
 * const { events, identities } = fromPostHog([
 *   { event: '$pageview', distinct_id: 'browser-1', timestamp: '2026-11-20T09:30:00Z', properties: { $pathname: '/' } },
 *   { event: '$identify', distinct_id: 'ada', timestamp: '2026-11-20T09:31:00Z', properties: { $anon_distinct_id: 'browser-1' } },
 * ]);
 * events.map(({ customerId, name }) => [customerId, name]); //=> [['ada', 'content_viewed']]
 * identities.groups; //=> [{ id: 'ada', ids: ['ada', 'browser-1'] }]
 * ```
 * @see https://posthog.com/docs/api/capture
 */
export const fromPostHog = <R extends Rows>(rows: R, options: GroupOptions = {}): Adaptation<R> => {
  checkGroupOptions(options);
  const { group, ...shared } = options;
  return adapt(rows, { read: posthogReader(group), words: POSTHOG_WORDS }, shared);
};
