import { fromRudderStack, fromSegment } from 'habitus/adapters';
import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../src/vocabulary/index.js';
import rudderstack from './fixtures/rudderstack.json' with { type: 'json' };
import segment from './fixtures/segment.json' with { type: 'json' };

const at = (text: string): number => Date.parse(text);
const track = (more: object) => ({
  type: 'track',
  userId: 'ada',
  event: 'E',
  timestamp: '2026-10-01T00:00:00Z',
  ...more,
});
const propertiesOf = (row: object) => fromSegment([row]).events[0]?.properties;

describe('the fixture of Segment', () => {
  const answer = fromSegment(segment);

  it('is taken whole', () => {
    expect(answer.summary).toMatchObject({ given: segment.length, accepted: segment.length, rejected: 0 });
    expect(answer.noted).toEqual([]);
  });

  it('makes one person of browser, id and alias: the one who goes on', () => {
    expect(answer.identities.groups).toEqual([{ id: 'ada-2', ids: ['ada', 'ada-2', 'browser-1'] }]);
    expect(answer.customers.map(({ id }) => id)).toEqual(['ada-2', 'browser-9']);
  });

  it('gives the words of the model', () => {
    expect(answer.events.map(({ customerId, name }) => `${customerId} ${name}`)).toEqual([
      'ada-2 content_viewed',
      'ada-2 signed_up',
      'ada-2 cart_add',
      'ada-2 checkout_step',
      'ada-2 item_purchased',
      'ada-2 item_purchased',
      'ada-2 purchase',
      'ada-2 refund',
      'ada-2 content_viewed',
      'ada-2 Report Exported',
      'browser-9 product_viewed',
    ]);
  });

  it('keeps the history of traits, with what a null removes', () => {
    expect(answer.customers[0]?.history).toEqual([
      {
        at: at('2026-10-01T10:05:00Z'),
        attributes: expect.objectContaining({
          signedUpAt: '2026-10-01T10:05:00.000Z',
          role: 'Engineer',
          plan: 'free',
          city: 'Lyon',
          country: 'FR',
          'company.industry': 'Tea',
          industry: 'Tea',
          employees: 120,
          accountId: 'acme',
        }),
      },
      { at: at('2026-10-10T08:00:00Z'), attributes: { plan: 'pro', title: null, role: null } },
    ]);
    expect(answer.customers[0]?.attributes).toBeUndefined();
  });

  it('gives accounts their traits', () => {
    expect(answer.accounts).toEqual([
      {
        id: 'acme',
        history: [
          {
            at: at('2026-10-01T10:06:00Z'),
            attributes: { name: 'Acme', industry: 'Tea', employees: 120, plan: 'team' },
          },
        ],
      },
    ]);
  });

  it('makes accounts the customers where asked, with the user as actor, and reports who has none', () => {
    const byAccount = fromSegment(segment, { by: 'account' });
    expect(byAccount.customers).toBe(byAccount.accounts);
    expect(new Set(byAccount.events.map(({ customerId }) => customerId))).toEqual(new Set(['acme']));
    expect(new Set(byAccount.events.map(({ actor }) => actor))).toEqual(new Set(['ada-2']));
    expect(byAccount.rejected).toEqual([
      { row: 12, issues: [expect.objectContaining({ code: 'no-account' })] },
    ]);
    expect(byAccount.summary).toMatchObject({ given: 13, accepted: 12, rejected: 1 });
  });
});

describe('accounts', () => {
  const group = (groupId: string, day: number) => ({
    type: 'group',
    userId: 'ada',
    groupId,
    timestamp: `2026-10-0${day}T00:00:00Z`,
  });
  const on = (day: number) => track({ timestamp: `2026-10-0${day}T00:00:00Z` });
  const rows = [group('b-corp', 4), on(1), on(3), on(5), group('acme', 2), group('acme', 3)];

  it('are those at the instant of an event, and before the first one the first', () => {
    const { events, customers } = fromSegment(rows, { by: 'account' });
    expect(events.map(({ customerId }) => customerId)).toEqual(['acme', 'acme', 'b-corp']);
    expect(customers.map(({ id }) => id)).toEqual(['acme', 'b-corp']);
  });

  it('are an attribute of their users over time', () => {
    expect(fromSegment(rows).customers[0]?.history).toEqual([
      { at: at('2026-10-02T00:00:00Z'), attributes: { accountId: 'acme' } },
      { at: at('2026-10-04T00:00:00Z'), attributes: { accountId: 'b-corp' } },
    ]);
  });
});

