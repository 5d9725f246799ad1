import { readFileSync } from 'node:fs';
import { duckdb } from 'habitus/sql';
import type { sqlCases as Cases, verifySQL as Verify } from 'habitus/sql/conformance';
import { verifySQL as unbuilt } from 'habitus/sql/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCases, type SqlCase } from '../../src/sql/conformance/check.js';
import { raw } from '../../src/sql/fragment.js';
import { sqlCases as written } from './cases.js';
import { openDuckDB, type SqlEngine } from './engines.js';

describe('verifySQL of the built package', () => {
  let engine: SqlEngine;
  let verifySQL: typeof Verify;
  let sqlCases: typeof Cases;
  beforeAll(async () => {
    const built = '../../dist/sql/conformance/index.js';
    ({ verifySQL, sqlCases } = await import(built as string));
    engine = await openDuckDB();
  });
  afterAll(() => engine.close());

  it('holds every case of the table that a warehouse can be asked', () => {
    expect(sqlCases()).toEqual(written());
    expect(sqlCases().length).toBeGreaterThan(900);
  });

  it('asks an engine all of them, in a schema of the user’s choice, and finds no difference', async () => {
    await engine.run({ text: 'CREATE SCHEMA scratch', values: [] });
    let last: readonly number[] = [];
    const report = await verifySQL({
      dialect: engine.dialect,
      run: engine.run,
      schema: 'scratch',
      onProgress: (done, of) => {
        last = [done, of];
      },
    });
    expect(report.differences).toEqual([]);
    expect(report.cases + report.skipped.length).toBe(written().length);
    expect(last[0]).toBe(last[1]);
    expect(String(report)).toMatch(
      /^duckdb: \d+ cases, \d+ answers by \d+ statements: no difference\n {2}not asked: \d+ \(/,
    );
    expect(await engine.run({ text: 'SELECT * FROM duckdb_tables()', values: [] })).toEqual([]);
  });

  it('prints the differences of an engine that is wrong', async () => {
    const report = await verifySQL({ dialect: duckdb, run: async () => [] });
    expect(report.differences.length).toBeGreaterThan(1000);
    const text = String(report);
    expect(text).toContain(`${report.differences.length} DIFFERENCES`);
    expect(text).toMatch(/\n {4}\S+: expected \S+, got undefined\n/);
    expect(text).toContain(`and ${report.differences.length - 20} more`);
  });

  it('parses the table when it is asked for, and weighs no other entry', () => {
    const main = readFileSync(new URL('../../dist/sql/index.js', import.meta.url), 'utf8');
    expect(main).not.toContain('"expected"');
  });
});

describe('checkCases', () => {
  const cases = written().filter(({ title }) => title.startsWith('S8 '));
  const isHeld = ({ definition }: SqlCase) => JSON.stringify(definition).includes('"how":"startsWith"');
  /** An engine that has no function for one of the tests. */
  const dialect = { ...duckdb, startsWith: () => raw('no_such_function()') };
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await openDuckDB();
  });
  afterAll(() => engine.close());
  const tables = async () => engine.run({ text: 'SELECT * FROM duckdb_tables()', values: [] });

  it('goes on after an error of the engine, and says of which cases it is', async () => {
    const refused = cases.filter(isHeld).map(({ title }) => title);
    expect(refused.length).toBeGreaterThan(2);
    expect(refused.length).toBeLessThan(cases.length / 2);
    let last: readonly number[] = [];
    const report = await checkCases(cases, {
      dialect,
      run: engine.run,
      onProgress: (...of) => {
        last = of;
      },
    });
    expect(report.differences.map(({ title }) => title).sort()).toEqual(refused.sort());
    for (const { customer, got } of report.differences) {
      expect(customer).toBe('*');
      expect(String(got)).toContain('no_such_function');
    }
    expect(last).toEqual([report.cases, report.cases]);
    expect(report.compared).toBeGreaterThan(cases.length - refused.length - 1);
    expect(await tables()).toEqual([]);
  });

  it('drops tables that an earlier run has left', async () => {
    await engine.run({ text: 'CREATE TABLE habitus_cases_events (x INTEGER)', values: [] });
    const some = cases.filter((each) => !isHeld(each)).slice(0, 5);
    const report = await checkCases(some, { dialect: duckdb, run: engine.run });
    expect(report.differences).toEqual([]);
    expect(await tables()).toEqual([]);
  });

  it('drops its tables where the engine ends in the middle, and says that nothing was asked', async () => {
    let inserts = 0;
    const report = await checkCases(cases, {
      dialect: duckdb,
      run: (statement) => {
        if (statement.text.startsWith('INSERT') && ++inserts === 2) throw new Error('disk full');
        return engine.run(statement);
      },
    });
    expect(report.differences.length).toBeGreaterThan(0);
    expect(report.differences[0]!.title).toMatch(/^the tables of \d+ cases, which were not asked$/);
    expect(String(report.differences[0]!.got)).toContain('disk full');
    expect(await tables()).toEqual([]);
  });
});

describe('verifySQL of the source', () => {
  it('says that the table is put into the build', async () => {
    await expect(unbuilt({ dialect: duckdb, run: async () => [] })).rejects.toThrow(
      'expected the built package',
    );
  });
});
