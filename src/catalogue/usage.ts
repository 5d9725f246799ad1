import {
  and,
  attribute,
  type Classification,
  classification,
  events,
  not,
  or,
  type Segment,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import { type Duration, days } from '../time/index.js';
import { activity, customer, firstSeen, knownFor, lastActivity, productUse, subscribed } from './shared.js';

/**
 * Uses the product on many days, and much of it: active on at least 12 of the last 28 days, with at least 5 different
 * features.
 *
 * Parameters: `activeDays` 12 (days, UTC), `features` 5 (different values of `feature_used.feature`), `window` 28 days
 * for both.
 * Edge cases: a new customer can qualify as soon as 12 active days are there; without events, and without
 * `feature_used`, nobody qualifies. What the company sends is no activity.
 * @example
 * ```ts
 * import { powerUser, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const features = ['export', 'import', 'share', 'search', 'tag'];
 * const uses = Array.from({ length: 12 }, (_, i) => ({
 *   name: 'feature_used',
 *   at: asOf - i * 86_400_000,
 *   properties: { feature: features[i % 5] },
 * }));
 * powerUser(profile({ id: 'ada' }, uses, { asOf })); //=> true
 * powerUser(profile({ id: 'bob' }, uses.slice(1), { asOf })); //=> false
 * powerUser.with({ activeDays: 20 })(profile({ id: 'ada' }, uses, { asOf })); //=> false
 * ```
 * @see Jin and Chen, "The Power User Curve: The Best Way to Understand Your Most Engaged Users" (2018),
 * https://a16z.com/the-power-user-curve-the-best-way-to-understand-your-most-engaged-users/; the cut-offs are rules of
 * thumb.
 */
export const powerUser: Segment<{
  readonly activeDays: number;
  readonly features: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('power-user', {
  title: 'Power user',
  dimension: 'usage',
  goal: 'Keep the customers who get the most out of the product, and learn from them',
  action: 'Invite them to betas and interviews, and ask them for references',
  source:
    'Jin and Chen, "The Power User Curve: The Best Way to Understand Your Most Engaged Users" (2018); the cut-offs are rules of thumb',
  parameters: { activeDays: 12, features: 5, window: /* @__PURE__ */ days(28) },
  where: ({ activeDays, features, window }) =>
    and(
      productUse().within(window).activeDays().atLeast(activeDays),
      events('feature_used').within(window).distinct('feature').atLeast(features),
    ),
});

/** What {@link powerUserOf} takes. */
export interface PowerUserOfOptions {
  /** The names of the events that are use: an API's calls, a shop's orders. */
  readonly events: readonly [string, ...string[]];
  /** The property whose different values say how much of the product they use. Without it only the days count. */
  readonly by?: string;
}

/**
 * {@link powerUser} for products whose use is not `feature_used`: on at least 12 of the last 28 days one of these
 * events, and at least 5 different values of a property of theirs.
 *
 * `events` and `by` are given. Parameters: `activeDays` 12 (days, UTC), `values` 5 (different texts of `by`; not looked
 * at without it), `window` 28 days for both.
 * Edge cases: a new customer can qualify as soon as the days are there; without such events nobody qualifies; events
 * without a text in `by` count for the days alone.
 * @example
 * ```ts
 * import { powerUserOf, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const calls = Array.from({ length: 12 }, (_, i) => ({
 *   name: 'api_called',
 *   at: asOf - i * 86_400_000,
 *   properties: { endpoint: `/v1/${i % 5}` },
 * }));
 * const apiPowerUser = powerUserOf({ events: ['api_called'], by: 'endpoint' });
 * apiPowerUser(profile({ id: 'ada' }, calls, { asOf })); //=> true
 * apiPowerUser(profile({ id: 'bob' }, calls.slice(1), { asOf })); //=> false
 * ```
 */
export const powerUserOf = (
  options: PowerUserOfOptions,
): Segment<{ readonly activeDays: number; readonly values: number; readonly window: Duration }> => {
  onlyKeys(options, ['events', 'by'], 'powerUserOf');
  const { events: names, by } = options;
  return segment('power-user-of', {
    title: 'Power user, by events of your own',
    dimension: 'usage',
    goal: 'Keep the customers who get the most out of the product, whatever its use looks like',
    action: 'Invite them to betas and interviews, and ask them for references',
    source:
      'Jin and Chen, "The Power User Curve: The Best Way to Understand Your Most Engaged Users" (2018); the cut-offs are rules of thumb',
    parameters: { activeDays: 12, values: 5, window: days(28) },
    where: ({ activeDays, values, window }) => {
      const use = events(...names).within(window);
      const often = use.activeDays().atLeast(activeDays);
      return by === undefined ? often : and(often, use.distinct(by).atLeast(values));
    },
  });
};

/**
 * Uses the product nearly every working day: active on at least 16 of the last 28 days.
 *
 * Parameters: `activeDays` 16 (days, UTC: four of the five working days of each week), `window` 28 days.
 * Edge cases: a customer of fewer than 16 days cannot be one yet; without events nobody qualifies.
 * @example
 * ```ts
 * import { profile, superUser } from 'habitus';
 * superUser(profile({ id: 'ada' })); //=> false
 * superUser.parameters.activeDays; //=> 16
 * ```
 * @see The absolute bands of the L28 histogram (https://docs.telemetry.mozilla.org); the cut-offs are rules of thumb.
 */
export const superUser: Segment<{ readonly activeDays: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('super-user', {
    title: 'Super user',
    dimension: 'usage',
    goal: 'Keep the heaviest users',
    action: 'Offer early access and a direct line to the product team',
    source:
      'Mozilla, "Clients Last Seen Reference" (documentation): the days seen of the last 28; the cut-offs are rules of thumb',
    parameters: { activeDays: 16, window: /* @__PURE__ */ days(28) },
    where: ({ activeDays, window }) => productUse().within(window).activeDays().atLeast(activeDays),
  });

/**
 * Uses the product about weekly or more, but not nearly daily: active on 5 to 15 of the last 28 days.
 *
 * Parameters: `least` 5 and `most` 15 (days, UTC, both included), `window` 28 days.
 * Edge cases: a new customer counts the days since signing up only; without events nobody qualifies.
 * @example
 * ```ts
 * import { averageUser, profile } from 'habitus';
 * averageUser(profile({ id: 'ada' })); //=> false
 * averageUser.parameters.most; //=> 15
 * ```
 * @see {@link superUser}
 */
export const averageUser: Segment<{
  readonly least: number;
  readonly most: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('average-user', {
  title: 'Average user',
  dimension: 'usage',
  goal: 'Make a habit of regular use',
  action: 'Show a feature they have not used yet',
  source:
    'Mozilla, "Clients Last Seen Reference" (documentation): the days seen of the last 28; the cut-offs are rules of thumb',
  parameters: { least: 5, most: 15, window: /* @__PURE__ */ days(28) },
  where: ({ least, most, window }) => productUse().within(window).activeDays().between(least, most),
});

/**
 * Uses the product now and then: active on 1 to 4 of the last 28 days.
 *
 * Parameters: `least` 1 and `most` 4 (days, UTC, both included), `window` 28 days.
 * Edge cases: most new customers are light users at first, see {@link newUser}; without events nobody qualifies.
 * @example
 * ```ts
 * import { lightUser, profile } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ada = profile({ id: 'ada' }, [{ name: 'logged_in', at: '2026-11-20T09:00:00Z' }], at);
 * lightUser(ada); //=> true
 * ```
 * @see {@link superUser}
 */
export const lightUser: Segment<{
  readonly least: number;
  readonly most: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('light-user', {
  title: 'Light user',
  dimension: 'usage',
  goal: 'Give them a reason to come back sooner',
  action: 'Remind them of what they left unfinished',
  source:
    'Mozilla, "Clients Last Seen Reference" (documentation): the days seen of the last 28; the cut-offs are rules of thumb',
  parameters: { least: 1, most: 4, window: /* @__PURE__ */ days(28) },
  where: ({ least, most, window }) => productUse().within(window).activeDays().between(least, most),
});

/**
 * How much a customer uses the product: `super`, `average` or `light`, by active days of the last 28. Absolute, so
 * that growth shows.
 *
 * Parameters: `superDays` 16, `averageDays` 5, `lightDays` 1 (the least days of each tier, UTC), `window` 28 days.
 * With the defaults it agrees with {@link superUser}, {@link averageUser} and {@link lightUser}.
 * Edge cases: null for who was not active at all; a new customer is judged by the days there were.
 * @example
 * ```ts
 * import { profile, usageTier } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ada = profile({ id: 'ada' }, [{ name: 'logged_in', at: '2026-11-20T09:00:00Z' }], at);
 * usageTier(ada); //=> 'light'
 * usageTier(profile({ id: 'bob' })); //=> null
 * ```
 * @see The bands of the L28 histogram; the cut-offs are rules of thumb.
 */
export const usageTier: Classification<
  'super' | 'average' | 'light',
  {
    readonly superDays: number;
    readonly averageDays: number;
    readonly lightDays: number;
    readonly window: Duration;
  }
> = /* @__PURE__ */ classification('usage-tier', {
  title: 'Usage tier',
  dimension: 'usage',
  goal: 'Give each intensity of use the attention it needs',
  action: 'Reward super users, widen the use of average ones, remind light ones',
  source:
    'Mozilla, "Clients Last Seen Reference" (documentation): the days seen of the last 28; the cut-offs are rules of thumb',
  parameters: { superDays: 16, averageDays: 5, lightDays: 1, window: /* @__PURE__ */ days(28) },
  labels: ({ superDays, averageDays, lightDays, window }) => {
    const activeDays = productUse().within(window).activeDays();
    return {
      super: activeDays.atLeast(superDays),
      average: activeDays.atLeast(averageDays),
      light: activeDays.atLeast(lightDays),
    };
  },
});

/**
 * Does nothing any more, or never did: not active in the last 30 days, though known for that long.
 *
 * Edge cases: a customer known for less than the window is not inactive. `signedUpAt` says since when; where it is
 * missing, the first event does; without either the age is unknown, and the customer is not inactive. What the company
 * sends is no activity.
 * @example
 * ```ts
 * import { inactive, profile } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * inactive(profile({ id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } }, [], { asOf })); //=> true
 * inactive(profile({ id: 'bob', attributes: { signedUpAt: '2026-11-10T00:00:00Z' } }, [], { asOf })); //=> false
 * ```
 * @see Monthly active users count trailing 30 days (https://cube.dev); the guard for newcomers is this library's own.
 */
export const inactive: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('inactive', {
  title: 'Inactive',
  dimension: 'usage',
  goal: 'Win them back before they forget the product',
  action: 'Write to them in person and ask what was missing',
  source: 'Rule of thumb: no monthly active user, and no newcomer',
  parameters: { window: /* @__PURE__ */ days(30) },
  where: ({ window }) => and(knownFor(window), activity().within(window).none()),
});

/**
 * Was active once, and has done nothing for 90 days.
 *
 * Edge cases: who was never active is not dormant (see {@link inactive}), so a new customer never is.
 * @example
 * ```ts
 * import { dormant, profile } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const ada = profile({ id: 'ada' }, [{ name: 'logged_in', at: '2026-08-01T09:00:00Z' }], at);
 * dormant(ada); //=> true
 * dormant(profile({ id: 'bob' })); //=> false
 * ```
 */
export const dormant: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('dormant', {
  title: 'Dormant',
  dimension: 'usage',
  goal: 'Spend on winning back only where it can pay',
  action: 'Send one last offer, then stop the regular messages',
  source: 'Rule of thumb: three windows of a monthly active user',
  parameters: { window: /* @__PURE__ */ days(90) },
  where: ({ window }) =>
    and(
      segment('ever-active', { title: 'Active at some time', where: () => lastActivity().exists() }),
      not(lastActivity().withinLast(window)),
    ),
});

/**
 * Came lately: signed up, or where that is unknown was first seen, in the last 30 days.
 *
 * Edge cases: needs no activity; without `signedUpAt` the first event counts; without either the customer is not new;
 * an instant still to come is not new yet.
 * @example
 * ```ts
 * import { newUser, profile } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * newUser(profile({ id: 'ada', attributes: { signedUpAt: '2026-11-10T00:00:00Z' } }, [], at)); //=> true
 * newUser(profile({ id: 'bob' })); //=> false
 * ```
 */
export const newUser: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('new-user', {
  title: 'New user',
  dimension: 'usage',
  goal: 'Bring them to their first success',
  action: 'Show the guided tour and hold back everything that sells',
  source: 'PostHog, "Lifecycle" (documentation): new users; the window of 30 days is a rule of thumb',
  parameters: { window: /* @__PURE__ */ days(30) },
  where: ({ window }) => firstSeen().withinLast(window),
});

/**
 * Is trying the product: the trial has not ended, and nothing was subscribed.
 *
 * Parameters: `length` 14 days: how long a trial lasts where no `trialEndsAt` is known, from the last `trial_started`.
 * Edge cases: `trialEndsAt` says when it ends; where that is missing a `trial_started` says when it began, and without
 * either the customer is in no trial. A `subscribedAt` that has come, or a `subscription_started` event, ends it early.
 * A new customer usually is one. Before `signedUpAt` (or the first event, where that is missing) nobody qualifies.
 * @example
 * ```ts
 * import { profile, trialUser } from 'habitus';
 * const ada = { id: 'ada', attributes: { signedUpAt: '2026-11-17T00:00:00Z', trialEndsAt: '2026-12-01T00:00:00Z' } };
 * trialUser(profile(ada, [], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * const began = { name: 'trial_started', at: '2026-11-17T00:00:00Z' };
 * trialUser(profile({ id: 'bob' }, [began], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * trialUser(profile({ id: 'bob' }, [began], { asOf: '2026-12-22T00:00:00Z' })); //=> false
 * ```
 */
export const trialUser: Segment<{ readonly length: Duration }> = /* @__PURE__ */ segment('trial-user', {
  title: 'Trial user',
  dimension: 'usage',
  goal: 'Turn trials into subscriptions',
  action: 'Lead them to the feature that subscribers value most',
  source: 'By definition; two weeks are the length of a usual trial, a rule of thumb',
  parameters: { length: /* @__PURE__ */ days(14) },
  where: ({ length }) =>
    and(
      customer(),
      or(
        attribute('trialEndsAt').daysUntil().above(0),
        and(attribute('trialEndsAt').missing(), events('trial_started').within(length).any()),
      ),
      not(subscribed()),
    ),
});
