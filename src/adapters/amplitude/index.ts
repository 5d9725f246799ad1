import { adapt } from '../adapt.js';
import { checkGroupOptions } from '../options.js';
import type { Adaptation, GroupOptions, Rows } from '../types.js';
import { amplitudeReader } from './read.js';
import { AMPLITUDE_WORDS } from './words.js';

/**
 * Events of Amplitude, as the HTTP API takes them or as they are exported, as customers and events. What an event
 * brought in is a `purchase` beside it, or a `refund` where it is less than nothing.
 * @example
 * ```ts
 * import { fromAmplitude } from 'habitus/adapters';
 * const { customers, events } = fromAmplitude([
 *   {
 *     event_type: 'Upgrade Clicked', user_id: 'ada', insert_id: 'e-1', time: Date.parse('2026-11-20T09:30:00Z'),
 *     user_properties: { $set: { plan: 'pro' } }, revenue: 49,
 *   },
 * ]);
 * events.map(({ name }) => name); //=> ['Upgrade Clicked', 'purchase']
 * customers[0]?.history?.[0]?.attributes; //=> { plan: 'pro' }
 * ```
 * @see https://amplitude.com/docs/apis/analytics/http-v2
 */
export const fromAmplitude = <R extends Rows>(rows: R, options: GroupOptions = {}): Adaptation<R> => {
  checkGroupOptions(options);
  const { group, ...shared } = options;
  const read = amplitudeReader(group, shared.vocabulary);
  return adapt(rows, { read, words: AMPLITUDE_WORDS }, shared);
};
