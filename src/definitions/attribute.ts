import type { ValueType } from '../expression/index.js';
import { onlyKeys } from '../internal/index.js';
import { metricOf } from './expressions.js';
import type { AnswerType, Metric } from './metric-types.js';

/** An attribute as a metric, of which can be asked since when it has been so. */
export type Attribute<A extends AnswerType = AnswerType> = Metric<A> & WithHistory;

/** What an attribute has beside what every metric has. */
export interface WithHistory {
  /**
   * The instant (ms) of the entry of the history from which the present value has held without interruption (S40). Missing where
   * there is no value, or where it has held for as long as is known. Values of any type are compared unless `{ as }` says one.
   * @example
   * ```ts
   * import { attribute, profile } from 'habitus';
   * const history = [{ at: '2026-11-01T00:00:00Z', attributes: { plan: 'pro' } }];
   * const ada = profile({ id: 'ada', attributes: { plan: 'free' }, history }, [], { asOf: '2026-11-22T00:00:00Z' });
   * attribute('plan').heldSince().daysSince()(ada); //=> 21
   * ```
   */
  heldSince(): Metric<'instant'>;
}

/** Options of {@link attribute}. */
export interface AttributeOptions<A extends ValueType = ValueType> {
  /** The type to read; what is of another type is missing. Default: what the test applied to it says. */
  readonly as?: A | undefined;
}

/**
 * An attribute of the customer as of the answer; null where it is absent or of another type.
 * @example
 * ```ts
 * import { attribute, profile } from 'habitus';
 * const utilisation = attribute('seatsUsed').dividedBy(attribute('seats'));
 * utilisation(profile({ id: 'acme', attributes: { seats: 12, seatsUsed: 9 } })); //=> 0.75
 * ```
 */
export const attribute = <A extends ValueType | 'any' = 'any'>(
  name: string,
  options: { readonly as?: Exclude<A, 'any'> | undefined } = {},
): Attribute<A> => {
  onlyKeys(options, ['as'], 'attribute');
  const { as } = options;
  return metricOf({ kind: 'attribute', name, ...(as !== undefined && { as }) });
};
