import type { InstantInput } from '../time/index.js';

/** Plain attributes: numbers, texts, booleans, lists of texts; anything else is missing (S7). */
export type Attributes = Readonly<Record<string, unknown>>;

/** A customer as the host has it. */
export interface Customer {
  readonly id: string;
  readonly attributes?: Attributes | undefined;
  /** Changes of attributes, in any order: each adds to and overwrites what held before; a null removes (S30). */
  readonly history?: readonly AttributeChange[] | undefined;
}

/** From an instant on, these attributes hold. */
export interface AttributeChange {
  readonly at: InstantInput;
  readonly attributes: Attributes;
}

/** Something that a customer did, or that was done to them. */
export interface Event {
  /** Two events of one customer with equal id, instant and name are copies; one is kept (S11). */
  readonly id?: string | undefined;
  readonly name: string;
  readonly at: InstantInput;
  readonly properties?: Attributes | undefined;
  /** The user who acted, where the customer is an account. */
  readonly actor?: string | undefined;
  /** Needed only where many customers meet. */
  readonly customerId?: string | undefined;
}

/** A fault of the data that was survived: where, what, and what was done about it. */
export interface Issue {
  readonly code:
    | 'conflicting-copies'
    | 'other-customer'
    | 'unreadable-value'
    | 'bad-history'
    /** An attribute is a text that looks like a number, or like a date without an offset: no reading as one sees it (S7, S1). */
    | 'number-as-text'
    | 'date-as-text';
  /** Such as `events[3]`, by the order in which they were given. */
  readonly path: string;
  readonly message: string;
}
