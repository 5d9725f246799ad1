import {
  between,
  type Classification,
  classification,
  dominant,
  events,
  hourOfDay,
  type Metric,
  metric,
  type Segment,
  score,
  segment,
} from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { messageClickRate } from './messages.js';
import { activity, knownFor, lastActivity } from './shared.js';

/**
 * How much a customer takes part, 0 to 100: not use alone, but breadth, recency, messages, support, community and
 * feedback too.
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
 * Edge cases: a part that is missing (no message was delivered, no activity ever) is left out, and the others count
 * for more (the policy for what is missing is to renormalise); without events the score is 0; a new customer starts
 * low, for want of days, which {@link engagementLevel} takes into account.
 * @example
 * ```ts
 * import { engagementScore, profile } from 'habitus';
 * engagementScore(profile({ id: 'ada' })); //=> 0
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const uses = Array.from({ length: 20 }, (_, i) => ({
 *   name: 'feature_used',
 *   at: asOf - i * 86_400_000,
 *   properties: { feature: `f${i % 8}` },
 * }));
 * Math.round(engagementScore(profile({ id: 'bob' }, uses, { asOf }))); //=> 72
 * ```
 * @see Weighted measures on one scale, as in the scorecards of Gainsight; the parts, weights and ends are rules of
 * thumb.
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
  missing: 'renormalise',
  parts: (p) => [
    { metric: activity().within(p.window).activeDays(), weight: p.useWeight, from: 0, to: p.activeDays },
    {
      metric: events('feature_used').within(p.window).distinct('feature'),
      weight: p.breadthWeight,
      from: 0,
      to: p.features,
    },
    { metric: lastActivity().daysSince(), weight: p.recencyWeight, from: p.silence, to: 0 },
    {
      metric: messageClickRate.with({ window: p.window }),
      weight: p.messagesWeight,
      from: 0,
      to: p.clickRate,
    },
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
 * Edge cases: a customer known for less than the age is not called low but null: the score could not be higher yet.
 * `signedUpAt` says since when, or the first event where that is missing; without either the age is unknown, and the
 * label null. Every customer known for the age has exactly one label.
 * @example
 * ```ts
 * import { engagementLevel, profile } from 'habitus';
 * const asOf = '2026-11-22T00:00:00Z';
 * engagementLevel(profile({ id: 'ada', attributes: { signedUpAt: '2026-01-10T00:00:00Z' } }, [], { asOf })); //=> 'low'
 * engagementLevel(profile({ id: 'bob', attributes: { signedUpAt: '2026-11-10T00:00:00Z' } }, [], { asOf })); //=> null
 * ```
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
 * How many support tickets a customer opened in the last 90 days.
 *
 * Edge cases: 0 without any, for a new customer too; a ticket counts when it is opened, solved or not.
 * @example
 * ```ts
 * import { profile, supportTickets } from 'habitus';
 * const ticket = { name: 'support_ticket', at: '2026-11-01T00:00:00Z' };
 * supportTickets(profile({ id: 'ada' }, [ticket], { asOf: '2026-11-22T00:00:00Z' })); //=> 1
 * supportTickets(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const supportTickets: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'support-tickets',
  {
    title: 'Support tickets',
    unit: 'tickets',
    dimension: 'engagement',
    goal: 'Know who needs help, and how much of it',
    action: 'Solve for good what the same customer asks twice',
    source: 'By definition; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) => events('support_ticket').within(window).count(),
  },
);

/**
 * How many hours it took on average to resolve a customer's tickets of the last 90 days.
 *
 * Edge cases: missing where none was resolved, so for most new customers; a ticket that is still open does not count
 * yet, however long it waits; one resolved without `hours` does not count.
 * @example
 * ```ts
 * import { profile, resolutionHours } from 'habitus';
 * const resolved = (day: string, hours: number) => ({
 *   name: 'support_resolved',
 *   at: `2026-11-${day}T00:00:00Z`,
 *   properties: { hours },
 * });
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * resolutionHours(profile({ id: 'ada' }, [resolved('01', 4), resolved('09', 8)], at)); //=> 6
 * resolutionHours(profile({ id: 'bob' })); //=> null
 * ```
 */
