import { ago, and, attribute, choose, days, events, following, HabitusError, metric, segment } from 'habitus';
import { vocabulary } from 'habitus/model';
import { type Asked, inherit, population } from 'habitus/population';
import { type AccountFields, lintSQL, type SourceFields, type SqlSource, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE } from '../trials/settings.js';
import { dialects } from './dialects.js';
import { ENGINES, type SqlEngine } from './engines.js';
import { type Columns, testTable, withTables } from './source-tables.js';

const DAY = 86_400_000;
const asOf = Date.parse('2026-03-10T12:00:00Z');

interface Account {
  readonly id: string;
  readonly plan: string | null;
  readonly seats: number | null;
  readonly isTrial: boolean | null;
  readonly since: number | null;
  readonly tags: readonly string[];
}
const nothing = { plan: null, seats: null, isTrial: null, since: null };
const accounts: readonly Account[] = [
  { id: '7', plan: 'pro', seats: 40, isTrial: false, since: asOf - 10 * DAY, tags: ['eu', 'a/b'] },
  { id: '8', plan: 'free', seats: 2.5, isTrial: true, since: asOf - 2 * DAY, tags: [] },
  { id: '9', ...nothing, tags: [] },
  { id: '10', plan: 'Pro', seats: -0, isTrial: null, since: asOf + DAY, tags: ['é'] },
];

interface User {
  readonly id: string;
  readonly account: number | null;
  readonly role: string | null;
  /** Written beside what the account says, and never read. */
  readonly accountPlan?: string;
}
const users: readonly User[] = [
  { id: 'ada', account: 7, role: 'admin', accountPlan: 'of her own' },
  { id: 'bob', account: 7, role: null },
  { id: 'cid', account: 8, role: 'admin' },
  { id: 'dan', account: 9, role: 'member', accountPlan: 'of his own' },
  { id: 'eve', account: 10, role: 'admin' },
  // Of an account that is not there, and of none.
  { id: 'fay', account: 11, role: 'admin', accountPlan: 'of her own' },
  { id: 'gus', account: null, role: 'member' },
];
const changes = [
  { who: 'ada', at: asOf - 5 * DAY, said: { role: 'owner', accountPlan: 'later' } },
  { who: 'cid', at: asOf - DAY, said: { role: null } },
];
const visits = users.flatMap(({ id }, i) =>
  Array.from({ length: i + 1 }, (_, k) => ({ who: id, at: asOf - k * 2 * DAY - 1, amount: k })),
);

const seats = attribute('accountSeats', { as: 'number' });
const DEFINITIONS = {
  plan: attribute('accountPlan', { as: 'text' }),
  seats,
  trial: attribute('accountTrial', { as: 'boolean' }),
  since: attribute('accountSince', { as: 'instant' }),
  european: attribute('accountTags').includes('eu'),
  known: attribute('accountPlan').exists(),
  before: ago(days(6), attribute('accountPlan', { as: 'text' })),
  held: attribute('accountPlan', { as: 'text' }).heldSince(),
  admin: segment('admin', {
    where: () => and(attribute('role').is('admin'), attribute('accountPlan').is('pro')),
  }),
  roleBefore: ago(days(6), attribute('role', { as: 'text' })),
  visits: events('visit')
    .within(following('accountSince', days(7)))
    .count(),
  perSeat: metric('per-seat', { value: () => events('visit').count().dividedBy(seats) }),
  large: seats.topPercent(30),
  worth: choose([[attribute('accountTrial').is(true), 0]], events('visit').sum('amount')),
};

/** The same users with what they have of their accounts, put together by hand. */
const inMemory = () => {
  const of = new Map(accounts.map((account) => [account.id, account]));
  return population({
    asOf,
    customers: users.map(({ id, role, account }) => {
      const theirs = of.get(String(account));
      return {
        id,
        attributes: {
          role,
          ...(theirs && {
            accountPlan: theirs.plan,
            accountSeats: theirs.seats,
            accountTrial: theirs.isTrial,
            accountSince: theirs.since,
            accountTags: theirs.tags,
          }),
        },
        history: changes.flatMap(({ who, at, said: { role: then } }) =>
          who === id ? [{ at, attributes: { role: then } }] : [],
        ),
      };
    }),
    events: visits.map(({ who, at, amount }) => ({
      customerId: who,
      at,
      name: 'visit',
      properties: { amount },
    })),
  } as never).evaluate(DEFINITIONS as unknown as Record<string, Asked>);
};

