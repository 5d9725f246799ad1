import {
  and,
  type Classification,
  classification,
  events,
  type Metric,
  metric,
  or,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { answers } from './shared.js';

/**
 * How likely a customer is to recommend, 0 to 10, by the latest answer to the question of the net promoter score
 * in the last 365 days.
 *
 * Edge cases: an older answer is none any more; missing without an answer, so for most new customers; an answer off
 * the scale of 0 to 10, or one that is
 * no number, is no answer.
 * @example
 * ```ts
 * import { latestNps, profile } from 'habitus';
 * const answer = { name: 'survey_answered', at: '2026-11-01T00:00:00Z', properties: { survey: 'nps', score: 9 } };
 * latestNps(profile({ id: 'ada' }, [answer], { asOf: '2026-11-22T00:00:00Z' })); //=> 9
 * latestNps(profile({ id: 'bob' })); //=> null
 * ```
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (12), 2003.
 */
export const latestNps: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'latest-nps',
  {
    title: 'Latest NPS score',
    dimension: 'loyalty',
    goal: 'Hear of a change of mind before it shows in the revenue',
    action: 'Write back to every answer within two days',
    source:
      'Reichheld, "The One Number You Need to Grow" (2003); that it holds for a year is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(365) },
    value: ({ window }) => answers('nps', 0, 10).within(window).last('score', { as: 'number' }),
  },
);

/**
 * How satisfied a customer is, 1 to 5, by the latest answer to the question of customer satisfaction.
 *
 * The latest answer counts, however old it is.
 * Edge cases: missing without an answer, so for most new customers; an answer off the scale of 1 to 5 is no answer
 * (map another scale onto this one first).
 * @example
 * ```ts
 * import { latestCsat, profile } from 'habitus';
 * const answer = { name: 'survey_answered', at: '2026-11-01T00:00:00Z', properties: { survey: 'csat', score: 4 } };
 * latestCsat(profile({ id: 'ada' }, [answer], { asOf: '2026-11-22T00:00:00Z' })); //=> 4
 * latestCsat(profile({ id: 'bob' })); //=> null
 * ```
 * @see Customer satisfaction (CSAT) on the scale of 1 to 5, of which 4 and 5 count as satisfied.
 */
export const latestCsat: Metric<'number'> = /* @__PURE__ */ metric('latest-csat', {
  title: 'Latest CSAT score',
  dimension: 'loyalty',
  goal: 'Make good what went wrong while it is fresh',
  action: 'Call those who gave a 1 or a 2 on the same day',
  source: 'By definition: satisfaction from 1 to 5; that 4 and 5 count as satisfied is a rule of thumb',
  value: () => answers('csat', 1, 5).last('score', { as: 'number' }),
});

/**
 * How easy a customer finds it, 1 to 7, by the latest answer to the question of customer effort: 7 is the easiest.
 *
 * The latest answer counts, however old it is.
 * Edge cases: missing without an answer, so for most new customers; an answer off the scale of 1 to 7 is no answer.
 * Turn the scale round first if yours asks for the effort itself, high for hard.
 * @example
 * ```ts
 * import { latestCes, profile } from 'habitus';
 * const answer = { name: 'survey_answered', at: '2026-11-01T00:00:00Z', properties: { survey: 'ces', score: 6 } };
 * latestCes(profile({ id: 'ada' }, [answer], { asOf: '2026-11-22T00:00:00Z' })); //=> 6
 * latestCes(profile({ id: 'bob' })); //=> null
 * ```
 * @see Dixon, Freeman and Toman, "Stop Trying to Delight Your Customers", Harvard Business Review, July 2010, who ask
 * for the effort from 1 to 5. The scale from 1 to 7, with 7 for the easiest, is a rule of thumb.
 */
export const latestCes: Metric<'number'> = /* @__PURE__ */ metric('latest-ces', {
  title: 'Latest CES score',
  dimension: 'loyalty',
  goal: 'Take effort off the customers',
  action: 'Look at what those below 5 last tried to do, and shorten it',
  source:
    'Dixon, Freeman and Toman, "Stop Trying to Delight Your Customers" (2010), whose scale is 1 to 5 of effort; 1 to 7 of ease is a rule of thumb',
  value: () => answers('ces', 1, 7).last('score', { as: 'number' }),
});

