import {
  ago,
  and,
  attribute,
  classification,
  days,
  events,
  inBucket,
  metric,
  not,
  profile,
  score,
  segment,
} from 'habitus';
import { duckdb, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB, type SqlEngine } from './engines.js';

const spend = metric('spend', { value: () => events('purchase').within(days(30)).sum('amount') });
const visits = events('visit').within(days(7)).count();
const big = segment('big', { where: () => and(spend.atLeast(100), not(visits.below(2))) });
const tier = classification('tier', {
  labels: () => ({ big, pro: attribute('plan').is('pro'), was: ago(days(7), spend.atLeast(1)) }),
});
const points = score('points', { parts: () => [{ metric: spend, weight: 1, from: 0, to: 200 }] });
const odd = and(
  attribute('plan').exists(),
  attribute('tags').includes('vip'),
  inBucket('t', { from: 0, to: 100 }),
);

const source = {
  customers: {
    table: 'users',
    id: 'id',
    attributes: { columns: { plan: 'plan', tags: { column: 'tags', as: 'list' } } },
  },
  events: {
    table: 'happened',
    customerId: 'who',
    at: 'happened_at',
    name: 'name',
    properties: { columns: { amount: 'amount' } },
  },
} as const;
const asOf = '2026-11-22T00:00:00Z';
const options = { dialect: duckdb, source, asOf, explain: true } as const;

describe('explain: true', () => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await openDuckDB();
    for (const text of [
      "CREATE TABLE users AS SELECT 'ada' AS id, 'pro' AS plan, ['vip'] AS tags",
      `CREATE TABLE happened AS SELECT 'ada' AS who, TIMESTAMPTZ '2026-11-01 00:00:00+00' AS happened_at, 'purchase' AS name, 120.0::DOUBLE AS amount
       UNION ALL SELECT 'ada', TIMESTAMPTZ '2026-11-21 00:00:00+00', 'visit', NULL`,
    ])
      await engine.run({ text, values: [] });
  });
  afterAll(() => engine.close());

  it('adds the values that decide a definition, by name or number, after it', async () => {
    const [row] = await engine.run(toSQL({ big, tier, points, spend }, options));
    expect(Object.entries(row!)).toEqual([
      ['customer_id', 'ada'],
      ['big', false],
      ['big__spend', 120],
      ['big__2', 1],
      ['tier', 'pro'],
      ['tier__spend', 120],
      ['tier__2', 1],
      ['tier__3', 'pro'],
      ['tier__4', 120],
      ['points', 60],
      ['points__spend', 120],
      ['spend', 120],
    ]);
  });

  it('gives the answers that the parts have in memory', () => {
    const ada = profile(
      { id: 'ada' },
      [{ name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 120 } }],
      { asOf },
    );
    expect([spend(ada), points(ada), big(ada)]).toEqual([120, 60, false]);
  });

  it('says in words what each column is', () => {
    const { legend, text } = toSQL({ big }, options);
    expect(legend).toEqual({
      big__spend: 'the total “amount” in “purchase” events in the last 30 days',
      big__2: 'the number of “visit” events in the last 7 days',
    });
    expect(text).toContain('-- big__spend: the total amount in purchase events in the last 30 days');
  });

  it('shows the test itself where a value has no column of its own', async () => {
    const [row] = await engine.run(toSQL({ odd }, options));
    expect(row).toEqual({ customer_id: 'ada', odd: true, odd__1: true, odd__2: true, odd__3: true });
  });

  it('is of rows only, and its columns have names that no other has', () => {
    expect(() => toSQL({ big }, { ...options, as: 'counts' })).toThrow('as: expected "rows" where explain');
    expect(() => toSQL({ ['a'.repeat(62)]: big }, options)).toThrow('a shorter or another name');
    expect(() => toSQL({ x: visits.atLeast(1), x__1: spend }, options)).toThrow('a shorter or another name');
    expect(toSQL({ big }, { ...options, explain: false }).legend).toBeUndefined();
  });

  it('does not count its columns among the definitions that need a CTE', () => {
    const { ctes } = toSQL({ big, tier }, options);
    expect(ctes?.at(-1)?.definitions).toEqual(['big', 'tier']);
    expect(ctes?.find(({ name }) => name === 'people')?.definitions).toEqual(['tier']);
  });
});
