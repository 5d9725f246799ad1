import { describe, expect, it } from 'vitest';
import { hasClickHouse } from '../sql/engines.js';
import { printedBy } from './run.js';

/** The sizes that test/examples/online-retail.test.ts holds against a count by other means. */
const SIZES = [
  ['Repeat buyer', '2,845'],
  ['Key account', '168'],
  ['Christmas stocker', '376'],
  ['Overdue', '57'],
  ['Abroad', '422'],
] as const;

describe.each([
  ['duckdb', 'DuckDB over Parquet', true],
  ['postgres', 'PostgreSQL with jsonb', true],
  ['clickhouse', 'ClickHouse', hasClickHouse],
] as const)('examples/warehouse/%s.ts', (name, title, isInstalled) => {
  it('gives the sizes of memory', () => {
    const printed = printedBy(`examples/warehouse/${name}.ts`);
    if (!isInstalled) return expect(printed).toContain('is not installed');
    expect(printed).toContain('What lint finds\n\n  nothing\n');
    expect(printed).toContain(title);
    for (const [segment, size] of SIZES)
      expect(printed).toMatch(new RegExp(`${segment} +${size} +${size}\n`));
    expect(printed).toContain('The same 12 sizes of 4371 customers.');
    if (name === 'postgres') expect(printed).toContain('key-account: true\n  key-account__1: 6217.96\n');
  });
});
