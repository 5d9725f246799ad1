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
  | 'engine-error';

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

  constructor(code: ErrorCode, message: string, path = '', options?: { readonly cause?: unknown }) {
    super(path === '' ? message : `${path}: ${message}`, options);
    this.code = code;
    this.path = path;
  }
}

const printed = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === null || typeof value !== 'object')
    return typeof value === 'function' ? 'a function' : String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isDate(value)) return 'an invalid Date';
  return typeof (value as { kind?: unknown }).kind === 'string'
    ? `a node of kind "${(value as { kind: string }).kind}"`
    : 'an object';
};

/** Throws the sentence of every refusal: what was expected, what came, and (in `expected`) what to do. */
export const refuse = (code: ErrorCode, expected: string, came: unknown, path = ''): never => {
  throw new HabitusError(code, `expected ${expected}, got ${printed(came)}`, path);
};

/** A `Date` of this or another realm. */
export const isDate = (value: unknown): value is Date =>
  value instanceof Date || Object.prototype.toString.call(value) === '[object Date]';
