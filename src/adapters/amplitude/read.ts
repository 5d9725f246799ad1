import * as z from 'zod';
import { type HostVocabulary, hostNames } from '../../vocabulary/index.js';
import {
  accountOf,
  bagOf,
  bagSchema,
  checker,
  type Draft,
  draft,
  idSchema,
  nobody,
  noInstant,
  person,
} from '../envelope.js';
import { flatten } from '../history.js';
import { numberOf } from '../orders.js';
import type { Bag, Read, SaidEvent } from '../said.js';
import { utcText } from '../times.js';
import { changesOf } from './changes.js';
import { REVENUE } from './words.js';

const event = () =>
  z.looseObject({
    event_type: z.string().min(1),
    user_id: idSchema(),
    device_id: idSchema(),
    insert_id: z.string().nullish(),
    $insert_id: z.string().nullish(),
    event_properties: z.union([z.string(), bagSchema()]),
    user_properties: z.union([z.string(), bagSchema()]),
    groups: bagSchema(),
    group_properties: z.union([z.string(), bagSchema()]),
  });

/** Where an event says when it happened, in the order in which they count. `event_time` and the upload are UTC without an offset. */
const INSTANTS = ['time', 'event_time', 'server_upload_time'] as const;

/** What every event says of its user. */
const PLACE = ['country', 'region', 'city', 'language'] as const;

/** Events that only change properties. */
const SPECIAL: ReadonlySet<string> = new Set(['$identify', '$groupidentify']);

/** The revenue of an event: of its own field, of its properties, or price times quantity. */
const revenueOf = (row: Bag, properties: Bag): number | undefined => {
  const price = numberOf(row.price) ?? numberOf(properties.$price);
  const quantity = numberOf(row.quantity) ?? numberOf(properties.$quantity) ?? 1;
  return (
    numberOf(row.revenue) ??
    numberOf(properties.$revenue) ??
    (price === undefined ? undefined : price * quantity)
  );
};

/** What an event brought in, as an event of its own: what is less than nothing is a refund. */
const revenueEvent = (row: Bag, properties: Bag, said: SaidEvent): SaidEvent | undefined => {
  const revenue = revenueOf(row, properties);
  if (revenue === undefined || revenue === 0) return undefined;
  const fields = {
    product: row.productId ?? properties.$productId,
    items: row.quantity ?? properties.$quantity,
    revenueType: row.revenueType ?? properties.$revenueType,
    currency: row.currency ?? properties.$currency,
  };
  const there = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return {
    ...said,
    name: revenue > 0 ? REVENUE.purchase : REVENUE.refund,
    id: said.id === undefined ? undefined : `${said.id}#revenue`,
    properties: { ...Object.fromEntries(there), revenue: Math.abs(revenue) },
  };
};

const saySpecial = (row: Bag, at: number, account: string | undefined, into: Draft): void => {
  if (row.event_type !== '$groupidentify') return;
  if (account === undefined) {
    into.note('other-group', 'groups', 'expected the kind of group that is the account: it is not read');
    return;
  }
  const properties = bagOf(into, row.group_properties, 'group_properties');
  into.say({ kind: 'account', account, at, changes: changesOf(into, properties, 'group_properties') });
};

/** Reads events of the HTTP API and of exports. An event that the host calls a purchase brings no second one. */
export const amplitudeReader = (group: string | undefined, vocabulary: HostVocabulary | undefined): Read => {
  const check = checker(event());
  const own = vocabulary?.events;
  const orders = new Set(
    [own?.purchase, own?.refund].flatMap((word) => (word === undefined ? [] : hostNames(word))),
  );
  return (row) => {
    const checked = check(row);
    if ('rejected' in checked) return checked;
    const { data } = checked;
    const field = INSTANTS.find((name) => row[name] !== undefined && row[name] !== null) ?? 'time';
    const at = utcText(row[field]);
    if (at === null)
      return noInstant(field, row[field], 'milliseconds since the epoch, or ISO 8601 text in UTC');
    const into = draft();
    const account =
      group === undefined ? undefined : accountOf(into, data.groups?.[group], `groups.${group}`);
    const who = person(into, into.id(data.user_id, 'user_id'), into.id(data.device_id, 'device_id'), at);
    const name = data.event_type;
    if (SPECIAL.has(name)) saySpecial(row, at, account, into);
    if (who === undefined) return name === '$groupidentify' ? into.done() : nobody('user_id');
    const id = data.insert_id ?? data.$insert_id ?? undefined;
    const place = Object.fromEntries(
      PLACE.flatMap((key) => (typeof row[key] === 'string' ? [[key, row[key]]] : [])),
    );
    const given = changesOf(into, bagOf(into, data.user_properties, 'user_properties'), 'user_properties');
    into.say({ kind: 'user', who, at, id, changes: { ...given, set: { ...place, ...given.set } } });
    if (account !== undefined) into.say({ kind: 'member', who, account, at });
    if (SPECIAL.has(name)) return into.done();
    const properties = flatten(bagOf(into, data.event_properties, 'event_properties'));
    const said: SaidEvent = { kind: 'event', who, name, at, id, account, properties };
    const revenue = orders.has(name) ? undefined : revenueEvent(row, properties, said);
    if (name !== REVENUE.purchase || revenue === undefined) into.say(said);
    if (revenue !== undefined) into.say(revenue);
    return into.done();
  };
};
