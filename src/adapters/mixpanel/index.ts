import { adapt } from '../adapt.js';
import { checkGroupOptions, checkText } from '../options.js';
import type { Adaptation, GroupOptions, Rows } from '../types.js';
import { mixpanelReader } from './read.js';
import { MIXPANEL_WORDS } from './words.js';

/** Options of {@link fromMixpanel}; `group` is the property that holds the account (a group key). */
export interface MixpanelOptions extends GroupOptions {
  /** The zone of a project whose exports count seconds of local time (IANA name). Default: they count them in UTC. */
  readonly timeZone?: string | undefined;
}

/**
 * Events of Mixpanel, as they are tracked or exported, and updates of profiles, as customers and events.
 * @example
 * ```ts
 * import { fromMixpanel } from 'habitus/adapters';
 * const { customers, events } = fromMixpanel([
 *   '{"event":"signed_up","properties":{"time":1795167000,"$user_id":"ada","$device_id":"d-1","$insert_id":"e-1"}}',
 *   '{"$distinct_id":"ada","$set":{"plan":"pro"}}',
 * ]);
 * customers; //=> [{ id: 'ada', attributes: { plan: 'pro' } }]
 * events.map(({ name, at }) => [name, at]); //=> [['signed_up', 1795167000000]]
 * ```
 * @see https://docs.mixpanel.com/reference/raw-event-export
 */
export const fromMixpanel = <R extends Rows>(rows: R, options: MixpanelOptions = {}): Adaptation<R> => {
  checkGroupOptions(options, ['timeZone']);
  checkText(options.timeZone, 'options.timeZone', 'an IANA name such as "Europe/Paris"');
  const { group, timeZone, ...shared } = options;
  return adapt(rows, { read: mixpanelReader({ group, timeZone }), words: MIXPANEL_WORDS }, shared);
};
