import {
  ago,
  and,
  events,
  following,
  type Metric,
  metric,
  not,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import { duration } from '../print/index.js';
import { DAY, type Duration, days, milliseconds } from '../time/index.js';
import { atRisk } from './health.js';
import { activity, customer, EVER, productUse, subscriber, subscriptionStart } from './shared.js';
import { trialUser } from './usage.js';
import { mrr } from './value.js';

/** Such events soon after subscribing, by the attribute and by the event: either of the two may be unknown. */
const soonAfter = (name: string, within: Duration): readonly [Selection, Selection] => [
  events(name).within(following('subscribedAt', within)),
  events(name).precededBy(events('subscription_started'), within),
];

/** What {@link upgraded} takes. */
export interface UpgradedOptions {
  /** How long after subscribing at most. */
  readonly within: Duration;
}

/**
 * Has come to pay more soon after subscribing: a change to a greater MRR than that of the start, within a time such as
 * 12 months.
 *
 * Parameters: `within` is given, and changed by `with`: the time from `subscribedAt`, or from a `subscription_started`,
 * to the `subscription_changed`. The first MRR is the `previousMrr` of the first of these changes, or where none has
 * one that of the first `subscription_started`.
 * Edge cases: who subscribed lately counts as soon as it has happened, and may yet be one; who has gone back since is
 * still one; where neither `subscribedAt` nor a `subscription_started` is there nobody qualifies, nor where no MRR is
 * known; without events nobody qualifies.
 * @example
 * ```ts
 * import { days, profile, upgraded } from 'habitus';
 * const started = { name: 'subscription_started', at: '2026-01-10T00:00:00Z', properties: { mrr: 50 } };
 * const changed = {
 *   name: 'subscription_changed',
 *   at: '2026-04-10T00:00:00Z',
 *   properties: { mrr: 80, previousMrr: 50 },
 * };
 * const acme = profile({ id: 'acme' }, [started, changed], { asOf: '2026-11-22T00:00:00Z' });
 * upgraded({ within: days(365) })(acme); //=> true
 * upgraded({ within: days(30) })(acme); //=> false
 * ```
 * @see Expansion as ChartMogul has it (https://help.chartmogul.com): an increase of MRR; the time is yours to choose.
 */
export const upgraded = (options: UpgradedOptions): Segment<{ readonly within: Duration }> => {
  onlyKeys(options, ['within'], 'upgraded');
  const { within } = options;
  return segment('upgraded', {
    title: 'Upgraded soon after subscribing',
    dimension: 'purchase',
    goal: 'Know what those who grow have in common when they start',
    action: 'Lead new subscribers to what these did before they upgraded',
    source: 'ChartMogul, "Understanding MRR movements" (documentation): expansion is an increase of MRR',
    parameters: { within },
    where: (p) => {
      const [byAttribute, byEvent] = soonAfter('subscription_changed', p.within);
      const greatest: Metric<'number'> = metric('greatest-mrr', {
        title: `Greatest MRR in the first ${duration(p.within)}`,
        value: () => byAttribute.max('mrr').orElse(byEvent.max('mrr')),
      });
      const first: Metric<'number'> = metric('first-mrr', {
        title: 'MRR at the start',
        value: () =>
          byAttribute
            .first('previousMrr', { as: 'number' })
            .orElse(byEvent.first('previousMrr', { as: 'number' }))
            .orElse(events('subscription_started').first('mrr', { as: 'number' })),
      });
      return greatest.above(first);
    },
  });
};

/** What {@link cancelled} takes. */
export interface CancelledOptions {
  /** How long after subscribing at most. */
  readonly within: Duration;
}

/**
 * Has cancelled soon after subscribing: within a time such as 12 months.
 *
 * Parameters: `within` is given, and changed by `with`: the time from `subscribedAt`, or from a `subscription_started`,
 * to the `subscription_cancelled`.
 * Edge cases: who subscribed lately counts as soon as it has happened, and may yet be one; who has come back since is
 * still one; where neither `subscribedAt` nor a `subscription_started` is there nobody qualifies; without events
 * nobody qualifies.
 * @example
 * ```ts
 * import { cancelled, days, profile } from 'habitus';
 * const gone = { name: 'subscription_cancelled', at: '2026-04-10T00:00:00Z' };
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * const acme = profile({ id: 'acme', attributes: { subscribedAt: '2026-01-10T00:00:00Z' } }, [gone], at);
 * cancelled({ within: days(365) })(acme); //=> true
 * cancelled({ within: days(30) })(acme); //=> false
 * ```
 * @see Early churn of subscription models, by definition; the time is yours to choose.
 */
export const cancelled = (options: CancelledOptions): Segment<{ readonly within: Duration }> => {
  onlyKeys(options, ['within'], 'cancelled');
  const { within } = options;
  return segment('cancelled', {
    title: 'Cancelled soon after subscribing',
    dimension: 'purchase',
    goal: 'Stop selling to those who will not stay',
    action: 'Compare them with those who stayed, by channel, promise and plan, and change what was promised',
    source: 'By definition: cancelled so soon after subscribing',
    parameters: { within },
    where: (p) => {
      const [byAttribute, byEvent] = soonAfter('subscription_cancelled', p.within);
      return or(byAttribute.any(), byEvent.any());
    },
  });
};

/** What {@link upgradedAfter} takes. */
export interface UpgradedAfterOptions {
  /** How many months of subscription come first, whole or not: twelfths of 365.25 days. */
  readonly months: number;
}

/**
 * Took more once a first term was over: an additional service (`addon_added`), or a change to a greater MRR than the
 * one before, so many months after subscribing or later.
 *
 * Parameters: `after`, the months that are given as a duration (twelfths of 365.25 days), from `subscribedAt` or the first
 * `subscription_started`, the earlier of the two.
 * Edge cases: what was taken before does not count, see {@link upgraded}; who has gone back since is still one; where
 * the start is unknown nobody qualifies; an upgrade needs the `previousMrr` of the first change after the term; without
 * events nobody qualifies.
 * @example
 * ```ts
 * import { profile, upgradedAfter } from 'habitus';
 * const added = (at: string) => [{ name: 'addon_added', at, properties: { addon: 'sso' } }];
 * const acme = { id: 'acme', attributes: { subscribedAt: '2025-01-10T00:00:00Z' } };
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * upgradedAfter({ months: 12 })(profile(acme, added('2026-03-01T00:00:00Z'), at)); //=> true
 * upgradedAfter({ months: 12 })(profile(acme, added('2025-03-01T00:00:00Z'), at)); //=> false
 * ```
 */
export const upgradedAfter = (options: UpgradedAfterOptions): Segment<{ readonly after: Duration }> => {
  onlyKeys(options, ['months'], 'upgradedAfter');
  const { months } = options;
  return segment('upgraded-after', {
    title: 'Took more after the first term',
    dimension: 'purchase',
    goal: 'Know what makes those grow who have stayed',
    action: 'Show it to others in the month before their term is over',
    source:
      'ChartMogul, "Understanding MRR movements" (documentation): expansion, after a term that is yours to choose',
    parameters: { after: milliseconds(Math.round((months * 365.25 * DAY) / 12)) },
    where: (p) => {
      const later = (name: string): Selection =>
        events(name).within(following(subscriptionStart(), { from: p.after, to: EVER }));
      const greatest: Metric<'number'> = metric('greatest-mrr-after', {
        title: 'Greatest MRR of a change after the first term',
        value: () => later('subscription_changed').max('mrr'),
      });
      const before: Metric<'number'> = metric('mrr-before', {
        title: 'MRR before the first of these changes',
        value: () => later('subscription_changed').first('previousMrr', { as: 'number' }),
      });
      return or(later('addon_added').any(), greatest.above(before));
    },
  });
};

/**
 * Pays for a subscription that runs: a subscriber whose {@link mrr} is more than 0, or is not known.
 *
 * Edge cases: a subscription at no price is none that is paid; nor is a trial; without a subscription nobody
 * qualifies, whatever was ordered; a new customer can qualify at once.
 * @example
 * ```ts
 * import { paidUser, profile } from 'habitus';
 * const started = (mrr: number) => [
 *   { name: 'subscription_started', at: '2026-11-01T00:00:00Z', properties: { mrr } },
 * ];
 * paidUser(profile({ id: 'ada' }, started(20), { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * paidUser(profile({ id: 'bob' }, started(0), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const paidUser: Segment = /* @__PURE__ */ segment('paid-user', {
  title: 'Paid user',
  dimension: 'usage',
  goal: 'Know who pays, and not only who signed up',
  action: 'Measure retention, support and features of these apart from the others',
  source: 'By definition; there is no cut-off',
  where: () => and(subscriber(), mrr.isNot(0)),
});

/**
 * Uses the product without paying: used it in the last 30 days, in no trial, no {@link paidUser}, and has never bought
 * anything.
 *
 * Edge cases: who has cancelled and still uses it is one; who has ordered something pays for orders; a customer who is silent for longer than the window is none; a new customer can qualify at once.
 * @example
 * ```ts
 * import { freeUser, profile } from 'habitus';
 * const used = { name: 'feature_used', at: '2026-11-20T09:00:00Z' };
 * const started = { name: 'subscription_started', at: '2026-11-01T00:00:00Z', properties: { mrr: 20 } };
 * freeUser(profile({ id: 'ada' }, [used], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * freeUser(profile({ id: 'bob' }, [used, started], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const freeUser: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('free-user', {
  title: 'Free user',
  dimension: 'usage',
  goal: 'Turn use into subscriptions, and know what the free plan costs',
  action: 'Show at the limit of the free plan what the next one gives',
  source: 'By definition; the window is that of a monthly active user',
  parameters: { window: /* @__PURE__ */ days(30) },
  where: ({ window }) =>
    and(
      customer(),
      productUse().within(window).any(),
      events('purchase').none(),
      not(trialUser),
      not(paidUser),
    ),
});

