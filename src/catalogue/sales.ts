import {
  and,
  type Classification,
  classification,
  events,
  type Metric,
  metric,
  not,
  type Segment,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import { DAY, type Duration, days } from '../time/index.js';

/** The customers whose last deal has been opened and neither won nor lost since. */
const dealOpen = (): Segment =>
  segment('deal-open', {
    title: 'A deal is open',
    where: () => {
      const worked = events('deal_created', 'stage_entered').lastAt();
      return and(worked.exists(), not(events('deal_won', 'deal_lost').lastAt().atLeast(worked)));
    },
  });

/**
 * For how many days a customer's deal has been in its present stage, fractions included.
 *
 * Edge cases: missing without `stage_entered`, so for most new customers; of several deals the one that moved last
 * counts; after the deal was won or lost it goes on counting, see {@link stuckInStage}.
 * @example
 * ```ts
 * import { daysInStage, profile } from 'habitus';
 * const entered = { name: 'stage_entered', at: '2026-11-01T00:00:00Z', properties: { stage: 'proposal' } };
 * daysInStage(profile({ id: 'ada' }, [entered], { asOf: '2026-11-22T00:00:00Z' })); //=> 21
 * daysInStage(profile({ id: 'bob' })); //=> null
 * ```
 */
export const daysInStage: Metric<'number'> = /* @__PURE__ */ metric('days-in-stage', {
  title: 'Days in stage',
  unit: 'days',
  dimension: 'journey',
  goal: 'Keep deals moving',
  action: 'Ask, after the usual time of the stage, what is missing for the next one',
  source: 'By definition; there is no cut-off',
  value: () => events('stage_entered').daysSinceLast(),
});

/** What {@link stuckInStage} takes. */
export interface StuckInStageOptions {
  /** The stage, as `stage_entered.stage` has it. */
  readonly stage: string;
  /** How long a deal may stay in it. Default: 30 days. */
  readonly limit?: Duration | undefined;
}

/**
 * Those whose deal hangs in a stage: it was the last to be entered, at least 30 days ago, and the deal was neither won
 * nor lost since.
 *
 * Parameters: `stage` is given (the value of `stage_entered.stage`, to the letter); `limit` 30 days is changed by
 * `with`.
 * Edge cases: a new customer does not qualify before the limit has passed; without `stage_entered` nobody qualifies;
 * of several deals the one that moved last counts.
 * @example
 * ```ts
 * import { profile, stuckInStage } from 'habitus';
 * const stuckInProposal = stuckInStage({ stage: 'proposal' });
 * const entered = (stage: string, at: string) => ({ name: 'stage_entered', at, properties: { stage } });
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * stuckInProposal(profile({ id: 'acme' }, [entered('proposal', '2026-10-01T00:00:00Z')], at)); //=> true
 * stuckInProposal(profile({ id: 'globex' }, [entered('proposal', '2026-11-10T00:00:00Z')], at)); //=> false
 * ```
 * @see Rule of thumb: set the limit to twice the median time that won deals spent in the stage.
 */
export const stuckInStage = (options: StuckInStageOptions): Segment<{ readonly limit: Duration }> => {
  onlyKeys(options, ['stage', 'limit'], 'stuckInStage');
  const { stage, limit = days(30) } = options;
  return segment('stuck-in-stage', {
    title: `Stuck in ${stage}`,
    dimension: 'journey',
    goal: 'Keep deals moving',
    action: 'Offer the next step with a date, or close the deal as lost',
    source: 'Rule of thumb: twice the median time that won deals spend in a stage',
    parameters: { limit },
    where: (p) => {
      const entered = events('stage_entered');
      return and(
        entered.last('stage').is(stage),
        entered.within(p.limit).none(),
        segment('deal-not-closed', {
          title: 'No deal won or lost since then',
          where: () => not(events('deal_won', 'deal_lost').lastAt().atLeast(entered.lastAt())),
        }),
      );
    },
  });
};

/**
 * How many days it took to win a customer's last deal.
 *
 * What `deal_won.days` says counts; where it says nothing, the days to it from the last `deal_created` before it.
 * Edge cases: missing where no deal was won, so for a new customer; missing too where nothing says when the deal
 * began; an open deal does not count yet, so that an average over customers is too short.
 * @example
 * ```ts
 * import { daysToClose, profile } from 'habitus';
 * const created = { name: 'deal_created', at: '2026-10-01T00:00:00Z' };
 * const won = { name: 'deal_won', at: '2026-10-22T00:00:00Z' };
 * daysToClose(profile({ id: 'acme' }, [created, won], { asOf: '2026-11-22T00:00:00Z' })); //=> 21
 * daysToClose(profile({ id: 'globex' }, [created], { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see The length of the sales cycle: the day a deal is won less the day it is created. For a median that counts open
 * deals use Kaplan and Meier's.
 */
export const daysToClose: Metric<'number'> = /* @__PURE__ */ metric('days-to-close', {
  title: 'Days to close',
  unit: 'days',
  dimension: 'journey',
  goal: 'Plan revenue by the time deals take',
  action: 'Start so many days before the end of the quarter',
  source: 'By definition: the day a deal is won less the day it is created',
  value: () =>
    events('deal_won')
      .last('days', { as: 'number' })
      .orElse(
        metric('days-from-created-to-won', {
          title: 'Days from created to won',
          unit: 'days',
          value: () => {
            const won = events('deal_won');
            return won.lastAt().minus(events('deal_created').followedBy(won).lastAt()).dividedBy(DAY);
          },
        }),
      ),
});

/**
 * How long a customer took to decide: `fast` up to 30 days, `typical` up to 90, `slow` beyond; `open` while a deal is
 * neither won nor lost.
 *
 * Parameters: `fast` 30 and `typical` 90 (the most days of each, from {@link daysToClose}).
 * Edge cases: a new deal is open, whatever was won before; null without a deal, or where the last was lost and none
 * was ever won. Every customer with an open deal, or with a won one of known length and no deal since, has exactly one
 * label.
 * @example
 * ```ts
 * import { profile, salesCycle } from 'habitus';
 * const created = { name: 'deal_created', at: '2026-10-01T00:00:00Z' };
 * const won = { name: 'deal_won', at: '2026-10-22T00:00:00Z' };
 * salesCycle(profile({ id: 'acme' }, [created, won], { asOf: '2026-11-22T00:00:00Z' })); //=> 'fast'
 * salesCycle(profile({ id: 'globex' }, [created], { asOf: '2026-11-22T00:00:00Z' })); //=> 'open'
 * ```
 */
export const salesCycle: Classification<
  'open' | 'fast' | 'typical' | 'slow',
  { readonly fast: number; readonly typical: number }
> = /* @__PURE__ */ classification('sales-cycle', {
  title: 'Sales cycle',
  dimension: 'journey',
  goal: 'Spend the time of sales where it is needed',
  action: 'Leave fast ones to themselves, accompany slow ones, and date the next step of open ones',
  source: 'Rule of thumb: calibrate the bands to thirds of your won deals',
  parameters: { fast: 30, typical: 90 },
  labels: ({ fast, typical }) => ({
    open: dealOpen(),
    fast: daysToClose.atMost(fast),
    typical: daysToClose.atMost(typical),
    slow: daysToClose.exists(),
  }),
});
