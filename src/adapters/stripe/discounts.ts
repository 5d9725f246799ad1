import type { Note } from '../envelope.js';
import type { Fields } from '../facts.js';
import { numberOf } from '../figures.js';
import { isFields } from '../history.js';
import { type Line, monthly } from './prices.js';

/** The discounts of a subscription or an item: a list, or the one of older versions. */
const discountsOf = (object: Fields): readonly unknown[] =>
  Array.isArray(object.discounts) && object.discounts.length > 0
    ? object.discounts
    : object.discount === undefined || object.discount === null
      ? []
      : [object.discount];

/** Where discounts are read, and what they are taken off. */
interface Discounts {
  /** The subscription or the item that has them. */
  readonly of: Fields;
  /** What is billed. */
  readonly line: Line;
  readonly at: number;
  readonly path: string;
  readonly note: Note;
}

/**
 * What remains of a monthly amount after discounts, in their order and never less than nothing. A coupon that is
 * used once does not recur and takes nothing off, nor does one that has ended. An amount off is one of each bill,
 * and so as often as `line` is billed.
 */
export const discounted = (units: number, { of, line, at, path, note }: Discounts): number =>
  discountsOf(of).reduce<number>((rest, discount) => {
    if (!isFields(discount)) {
      note(
        'unexpanded-discount',
        path,
        'expected a discount, got its id alone: nothing is taken off (expand discounts)',
      );
      return rest;
    }
    const source = isFields(discount.source) ? discount.source.coupon : undefined;
    const coupon = isFields(discount.coupon) ? discount.coupon : source;
    if (!isFields(coupon)) {
      note(
        'unexpanded-discount',
        path,
        'expected a coupon, got its id alone: nothing is taken off (expand the coupon)',
      );
      return rest;
    }
    const end = numberOf(discount.end);
    if (coupon.duration === 'once' || (end !== undefined && end * 1000 <= at)) return rest;
    const percent = numberOf(coupon.percent_off);
    if (percent !== undefined) return Math.max(0, rest - (rest * percent) / 100);
    const amount = numberOf(coupon.amount_off);
    if (amount === undefined || coupon.currency !== line.currency) {
      note(
        'unusable-coupon',
        path,
        'expected percent_off, or amount_off in the currency of the price: nothing is taken off',
      );
      return rest;
    }
    return Math.max(0, rest - (monthly(amount, line.interval, line.count) ?? 0));
  }, units);