describe('the instant of a call', () => {
  const times = {
    originalTimestamp: '2026-10-01T10:00:00Z',
    sentAt: '2026-10-01T10:00:02Z',
    receivedAt: '2026-10-01T09:00:02Z',
  };
  const instant = (more: object) => fromSegment([track({ timestamp: undefined, ...more })]).events[0]?.at;

  it('is the timestamp, which the tool has corrected', () => {
    expect(instant({ ...times, timestamp: '2026-10-01T09:30:00Z' })).toBe(at('2026-10-01T09:30:00Z'));
  });

  it('is otherwise receivedAt − (sentAt − originalTimestamp)', () => {
    expect(instant(times)).toBe(at('2026-10-01T09:00:00Z'));
  });

  it('is otherwise originalTimestamp, receivedAt or sentAt', () => {
    expect(instant({ ...times, sentAt: undefined })).toBe(at(times.originalTimestamp));
    expect(instant({ sentAt: times.sentAt, receivedAt: times.receivedAt })).toBe(at(times.receivedAt));
    expect(instant({ sentAt: times.sentAt })).toBe(at(times.sentAt));
  });

  it.each([{ timestamp: '2026-10-01T10:00:00' }, { timestamp: 'soon' }, {}, { ...times, sentAt: 'soon' }])(
    'is refused by the name of its field: %j',
    (more) => {
      const { rejected } = fromSegment([track({ timestamp: undefined, ...more })]);
      expect(rejected[0]?.issues[0]).toMatchObject({ code: 'bad-instant' });
    },
  );
});

describe('orders', () => {
  it('have total, else revenue, as amount; the list price is that and the discount', () => {
    const order = (properties: object) => propertiesOf(track({ event: 'Order Completed', properties }));
    expect(order({ total: 33, revenue: 30, discount: 5 })).toMatchObject({ amount: 33, listPrice: 38 });
    expect(order({ revenue: 30 })).toEqual({ amount: 30, revenue: 30 });
  });

  it('have each product as item_purchased with its own id', () => {
    const items = fromSegment(segment).events.filter(({ name }) => name === 'item_purchased');
    expect(
      items.map(({ id, properties }) => [id, properties?.product, properties?.quantity, properties?.amount]),
    ).toEqual([
      ['s-7#0', 'p-1', 2, 25],
      ['s-7#1', 'p-2', 1, 10],
    ]);
    expect(items[0]?.properties).toMatchObject({ order: 'o-1', brand: 'Leaf', category: 'Tea' });
  });

  it('have the category of the dearest product, and the number of pieces', () => {
    const purchase = fromSegment(segment).events.find(({ name }) => name === 'purchase');
    expect(purchase?.properties).toMatchObject({
      order: 'o-1',
      promotion: 'AUTUMN',
      channel: 'web',
      items: 3,
      category: 'Tea',
    });
    expect(purchase?.properties).not.toHaveProperty('products');
  });

  it('are noted where products are no list, or no objects', () => {
    const answer = fromSegment([
      track({ event: 'Order Completed', properties: { total: 1, products: 'tea' } }),
      track({ event: 'Order Completed', properties: { total: 1, products: [null, { price: 1 }] } }),
    ]);
    expect(answer.noted.map(({ row, issues }) => [row, issues[0]?.code])).toEqual([
      [0, 'not-a-list'],
      [1, 'not-an-object'],
    ]);
    expect(answer.events.map(({ name }) => name).sort()).toEqual(['item_purchased', 'purchase', 'purchase']);
  });

  it('are brought into one currency; one without a rate is noted and its amount missing', () => {
    const orders = ['EUR', 'USD', 'XXX', undefined].map((currency) =>
      track({ event: 'Order Completed', properties: { total: 10, currency } }),
    );
    const { events, noted } = fromSegment(orders, { money: { currency: 'EUR', rates: { USD: 0.5 } } });
    expect(events.map(({ properties }) => properties?.amount)).toEqual([10, 5, undefined, 10]);
    expect(noted).toEqual([{ row: 2, issues: [expect.objectContaining({ code: 'unknown-currency' })] }]);
  });
});

