import {
  and,
  attribute,
  events,
  exists,
  type Metric,
  metric,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import { DAY, type Duration, days, type InstantInput, requireInstant } from '../time/index.js';
import { activity, knownFor } from './shared.js';

/** Uses of one feature. */
const usesOf = (feature: string): Selection => events('feature_used').where({ feature });

/** When a customer signed up: the attribute, or the event where that is missing. */
const signUp = (): Metric<'instant'> =>
  metric('sign-up', {
    title: 'Sign-up',
    value: () => attribute('signedUpAt', { as: 'instant' }).orElse(events('signed_up').firstAt()),
  });

/** Days from one instant to another. */
const daysBetween = (
  title: string,
  from: Metric<'instant' | 'number'>,
  to: Metric<'instant'>,
): Metric<'number'> =>
  metric('days-between', { title, unit: 'days', value: () => to.minus(from).dividedBy(DAY) });

/**
 * How many different features a customer used in the last 28 days.
 *
 * It counts the different values of `feature_used.feature`.
 * Edge cases: 0 without `feature_used`; a new customer has as many as there were; to compare plans ask for the share
 * of what each of them includes, with {@link featuresOf}.
 * @example
 * ```ts
 * import { featureBreadth, profile } from 'habitus';
 * const uses = ['export', 'share', 'share'].map((feature) => ({
 *   name: 'feature_used',
 *   at: '2026-11-20T09:00:00Z',
 *   properties: { feature },
 * }));
 * featureBreadth(profile({ id: 'ada' }, uses, { asOf: '2026-11-22T00:00:00Z' })); //=> 2
 * featureBreadth(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const featureBreadth: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'feature-breadth',
  {
    title: 'Feature breadth',
    unit: 'features',
    dimension: 'usage',
    goal: 'Make the product hard to replace',
    action: 'Show those with one feature the one that goes with it',
    source: 'By definition: the different features used; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(28) },
    value: ({ window }) => events('feature_used').within(window).distinct('feature'),
  },
);

/**
 * How often, on average, a customer used each of the features they used in the last 28 days.
 *
 * It divides the `feature_used` events with a `feature` by the different ones.
 * Edge cases: missing without such an event, so for a new customer at first; let a `feature_used` stand for a finished
 * task and not for a page that was opened.
 * @example
 * ```ts
 * import { featureDepth, profile } from 'habitus';
 * const uses = ['export', 'share', 'share'].map((feature) => ({
 *   name: 'feature_used',
 *   at: '2026-11-20T09:00:00Z',
 *   properties: { feature },
 * }));
 * featureDepth(profile({ id: 'ada' }, uses, { asOf: '2026-11-22T00:00:00Z' })); //=> 1.5
 * featureDepth(profile({ id: 'bob' })); //=> null
 * ```
 */
export const featureDepth: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'feature-depth',
  {
    title: 'Feature depth',
    unit: 'uses per feature',
    dimension: 'usage',
    goal: 'Tell features that were tried from features that are needed',
    action: 'Ask those with much breadth and little depth what they were looking for',
    source: 'By definition: uses ÷ different features used; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(28) },
    value: ({ window }) =>
      events('feature_used')
        .where({ feature: exists() })
        .within(window)
        .count()
        .dividedBy(featureBreadth.with({ window })),
  },
);

/**
 * How many days went by between signing up and the first value a customer got from the product: by default the first
 * feature used.
 *
 * Parameters: `event` 'feature_used' (the name of the event that stands for the value).
 * Edge cases: missing until the event has happened, so for most new customers: an average over customers is too short,
 * use the median of Kaplan and Meier. 0 where it came before signing up. `signedUpAt` says when that was, or the first
 * `signed_up` where it is missing; missing without either.
 * @example
 * ```ts
 * import { profile, timeToFirstValue } from 'habitus';
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-11-01T00:00:00Z' } };
 * const invited = { name: 'invite_sent', at: '2026-11-02T00:00:00Z' };
 * const used = { name: 'feature_used', at: '2026-11-03T12:00:00Z' };
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * timeToFirstValue(profile(ada, [invited, used], at)); //=> 2.5
 * timeToFirstValue.with({ event: 'invite_sent' })(profile(ada, [invited, used], at)); //=> 1
 * timeToFirstValue(profile({ id: 'bob' })); //=> null
 * ```
 * @see Time to value (TTV): the first value event less the sign-up. Choose the event that customers who stay have in
 * common.
 */