/** The same, told by `inherit`: accounts are customers of their own. */
const inherited = () => {
  const of = population({
    asOf,
    customers: accounts.map(({ id, ...attributes }) => ({ id, attributes })),
  } as never);
  const bare = population({
    asOf,
    customers: users.map(({ id, role, account }) => ({
      id,
      attributes: { role, accountId: account === null ? null : String(account) },
      history: changes.flatMap(({ who, at, said: { role: then } }) =>
        who === id ? [{ at, attributes: { role: then } }] : [],
      ),
    })),
    events: visits.map(({ who, at, amount }) => ({
      customerId: who,
      at,
      name: 'visit',
      properties: { amount },
    })),
  } as never);
  const told = inherit(bare, of, {
    by: 'accountId',
    attributes: {
      accountPlan: attribute('plan'),
      accountSeats: attribute('seats'),
      accountTrial: attribute('isTrial'),
      accountSince: attribute('since'),
      accountTags: attribute('tags'),
    },
  });
  return told.evaluate(DEFINITIONS as unknown as Record<string, Asked>);
};

it('what users inherit is what they were given by hand', () => {
  const [told, given] = [inherited(), inMemory()];
  for (const key of Object.keys(DEFINITIONS))
    expect([key, told.column(key).toArray()]).toEqual([key, given.column(key).toArray()]);
});

const accountColumns: Columns<Account> = [
  ['id', 'text', ({ id }) => id],
  ['plan', 'text', ({ plan }) => plan],
  ['seats', 'double', ({ seats: many }) => many],
  ['is_trial', 'boolean', ({ isTrial }) => isTrial],
  ['since_ms', 'integer64', ({ since }) => since],
  ['tags', 'list', ({ tags }) => tags],
  [
    'traits',
    'text',
    ({ plan, seats: many, isTrial, since, tags }) => JSON.stringify({ p: plan, many, isTrial, since, tags }),
  ],
];
const tables = [
  testTable('crm_accounts', accountColumns, accounts),
  testTable<User>(
    'app_users',
    [
      ['id', 'text', ({ id }) => id],
      ['account_id', 'integer', ({ account }) => account],
      ['role', 'text', ({ role }) => role],
      ['traits', 'text', ({ id: _, account: __, ...traits }) => JSON.stringify(traits)],
    ],
    users,
  ),
  testTable<(typeof changes)[number]>(
    'app_changes',
    [
      ['who', 'text', ({ who }) => who],
      ['at_ms', 'integer64', ({ at }) => at],
      ['said', 'text', ({ said }) => JSON.stringify(said)],
    ],
    changes,
  ),
  testTable<(typeof visits)[number]>(
    'app_visits',
    [
      ['who', 'text', ({ who }) => who],
      ['at_ms', 'integer64', ({ at }) => at],
      ['amount', 'double', ({ amount }) => amount],
    ],
    visits,
  ),
];

const inColumns: AccountFields = {
  columns: {
    accountPlan: 'plan',
    accountSeats: { column: 'seats', as: 'number' },
    accountTrial: 'is_trial',
    accountSince: { column: 'since_ms', as: 'milliseconds' },
    accountTags: { column: 'tags', as: 'list' },
  },
};
const inJson: AccountFields = {
  json: 'traits',
  as: 'text',
  keys: {
    accountPlan: 'p',
    accountSeats: 'many',
    accountTrial: 'isTrial',
    accountSince: 'since',
    accountTags: 'tags',
  },
};
const own: SourceFields = { json: 'traits', as: 'text' };

const sourceOf = (attributes: AccountFields, ofUsers: SourceFields = own): SqlSource => ({
  customers: {
    table: 'app_users',
    id: 'id',
    attributes: ofUsers,
    history: {
      table: 'app_changes',
      id: 'who',
      at: { column: 'at_ms', as: 'milliseconds' },
      attributes: { json: 'said', as: 'text' },
    },
    accounts: { table: 'crm_accounts', id: 'id', by: 'account_id', attributes },
  },
  events: {
    table: 'app_visits',
    customerId: 'who',
    at: { column: 'at_ms', as: 'milliseconds' },
    name: { value: 'visit' },
    properties: { columns: { amount: 'amount' } },
  },
});

