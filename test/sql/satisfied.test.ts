import { attribute, classification, days, events, metric, segment } from 'habitus';
import { vocabulary } from 'habitus/model';
import { bigquery, clickhouse, duckdb, type SqlSource, toSQL } from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { openDuckDB } from './engines.js';

const shop = vocabulary(
  {
    purchase: { event: 'Order Completed', properties: { amount: { from: 'amount_cents', dividedBy: 100 } } },
    refund: { event: 'Refunded', properties: {} },
  },
  { attributes: { plan: 'plan_code' } },
);
const sourceOf = (columns: Readonly<Record<string, string | null>>): SqlSource => ({
  customers: { table: 'users', id: 'id', attributes: { columns: { plan_code: 'plan_code' } } },
  events: {
    table: 'happened',
    customerId: 'who',
    at: { column: 'ms', as: 'milliseconds' },
    name: 'name',
    properties: { columns },
  },
  vocabulary: shop,
});
const spend = events('purchase').sum('amount');

describe('a vocabulary', () => {
  it('needs no column for what it makes of others', async () => {
    const source = sourceOf({ amount_cents: 'amount_cents' });
    const pro = attribute('plan').is('pro');
    const engine = await openDuckDB();
    for (const text of [
      "CREATE TABLE users AS SELECT * FROM (VALUES ('ada', 'pro')) r (id, plan_code)",
      "CREATE TABLE happened AS SELECT * FROM (VALUES ('ada', 1, 'Order Completed', 1250)) r (who, ms, name, amount_cents)",
    ])
      await engine.run({ text, values: [] });
    const rows = await engine.run(toSQL({ spend, pro }, { dialect: engine.dialect, source, asOf: 10 }));
    await engine.close();
    expect(rows).toEqual([{ customer_id: 'ada', spend: 12.5, pro: true }]);
  });

  it('needs one for events of which it does not say where it comes from', () => {
    const source = sourceOf({ amount_cents: 'amount_cents' });
    for (const of of [events('purchase', 'refund'), events('refund'), events('other')])
      expect(() => toSQL({ sum: of.sum('amount') }, { dialect: duckdb, source })).toThrow(
        'expected a column for "amount", which a definition reads (there are: amount_cents)',
      );
    const both = events('purchase')
      .where({ amount: 5 })
      .followedBy(events('refund'), days(5), { same: 'amount' });
    expect(() => toSQL({ both: both.any() }, { dialect: duckdb, source })).toThrow('a column for "amount"');
  });

  it('is told all the columns that it lacks at once', () => {
    const read = events('purchase').where({ kind: 'a', place: 'b' }).sum('tax');
    expect(() => toSQL({ read, spend }, { dialect: duckdb, source: sourceOf({}) })).toThrow(
      /columns: expected columns for (?=.*"kind")(?=.*"place")(?=.*"tax")(?=.*"amount_cents").*, which definitions read \(there are: none\)/,
    );
  });

  it('needs one for what it is made of', () => {
    expect(() => toSQL({ spend }, { dialect: duckdb, source: sourceOf({ amount: 'amount' }) })).toThrow(
      'a column for "amount_cents"',
    );
  });
});

describe('a table in a project with a hyphen', () => {
  const source: SqlSource = {
    customers: { table: 'my-project.analytics.users', id: 'id' },
    events: { table: 'my-project.analytics.all-events', customerId: 'who', at: 'at', name: 'name' },
  };
  it.each([bigquery, clickhouse])('is quoted for $name', (dialect) => {
    const { text } = toSQL({ any: events('a').any() }, { dialect, source });
    expect(text).toContain('FROM `my-project`.`analytics`.`users` c');
    expect(text).toContain('FROM `my-project`.`analytics`.`all-events` e');
  });

  it.each(['-users', 'my project.users', 'a`b', 'my-project.analytics.users.x', 'a..b'])(
    'is refused: %j',
    (table) => {
      const bad = { ...source, customers: { table, id: 'id' } };
      expect(() => toSQL({ any: events('a').any() }, { dialect: bigquery, source: bad })).toThrow(
        'source.customers.table: expected a table',
      );
    },
  );
});

describe('members', () => {
  const buyer = segment('buyer', { where: () => spend.atLeast(1) });
  it.each([
    ['a metric', 'total', metric('total', { value: () => spend })],
    ['a classification', 'tier', classification('tier', { labels: () => ({ high: spend.atLeast(9) }) })],
  ])('are refused of %s, by its name', (words, key, of) => {
    const options = { dialect: duckdb, source: sourceOf({ amount_cents: 'c' }), as: 'members' } as const;
    expect(() => toSQL({ buyer, [key]: of }, options)).toThrow(
      `definitions.${key}: expected segments only, for as: "members", got "${key}, ${words}"`,
    );
  });
});
