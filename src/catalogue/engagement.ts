import {
  and,
  between,
  type Classification,
  classification,
  dominant,
  events,
  hourOfDay,
  type Metric,
  metric,
  type RelativeClassification,
  type RelativeSegment,
  type Selection,
  score,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';
import { messageClickRate } from './messages.js';
import { activity, knownFor, lastActivity, productUse } from './shared.js';

/** What a part of the engagement score is made of, and a host may record or not; each stands for its whole kind. */
type EngagementRecord = 'feature_used' | 'message_delivered' | 'community_post' | 'feedback_submitted';

/** All events of the community. */
const contributions = (): Selection =>
  events('community_post', 'community_reply', 'group_joined', 'event_attended');

/** All that says what a customer thinks. */
const opinions = (): Selection => events('feedback_submitted', 'survey_answered', 'review_written');

/** The events of each kind. */
const RECORDED: Readonly<Record<EngagementRecord, () => Selection>> = {
  feature_used: () => events('feature_used'),
  message_delivered: () => events('message_delivered'),
  community_post: contributions,
  feedback_submitted: opinions,
};

/** The parameters of the engagement score. */
type EngagementParameters = {
  readonly window: Duration;
  readonly activeDays: number;
  readonly silence: number;
  readonly features: number;
  readonly clickRate: number;
  readonly contributions: number;
  readonly answers: number;
  readonly useWeight: number;
  readonly recencyWeight: number;
  readonly breadthWeight: number;
  readonly messagesWeight: number;
  readonly communityWeight: number;
  readonly feedbackWeight: number;
};

const ENGAGEMENT: EngagementParameters = {
  window: /* @__PURE__ */ days(28),
  activeDays: 16,
  silence: 28,
  features: 8,
  clickRate: 0.2,
  contributions: 4,
  answers: 2,
  useWeight: 30,
  recencyWeight: 15,
  breadthWeight: 20,
  messagesWeight: 10,
  communityWeight: 10,
  feedbackWeight: 10,
};

/** The parts of the engagement score; `of` says of a metric over such events whether it counts. */
const engagementParts = (
  p: EngagementParameters,
  of: (record: EngagementRecord, value: Metric<'number'>) => readonly Metric<'number'>[],
): readonly {
  readonly metric: Metric<'number'>;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
}[] => {
  const part = (weight: number, from: number, to: number) => (value: Metric<'number'>) => ({
    metric: value,
    weight,
    from,
    to,
  });
  return [
    part(p.useWeight, 0, p.activeDays)(productUse().within(p.window).activeDays()),
    part(p.recencyWeight, p.silence, 0)(lastActivity().daysSince()),
    ...of('feature_used', events('feature_used').within(p.window).distinct('feature')).map(
      part(p.breadthWeight, 0, p.features),
    ),
    ...of('message_delivered', messageClickRate.with({ window: p.window })).map(
      part(p.messagesWeight, 0, p.clickRate),
    ),
    ...of('community_post', contributions().within(p.window).count()).map(
      part(p.communityWeight, 0, p.contributions),
    ),
    ...of('feedback_submitted', opinions().within(p.window).count()).map(
      part(p.feedbackWeight, 0, p.answers),
    ),
  ];
};

const GOAL = 'See who is drifting away while there is still time';
const ACTION = 'Compare each customer with their own score of last month, and call those who fall';
const SOURCE = 'Rule of thumb: weighted measures on one scale; parts, weights and ends are our own';

/**
 * How much a customer takes part, 0 to 100: not use alone, but recency, breadth, messages, community and feedback too.
 *
 * | part | worth 0 | worth all | weight |
 * |---|---|---|---|
 * | active days (UTC) | 0 | `activeDays` 16 | `useWeight` 30 |
 * | days since the last activity | `silence` 28 | 0 | `recencyWeight` 15 |
 * | different features used | 0 | `features` 8 | `breadthWeight` 20 |
 * | share of messages clicked | 0 | `clickRate` 0.2 | `messagesWeight` 10 |
 * | posts, replies, groups and events of the community | 0 | `contributions` 4 | `communityWeight` 10 |
 * | feedback, surveys and reviews | 0 | `answers` 2 | `feedbackWeight` 10 |
 *
 * All but recency count in `window` 28 days. Only the share of each weight in their sum matters.
 * Edge cases: a part counts where an event of its kind is known of the customer, at any time: a shop without features
 * is not measured by them. The others count for more then (the policy for what is missing is to renormalise). Where you
 * know what you record, {@link engagementScoreOf} measures all customers by the same parts. Support tickets are no
 * engagement, and no part. Without events the score is 0; a new customer starts low, for want of days, which
 * {@link engagementLevel} takes into account.
 * @example
 * ```ts
 * import { engagementScore, profile } from 'habitus';
 * engagementScore(profile({ id: 'ada' })); //=> 0
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const uses = Array.from({ length: 16 }, (_, i) => ({
 *   name: 'feature_used',
 *   at: asOf - i * 86_400_000,
 *   properties: { feature: `f${i % 4}` },
 * }));
 * Math.round(engagementScore(profile({ id: 'bob' }, uses, { asOf }))); //=> 85
 * ```
 */
export const engagementScore: Metric<'number', EngagementParameters> = /* @__PURE__ */ score(
  'engagement-score',
  {
    title: 'Engagement score',
    dimension: 'engagement',
    goal: GOAL,
    action: ACTION,
    source: SOURCE,
    missing: 'renormalise',
    parameters: ENGAGEMENT,
    parts: (p) => engagementParts(p, (record, value) => [value.when(RECORDED[record]().any())]),
  },
);

/** What {@link engagementScoreOf} takes. */
export interface EngagementScoreOfOptions {
  /** The kinds of events beside use that you record, of all customers. */
  readonly records: readonly EngagementRecord[];
}

/**
 * The {@link engagementScore} where you know what you record: the parts made of other events are left out, and those
 * made of these count for everybody, also for who never used a feature or posted anything.
 *
 * `records` is given: `feature_used`, `message_delivered`, `community_post` for the community as a whole,
 * `feedback_submitted` for feedback, surveys and reviews. The parameters are those of {@link engagementScore}.
 * Edge cases: as there; the share of messages clicked is missing where none was delivered, and left out.
 * @example
 * ```ts
 * import { engagementScoreOf, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const logins = Array.from({ length: 16 }, (_, i) => ({ name: 'logged_in', at: asOf - i * 86_400_000 }));
 * const ada = profile({ id: 'ada' }, logins, { asOf });
 * engagementScoreOf({ records: [] })(ada); //=> 100
 * Math.round(engagementScoreOf({ records: ['feature_used'] })(ada)); //=> 69
 * ```
 * @see {@link engagementScore}
 */
export const engagementScoreOf = (
  options: EngagementScoreOfOptions,
): Metric<'number', EngagementParameters> => {
  onlyKeys(options, ['records'], 'engagementScoreOf');
  const { records } = options;
  return score('engagement-score-of', {
    title: 'Engagement score of what is recorded',
    dimension: 'engagement',
    goal: GOAL,
    action: ACTION,
    source: SOURCE,
    missing: 'renormalise',
    parameters: ENGAGEMENT,
    parts: (p) => engagementParts(p, (record, value) => (records.includes(record) ? [value] : [])),
  });
};

/**
 * How engaged a customer is compared with the others: `high` the top 25 % by {@link engagementScore}, `low` the bottom
 * 25 %, `medium` those in between, of all who are known for 28 days. It compares customers with each other: fit it to a
 * population.
 *
 * Parameters: `highPercent` 25 and `lowPercent` 25 (of the customers known for the age), `age` 28 days.
 * Edge cases: a customer known for less than the age has no label and is not counted among the others: the score could
 * not be higher yet. `signedUpAt` says since when, or the first event where that is missing; without either the age is
 * unknown, and the label null. Of equals who would not all be in, none is high and all are low, so that a crowd of
 * silent customers is low and never high. Every customer known for the age has exactly one label.
 * @example
 * ```ts
 * import { engagementLevel } from 'habitus';
 * engagementLevel.labels; //=> ['high', 'low', 'medium']
 * engagementLevel.with({ highPercent: 10 }).parameters.highPercent; //=> 10
 * ```
 */
export const engagementLevel: RelativeClassification<
  'high' | 'low' | 'medium',
  { readonly highPercent: number; readonly lowPercent: number; readonly age: Duration }
> = /* @__PURE__ */ classification('engagement-level', {
  title: 'Engagement level',
  dimension: 'engagement',
  goal: 'Lift customers to the next level',
  action: 'Involve the high, show more to the medium, and find out what the low came for',
  source: 'Rule of thumb: the quarters at both ends of your own customers',
  parameters: { highPercent: 25, lowPercent: 25, age: /* @__PURE__ */ days(28) },
  labels: ({ highPercent, lowPercent, age }) => {
    const known = knownFor(age);
    return {
      high: engagementScore.topPercent(highPercent, { among: known, ties: 'out' }),
      low: engagementScore.bottomPercent(lowPercent, { among: known, ties: 'in' }),
      medium: known,
    };
  },
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
    source: 'By definition: the mean time to resolution; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) => events('support_resolved').within(window).average('hours'),
  },
);

/**
 * Needs more help than the others: the top 10 % by support tickets of the last 90 days, of those who wrote any, and at
 * least 2. It compares customers with each other: fit it to a population.
 *
 * Parameters: `percent` 10 (of the customers with a ticket), `tickets` 2 (`support_ticket` events at least), `window` 90
 * days.
 * Edge cases: who wrote none is none, and does not count; equals are in together where the middle of their ranks is, so
 * that nobody is where all write as many; new customers are often among them, and rightly so.
 * @example
 * ```ts
 * import { supportHeavy } from 'habitus';
 * supportHeavy.parameters.percent; //=> 10
 * supportHeavy.with({ percent: 5 }).parameters.percent; //=> 5
 * ```
 */
export const supportHeavy: RelativeSegment<{
  readonly percent: number;
  readonly tickets: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('support-heavy', {
  title: 'Support heavy',
  dimension: 'engagement',
  goal: 'Remove what makes them ask',
  action: 'Call once instead of answering three times, and hold back what sells',
  source: 'Rule of thumb: the busiest tenth of those who ask',
  parameters: { percent: 10, tickets: 2, window: /* @__PURE__ */ days(90) },
  where: ({ percent, tickets, window }) => {
    const written = metric('tickets-written', {
      title: `Support tickets of the last ${duration(window)}`,
      unit: 'tickets',
      value: () => events('support_ticket').within(window).count(),
    });
    return and(
      written.atLeast(tickets),
      written.topPercent(percent, { among: written.atLeast(1), ties: 'middle' }),
    );
  },
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
  value: ({ window }) => opinions().within(window).count(),
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
        unit: 'days',
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
