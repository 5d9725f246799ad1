import * as z from 'zod';
import { type HostVocabulary, hostNames } from '../../vocabulary/index.js';
import { checker, type Draft, draft, fieldsSchema, idSchema, nobody, noInstant } from '../envelope.js';
import type { EventFact, Fields, ReadRow } from '../facts.js';
import { isThere, numberAt } from '../figures.js';
import { flatten } from '../history.js';
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
    event_properties: z.union([z.string(), fieldsSchema()]),
    user_properties: z.union([z.string(), fieldsSchema()]),
    groups: fieldsSchema(),
    group_properties: z.union([z.string(), fieldsSchema()]),
  });

/**
 * Where an event says when it happened, in the order in which they count. `event_time` and the upload are UTC
 * without an offset.
 */
const INSTANTS = ['time', 'event_time', 'server_upload_time'] as const;

/** What every event says of its user. */
const PLACE = ['country', 'region', 'city', 'language'] as const;

/** Events that only change properties. */
const SPECIAL: ReadonlySet<string> = new Set(['$identify', '$groupidentify']);

const FIGURES = ['price', 'quantity', 'revenue'] as const;

/**
 * The revenue of an event: price times quantity where both are given, whatever `revenue` is beside them; else the
 * revenue; else the price. What is given in fields of the event goes before what its properties say.
 * @see https://amplitude.com/docs/apis/analytics/http-v2
 */
const revenueOf = (into: Draft, row: Fields, properties: Fields): number | undefined => {
  const isRow = FIGURES.some((name) => isThere(row[name]));
  const given = (name: string): unknown => (isRow ? row[name] : properties[`$${name}`]);
  const [price, quantity, revenue] = FIGURES.map((name) =>
    numberAt(into, given(name), isRow ? name : `event_properties.$${name}`),
  );
  if (price !== undefined && quantity !== undefined) return price * quantity;
  return revenue ?? (isThere(given('quantity')) ? undefined : price);
};

/** What an event brought in, as an event of its own: what is less than nothing is a refund. */
const revenueEvent = (into: Draft, row: Fields, fact: EventFact): EventFact | undefined => {
  const { properties } = fact;
  const revenue = revenueOf(into, row, properties);
  if (revenue === undefined || revenue === 0) return undefined;
  const fields = {
    product: row.productId ?? properties.$productId,
    items: row.quantity ?? properties.$quantity,
    revenueType: row.revenueType ?? properties.$revenueType,
    currency: row.currency ?? properties.$currency,
  };
  const there = Object.entries(fields).filter(([, value]) => isThere(value));
  return {
    ...fact,
    name: revenue > 0 ? REVENUE.purchase : REVENUE.refund,
    id: fact.id === undefined ? undefined : `${fact.id}#revenue`,
    properties: { ...Object.fromEntries(there), revenue: Math.abs(revenue) },
  };
};

const emitGroup = (row: Fields, at: number, account: string | undefined, into: Draft): void => {
  if (row.event_type !== '$groupidentify') return;
  if (account === undefined) {
    into.note('other-group', 'groups', 'expected the kind of group that is the account: it is not read');
    return;
  }
  const properties = into.fields(row.group_properties, 'group_properties');
  into.emit({ kind: 'account', account, at, changes: changesOf(into, properties, 'group_properties') });
};

/** Reads events of the HTTP API and of exports. An event that the host calls a purchase brings no second one. */
export const amplitudeReader = (
  group: string | undefined,
  vocabulary: HostVocabulary | undefined,
): ReadRow => {
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
    const account = group === undefined ? undefined : into.account(data.groups?.[group], `groups.${group}`);
    const who = into.person(into.id(data.user_id, 'user_id'), into.id(data.device_id, 'device_id'), at);
    const name = data.event_type;
    if (SPECIAL.has(name)) emitGroup(row, at, account, into);
    if (who === undefined) return name === '$groupidentify' ? into.done() : nobody('user_id');
    const id = data.insert_id ?? data.$insert_id ?? undefined;
    const place = Object.fromEntries(
      PLACE.flatMap((key) => (typeof row[key] === 'string' ? [[key, row[key]]] : [])),
    );
    const given = changesOf(into, into.fields(data.user_properties, 'user_properties'), 'user_properties');
    into.emit({ kind: 'user', who, at, id, changes: { ...given, set: { ...place, ...given.set } } });
    if (account !== undefined) into.emit({ kind: 'member', who, account, at });
    if (SPECIAL.has(name)) return into.done();
    const properties = flatten(into.fields(data.event_properties, 'event_properties'));
    const fact: EventFact = { kind: 'event', who, name, at, id, account, properties };
    const revenue = orders.has(name) ? undefined : revenueEvent(into, row, fact);
    if (name !== REVENUE.purchase || revenue === undefined) into.emit(fact);
    if (revenue !== undefined) into.emit(revenue);
    return into.done();
  };
};
