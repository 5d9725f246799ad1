import { refuse, textIndex } from '../internal/index.js';
import { number, shownAs } from '../print/index.js';
import { isMembership, type Membership } from './membership.js';

/** What has to be done to an audience so that it holds those who are in now. */
export interface MembershipDiff {
  /** The ids of those who are in after and were not before, in the order of `after`. */
  readonly added: readonly string[];
  /** The ids of those who were in before and are not after, in the order of `before`. */
  readonly removed: readonly string[];
  /** How many are in both. */
  readonly stayed: number;
  /** Such as `2 added, 1 removed, 40 stayed`. */
  toString(): string;
}

/** Who is in: a membership, or ids in any order; one that stands there twice counts once. */
export type Members = Membership | Iterable<string>;

/**
 * Whom to add and whom to remove, to keep an audience elsewhere (of an ad platform, a mailing list) what a segment is here. Takes memberships of any
 * populations as of any instants, and lists of ids, such as what was sent the last time. Ids alone decide: whoever is not in
 * the later population at all is removed.
 * @example
 * ```ts
 * import { days, events } from 'habitus';
 * import { diff, population } from 'habitus/population';
 * const people = population({
 *   customers: [{ id: 'ada' }, { id: 'bob' }, { id: 'cid' }],
 *   events: [
 *     { customerId: 'ada', name: 'purchase', at: '2026-11-14T09:30:00Z' },
 *     { customerId: 'bob', name: 'purchase', at: '2026-11-20T09:30:00Z' },
 *   ],
 *   asOf: '2026-11-22T00:00:00Z',
 * });
 * const buyers = events('purchase').within(days(7)).any();
 * const { added, removed } = diff(people.at('2026-11-15T00:00:00Z').members(buyers), people.members(buyers));
 * added; //=> ['bob']
 * removed; //=> ['ada']
 * String(diff(['ada', 'bob', 'zoe'], people.members(buyers))); //=> '0 added, 2 removed, 1 stayed'
 * ```
 */
export const diff = (before: Members, after: Members): MembershipDiff => {
  const [old, now] = [crowdOf(before, 'before'), crowdOf(after, 'after')];
  const added = now.ids.filter((id) => !old.has(id));
  const removed = old.ids.filter((id) => !now.has(id));
  const stayed = now.ids.length - added.length;
  const text = (): string =>
    `${number(added.length)} added, ${number(removed.length)} removed, ${number(stayed)} stayed`;
  return Object.freeze(
    shownAs({ added: Object.freeze(added), removed: Object.freeze(removed), stayed }, text),
  );
};

/** Ids, each once, and whether one is among them. */
interface Crowd {
  readonly ids: readonly string[];
  readonly has: (id: string) => boolean;
}

const crowdOf = (members: Members, path: string): Crowd => {
  if (isMembership(members)) return { ids: members.ids(), has: members.has };
  if (typeof members !== 'object' || members === null || !(Symbol.iterator in members))
    refuse('bad-value', 'a membership (people.members(…)) or a list of ids', members, path);
  const index = textIndex();
  const ids: string[] = [];
  let place = 0;
  for (const id of members) {
    if (typeof id !== 'string') refuse('bad-value', 'the id of a customer', id, `${path}[${place}]`);
    place++;
    if (index.get(id) !== undefined) continue;
    index.add(id, ids.length);
    ids.push(id);
  }
  return { ids, has: (id) => index.get(id) !== undefined };
};