export const timeToFirstValue: Metric<'number', { readonly event: string }> = /* @__PURE__ */ metric(
  'time-to-first-value',
  {
    title: 'Time to first value',
    unit: 'days',
    dimension: 'usage',
    goal: 'Let newcomers succeed before they lose patience',
    action: 'Remove whatever stands between signing up and that first time',
    source: 'By definition: the first event of value less the sign-up; which event it is, is yours to choose',
    parameters: { event: 'feature_used' },
    value: ({ event }) =>
      daysBetween(
        `Days from sign-up to the first ${event.replaceAll('_', ' ')}`,
        signUp(),
        events(event).firstAt(),
      ).greatest(0),
  },
);

/** What {@link timeToAdopt} takes. */
export interface TimeToAdoptOptions {
  /** The feature, as `feature_used.feature` has it. */
  readonly feature: string;
  /** When the feature came out, for customers who were there before. Default: it was always there. */
  readonly releasedAt?: InstantInput | undefined;
}

/**
 * How many days went by before a customer first used a feature: from signing up, or from its release for those who
 * were there before.
 *
 * `feature` is given (the value of `feature_used.feature`, to the letter), and `releasedAt` where it was not always
 * there.
 * Edge cases: missing until the feature was used, so for most new customers: an average over customers is too short,
 * use the median of Kaplan and Meier. 0 where it was used before (in a beta). `signedUpAt` says when they signed up,
 * or the first `signed_up` where it is missing; missing without either.
 * @example
 * ```ts
 * import { profile, timeToAdopt } from 'habitus';
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-11-01T00:00:00Z' } };
 * const used = { name: 'feature_used', at: '2026-11-15T00:00:00Z', properties: { feature: 'export' } };
 * const asked = profile(ada, [used], { asOf: '2026-11-22T00:00:00Z' });
 * timeToAdopt({ feature: 'export' })(asked); //=> 14
 * timeToAdopt({ feature: 'export', releasedAt: '2026-11-12T00:00:00Z' })(asked); //=> 3
 * timeToAdopt({ feature: 'share' })(asked); //=> null
 * ```
 */
export const timeToAdopt = (options: TimeToAdoptOptions): Metric<'number'> => {
  onlyKeys(options, ['feature', 'releasedAt'], 'timeToAdopt');
  const { feature, releasedAt } = options;
  const release = releasedAt === undefined ? undefined : requireInstant(releasedAt, 'timeToAdopt.releasedAt');
  return metric('time-to-adopt', {
    title: `Time to adopt ${feature}`,
    unit: 'days',
    dimension: 'usage',
    goal: 'Get what was built into use',
    action: 'Where it takes long, announce the feature where the work is done, not in a newsletter',
    source: 'By definition: the first use less the later of release and sign-up',
    value: () => {
      const title = `Days from ${release === undefined ? 'sign-up' : 'sign-up or release'} to the first use of ${feature}`;
      const start = release === undefined ? signUp() : signUp().greatest(release);
      return daysBetween(title, start, usesOf(feature).firstAt()).greatest(0);
    },
  });
};

/** What {@link featureAdopter} takes. */
export interface FeatureAdopterOptions {
  /** The feature, as `feature_used.feature` has it. */
  readonly feature: string;
  /** On how many different days it must have been used. Default: 3. */
  readonly days?: number | undefined;
  /** Within which time. Default: 28 days. */
  readonly window?: Duration | undefined;
}

/**
 * Has made a feature their own: used it on at least 3 different days of the last 28.
 *
 * Parameters: `feature` is given (the value of `feature_used.feature`, to the letter); `days` 3 (UTC) and `window` 28
 * days are changed by `with`.
 * Edge cases: who tried it once or twice is none yet, nor is a customer of two days; who has stopped using it is none
 * any more; without events nobody qualifies.
 * @example
 * ```ts
 * import { featureAdopter, profile } from 'habitus';
 * const exporter = featureAdopter({ feature: 'export' });
 * const uses = ['03', '10', '20'].map((day) => ({
 *   name: 'feature_used',
 *   at: `2026-11-${day}T09:00:00Z`,
 *   properties: { feature: 'export' },
 * }));
 * exporter(profile({ id: 'ada' }, uses, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * exporter(profile({ id: 'bob' }, uses.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: the third day is no trial any more. Widen the window for features that are needed once a month.
 */
