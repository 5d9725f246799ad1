import { attribute, choose, events, type Metric, metric, oneOf, type Segment } from '../definitions/index.js';
import { onlyKeys, refuse } from '../internal/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';

/** What {@link featuresOf} takes. */
export interface FeaturesOfOptions {
  /**
   * The features that each plan includes: the plans as the attribute `plan` has them, the features as
   * `feature_used.feature` does.
   */
  readonly plan: Readonly<Record<string, readonly string[]>>;
  /** Within which time. Default: 28 days. */
  readonly window?: Duration | undefined;
}

/** How many of the features of a plan a customer used, as a share of them. */
const usedOf = (plan: string, features: readonly string[], window: Duration): Metric<'number'> =>
  metric('used-of-plan', {
    title: `Share of what “${plan}” includes (${features.join(', ')}) used in the last ${duration(window)}`,
    unit: 'share',
    value: () =>
      events('feature_used')
        .where({ feature: oneOf(...features) })
        .within(window)
        .distinct('feature')
        .dividedBy(features.length),
  });

/**
 * How much of what their own plan includes a customer used in the last 28 days, 0 to 1.
 *
 * It counts the different features of the plan among `feature_used.feature`, and divides them by those that the plan
 * includes, so that a small plan that is used in full is worth 1 as well as a great one.
 * Parameters: `plan` is given (the features that each plan includes, all of them: what `pro` has of `free` is named
 * again); `window` 28 days is changed by `with`.
 * Edge cases: missing where `plan` is, or is none of those given, or includes no feature; 0 without `feature_used`, for
 * a new customer too. A feature that the plan does not include, such as one of an earlier plan, does not count; one
 * that is named twice counts once. Of a customer who changed the plan all uses of the window are held against the
 * present one.
 * @throws `bad-value` where no plan includes a feature, or what it includes is no list
 * @example
 * ```ts
 * import { featuresOf, profile } from 'habitus';
 * const breadth = featuresOf({ plan: { free: ['export'], pro: ['export', 'share', 'audit', 'api'] } });
 * const uses = ['export', 'share', 'share'].map((feature) => ({
 *   name: 'feature_used',
 *   at: '2026-11-20T09:00:00Z',
 *   properties: { feature },
 * }));
 * const on = (plan: string) => profile({ id: 'ada', attributes: { plan } }, uses, { asOf: '2026-11-22T00:00:00Z' });
 * breadth(on('pro')); //=> 0.5
 * breadth(on('free')); //=> 1
 * breadth(on('trial')); //=> null
 * breadth.below(0.6)(on('pro')); //=> true
 * ```
 * @see {@link featureBreadth} for the number of features, whatever the plan has
 */
export const featuresOf = (options: FeaturesOfOptions): Metric<'number', { readonly window: Duration }> => {
  onlyKeys(options, ['plan', 'window'], 'featuresOf');
  const { plan, window: length = days(28) } = options;
  const known = Object.entries(plan).flatMap(([name, features]) => {
    if (!Array.isArray(features))
      refuse('bad-value', 'a list of features', features, `featuresOf.plan.${name}`);
    return features.length === 0 ? [] : [[name, [...new Set(features)]] as const];
  });
  if (known.length === 0)
    refuse('bad-value', 'at least one plan that includes a feature', plan, 'featuresOf.plan');
  return metric('features-of', {
    title: 'Features of the own plan in use',
    unit: 'share',
    dimension: 'usage',
    goal: 'Get what is paid for into use, on the small plans as on the great ones',
    action:
      'Show those who use little of their plan one more of its features, and the next plan to those who use it all',
    source: 'Rule of thumb: the breadth of adoption by what the plan includes; so is the window',
    parameters: { window: length },
    value: ({ window }) =>
      choose(
        known.map(([name, features]): readonly [Segment, Metric<'number'>] => [
          attribute('plan').is(name),
          usedOf(name, features, window),
        ]),
      ),
  });
};
