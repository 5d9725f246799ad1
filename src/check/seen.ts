import type { Scalar, ValueType } from '../expression/index.js';

/** The values that are there of a property or an attribute. */
export interface SeenValues {
  /** Whether any of them can be read as a type; absent: as any. */
  fits(as: ValueType): boolean;
  /** Of those that cannot be read as a type the type in words and one of them; undefined where all can. */
  other(as: ValueType): Other | undefined;
  /** Whether a value occurs; texts in any case of ASCII letters where that does not matter. */
  has(value: Scalar, ignoreCase: boolean): boolean;
  /** The texts that occur; undefined where that is not known. */
  texts(): readonly string[] | undefined;
}

/** Values of another type. */
export interface Other {
  /** "a text". */
  readonly type: string;
  /** One of them as it is written. */
  readonly example: string | undefined;
  /** The part of all values, 0 to 1. */
  readonly share: number;
}

/** What there is, to be held against what is read: the columns of a population, or the declarations of a model. */
export interface Seen {
  readonly events: readonly string[];
  readonly attributes: readonly string[];
  /** The properties of an event; undefined where it may have any. */
  properties(event: string): readonly string[] | undefined;
  property(event: string, name: string): SeenValues | undefined;
  attribute(name: string): SeenValues | undefined;
  readonly words: SeenWords;
}

/** How it is said that something is not there. */
export interface SeenWords {
  readonly noEvent: (name: string) => string;
  readonly noBeginning: (start: string) => string;
  readonly noProperty: (event: string, name: string) => string;
  readonly noAttribute: (name: string) => string;
  /** "is never", "cannot be": before a value. */
  readonly never: string;
  /** "is always", "is": before a type. */
  readonly always: string;
}
