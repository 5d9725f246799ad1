import { fromAmplitude, fromMixpanel, fromPostHog, fromStripe } from 'habitus/adapters';
import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../src/vocabulary/index.js';
import amplitude from './fixtures/amplitude.json' with { type: 'json' };
import mixpanel from './fixtures/mixpanel.json' with { type: 'json' };
import posthog from './fixtures/posthog.json' with { type: 'json' };

const at = (text: string): number => Date.parse(text);
const START = at('2026-10-01T00:00:00Z');
const codes = (answer: { readonly rejected: readonly { readonly issues: readonly { code: string }[] }[] }) =>
  answer.rejected.map(({ issues }) => issues.at(-1)?.code);

describe('PostHog', () => {
  const answer = fromPostHog(posthog, { group: 'company' });

  it('is taken whole; a group of another kind and a browser of two people are noted', () => {
    expect(answer.rejected).toEqual([]);
    expect(answer.noted.map(({ row, issues }) => [row, issues.map(({ code }) => code)])).toEqual([
      [5, ['other-group']],
      [10, ['identity-conflict']],
    ]);
  });

  it('makes one person of identified, aliased and merged ids, and no more', () => {
    expect(answer.identities.groups).toEqual([
      { id: 'ada', ids: ['ada', 'ada-old', 'browser-1', 'browser-7', 'phone-1'] },
    ]);
    expect(answer.customers.map(({ id }) => id)).toEqual(['ada', 'bo']);
  });

  it('gives events their words, instants in UTC, flat properties and no person properties', () => {
    expect(answer.events).toEqual([
      expect.objectContaining({
        id: 'h-1',
        customerId: 'ada',
        name: 'content_viewed',
        at: at('2026-10-01T10:00:00Z'),
      }),
      {
        id: 'h-3',
        customerId: 'ada',
        name: 'report exported',
        at: at('2026-10-02T10:05:00.123Z'),
        properties: { format: 'csv', $is_identified: true, 'size.rows': 10 },
      },
      { id: 'h-9', customerId: 'ada', name: 'invite_sent', at: at('2026-10-06T08:00:00Z'), properties: {} },
    ]);
    expect(answer.events[0]?.properties).toMatchObject({ content: '/pricing' });
  });

  it('sets once only what is not there, removes what is unset, knows the account', () => {
    expect(answer.customers[0]?.history).toEqual([
      {
        at: at('2026-10-01T10:05:00Z'),
        attributes: { plan: 'free', $geoip_country_code: 'FR', country: 'FR', source: 'ads' },
      },
      { at: at('2026-10-02T10:05:00.123Z'), attributes: { accountId: 'acme' } },
      {
        at: at('2026-10-03T10:00:00Z'),
        attributes: { plan: 'pro', $geoip_country_code: null, country: null },
      },
      { at: at('2026-10-06T08:00:00Z'), attributes: { plan: 'team' } },
    ]);
    expect(answer.accounts[0]).toMatchObject({
      id: 'acme',
      history: [{ attributes: { industry: 'Tea', employees: 12 } }],
    });
  });

  it('leaves out, with the reason', () => {
    const row = (more: object) => ({
      event: 'e',
      distinct_id: 'ada',
      timestamp: '2026-10-01T10:00:00Z',
      ...more,
    });
    expect(
      codes(
        fromPostHog([
          row({ event: '' }),
          row({ timestamp: undefined }),
          row({ timestamp: 'today' }),
          row({ distinct_id: 'None' }),
          row({ event: '$create_alias' }),
          row({ properties: 7 }),
        ]),
      ),
    ).toEqual(['bad-envelope', 'bad-instant', 'bad-instant', 'no-id', 'no-id', 'bad-envelope']);
  });

  it('notes properties that are no JSON', () => {
    const row = { event: 'e', distinct_id: 'ada', timestamp: '2026-10-01T10:00:00Z', properties: '{' };
    expect(fromPostHog([row]).noted[0]?.issues[0]).toMatchObject({
      code: 'not-an-object',
      path: 'properties',
    });
  });

  it('merges two known people by $merge_dangerously alone', () => {
    const identify = (id: string) => ({
      event: '$identify',
      distinct_id: id,
      timestamp: '2026-10-01T10:00:00Z',
      properties: {},
    });
    const join = (event: string) => ({
      event,
      distinct_id: 'a',
      timestamp: '2026-10-02T10:00:00Z',
      properties: { alias: 'b' },
    });
    expect(fromPostHog([identify('a'), identify('b'), join('$create_alias')]).customers).toHaveLength(2);
    expect(fromPostHog([identify('a'), identify('b'), join('$merge_dangerously')]).customers).toHaveLength(1);
  });

  it('keeps those of whom it is not said that they are anonymous', () => {
    const rows = [
      { event: 'e', distinct_id: 'server-side', timestamp: '2026-10-01T10:00:00Z', properties: {} },
      {
        event: 'e',
        distinct_id: 'b-1',
        timestamp: '2026-10-01T10:00:00Z',
        properties: { $is_identified: false },
      },
    ];
    expect(fromPostHog(rows, { anonymous: false }).customers).toEqual([{ id: 'server-side' }]);
  });
});

