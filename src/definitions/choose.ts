import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { nodeOf, requireCallable } from './callable.js';
import { metricOf } from './expressions.js';
import type { AnyMetric, Chosen, MadeWith } from './metric-types.js';
import { operand } from './tests.js';
import type { AnySegment } from './types.js';

/** A value of {@link choose}: a metric, or a literal. */
export type ChoiceValue = number | string | boolean | AnyMetric;

/** A case of {@link choose}: the value of the customers in a segment. */
export type ChoiceCase = readonly [segment: AnySegment, value: ChoiceValue];

/**
 * The value of the first case whose segment the customer is in, also where that value is missing; `otherwise` where she is
 * in none of them, or missing without it (S34). All are of one type, and an instant is no number here.
 * @example
 * ```ts
 * import { attribute, choose, events, profile } from 'habitus';
 * const due = choose([[attribute('plan').is('pro'), attribute('seats').times(20)], [attribute('plan').is('team'), 99]], 0);
 * due(profile({ id: 'acme', attributes: { plan: 'pro', seats: 12 } })); //=> 240
 * due(profile({ id: 'free', attributes: { plan: 'free' } })); //=> 0
 * ```
 */
export const choose = <
  const C extends readonly ChoiceCase[],
  const O extends ChoiceValue | undefined = undefined,
>(
  cases: C,
  otherwise?: O,
): Chosen<C[number][1] | Exclude<O, undefined>, C[number][0 | 1] | O> => {
  if (!Array.isArray(cases)) refuse('bad-value', 'a list of cases [segment, value]', cases, 'choose');
  return metricOf({
    kind: 'choose',
    cases: (cases as readonly unknown[]).map((given, i) => {
      const path = `choose[${i}]`;
      if (!Array.isArray(given) || given.length !== 2)
        return refuse('bad-value', 'a case [segment, value]', given, path);
      return [nodeOf(requireCallable(given[0], 'segment', `${path}[0]`)), operand(given[1], `${path}[1]`)];
    }),
    ...(otherwise !== undefined && { otherwise: operand(otherwise, 'choose.otherwise') }),
  });
};

/** Options of {@link howMany}. */
export interface HowManyOptions<S extends readonly AnySegment[]> {
  /** How much each segment is worth, in their order; below 0 it takes points away. Default: 1 each. */
  readonly points: { readonly [K in keyof S]: number };
}

/** What {@link howMany} is. */
export interface HowMany {
  <const S extends readonly AnySegment[]>(...segments: S): MadeWith<S[number], 'number'>;
  <const S extends readonly AnySegment[]>(
    ...segments: readonly [...S, HowManyOptions<S>]
  ): MadeWith<S[number], 'number'>;
}

/**
 * How many of these segments the customer is in; with `{ points }` the sum of their points, a lead score (S34). The points
 * are added from left to right; a sum that is not finite is missing.
 * @example
 * ```ts
 * import { attribute, days, events, howMany, profile } from 'habitus';
 * const demo = events('demo_booked').within(days(30)).any();
 * const pricing = events('pricing_viewed').within(days(7)).count().atLeast(2);
 * const lead = howMany(demo, pricing, attribute('role').is('student'), { points: [50, 20, -30] });
 * lead(profile({ id: 'ada', attributes: { role: 'student' } })); //=> -30
 * howMany(demo, pricing).atLeast(1)(profile({ id: 'ada' })); //=> false
 * ```
 */
export const howMany: HowMany = (...given: readonly unknown[]) => {
  const last = given[given.length - 1];
  const options = isPlainObject(last) ? last : undefined;
  const segments = options === undefined ? given : given.slice(0, -1);
  if (options !== undefined) onlyKeys(options, ['points'], 'howMany');
  return metricOf<never>({
    kind: 'howMany',
    of: segments.map((segment, i) => nodeOf(requireCallable(segment, 'segment', `howMany[${i}]`))),
    ...(options?.points !== undefined && { points: options.points }),
  });
};
