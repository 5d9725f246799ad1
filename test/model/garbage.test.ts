import fc from 'fast-check';
import { defineModel, type ParsedEvent, saas } from 'habitus/model';
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

const hostileRows = (): readonly unknown[] => {
  const thrown = (): never => {
    throw new Error('hostile');
  };
  const cyclic: Record<string, unknown> = { name: 'purchase', at: AT };
  cyclic.properties = cyclic;
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const throwing = {
    name: 'purchase',
    at: AT,
    get properties() {
      return thrown();
    },
  };
  const deep = { name: 'purchase', at: AT, properties: new Proxy({}, { ownKeys: thrown, get: thrown }) };
  return [
    cyclic,
    revoked.proxy,
    throwing,
    deep,
    new Proxy({}, { get: thrown, getOwnPropertyDescriptor: thrown, ownKeys: thrown }),
    Object.fromEntries([
      ['then', thrown],
      ['name', 'closed'],
      ['at', AT],
    ]),
    JSON.parse('{"name":"purchase","at":0,"properties":{"__proto__":{"amount":1}}}'),
    { name: 'closed', at: { valueOf: thrown, toString: thrown } },
    { name: { toString: thrown, [Symbol.toPrimitive]: thrown }, at: 0 },
  ];
};

const HOSTILE = hostileRows();

/** Rows that cannot even be looked at are put in their places after they were chosen. */
const placed = (rows: readonly unknown[]): readonly unknown[] =>
  rows.map((row) =>
    typeof row === 'object' && row !== null && Object.hasOwn(row, 'hostile')
      ? HOSTILE[(row as { hostile: number }).hostile]
      : row,
  );

const garbage = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
        withTypedArray: true,
        withUnicodeString: true,
      } as never),
    },
    {
      weight: 4,
      arbitrary: fc.record(
        {
          customerId: fc.oneof(fc.string(), fc.anything()),
          name: fc.oneof(fc.constantFrom('purchase', 'closed', 'constructor', '__proto__'), fc.anything()),
          at: fc.oneof(fc.integer(), fc.date({ noInvalidDate: false }), fc.anything()),
          id: fc.oneof(fc.string(), fc.anything()),
          properties: fc.oneof(
            fc.record({ amount: fc.oneof(fc.double(), fc.anything()) }),
            fc.object(),
            fc.string(),
            fc.anything(),
          ),
          attributes: fc.oneof(
            fc.record({ plan: fc.oneof(fc.constantFrom('free', 'pro'), fc.anything()) }),
            fc.anything(),
          ),
          history: fc.array(fc.record({ at: fc.anything(), attributes: fc.anything() }), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
    },
    { weight: 1, arbitrary: fc.nat(HOSTILE.length - 1).map((hostile) => ({ hostile })) },
  );

describe('any garbage', () => {
  it('is accepted or rejected, every row once, and nothing throws (100,000 rows)', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.array(garbage(), { minLength: 100, maxLength: 100 }), fc.boolean(), (chosen, strict) => {
        const rows = placed(chosen);
        const mode = strict ? 'strict' : 'lenient';
        for (const { accepted, rejected, noted, summary } of [
          app.parseEvents(rows, { mode }),
          app.parseCustomers(rows, { mode }),
          app.parseEvents(rows, {
            mode,
            fields: { properties: 'rest', at: { column: 'at', as: 'seconds' } },
          }),
        ]) {
          expect(accepted.length + rejected.length).toBe(rows.length);
          expect(summary).toMatchObject({
            given: rows.length,
            accepted: accepted.length,
            rejected: rejected.length,
          });
          const numbers = [...rejected, ...noted].map(({ row }) => row);
          expect(new Set(numbers).size).toBe(numbers.length);
          expect(rejected.every(({ issues }) => issues.length > 0)).toBe(true);
        }
        seen += rows.length;
      }),
      { numRuns: 1_000 },
    );
    expect(seen).toBe(100_000);
  }, 300_000);

  it('is taken so that what is printed and parsed again is equal', () => {
    fc.assert(
      fc.property(fc.array(garbage(), { maxLength: 50 }), (chosen) => {
        const rows = placed(chosen);
        const { accepted } = app.parseEvents(rows);
        const again = app.parseEvents(JSON.parse(JSON.stringify(accepted)) as unknown[]);
        expect(again.rejected).toEqual([]);
        expect(again.accepted.map(declared)).toEqual(accepted.map(declared));
        const customers = app.parseCustomers(rows).accepted;
        const back = app.parseCustomers(JSON.parse(JSON.stringify(customers)) as unknown[]);
        expect(back.rejected).toEqual([]);
        expect(back.accepted.map(({ id }) => id)).toEqual(customers.map(({ id }) => id));
      }),
      { numRuns: 300 },
    );
  });
});

/** What a reading can see: undeclared values may be of a sort that JSON cannot hold. */
const declared = (event: ParsedEvent): unknown => {
  const { amount, category, due } = event.properties;
  const seen = [amount, category, due].map((value) => (typeof value === 'object' ? undefined : value));
  return { ...event, properties: seen };
};

describe('events of the built-in model', () => {
  it('printed and parsed again are equal', () => {
    const value = {
      number: fc.double({ noNaN: true, noDefaultInfinity: true }),
      text: fc.string({ unit: 'binary' }),
      boolean: fc.boolean(),
      instant: fc.integer(),
    };
    const names = Object.keys(saas.vocabulary.events);
    const event = fc.constantFrom(...names).chain((name) =>
      fc.record({
        name: fc.constant(name),
        at: fc.integer({ min: -8.64e15, max: 8.64e15 }),
        customerId: fc.string(),
        properties: fc.record(
          Object.fromEntries(
            Object.entries(saas.vocabulary.events[name]!.properties).map(([key, type]) => [
              key,
              typeof type === 'string' ? value[type as 'number'] : fc.constantFrom(...type),
            ]),
          ),
          { requiredKeys: [] },
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { accepted, rejected } = saas.parseEvents(events);
        expect(rejected).toEqual([]);
        const printed = JSON.stringify(accepted);
        expect(saas.parseEvents(JSON.parse(printed) as unknown[]).accepted).toEqual(accepted);
        expect(JSON.stringify(saas.parseEvents(JSON.parse(printed) as unknown[]).accepted)).toBe(printed);
      }),
      { numRuns: 200 },
    );
  });
});
