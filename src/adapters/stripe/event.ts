import * as z from 'zod';
import { type Draft, fieldsSchema } from '../envelope.js';
import type { Fact, Fields, Person, RowReading } from '../facts.js';
import { isFields } from '../history.js';
import { put } from '../plain.js';
import type { Convert } from './amounts.js';

/** The envelope of an event of Stripe. */
export const stripeEvent = () =>
  z.looseObject({
    id: z.string().min(1),
    type: z.string().min(1),
    created: z.int(),
    data: z.looseObject({
      object: z.custom<Fields>(isFields, { error: 'expected the object that the event is about' }),
      previous_attributes: fieldsSchema(),
    }),
  });

/** What one kind of event is read from. */
export interface EventInput {
  readonly type: string;
  readonly id: string;
  readonly at: number;
  readonly who: Person;
  readonly object: Fields;
  /** The object before an update. */
  readonly before: Fields;
  readonly previous: Fields;
  readonly convert: Convert;
  readonly into: Draft;
}

/** Says what one kind of event means; a reading is a refusal. */
export type EventReader = (call: EventInput) => RowReading | undefined;

/** An event of the customer's in the model's words. */
export const eventOf = (
  { id, at, who }: EventInput,
  name: string,
  properties: Readonly<Record<string, unknown>>,
): Fact => ({
  kind: 'event',
  who,
  name,
  at,
  id,
  translated: true,
  properties: Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined && value !== null),
  ),
});

/** The object as it was: objects are changed field by field, lists as a whole. */
export const withPrevious = (object: Fields, previous: Fields): Fields => {
  const before: Record<string, unknown> = { ...object };
  for (const [key, value] of Object.entries(previous)) {
    const now = Object.hasOwn(object, key) ? object[key] : undefined;
    put(before, key, isFields(value) && isFields(now) ? withPrevious(now, value) : value);
  }
  return before;
};

/** An amount in the reporting currency; what is wrong with it is noted at its field. */
export const amountOf = (
  { object, at, convert, into }: EventInput,
  units: unknown,
  field: string,
): number | undefined => {
  const { amount, issues } = convert(units, object.currency, at);
  for (const { code, message } of issues) into.note(code, `data.object.${field}`, message);
  return amount;
};

/** The id of an object that stands as its id or as itself. */
export const idIn = (value: unknown): unknown => (isFields(value) ? value.id : value);
