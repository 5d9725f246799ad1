import { Readable } from 'node:stream';
import { events } from 'habitus';
import { defineModel, type EventFields, type ParsedEvent, type RowStream, vocabulary } from 'habitus/model';
import { loadPopulation } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const app = defineModel({
  attributes: {
    plan: z.enum(['free', 'pro']),
    seats: z.int().optional(),
    tags: z.array(z.string()).optional(),
  },
  events: {
    purchase: { amount: z.number().min(0), category: z.string().optional(), due: z.date().optional() },
    closed: {},
  },
});
const AT = Date.parse('2026-11-01T00:00:00Z');
const row = (more: object = {}, properties: object = { amount: 5 }): object => ({
  customerId: 'ada',
  name: 'purchase',
  at: '2026-11-01T00:00:00Z',
  properties,
  ...more,
});
const ok = { customerId: 'ada', name: 'purchase', at: AT, properties: { amount: 5 } };

describe('parsing events', () => {
  it('takes what fits, with instants in milliseconds, and loses nothing', () => {
    const parsed = app.parseEvents([row(), row({ name: 'nope' }), row({ id: 'e', actor: 'bo' })]);
    expect(parsed.accepted).toEqual([ok, { ...ok, id: 'e', actor: 'bo' }]);
    expect(parsed.rejected).toEqual([
      {
        row: 1,
        issues: [
          {
            path: 'name',
            code: 'unknown-event',
            message: 'expected an event of the model, got "nope"; they are "purchase", "closed"',
          },
        ],
      },
    ]);
    expect(parsed.noted).toEqual([]);
    expect(parsed.summary).toMatchObject({ given: 3, accepted: 2, rejected: 1 });
  });

  it('is strict unless told otherwise: what is accepted is what the model says', () => {
    const wrong: readonly (readonly [object, string, string])[] = [
      [row({}, { amount: '5' }), 'properties.amount', 'expected a finite number, got "5"'],
      [row({}, { amount: Number.NaN }), 'properties.amount', 'expected a finite number, got NaN'],
      [row({}, {}), 'properties.amount', 'expected a finite number, got nothing'],
      [row({}, { amount: null }), 'properties.amount', 'expected a finite number, got nothing'],
      [row({}, { amount: -1 }), 'properties.amount', 'Too small: expected number to be >=0, got -1'],
      [row({}, { amount: 5, category: 7 }), 'properties.category', 'expected a text, got 7'],
      [row({}, { amount: 5, category: ['a'] }), 'properties.category', 'expected a text, got a list'],
      [
        row({}, { amount: 5, due: '2026-11-01' }),
        'properties.due',
        'expected an instant: a valid Date, milliseconds, or ISO 8601 text with an offset, got "2026-11-01"',
      ],
      [
        row({ at: '2026-11-01T00:00:00' }),
        'at',
        'expected a valid Date, milliseconds, or ISO 8601 text with an offset, got "2026-11-01T00:00:00"',
      ],
      [row({ at: undefined }), 'at', 'expected an instant, got nothing'],
      [row({ name: '' }), 'name', 'expected a text, got nothing'],
      [
        row({ customerId: 7 }),
        'customerId',
        "expected a text, got 7; say { column: 'customerId', as: 'text' }",
      ],
      [row({ id: {} }), 'id', 'expected a text, got an object'],
      [
        row({ properties: '{' }),
        'properties',
        'expected an object or the JSON text of one, got "{": it is empty',
      ],
    ];
    const { accepted, rejected } = app.parseEvents(wrong.map(([given]) => given));
    expect(accepted).toEqual([]);
    expect(rejected.map(({ issues }) => [issues[0]!.path, issues[0]!.message])).toEqual(
      wrong.map(([, path, message]) => [path, message]),
    );
  });

  it('is lenient where told: the event is kept, what is ill-typed is missing, and both are said', () => {
    const { accepted, rejected, noted, summary } = app.parseEvents(
      [
        row({}, { amount: '5', category: 'a' }),
        row({ name: 'nope' }, { x: 1 }),
        row({ at: 'soon' }),
        row({ id: 5 }),
      ],
      { mode: 'lenient' },
    );
    expect(accepted).toEqual([
      { ...ok, properties: { category: 'a' } },
      { ...ok, name: 'nope', properties: { x: 1 } },
      ok,
    ]);
    expect(noted.map(({ row, issues }) => [row, issues[0]!.code])).toEqual([
      [0, 'wrong-type'],
      [1, 'unknown-event'],
      [3, 'not-a-text'],
    ]);
    expect(rejected.map(({ row }) => row)).toEqual([2]);
    expect(summary.causes.map(({ rejected, rows }) => [rejected, rows])).toEqual([
      [false, [0]],
      [false, [1]],
      [true, [2]],
      [false, [3]],
    ]);
    expect(() => app.parseEvents([], { mode: 'loose' as never })).toThrow(/'strict' or 'lenient'/);
  });

  it('keeps properties that nobody declared, and columns that nobody reads are said once', () => {
    const { accepted, noted } = app.parseEvents([
      row({ total: 3 }, { amount: 5, amuont: 6 }),
      row({ total: 4 }, { amount: 5, amuont: 7 }),
    ]);
    expect(accepted).toMatchObject([{ properties: { amuont: 6 } }, { properties: { amuont: 7 } }]);
    expect(noted).toEqual([
      {
        row: 0,
        issues: [
          {
            path: 'properties.amuont',
            code: 'undeclared',
            message:
              'kept, but purchase has no property "amuont" in the model; did you mean "amount"? (said once)',
          },
          {
            path: 'total',
            code: 'unread-column',
            message: 'nothing reads the column "total": name it in fields if it matters (said once)',
          },
        ],
      },
    ]);
  });

  it('makes a Date its milliseconds and −0 zero (S7), and changes nothing else', () => {
    const due = new Date(AT);
    const { accepted } = app.parseEvents([
      row({}, { amount: -0, due }),
      row({}, { amount: 1, due: '2026-11-01T00:00:00Z', category: ' Ä ' }),
    ]);
    expect(accepted.map(({ properties }) => properties)).toEqual([
      { amount: 0, due: AT },
      { amount: 1, due: '2026-11-01T00:00:00Z', category: ' Ä ' },
    ]);
  });

  it('notes an id that comes again with another instant or name, and is silent about copies (S11)', () => {
    const rows = [
      row({ id: 'a' }),
      row({ id: 'a' }),
      row({ id: 'a', at: AT + 1 }),
      row({ id: 'a', customerId: 'bo', at: AT + 1 }),
      row({ id: '' }),
      row({ id: '', at: AT + 1 }),
    ];
    const codes = (remember?: number): unknown =>
      app.parseEvents(rows, { remember }).noted.map(({ row, issues }) => [row, issues[0]!.code]);
    expect(codes()).toEqual([[2, 'duplicate-id']]);
    expect(codes(0)).toEqual([]);
    expect(
      app.parseEvents([...rows.slice(0, 1), row({ id: 'b' }), ...rows.slice(2, 3)], { remember: 1 }).noted,
    ).toEqual([]);
    expect(() => codes(-1)).toThrow(/a whole number of ids/);
  });

  it('asks the checks of the host, whose sentences stand in the same summary', () => {
    const subscribed = new Map([['ada', AT + 1]]);
    const { accepted, rejected, noted, summary } = app.parseEvents(
      [row(), row({}, { amount: 13 }), row({ at: AT + 2 })],
      {
        checks: {
          'used-before-subscribed': ({ customerId, at }) =>
            at < subscribed.get(customerId ?? '')! ? 'the use is dated before the subscription' : undefined,
          unlucky: ({ properties }, given) => {
            expect(given).toHaveProperty('customerId');
            return properties.amount === 13
              ? { message: 'thirteen', path: 'properties.amount', reject: true }
              : null;
          },
        },
      },
    );
    expect(accepted.length).toBe(2);
    expect(noted).toEqual([
      {
        row: 0,
        issues: [
          { path: '', code: 'used-before-subscribed', message: 'the use is dated before the subscription' },
        ],
      },
    ]);
    expect(rejected.map(({ row, issues }) => [row, issues.map(({ code }) => code)])).toEqual([
      [1, ['used-before-subscribed', 'unlucky']],
    ]);
    expect(summary.causes.map(({ code, count }) => [code, count])).toEqual([
      ['used-before-subscribed', 1],
      ['used-before-subscribed', 1],
      ['unlucky', 1],
    ]);
  });

  it('applies a vocabulary before it checks', () => {
    const host = vocabulary(
      { purchase: { event: 'Order Completed', properties: { amount: { from: 'total', currency: 'cur' } } } },
      { money: { currency: 'EUR', rates: { USD: 0.5 } } },
    );
    const { accepted, rejected } = app.parseEvents(
      [
        row({ name: 'Order Completed' }, { total: 10, cur: 'USD', category: 'a' }),
        row({ name: 'Order Completed' }, { total: 10, cur: 'XXX' }),
        row({ name: 'closed' }, {}),
      ],
      { vocabulary: host },
    );
    expect(accepted).toMatchObject([
      { name: 'purchase', properties: { amount: 5, category: 'a' } },
      { name: 'closed', properties: {} },
    ]);
    expect(rejected[0]!.issues.map(({ code }) => code)).toEqual(['unknown-currency', 'missing']);
  });

  it('reads rows of other shapes by a mapping', () => {
    const fields: EventFields = {
      customerId: 'user_id',
      at: { column: 'ts', as: 'seconds' },
      name: { value: 'purchase' },
      properties: { columns: { amount: { column: 'total', as: 'number' } } },
    };
    const { accepted, rejected } = app.parseEvents(
      [
        { user_id: 'ada', ts: String(AT / 1000), total: '5' },
        { ts: AT / 1000, total: '5' },
        { user_id: 'ada', ts: AT / 1000, total: 'five' },
      ],
      { fields },
    );
    expect(accepted).toEqual([ok]);
    expect(rejected.map(({ issues }) => issues[0]!.path)).toEqual(['user_id', 'total']);
  });

  it('holds an event against the schema of the whole of it', () => {
    const ranged = defineModel({
      events: {
        stay: z
          .object({ from: z.number(), to: z.number(), on: z.date().optional() })
          .refine(({ from, to }) => from < to, { message: 'from must be below to', path: ['to'] }),
      },
    });
    const { accepted, rejected } = ranged.parseEvents([
      { name: 'stay', at: AT, properties: { from: 1, to: 2, on: '2026-11-01T00:00:00Z' } },
      { name: 'stay', at: AT, properties: { from: 2, to: 1 } },
    ]);
    expect(accepted.length).toBe(1);
    expect(rejected[0]!.issues).toEqual([
      { path: 'properties.to', code: 'invalid', message: 'stay: from must be below to' },
    ]);
  });
});

