import { compareText, onlyKeys, refuse } from '../internal/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import { isPlaceholderId } from './placeholders.js';

/** Two ids of one person. */
export interface IdentityLink {
  /** The id that is given up, such as that of a browser before the login. */
  readonly from: string;
  /** The id that goes on. */
  readonly to: string;
  /** When they were seen together. Default: before everything else. */
  readonly at?: InstantInput | undefined;
  /**
   * True where it was said outright that the two are one person: then two known ids become one. Without known ids
   * it says nothing more.
   */
  readonly certain?: boolean | undefined;
}

/** Options of {@link mergeIdentities}. */
export interface MergeOptions {
  /** The ids by which people are known: those of your own users, not those of devices and browsers. */
  readonly known?: Iterable<string> | undefined;
}

/** The ids of one person. */
export interface IdentityGroup {
  /** The id that is the customer's. */
  readonly id: string;
  /** All of them, in order of text. */
  readonly ids: readonly string[];
}

/** A link that was not followed. */
export interface IdentityConflict {
  /** The link, counted from 0. */
  readonly link: number;
  readonly code: 'identity-conflict' | 'placeholder-id';
  readonly message: string;
}

/** Which ids are one person. */
export interface Identities {
  /** The customer's id of an id; the id itself where nothing was linked with it. */
  customerOf(id: string): string;
  /** Those who have several ids, in order of their id. */
  readonly groups: readonly IdentityGroup[];
  /** Links that were not followed, in order of the links. */
  readonly conflicts: readonly IdentityConflict[];
}

/**
 * Which ids are one person, from links in any order. Links that are certain and between two known ids are followed
 * first. The others are followed in order of time (among equals, of their texts), and only where they do not make
 * two known people one: an anonymous id is that of the first known one it was seen with. A link with a placeholder
 * such as `'null'` is not followed. Both are told as conflicts.
 *
 * The customer's id is, of the ids of one person, a known one that no link gave up; else a known one; else one that
 * was not given up; else any: among several the one seen first, by the instants of the links, then by text. So
 * cycles do no harm.
 * @example
 * ```ts
 * import { mergeIdentities } from 'habitus/adapters';
 * const { customerOf, groups } = mergeIdentities(
 *   [{ from: 'browser-1', to: 'ada' }, { from: 'phone-7', to: 'ada' }],
 *   { known: ['ada'] },
 * );
 * customerOf('phone-7'); //=> 'ada'
 * groups; //=> [{ id: 'ada', ids: ['ada', 'browser-1', 'phone-7'] }]
 * ```
 */
export const mergeIdentities = (links: Iterable<IdentityLink>, options: MergeOptions = {}): Identities => {
  onlyKeys(options, ['known'], 'mergeIdentities');
  const { known = [] } = options;
  const isKnown = new Set(known);
  const checked = Array.from(links, (link, i) => checkLink(link, i, isKnown));
  const [usable, placeholders] = withoutPlaceholders(checked);
  usable.sort(byCertaintyAndTime);
  const followed = follow(usable, isKnown);
  const groups = followed.people
    .groups()
    .map((ids) => ({ id: chosen(ids, isKnown, followed), ids: [...ids].sort(compareText) }))
    .sort((a, b) => compareText(a.id, b.id));
  const owner = new Map(groups.flatMap(({ id, ids }) => ids.map((each) => [each, id] as const)));
  return {
    customerOf: (id) => owner.get(id) ?? id,
    groups,
    conflicts: [...placeholders, ...followed.conflicts].sort((a, b) => a.link - b.link),
  };
};

/** The links that may be followed, and those whose ids are nobody's. */
const withoutPlaceholders = (links: readonly Checked[]): [Checked[], IdentityConflict[]] => {
  const conflicts: IdentityConflict[] = [];
  const usable = links.filter(({ from, to, index }) => {
    const placeholder = [from, to].find(isPlaceholderId);
    if (placeholder === undefined) return true;
    const message = `expected an id, got ${JSON.stringify(placeholder)}: nobody is merged by it`;
    conflicts.push({ link: index, code: 'placeholder-id', message });
    return false;
  });
  return [usable, conflicts];
};

