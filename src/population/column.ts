import type { Answer } from '../customer/index.js';
import { HabitusError, refuse } from '../internal/index.js';
import { quantity, shownAs } from '../print/index.js';
import { edgesOf, type HistogramBin, histogramOf, quantileOf, sortedValues } from '../stats/index.js';
import { columnText } from './column-text.js';
import type { People } from './people.js';
import { type Answers, answerAt } from './program/answers.js';

/** What a definition answers about every customer of a population, in their order. */
export interface Column<T extends Answer = Answer> {
  /** How many customers. */
  readonly size: number;
  /** Customers without a value. */
  readonly missingCount: number;
  /** The value of a customer; null where it is missing, and of an id that is not in the population. */
  get(id: string): T | null;
  /** True where a customer has no value, and of an id that is not in the population. */
  isMissing(id: string): boolean;
  /** In the order of the population; null is missing. */
  toArray(): readonly (T | null)[];
  /** Those who have a value, by it, in order of their first customer. */
  counts(): ReadonlyMap<T, number>;
  /**
   * The value below or at which a share `p` (0 to 1) of the values lies: between two of them in proportion, like
   * `quantile_cont` of SQL and type 7 of R. Null without values. For numbers only, others are a `wrong-type` error.
   */
  quantile(p: number): number | null;
  /** Several quantiles, sorted once. */
  quantiles(ps: readonly number[]): readonly (number | null)[];
  /**
   * How many values lie in each of `bins` (default 10) equal steps from the least to the greatest, or between given edges
   * (values outside are left out). Empty without values. For numbers only, others are a `wrong-type` error.
   */
  histogram(bins?: number | readonly number[]): readonly HistogramBin[];
  /** Such as `12 customers: least 0, median 2, greatest 9; missing 3 (25 %)`. */
  toString(): string;
  /** The values in the order of the population. */
  [Symbol.iterator](): Iterator<T | null>;
}

const ABOUT: unique symbol = Symbol('about');

/** The answers of a column, and whose they are. */
interface About {
  readonly ids: readonly string[];
  readonly answers: Answers;
}

/** What a column was made of; undefined of anything else. */
export const aboutOf = (value: unknown): About | undefined =>
  (value as Partial<{ readonly [ABOUT]: About }> | null | undefined)?.[ABOUT];

/** The column of the answers about all customers. */
export const columnOf = (people: People, answers: Answers): Column => {
  const size = people.ids.length;
  let sorted: Float64Array | undefined;
  let missing: number | undefined;
  const numbers = (name: string): Float64Array => {
    const found = answers.kind === 'number' ? answers.data : untypedNumbers(answers);
    if (found === undefined)
      throw new HabitusError(
        'wrong-type',
        'expected a column of numbers, but this one holds other values',
        name,
      );
    sorted ??= sortedValues(found);
    return sorted;
  };
  const at = (customer: number): Answer => answerAt(answers, customer);
  const get = (id: string): Answer => {
    const customer = people.indices.get(id);
    return customer === undefined ? null : at(customer);
  };
  const quantile = (p: number): number | null => {
    if (typeof p !== 'number' || !(p >= 0 && p <= 1))
      refuse('bad-value', 'a share from 0 to 1', p, 'quantile');
    return quantileOf(numbers('quantile'), p);
  };
  const self: Column = {
    size,
    get missingCount() {
      if (missing === undefined) {
        missing = 0;
        for (let customer = 0; customer < size; customer++) if (at(customer) === null) missing++;
      }
      return missing;
    },
    get,
    isMissing: (id) => get(id) === null,
    toArray: () => people.ids.map((_, customer) => at(customer)),
    counts: () => {
      const counts = new Map<Exclude<Answer, null>, number>();
      for (const value of self) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
      return counts;
    },
    quantile,
    quantiles: (ps) =>
      Array.isArray(ps) ? ps.map(quantile) : refuse('bad-value', 'a list of shares', ps, 'quantiles'),
    histogram: (bins = 10) => histogramOf(numbers('histogram'), edgesOf(numbers('histogram'), bins)),
    *[Symbol.iterator]() {
      for (let customer = 0; customer < size; customer++) yield at(customer);
    },
  };
  const about: About = { ids: people.ids, answers };
  return Object.freeze(
    shownAs(
      Object.defineProperty(self, ABOUT, { value: about }),
      () => `${quantity(size, 'customers')}: ${columnText(self)}`,
    ),
  );
};

/** Values to which nothing gives a type, where all that are there are numbers. */
const untypedNumbers = (answers: Answers): Float64Array | undefined =>
  answers.kind === 'any' && answers.data.every((value) => value === null || typeof value === 'number')
    ? Float64Array.from(answers.data, (value) => (value as number | null) ?? NaN)
    : undefined;
