import { defineModel, saas, vocabulary } from 'habitus/model';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const app = defineModel({
  attributes: {
    seats: z.int().optional(),
    since: 'instant',
    born: z.date().optional(),
    vip: 'boolean',
    name: 'text',
  },
  events: { purchase: { amount: z.number().min(0), code: 'text' } },
});
const customer = (attributes: object) => ({ id: 'ada', attributes });
const one = (attributes: object, options: Parameters<typeof app.parseCustomers>[1]) => {
  const { accepted, rejected } = app.parseCustomers([customer(attributes)], options);
  return accepted[0]?.attributes ?? rejected[0]?.issues.map(({ path, message }) => `${path}: ${message}`);
};

describe('coercing on purpose', () => {
  it('makes numbers of texts of digits and of big integers that are safe, where it is asked for', () => {
    const coerce = { numbers: true };
    expect(one({ seats: '12' }, {})).toEqual(['attributes.seats: expected a finite number, got "12"']);
    expect(one({ seats: '12' }, { coerce })).toEqual({ seats: 12 });
    expect(one({ seats: 12n }, { coerce })).toEqual({ seats: 12 });
    expect(one({ seats: 2n ** 60n + 1n }, { coerce })).toEqual([
      'attributes.seats: expected a finite number, got 1152921504606846977',
    ]);
    expect(one({ seats: 'many' }, { coerce })).toEqual([
      'attributes.seats: expected a finite number, got "many"',
    ]);
    expect(one({ seats: '1.5' }, { coerce })).toEqual([
      'attributes.seats: Invalid input: expected int, received number, got 1.5',
    ]);
    expect(one({ name: '12' }, { coerce })).toEqual({ name: '12' });
    const { accepted } = app.parseEvents(
      [{ customerId: 'ada', name: 'purchase', at: 0, properties: { amount: '12.50', code: '7' } }],
      { coerce },
    );
    expect(accepted[0]?.properties).toEqual({ amount: 12.5, code: '7' });
  });

  it('makes instants of dates without an offset, of the zone that is said', () => {
    const coerce = { instants: 'Europe/Paris' };
    expect(one({ since: '2026-01-01' }, {})?.[0 as never]).toMatch(/^attributes.since: expected an instant/);
    expect(one({ since: '2026-01-01' }, { coerce })).toEqual({ since: Date.parse('2025-12-31T23:00:00Z') });
    expect(one({ since: '2026-07-01 12:30:00' }, { coerce })).toEqual({
      since: Date.parse('2026-07-01T10:30:00Z'),
    });
    expect(one({ since: '2026-07-01T12:30:00Z' }, { coerce })).toEqual({
      since: Date.parse('2026-07-01T12:30:00Z'),
    });
    expect(one({ born: '2026-01-01' }, { coerce: { instants: 'UTC' } })).toEqual({
      born: Date.parse('2026-01-01T00:00:00Z'),
    });
    expect(one({ since: 'soon' }, { coerce })?.[0 as never]).toMatch(
      /^attributes.since: expected an instant/,
    );
  });

  it('makes truths of 1 and 0, and nothing of what was not asked for', () => {
    expect(one({ vip: '1' }, { coerce: { booleans: true } })).toEqual({ vip: true });
    expect(one({ vip: 0 }, { coerce: { booleans: true } })).toEqual({ vip: false });
    expect(one({ vip: '1' }, { coerce: { numbers: true } })).toEqual([
      'attributes.vip: expected true or false, got "1"',
    ]);
  });

  it('reaches histories', () => {
    const { accepted } = app.parseCustomers(
      [{ id: 'ada', history: [{ at: 0, attributes: { seats: '3' } }] }],
      { coerce: { numbers: true } },
    );
    expect(accepted[0]?.history).toEqual([{ at: 0, attributes: { seats: 3 } }]);
  });

  it('refuses what it does not know', () => {
    const refused = (coerce: object) => () => app.parseCustomers([], { coerce });
    expect(refused({ number: true })).toThrow(
      'coerce: expected one of numbers, instants, booleans, got "number"',
    );
    expect(refused({ numbers: 'yes' })).toThrow('coerce.numbers: expected true or false, got "yes"');
    expect(refused({ instants: true })).toThrow('coerce.instants: expected an IANA time zone');
    expect(refused({ instants: 'Mars' })).toThrow('coerce.instants');
  });
});

describe('values in the model’s words', () => {
  const shop = vocabulary(
    {
      purchase: {
        event: 'Order',
        properties: { category: { from: 'dept', values: { Bücher: 'books' }, lower: true } },
      },
    },
    { attributes: { plan: { from: 'tier', values: { Business: 'business', Free: 'free' } } } },
  );

  it('come from a table, and else in lower case or as they are', () => {
    const { accepted, noted } = saas.parseEvents(
      ['Bücher', 'MUSIC', 'ÄRZTE', 7, null].map((dept) => ({ name: 'Order', at: 0, properties: { dept } })),
      { vocabulary: shop, mode: 'lenient' },
    );
    expect(accepted.map(({ properties }) => (properties as { category?: string }).category)).toEqual([
      'books',
      'music',
      'Ärzte',
      undefined,
      undefined,
    ]);
    expect(noted.map(({ row, issues }) => [row, issues.map(({ message }) => message)])).toEqual([
      [3, ['expected a text in dept, got 7: it is missing']],
    ]);
    const customers = saas.parseCustomers(
      [
        { id: 'a', attributes: { tier: 'Business' }, history: [{ at: 0, attributes: { tier: 'Free' } }] },
        { id: 'b', attributes: { tier: 'Pro' } },
      ],
      { vocabulary: shop },
    );
    expect(customers.accepted.map(({ attributes }) => (attributes as { plan?: string }).plan)).toEqual([
      'business',
      'Pro',
    ]);
    expect(customers.accepted[0]?.history?.[0]?.attributes.plan).toBe('free');
    expect(customers.noted).toEqual([]);
  });

  it('are refused where they say nothing that can be meant', () => {
    const field = (plan: object) => () => vocabulary({}, { attributes: { plan: plan as never } });
    expect(field({ from: 'x', values: { a: 1 } })).toThrow(
      "attributes.plan.values.a: expected the model's text, got 1",
    );
    expect(field({ from: 'x', lower: 'yes' })).toThrow('attributes.plan.lower: expected true or false');
    expect(field({ from: 'x', lower: true, times: 2 })).toThrow(
      'expected one of from, values, lower, got "times"',
    );
    expect(field({ lower: true })).toThrow("attributes.plan.from: expected the host's name of it");
  });
});

describe('rows that are read', () => {
  const invoices = vocabulary({
    invoice_paid: { event: 'Invoice', properties: { amount: { from: 'amount_cents', dividedBy: 100 } } },
  });

  it('are not noted for what the vocabulary has just read, nor for an empty cell', () => {
    const { accepted, noted } = saas.parseEvents(
      [
        { name: 'Invoice', at: 0, properties: { amount_cents: 1250, feature: null } },
        { name: 'Invoice', at: 0, properties: { amount_cents: 100, colour: 'red' } },
      ],
      { vocabulary: invoices },
    );
    expect(accepted.length).toBe(2);
    expect(noted.map(({ row, issues }) => [row, issues.map(({ path }) => path)])).toEqual([
      [1, ['properties.colour']],
    ]);
  });
});
