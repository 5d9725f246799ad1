import fc from 'fast-check';
import { attribute, classification, events, inBucket, metric, not, segment } from 'habitus';
import {
  type Asked,
  countOf,
  inherit,
  type Population,
  population,
  rollUp,
  withAttributes,
} from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { crowds } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import { parsed } from '../conformance/profile-engine.js';
import { PATIENCE, trials } from '../trials/settings.js';
import { everything } from './everything.js';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;
const accounts = population({
  customers: [
    { id: 'acme', attributes: { plan: 'pro', seats: 40, tags: ['a', 'b'] } },
    {
      id: 'beta',
      attributes: { plan: 'free' },
      history: [{ at: ASOF - 5 * DAY, attributes: { plan: 'pro', seats: 7 } }],
    },
  ],
  events: [
    { customerId: 'acme', name: 'invoice_paid', at: ASOF - 2 * DAY, properties: { amount: 90 } },
    { customerId: 'beta', name: 'invoice_paid', at: ASOF - 9 * DAY, properties: { amount: 20 } },
  ],
  asOf: ASOF,
});
const users = population({
  customers: [
    { id: 'ada', attributes: { accountId: 'acme', role: 'admin' } },
    { id: 'bob', attributes: { accountId: 'beta' } },
    { id: 'cid', attributes: { accountId: 'gone' } },
    { id: 'dan' },
    { id: 'eve', attributes: { accountId: 7 } },
    {
      id: 'fay',
      attributes: { accountId: 'acme' },
      history: [{ at: ASOF - DAY, attributes: { accountId: 'beta' } }],
    },
    { id: 'gus', attributes: { accountId: 'gone' } },
  ],
  events: [{ customerId: 'bob', name: 'logged_in', at: ASOF - DAY }],
  asOf: ASOF,
});
const paid = metric('paid', { value: () => events('invoice_paid').sum('amount') });
const large = segment('large', { where: () => attribute('seats').atLeast(20) });
const size = classification('size', {
  labels: () => ({ large, small: attribute('seats', { as: 'number' }).exists() }),
});
const attributes = {
  accountPlan: attribute('plan'),
  accountPaid: paid,
  accountPaidAt: events('invoice_paid').lastAt(),
  isLarge: large,
  accountSize: size,
  accountTags: attribute('tags', { as: 'list' }),
  isBest: segment('best', { where: () => paid.topPercent(50) }),
};
const options = { by: 'accountId', attributes };
const known = (of: Population, id: string): Record<string, unknown> =>
  Object.fromEntries(Object.keys(attributes).map((name) => [name, of.values(attribute(name)).get(id)]));
const nothing = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));

