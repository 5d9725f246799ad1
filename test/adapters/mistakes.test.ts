import { fromAmplitude, fromMixpanel, fromPostHog, fromSegment, fromStripe } from 'habitus/adapters';
import { vocabulary } from 'habitus/model';
import { describe, expect, it } from 'vitest';

const AT = '2026-11-20T09:00:00Z';
const LATER = '2026-11-21T09:00:00Z';
const money = { currency: 'EUR', rates: { USD: 0.5 } };
const track = (event: string, properties: object) => ({
  type: 'track',
  event,
  userId: 'ada',
  timestamp: AT,
  properties,
});
const identify = (timestamp: string, traits: object) => ({
  type: 'identify',
  userId: 'ada',
  timestamp,
  traits,
});
const codes = (
  reports: readonly { readonly issues: readonly { readonly code: string; readonly path: string }[] }[],
) => reports.flatMap(({ issues }) => issues.map(({ code, path }) => [code, path]));

describe('amounts', () => {
  it('under the names of the model are in the reporting currency, too', () => {
    const bought = vocabulary({
      purchase: { event: 'Bought' },
      refund: { event: 'Given Back', properties: { amount: 'euros' } },
    });
    const { events, noted } = fromSegment(
      [
        track('purchase', { amount: 30, currency: 'USD' }),
        track('Bought', { amount: 10, listPrice: 12, currency: 'USD' }),
        track('Given Back', { euros: 7, currency: 'USD' }),
        track('Product Added', { price: 4, quantity: 2, currency: 'USD' }),
        track('offer_shown', { price: 5, currency: 'XXX' }),
        track('Order Completed', { total: 20, currency: 'USD' }),
        track('Deposit', { amount: 9, currency: 'USD' }),
        track('toString', { amount: 1, currency: 'USD' }),
      ],
      { money, vocabulary: bought },
    );
    expect(events.map(({ name, properties }) => [name, properties?.amount ?? properties?.price])).toEqual([
      ['Deposit', 9],
      ['cart_add', 4],
      ['offer_shown', undefined],
      ['purchase', 15],
      ['purchase', 5],
      ['purchase', 10],
      ['refund', 7],
      ['toString', 1],
    ]);
    expect(events.find(({ properties }) => properties?.listPrice !== undefined)?.properties?.listPrice).toBe(
      6,
    );
    expect(codes(noted)).toEqual([['unknown-currency', 'properties.price']]);
  });
});

describe('values that no reading of the model sees', () => {
  it('are noted, and kept', () => {
    const { events, customers, noted } = fromSegment([
      track('Order Completed', { total: '30.00' }),
      identify(AT, { createdAt: '2026-01-01 10:00:00', plan: 3, interests: ['tea'] }),
      identify(LATER, { plan: 'pro' }),
    ]);
    expect(events[0]?.properties?.amount).toBe('30.00');
    expect(customers[0]?.history?.[0]?.attributes.signedUpAt).toBe('2026-01-01 10:00:00');
    expect(noted.map(({ row }) => row)).toEqual([0, 1]);
    expect(codes(noted)).toEqual([
      ['wrong-type', 'properties.amount'],
      ['wrong-type', 'attributes.signedUpAt'],
      ['wrong-type', 'attributes.plan'],
    ]);
  });

  it('are no objects in events: those become flat names', () => {
    const { events } = fromSegment([
      track('x', { a: { b: 1 } }),
      { type: 'page', userId: 'ada', timestamp: LATER, properties: { a: { b: 2 } } },
    ]);
    expect(events.map(({ properties }) => properties)).toEqual([{ 'a.b': 1 }, { 'a.b': 2 }]);
  });
});

describe('traits by your own vocabulary', () => {
  it('are read from the state after each change', () => {
    const own = vocabulary(
      {},
      {
        attributes: {
          plan: { firstOf: ['plan_code', { value: 'free' }] },
          mrr: { from: 'mrr', currency: 'cur' },
        },
        money,
      },
    );
    const { customers, noted } = fromSegment(
      [
        identify(AT, { plan_code: 'pro', cur: 'USD', plan: 'legacy' }),
        identify(LATER, { mrr: 100, city: 'Paris' }),
        identify('2026-11-22T09:00:00Z', { cur: 'XXX', plan_code: null }),
      ],
      { vocabulary: own },
    );
    expect(customers[0]).toEqual({
      id: 'ada',
      attributes: { plan: 'free' },
      history: [
        { at: Date.parse(AT), attributes: { plan_code: 'pro', cur: 'USD', plan: 'pro' } },
        { at: Date.parse(LATER), attributes: { city: 'Paris', mrr: 50 } },
        {
          at: Date.parse('2026-11-22T09:00:00Z'),
          attributes: { cur: 'XXX', plan_code: null, plan: 'free', mrr: null },
        },
      ],
    });
    expect(noted).toMatchObject([{ row: 2, issues: [{ code: 'unknown-currency', path: 'attributes.mrr' }] }]);
  });
});

