import * as z from 'zod';
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
import type { Changes, Fields, Person, ReadRow, RowReading } from '../facts.js';
import { flatten, isFields } from '../history.js';
import { shown } from '../shown.js';
import { utcText } from '../times.js';

const event = () =>
  z.looseObject({
    event: z.string().min(1),
    distinct_id: idSchema(),
    uuid: z.string().nullish(),
    id: z.string().nullish(),
    properties: z.union([z.string(), fieldsSchema()]),
  });

interface SpecialEvent {
  readonly properties: Fields;
  readonly id: string;
  readonly at: number;
  readonly group: string | undefined;
  readonly into: Draft;
}

/** Events that are no events of the customer's; the others are. */
const SPECIAL: Readonly<Record<string, (call: SpecialEvent) => RowReading | undefined>> = {
  $set: () => undefined,
  $identify: ({ properties, id, at, into }) => {
    const from = into.id(properties.$anon_distinct_id, 'properties.$anon_distinct_id');
    if (from !== undefined && from !== id) into.emit({ kind: 'link', from, to: id, at, certain: false });
    return undefined;
  },
  $create_alias: (call) => merged(call, false),
  $merge_dangerously: (call) => merged(call, true),
  $groupidentify: ({ properties, at, group, into }) => {
    const { $group_type: kind, $group_key: key, $group_set: set } = properties;
    if (kind !== group) {
      into.note(
        'other-group',
        'properties.$group_type',
        `expected the kind of group that is the account, got ${shown(kind)}: it is not read`,
      );
      return undefined;
    }
    const account = into.id(key, 'properties.$group_key');
    if (account === undefined)
      return rejection('no-id', 'properties.$group_key', 'expected the key of the group, got none');
    into.emit({
      kind: 'account',
      account,
      at,
      changes: { set: into.fields(set, 'properties.$group_set') },
    });
    return undefined;
  },
};

/** The alias becomes part of the person; one who is known already only where that is asked for. */
const merged = ({ properties, id, at, into }: SpecialEvent, certain: boolean): RowReading | undefined => {
  const from = into.id(properties.alias, 'properties.alias');
  if (from === undefined)
    return rejection('no-id', 'properties.alias', 'expected the other id, got none, or only a placeholder');
  if (certain) into.emit({ kind: 'user', who: { known: from }, at, changes: {} });
  if (from !== id) into.emit({ kind: 'link', from, to: id, at, certain });
  return undefined;
};

/** Events after which an id is that of a known person. */
const IDENTIFYING: ReadonlySet<string> = new Set(['$identify', '$create_alias', '$merge_dangerously']);

const personOf = (name: string, id: string, properties: Fields): Person => {
  const { $is_identified: identified, $user_id: user, $device_id: device } = properties;
  if (IDENTIFYING.has(name) || identified === true || user === id) return { known: id };
  const anonymous = identified === false || device === id || properties.$process_person_profile === false;
  return anonymous ? { anonymous: id } : { anonymous: id, unsure: true };
};

/** What was read as such, and is no property of what happened. */
const CONSUMED = ['$set', '$set_once', '$unset', '$groups', 'distinct_id'];

const changesOf = (row: Fields, properties: Fields, into: Draft): Changes => {
  const both = (name: string): Fields => ({
    ...into.fields(row[name], name),
    ...into.fields(properties[name], `properties.${name}`),
  });
  const unset = (given: unknown, path: string): readonly string[] => {
    if (given === undefined || given === null) return [];
    if (Array.isArray(given) && given.every((name) => typeof name === 'string')) return given;
    into.note('not-a-list', path, `expected a list of names, got ${shown(given)}: nothing is unset`);
    return [];
  };
  return {
    setOnce: both('$set_once'),
    set: { ...into.fields(row.person_properties, 'person_properties'), ...both('$set') },
    unset: [...unset(row.$unset, '$unset'), ...unset(properties.$unset, 'properties.$unset')],
  };
};

/** Reads captured and exported events; `group` is the kind of group that is the account. */
export const posthogReader = (group: string | undefined): ReadRow => {
  const check = checker(event());
  return (row) => {
    const checked = check(row);
    if ('rejected' in checked) return checked;
    const { data } = checked;
    const into = draft();
    const properties = into.fields(data.properties, 'properties');
    const at = utcText(row.timestamp);
    if (at === null)
      return noInstant('timestamp', row.timestamp, 'ISO 8601 text, UTC where it has no offset');
    const id = into.id(data.distinct_id ?? properties.distinct_id, 'distinct_id');
    if (id === undefined) return nobody('distinct_id');
    const name = data.event;
    const who = personOf(name, id, properties);
    const messageId = data.uuid ?? data.id ?? undefined;
    into.emit({ kind: 'user', who, at, id: messageId, changes: changesOf(row, properties, into) });
    const groups = properties.$groups;
    const account =
      group !== undefined && isFields(groups)
        ? into.account(groups[group], `properties.$groups.${group}`)
        : undefined;
    if (account !== undefined) into.emit({ kind: 'member', who, account, at });
    if (Object.hasOwn(SPECIAL, name))
      return SPECIAL[name]!({ properties, id, at, group, into }) ?? into.done();
    const rest = Object.fromEntries(Object.entries(properties).filter(([key]) => !CONSUMED.includes(key)));
    into.emit({ kind: 'event', who, name, at, id: messageId, properties: flatten(rest), account });
    return into.done();
  };
};
