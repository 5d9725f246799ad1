import fc from 'fast-check';
import {
  type Adapted,
  fromAmplitude,
  fromMixpanel,
  fromPostHog,
  fromRudderStack,
  fromSegment,
  fromStripe,
} from 'habitus/adapters';
import { population } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import amplitude from './fixtures/amplitude.json' with { type: 'json' };
import mixpanel from './fixtures/mixpanel.json' with { type: 'json' };
import posthog from './fixtures/posthog.json' with { type: 'json' };
import rudderstack from './fixtures/rudderstack.json' with { type: 'json' };
import segment from './fixtures/segment.json' with { type: 'json' };
import stripe from './fixtures/stripe.json' with { type: 'json' };

interface Tool {
  readonly name: string;
  readonly rows: readonly object[];
  readonly read: (rows: readonly unknown[]) => Adapted;
}

const money = { currency: 'EUR', rates: { USD: 0.9, JPY: 0.01 } };
const TOOLS: readonly Tool[] = [
  { name: 'Segment', rows: segment, read: (rows) => fromSegment(rows) },
  { name: 'Segment by account', rows: segment, read: (rows) => fromSegment(rows, { by: 'account', money }) },
  { name: 'RudderStack', rows: rudderstack, read: (rows) => fromRudderStack(rows, { anonymous: false }) },
  { name: 'PostHog', rows: posthog, read: (rows) => fromPostHog(rows, { group: 'company' }) },
  { name: 'Mixpanel', rows: mixpanel, read: (rows) => fromMixpanel(rows, { group: 'company_id' }) },
  { name: 'Amplitude', rows: amplitude, read: (rows) => fromAmplitude(rows, { group: 'company' }) },
  { name: 'Stripe', rows: stripe, read: (rows) => fromStripe(rows, { money, metadataId: 'user_id' }) },
];

/** An object that holds itself. */
const cyclic = (): object => {
  const row: Record<string, unknown> = { type: 'track' };
  row.properties = { row };
  return row;
};

const throwing = (): object =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw 'no';
      },
    },
  );

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const deep = (): unknown => JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);

/** Made only when it is read: the runner itself would look into it. */
const garbage: fc.Arbitrary<() => unknown> = fc.oneof(
  fc
    .anything({
      withDate: true,
      withBigInt: true,
      withNullPrototype: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    })
    .map((value) => () => value),
  fc
    .constantFrom(null, undefined, 0, NaN, '', '{}', '[]', '{"a":1}', Symbol('x'), () => 0, 10n)
    .map((value) => () => value),
  fc.constantFrom<() => unknown>(cyclic, throwing, revoked, deep),
);

/** The row with one of its values, however deep, replaced. */
const mutated = (row: unknown, path: readonly number[], value: unknown): unknown => {
  const [first, ...rest] = path;
  if (first === undefined || typeof row !== 'object' || row === null) return value;
  const keys = Object.keys(row);
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return value;
  const copy: Record<string, unknown> = Array.isArray(row) ? ([...row] as never) : { ...row };
  copy[key] = mutated((row as Record<string, unknown>)[key], rest, value);
  return copy;
};

const balanced = ({ summary, rejected, noted, events, customers }: Adapted, given: number): void => {
  expect(summary.given).toBe(given);
  expect(summary.accepted + summary.rejected).toBe(given);
  expect(rejected).toHaveLength(summary.rejected);
  expect(rejected.every(({ issues }) => issues.length > 0)).toBe(true);
  const rows = [...rejected, ...noted].map(({ row }) => row);
  expect(new Set(rows).size).toBe(rows.length);
  const ids = new Set(customers.map(({ id }) => id));
  expect(ids.size).toBe(customers.length);
  expect(events.every(({ customerId, at }) => ids.has(customerId!) && Number.isInteger(at))).toBe(true);
};

describe.each(TOOLS)('$name', ({ rows, read }) => {
  it('never throws on garbage: accepted and rejected are what was given', () => {
    fc.assert(
      fc.property(fc.array(garbage, { maxLength: 8 }), (given) => {
        balanced(read(given.map((make) => make())), given.length);
      }),
    );
  });

  it('nor on rows in which something is garbage; what it takes, a population takes', () => {
    const row = fc.tuple(
      fc.nat(rows.length - 1),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }),
      garbage,
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (changes) => {
        const given: unknown[] = [
          ...rows,
          ...changes.map(([i, path, value]) => mutated(rows[i], path, value)),
        ];
        const answer = read(given);
        balanced(answer, given.length);
        const { issues, size } = population({ ...answer, asOf: '2027-01-01T00:00:00Z' });
        expect(size).toBe(answer.customers.length);
        const codes = issues.map(({ code }) => code);
        for (const code of [
          'bad-customer',
          'repeated-customer',
          'bad-history',
          'bad-event',
          'bad-instant',
          'unknown-customer',
        ])
          expect(codes).not.toContain(code);
      }),
    );
  });

  it('does not depend on the order of rows', () => {
    const dated = rows.filter((row) => !Object.hasOwn(row, '$distinct_id') || Object.hasOwn(row, '$time'));
    const expected = read(dated);
    fc.assert(
      fc.property(fc.shuffledSubarray([...dated], { minLength: dated.length }), (shuffled) => {
        const answer = read(shuffled);
        expect(answer.customers).toEqual(expected.customers);
        expect(answer.accounts).toEqual(expected.accounts);
        expect(answer.events).toEqual(expected.events);
        expect(answer.identities.groups).toEqual(expected.identities.groups);
      }),
    );
  });

  it('says the same of rows that come twice (an update of Mixpanel has no id: what it adds is added twice)', () => {
    const known = rows.filter((row) => !Object.hasOwn(row, '$add') && !Object.hasOwn(row, '$append'));
    const once = population({ ...read(known), asOf: '2027-01-01T00:00:00Z' });
    const twice = read([...known, ...known]);
    expect(twice.customers).toEqual(read(known).customers);
    const copied = population({ ...twice, asOf: '2027-01-01T00:00:00Z' });
    expect(copied.ids).toEqual(once.ids);
    expect(copied.eventCount).toBe(once.eventCount);
  });

  it('changes nothing of what it is given', () => {
    const before = JSON.stringify(rows);
    read(rows);
    expect(JSON.stringify(rows)).toBe(before);
  });
});
