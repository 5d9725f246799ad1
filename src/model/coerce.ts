import { onlyKeys, refuse } from '../internal/index.js';
import { type CellReader, type Coerce, cellReader } from '../rows/index.js';
import type { Declared } from './inspect-schema.js';

/** Brings a value to its declared type where that was asked for; what cannot be stays as it is. */
export type Coercion = (raw: unknown, type: Declared['type']) => unknown;

const unchanged: Coercion = (raw) => raw;

/** What is asked for, made ready; a mistake is an error. */
export const coercionOf = (coerce: Coerce | undefined): Coercion => {
  if (coerce === undefined) return unchanged;
  onlyKeys(coerce, ['numbers', 'instants', 'booleans'], 'coerce');
  const { numbers = false, instants, booleans = false } = coerce;
  for (const [name, value] of Object.entries({ numbers, booleans }))
    if (typeof value !== 'boolean') refuse('bad-value', 'true or false', value, `coerce.${name}`);
  if (instants !== undefined && typeof instants !== 'string')
    refuse('bad-value', "an IANA time zone, such as 'UTC'", instants, 'coerce.instants');
  const column = 'coerce';
  const readers: { readonly [T in Declared['type']]?: CellReader } = {
    ...(numbers && { number: cellReader({ column, as: 'number' }, 'coerce.numbers') }),
    ...(booleans && { boolean: cellReader({ column, as: 'boolean' }, 'coerce.booleans') }),
    ...(instants !== undefined && {
      instant: cellReader({ column, as: 'instant', timeZone: instants }, 'coerce.instants'),
    }),
  };
  return (raw, type) => {
    const read = TYPES.includes(typeof raw) ? readers[type] : undefined;
    return read?.(raw, ignore) ?? raw;
  };
};

/** Types of values that are looked at: a `Date`, a list and an object say themselves what they are. */
const TYPES: readonly string[] = ['string', 'bigint', 'number'];

const ignore = (): void => {};