describe('Mixpanel', () => {
  const answer = fromMixpanel(mixpanel, { group: 'company_id' });

  it('is taken whole', () => {
    expect(answer.summary).toMatchObject({ given: 13, rejected: 0 });
    expect(answer.noted).toEqual([]);
  });

  it('makes one person of device and user, of $identify, $create_alias and $merge', () => {
    expect(answer.identities.groups).toEqual([
      { id: 'ada', ids: ['ada', 'ada-old', 'd-1'] },
      { id: 'bo', ids: ['bo', 'bo@tea.example', 'd-2'] },
    ]);
    expect(answer.customers.map(({ id }) => id)).toEqual(['ada', 'bo', 'd-9']);
  });

  it('reads seconds, and milliseconds where they are too many for seconds', () => {
    expect(answer.events.map(({ name, at: when, customerId }) => [name, when, customerId])).toEqual([
      ['content_viewed', 1790848800000, 'ada'],
      ['signed_up', 1790849100000, 'ada'],
      ['report exported', 1790935200123, 'ada'],
      ['invite_sent', 1790935300000, 'bo'],
      ['purchase', at('2026-10-03T10:00:00Z'), 'ada'],
    ]);
    expect(answer.events.at(-1)?.properties).toMatchObject({ amount: 25.5 });
    expect(answer.events[2]?.properties).not.toHaveProperty('time');
  });

  it('reads the seconds of a project in its zone', () => {
    const local = fromMixpanel(mixpanel, { group: 'company_id', timeZone: 'Europe/Paris' });
    expect(local.events[0]?.at).toBe(1790848800000 - 2 * 3_600_000);
    expect(() => fromMixpanel([], { timeZone: 'Mars/Phobos' })).toThrow(/timeZone/);
  });

  it('applies $set, $set_once, $add, $union, $append, $unset in order of time', () => {
    expect(answer.customers[0]?.history).toEqual([
      {
        at: 1790849100000,
        attributes: {
          plan: 'free',
          $created: '2026-10-01T10:05:00.000Z',
          signedUpAt: '2026-10-01T10:05:00.000Z',
          seats: 1,
          accountId: 'acme',
        },
      },
      { at: 1790935200000, attributes: { source: 'ads', seats: 3, interests: ['tea'] } },
      { at: 1791021600000, attributes: { plan: 'pro', interests: ['tea', 'cups'], source: null } },
    ]);
  });

  it('takes updates without an instant for all times', () => {
    expect(answer.customers[1]).toEqual({
      id: 'bo',
      attributes: { $city: 'Lyon', city: 'Lyon', $country_code: 'FR', country: 'FR' },
    });
    expect(answer.accounts).toEqual([{ id: 'acme', attributes: { industry: 'Tea' } }]);
  });

  it('leaves out, with the reason', () => {
    const row = (properties: object) => ({
      event: 'e',
      properties: { time: 1790848800, distinct_id: 'ada', ...properties },
    });
    expect(
      codes(
        fromMixpanel([
          row({ time: '1790848800' }),
          row({ distinct_id: undefined }),
          row({ distinct_id: [] }),
          { event: '$merge', properties: { $distinct_ids: ['a'] } },
          { event: 7 },
          { $set: {} },
          { $distinct_id: 'ada', $set: 7 },
          { $distinct_id: '', $set: {} },
        ]),
      ),
    ).toEqual([
      'bad-instant',
      'no-id',
      'bad-envelope',
      'no-id',
      'bad-envelope',
      'unknown-type',
      'bad-envelope',
      'no-id',
    ]);
  });

  it('notes a group of another kind, several accounts and a charge without an amount', () => {
    const { noted } = fromMixpanel(
      [
        { $group_key: 'team', $group_id: 't', $set: {} },
        { event: 'e', properties: { time: 1, distinct_id: 'ada', company_id: ['a', 'b'] } },
        { $distinct_id: 'ada', $append: { $transactions: { $time: '2026-10-03T10:00:00' } } },
      ],
      { group: 'company_id' },
    );
    expect(noted.map(({ issues }) => issues[0]?.code)).toEqual([
      'other-group',
      'several-accounts',
      'bad-charge',
    ]);
  });
});

