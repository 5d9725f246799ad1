import type { Customer } from '../customer/index.js';
import type { AnyMetric, AnySegment } from '../definitions/index.js';
import { onlyKeys, refuse, textIndex } from '../internal/index.js';
import { prepare } from '../plan/index.js';
import { builder } from './builder.js';
import { placeOfCustomer } from './people.js';
import { populationOf, runnerOf } from './population.js';
import { joined } from './rollup-events.js';
import { runner } from './runner.js';
import type { Population } from './types.js';

/** What the users of an account come to: an attribute of the account. Made by `countOf`, `shareOf`, `anyOf`, `allOf`, `topShareOf`. */
export interface AccountAttribute {
  readonly kind: 'count' | 'share' | 'any' | 'all' | 'topShare';
  readonly of: AnySegment | AnyMetric;
  /** For shares: the attribute of the account that they are of. */
  readonly seats?: string | undefined;
}

/** How {@link rollUp} makes accounts of users. */
export interface RollUpOptions {
  /** The attribute that names the account of a user; users without one are in no account. */
  readonly by: string;
  /** What is known of the users of an account, by the name that it gets. */
  readonly attributes?: Readonly<Record<string, AccountAttribute>> | undefined;
  /**
   * The accounts with attributes of their own, such as seats and plan: an account without users is then one, too. Default: the
   * accounts that users name.
   */
  readonly accounts?: Iterable<Customer> | undefined;
}

/**
 * How many users of an account are in a segment.
 * @see {@link rollUp}
 */
export const countOf = (segment: AnySegment): AccountAttribute => ({ kind: 'count', of: segment });

/**
 * The share of an account's users who are in a segment; with `{ of }`, of a number that the account has, such as its seats.
 * Missing where that is missing or 0.
 * @see {@link rollUp}
 */
export const shareOf = (segment: AnySegment, options: { readonly of?: string } = {}): AccountAttribute => {
  onlyKeys(options, ['of'], 'shareOf');
  return { kind: 'share', of: segment, seats: options.of };
};

/**
 * Whether a user of the account is in a segment.
 * @see {@link rollUp}
 */
export const anyOf = (segment: AnySegment): AccountAttribute => ({ kind: 'any', of: segment });

/**
 * Whether every user of the account is in a segment; false of an account without users.
 * @see {@link rollUp}
 */
export const allOf = (segment: AnySegment): AccountAttribute => ({ kind: 'all', of: segment });

/**
 * The share that the user with the most of a metric has of all: near 1, all hangs on one person. Values below 0 count as 0;
 * missing where the whole is 0.
 * @see {@link rollUp}
 */
export const topShareOf = (metric: AnyMetric): AccountAttribute => ({ kind: 'topShare', of: metric });

/**
 * A population of accounts from one of users: the events of all its users are those of the account, with the user as `actor`, and
 * what the users come to are attributes of the account, as of the population's instant. `at` rolls up again, as of the
 * other instant. Users without an account are left out; `issues` of the users stay with them.
 *
 * @example
 * ```ts
 * import { attribute, days, events } from 'habitus';
 * import { countOf, population, rollUp, shareOf } from 'habitus/population';
 * const users = population({
 *   customers: [
 *     { id: 'ada', attributes: { accountId: 'acme' } },
 *     { id: 'bob', attributes: { accountId: 'acme' } },
 *   ],
 *   events: [{ customerId: 'ada', name: 'feature_used', at: '2026-11-20T09:30:00Z' }],
 *   asOf: '2026-11-22T00:00:00Z',
 * });
 * const active = events().within(days(28)).any();
 * const accounts = rollUp(users, {
 *   by: 'accountId',
 *   attributes: { activeUsers: countOf(active), activeShare: shareOf(active, { of: 'seats' }) },
 *   accounts: [{ id: 'acme', attributes: { seats: 4 } }],
 * });
 * accounts.values(attribute('activeShare', { as: 'number' })).get('acme'); //=> 0.25
 * accounts.members(attribute('activeUsers').atLeast(1)).ids(); //=> ['acme']
 * ```
 */
export const rollUp = (people: Population, options: RollUpOptions): Population => {
  onlyKeys(options, ['by', 'attributes', 'accounts'], 'rollUp');
  const accounts = options.accounts && [...options.accounts];
  return rolledUp(people, { ...options, accounts });
};

const rolledUp = (people: Population, options: RollUpOptions): Population => {
  const { by, attributes = {}, accounts } = options;
  if (typeof by !== 'string') refuse('bad-value', 'the name of an attribute', by, 'by');
  const { store, people: users } = runnerOf(people);
  const of = accountsOf(people, by);
  const given = accounts ?? [...new Set(of)].filter((id) => id !== null).map((id) => ({ id }));
  const indices = textIndex();
  const kept: Customer[] = [];
  for (const account of given) {
    if (indices.get(account.id) !== undefined) continue;
    indices.add(account.id, kept.length);
    kept.push(account);
  }
  const accountOf = Int32Array.from(of, (id) => (id === null ? -1 : (indices.get(id) ?? -1)));
  const accountOfAll = new Int32Array(store.size).fill(-1);
  accountOf.forEach((account, user) => {
    accountOfAll[placeOfCustomer(users, user)] = account;
  });
  const columns = Object.entries(attributes).map(
    ([name, each]) => [name, summary(people, each, accountOf, kept)] as const,
  );

  const into = builder();
  kept.forEach((account, i) => {
    const known = Object.fromEntries(columns.map(([name, values]) => [name, values[i]]));
    into.customer({ ...account, attributes: { ...account.attributes, ...known } });
  });
  const built = into.build();
  const whole = { ...built.store, ...joined(store, accountOfAll, kept.length) };
  return populationOf(runner(whole), { issues: built.issues, copies: 0 }, people.asOf, {
    again: (asOf) => rolledUp(people.at(asOf), options),
  });
};

/** Of each user the account, null without one. */
export const accountsOf = (people: Population, by: string): readonly (string | null)[] => {
  const plan = prepare([{ kind: 'attribute', name: by, as: 'text' }]);
  const [answers] = runnerOf(people).answer(plan, plan.roots, people.asOf);
  const { data, values } = answers as {
    readonly data: Int32Array;
    readonly values: readonly (string | null)[];
  };
  return Array.from(data, (code) => values[code]!);
};

type Summary = readonly (number | boolean | undefined)[];

/** What the users of each account come to. */
const summary = (
  people: Population,
  { kind, of, seats }: AccountAttribute,
  accountOf: Int32Array,
  accounts: readonly Customer[],
): Summary => {
  const values = people.values(of).toArray();
  const users = new Float64Array(accounts.length);
  const total = new Float64Array(accounts.length);
  const most = new Float64Array(accounts.length);
  accountOf.forEach((account, user) => {
    if (account < 0) return;
    const value = Math.max(0, Number(values[user] ?? 0));
    users[account]!++;
    total[account]! += value;
    most[account] = Math.max(most[account]!, value);
  });
  const share = (part: number, whole: unknown): number | undefined =>
    typeof whole === 'number' && whole > 0 ? part / whole : undefined;
  const ways: { readonly [K in AccountAttribute['kind']]: (account: number) => Summary[number] } = {
    count: (i) => total[i]!,
    share: (i) => share(total[i]!, seats === undefined ? users[i] : accounts[i]!.attributes?.[seats]),
    any: (i) => total[i]! > 0,
    all: (i) => users[i]! > 0 && total[i] === users[i],
    topShare: (i) => share(most[i]!, total[i]),
  };
  return accounts.map((_, i) => ways[kind](i));
};
