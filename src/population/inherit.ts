import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { type Valued, withColumns } from './attribute-columns.js';
import { aboutOf } from './column.js';
import { issueLog } from './issues.js';
import { insideOf, requireDefined, runnerOf } from './population.js';
import { answerAt } from './program/answers.js';
import { accountsOf } from './rollup.js';
import type { Asked, Population } from './types.js';

/** How {@link inherit} tells users of their accounts. */
export interface InheritOptions {
  /** The attribute that names the account of a user; users without one inherit nothing. */
  readonly by: string;
  /** What users get to know of their account, by the name that it has as an attribute of theirs. */
  readonly attributes: Readonly<Record<string, Asked>>;
  /** True: an attribute of users of the same name, with its history, makes way. Default: a name that is there is an error. */
  readonly replace?: boolean | undefined;
}

/**
 * The same users, each with what their account is or does as attributes: values of metrics, memberships and labels of `accounts`, as of its
 * instant. The counterpart of `rollUp`. Of a user whose account is not there they are missing, and that is an `unknown-account` issue.
 *
 * `at` inherits again: users as of the other instant, accounts as of as much earlier or later. Inside one answer (`ago`) the values are
 * those of that instant, for they have no history (S30).
 * @example
 * ```ts
 * import { and, attribute, events } from 'habitus';
 * import { inherit, population } from 'habitus/population';
 * const asOf = '2026-11-22T00:00:00Z';
 * const accounts = population({ customers: [{ id: 'acme', attributes: { plan: 'pro', seats: 40 } }], asOf });
 * const users = population({
 *   customers: [
 *     { id: 'ada', attributes: { accountId: 'acme' } },
 *     { id: 'bob', attributes: { accountId: 'gone' } },
 *   ],
 *   asOf,
 * });
 * const told = inherit(users, accounts, {
 *   by: 'accountId',
 *   attributes: { accountPlan: attribute('plan'), largeAccount: attribute('seats').atLeast(20) },
 * });
 * const quiet = and(attribute('largeAccount').is(true), events().none());
 * told.members(quiet).ids(); //=> ['ada']
 * told.values(attribute('accountPlan')).toArray(); //=> ['pro', null]
 * told.issues.map(({ code, count }) => `${code}: ${count}`); //=> ['unknown-account: 1']
 * ```
 */
export const inherit = (users: Population, accounts: Population, options: InheritOptions): Population => {
  onlyKeys(options, ['by', 'attributes', 'replace'], 'inherit');
  const { by, replace = false } = options;
  if (typeof by !== 'string') refuse('bad-value', 'the name of an attribute', by, 'by');
  if (typeof replace !== 'boolean') refuse('bad-value', 'true or false', replace, 'replace');
  if (!isPlainObject(options.attributes))
    refuse('bad-value', 'an object of definitions: { name: definition }', options.attributes, 'attributes');
  for (const [name, of] of Object.entries(options.attributes))
    requireDefined(of, undefined, `attributes.${name}`);
  insideOf(users, 'users');
  insideOf(accounts, 'accounts');
  return inherited(users, accounts, { by, attributes: { ...options.attributes }, replace });
};

const inherited = (
  users: Population,
  accounts: Population,
  options: Required<InheritOptions>,
): Population => {
  const { by, attributes, replace } = options;
  const issues = issueLog();
  const { indices } = runnerOf(accounts).people;
  const accountOf = Int32Array.from(accountsOf(users, by), (id, user) => {
    const account = id === null ? -1 : (indices.get(id) ?? -1);
    if (id !== null && account < 0) issues.add('unknown-account', `users[${user}].${by}`, id);
    return account;
  });
  const table = accounts.evaluate(attributes);
  const columns = table.keys.map((name): readonly [string, Valued] => {
    const { answers } = aboutOf(table.column(name))!;
    const at = (user: number) => (accountOf[user]! < 0 ? null : answerAt(answers, accountOf[user]!));
    return [name, { ids: users.ids, at }];
  });
  return withColumns(users, columns, {
    issues,
    replace: replace === true,
    again: (asOf) => inherited(users.at(asOf), accounts.at(accounts.asOf + asOf - users.asOf), options),
  });
};