const byCertaintyAndTime = (a: Checked, b: Checked): number =>
  Number(b.certain) - Number(a.certain) ||
  (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) ||
  compareText(a.to, b.to) ||
  compareText(a.from, b.from);

/** What following links leaves. */
interface Followed {
  readonly people: ReturnType<typeof forest>;
  readonly givenUp: ReadonlySet<string>;
  readonly firstSeen: ReadonlyMap<string, number>;
  readonly conflicts: readonly IdentityConflict[];
}

/** Follows links in their order, but for those that would make two known people one without saying so. */
const follow = (links: readonly Checked[], isKnown: ReadonlySet<string>): Followed => {
  const people = forest();
  const givenUp = new Set<string>();
  const firstSeen = new Map<string, number>();
  const conflicts: IdentityConflict[] = [];
  const holdsKnown = new Set(isKnown);
  for (const { from, to, at, certain, index } of links) {
    for (const id of [from, to]) firstSeen.set(id, Math.min(at, firstSeen.get(id) ?? at));
    const [a, b] = [people.root(from), people.root(to)];
    if (a === b) {
      if (from !== to) givenUp.add(from);
      continue;
    }
    if (!certain && holdsKnown.has(a) && holdsKnown.has(b)) {
      const two = `${JSON.stringify(from)} and ${JSON.stringify(to)}`;
      const message = `${two} were seen together, but are known as two people: they stay two`;
      conflicts.push({ link: index, code: 'identity-conflict', message });
      continue;
    }
    givenUp.add(from);
    const root = people.join(a, b);
    if (holdsKnown.has(a) || holdsKnown.has(b)) holdsKnown.add(root);
  }
  return { people, givenUp, firstSeen, conflicts };
};

/** Which of the ids of one person is the customer's. */
const chosen = (
  ids: readonly string[],
  isKnown: ReadonlySet<string>,
  { givenUp, firstSeen }: Followed,
): string => {
  const rank = (id: string): number => (isKnown.has(id) ? 0 : 2) + (givenUp.has(id) ? 1 : 0);
  return ids.reduce((best, id) => {
    const order = rank(id) - rank(best) || firstSeen.get(id)! - firstSeen.get(best)! || compareText(id, best);
    return order < 0 ? id : best;
  });
};

interface Checked {
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly certain: boolean;
  readonly index: number;
}

const checkLink = (
  { from, to, at, certain = false }: IdentityLink,
  index: number,
  isKnown: ReadonlySet<string>,
): Checked => {
  for (const [key, id] of Object.entries({ from, to }))
    if (typeof id !== 'string') refuse('bad-value', 'an id, a text', id, `links[${index}].${key}`);
  // Zero minus infinity would be no number: before everything is the least number that can be subtracted.
  const instant = at === undefined ? -Number.MAX_VALUE : requireInstant(at, `links[${index}].at`);
  return { from, to, at: instant, certain: certain && isKnown.has(from) && isKnown.has(to), index };
};

/** Sets that are joined, with the shortest ways to their roots. */
const forest = () => {
  const parents = new Map<string, string>();
  const root = (id: string): string => {
    let top = id;
    for (let up = parents.get(top); up !== undefined && up !== top; up = parents.get(top)) top = up;
    for (let at = id; at !== top; ) {
      const up = parents.get(at)!;
      parents.set(at, top);
      at = up;
    }
    return top;
  };
  return {
    root,
    join: (a: string, b: string): string => {
      parents.set(b, b);
      parents.set(a, b);
      return b;
    },
    /** The sets of more than one. */
    groups: (): readonly (readonly string[])[] => {
      const sets = new Map<string, string[]>();
      for (const id of [...parents.keys()]) {
        const top = root(id);
        const set = sets.get(top);
        if (set === undefined) sets.set(top, [id]);
        else set.push(id);
      }
      return [...sets.values()];
    },
  };
};
