import type { Customer, Event } from '../customer/index.js';
import { compareText } from '../internal/index.js';
import { historyTranslator, type RowIssue } from '../rows/index.js';
import { contractChanges } from './contracts.js';
import type { FactOfRow, Person } from './facts.js';
import { unreadAttributes } from './fitting.js';
import { type DatedChanges, traitsOf } from './history.js';
import { type Identities, mergeIdentities } from './identity.js';
import type { Report } from './report.js';
import type { Adapted, AdapterOptions } from './types.js';

type Of<K extends FactOfRow['kind']> = Extract<FactOfRow, { readonly kind: K }>;

/** What all rows say together: who is whom first, once; then whose events and traits they are. */
export const resolve = (facts: readonly FactOfRow[], rows: Report, options: AdapterOptions): Adapted => {
  const { by = 'user', anonymous = true } = options;
  const people = peopleOf(facts, rows);
  if (!anonymous) rejectAnonymous(facts, people, rows);
  const isTaken = (each: FactOfRow): boolean => !rows.isRejected(each.row);
  const memberships = membershipsOf(facts.filter(isTaken), people.idOf);
  const accountOf = (event: Of<'event'>): string | undefined =>
    event.account ?? accountAt(memberships, people.idOf(event.who), event.at);
  if (by === 'account') rejectHomeless(facts, accountOf, rows);
  const taken = facts.filter(isTaken);
  const events = eventsOf(taken, people.idOf, by === 'account' ? accountOf : undefined);
  const customersOf = customersBy(options, rows);
  const users = customersOf(userChanges(taken, people.idOf, memberships));
  const accounts = customersOf(accountChanges(taken, memberships));
  return {
    customers: by === 'account' ? accounts : users,
    events,
    identities: people.identities,
    users,
    accounts,
    ...rows.answer(),
  };
};

interface People {
  readonly identities: Identities;
  readonly idOf: (who: Person) => string;
  readonly isKnown: (id: string) => boolean;
}

/** Links by the ids from and to which they go. */
type Links = Map<string, Map<string, Of<'link'>>>;

/** Who is whom. Each pair of ids is followed once, from the row in which it was seen first. */
const peopleOf = (facts: readonly FactOfRow[], rows: Report): People => {
  const known = new Set<string>();
  const unsure = new Set<string>();
  const certain: Links = new Map();
  const others: Links = new Map();
  for (const each of facts) {
    if ('who' in each && each.who.known !== undefined) known.add(each.who.known);
    if ('who' in each && each.who.unsure === true) unsure.add(each.who.anonymous!);
    if (each.kind !== 'link') continue;
    const links = each.certain ? certain : others;
    const to = links.get(each.from) ?? new Map<string, Of<'link'>>();
    links.set(each.from, to);
    const earlier = to.get(each.to);
    if (earlier === undefined || (each.at ?? -Infinity) < (earlier.at ?? -Infinity)) to.set(each.to, each);
  }
  const followed = [...certain.values(), ...others.values()].flatMap((to) => [...to.values()]);
  const identities = mergeIdentities(followed, { known });
  for (const { link, code, message } of identities.conflicts)
    rows.note(followed[link]!.row, [{ path: '', code, message }]);
  const persons = new Set<string>([...known, ...unsure].map(identities.customerOf));
  return {
    identities,
    idOf: (who) => identities.customerOf((who.known ?? who.anonymous)!),
    isKnown: (id) => persons.has(id),
  };
};

const rejectAnonymous = (facts: readonly FactOfRow[], { idOf, isKnown }: People, rows: Report): void => {
  for (const each of facts) {
    if (!('who' in each) || isKnown(idOf(each.who)) || rows.isRejected(each.row)) continue;
    const message = 'expected somebody who is known, got an anonymous id that was never linked with one';
    rows.reject(each.row, [{ path: '', code: 'anonymous', message }]);
  }
};

/** Of each user the accounts, in order of time; an instant of -Infinity is before all others. */
type Memberships = ReadonlyMap<string, readonly { readonly at: number; readonly account: string }[]>;

const membershipsOf = (facts: readonly FactOfRow[], idOf: People['idOf']): Memberships => {
  const all = new Map<string, { at: number; account: string }[]>();
  for (const each of facts)
    if (each.kind === 'member')
      push(all, idOf(each.who), { at: each.at ?? -Infinity, account: each.account });
  // Tools say the account with every event: what counts is where it changes.
  return new Map(
    [...all].map(([user, list]) => [
      user,
      list
        .sort((a, b) => (a.at === b.at ? compareText(a.account, b.account) : a.at - b.at))
        .filter(({ account }, i) => account !== list[i - 1]?.account),
    ]),
  );
};