export const resolutionHours: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'resolution-hours',
  {
    title: 'Resolution time',
    unit: 'hours',
    dimension: 'engagement',
    goal: 'Find the customers who wait too long',
    action: 'Take their next ticket out of the queue',
    source: 'The mean time to resolution of service desks; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) => events('support_resolved').within(window).average('hours'),
  },
);

/**
 * Needs much help: at least 3 support tickets in the last 30 days.
 *
 * Parameters: `tickets` 3 (`support_ticket` events), `window` 30 days.
 * Edge cases: new customers are often among them, and rightly so; without events nobody qualifies.
 * @example
 * ```ts
 * import { profile, supportHeavy } from 'habitus';
 * const tickets = ['01', '08', '15'].map((day) => ({ name: 'support_ticket', at: `2026-11-${day}T00:00:00Z` }));
 * supportHeavy(profile({ id: 'ada' }, tickets, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * supportHeavy(profile({ id: 'bob' }, tickets.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
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
 * How often a customer said what they think in the last 180 days: feedback, answers to surveys and reviews.
 *
 * Edge cases: 0 without any, for a new customer too; what was said does not matter.
 * @example
 * ```ts
 * import { feedback, profile } from 'habitus';
 * const said = { name: 'feedback_submitted', at: '2026-11-01T00:00:00Z' };
 * feedback(profile({ id: 'ada' }, [said], { asOf: '2026-11-22T00:00:00Z' })); //=> 1
 * feedback(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const feedback: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric('feedback', {
  title: 'Feedback',
  unit: 'answers',
  dimension: 'engagement',
  goal: 'Know whose opinion you have, and whose you only suppose',
  action: 'Ask those next who have not been heard for longest',
  source: 'By definition; the window is a rule of thumb',
  parameters: { window: /* @__PURE__ */ days(180) },
  value: ({ window }) =>
    events('feedback_submitted', 'survey_answered', 'review_written').within(window).count(),
});

/**
 * When a customer is usually active: `morning` (6 to 12), `afternoon` (12 to 18), `evening` (18 to 24) or `night` (0
 * to 6), by the days of the last 90 on which they were active at that time.
 *
 * Parameters: `window` 90 days, `days` 5 (the least days to judge by), `timeZone` 'UTC' (the clock that counts; an
 * IANA name, the same for all).
 * Edge cases: null below 5 days at any one time, so for a new customer at first; a day on which somebody was active at
 * two times counts for both; among equals the first of the day wins; what the company sends is no activity. Nobody has
 * more than one label.
 * @example
 * ```ts
 * import { preferredTime, profile } from 'habitus';
 * const logins = ['01', '05', '09', '12', '20'].map((day) => ({ name: 'logged_in', at: `2026-11-${day}T19:30:00Z` }));
 * const ada = profile({ id: 'ada' }, logins, { asOf: '2026-11-22T00:00:00Z' });
 * preferredTime(ada); //=> 'evening'
 * preferredTime.with({ timeZone: 'Asia/Tokyo' })(ada); //=> 'night'
 * preferredTime(profile({ id: 'bob' })); //=> null
 * ```
 */
export const preferredTime: Classification<
  'morning' | 'afternoon' | 'evening' | 'night',
  { readonly window: Duration; readonly days: number; readonly timeZone: string }
> = /* @__PURE__ */ dominant('preferred-time', {
  title: 'Preferred time',
  dimension: 'engagement',
  goal: 'Be there when the customer is',
  action: 'Send messages shortly before that time, and staff the support for it',
  source: 'Rule of thumb: quarters of the day, and enough days to be no accident',
  parameters: { window: /* @__PURE__ */ days(90), days: 5, timeZone: 'UTC' },
  atLeast: (p) => p.days,
  labels: ({ window, timeZone }) => {
    const daysActive = (part: string, from: number, to: number): Metric<'number'> =>
      metric(`days-active-in-the-${part}`, {
        title: `Days active in the ${part}`,
        value: () =>
          activity()
            .within(window)
            .where(hourOfDay({ timeZone }), between(from, to))
            .activeDays({ timeZone }),
      });
    return {
      morning: daysActive('morning', 6, 11),
      afternoon: daysActive('afternoon', 12, 17),
      evening: daysActive('evening', 18, 23),
      night: daysActive('night', 0, 5),
    };
  },
});
