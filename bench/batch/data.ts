import type { ColumnSource } from 'habitus/population';

/** The instant that all data ends at. */
export const NOW = Date.parse('2026-11-22T00:00:00Z');
export const DAY = 86_400_000;

const SHARES = {
  logged_in: 20,
  feature_used: 30,
  purchase: 8,
  support_ticket: 2,
  content_viewed: 15,
  searched: 5,
  cart_add: 5,
  product_viewed: 5,
  invite_sent: 4,
  message_opened: 3,
  review_written: 2,
  limit_reached: 1,
};
export const NAMES = Object.keys(SHARES);
export const CATEGORIES = Array.from({ length: 40 }, (_, i) => `category-${i}`);

/** The order of the rows: none at all, or that of a log, by time. Customers are mixed in both. */
export type RowOrder = 'shuffled' | 'log';

/** Events as typed columns, each event a row. */
export interface Columns {
  readonly ids: readonly string[];
  readonly signedUpAt: Float64Array;
  readonly seats: Float64Array;
  readonly seatsUsed: Float64Array;
  readonly customer: Int32Array;
  readonly name: Uint8Array;
  readonly at: Float64Array;
  readonly category: Uint8Array;
  /** In whole cents, written as a decimal number. */
  readonly amount: Float64Array;
}

/** Repeatable numbers from 0 to 1 (xorshift, Marsaglia 2003). */
const random = (): (() => number) => {
  let state = 2_463_534_242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/** Customers with a lognormal number of events: half have 24 or fewer, one in a hundred 398 or more. */
export const generate = (customers: number, order: RowOrder = 'shuffled'): Columns => {
  const next = random();
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const counts = Int32Array.from({ length: customers }, () =>
    Math.max(1, Math.round(24 * Math.exp(1.207 * gauss()))),
  );
  const length = counts.reduce((sum, count) => sum + count, 0);
  const customer = new Int32Array(length);
  let row = 0;
  counts.forEach((count, i) => {
    customer.fill(i, row, row + count);
    row += count;
  });
  for (let i = length - 1; i > 0; i--) {
    const other = Math.floor(next() * (i + 1));
    const moved = customer[i]!;
    customer[i] = customer[other]!;
    customer[other] = moved;
  }
  const names = cumulative(Object.values(SHARES));
  const columns = {
    name: new Uint8Array(length),
    at: new Float64Array(length),
    category: new Uint8Array(length),
    amount: new Float64Array(length),
  };
  for (let i = 0; i < length; i++) {
    columns.name[i] = names[Math.floor(next() * names.length)]!;
    // A log has one event in each of as many equal spans as there are events: as uniform as the other, and sorted as it is made.
    const share = order === 'log' ? (length - 1 - i + next()) / length : next();
    columns.at[i] = NOW - Math.floor(share * 730 * DAY);
    columns.category[i] = Math.floor(next() * CATEGORIES.length);
    columns.amount[i] = Math.floor(next() * 10_000) / 100;
  }
  return {
    ids: Array.from({ length: customers }, (_, i) => `customer-${i}`),
    signedUpAt: Float64Array.from({ length: customers }, () => NOW - Math.floor(next() * 800) * DAY),
    seats: Float64Array.from({ length: customers }, () => 1 + Math.floor(next() * 20)),
    seatsUsed: Float64Array.from({ length: customers }, () => Math.floor(next() * 20)),
    customer,
    ...columns,
  };
};

/** For each percent the index of the share that it falls in. */
const cumulative = (shares: readonly number[]): readonly number[] =>
  shares.flatMap((share, i) => new Array<number>(share).fill(i));

/** The columns as a population takes them. */
export const sourceOf = (of: Columns): ColumnSource => ({
  customers: {
    id: of.ids,
    attributes: { signedUpAt: of.signedUpAt, seats: of.seats, seatsUsed: of.seatsUsed },
  },
  events: {
    customerId: { codes: of.customer, values: of.ids },
    name: { codes: of.name, values: NAMES },
    at: of.at,
    properties: { category: { codes: of.category, values: CATEGORIES }, amount: of.amount },
  },
  asOf: NOW,
});
