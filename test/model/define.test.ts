import { atLeast, days, events, hourOfDay, oneOf, profile } from 'habitus';
import { defineModel, saas } from 'habitus/model';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as mini from 'zod/mini';
import { saas as words } from '../../src/vocabulary/index.js';

const app = defineModel({
  attributes: { plan: z.enum(['free', 'pro']), seats: z.int(), signedUpAt: z.iso.datetime().optional() },
  events: {
    purchase: { amount: z.number(), category: z.string().optional(), due: z.date().optional() },
    exported: z.object({ format: z.enum(['csv', 'pdf']) }),
  },
  by: { exported: 'company' },
});
const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return String((error as Error).message);
  }
  return 'no error';
};
const loose = app as never as { events: (...names: string[]) => never; attribute: (name: string) => never };

describe('a model', () => {
  it('is plain data beside its functions', () => {
    expect(app.vocabulary).toEqual({
      attributes: { plan: ['free', 'pro'], seats: 'number', signedUpAt: 'instant' },
      events: {
        purchase: { by: 'customer', properties: { amount: 'number', category: 'text', due: 'instant' } },
        exported: { by: 'company', properties: { format: ['csv', 'pdf'] } },
      },
    });
    expect(JSON.parse(JSON.stringify(app.vocabulary))).toEqual(app.vocabulary);
    expect(saas.vocabulary).toEqual(words);
  });

  it('makes what the core makes, with the declared types said', () => {
    const equal = (a: { toJSON(): object }, b: { toJSON(): object }) =>
      expect(a.toJSON()).toEqual(b.toJSON());
    equal(
      app.events('purchase').within(days(9)).sum('amount'),
      events('purchase').within(days(9)).sum('amount'),
    );
    equal(app.events('purchase').last('amount'), events('purchase').last('amount', { as: 'number' }));
    equal(app.events('purchase').distinct('amount'), events('purchase').distinct('amount', { as: 'number' }));
    equal(app.events('purchase').max('due'), events('purchase').max('due', { as: 'instant' }));
    equal(app.events('purchase').mostFrequent(hourOfDay()), events('purchase').mostFrequent(hourOfDay()));
    equal(app.events().count(), events().count());
    equal(app.events.except('exported').any(), events.except('exported').any());
    equal(
      app
        .events('purchase')
        .where({ amount: atLeast(5), category: oneOf('a', 'b') })
        .followedBy(events('exported'), days(1))
        .none(),
      events('purchase')
        .where({ amount: atLeast(5), category: oneOf('a', 'b') })
        .followedBy(events('exported'), days(1))
        .none(),
    );
    const series = { every: days(7), periods: 4, of: 'amount' } as const;
    equal(app.events('purchase').trend(series), events('purchase').trend(series));
    const ada = profile({ id: 'ada', attributes: { plan: 'pro' } });
    expect(app.attribute('plan').is('pro')(ada)).toBe(true);
    expect(app.sequence(app.events('purchase'), events('exported')).steps()(ada)).toBe(0);
    expect(
      events('x')
        .followedBy(app.events('purchase') as never, days(1))
        .count()(ada),
    ).toBe(0);
  });

  it('refuses at once what it does not know, where no compiler did', () => {
    expect(messageOf(() => loose.events('purchas'))).toBe(
      'names[0]: expected an event of the model, got "purchas"; did you mean "purchase"?',
    );
    expect(messageOf(() => app.events('purchase').sum('amuont' as never))).toBe(
      'sum.name: expected a property of purchase, got "amuont"; did you mean "amount"?',
    );
    expect(messageOf(() => app.events('purchase').sum('category' as never))).toBe(
      'sum.value: "category" is a text in the model, and is read as a number here: such a reading is always missing',
    );
    expect(messageOf(() => app.events('exported').where({ format: 'xml' } as never))).toBe(
      'where[0].values[0]: expected a value that the model has, got "xml"; they are "csv", "pdf"',
    );
    expect(messageOf(() => loose.attribute('plann'))).toBe(
      'attribute.name: expected an attribute of the model, got "plann"; did you mean "plan"?',
    );
    expect(messageOf(() => app.attribute('plan').is('enterprise' as never))).toBe('no error');
  });

  it('is extended without being changed', () => {
    const more = app.extend({
      attributes: { city: z.string() },
      events: { shared: { to: ['team', 'all'] } },
    });
    expect(more.vocabulary.events.shared).toEqual({ by: 'customer', properties: { to: ['team', 'all'] } });
    expect(more.vocabulary.events.exported?.by).toBe('company');
    expect(app.vocabulary.events).not.toHaveProperty('shared');
    expect(more.events('shared').where({ to: 'team' }).count().kind).toBe('metric');
  });
});