describe('parsing customers', () => {
  it('holds attributes and their history against the model', () => {
    const history = [{ at: '2026-11-01T00:00:00Z', attributes: { plan: 'pro', seats: null } }];
    const { accepted, rejected, noted } = app.parseCustomers([
      { id: 'ada', attributes: { plan: 'pro', seats: 3, tags: ['a'] } },
      { id: 'bo', history },
      { id: 'cy', attributes: { plan: 'gold' } },
      { id: 'di', history: [{ at: AT, attributes: { plan: 1 } }] },
      { id: 'ada', attributes: { plan: 'free' } },
      { attributes: { plan: 'free' } },
      { id: 'ed', attributes: {} },
    ]);
    expect(accepted).toEqual([
      { id: 'ada', attributes: { plan: 'pro', seats: 3, tags: ['a'] } },
      { id: 'bo', attributes: {}, history: [{ at: AT, attributes: { plan: 'pro', seats: null } }] },
      { id: 'ada', attributes: { plan: 'free' } },
    ]);
    expect(rejected.map(({ row, issues }) => [row, issues[0]!.path, issues[0]!.code])).toEqual([
      [2, 'attributes.plan', 'unknown-value'],
      [3, 'history[0].attributes.plan', 'wrong-type'],
      [5, 'id', 'missing'],
      [6, 'attributes.plan', 'missing'],
    ]);
    expect(noted).toMatchObject([{ row: 4, issues: [{ code: 'repeated-customer' }] }]);
    expect(
      app.parseCustomers([{ id: 'di', history: [{ at: AT, attributes: { plan: 1 } }] }], { mode: 'lenient' })
        .accepted,
      'from then on it is missing',
    ).toEqual([{ id: 'di', attributes: {}, history: [{ at: AT, attributes: { plan: null } }] }]);
  });

  it('translates a host’s names', () => {
    const host = vocabulary({}, { attributes: { plan: 'plan_code', seats: { from: 'k', times: 1000 } } });
    const { accepted } = app.parseCustomers([{ uid: 'ada', plan_code: 'pro', k: 2 }], {
      vocabulary: host,
      fields: { id: 'uid', attributes: 'rest' },
    });
    expect(accepted).toMatchObject([{ id: 'ada', attributes: { plan: 'pro', seats: 2000 } }]);
  });
});

