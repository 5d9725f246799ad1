import type { ValueType } from '../expression/index.js';

/** Who brings an event about: the customer, the company, or neither. */
export type By = 'customer' | 'company' | 'world';

/** The type of an attribute: one of the language's, or a closed set of texts. */
export type AttributeType = ValueType | readonly string[];

/** The type of an event property: lists exist for attributes only. */
export type PropertyType = Exclude<ValueType, 'list'> | readonly string[];

/** What is known of one event: who brings it about, and its properties by name. */
export interface EventDescription {
  readonly by: By;
  readonly properties: Readonly<Record<string, PropertyType>>;
}

/** The attributes and events of a model, by name. */
export interface Vocabulary {
  readonly attributes: Readonly<Record<string, AttributeType>>;
  readonly events: Readonly<Record<string, EventDescription>>;
}