describe('schemas that are looked into', () => {
  const declared = (schema: unknown): unknown =>
    defineModel({ attributes: { it: schema as never } }).vocabulary.attributes.it;

  it('say their type and values', () => {
    expect(declared(z.string())).toBe('text');
    expect(declared(z.email())).toBe('text');
    expect(declared(z.templateLiteral(['a-', z.number()]))).toBe('text');
    expect(declared(z.number().min(3))).toBe('number');
    expect(declared(z.int())).toBe('number');
    expect(declared(z.boolean())).toBe('boolean');
    expect(declared(z.enum(['a', 'b']))).toEqual(['a', 'b']);
    expect(declared(z.literal([1, 2]))).toEqual([1, 2]);
    expect(declared(z.union([z.literal('a'), z.enum(['b', 'c'])]))).toEqual(['a', 'b', 'c']);
    expect(declared(z.union([z.string(), z.number()]))).toBe('unknown');
    expect(declared(z.date())).toBe('instant');
    expect(declared(z.iso.datetime({ offset: true }))).toBe('instant');
    expect(declared(z.iso.date())).toBe('text');
    expect(declared(z.array(z.string()))).toBe('list');
    expect(declared(z.array(z.enum(['a', 'b'])))).toBe('list');
    expect(declared(z.string().optional().nullable().default('x').readonly())).toBe('text');
    expect(declared(z.string().refine((text) => text.length > 1))).toBe('text');
    expect(declared(z.unknown())).toBe('unknown');
    expect(declared(mini.optional(mini.number()))).toBe('number');
    // What TypeScript makes of `enum Size { small, large }`.
    expect(declared(z.enum({ 0: 'small', 1: 'large', small: 0, large: 1 } as never))).toEqual([0, 1]);
  });

  it('are refused where they change values, or hold what no value can be', () => {
    for (const schema of [
      z.string().transform((text) => text.length),
      z.coerce.number(),
      z.string().trim(),
      z.string().catch('x'),
      z.preprocess((value) => value, z.string()),
      z.codec(z.iso.datetime(), z.date(), {
        decode: (text) => new Date(text),
        encode: (date) => date.toISOString(),
      }),
      z.object({ a: z.string() }),
      z.array(z.number()),
      z.bigint(),
      z.literal(['a', 1]),
      z.enum([]),
      'texts',
      [],
      [1, 'a'],
      42,
      null,
    ])
      expect(messageOf(() => declared(schema))).toMatch(/^attributes\.it(\[\])?: expected /);
    expect(messageOf(() => declared(z.coerce.number()))).toMatch(/of kind "number" and changes them/);
    expect(messageOf(() => defineModel({ events: { a: { tags: z.array(z.string()) } } }))).toMatch(
      /events have no lists/,
    );
    expect(messageOf(() => defineModel({ events: { a: z.string() as never } }))).toMatch(/one z\.object/);
    expect(messageOf(() => defineModel({ events: {}, by: { a: 'company' } as never }))).toMatch(
      /an event that is declared/,
    );
  });

  it('are refused where they answer later', () => {
    const late = { '~standard': { version: 1, vendor: 'x', validate: async () => ({ value: 1 }) } } as const;
    expect(messageOf(() => declared(late))).toMatch(/answers at once/);
    expect(messageOf(() => defineModel({ events: { a: late } }))).toMatch(/answers at once/);
    for (const it of [
      z.string(),
      z.number(),
      z.boolean(),
      z.date(),
      z.iso.datetime(),
      z.enum(['x']),
      z.unknown(),
    ])
      expect(messageOf(() => declared(it.check(z.refine(async () => true))))).toMatch(/answers at once/);
  });

  it('of another library are asked, and known by their type alone', () => {
    const even = {
      '~standard': {
        version: 1,
        vendor: 'own',
        validate: (value: unknown) =>
          Number(value) % 2 === 0 ? { value: 'changed' } : { issues: [{ message: 'odd' }] },
      },
    } as const;
    const other = defineModel({ events: { a: { it: even }, b: even } });
    expect(other.vocabulary.events).toEqual({
      a: { by: 'customer', properties: { it: 'unknown' } },
      b: { by: 'customer', properties: {} },
    });
    const { accepted, rejected } = other.parseEvents([
      { name: 'a', at: 0, properties: { it: 4 } },
      { name: 'a', at: 0, properties: { it: 5 } },
    ]);
    expect(accepted, 'values stay what they are, whatever a schema makes of them').toMatchObject([
      { properties: { it: 4 } },
    ]);
    expect(rejected).toEqual([
      { row: 1, issues: [{ path: 'properties.it', code: 'invalid', message: 'odd, got 5' }] },
    ]);
  });
});
