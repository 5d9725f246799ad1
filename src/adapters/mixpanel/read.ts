import * as z from 'zod';
import { zone } from '../../time/index.js';
import {
  checker,
  type Draft,
  draft,
  fieldsSchema,
  idSchema,
  nobody,
  noInstant,
  rejection,
} from '../envelope.js';
import type { Fields, Person, ReadRow, RowReading } from '../facts.js';
import { flatten } from '../history.js';
import { secondsOrMilliseconds } from '../times.js';
import { profileReader } from './profile.js';

const event = () => z.looseObject({ event: z.string().min(1), properties: fieldsSchema() });
const ids = () =>
  z.looseObject({
    distinct_id: idSchema(),
    $user_id: idSchema(),
    $device_id: idSchema(),
    $identified_id: idSchema(),
    $anon_id: idSchema(),
    alias: idSchema(),
    $insert_id: z.string().nullish(),
  });

/** Distinct ids that Mixpanel makes of a device's. */
const DEVICE = '$device:';

const bare = (id: string): string => (id.startsWith(DEVICE) ? id.slice(DEVICE.length) : id);

/** An id of Mixpanel's; one of a device without its mark. */
export const mixpanelId = (into: Draft, value: unknown, path: string): string | undefined =>
  into.id(typeof value === 'string' ? bare(value) : value, path);

const personOf = (into: Draft, given: Fields, at: number): Person | undefined => {
  const { distinct_id: distinct, $device_id: device } = given;
  const id = (name: string): string | undefined => mixpanelId(into, given[name], `properties.${name}`);
  const user = id('$user_id');
  const [distinctId, deviceId] = [id('distinct_id'), id('$device_id')];
  const isDevice = typeof distinct === 'string' && (distinct.startsWith(DEVICE) || distinct === device);
  const to = user ?? distinctId;
  for (const from of [distinctId, deviceId])
    if (from !== undefined && to !== undefined && from !== to)
      into.emit({ kind: 'link', from, to, at, certain: false });
  if (user !== undefined) return { known: user, anonymous: deviceId };
  if (distinctId !== undefined)
    return isDevice ? { anonymous: distinctId } : { anonymous: distinctId, unsure: true };
  return deviceId === undefined ? undefined : { anonymous: deviceId };
};

type Special = (properties: Fields, at: number | undefined, into: Draft) => RowReading | undefined;

/** Events that say who is whom. */
const SPECIAL: Readonly<Record<string, Special>> = {
  $identify: (properties, at, into) => {
    const to = mixpanelId(
      into,
      properties.$identified_id ?? properties.distinct_id,
      'properties.$identified_id',
    );
    const from = mixpanelId(into, properties.$anon_id ?? properties.$device_id, 'properties.$anon_id');
    if (to === undefined) return nobody('properties.$identified_id');
    into.emit({ kind: 'user', who: { known: to }, at, changes: {} });
    if (from !== undefined && from !== to) into.emit({ kind: 'link', from, to, at, certain: false });
    return undefined;
  },
  $create_alias: (properties, at, into) => {
    const to = mixpanelId(into, properties.distinct_id, 'properties.distinct_id');
    const from = mixpanelId(into, properties.alias, 'properties.alias');
    if (to === undefined || from === undefined) return nobody('properties.alias');
    into.emit({ kind: 'user', who: { anonymous: to, unsure: true }, at, changes: {} });
    if (from !== to) into.emit({ kind: 'link', from, to, at, certain: false });
    return undefined;
  },
  $merge: (properties, at, into) => {
    const given = Array.isArray(properties.$distinct_ids) ? properties.$distinct_ids : [];
    const all = given.flatMap((id, i) => mixpanelId(into, id, `properties.$distinct_ids[${i}]`) ?? []);
    const [to, ...others] = all;
    if (to === undefined || others.length === 0)
      return rejection('no-id', 'properties.$distinct_ids', 'expected at least two ids');
    for (const known of all) into.emit({ kind: 'user', who: { known }, at, changes: {} });
    for (const from of others) if (from !== to) into.emit({ kind: 'link', from, to, at, certain: true });
    return undefined;
  },
};

/** What was read as such, and is no property of what happened. */
const CONSUMED = ['time', 'distinct_id', '$insert_id', '$user_id', '$device_id', 'token'];

/** Options of the reader. */
export interface MixpanelReading {
  /** The property that holds the account. */
  readonly group: string | undefined;
  /** The zone of the project, where its exports count local seconds. */
  readonly timeZone: string | undefined;
}

/** Reads events and updates of profiles. */
export const mixpanelReader = ({ group, timeZone }: MixpanelReading): ReadRow => {
  const local = zone(timeZone, 'options.timeZone');
  const instantOf = (value: unknown): number | null => {
    const ms = secondsOrMilliseconds(value);
    return ms === null ? null : ms - local.offset(ms - local.offset(ms));
  };
  const checkEvent = checker(event());
  const checkIds = checker(ids(), 'properties.');
  const profile = profileReader(group);
  return (row) => {
    if (!Object.hasOwn(row, 'event')) return profile(row);
    const checked = checkEvent(row);
    if ('rejected' in checked) return checked;
    const { data } = checked;
    const properties = data.properties ?? {};
    const checkedIds = checkIds(properties);
    if ('rejected' in checkedIds) return checkedIds;
    const into = draft();
    const at = instantOf(properties.time);
    const isSpecial = Object.hasOwn(SPECIAL, data.event);
    if (isSpecial && (at !== null || (properties.time ?? undefined) === undefined))
      return SPECIAL[data.event]!(properties, at ?? undefined, into) ?? into.done();
    if (at === null)
      return noInstant('properties.time', properties.time, 'seconds or milliseconds since the epoch');
    const who = personOf(into, properties, at);
    if (who === undefined) return nobody('properties.distinct_id');
    const account = group === undefined ? undefined : into.account(properties[group], `properties.${group}`);
    if (account !== undefined) into.emit({ kind: 'member', who, account, at });
    const rest = Object.fromEntries(Object.entries(properties).filter(([key]) => !CONSUMED.includes(key)));
    const id = checkedIds.data.$insert_id ?? undefined;
    into.emit({ kind: 'event', who, name: data.event, at, id, properties: flatten(rest), account });
    return into.done();
  };
};