describe('a request of several messages', () => {
  it('is rejected, and says what to give instead', () => {
    for (const [answer, path] of [
      [fromSegment([{ batch: [track('x', {})] }]), 'batch'],
      [fromPostHog([{ api_key: 'k', batch: [] }]), 'batch'],
      [fromAmplitude([{ api_key: 'k', events: [] }]), 'events'],
      [fromStripe([{ object: 'list', data: [] }], { money }), 'data'],
    ] as const) {
      expect(codes(answer.rejected)).toEqual([['batch', path]]);
      expect(answer.rejected[0]?.issues[0]?.message).toMatch(`give those in its "${path}"`);
    }
    expect(fromSegment([{ ...track('x', {}), batch: [] }]).events).toHaveLength(1);
  });
});

describe('what tools say', () => {
  it('PostHog unsets by a field of the event, too', () => {
    const { customers, noted } = fromPostHog([
      { event: '$set', distinct_id: 'ada', timestamp: AT, $set: { plan: 'pro' } },
      { event: 'x', distinct_id: 'ada', timestamp: LATER, $unset: ['plan'] },
      { event: 'x', distinct_id: 'ada', timestamp: LATER, properties: { $unset: 'plan' } },
    ]);
    expect(customers[0]?.history?.[1]?.attributes).toEqual({ plan: null });
    expect(codes(noted)).toEqual([['not-a-list', 'properties.$unset']]);
  });

  it('Mixpanel: an instant that is none is not taken for all times', () => {
    const { rejected, customers } = fromMixpanel([
      { $distinct_id: 'ada', $time: 'yesterday', $set: { plan: 'pro' } },
      { event: '$identify', properties: { time: 'yesterday', $identified_id: 'ada', $anon_id: 'b' } },
      { event: '$identify', properties: { $identified_id: 'bo', $anon_id: 'c' } },
      { $distinct_id: 'bo', $time: null, $set: { plan: 'pro' } },
    ]);
    expect(codes(rejected)).toEqual([
      ['bad-instant', '$time'],
      ['bad-instant', 'properties.time'],
    ]);
    expect(customers).toEqual([{ id: 'bo', attributes: { plan: 'pro' } }]);
  });

  it('Amplitude: a property may have any name', () => {
    const row = `{"event_type":"$identify","user_id":"ada","time":1790848800000,"user_properties":{"__proto__":"x"}}`;
    const attributes = fromAmplitude([row]).customers[0]?.history?.[0]?.attributes ?? {};
    expect(Object.entries(attributes)).toEqual([['__proto__', 'x']]);
  });

  it('Stripe: what a customer no longer has is gone', () => {
    const event = (type: string, created: number, object: object) => ({
      id: `evt_${created}`,
      type,
      created,
      data: { object: { id: 'cus_1', object: 'customer', ...object } },
    });
    const { customers } = fromStripe(
      [
        event('customer.created', 1, {
          address: { city: 'Paris', country: 'FR' },
          preferred_locales: ['fr'],
        }),
        event('customer.updated', 2, { address: { city: 'Lyon' } }),
        event('customer.updated', 3, { address: null, preferred_locales: [] }),
      ],
      { money },
    );
    expect(customers[0]?.history?.slice(1).map(({ attributes }) => attributes)).toEqual([
      { city: 'Lyon', country: null },
      { city: null, language: null },
    ]);
  });

  it('Stripe: items beyond the first page are noted', () => {
    const price = { lookup_key: 'pro', currency: 'eur', unit_amount: 1000, recurring: { interval: 'month' } };
    const object = {
      id: 'sub_1',
      customer: 'cus_1',
      status: 'active',
      items: { has_more: true, data: [{ price }] },
    };
    const row = { id: 'evt_1', type: 'customer.subscription.created', created: 1790848800, data: { object } };
    expect(codes(fromStripe([row], { money }).noted)).toEqual([['more-items', 'data.object.items.has_more']]);
  });

  it('a vocabulary that is none is told', () => {
    const none = { purchase: { event: 'x' } } as never;
    expect(() => fromStripe([], { money, vocabulary: none })).toThrow(/what vocabulary\(…\) makes/);
  });
});
