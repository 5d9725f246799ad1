import { and, attribute, events, type Metric, metric, type Segment, segment } from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { firstSeen, knownFor } from './shared.js';
import { trialUser } from './usage.js';

/**
 * How far a customer has come in the onboarding, 0 to 1: the share of its steps that were done.
 *
 * Parameters: `steps` 5 (different values of `onboarding_step.step` that complete it).
 * Edge cases: 0 without a step, for a new customer too; a step done twice counts once, one without `step` not at all;
 * never more than 1.
 * @example
 * ```ts
 * import { onboardingProgress, profile } from 'habitus';
 * const step = { name: 'onboarding_step', at: '2026-11-01T00:00:00Z', properties: { step: 'invite' } };
 * onboardingProgress(profile({ id: 'ada' }, [step], { asOf: '2026-11-22T00:00:00Z' })); //=> 0.2
 * onboardingProgress.with({ steps: 1 })(profile({ id: 'ada' }, [step], { asOf: '2026-11-22T00:00:00Z' })); //=> 1
 * ```
 * @see By definition. Set `steps` to the number your onboarding has.
 */
export const onboardingProgress: Metric<'number', { readonly steps: number }> = /* @__PURE__ */ metric(
  'onboarding-progress',
  {
    title: 'Onboarding progress',
    unit: 'share',
    dimension: 'journey',
    goal: 'Get every newcomer to the first success',
    action: 'Show the next step, and no other',
    source: 'By definition; set the number of steps to that of your onboarding',
    parameters: { steps: 5 },
    value: ({ steps }) => events('onboarding_step').distinct('step').dividedBy(steps).least(1),
  },
);

/**
 * Came in the last 60 days, began the onboarding and stopped on the way: at least one and fewer than 5 different steps,
 * and none in the last 7 days.
 *
 * Parameters: `steps` 5 (different values of `onboarding_step.step` that complete it), `pause` 7 days, `window` 60
 * days.
 * Edge cases: a customer known for less than the pause is not stuck yet. `signedUpAt` says since when, or the first
 * event where it is missing; without either nobody is stuck. Without a step at all nobody is stuck: where no
 * onboarding is recorded it would hold everybody new.
 * @example
 * ```ts
 * import { profile, stuckInOnboarding } from 'habitus';
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-11-01T00:00:00Z' } };
 * const step = (day: string) => [
 *   { name: 'onboarding_step', at: `2026-11-${day}T00:00:00Z`, properties: { step: 'invite' } },
 * ];
 * stuckInOnboarding(profile(ada, step('02'), { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * stuckInOnboarding(profile(ada, step('20'), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: a week is a long pause in an onboarding. Set `steps` to the number your onboarding has.
 */
export const stuckInOnboarding: Segment<{
  readonly steps: number;
  readonly pause: Duration;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('stuck-in-onboarding', {
  title: 'Stuck in onboarding',
  dimension: 'journey',
  goal: 'Get every newcomer to the first success',
  action: 'Offer help with exactly the next step',
  source: 'Rule of thumb: a week is a long pause in an onboarding',
  parameters: { steps: 5, pause: /* @__PURE__ */ days(7), window: /* @__PURE__ */ days(60) },
  where: ({ steps, pause, window }) =>
    and(
      firstSeen().withinLast(window),
      knownFor(pause),
      events('onboarding_step').any(),
      events('onboarding_step').distinct('step').below(steps),
      events('onboarding_step').within(pause).none(),
    ),
});

/**
 * Is about to leave the trial without a subscription: it ends in the next 7 days, and nothing was subscribed.
 *
 * Edge cases: needs no events, so a new customer on a short trial is one; without `trialEndsAt` nobody qualifies. A
 * `subscribedAt` that has come, or a `subscription_started` event, takes them out; before the sign-up nobody is one,
 * as for {@link trialUser}.
 * @example
 * ```ts
 * import { profile, trialEndingUnconverted } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * const trial = (trialEndsAt: string) => ({
 *   id: 'ada',
 *   attributes: { signedUpAt: '2026-11-15T00:00:00Z', trialEndsAt },
 * });
 * trialEndingUnconverted(profile(trial('2026-11-25T00:00:00Z'), [], { asOf })); //=> true
 * trialEndingUnconverted(profile(trial('2026-12-25T00:00:00Z'), [], { asOf })); //=> false
 * ```
 */
export const trialEndingUnconverted: Segment<{ readonly notice: Duration }> = /* @__PURE__ */ segment(
  'trial-ending-unconverted',
  {
    title: 'Trial ending, not converted',
    dimension: 'journey',
    goal: 'Turn trials into subscriptions',
    action: 'Show what they would lose, and offer a longer trial to the active ones',
    source: 'Rule of thumb: a week, half of a usual trial',
    parameters: { notice: /* @__PURE__ */ days(7) },
    where: ({ notice }) => and(trialUser, attribute('trialEndsAt').withinNext(notice)),
  },
);
