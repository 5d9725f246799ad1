import * as habitus from 'habitus';
import { attribute, days, events, following, segment } from 'habitus';
import * as catalogue from 'habitus/catalogue';
import { defineModel, parseClassification, parseMetric, parseSegment, saas } from 'habitus/model';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { constructed } from '../catalogue/constructed.js';

const app = defineModel({
  attributes: { plan: z.enum(['free', 'pro']), signedUpAt: z.date(), city: z.string() },
  events: {
    purchase: { amount: z.number(), category: z.enum(['books', 'music']) },
    product_viewed: { category: z.enum(['books', 'games']), at: z.date() },
  },
});

const faultOf = (of: object): readonly [code: unknown, message: unknown] => {
  const json = JSON.stringify(of);
  const { kind } = JSON.parse(json) as { kind: string };
  try {
    (kind === 'segment' ? parseSegment : parseMetric)(json, app);
  } catch (error) {
    return [(error as { code?: unknown }).code, (error as Error).message];
  }
  return [undefined, 'no error'];
};

describe('a stored definition', () => {
  it('passes where the model has all of its words, and is equal after the way through JSON', () => {
    const fits = segment('fits', {
      where: () =>
        habitus.and(
          app
            .events('purchase')
            .where({ category: 'books' })
            .within(following('signedUpAt', days(9)))
            .sum('amount')
            .atLeast(5),
          habitus.or(app.attribute('plan').is('pro'), attribute('city').startsWith('P')),
          app.events('purchase', 'product_viewed').last('category').is('games'),
        ),
    });
    const json = JSON.stringify(fits);
    expect(JSON.stringify(parseSegment(json, app))).toBe(json);
    expect(JSON.stringify(app.parseSegment(JSON.parse(json)))).toBe(json);
  });

  it('of the catalogue passes by the built-in model, every entry', () => {
    const all = { ...catalogue, ...constructed } as Record<string, unknown>;
    let seen = 0;
    for (const entry of Object.values(all)) {
      const { kind } = entry as { kind?: string };
      if (typeof entry !== 'function' || kind === undefined) continue;
      const parse = { segment: parseSegment, metric: parseMetric, classification: parseClassification }[kind];
      if (parse === undefined) continue;
      const json = JSON.stringify(entry);
      expect(JSON.stringify(parse(json, saas))).toBe(json);
      seen++;
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('with a word that the model does not have is refused with its place and the nearest names', () => {
    expect(faultOf(events('purchas').any())).toEqual([
      'bad-value',
      'definition.left.of.names[0]: expected an event of the model, got "purchas"; did you mean "purchase"?',
    ]);
    expect(faultOf(events.except('x').count())).toEqual([
      'bad-value',
      'definition.of.except[0]: expected an event of the model, got "x"; they are "purchase", "product_viewed"',
    ]);
    expect(faultOf(events('purchase').sum('amounts'))).toEqual([
      'bad-value',
      'definition.value.name: expected a property of purchase, got "amounts"; did you mean "amount"?',
    ]);
    expect(faultOf(events('product_viewed').sum('amount'))).toEqual([
      'bad-value',
      'definition.value.name: expected a property of product_viewed, got "amount"; they are "category", "at"',
    ]);
    expect(faultOf(attribute('Plan', { as: 'text' }))).toEqual([
      'bad-value',
      'definition.name: expected an attribute of the model, got "Plan"; did you mean "plan"?',
    ]);
    expect(
      faultOf(
        events('purchase')
          .within(following('signed_up_at', days(1)))
          .count(),
      ),
    ).toEqual([
      'bad-value',
      'definition.of.window.attribute: expected an attribute of the model, got "signed_up_at"; did you mean "signedUpAt"?',
    ]);
    expect(faultOf(events('purchase').followedBy(events('refund'), days(1)).any())[1]).toMatch(
      /^definition\.left\.of\.relations\[0\]\.events\.names\[0\]: expected an event/,
    );
  });

  it('with a value that is not declared is refused', () => {
    expect(faultOf(attribute('plan').is('enterprise'))).toEqual([
      'bad-value',
      'definition.values[0]: expected a value that the model has, got "enterprise"; they are "free", "pro"',
    ]);
    expect(faultOf(events('purchase').where({ category: 'book' }).any())).toEqual([
      'bad-value',
      'definition.left.of.where[0].values[0]: expected a value that the model has, got "book"; did you mean "books"?',
    ]);
    expect(faultOf(events('purchase').where({ category: 'games' }).any())[0], 'of another event').toBe(
      'bad-value',
    );
    expect(faultOf(events().where({ category: 'games' }).any())[0]).toBeUndefined();
    expect(faultOf(attribute('plan').is('PRO', { ignoreCase: true }))[0]).toBeUndefined();
    expect(faultOf(attribute('plan').is('PRO'))[0]).toBe('bad-value');
    expect(faultOf(attribute('plan').oneOf('Pro', 'Enterprise', { ignoreCase: true }))).toEqual([
      'bad-value',
      'definition.values[1]: expected a value that the model has, got "Enterprise"; they are "free", "pro"',
    ]);
    expect(faultOf(habitus.not(events('purchase').mostFrequent('category').is('cars')))[0]).toBe('bad-value');
  });

  it('with a reading of a type that never fits is refused', () => {
    expect(faultOf(events('purchase').sum('category'))).toEqual([
      'wrong-type',
      'definition.value: "category" is a text in the model, and is read as a number here: such a reading is always missing',
    ]);
    expect(faultOf(attribute('plan').atLeast(3))[0]).toBe('wrong-type');
    expect(faultOf(attribute('signedUpAt').contains('2026'))[0]).toBe('wrong-type');
    expect(faultOf(attribute('signedUpAt').atLeastVersion('5.2'))[0]).toBe('wrong-type');
    expect(faultOf(attribute('plan').atLeastVersion('5.2'))[0]).toBeUndefined();
    expect(
      faultOf(
        events('purchase')
          .within(following('plan', days(1)))
          .count(),
      )[0],
    ).toBe('wrong-type');
    expect(faultOf(attribute('signedUpAt').daysSince())[0]).toBeUndefined();
    expect(faultOf(attribute('plan').exists())[0]).toBeUndefined();
  });

  it('is still refused for what the core refuses, and no model is no model', () => {
    expect(() => parseSegment('{}', app)).toThrow(/the format "habitus"/);
    expect(() => parseMetric(JSON.stringify(events('purchase').any()), app)).toThrow(/a metric/);
    expect(() => parseSegment(JSON.stringify(events('purchase').any()), {} as never)).toThrow(
      /a model that defineModel made/,
    );
    expect(() => parseClassification(JSON.stringify(habitus.usageTier), app)).toThrow(
      /expected an event of the model/,
    );
  });
});
