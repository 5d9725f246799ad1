/** What went wrong, as a literal that code can switch on. */
export type ErrorCode =
  /** An instant that is no `Date`, number or ISO text with an offset, or an invalid one. */
  | 'bad-instant'
  /** A field's value is outside its domain: a negative duration, NaN, an empty `and`, an unknown operator. */
  | 'bad-value'
  /** A key of the language is absent. */
  | 'missing-key'
  /** A key that the language does not know, so that nothing is ignored. */
  | 'unknown-key'
  /** A node kind that does not exist, or cannot stand in that place. */
  | 'unknown-kind'
  /** Values of two types meet in one test or calculation. */
  | 'wrong-type'
  /** More nodes, items, nesting or text than a definition may have, or more values than a statement of an engine may bind. */
  | 'too-large'
  /** A definition that costs more to answer than is allowed; see `costOf`. */
  | 'too-costly'
  /** Not JSON, not a habitus envelope, or of another version. */
  | 'bad-json'
  /** A population-relative segment was asked of one profile. */
  | 'needs-population'
  /** The instant of a change cannot be shown to be exact for this definition. */
  | 'not-monotone'
  /** Something else than a profile was given where a profile is needed. */
  | 'not-a-profile'
  /** `with` was given a parameter that the definition does not have. */
  | 'unknown-parameter'
  /** A label that the classification does not have. */
  | 'unknown-label'
  /** The population has no customer of that id. */
  | 'unknown-customer'
  /** Memberships of two populations meet. */
  | 'other-population'
  /** Threads were asked for where memory cannot be shared. */
  | 'no-shared-memory'
  /** A helping thread ended while it answered: the question has no answer, and the population goes on in one thread. */
  | 'thread-lost'
  /** A database refused or broke off a statement; `cause` is its own error. */
  | 'engine-error'
  /** A file that is not there, is no file, is damaged or cannot be read; `cause` is the system's own error, where it has one. */
  | 'unreadable-file';

/** Why a definition cannot be built. */
export interface DefinitionFault {
  /** Its id; its place in the call where it has none. */
  readonly id: string;
  readonly code: ErrorCode;
  readonly path: string;
  readonly message: string;
}

/**
 * The one class of error that the library throws: bad code and bad definitions. Bad data is returned as issues.
 *
 * @example
 * ```ts
 * import { days, HabitusError } from 'habitus';
 * const codeOf = (make: () => unknown) => {
 *   try {
 *     make();
 *   } catch (error) {
 *     return error instanceof HabitusError ? error.code : undefined;
 *   }
 * };
 * codeOf(() => days(-1)); //=> 'bad-value'
 * ```
 */
export class HabitusError extends Error {
  override readonly name = 'HabitusError';
  /** What went wrong, for code. */
  readonly code: ErrorCode;
  /** Where: text such as `events[3].at` or `definition.of[1].left`; `''` for the whole. */
  readonly path: string;
  /** Of `check`: each definition that cannot be built, and why. Absent of all other errors. */
  declare readonly faults?: readonly DefinitionFault[];

  constructor(
    code: ErrorCode,
    message: string,
    path = '',
    options?: { readonly cause?: unknown; readonly faults?: readonly DefinitionFault[] },
  ) {
    const place = legible(path, 500);
    super(legible(place === '' ? message : `${place}: ${message}`, 1000), options);
    this.code = code;
    this.path = place;
    if (options?.faults !== undefined) this.faults = options.faults;
  }
}

/** What would break a line of a log, or change how it reads: controls, marks of direction, half characters. */
const ILLEGIBLE = /[\p{Control}\p{Surrogate}\u2028-\u202e\u2066-\u2069]/gu;

/** A text of at most so many characters, on one line: the middle is left out, what is illegible is written as an escape. */
const legible = (text: string, most: number): string =>
  shortened(
    shortened(text, most).replace(
      ILLEGIBLE,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    most,
  );

/** Where a sentence is cut, what came first and what came last both tell something. */
const shortened = (text: string, most: number): string => {
  const end = Math.floor(most / 4);
  return text.length > most ? `${text.slice(0, most - end - 1)}…${text.slice(text.length - end)}` : text;
};

/** What came, in a few words. */
export const printed = (value: unknown): string => {
  try {
    return inWords(value);
  } catch {
    return 'something that cannot be read';
  }
};

/** No getter is run for a sentence: only what an object holds itself is looked at. */
const inWords = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(shortened(value, 80));
  if (typeof value === 'bigint' || typeof value === 'symbol') return `a ${typeof value}`;
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isDate(value)) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date';
  const kind = valueIn(value, 'kind');
  if (typeof value === 'function') return typeof kind === 'string' ? `a ${kind}` : 'a function';
  if (valueIn(valueIn(value, 'definition'), 'kind') === 'events') return 'a selection of events';
  return typeof kind === 'string' ? `a node of kind ${inWords(kind)}` : 'an object';
};

const valueIn = (value: unknown, key: string): unknown =>
  value === null || (typeof value !== 'object' && typeof value !== 'function')
    ? undefined
    : Object.getOwnPropertyDescriptor(value, key)?.value;

/** Throws the sentence of every refusal: what was expected, what came, and (in `expected`) what to do. */
export const refuse = (code: ErrorCode, expected: string, came: unknown, path = ''): never => {
  throw new HabitusError(code, `expected ${expected}, got ${printed(came)}`, path);
};

/** A `Date` of this or another realm. */
export const isDate = (value: unknown): value is Date =>
  value instanceof Date || Object.prototype.toString.call(value) === '[object Date]';
