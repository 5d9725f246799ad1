import {
  events,
  following,
  type Metric,
  metric,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import type { Duration } from '../time/index.js';

/** Such events soon after subscribing, by the attribute and by the event: either of the two may be unknown. */
const soonAfter = (name: string, after: Duration): readonly [Selection, Selection] => [
  events(name).within(following('subscribedAt', after)),
  events(name).precededBy(events('subscription_started'), after),
];

/** What {@link upgraded} takes. */
export interface UpgradedOptions {
  /** How long after subscribing at most. */
  readonly after: Duration;
}

/**
 * Has come to pay more soon after subscribing: a change to a greater MRR than that of the start, within a time such as
 * 12 months.
 *
 * Parameters: `after` is given, and changed by `with`: the time from `subscribedAt`, or from a `subscription_started`,
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
 * upgraded({ after: days(365) })(acme); //=> true
 * upgraded({ after: days(30) })(acme); //=> false
 * ```
 * @see Expansion as ChartMogul has it (https://help.chartmogul.com): an increase of MRR; the time is yours to choose.
 */
export const upgraded = (options: UpgradedOptions): Segment<{ readonly after: Duration }> => {
  onlyKeys(options, ['after'], 'upgraded');
  const { after } = options;
  return segment('upgraded', {
    title: 'Upgraded soon after subscribing',
    dimension: 'purchase',
    goal: 'Know what those who grow have in common when they start',
    action: 'Lead new subscribers to what these did before they upgraded',
    source: 'Expansion as ChartMogul has it: an increase of MRR',
    parameters: { after },
    where: (p) => {
      const [byAttribute, byEvent] = soonAfter('subscription_changed', p.after);
      const greatest: Metric<'number'> = metric('greatest-mrr', {
        title: 'Greatest MRR soon after subscribing',
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
  readonly after: Duration;
}

/**
 * Has cancelled soon after subscribing: within a time such as 12 months.
 *
 * Parameters: `after` is given, and changed by `with`: the time from `subscribedAt`, or from a `subscription_started`,
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
 * cancelled({ after: days(365) })(acme); //=> true
 * cancelled({ after: days(30) })(acme); //=> false
 * ```
 * @see Early churn of subscription models, by definition; the time is yours to choose.
 */
export const cancelled = (options: CancelledOptions): Segment<{ readonly after: Duration }> => {
  onlyKeys(options, ['after'], 'cancelled');
  const { after } = options;
  return segment('cancelled', {
    title: 'Cancelled soon after subscribing',
    dimension: 'purchase',
    goal: 'Stop selling to those who will not stay',
    action: 'Compare them with those who stayed, by channel, promise and plan, and change what was promised',
    source: 'Early churn of subscription models, by definition',
    parameters: { after },
    where: (p) => {
      const [byAttribute, byEvent] = soonAfter('subscription_cancelled', p.after);
      return or(byAttribute.any(), byEvent.any());
    },
  });
};
