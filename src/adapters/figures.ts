import type { Draft } from './envelope.js';
import type { Fields } from './facts.js';
import { shown } from './shown.js';

/** A finite number, or undefined. */
export const numberOf = (value: unknown): number | undefined =>
  Number.isFinite(value) ? (value as number) : undefined;

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** A number, or the text of one where a tool writes numbers as decimal texts; undefined of anything else. */
export const decimalOf = (value: unknown): number | undefined =>
  typeof value === 'string' ? (DECIMAL.test(value) ? Number(value) : undefined) : numberOf(value);

/** Whether a row says anything in a field. */
export const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/** The number in a field; something else there is missing and noted, never taken for a number. */
export const numberAt = ({ note }: Draft, value: unknown, path: string): number | undefined => {
  if (!isThere(value) || Number.isFinite(value)) return (value as number | null) ?? undefined;
  note('wrong-type', path, `expected a number, got ${shown(value)}: nothing is calculated from it`);
  return undefined;
};

/** What a row says of one product of an order or a cart. */
export interface Line {
  /** One where the row says none; undefined where it says something else than a number. */
  readonly quantity: number | undefined;
  /** Price times quantity. */
  readonly amount: number | undefined;
}

/** Reads `price` and `quantity`; `path` is where they stand. */
export const lineOf = (into: Draft, { price, quantity }: Fields, path: string): Line => {
  const each = numberAt(into, price, `${path}.price`);
  const count = isThere(quantity) ? numberAt(into, quantity, `${path}.quantity`) : 1;
  return { quantity: count, amount: each === undefined || count === undefined ? undefined : each * count };
};