describe('inherit', () => {
  const told = inherit(users, accounts, options);

  it('tells users what their account is and does: metrics, memberships, labels, ranks among accounts', () => {
    const acme = {
      accountPlan: 'pro',
      accountPaid: 90,
      accountPaidAt: ASOF - 2 * DAY,
      isLarge: true,
      accountSize: 'large',
      accountTags: ['a', 'b'],
      isBest: true,
    };
    expect(known(told, 'ada')).toEqual(acme);
    expect(known(told, 'bob')).toEqual({
      accountPlan: 'pro',
      accountPaid: 20,
      accountPaidAt: ASOF - 9 * DAY,
      isLarge: false,
      accountSize: 'small',
      accountTags: null,
      isBest: false,
    });
    expect(known(told, 'fay')).toEqual(known(told, 'bob'));
    expect(told.values(attribute('accountPaidAt', { as: 'instant' })).get('ada')).toBe(ASOF - 2 * DAY);
  });

  it('keeps users as they are', () => {
    expect([told.ids, told.asOf, told.eventCount]).toEqual([users.ids, ASOF, 1]);
    expect(told.values(attribute('role')).get('ada')).toBe('admin');
    expect(users.values(attribute('accountPlan')).missingCount).toBe(7);
    const loyal = segment('loyal', {
      where: () => attribute('accountPlan').is('pro'),
    });
    expect(told.members(loyal).ids()).toEqual(['ada', 'bob', 'fay']);
    expect(loyal(told.profile('bob'))).toBe(true);
  });

  it('leaves missing what is of an account that is not there, and says so; users without an account are no fault', () => {
    for (const id of ['cid', 'dan', 'eve', 'gus']) expect(known(told, id)).toEqual(nothing);
    expect(told.issues).toEqual([
      {
        code: 'unknown-account',
        message: 'missing: users name accounts that are not in the population of accounts',
        count: 2,
        examples: [
          { path: 'users[2].accountId', found: '"gone"' },
          { path: 'users[6].accountId', found: '"gone"' },
        ],
      },
    ]);
  });

  it('inherits again as of another instant, of accounts as of then and by the account of then', () => {
    const then = told.at(ASOF - 7 * DAY);
    expect(known(then, 'bob')).toMatchObject({
      accountPlan: 'free',
      accountPaid: 20,
      accountSize: null,
      isBest: true,
    });
    expect(known(then, 'fay')).toMatchObject({ accountPlan: 'pro', accountPaid: 0, isLarge: true });
    expect(known(then.at(ASOF), 'fay')).toEqual(known(told, 'fay'));
  });

  it('takes accounts as of an instant of their own, which moves as far as that of the users', () => {
    const before = inherit(users, accounts.at(ASOF - 6 * DAY), options);
    expect([before.asOf, before.values(attribute('accountPlan')).get('bob')]).toEqual([ASOF, 'free']);
    expect(
      before
        .at(ASOF + 2 * DAY)
        .values(attribute('accountPlan'))
        .get('bob'),
    ).toBe('pro');
    expect(
      before
        .at(ASOF - 4 * DAY)
        .values(attribute('accountPaid'))
        .get('ada'),
    ).toBe(0);
  });

  it('goes with the other ways: views, attributes of models, accounts rolled up from these users', () => {
    const paying = inherit(users.where(attribute('accountId').is('acme')), accounts.where(large), options);
    expect([paying.ids, paying.issues]).toEqual([['ada'], []]);
    const view = told.where(attribute('accountPaid').above(50)).at(ASOF - 7 * DAY);
    expect([view.ids, view.values(attribute('accountPaid')).toArray()]).toEqual([['ada'], [0]]);
    const scored = withAttributes(told, { score: [1, 2, 3, 4, 5, 6, 7] }).at(ASOF - 7 * DAY);
    expect(scored.values(attribute('score')).get('gus')).toBe(7);
    expect(scored.values(attribute('accountPlan')).get('bob')).toBe('free');
    const rolled = rollUp(users, {
      by: 'accountId',
      attributes: { colleagues: countOf(not(inBucket('x', { to: 0.01 }))) },
    });
    const back = inherit(users, rolled, {
      by: 'accountId',
      attributes: { colleagues: attribute('colleagues') },
    });
    expect(back.values(attribute('colleagues')).toArray()).toEqual([1, 2, 2, null, null, 2, 2]);
    expect(
      back
        .at(ASOF - 2 * DAY)
        .values(attribute('colleagues'))
        .toArray(),
    ).toEqual([2, 1, 2, null, null, 2, 2]);
    expect(back.issues).toEqual([]);
  });

  it('refuses a name that users have, unless it is to be replaced', () => {
    const same = { by: 'accountId', attributes: { role: paid } };
    expect(() => inherit(users, accounts, same)).toThrow(
      /attributes.role: expected the name of an attribute/,
    );
    expect(
      inherit(users, accounts, { ...same, replace: true })
        .values(attribute('role'))
        .get('ada'),
    ).toBe(90);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['no name', () => inherit(users, accounts, {} as never), /by: expected the name of an attribute/],
    [
      'no attributes',
      () => inherit(users, accounts, { by: 'a' } as never),
      /attributes: expected an object of definitions/,
    ],
    [
      'what is no definition',
      () => inherit(users, accounts, { by: 'a', attributes: { x: countOf(large) as never } }),
      /attributes.x: expected a segment, metric or classification/,
    ],
    [
      'a name of the customer’s own',
      () => inherit(users, accounts, { by: 'a', attributes: { id: paid } }),
      /another name than "id"/,
    ],
    ['no users', () => inherit([] as never, accounts, options), /users: expected a population/],
    ['no accounts', () => inherit(users, undefined as never, options), /accounts: expected a population/],
    [
      'no choice',
      () => inherit(users, accounts, { ...options, replace: 0 } as never),
      /replace: expected true or false/,
    ],
  ])('refuses %s', (_, act, message) => {
    expect(act).toThrow(message);
  });
});

describe('any definitions that are inherited', () => {
  it(
    'are what each account answers, for each of its users, and any definition may read them',
    () => {
      fc.assert(
        fc.property(crowds(24, 4), fc.nat(2_000_000_000), ({ definitions, people, asOf }, past) => {
          const [firms, staff] = [people.slice(0, 6), people.slice(6)];
          const accountOf = (i: number): unknown => (i % 9 === 8 ? 'nobody' : firms[i % 7]?.customer.id);
          const employed = staff.map(({ customer, events: happened }, i) => ({
            customer: {
              ...customer,
              attributes: { ...(customer.attributes as object), account: accountOf(i) },
            },
            events: happened,
          }));
          const [a, b] = definitions.map((each) => parsed(each) as unknown as Asked) as [Asked, Asked];
          const company = populationOfPeople(firms, asOf);
          const made = inherit(populationOfPeople(employed, asOf), company, {
            by: 'account',
            attributes: { a, b },
          });
          for (const at of [asOf, asOf - past]) {
            const answers = [a, b].map((each) => company.at(at).values(each));
            const built = populationOfPeople(
              employed.map(({ customer, events: happened }, i) => ({
                customer: {
                  ...customer,
                  attributes: {
                    ...customer.attributes,
                    a: answers[0]!.get(accountOf(i) as string),
                    b: answers[1]!.get(accountOf(i) as string),
                  },
                },
                events: happened,
              })),
              at,
            );
            expect(made.at(at).values(attribute('a')).toArray()).toEqual(
              built.values(attribute('a')).toArray(),
            );
            const readers = [
              attribute('b', { as: 'number' }),
              attribute('b').exists(),
              attribute('a', { as: 'text' }),
            ];
            expect(
              everything(made.at(at), [...definitions, ...readers.map(({ definition }) => definition)]),
            ).toStrictEqual(
              everything(built, [...definitions, ...readers.map(({ definition }) => definition)]),
            );
          }
        }),
        trials(0.002),
      );
    },
    PATIENCE,
  );
});
