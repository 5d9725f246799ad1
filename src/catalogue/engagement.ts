import {
  and,
  type Classification,
  classification,
  events,
  type Metric,
  metric,
  type Segment,
  score,
  segment,
} from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { activity, knownFor, lastActivity } from './shared.js';

/** The share of the messages delivered in a window that were clicked; missing where none was delivered. */
const clickRate = (window: Duration): Metric<'number'> =>
  metric('click-rate', {
    title: 'Click rate',
    value: () =>
      events('message_clicked')
        .within(window)
        .distinct('message')
        .dividedBy(events('message_delivered').within(window).distinct('message')),
  });

/**
 * How much a customer takes part, 0 to 100: not use alone, but breadth, recency, messages, support, community and feedback too.
 *
 * | part | worth 0 | worth all | weight |
 * |---|---|---|---|
 * | active days (UTC) | 0 | `activeDays` 20 | `useWeight` 30 |
 * | different features used | 0 | `features` 8 | `breadthWeight` 20 |
 * | days since the last activity | `silence` 28 | 0 | `recencyWeight` 15 |
 * | share of messages clicked | 0 | `clickRate` 0.2 | `messagesWeight` 10 |
 * | support tickets | 0 | `tickets` 2 | `supportWeight` 5 |
 * | posts, replies, groups and events of the community | 0 | `contributions` 4 | `communityWeight` 10 |
 * | feedback, surveys and reviews | 0 | `answers` 2 | `feedbackWeight` 10 |
 *
 * All but recency count in `window` 28 days. Only the share of each weight in their sum matters.
 * Edge cases: a part that is missing (no message was delivered, no activity ever) is left out, and the others count for more; without events the
 * score is 0; a new customer starts low, for want of days, which {@link engagementLevel} takes into account; no attribute is read.
 * @example
 * ```ts
 * import { engagementScore, profile } from 'habitus';
 * engagementScore(profile({ id: 'ada' })); //=> 0
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const uses = Array.from({ length: 20 }, (_, i) => ({ name: 'feature_used', at: asOf - i * 86_400_000, properties: { feature: `f${i % 8}` } }));
 * Math.round(engagementScore(profile({ id: 'bob' }, uses, { asOf }))); //=> 72
 * ```
 * @see Weighted measures on one scale, as in the scorecards of Gainsight; the parts, weights and ends are rules of thumb.
 */
export const engagementScore: Metric<
  'number',
  {
    readonly window: Duration;
    readonly activeDays: number;
    readonly features: number;
    readonly silence: number;
    readonly clickRate: number;
    readonly tickets: number;
    readonly contributions: number;
    readonly answers: number;
    readonly useWeight: number;
    readonly breadthWeight: number;
    readonly recencyWeight: number;
    readonly messagesWeight: number;
    readonly supportWeight: number;
    readonly communityWeight: number;
    readonly feedbackWeight: number;
  }
> = /* @__PURE__ */ score('engagement-score', {
  title: 'Engagement score',
  dimension: 'engagement',
  goal: 'See who is drifting away while there is still time',
  action: 'Work from the lowest score up, starting with the greatest contracts',
  source: 'Weighted measures on one scale (Gainsight scorecards); parts, weights and ends are rules of thumb',
  parameters: {
    window: /* @__PURE__ */ days(28),
    activeDays: 20,
    features: 8,
    silence: 28,
    clickRate: 0.2,
    tickets: 2,
    contributions: 4,
    answers: 2,
    useWeight: 30,
    breadthWeight: 20,
    recencyWeight: 15,
    messagesWeight: 10,
    supportWeight: 5,
    communityWeight: 10,
    feedbackWeight: 10,
  },
  parts: (p) => [
    { metric: activity().within(p.window).activeDays(), weight: p.useWeight, from: 0, to: p.activeDays },
    {
      metric: events('feature_used').within(p.window).distinct('feature'),
      weight: p.breadthWeight,
      from: 0,
      to: p.features,
    },
    { metric: lastActivity().daysSince(), weight: p.recencyWeight, from: p.silence, to: 0 },
    { metric: clickRate(p.window), weight: p.messagesWeight, from: 0, to: p.clickRate },
    {
      metric: events('support_ticket').within(p.window).count(),
      weight: p.supportWeight,
      from: 0,
      to: p.tickets,
    },
    {
      metric: events('community_post', 'community_reply', 'group_joined', 'event_attended')
        .within(p.window)
        .count(),
      weight: p.communityWeight,
      from: 0,
      to: p.contributions,
    },
    {
      metric: events('feedback_submitted', 'survey_answered', 'review_written').within(p.window).count(),
      weight: p.feedbackWeight,
      from: 0,
      to: p.answers,
    },
  ],
});

