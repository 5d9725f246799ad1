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
import type { Changes, Fields, Person, ReadRow } from '../facts.js';
import { numberOf } from '../figures.js';
import { isFields } from '../history.js';
import { secondsOrMilliseconds, utcText } from '../times.js';
import { CHARGE } from './words.js';

const update = () =>
  z.looseObject({
    $distinct_id: idSchema(),
    $group_key: z.string().nullish(),
    $group_id: idSchema(),
    $set: fieldsSchema(),
    $set_once: fieldsSchema(),
    $add: fieldsSchema(),
    $append: fieldsSchema(),
    $union: fieldsSchema(),
    $remove: fieldsSchema(),
    $unset: z.array(z.string()).nullish(),
    $properties: fieldsSchema(),
  });

type Update = z.infer<ReturnType<typeof update>>;

/** Dates that Mixpanel writes in UTC without an offset. */
const withOffset = (fields: Fields): Fields => {
  if (typeof fields.$created !== 'string') return fields;
  const instant = utcText(fields.$created);
  return instant === null ? fields : { ...fields, $created: new Date(instant).toISOString() };
};

const changesOf = (given: Update): Changes => ({
  clear: Object.hasOwn(given, '$delete'),
  setOnce: withOffset(given.$set_once ?? {}),
  set: withOffset({ ...given.$properties, ...given.$set }),
  add: given.$add ?? {},
  append: Object.fromEntries(Object.entries(given.$append ?? {}).filter(([key]) => key !== CHARGE)),
  union: given.$union ?? {},
  remove: given.$remove ?? {},
  unset: given.$unset ?? [],
});

/** The charge of the older revenue tracking. */
const emitCharge = (charge: unknown, who: Person, into: Draft): void => {
  if (charge === undefined) return;
  const at = isFields(charge) ? utcText(charge.$time) : null;
  if (at === null || numberOf((charge as Fields).$amount) === undefined) {
    into.note('bad-charge', `$append.${CHARGE}`, 'expected { $time, $amount }: the charge is missing');
    return;
  }
  into.emit({ kind: 'event', who, name: CHARGE, at, properties: charge as Fields });
};

/**
 * Reads updates of profiles, and profiles as they are exported (`$properties`). Without `$time` they hold for all
 * times.
 */
export const profileReader = (group: string | undefined): ReadRow => {
  const check = checker(update());
  return (row) => {
    const checked = check(row);
    if ('rejected' in checked) return checked;
    const { data } = checked;
    const into = draft();
    const time = row.$time ?? undefined;
    const at = secondsOrMilliseconds(time) ?? undefined;
    if (time !== undefined && at === undefined)
      return noInstant('$time', time, 'seconds or milliseconds since the epoch');
    const changes = changesOf(data);
    if (data.$group_key !== undefined && data.$group_key !== null) {
      const account = into.id(data.$group_id, '$group_id');
      if (account === undefined) return nobody('$group_id');
      if (data.$group_key !== group)
        into.note(
          'other-group',
          '$group_key',
          'expected the kind of group that is the account: it is not read',
        );
      else into.emit({ kind: 'account', account, at, changes });
      return into.done();
    }
    if (!Object.hasOwn(row, '$distinct_id'))
      return rejection('unknown-type', '', 'expected an event, or an update of a profile ($distinct_id)');
    const given = data.$distinct_id;
    const isDevice = typeof given === 'string' && given.startsWith('$device:');
    const id = into.id(isDevice ? given.slice('$device:'.length) : given, '$distinct_id');
    if (id === undefined) return nobody('$distinct_id');
    const who: Person = isDevice ? { anonymous: id } : { anonymous: id, unsure: true };
    into.emit({ kind: 'user', who, at, changes });
    emitCharge(data.$append?.[CHARGE], who, into);
    return into.done();
  };
};
