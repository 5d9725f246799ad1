import { attribute, type Metric, profile } from 'habitus';
import { duckdb, postgres, toSQL } from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { openPostgres } from './engines.js';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const source = {
  customers: {
    table: 'u',
    id: 'id',
    attributes: { columns: Object.fromEntries(NAMES.map((each) => [each, each])) },
  },
};
const amount = (name: string) => attribute(name, { as: 'number' });

/** Each step uses the one before twice. */
const grown = (names: readonly string[]): Metric<'number'> =>
  names.reduce<Metric<'number'>>((so, each) => so.times(amount(each)).dividedBy(so.plus(1)), amount('a'));

describe('values of values of values', () => {
  it('are planned by PostgreSQL in no time, for nothing is put in the place of each use', async () => {
    const engine = await openPostgres();
    await engine.run({
      text: `CREATE TABLE u (id TEXT, ${NAMES.map((each) => `${each} FLOAT8`)})`,
      values: [],
    });
    await engine.run({ text: `INSERT INTO u VALUES ('ada', ${NAMES.map((_, i) => i + 1.5)})`, values: [] });
    const statement = toSQL({ d: grown(NAMES) }, { dialect: engine.dialect, source });
    const rows = await engine.run(statement);
    await engine.close();
    const ada = profile(
      { id: 'ada', attributes: Object.fromEntries(NAMES.map((each, i) => [each, i + 1.5])) },
      [],
      { asOf: 0 },
    );
    expect(rows).toEqual([{ customer_id: 'ada', d: grown(NAMES)(ada) }]);
    expect(statement.text).toContain('\n  OFFSET 0\n)');
  });

  it('have a fence where they grow, and only there', () => {
    const text = (dialect: typeof duckdb, d: Metric<'number'>) => toSQL({ d }, { dialect, source }).text;
    expect(text(postgres, amount('a').plus(amount('b')))).not.toContain('OFFSET');
    expect(text(duckdb, grown(NAMES))).not.toContain('OFFSET');
  });
});
