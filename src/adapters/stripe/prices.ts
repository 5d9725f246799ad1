import { own } from '../../internal/index.js';
import type { Note } from '../envelope.js';
import type { Fields } from '../facts.js';
import { decimalOf, numberOf } from '../figures.js';
import { isFields } from '../history.js';

/**
 * How often a year, in twelfths of a month's share: what is paid an interval, times this, divided by 12 and by the
 * count of intervals, is paid a month.
 */
const YEARLY: Readonly<Record<string, number>> = { day: 365, week: 52, month: 12, year: 1 };

/**
 * What a payment every so often is a month: a year has 12 months, 52 weeks and 365 days. Undefined of an unknown
 * interval.
 */
export const monthly = (amount: number, interval: unknown, count: unknown): number | undefined => {
  const times = typeof interval === 'string' ? (own(YEARLY, interval) as number | undefined) : undefined;
  const every = count === undefined || count === null ? 1 : numberOf(count);
  return times === undefined || every === undefined || every <= 0
    ? undefined
    : (amount * times) / (12 * every);
};

/** One item of a subscription as what it brings a month, in Stripe's units. */
export interface Line {
  readonly units: number;
  readonly currency: unknown;
  readonly plan: string | undefined;
  readonly quantity: number | undefined;
  readonly interval: unknown;
  readonly count: unknown;
  readonly item: Fields;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const charged = (quantity: number, transform: unknown): number => {
  const by = isFields(transform) ? numberOf(transform.divide_by) : undefined;
  if (by === undefined || by <= 0) return quantity;
  return own(transform, 'round') === 'up' ? Math.ceil(quantity / by) : Math.floor(quantity / by);
};

/**
 * Reads an item by its price, or by the plan that older versions have. What is metered or has tiers counts 0, with
 * a note.
 */
export const lineOf = (item: Fields, path: string, note: Note): Line => {
  const price = isFields(item.price) ? item.price : isFields(item.plan) ? item.plan : {};
  const recurring = isFields(price.recurring) ? price.recurring : price;
  const { interval, interval_count: count, usage_type: usage } = recurring;
  const product = isFields(price.product) ? price.product.name : price.product;
  const isMetered = usage === 'metered';
  const quantity = isMetered ? undefined : (numberOf(item.quantity) ?? 1);
  const line = {
    currency: price.currency,
    plan: text(price.lookup_key) ?? text(price.nickname) ?? text(product) ?? text(price.id),
    quantity,
    interval,
    count,
    item,
  };
  const zero = (code: string, message: string): Line => {
    note(code, `${path}.price`, message);
    return { ...line, units: 0 };
  };
  if (quantity === undefined)
    return zero('metered-price', 'a metered price has no amount of its own: it counts 0');
  const unit =
    decimalOf(price.unit_amount_decimal) ??
    decimalOf(price.unit_amount) ??
    decimalOf(price.amount_decimal) ??
    decimalOf(price.amount);
  if (unit === undefined)
    return zero(
      'price-without-amount',
      'expected an amount of each unit, got none (as of tiers): it counts 0',
    );
  const units = monthly(
    unit * charged(quantity, price.transform_quantity ?? price.transform_usage),
    interval,
    count,
  );
  return units === undefined
    ? zero('unknown-interval', 'expected an interval of days, weeks, months or years: it counts 0')
    : { ...line, units };
};