describe('rows that come in turn', () => {
  const rows = [row(), 7, row({ at: AT + 1 })];
  const asked = app.parseEvents(rows);

  it('are answered by a promise: async generators, web and Node streams', async () => {
    async function* generated() {
      yield* rows;
    }
    const web = () => Readable.toWeb(Readable.from(rows));
    const bare = web();
    expect(await app.parseEvents(generated())).toEqual(asked);
    expect(await app.parseEvents(Readable.from(rows))).toEqual(asked);
    expect(await app.parseEvents(web())).toEqual(asked);
    // A browser whose streams cannot be iterated.
    expect(await app.parseEvents({ getReader: () => bare.getReader() } as never)).toEqual(asked);
  });

  it('are answered at once where they are there', () => {
    expect(app.parseEvents(new Set(rows))).toEqual(asked);
    expect(
      app.parseEvents(
        (function* () {
          yield* rows;
        })(),
      ),
    ).toEqual(asked);
  });

  it('can be read one by one, in the memory of one row', async () => {
    let pulled = 0;
    const endless = (function* () {
      for (;;) {
        pulled++;
        yield row();
      }
    })();
    const reading = app.readEvents(endless);
    for (const _ of reading) if (pulled === 100) break;
    expect(pulled).toBe(100);
    expect(reading.summary()).toMatchObject({ given: 100, accepted: 100 });

    const rejected: number[] = [];
    const noted: number[] = [];
    const listening = app.readEvents([...rows, row({ spare: 1 })], {
      onRejected: (report) => rejected.push(report.row),
      onNoted: (report) => noted.push(report.row),
    });
    const taken: ParsedEvent[] = [];
    for await (const event of listening) taken.push(event);
    expect([taken.length, rejected, noted]).toEqual([3, [1], [3]]);

    let cancelled = false;
    const stream = new ReadableStream({
      pull: (to) => to.enqueue(row()),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const _ of app.readEvents({ getReader: () => stream.getReader() } as RowStream)) break;
    expect(cancelled).toBe(true);
    const customers = app.readCustomers([{ id: 'ada', attributes: { plan: 'pro' } }]);
    expect([...customers]).toEqual([{ id: 'ada', attributes: { plan: 'pro' } }]);
  });

  it('go into a population as they are read', async () => {
    const reading = app.readEvents(Readable.from(rows));
    const people = await loadPopulation({
      customers: app.readCustomers([{ id: 'ada', attributes: { plan: 'pro' } }]),
      events: reading,
      asOf: AT + 1,
    });
    expect(people.values(events('purchase').sum('amount')).toArray()).toEqual([10]);
    expect(reading.summary()).toMatchObject({ given: 3, accepted: 2, rejected: 1 });
  });

  it('are refused where they are no rows', () => {
    for (const none of ['text', null, undefined, 7, {}])
      expect(() => app.parseEvents(none as never)).toThrow(/expected rows: an array/);
  });
});
