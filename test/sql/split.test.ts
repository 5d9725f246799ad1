import { days, events, sequence } from 'habitus';
import { catalogue } from 'habitus/catalogue';
import { duckdb, type SqlSource, splitSQL, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB, type SqlEngine } from './engines.js';

const asOf = '2026-11-22T00:00:00Z';
const source: SqlSource = {
  customers: { table: 'users', id: 'id', attributes: { json: 'traits' } },
  events: {
    table: 'happened',
    customerId: 'who',
    at: 'happened_at',
    name: 'name',
    properties: { json: 'payload' },
  },
};
const options = { dialect: duckdb, source, asOf } as const;
const purchases = events('purchase');

describe('splitSQL', () => {
  it('parts definitions by how far they look back, and rows in order from others', () => {
    const parts = splitSQL(
      {
        ever: purchases.count(),
        week: purchases.within(days(7)).any(),
        path: sequence(events('visit'), purchases).within(days(14)).completed(),
        year: purchases.within(days(365)).sum('amount'),
        month: purchases.within(days(30)).count(),
      },
      options,
    );
    expect(parts.map(({ keys }) => keys)).toEqual([['week', 'month'], ['year'], ['ever'], ['path']]);
  });

  it('puts no more than so many into one statement', () => {
    const many = Object.fromEntries(
      Array.from({ length: 7 }, (_, i) => [`d${i}`, purchases.within(days(i + 1)).count()]),
    );
    expect(splitSQL(many, { ...options, atMost: 3 }).map(({ keys }) => keys.join())).toEqual([
      'd0,d1,d2',
      'd3,d4,d5',
      'd6',
    ]);
    expect(() => splitSQL(many, { ...options, atMost: 0 })).toThrow(
      'atMost: expected a number of definitions',
    );
  });

  it('makes a table of each part', () => {
    const parts = splitSQL(
      { a: purchases.count(), b: purchases.within(days(7)).count() },
      { ...options, into: 'app.parts' },
    );
    expect(parts.map(({ statement }) => /CREATE TABLE (\S+)/.exec(statement.text)?.[1])).toEqual([
      '"app"."parts_1"',
      '"app"."parts_2"',
    ]);
  });

  it('takes one instant for all parts where none is given', () => {
    const { asOf: _, ...now } = options;
    const parts = splitSQL({ a: purchases.count(), b: purchases.within(days(7)).count() }, now);
    const instants = parts.map(({ statement }) => /as of (\S+)/.exec(statement.text)?.[1]);
    expect(new Set(instants).size).toBe(1);
  });
});

describe('the whole catalogue, split', () => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await openDuckDB();
    const names = [
      'purchase',
      'feature_used',
      'logged_in',
      'refund',
      'content_viewed',
      'cart_add',
      'message_opened',
    ];
    for (const text of [
      `CREATE TABLE users AS SELECT 'c' || i AS id, json_object('plan', CASE i % 3 WHEN 0 THEN 'free' ELSE 'pro' END, 'signedUpAt', '2026-0' || (1 + i % 9) || '-01T00:00:00Z', 'seats', i % 7, 'seatsUsed', i % 5) AS traits FROM range(60) r(i)`,
      `CREATE TABLE happened AS SELECT 'c' || CAST(floor(61 * pow(hash(i, 1) % 1000 / 1000, 3)) AS INTEGER) AS who, TIMESTAMPTZ '2026-11-22 00:00:00+00' - to_minutes(CAST(hash(i, 2) % 900000 AS BIGINT)) AS happened_at,
         (['${names.join("','")}'])[1 + CAST(hash(i, 3) % ${names.length} AS INTEGER)] AS name,
         json_object('amount', i % 90, 'feature', 'f' || i % 9, 'category', 'k' || i % 4, 'topic', 't' || i % 3) AS payload FROM range(12000) r(i)`,
    ])
      await engine.run({ text, values: [] });
  });
  afterAll(() => engine.close());

  it('gives the answers of one statement', async () => {
    const definitions = Object.fromEntries(catalogue.map((each) => [each.id, each]));
    const byCustomer = async (statement: Parameters<SqlEngine['run']>[0]) =>
      new Map((await engine.run(statement)).map((row) => [row.customer_id, row]));
    const whole = await byCustomer(toSQL(definitions, options));
    expect(whole.size).toBe(60);
    const parts = splitSQL(definitions, { ...options, atMost: 40 });
    expect(parts.length).toBeGreaterThan(4);
    expect(parts.flatMap(({ keys }) => keys).sort()).toEqual(Object.keys(definitions).sort());
    for (const { keys, statement } of parts) {
      const part = await byCustomer(statement);
      expect(part.size).toBe(60);
      for (const [id, row] of part)
        for (const key of keys) expect([id, key, row[key]]).toEqual([id, key, whole.get(id)?.[key]]);
    }
    const told = Object.keys(definitions).filter(
      (key) => new Set([...whole.values()].map((row) => row[key])).size > 1,
    );
    expect(told.length, 'definitions that tell customers apart').toBeGreaterThan(40);
  });
});
