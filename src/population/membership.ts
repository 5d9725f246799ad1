import { HabitusError } from '../internal/index.js';
import { number, quantity } from '../print/index.js';
import type { People } from './people.js';
import { hasBit, ones } from './store/bits.js';

/**
 * The customers of a population who are in a segment, a bit for each. Frozen in time: it does not change when the
 * population is asked about another instant.
 *
 * `and`, `or`, `minus`, `xor` and `equals` need a membership of the same customers; another one is an `other-population` error.
 */
export interface Membership {
  /** How many customers are in. */
  readonly size: number;
  /** Whether a customer is in; false of an id that is not in the population. */
  has(id: string): boolean;
  /** The ids of those who are in, in the order of the population. */
  ids(): readonly string[];
  /** Those in both. */
  and(other: Membership): Membership;
  /** Those in either. */
  or(other: Membership): Membership;
  /** Those in this and not in the other. */
  minus(other: Membership): Membership;
  /** Those in exactly one of the two. */
  xor(other: Membership): Membership;
  /** Whether the same customers are in both. */
  equals(other: Membership): boolean;
  /** The ids of those who are in. */
  [Symbol.iterator](): Iterator<string>;
  /** Such as `12 of 400 customers`; where there is nobody, also what the segment reads and is not there at all. */
  toString(): string;
}

const BITS: unique symbol = Symbol('bits');

const INSPECT: unique symbol = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom') as never;

interface Bits extends Membership {
  readonly [INSPECT]: () => string;
  readonly [BITS]: { readonly people: People; readonly words: Int32Array };
}

/** The membership of a bitmap; of nobody it says, when it is printed, what is `absent`. */
export const membership = (
  people: People,
  words: Int32Array,
  absent: () => readonly string[] = () => [],
): Membership => {
  let size: number | undefined;
  const combined =
    (name: string, combine: (a: number, b: number) => number) =>
    (other: Membership): Membership => {
      const others = wordsOf(other, people, name);
      return membership(
        people,
        words.map((word, i) => combine(word, others[i]!)),
      );
    };
  const text = (): string =>
    [
      `${number(self.size)} of ${quantity(people.ids.length, 'customers')}`,
      ...(self.size === 0 ? absent() : []),
    ].join('\n');
  const self: Bits = {
    get size() {
      size ??= words.reduce((sum, word) => sum + ones(word), 0);
      return size;
    },
    has: (id) => {
      const customer = people.indices.get(id);
      return customer !== undefined && hasBit(words, customer);
    },
    ids: () => people.ids.filter((_, customer) => hasBit(words, customer)),
    and: combined('and', (a, b) => a & b),
    or: combined('or', (a, b) => a | b),
    minus: combined('minus', (a, b) => a & ~b),
    xor: combined('xor', (a, b) => a ^ b),
    equals: (other) => {
      const others = wordsOf(other, people, 'equals');
      return words.every((word, i) => word === others[i]);
    },
    [Symbol.iterator]: () => self.ids()[Symbol.iterator](),
    toString: text,
    [INSPECT]: text,
    [BITS]: { people, words },
  };
  return Object.freeze(self);
};

/** Whether this is a membership of some population. */
export const isMembership = (value: unknown): value is Membership =>
  typeof value === 'object' && value !== null && BITS in value;

const wordsOf = (other: Membership, people: People, name: string): Int32Array => {
  const bits = (other as Partial<Bits> | null)?.[BITS];
  if (bits?.people.ids === people.ids) return bits.words;
  throw new HabitusError(
    'other-population',
    'expected a membership of the same population (or of it as of another instant; diff takes others): other customers have other places',
    name,
  );
};