/** What {@link addOnCandidate} takes. */
export interface AddOnCandidateOptions {
  /** The value of `addon_added.addon`. */
  readonly addOn: string;
}

/**
 * Can be asked about an additional service: subscribed for at least 90 days, active in the last 30, not {@link atRisk},
 * has never added it, and has declined no offer of it in the last 90 days.
 *
 * `addOn` is given: the value of `addon_added.addon`, and of `offer_declined.offer`.
 * Parameters: `age` 90 days of subscription, `activeWindow` 30 days, `pause` 90 days after a refusal.
 * Edge cases: a new customer is none for the age; who has added it and given it up again is none, for taking it away is
 * not recorded; without a subscription nobody qualifies.
 * @example
 * ```ts
 * import { addOnCandidate, profile } from 'habitus';
 * const acme = { id: 'acme', attributes: { subscribedAt: '2026-01-10T00:00:00Z' } };
 * const used = { name: 'feature_used', at: '2026-11-20T09:00:00Z' };
 * const added = { name: 'addon_added', at: '2026-05-20T09:00:00Z', properties: { addon: 'sso' } };
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * addOnCandidate({ addOn: 'sso' })(profile(acme, [used], at)); //=> true
 * addOnCandidate({ addOn: 'sso' })(profile(acme, [used, added], at)); //=> false
 * ```
 */
export const addOnCandidate = (
  options: AddOnCandidateOptions,
): Segment<{
  readonly addOn: string;
  readonly age: Duration;
  readonly activeWindow: Duration;
  readonly pause: Duration;
}> => {
  onlyKeys(options, ['addOn'], 'addOnCandidate');
  const { addOn } = options;
  return segment('add-on-candidate', {
    title: `Candidate for ${addOn}`,
    dimension: 'purchase',
    goal: 'Sell what makes the subscription worth more',
    action: 'Offer it where the work is done that it makes easier',
    source: 'Rule of thumb: a quarter of use first, and a quarter of peace after a refusal',
    parameters: { addOn, age: days(90), activeWindow: days(30), pause: days(90) },
    where: (p) =>
      and(
        subscriber(),
        ago(p.age, subscriber()),
        activity().within(p.activeWindow).any(),
        events('addon_added').where({ addon: p.addOn }).none(),
        events('offer_declined').within(p.pause).where({ offer: p.addOn }).none(),
        not(atRisk),
      ),
  });
};
