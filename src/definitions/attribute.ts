import type { ValueType } from '../expression/index.js';
import { onlyKeys } from '../internal/index.js';
import { metricOf } from './expressions.js';
import type { Metric } from './metric-types.js';

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
): Metric<A> => {
  onlyKeys(options, ['as'], 'attribute');
  const { as } = options;
  return metricOf({ kind: 'attribute', name, ...(as !== undefined && { as }) });
};