describe('names', () => {
  it('of the host go first, and pages can be told apart by their own', () => {
    const own = vocabulary({
      pricing_viewed: { event: 'Viewed Pricing Page' },
      feature_used: { event: 'Report Exported', properties: { feature: 'format' } },
    });
    const { events } = fromSegment(segment, { vocabulary: own });
    expect(events[0]?.name).toBe('pricing_viewed');
    expect(events.find(({ name }) => name === 'feature_used')?.properties).toMatchObject({ feature: 'csv' });
  });

  it('of attributes too', () => {
    const own = vocabulary({}, { attributes: { plan: 'tier', seats: { from: 'dozens', times: 12 } } });
    const row = {
      type: 'identify',
      userId: 'ada',
      timestamp: '2026-10-01T00:00:00Z',
      traits: { tier: 'pro', dozens: 2 },
    };
    expect(fromSegment([row], { vocabulary: own }).customers[0]?.history?.[0]?.attributes).toMatchObject({
      plan: 'pro',
      seats: 24,
    });
  });

  it('that nobody knows stay, also __proto__', () => {
    expect(fromSegment([track({ event: '__proto__' })]).events[0]?.name).toBe('__proto__');
  });

  it('of numbered steps are texts', () => {
    expect(propertiesOf(track({ event: 'Checkout Step Completed', properties: { step: 2 } }))).toEqual({
      step: '2',
    });
  });
});

describe('calls that are left out', () => {
  it.each([
    [{ type: 'track' }, 'bad-instant'],
    [track({ type: 'dance' }), 'unknown-type'],
    [track({ type: 'constructor' }), 'unknown-type'],
    [track({ event: '' }), 'no-name'],
    [track({ event: 7 }), 'bad-envelope'],
    [track({ userId: undefined }), 'no-id'],
    [track({ userId: 'null' }), 'no-id'],
    [track({ userId: {} }), 'bad-envelope'],
    [track({ properties: 'x' }), 'bad-envelope'],
    [track({ type: 'group' }), 'no-id'],
    [track({ type: 'alias' }), 'no-id'],
  ])('say why: %j', (row, code) => {
    const { rejected, summary } = fromSegment([row]);
    expect(rejected[0]?.issues.at(-1)).toMatchObject({ code });
    expect(summary).toMatchObject({ given: 1, accepted: 0, rejected: 1 });
  });

  it('include those of the anonymous where they are not wanted', () => {
    const { customers, rejected } = fromSegment(segment, { anonymous: false });
    expect(customers.map(({ id }) => id)).toEqual(['ada-2']);
    expect(rejected).toEqual([{ row: 12, issues: [expect.objectContaining({ code: 'anonymous' })] }]);
  });

  it('are not those with a placeholder beside a good id: the placeholder is noted', () => {
    const { customers, noted } = fromSegment([track({ userId: 'undefined', anonymousId: 'browser-1' })]);
    expect(customers).toEqual([{ id: 'browser-1' }]);
    expect(noted[0]?.issues[0]).toMatchObject({ code: 'placeholder-id', path: 'userId' });
  });
});

