import { communityActions, communityParticipant, groupMember } from '../../src/catalogue/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';

const everything = ['community_post', 'community_reply', 'group_joined', 'event_attended'];

answering([
  [
    communityActions,
    [
      [
        'all four kinds',
        who(
          old,
          everything.map((name) => did(name, 1)),
        ),
        4,
      ],
      ['just less than 90 days ago', who(old, [did('community_post', 90, {}, -1)]), 1],
      ['exactly 90 days ago', who(old, [did('community_post', 90)]), 0],
      ['no events', who(old), 0],
      ['a new customer without attributes', who({}, [did('community_reply', 1)]), 1],
    ],
  ],
  [
    communityParticipant,
    [
      ['a post', who(old, [did('community_post', 1)]), true],
      ['a reply', who(old, [did('community_reply', 1)]), true],
      ['an event', who(old, [did('event_attended', 1)]), true],
      ['to join is not to take part', who(old, [did('group_joined', 1, { group: 'a' })]), false],
      ['just less than 90 days ago', who(old, [did('community_post', 90, {}, -1)]), true],
      ['exactly 90 days ago', who(old, [did('community_post', 90)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('community_post', 1)]), true],
      ['no attributes are needed', who({}, [did('community_post', 1)]), true],
    ],
  ],
  [
    groupMember,
    [
      ['joined once, however long ago', who(old, [did('group_joined', 900, { group: 'a' })]), true],
      ['a group without a name', who(old, [did('group_joined', 1)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [did('group_joined', 1, { group: 'a' })]), true],
      ['no attributes are needed', who({}, [did('group_joined', 1, { group: 'a' })]), true],
    ],
  ],
  [
    groupMember.with({ groups: 2 }, { id: 'group-member-of-two' }),
    [
      ['two groups', groupMembers(2), true],
      ['the same one twice', groupMembers(1), false],
    ],
  ],
]);

function groupMembers(different: number) {
  return who(old, [
    did('group_joined', 1, { group: 'a' }),
    did('group_joined', 2, { group: different > 1 ? 'b' : 'a' }),
  ]);
}