describe('Amplitude', () => {
  const answer = fromAmplitude(amplitude, { group: 'company' });

  it('is taken whole', () => {
    expect(answer.summary).toMatchObject({ given: 8, rejected: 0 });
    expect(answer.noted).toEqual([]);
    expect(answer.identities.groups).toEqual([{ id: 'ada', ids: ['ada', 'd-1', 'd-2'] }]);
  });

  it('gives what an event brought in as a purchase beside it, and as a refund where it is negative', () => {
    expect(answer.events.map(({ name, id, properties }) => [name, id, properties?.amount])).toEqual([
      ['content_viewed', 'a-1', undefined],
      ['report exported', 'a-3', undefined],
      ['Upgrade Bought', 'a-4', undefined],
      ['purchase', 'a-4#revenue', 50],
      ['Upgrade Returned', 'a-5', undefined],
      ['refund', 'a-5#revenue', 20],
      ['purchase', 'a-7#revenue', 10],
    ]);
  });

  it('reads event_time as UTC', () => {
    expect(answer.events.at(-1)?.at).toBe(at('2026-10-03T10:00:00.123Z'));
  });

  it('brings no second purchase where the host calls the event one', () => {
    const own = vocabulary({ purchase: { event: 'Upgrade Bought', properties: { amount: 'price' } } });
    const row = { ...amplitude[3], event_properties: { price: 25 } };
    const { events } = fromAmplitude([row], { vocabulary: own });
    expect(events.map(({ name, properties }) => [name, properties?.amount])).toEqual([['purchase', 25]]);
  });

  it('applies the operations on user properties, and takes the place from each event', () => {
    expect(answer.customers[0]?.history).toEqual([
      { at: 1790848800000, attributes: { country: 'France', city: 'Lyon', language: 'French' } },
      { at: 1790849100000, attributes: { plan: 'free', seats: 1, source: 'ads' } },
      { at: 1790935200000, attributes: { seats: 3, interests: ['tea'], accountId: 'acme' } },
      { at: 1790935300000, attributes: { plan: 'pro' } },
      { at: 1791108000000, attributes: { source: null } },
    ]);
    expect(answer.accounts[0]).toMatchObject({ id: 'acme', history: [{ attributes: { industry: 'Tea' } }] });
  });

  it('clears everything', () => {
    const row = (time: number, user_properties: object) => ({
      event_type: '$identify',
      user_id: 'ada',
      time: START + time,
      user_properties,
    });
    const { customers } = fromAmplitude([
      row(2, { $clearAll: '-' }),
      row(1, { a: 1, b: 2 }),
      row(3, { $set: { a: 3 } }),
    ]);
    expect(customers[0]?.history).toEqual([
      { at: START + 1, attributes: { a: 1, b: 2 } },
      { at: START + 2, attributes: { a: null, b: null } },
      { at: START + 3, attributes: { a: 3 } },
    ]);
  });

  it('leaves out or notes, with the reason', () => {
    const row = (more: object) => ({ event_type: 'e', user_id: 'ada', time: START, ...more });
    const answered = fromAmplitude([
      row({ event_type: undefined }),
      row({ time: undefined }),
      row({ user_id: undefined }),
      row({ user_properties: { $set: 7 } }),
      row({ event_type: '$groupidentify', groups: { team: 't' } }),
    ]);
    expect(codes(answered)).toEqual(['bad-envelope', 'bad-instant', 'no-id']);
    expect(answered.noted.map(({ issues }) => issues[0]?.code)).toEqual(['not-an-object', 'other-group']);
  });

  it('needs the kind of group to answer by account', () => {
    expect(() => fromAmplitude([], { by: 'account' })).toThrow(
      expect.objectContaining({ code: 'bad-value' }),
    );
    const byAccount = fromAmplitude(amplitude, { by: 'account', group: 'company' });
    expect(byAccount.events.every(({ customerId, actor }) => customerId === 'acme' && actor === 'ada')).toBe(
      true,
    );
  });
});

