/** An own property of a plain object, or undefined: nothing is ever read from a prototype (S7). */
export const own = (object: unknown, name: string): unknown =>
  typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined;

/** True of an object that is not a list, a `Date` or another thing with behaviour. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';

/** True of a text that every engine can hold: PostgreSQL has no NUL, and half of a surrogate pair is no character. */
export const isSound = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

/** The items of a list, each read once; a hole is undefined, where `every` and `map` would not see it. */
export const itemsOf = (list: readonly unknown[]): unknown[] =>
  Array.from({ length: list.length }, (_, i) => list[i]);
