import { type Attributes, type Event, type Profile, profile } from '../../src/index.js';

export const DAY = 86_400_000;

/** The instant of all answers: noon, so that whole days before it fall on different calendar days. */
export const asOf = Date.UTC(2026, 10, 22, 12);

/** The instant so many days (and milliseconds) before. */
export const daysBefore = (days: number, milliseconds = 0): number => asOf - days * DAY - milliseconds;

/** One event so many days before. */
export const did = (
  name: string,
  days: number,
  properties: Event['properties'] = {},
  milliseconds = 0,
): Event => ({
  name,
  at: daysBefore(days, milliseconds),
  properties,
});

/** The same event so many days daysBefore, once a day. */
export const daily = (name: string, count: number, properties: Event['properties'] = {}): Event[] =>
  Array.from({ length: count }, (_, day) => did(name, day, properties));

/** A customer as of that instant. */
export const who = (attributes: Attributes, events: readonly Event[] = []): Profile =>
  profile({ id: 'ada', attributes }, events, { asOf });

/** Signed up long ago. */
export const old: Attributes = { signedUpAt: daysBefore(1000) };

/** Signed up two days ago. */
export const young: Attributes = { signedUpAt: daysBefore(2) };

/** A rule as a sentence, the customer, and the answer. */
export type Case<T> = readonly [rule: string, customer: Profile, expected: T];

/** A table of definitions with its ids first, for titles. */
export const byId = <D extends { readonly id: string }, C>(
  table: readonly (readonly [D, C])[],
): readonly (readonly [string, D, C])[] =>
  table.map(([definition, cases]) => [definition.id, definition, cases]);