describe('the fixture of RudderStack', () => {
  const answer = fromRudderStack(rudderstack);

  it('is taken whole, with traits from the context and the clock corrected', () => {
    expect(answer.summary).toMatchObject({ given: 6, rejected: 0 });
    expect(answer.customers[0]?.history?.[0]).toEqual({
      at: at('2026-10-01T10:00:01Z'),
      attributes: { plan: 'free', createdAt: '2026-09-01T00:00:00Z', signedUpAt: '2026-09-01T00:00:00Z' },
    });
  });

  it('makes one person of browser, merged values and alias', () => {
    expect(answer.identities.groups).toEqual([
      { id: 'bo', ids: ['+33 1 00 00', 'bo', 'bo@games.example', 'browser-1', 'old-bo'] },
    ]);
    expect(answer.events.map(({ name }) => name)).toEqual(['product_viewed', 'item_purchased', 'purchase']);
  });

  it('knows no merge in Segment, nor a merge without ids', () => {
    expect(fromSegment(rudderstack).rejected.map(({ row }) => row)).toEqual([3]);
    expect(
      fromRudderStack([{ type: 'merge', userId: 'bo', timestamp: '2026-10-04T10:00:00Z' }]).summary.rejected,
    ).toBe(1);
  });
});

describe('bad code', () => {
  it.each([
    [() => fromSegment(7 as never), 'bad-value'],
    [() => fromSegment([], { by: 'team' as never }), 'bad-value'],
    [() => fromSegment([], { buy: 'user' } as never), 'unknown-key'],
    [() => fromSegment([], { money: { currency: 'EUR', rates: { USD: -1 } } }), 'bad-value'],
    [() => fromSegment([], { anonymous: 1 as never }), 'bad-value'],
    [() => fromSegment([], { vocabulary: 'saas' as never }), 'bad-value'],
    [() => fromSegment([], null as never), 'bad-value'],
  ])('is refused: %s', (call, code) => {
    expect(call).toThrow(expect.objectContaining({ name: 'HabitusError', code }));
  });
});

describe('streams and lines', () => {
  it('give a promise of the same answer', async () => {
    async function* stream() {
      yield* segment;
    }
    const { identities, ...rest } = await fromSegment(stream());
    const { identities: same, ...expected } = fromSegment(segment);
    expect(rest).toEqual(expected);
    expect(identities.groups).toEqual(same.groups);
  });

  it('may be the JSON texts of an export', () => {
    const lines = segment.map((row) => JSON.stringify(row));
    expect(fromSegment(lines).events).toEqual(fromSegment(segment).events);
    expect(fromSegment(['{', 'null', '']).rejected.map(({ issues }) => issues[0]?.code)).toEqual([
      'bad-json',
      'not-an-object',
      'bad-json',
    ]);
  });
});

describe('figures of another type than the specification says', () => {
  const noted = (event: string, properties: object) =>
    fromSegment([track({ event, properties })]).noted.flatMap(({ issues }) =>
      issues.map(({ code, path }) => `${path}: ${code}`),
    );

  it('make an amount missing, and are noted: a quantity is one only where none is given', () => {
    const added = (quantity?: unknown) =>
      propertiesOf(track({ event: 'Product Added', properties: { price: 10, quantity } }))?.amount;
    expect(added(2)).toBe(20);
    expect(added()).toBe(10);
    expect(added(null)).toBe(10);
    expect(added('2')).toBeUndefined();
    expect(added({})).toBeUndefined();
    expect(noted('Product Added', { price: 10, quantity: '2' })).toEqual(['properties.quantity: wrong-type']);
    expect(noted('Product Added', { price: '10', quantity: 2 })).toEqual(['properties.price: wrong-type']);
  });

  it('make the number of items of an order missing, and the amount of their product, and are noted once each', () => {
    const products = [
      { product_id: 'tea', price: 10, quantity: '2' },
      { product_id: 'pot', price: 5, quantity: 3 },
    ];
    const order = { order_id: 'o', total: 35, products };
    const { events, noted: notes } = fromSegment([track({ event: 'Order Completed', properties: order })]);
    expect(events.map(({ name, properties }) => [name, properties?.items, properties?.amount])).toEqual([
      ['item_purchased', undefined, undefined],
      ['item_purchased', undefined, 15],
      ['purchase', undefined, 35],
    ]);
    expect(notes[0]?.issues.map(({ path, code }) => `${path}: ${code}`)).toEqual([
      'properties.products[0].quantity: wrong-type',
      'properties.quantity: wrong-type',
    ]);
    expect(notes[0]?.issues[0]?.message).toContain('expected a number, got "2"');
  });

  it('are read where the specification itself writes a number as a text: the rating of a review', () => {
    const rating = (given: unknown) =>
      propertiesOf(track({ event: 'Product Reviewed', properties: { rating: given } }))?.rating;
    expect(rating('5')).toBe(5);
    expect(rating('4.5')).toBe(4.5);
    expect(rating(3)).toBe(3);
    expect(rating('five')).toBe('five');
    expect(noted('Product Reviewed', { rating: '5' })).toEqual([]);
    expect(noted('Product Reviewed', { rating: 'five' })).toEqual(['properties.rating: wrong-type']);
    expect(noted('Product Reviewed', { rating: '0x5' })).toEqual(['properties.rating: wrong-type']);
  });
});

