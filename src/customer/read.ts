import type { Value, ValueType } from '../expression/index.js';
import { isDate } from '../internal/index.js';
import { toInstant } from '../time/index.js';

/** A value, or null where it is missing. */
export type Answer = Value | null;

const number = (raw: unknown): number | null =>
  typeof raw === 'number'
    ? Number.isFinite(raw)
      ? raw + 0
      : null
    : isDate(raw)
      ? number(raw.getTime())
      : null;

const text = (raw: unknown): string | null => (typeof raw === 'string' ? raw : null);

const boolean = (raw: unknown): boolean | null => (typeof raw === 'boolean' ? raw : null);

const list = (raw: unknown): readonly string[] | null =>
  // A hole is no text, but `every` does not see one.
  Array.isArray(raw) && Array.from(raw).every((item) => typeof item === 'string') ? raw : null;

/** Raw data as a value of a type; of another type it is missing: nothing is coerced (S7). */
export const READ: { readonly [T in ValueType]: (raw: unknown) => Answer } = {
  number,
  text,
  boolean,
  instant: toInstant,
  list,
};

/** Raw data of an event as any scalar. */
export const readScalar = (raw: unknown): number | string | boolean | null =>
  text(raw) ?? boolean(raw) ?? number(raw);

/** Raw data of a customer as any value. */
export const readValue = (raw: unknown): Answer => readScalar(raw) ?? list(raw);