/** The latest account at or before an instant; before the first one, the first. */
const accountAt = (memberships: Memberships, user: string, at: number): string | undefined => {
  const list = memberships.get(user) ?? [];
  return (list.filter((each) => each.at <= at).at(-1) ?? list[0])?.account;
};

const rejectHomeless = (
  facts: readonly FactOfRow[],
  accountOf: (event: Of<'event'>) => string | undefined,
  rows: Report,
): void => {
  const message = 'expected the event of an account, got one of a user who belongs to none';
  for (const each of facts)
    if (each.kind === 'event' && !rows.isRejected(each.row) && accountOf(each) === undefined)
      rows.reject(each.row, [{ path: '', code: 'no-account', message }]);
};

const eventsOf = (
  facts: readonly FactOfRow[],
  idOf: People['idOf'],
  accountOf: ((event: Of<'event'>) => string | undefined) | undefined,
): readonly Event[] =>
  facts
    .filter((each) => each.kind === 'event')
    .map((each) => {
      const { id, who, name, at, properties } = each;
      const user = idOf(who);
      const whose =
        accountOf === undefined ? { customerId: user } : { customerId: accountOf(each)!, actor: user };
      return { ...(id === undefined ? {} : { id }), ...whose, name, at, properties };
    })
    .sort(
      (a, b) =>
        a.at - b.at ||
        compareText(a.customerId, b.customerId) ||
        compareText(a.name, b.name) ||
        compareText(a.id ?? '', b.id ?? ''),
    );

type ChangesById = Map<string, DatedChanges[]>;

const userChanges = (
  facts: readonly FactOfRow[],
  idOf: People['idOf'],
  memberships: Memberships,
): ChangesById => {
  const changes: ChangesById = new Map();
  const contracts = new Map<string, Of<'contract'>[]>();
  for (const each of facts) {
    if (!('who' in each)) continue;
    const id = idOf(each.who);
    if (!changes.has(id)) changes.set(id, []);
    if (each.kind === 'user') push(changes, id, each);
    if (each.kind === 'contract') push(contracts, id, each);
  }
  for (const [id, list] of memberships)
    for (const { at, account } of list)
      push(changes, id, {
        at: at === -Infinity ? undefined : at,
        changes: { set: { accountId: account } },
      });
  for (const [id, list] of contracts) changes.get(id)!.push(...contractChanges(list));
  return changes;
};

/** What was said of accounts; also those of which only members or events were. */
const accountChanges = (facts: readonly FactOfRow[], memberships: Memberships): ChangesById => {
  const changes: ChangesById = new Map();
  for (const list of memberships.values()) for (const { account } of list) changes.set(account, []);
  for (const each of facts) {
    if (each.kind === 'event' && each.account !== undefined && !changes.has(each.account))
      changes.set(each.account, []);
    if (each.kind === 'account') push(changes, each.account, each);
  }
  return changes;
};

/**
 * Customers from what was said of them, at last in the host's own names; what is wrong with that is noted at a row
 * that said it.
 */
const customersBy = ({ vocabulary }: AdapterOptions, rows: Report) => {
  const translate = historyTranslator(vocabulary ?? { events: {}, attributes: {} });
  return (changes: ChangesById): readonly Customer[] =>
    [...changes]
      .map(([id, list]) => {
        const traits = traitsOf(list);
        const { attributes: given, history, issues } = translate(traits.attributes, traits.history);
        const attributes = Object.fromEntries(
          Object.entries(given).filter(([, value]) => value !== undefined),
        );
        const note = (at: number | undefined, issue: RowIssue): void => {
          const row = (list.find((each) => each.at === at && each.row !== undefined) ?? list[0])?.row;
          if (row !== undefined) rows.note(row, [issue]);
        };
        for (const { entry, issue } of issues)
          note(entry === undefined ? undefined : traits.history[entry]!.at, issue);
        for (const issue of unreadAttributes(attributes)) note(undefined, issue);
        for (const entry of history)
          for (const issue of unreadAttributes(entry.attributes)) note(entry.at, issue);
        return {
          id,
          ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
          ...(history.length > 0 ? { history } : {}),
        };
      })
      .sort((a, b) => compareText(a.id, b.id));
};

const push = <T>(lists: Map<string, T[]>, key: string, item: T): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
};