/**
 * Where a customer stands by the latest answer to the question of the net promoter score: `promoter` 9 or 10,
 * `passive` 7 or 8, `detractor` below.
 *
 * Parameters: `promoter` 9 and `passive` 7 (the least score of each, 0 to 10).
 * Edge cases: null for who never answered, so for most new customers; an answer off the scale is no answer. Every
 * customer with an answer has exactly one label.
 * @example
 * ```ts
 * import { npsGroup, profile } from 'habitus';
 * const answer = (score: number) => [
 *   { name: 'survey_answered', at: '2026-11-01T00:00:00Z', properties: { survey: 'nps', score } },
 * ];
 * npsGroup(profile({ id: 'ada' }, answer(9), { asOf: '2026-11-22T00:00:00Z' })); //=> 'promoter'
 * npsGroup(profile({ id: 'bob' }, answer(6), { asOf: '2026-11-22T00:00:00Z' })); //=> 'detractor'
 * npsGroup(profile({ id: 'eve' })); //=> null
 * ```
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (12), 2003.
 */
export const npsGroup: Classification<
  'promoter' | 'passive' | 'detractor',
  { readonly promoter: number; readonly passive: number }
> = /* @__PURE__ */ classification('nps-group', {
  title: 'NPS group',
  dimension: 'loyalty',
  goal: 'Answer every opinion in kind',
  action: 'Ask promoters for a review, passives what is missing, and call detractors',
  source: 'Reichheld, "The One Number You Need to Grow" (2003)',
  parameters: { promoter: 9, passive: 7 },
  labels: ({ promoter, passive }) => ({
    promoter: latestNps.atLeast(promoter),
    passive: latestNps.atLeast(passive),
    detractor: latestNps.exists(),
  }),
});

/**
 * Tells the company what to make better: at least 2 pieces of feedback or answers to surveys in the last 180 days.
 *
 * Parameters: `answers` 2 (`feedback_submitted` and `survey_answered` events), `window` 180 days.
 * Edge cases: a new customer can qualify with the second answer; without events nobody qualifies; what was said does
 * not matter.
 * @example
 * ```ts
 * import { feedbackGiver, profile } from 'habitus';
 * const said = ['2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'].map((at) => ({ name: 'feedback_submitted', at }));
 * feedbackGiver(profile({ id: 'ada' }, said, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * feedbackGiver(profile({ id: 'bob' }, said.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const feedbackGiver: Segment<{ readonly answers: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('feedback-giver', {
    title: 'Feedback giver',
    dimension: 'loyalty',
    goal: 'Keep those talking who take the trouble',
    action: 'Tell them what became of what they said, and ask them first about what is planned',
    source: 'Rule of thumb: once is chance, twice within half a year is a habit',
    parameters: { answers: 2, window: /* @__PURE__ */ days(180) },
    where: ({ answers, window }) =>
      events('feedback_submitted', 'survey_answered').within(window).count().atLeast(answers),
  });

/**
 * Is unhappy and does not complain: in the last 90 days the latest answer was an NPS score of at most 6 or a CSAT
 * score of at most 2, and there was neither a support ticket nor feedback.
 *
 * Parameters: `nps` 6 and `csat` 2 (the greatest scores that count as low), `window` 90 days for all.
 * Edge cases: a new customer can qualify with the first answer; without an answer in the window nobody qualifies, nor
 * with one off its scale.
 * @example
 * ```ts
 * import { profile, quietDetractor } from 'habitus';
 * const low = { name: 'survey_answered', at: '2026-11-01T00:00:00Z', properties: { survey: 'nps', score: 3 } };
 * const ticket = { name: 'support_ticket', at: '2026-11-02T00:00:00Z' };
 * quietDetractor(profile({ id: 'ada' }, [low], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * quietDetractor(profile({ id: 'bob' }, [low, ticket], { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (12), 2003: detractors answer 0 to 6.
 * That 1 and 2 of 5 are dissatisfied, and the window, are rules of thumb.
 */
export const quietDetractor: Segment<{
  readonly nps: number;
  readonly csat: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('quiet-detractor', {
  title: 'Quiet detractor',
  dimension: 'engagement',
  goal: 'Hear from those who would leave without a word',
  action: 'Call them in person; they will not write',
  source:
    'Reichheld, "The One Number You Need to Grow" (2003): detractors answer 0 to 6; the window is a rule of thumb',
  parameters: { nps: 6, csat: 2, window: /* @__PURE__ */ days(90) },
  where: ({ nps, csat, window }) =>
    and(
      or(
        metric('recent-nps', {
          title: `NPS score of the last ${duration(window)}`,
          value: () => answers('nps', 0, 10).within(window).last('score', { as: 'number' }),
        }).atMost(nps),
        metric('recent-csat', {
          title: `CSAT score of the last ${duration(window)}`,
          value: () => answers('csat', 1, 5).within(window).last('score', { as: 'number' }),
        }).atMost(csat),
      ),
      events('support_ticket', 'feedback_submitted').within(window).none(),
    ),
});