describe('names in another case', () => {
  it('are those of a call: RudderStack writes Identify, too', () => {
    const { customers, summary } = fromRudderStack([
      { type: 'Identify', userId: 'ada', timestamp: '2026-10-01T00:00:00Z', traits: { plan: 'pro' } },
      { type: 'MERGE', userId: 'ada', timestamp: '2026-10-01T00:00:00Z', mergeProperties: [{ value: 'b' }] },
    ]);
    expect(summary).toMatchObject({ accepted: 2, rejected: 0 });
    expect(customers[0]?.history?.[0]?.attributes).toEqual({ plan: 'pro' });
    expect(fromSegment([track({ type: 'Track' })]).summary.accepted).toBe(1);
  });

  it.each(['order completed', 'ORDER COMPLETED', 'order_completed', 'Order  Completed', 'order-completed'])(
    'are not those of an event, which is kept and noted: %s',
    (event) => {
      const { events, noted: notes } = fromRudderStack([track({ event, properties: { total: 9 } })]);
      expect(events.map(({ name }) => name)).toEqual([event]);
      expect(notes[0]?.issues).toEqual([
        {
          path: 'event',
          code: 'other-spelling',
          message: expect.stringContaining(`expected "Order Completed", got ${JSON.stringify(event)}`),
        },
      ]);
    },
  );

  it('are no news where the vocabulary or the model has them', () => {
    const rows = [track({ event: 'order completed' }), track({ event: 'signed_up' })];
    const own = vocabulary({ purchase: { event: 'order completed' } });
    const { events, noted: notes } = fromRudderStack(rows, { vocabulary: own });
    expect(events.map(({ name }) => name)).toEqual(['purchase', 'signed_up']);
    expect(notes).toEqual([]);
  });
});

describe('an instant that is a number', () => {
  it('counts milliseconds', () => {
    expect(fromSegment([track({ timestamp: 1_795_167_000_000 })]).events[0]?.at).toBe(1_795_167_000_000);
  });

  it('is refused where it can only be a count of seconds', () => {
    const { rejected } = fromSegment([track({ timestamp: 1_795_167_000 })]);
    expect(rejected[0]?.issues).toEqual([
      {
        path: 'timestamp',
        code: 'bad-instant',
        message:
          'expected ISO 8601 text with an offset, got 1795167000: as milliseconds that is in 1970, as seconds in 2026',
      },
    ]);
  });

  it('is noted in a trait, whose meaning only the sender knows', () => {
    const traits = { createdAt: 1_795_167_000 };
    const { customers, noted: notes } = fromSegment([track({ type: 'identify', traits })]);
    expect(customers[0]?.history?.[0]?.attributes.signedUpAt).toBe(1_795_167_000);
    expect(notes[0]?.issues).toEqual([
      {
        path: 'attributes.signedUpAt',
        code: 'seconds',
        message:
          'expected milliseconds since the epoch, got 1795167000: as milliseconds that is in 1970, as seconds in 2026',
      },
    ]);
    expect(fromSegment([track({ type: 'identify', traits: { createdAt: 1e11 } })]).noted).toEqual([]);
  });
});
