import type { Value, ValueType } from '../../src/expression/nodes.js';
import { instantOf } from './instants.js';

/** S7: the value that a datum is, or null for everything that is one thing: missing. */
export const clean = (raw: unknown): Value | null => {
  if (raw instanceof Date) return clean(raw.getTime());
  if (typeof raw === 'number') return Number.isFinite(raw) ? unsigned(raw) : null;
  if (typeof raw === 'string' || typeof raw === 'boolean') return raw;
  if (Array.isArray(raw) && raw.every((item) => typeof item === 'string')) return [...raw];
  return null;
};

/** −0 is 0. */
export const unsigned = (value: number): number => (value === 0 ? 0 : value);

/** The value of a datum to a reading of a type; without a type, any value. */
export const read = (raw: unknown, type: ValueType | undefined): Value | null => {
  if (type === 'instant') return instantOf(raw);
  const value = clean(raw);
  if (value === null || type === undefined) return value;
  return typeName(value) === type ? value : null;
};

const typeName = (value: Value): ValueType => {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : 'list';
};

/** Only own properties are read, and a name is a flat key. */
export const own = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;

/** Below, at or above 0: booleans before numbers before texts; texts by their UTF-8 bytes (S8, S12). */
export const order = (a: Value, b: Value): number => {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === typeof b) return Number(a) - Number(b);
  return place(a) - place(b);
};

const place = (value: Value): number => ['boolean', 'number', 'string'].indexOf(typeof value);