describe.each(ENGINES)('customers have what their account has, on %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
  }, PATIENCE);
  afterAll(() => engine.close());

  it.each([
    ['columns, beside JSON of the customers', sourceOf(inColumns)],
    ['columns, beside columns of the customers', sourceOf(inColumns, { columns: { role: 'role' } })],
    ['keys of JSON', sourceOf(inJson)],
    [
      'columns by the names of a vocabulary',
      {
        ...sourceOf({
          columns: {
            tier: 'plan',
            places: 'seats',
            trial: 'is_trial',
            from: { column: 'since_ms', as: 'milliseconds' },
            tags: { column: 'tags', as: 'list' },
          },
        }),
        vocabulary: vocabulary(
          {},
          {
            attributes: {
              accountPlan: 'tier',
              accountSeats: { from: 'places', times: 1 },
              accountTrial: { firstOf: ['trial', 'role'] },
              accountSince: 'from',
              accountTags: 'tags',
            },
          },
        ),
      },
    ],
  ] as readonly (readonly [string, SqlSource])[])(
    '%s: the answers of users to whom it was given by hand',
    async (_title, source) => {
      const statement = toSQL(DEFINITIONS as never, { dialect: engine.dialect, source, asOf });
      const rows = await withTables(engine, tables, () => engine.run(statement));
      const memory = inMemory();
      expect(rows.length).toBe(users.length);
      for (const row of rows)
        for (const key of Object.keys(DEFINITIONS))
          expect([row.customer_id, key, row[key]]).toEqual([
            row.customer_id,
            key,
            memory.column(key).get(row.customer_id as string),
          ]);
    },
    PATIENCE,
  );

  it(
    'lintSQL finds accounts that are there twice or not at all, and values of another type',
    async () => {
      const { text, values } = lintSQL(sourceOf(inJson), {
        dialect: engine.dialect,
        definitions: { seats: attribute('accountSeats', { as: 'text' }) },
      });
      const twice = [
        ...tables.slice(1),
        testTable('crm_accounts', accountColumns, [...accounts, accounts[0]!]),
      ];
      const found = await withTables(engine, twice, () => engine.run({ text, values }));
      expect(found).toEqual([
        { fault: 'duplicate-account', place: 'customers.accounts.id', count: 1, example: '7' },
        { fault: 'other-type', place: 'customers.accounts.attributes.accountSeats', count: 4, example: '10' },
        { fault: 'unknown-account', place: 'customers.accounts.by', count: 1, example: 'fay' },
      ]);
    },
    PATIENCE,
  );
});

describe('the source of accounts', () => {
  it.each(dialects)('is joined only where something is asked of it, for %s', (_, dialect) => {
    const source = sourceOf(inColumns);
    const text = (definition: object) => toSQL({ d: definition as never }, { dialect, source, asOf }).text;
    expect(text(attribute('role').is('admin'))).not.toContain('crm_accounts');
    expect(text(attribute('accountPlan').is('pro')).match(/crm_accounts/g)).toHaveLength(1);
  });

  it.each([
    [{ table: 'a b' }, 'source.customers.accounts.table'],
    [{ id: undefined }, 'source.customers.accounts.id'],
    [{ by: 'account id' }, 'source.customers.accounts.by'],
    [{ attributes: undefined }, 'source.customers.accounts.attributes'],
    [{ attributes: { json: 'traits' } }, 'source.customers.accounts.attributes.keys'],
    [{ attributes: { json: 'traits', keys: { a: 1 } } }, 'source.customers.accounts.attributes.keys'],
    [{ attributes: { json: 'traits', keys: {}, more: 1 } }, 'source.customers.accounts.attributes'],
    [{ attributes: { columns: { plan: 'a-b' } } }, 'source.customers.accounts.attributes.columns.plan'],
    [{ attributes: { columns: { role: 'plan' } } }, 'source.customers.accounts.attributes'],
    [{ more: 1 }, 'source.customers.accounts'],
  ])('is held against what it may be: %o', (wrong, path) => {
    const { customers, ...rest } = sourceOf(inColumns, { columns: { role: 'role' } });
    const source = { ...rest, customers: { ...customers, accounts: { ...customers.accounts, ...wrong } } };
    const make = () =>
      toSQL({ d: attribute('role').exists() }, { dialect: dialects[0]![1], source } as never);
    expect(make).toThrow(HabitusError);
    expect(make).toThrow(path);
  });
});
