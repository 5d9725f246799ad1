import { events, type Metric, metric, type Segment, type Selection, segment } from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';

/** What a customer does in the community. */
const contributions = (): Selection =>
  events('community_post', 'community_reply', 'group_joined', 'event_attended');

/**
 * How often a customer did something in the community in the last 90 days: a post, a reply, a group joined, an event
 * attended.
 *
 * Edge cases: 0 without any, for a new customer too; who only reads does not show.
 * @example
 * ```ts
 * import { communityActions, profile } from 'habitus';
 * const post = { name: 'community_post', at: '2026-11-01T00:00:00Z' };
 * communityActions(profile({ id: 'ada' }, [post], { asOf: '2026-11-22T00:00:00Z' })); //=> 1
 * communityActions(profile({ id: 'bob' })); //=> 0
 * ```
 */
export const communityActions: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'community-actions',
  {
    title: 'Community actions',
    unit: 'actions',
    dimension: 'engagement',
    goal: 'Know who carries the community',
    action: 'Answer first posts quickly, and hand the regulars a role',
    source: 'By definition; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) => contributions().within(window).count(),
  },
);

/**
 * Takes part in the community: posted, replied or attended an event in the last 90 days.
 *
 * Parameters: `actions` 1 (`community_post`, `community_reply` and `event_attended` events), `window` 90 days.
 * Edge cases: a new customer can qualify; without events nobody qualifies; to join a group is not yet to take part,
 * see {@link groupMember}.
 * @example
 * ```ts
 * import { communityParticipant, profile } from 'habitus';
 * const reply = { name: 'community_reply', at: '2026-11-01T00:00:00Z' };
 * communityParticipant(profile({ id: 'ada' }, [reply], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * communityParticipant(profile({ id: 'bob' })); //=> false
 * ```
 * @see Nielsen, "Participation Inequality: Encouraging More Users to Contribute" (2006,
 * https://www.nngroup.com/articles/participation-inequality/): nine of ten members of a community only read, so that
 * one contribution says much. That one is enough is a rule of thumb.
 */
export const communityParticipant: Segment<{ readonly actions: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('community-participant', {
    title: 'Community participant',
    dimension: 'engagement',
    goal: 'Let customers help customers',
    action: 'Thank them by name, and ask them to answer what others ask',
    source:
      'Nielsen, "Participation Inequality: Encouraging More Users to Contribute" (2006): most only read, so that one contribution says much',
    parameters: { actions: 1, window: /* @__PURE__ */ days(90) },
    where: ({ actions, window }) =>
      events('community_post', 'community_reply', 'event_attended').within(window).count().atLeast(actions),
  });

/**
 * Belongs to a group of the community: joined at least 1, at any time.
 *
 * Parameters: `groups` 1 (different values of `group_joined.group`).
 * Edge cases: a new customer can qualify; without `group_joined` nobody qualifies, nor with one that names no group;
 * the built-in model knows no leaving.
 * @example
 * ```ts
 * import { groupMember, profile } from 'habitus';
 * const joined = { name: 'group_joined', at: '2026-11-01T00:00:00Z', properties: { group: 'photographers' } };
 * groupMember(profile({ id: 'ada' }, [joined], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * groupMember(profile({ id: 'bob' })); //=> false
 * ```
 */
export const groupMember: Segment<{ readonly groups: number }> = /* @__PURE__ */ segment('group-member', {
  title: 'Group member',
  dimension: 'engagement',
  goal: 'Give customers company that they would miss',
  action: 'Tell them what is new in their group instead of what is new in general',
  source: 'By definition; there is no cut-off but the first',
  parameters: { groups: 1 },
  where: ({ groups }) => events('group_joined').distinct('group').atLeast(groups),
});
