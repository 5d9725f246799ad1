import { ago, and, type Metric, metric, type Segment, segment } from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { activity, customer, knownFor, subscriber } from './shared.js';
import { contribution, mrr, revenuePotential } from './value.js';

/** The MRR as a multiple of what it was so long ago. */
const mrrGrowth = (window: Duration): Metric<'number'> =>
  metric('mrr-growth', {
    title: `MRR compared with ${duration(window)} before`,
    unit: 'share',
    value: () => mrr.dividedBy(ago(window, mrr)),
  });

/**
 * Pays more than before: subscribed for at least 90 days, and the {@link mrr} is at least 1.1 times what it was 90
 * days ago.
 *
 * Parameters: `growth` 1.1 (times the MRR before), `window` 90 days.
 * Edge cases: a customer who subscribed within the window is new, not growing; so is one whose MRR was 0 or is missing
 * then. Without subscription events the attribute `mrr` needs a history, for without one it was always the same.
 * @example
 * ```ts
 * import { growingAccount, profile } from 'habitus';
 * const started = { name: 'subscription_started', at: '2026-03-01T00:00:00Z', properties: { mrr: 100 } };
 * const changed = (mrr: number) => ({ name: 'subscription_changed', at: '2026-11-01T00:00:00Z', properties: { mrr } });
 * growingAccount(profile({ id: 'acme' }, [started, changed(110)], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * growingAccount(profile({ id: 'globex' }, [started, changed(105)], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const growingAccount: Segment<{ readonly growth: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('growing-account', {
    title: 'Growing account',
    dimension: 'value',
    goal: 'Grow with those who grow',
    action: 'Bring the next level of the contract into the conversation before they ask',
    source:
      'ChartMogul, "Understanding MRR movements" (documentation): expansion; a tenth in a quarter is a rule of thumb',
    parameters: { growth: 1.1, window: /* @__PURE__ */ days(90) },
    where: ({ growth, window }) => and(ago(window, subscriber()), mrrGrowth(window).atLeast(growth)),
  });

/**
 * Pays less than before, though still something: subscribed for at least 90 days, and the {@link mrr} is at most 0.9
 * times what it was 90 days ago.
 *
 * Parameters: `decline` 0.9 (times the MRR before), `window` 90 days.
 * Edge cases: a customer who subscribed within the window is none; who has cancelled is lost, not shrinking; where the
 * MRR is missing now or then nobody qualifies. Without subscription events the attribute `mrr` needs a history, for
 * without one it was always the same.
 * @example
 * ```ts
 * import { profile, shrinkingAccount } from 'habitus';
 * const started = { name: 'subscription_started', at: '2026-03-01T00:00:00Z', properties: { mrr: 100 } };
 * const changed = (mrr: number) => ({ name: 'subscription_changed', at: '2026-11-01T00:00:00Z', properties: { mrr } });
 * shrinkingAccount(profile({ id: 'acme' }, [started, changed(90)], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * shrinkingAccount(profile({ id: 'globex' }, [started, changed(95)], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const shrinkingAccount: Segment<{ readonly decline: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('shrinking-account', {
    title: 'Shrinking account',
    dimension: 'value',
    goal: 'Stop the first step towards leaving',
    action: 'Find out who stopped using it, and why, before the next renewal',
    source:
      'ChartMogul, "Understanding MRR movements" (documentation): contraction; a tenth in a quarter is a rule of thumb',
    parameters: { decline: 0.9, window: /* @__PURE__ */ days(90) },
    where: ({ decline, window }) =>
      and(ago(window, subscriber()), mrr.above(0), mrrGrowth(window).atMost(decline)),
  });

/**
 * Could bring much more: a {@link revenuePotential} of at least 1000 a month, and active in the last 30 days.
 *
 * Parameters: `potential` 1000 (a month, in the currency of the MRR), `window` 30 days.
 * Edge cases: a new customer can qualify; where `seats`, the MRR, or both of `addressableSeats` and `employees` are missing nobody qualifies, nor
 * without activity.
 * @example
 * ```ts
 * import { highPotential, profile } from 'habitus';
 * const login = { name: 'logged_in', at: '2026-11-20T09:00:00Z' };
 * const company = (addressableSeats: number) => ({ id: 'acme', attributes: { addressableSeats, seats: 10, mrr: 200 } });
 * highPotential(profile(company(60), [login], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * highPotential(profile(company(40), [login], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const highPotential: Segment<{ readonly potential: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('high-potential', {
    title: 'High potential',
    dimension: 'value',
    goal: 'Grow where there is room',
    action: 'Ask for an introduction to the next department',
    source: 'Rule of thumb: set the potential to what a visit costs',
    parameters: { potential: 1000, window: /* @__PURE__ */ days(30) },
    where: ({ potential, window }) =>
      and(customer(), revenuePotential.atLeast(potential), activity().within(window).any()),
  });

/**
 * Costs more than they bring: the {@link contribution} of a month is below 0, though they have been known for 90 days.
 *
 * Edge cases: a customer known for less than the window may still cost more. `signedUpAt` says since when, or the
 * first event where that is missing; where `costToServe` is missing nobody is unprofitable.
 * @example
 * ```ts
 * import { profile, unprofitable } from 'habitus';
 * const company = (costToServe: number) => ({
 *   id: 'acme',
 *   attributes: { signedUpAt: '2026-01-10T00:00:00Z', mrr: 80, costToServe },
 * });
 * unprofitable(profile(company(100), [], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * unprofitable(profile(company(30), [], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const unprofitable: Segment<{ readonly window: Duration }> = /* @__PURE__ */ segment('unprofitable', {
  title: 'Unprofitable',
  dimension: 'value',
  goal: 'Stop paying for customers',
  action: 'Move them to self-service, or agree on a price that covers the work',
  source: 'Rule of thumb: a quarter of patience',
  parameters: { window: /* @__PURE__ */ days(90) },
  where: ({ window }) => and(knownFor(window), contribution.with({ window }).below(0)),
});
