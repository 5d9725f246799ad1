import {
  and,
  attribute,
  type Classification,
  classification,
  events,
  not,
  type Segment,
  segment,
} from '../definitions/index.js';
import { type Duration, days, hours } from '../time/index.js';
import { activity, firstSeen, knownFor } from './shared.js';
import { trialUser } from './usage.js';

/**
 * Filled a cart in the last 7 days, ordered nothing within 24 hours, and has bought nothing since.
 *
 * Parameters: `patience` 24 hours, `window` 7 days.
 * Edge cases: a cart younger than the patience is still open, not abandoned, so a new customer is none at first; without `cart_add`
 * nobody is; what was taken out of the cart again (`cart_remove`) is not looked at; no attribute is read.
 * @example
 * ```ts
 * import { cartAbandoner, profile } from 'habitus';
 * const history = [{ name: 'cart_add', at: '2026-11-20T00:00:00Z' }];
 * cartAbandoner(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * cartAbandoner(profile({ id: 'bob' }, history, { asOf: '2026-11-20T12:00:00Z' })); //=> false
 * ```
 * @see The events of the e-commerce specification of Segment (https://www.twilio.com/docs/segment/connections/spec/ecommerce/v2); a day is the horizon of reports, an hour that of reminders; both are rules of thumb.
 */
export const cartAbandoner: Segment<{ readonly patience: Duration; readonly window: Duration }> =
  /* @__PURE__ */ segment('cart-abandoner', {
    title: 'Cart abandoner',
    dimension: 'journey',
    goal: 'Bring the order home',
    action: 'Show the cart again, and ask what stood in the way before giving a discount',
    source: 'Events of the Segment e-commerce specification; the horizon of 24 hours is a rule of thumb',
    parameters: { patience: /* @__PURE__ */ hours(24), window: /* @__PURE__ */ days(7) },
    where: ({ patience, window }) => {
      const abandoned = events('cart_add').within(window).notFollowedBy(events('purchase'), patience);
      return and(abandoned.any(), not(events('purchase').lastAt().atLeast(abandoned.lastAt())));
    },
  });

/**
 * Began in the last 60 days and stopped on the way: fewer than 5 different steps of the onboarding, and none in the last 7 days.
 *
 * Parameters: `steps` 5 (different values of `onboarding_step.step` that complete it), `pause` 7 days, `window` 60 days.
 * Edge cases: a customer known for less than the pause is not stuck yet. `signedUpAt` says since when, or the first event where it is missing; without either
 * nobody is stuck. Without a step at all one is stuck at the start.
 * @example
 * ```ts
 * import { profile, stuckInOnboarding } from 'habitus';
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-11-01T00:00:00Z' } };
 * const step = (day: string) => [{ name: 'onboarding_step', at: `2026-11-${day}T00:00:00Z`, properties: { step: 'invite' } }];
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
      events('onboarding_step').distinct('step').below(steps),
      events('onboarding_step').within(pause).none(),
    ),
});

/**
 * Is about to leave the trial without a subscription: it ends in the next 7 days, and nothing was subscribed.
 *
 * Parameters: `notice` 7 days.
 * Edge cases: needs no events, so a new customer on a short trial is one; without `trialEndsAt` nobody is. A `subscribedAt` that has come, or a
 * `subscription_started` event, takes them out; before the sign-up nobody is one, as for {@link trialUser}.
 * @example
 * ```ts
 * import { profile, trialEndingUnconverted } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * const trial = (trialEndsAt: string) => ({ id: 'ada', attributes: { signedUpAt: '2026-11-15T00:00:00Z', trialEndsAt } });
 * trialEndingUnconverted(profile(trial('2026-11-25T00:00:00Z'), [], { asOf })); //=> true
 * trialEndingUnconverted(profile(trial('2026-12-25T00:00:00Z'), [], { asOf })); //=> false
 * ```
 * @see Rule of thumb: a week, half of a usual trial.
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

/**
 * Where a customer is in the life cycle, by windows of 30 days: `new` since less than one; `current` active in this one and the one before;
 * `resurrected` active in this one and not in the one before; `dormant` not active in this one.
 *
 * Parameters: `window` 30 days.
 * Edge cases: a new customer is new, active or not. `signedUpAt` says since when, or the first event where that is missing; without either the
 * label is null, as it is before the instant of `signedUpAt`. The first activity after a silent window is resurrected, too. Everybody else has exactly one label. `dormant` is the end of a single window here:
 * the segment of that name waits for longer, and asks for activity before.
 * @example
 * ```ts
 * import { lifecycle, profile } from 'habitus';
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } };
 * const logins = [{ name: 'logged_in', at: '2026-02-01T00:00:00Z' }, { name: 'logged_in', at: '2026-11-20T00:00:00Z' }];
 * lifecycle(profile(ada, logins, { asOf: '2026-01-20T00:00:00Z' })); //=> 'new'
 * lifecycle(profile(ada, logins, { asOf: '2026-02-20T00:00:00Z' })); //=> 'resurrected'
 * lifecycle(profile(ada, logins, { asOf: '2026-10-20T00:00:00Z' })); //=> 'dormant'
 * ```
 * @see The life cycle of PostHog (https://posthog.com/docs/product-analytics/lifecycle); 30 days is a rule of thumb.
 */
export const lifecycle: Classification<
  'new' | 'current' | 'resurrected' | 'dormant',
  { readonly window: Duration }
> = /* @__PURE__ */ classification('lifecycle', {
  title: 'Life cycle',
  dimension: 'journey',
  goal: 'See whether more come and come back than go',
  action: 'Guide the new, leave the current in peace, welcome the resurrected, call the dormant',
  source: 'The life cycle of PostHog; the window of 30 days is a rule of thumb',
  parameters: { window: /* @__PURE__ */ days(30) },
  labels: ({ window }) => ({
    new: firstSeen().withinLast(window),
    current: and(
      knownFor(window),
      activity().within(window).any(),
      activity().within(window, { ago: window }).any(),
    ),
    resurrected: and(knownFor(window), activity().within(window).any()),
    dormant: knownFor(window),
  }),
});