export const featureAdopter = (
  options: FeatureAdopterOptions,
): Segment<{ readonly days: number; readonly window: Duration }> => {
  onlyKeys(options, ['feature', 'days', 'window'], 'featureAdopter');
  const { feature, days: least = 3, window = days(28) } = options;
  return segment('feature-adopter', {
    title: `Adopter of ${feature}`,
    dimension: 'usage',
    goal: 'Know who depends on a feature',
    action: 'Ask them before you change it, and tell them first what is new in it',
    source: 'Rule of thumb: the third day is no trial any more',
    parameters: { days: least, window },
    where: (p) => usesOf(feature).within(p.window).activeDays().atLeast(p.days),
  });
};

/**
 * Uses much of the product: at least 8 different features in the last 90 days.
 *
 * Parameters: `features` 8 (different values of `feature_used.feature`), `window` 90 days.
 * Edge cases: how often each was used does not matter, see {@link featureDepth}; a new customer can qualify at once;
 * without `feature_used` nobody qualifies. A plan with fewer features has no broad adopters: where plans differ ask
 * `featuresOf({ plan: … }).atLeast(0.66)` instead, see {@link featuresOf}.
 * @example
 * ```ts
 * import { broadAdopter, profile } from 'habitus';
 * const uses = Array.from({ length: 8 }, (_, i) => ({
 *   name: 'feature_used',
 *   at: '2026-11-20T09:00:00Z',
 *   properties: { feature: `f${i}` },
 * }));
 * broadAdopter(profile({ id: 'ada' }, uses, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * broadAdopter(profile({ id: 'bob' }, uses.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const broadAdopter: Segment<{ readonly features: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('broad-adopter', {
    title: 'Broad adopter',
    dimension: 'usage',
    goal: 'Know who sees the product as a whole',
    action: 'Ask them what is missing between the features, and show others how they combine them',
    source: 'Rule of thumb: set it to about two thirds of the features of your plan',
    parameters: { features: 8, window: /* @__PURE__ */ days(90) },
    where: ({ features, window }) =>
      events('feature_used').within(window).distinct('feature').atLeast(features),
  });

/** What {@link tutorialCandidate} takes. */
export interface TutorialCandidateOptions {
  /** The feature, as `feature_used.feature` has it. */
  readonly feature: string;
  /** The plans that have it, as the attribute `plan` has them. Default: every plan has it. */
  readonly plans?: readonly string[] | undefined;
  /** Within which time an activity makes a customer active. Default: 30 days. */
  readonly window?: Duration | undefined;
  /** For how long a customer must be known. Default: 14 days, as long as a customer is a new one. */
  readonly age?: Duration | undefined;
}

/**
 * Could use a feature and never has: active in the last 30 days, known for at least 14, and on a plan that has it.
 *
 * Parameters: `feature` is given (the value of `feature_used.feature`, to the letter), and `plans` where not every
 * plan has it (values of the attribute `plan`); `window` 30 days and `age` 14 days are changed by `with`.
 * Edge cases: a customer known for less than the age is still on the guided tour; `signedUpAt` says since when, or the
 * first event where that is missing. Where plans are given and `plan` is missing nobody is one; without events nobody
 * qualifies, for want of activity.
 * @example
 * ```ts
 * import { profile, tutorialCandidate } from 'habitus';
 * const unaware = tutorialCandidate({ feature: 'export', plans: ['pro', 'enterprise'] });
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z', plan: 'pro' } };
 * const used = (feature: string) => ({ name: 'feature_used', at: '2026-11-20T09:00:00Z', properties: { feature } });
 * unaware(profile(ada, [used('share')], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * unaware(profile(ada, [used('share'), used('export')], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: two weeks to find it by oneself. The audience of an in-product guide: entitled, active, and not
 * yet a user.
 */
export const tutorialCandidate = (
  options: TutorialCandidateOptions,
): Segment<{ readonly window: Duration; readonly age: Duration }> => {
  onlyKeys(options, ['feature', 'plans', 'window', 'age'], 'tutorialCandidate');
  const { feature, plans, window = days(30), age = days(14) } = options;
  return segment('tutorial-candidate', {
    title: `Tutorial candidate for ${feature}`,
    dimension: 'usage',
    goal: 'Get what is paid for into use',
    action: 'Offer a tutorial of two minutes at the place where the feature would have helped',
    source: 'Rule of thumb: two weeks are enough to find a feature by oneself',
    parameters: { window, age },
    where: (p) =>
      and(
        usesOf(feature).none(),
        activity().within(p.window).any(),
        knownFor(p.age),
        ...(plans === undefined ? [] : [attribute('plan').oneOf(...plans)]),
      ),
  });
};
