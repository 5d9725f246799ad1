import { attribute, days, events, type HabitusError, profile } from 'habitus';
import { defineModel, vocabulary } from 'habitus/model';
import { population } from 'habitus/population';
import { duckdb, toSQL } from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const ASOF = '2026-11-22T00:00:00Z';
const ada = {
  id: 'ada',
  attributes: { plan: 'free' },
  history: [
    { at: '2026-11-01T00:00:00Z', attributes: { plan: 'pro' } },
    { at: '2026-11-10T00:00:00Z', attributes: { plan: 'pro', seats: 3 } },
  ],
};

const codeOf = (question: () => unknown): string | undefined => {
  try {
    question();
    return undefined;
  } catch (error) {
    return (error as HabitusError).code;
  }
};

describe('S40 since when an attribute has held', () => {
  const since = attribute('plan').heldSince();

  it('is an instant like any other: days since it are compared', () => {
    expect(since(profile(ada, [], { asOf: ASOF }))).toBe(Date.parse('2026-11-01T00:00:00Z'));
    expect(since.daysSince().atLeast(21)(profile(ada, [], { asOf: ASOF }))).toBe(true);
    expect(since.withinLast(days(20))(profile(ada, [], { asOf: ASOF }))).toBe(false);
    expect(
      population({ customers: [ada], asOf: ASOF })
        .values(since.daysSince())
        .get('ada'),
    ).toBe(21);
  });

  it('is asked of attributes only', () => {
    const metric = events().count() as unknown as { heldSince(): unknown };
    expect(codeOf(() => metric.heldSince())).toBe('bad-value');
  });

  it('is of an attribute that a model knows', () => {
    const model = defineModel({ attributes: { plan: z.enum(['free', 'pro']) }, events: {} });
    expect(model.attribute('plan').heldSince().definition).toEqual({
      kind: 'heldSince',
      name: 'plan',
      as: 'text',
    });
    expect(
      codeOf(() => model.parseSegment(JSON.parse(JSON.stringify(since.daysSince().atLeast(1))))),
    ).toBeUndefined();
  });

  it('in SQL is of an attribute as the host calls it, of one field or of several', () => {
    const attributes = { plan: 'tier', city: { firstOf: ['town', 'village'] } };
    const words = vocabulary({}, { attributes });
    const json = { json: 'data' };
    const source = {
      customers: {
        table: 'users',
        id: 'id',
        attributes: json,
        history: { table: 'changes', id: 'who', at: 'at', attributes: json },
      },
      vocabulary: words,
    };
    const { values } = toSQL({ plan: since }, { dialect: duckdb, source, asOf: ASOF });
    expect(JSON.stringify(values)).toContain('/tier');
    const several = toSQL({ city: attribute('city').heldSince() }, { dialect: duckdb, source, asOf: ASOF });
    expect(JSON.stringify(several.values)).toMatch(/\/town.*\/village/);
  });
});
