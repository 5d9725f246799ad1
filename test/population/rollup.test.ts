import {
  actor,
  attribute,
  type Customer,
  days,
  type Event,
  events,
  type Profile,
  profile,
  segment,
} from 'habitus';
import {
  allOf,
  anyOf,
  countOf,
  type Population,
  population,
  rollUp,
  shareOf,
  topShareOf,
} from 'habitus/population';
import { describe, expect, it } from 'vitest';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

const active = segment('active', { where: () => events().within(days(28)).any() });
const uses = events().within(days(28)).count();

/** Users in three accounts and none, with different habits; one account is known but has no user. */
const customers: readonly Customer[] = [
  { id: 'ada', attributes: { accountId: 'acme' } },
  { id: 'bob', attributes: { accountId: 'acme' } },
  { id: 'cid', attributes: { accountId: 'acme' } },
  { id: 'dan', attributes: { accountId: 'beta' } },
  { id: 'eve', attributes: { accountId: 'gone' } },
  { id: 'fay' },
  { id: 'gus', attributes: { accountId: 7 } },
];
const happened: readonly Event[] = [
  ...Array.from({ length: 6 }, (_, i) => ({
    customerId: 'ada',
    name: 'feature_used',
    at: ASOF - i * DAY,
    properties: { feature: `f${i}` },
  })),
  { customerId: 'bob', name: 'feature_used', at: ASOF - DAY, properties: { feature: 'f0' } },
  { customerId: 'bob', name: 'logged_in', at: ASOF - 2 * DAY },
  { customerId: 'cid', name: 'logged_in', at: ASOF - 60 * DAY },
  { customerId: 'dan', name: 'logged_in', at: ASOF - 3 * DAY },
  { customerId: 'fay', name: 'logged_in', at: ASOF },
];
const users = population({ customers, events: happened, asOf: ASOF });
const options = {
  by: 'accountId',
  attributes: {
    activeUsers: countOf(active),
    activeShare: shareOf(active),
    seatShare: shareOf(active, { of: 'seats' }),
    someActive: anyOf(active),
    allActive: allOf(active),
    busiest: topShareOf(uses),
  },
  accounts: [
    { id: 'acme', attributes: { seats: 4, plan: 'pro' } },
    { id: 'beta', attributes: { seats: 0 } },
    { id: 'empty', attributes: { seats: 5 } },
  ],
};
const known = (accounts: Population, id: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(options.attributes).map((name) => [name, accounts.values(attribute(name)).get(id)]),
  );

describe('rollUp', () => {
  const accounts = rollUp(users, options);

  it('makes a customer of each account, with what its users come to', () => {
    expect(accounts.ids).toEqual(['acme', 'beta', 'empty']);
    expect(known(accounts, 'acme')).toEqual({
      activeUsers: 2,
      activeShare: 2 / 3,
      seatShare: 0.5,
      someActive: true,
      allActive: false,
      busiest: 6 / 8,
    });
    expect(known(accounts, 'beta')).toEqual({
      activeUsers: 1,
      activeShare: 1,
      seatShare: null,
      someActive: true,
      allActive: true,
      busiest: 1,
    });
    expect(known(accounts, 'empty')).toEqual({
      activeUsers: 0,
      activeShare: null,
      seatShare: 0,
      someActive: false,
      allActive: false,
      busiest: null,
    });
    expect(accounts.values(attribute('plan', { as: 'text' })).get('acme')).toBe('pro');
  });

  it('gives it the events of its users, each with the user as actor', () => {
    expect(accounts.values(events().count()).toArray()).toEqual([9, 1, 0]);
    expect(accounts.values(events().distinct(actor())).toArray()).toEqual([3, 1, 0]);
    expect(accounts.values(events('feature_used').distinct('feature')).get('acme')).toBe(6);
    const acme = profile(
      { id: 'acme' },
      happened
        .filter(({ customerId }) => ['ada', 'bob', 'cid'].includes(customerId!))
        .map(({ customerId, ...event }) => ({ ...event, actor: customerId })),
      { asOf: ASOF },
    );
    const shown = (of: Profile) => [
      events().longestGap()(of),
      events().sessions()(of),
      events().mostFrequent(actor())(of),
      events('feature_used').last('feature', { as: 'text' })(of),
      events().within(days(7)).activeDays()(of),
    ];
    expect(shown(accounts.profile('acme'))).toEqual(shown(acme));
  });

  it('takes the accounts that users name where none are given', () => {
    expect(rollUp(users, { by: 'accountId' }).ids).toEqual(['acme', 'beta', 'gone']);
  });

  it('rolls up again as of another instant', () => {
    const then = accounts.at(ASOF - 50 * DAY);
    expect(then.asOf).toBe(ASOF - 50 * DAY);
    expect(known(then, 'acme')).toMatchObject({ activeUsers: 1, activeShare: 1 / 3, busiest: 1 });
    expect(then.values(events().count()).get('acme')).toBe(1);
    expect(then.at(ASOF).values(attribute('activeUsers')).get('acme')).toBe(2);
  });

  it('follows a user from account to account', () => {
    const moved = population({
      customers: [
        {
          id: 'ada',
          attributes: { accountId: 'old' },
          history: [{ at: ASOF - DAY, attributes: { accountId: 'new' } }],
        },
      ],
      asOf: ASOF,
    });
    expect(rollUp(moved, { by: 'accountId' }).ids).toEqual(['new']);
    expect(rollUp(moved, { by: 'accountId' }).at(ASOF - 2 * DAY).ids).toEqual(['old']);
  });

  it('refuses what it cannot use', () => {
    expect(() => rollUp(users, {} as never)).toThrow(/by: expected the name of an attribute/);
    expect(() => rollUp([] as never, { by: 'accountId' })).toThrow(/expected a population/);
    expect(() => rollUp(users, { by: 'accountId', attributes: { n: countOf(7 as never) } })).toThrow(
      /segment/,
    );
  });
});
