import { checker, draft, noInstant, rejection } from '../envelope.js';
import type { ReadRow } from '../facts.js';
import { isFields } from '../history.js';
import { secondsOnly } from '../times.js';
import type { Convert } from './amounts.js';
import { idIn, stripeEvent, withPrevious } from './event.js';
import { KINDS, named } from './kinds.js';

/** Reads events; `metadataId` is the key of the metadata that holds the host's own id of the customer. */
export const stripeReader = (convert: Convert, metadataId: string | undefined): ReadRow => {
  const check = checker(stripeEvent());
  return (row) => {
    const checked = check(row);
    if ('rejected' in checked) return checked;
    const { data: event } = checked;
    const { id, type, data } = event;
    const { object } = data;
    const at = secondsOnly(event.created);
    if (at === null) return noInstant('created', event.created, 'seconds since the epoch');
    const into = draft();
    const isCustomer = object.object === 'customer';
    const path = isCustomer ? 'data.object.id' : 'data.object.customer';
    const stripeId = into.id(isCustomer ? object.id : idIn(object.customer), path);
    if (stripeId === undefined)
      return rejection('no-customer', path, 'expected the id of a customer, got an event that is about none');
    const { metadata } = object;
    const ownId =
      metadataId !== undefined && isFields(metadata)
        ? into.id(metadata[metadataId], `data.object.metadata.${metadataId}`)
        : undefined;
    const who =
      metadataId === undefined
        ? { known: stripeId }
        : (into.person(ownId, stripeId, at) ?? { anonymous: stripeId, unsure: true });
    const previous = data.previous_attributes ?? {};
    const before = withPrevious(object, previous);
    const kind = Object.hasOwn(KINDS, type) ? KINDS[type]! : named;
    return kind({ type, id, at, who, object, before, previous, convert, into }) ?? into.done();
  };
};
