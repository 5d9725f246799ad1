import type { Scalar, ValueType } from '../expression/index.js';

/** The types that an event's property can have. */
export type PropertyValueType = Exclude<ValueType, 'list'>;

/** What a property may hold: values of a type, one of a few values, or (where nothing can be known of it) anything. */
export type PropertyDeclaration = PropertyValueType | readonly Scalar[] | 'unknown';

/** What an attribute may hold: as a property, or a list of texts. */
export type AttributeDeclaration = ValueType | readonly Scalar[] | 'unknown';

/** Who makes an event happen: the customer, the company that sells to them, or neither. */
export type Actor = 'customer' | 'company' | 'world';

/** One kind of event: who makes it happen, and the properties it can have; each of them may be missing. */
export interface EventDeclaration {
  readonly by: Actor;
  readonly properties: Readonly<Record<string, PropertyDeclaration>>;
}

/** The words of a product: its attributes with their types, and its events. Plain data. */
export interface Vocabulary {
  readonly attributes: Readonly<Record<string, AttributeDeclaration>>;
  readonly events: Readonly<Record<string, EventDeclaration>>;
}

/** The names of the events of a vocabulary that one of these makes happen. */
export type EventsBy<V extends Vocabulary, A extends Actor> = {
  [N in keyof V['events'] & string]: V['events'][N]['by'] extends A ? N : never;
}[keyof V['events'] & string];
