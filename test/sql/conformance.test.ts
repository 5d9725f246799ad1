import { describe, expect, it } from 'vitest';
import { check, otherwise, REASONS, sqlCases } from './cases.js';
import { ENGINES, hasClickHouse, openDuckDB, type SqlEngine } from './engines.js';

const cases = sqlCases();

const using = async <T>(
  open: () => Promise<SqlEngine>,
  use: (engine: SqlEngine) => Promise<T>,
): Promise<T> => {
  const engine = await open();
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
};

describe('one statement gives the answers of the table of cases', () => {
  it.each(ENGINES)(
    'on %s, many definitions a statement',
    async (_, open) => {
      const report = await using(open, (engine) => check(cases, engine));
      expect(report.differences).toEqual([]);
      expect(report.cases + report.skipped.length).toBe(cases.length);
      expect(otherwise(report.skipped)).toEqual([]);
      const { untyped, lists, unheard } = reasons(report.skipped);
      expect({ ...report, differences: 0, skipped: { untyped: untyped.length, lists, unheard } }).toEqual(
        COUNTS,
      );
    },
    240_000,
  );

  it('on DuckDB, one definition a statement', async () => {
    const some = cases.filter((_, i) => i % 8 === 0);
    const report = await using(openDuckDB, (engine) => check(some, engine, { together: 1 }));
    expect(report.differences).toEqual([]);
    expect(report.statements).toBe(report.cases);
  }, 120_000);

  if (!hasClickHouse)
    it.skip('on ClickHouse: chdb is not installed (npm install in bench/peers), and nothing was compared', () => {});
});

/** Cases, and what came of them. The rest of the table asks what no statement is asked: changes, timelines, and errors of definitions. */
const COUNTS = {
  cases: 2454,
  compared: 2972,
  statements: 271,
  differences: 0,
  skipped: { untyped: 24, lists: ['S30 A history may set lists [time]'], unheard: [] },
};

const reasons = (skipped: readonly { readonly title: string; readonly why: string }[]) => {
  const of = (reason: RegExp): readonly string[] =>
    skipped.filter(({ why }) => reason.test(why)).map(({ title }) => title);
  return { untyped: of(REASONS.untyped), lists: of(REASONS.lists), unheard: of(REASONS.unheard) };
};
