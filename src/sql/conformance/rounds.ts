import type { CasePerson, SqlCase } from './tables.js';

/** A case and the ids of its people. */
export interface Placed {
  readonly of: SqlCase;
  /** The ids that its people have in the tables. */
  readonly ids: readonly string[];
}

/** Cases whose people can stand in the same tables. */
export interface Round {
  readonly cases: readonly Placed[];
  readonly people: readonly (readonly [id: string, person: CasePerson])[];
}

/**
 * Ranks are among all customers, so those cases stand alone; buckets need the ids as they are; all others are told apart by new ids. Cases of the very
 * same list of people share their rows.
 */
export const roundsOf = (cases: readonly SqlCase[]): readonly Round[] => {
  const together: Round[] = [];
  const alone: Round[] = [];
  const byId: { readonly rounds: Round[]; readonly ids: Set<string> }[] = [];
  [...groupBy(cases, ({ people }) => people)].forEach(([people, members], i) => {
    const text = JSON.stringify(members.map(({ definition }) => definition));
    const own = people.map(({ customer }) => customer.id);
    const placed = (ids: readonly string[]): Round => ({
      cases: members.map((of) => ({ of, ids })),
      people: people.map((person, k) => [ids[k]!, person]),
    });
    if (text.includes('"rank"')) alone.push(placed(own));
    else if (text.includes('"bucket"')) {
      let free = byId.find(({ ids }) => !own.some((id) => ids.has(id)));
      if (free === undefined) {
        free = { rounds: [], ids: new Set() };
        byId.push(free);
      }
      free.rounds.push(placed(own));
      for (const id of own) free.ids.add(id);
    } else together.push(placed(own.map((_, k) => `case-${i}-${k}`)));
  });
  const joined = (rounds: readonly Round[]): Round => ({
    cases: rounds.flatMap((round) => round.cases),
    people: rounds.flatMap((round) => round.people),
  });
  return [
    ...(together.length === 0 ? [] : [joined(together)]),
    ...byId.map(({ rounds }) => joined(rounds)),
    ...alone,
  ];
};

/** The items of a list by what a key says of them, in order. */
export const groupBy = <T, K>(list: readonly T[], key: (item: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const group = groups.get(key(item)) ?? [];
    group.push(item);
    groups.set(key(item), group);
  }
  return groups;
};