/**
 * How engaged a customer is: `high` from an {@link engagementScore} of 60, `medium` from 30, `low` below.
 *
 * Parameters: `high` 60 and `medium` 30 (points of 100), `age` 28 days.
 * Edge cases: a customer known for less than the age is not called low but null: the score could not be higher yet. `signedUpAt` says since when, or the
 * first event where that is missing; without either the age is unknown, and the label null.
 * Every customer known for the age has exactly one label.
 * @example
 * ```ts
 * import { engagementLevel, profile } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * engagementLevel(profile({ id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } }, [], { asOf })); //=> 'low'
 * engagementLevel(profile({ id: 'bob', attributes: { signedUpAt: '2026-11-10T00:00:00Z' } }, [], { asOf })); //=> null
 * ```
 * @see Rule of thumb: calibrate the bands to thirds of your customers.
 */
export const engagementLevel: Classification<
  'high' | 'medium' | 'low',
  { readonly high: number; readonly medium: number; readonly age: Duration }
> = /* @__PURE__ */ classification('engagement-level', {
  title: 'Engagement level',
  dimension: 'engagement',
  goal: 'Lift customers to the next level',
  action: 'Involve the high, show more to the medium, and find out what the low came for',
  source: 'Rule of thumb: calibrate the bands to thirds of your customers',
  parameters: { high: 60, medium: 30, age: /* @__PURE__ */ days(28) },
  labels: ({ high, medium, age }) => ({
    high: engagementScore.atLeast(high),
    medium: engagementScore.atLeast(medium),
    low: knownFor(age),
  }),
});

/**
 * Needs much help: at least 3 support tickets in the last 30 days.
 *
 * Parameters: `tickets` 3 (`support_ticket` events), `window` 30 days.
 * Edge cases: new customers are often among them, and rightly so; without events nobody is; no attribute is read.
 * @example
 * ```ts
 * import { profile, supportHeavy } from 'habitus';
 * const tickets = ['01', '08', '15'].map((day) => ({ name: 'support_ticket', at: `2026-11-${day}T00:00:00Z` }));
 * supportHeavy(profile({ id: 'ada' }, tickets, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * supportHeavy(profile({ id: 'bob' }, tickets.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: set it to what your busiest tenth writes.
 */
export const supportHeavy: Segment<{ readonly tickets: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('support-heavy', {
    title: 'Support heavy',
    dimension: 'engagement',
    goal: 'Remove what makes them ask',
    action: 'Call once instead of answering three times, and hold back what sells',
    source: 'Rule of thumb: set it to what your busiest tenth writes',
    parameters: { tickets: 3, window: /* @__PURE__ */ days(30) },
    where: ({ tickets, window }) => events('support_ticket').within(window).count().atLeast(tickets),
  });

/**
 * Reads what the company writes: clicked at least 10 % of the messages of the last 90 days, of which there were at least 5.
 *
 * Parameters: `rate` 0.1 (different messages clicked ÷ different messages delivered), `messages` 5 (the least to judge by), `window` 90 days.
 * Edge cases: a new customer is none before the fifth message; without messages nobody is; an event without `message` is not counted,
 * and a message clicked twice counts once; opens do not count, for mail programs open by themselves; no attribute is read.
 * @example
 * ```ts
 * import { messageEngaged, profile } from 'habitus';
 * const message = (name: string, n: number) => ({ name, at: `2026-11-0${n}T00:00:00Z`, properties: { message: `m${n}` } });
 * const sent = [1, 2, 3, 4, 5].map((n) => message('message_delivered', n));
 * messageEngaged(profile({ id: 'ada' }, [...sent, message('message_clicked', 5)], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * messageEngaged(profile({ id: 'bob' }, sent, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 * @see Rule of thumb: several times what a mailing usually gets.
 */
export const messageEngaged: Segment<{
  readonly rate: number;
  readonly messages: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('message-engaged', {
  title: 'Message engaged',
  dimension: 'engagement',
  goal: 'Speak where one is heard',
  action: 'Tell them the news first, and by message',
  source: 'Rule of thumb: several times what a mailing usually gets',
  parameters: { rate: 0.1, messages: 5, window: /* @__PURE__ */ days(90) },
  where: ({ rate, messages, window }) =>
    and(
      events('message_delivered').within(window).distinct('message').atLeast(messages),
      clickRate(window).atLeast(rate),
    ),
});