describe('the revenue of Amplitude', () => {
  const event = (more: object) => ({
    event_type: 'Bought',
    user_id: 'ada',
    time: at('2026-11-20T09:00:00Z'),
    ...more,
  });
  const revenue = (more: object) => {
    const { events, noted } = fromAmplitude([event(more)]);
    const [amount] = events.flatMap(({ name, properties }) =>
      name === 'purchase' ? [properties?.amount] : [],
    );
    return [amount, ...noted.flatMap(({ issues }) => issues.map(({ code, path }) => `${path}: ${code}`))];
  };

  it('is price times quantity where all three are given, as its documentation says', () => {
    expect(revenue({ price: 25, quantity: 2, revenue: 48 })).toEqual([50]);
    expect(revenue({ event_properties: { $price: 25, $quantity: 2, $revenue: 48 } })).toEqual([50]);
  });

  it('is otherwise the revenue, else price times quantity, which is one where none is given', () => {
    expect(revenue({ revenue: 48 })).toEqual([48]);
    expect(revenue({ price: 25, revenue: 48 })).toEqual([48]);
    expect(revenue({ price: 25, quantity: 2 })).toEqual([50]);
    expect(revenue({ price: 25 })).toEqual([25]);
    expect(revenue({ revenue: 7, event_properties: { $price: 25, $quantity: 2 } })).toEqual([7]);
  });

  it('is missing, and noted, where a figure has another type', () => {
    expect(revenue({ price: 25, quantity: '2' })).toEqual([undefined, 'quantity: wrong-type']);
    expect(revenue({ price: '25', quantity: 2 })).toEqual([undefined, 'price: wrong-type']);
    expect(revenue({ price: 25, quantity: 2, revenue: '48' })).toEqual([50, 'revenue: wrong-type']);
    expect(revenue({ event_properties: { $revenue: '48' } })).toEqual([
      undefined,
      'event_properties.$revenue: wrong-type',
    ]);
  });
});

describe('counts in another unit than the documentation says', () => {
  const issue = (answer: {
    readonly rejected: readonly { readonly issues: readonly { message: string }[] }[];
  }) => answer.rejected[0]?.issues[0]?.message;

  it('are refused: seconds for the milliseconds of Amplitude and PostHog', () => {
    expect(issue(fromAmplitude([{ event_type: 'E', user_id: 'ada', time: 1_795_167_000 }]))).toBe(
      'expected milliseconds since the epoch, or ISO 8601 text in UTC, got 1795167000: as milliseconds that is in 1970, as seconds in 2026',
    );
    expect(issue(fromPostHog([{ event: 'E', distinct_id: 'ada', timestamp: 1_795_167_000 }]))).toContain(
      'as seconds in 2026',
    );
  });

  it('are refused: milliseconds for the seconds of Stripe', () => {
    const row = {
      id: 'evt',
      type: 'charge.succeeded',
      created: 1_795_167_000_000,
      data: { object: { customer: 'c' } },
    };
    expect(issue(fromStripe([row], { money: { currency: 'EUR', rates: {} } }))).toBe(
      'expected seconds since the epoch, got 1795167000000: as milliseconds that is in 2026',
    );
  });
});
