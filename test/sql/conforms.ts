import { expect, it } from 'vitest';
import { check, otherwise, REASONS, sqlCases } from './cases.js';
import type { SqlEngine } from './engines.js';

/** The cases that a statement can be asked. */
export const cases = sqlCases();

/** Opens an engine for as long as it is used. */
export const using = async <T>(
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

/** The whole table on an engine. A file an engine, so that they run beside each other; each takes minutes. */
export const conforms = (open: () => Promise<SqlEngine>): void =>
  it('one statement of many definitions gives the answers of the table of cases', async () => {
    const report = await using(open, (engine) => check(cases, engine));
    expect(report.differences).toEqual([]);
    expect(report.cases + report.skipped.length).toBe(cases.length);
    expect(otherwise(report.skipped)).toEqual([]);
    const { untyped, lists, unheard } = reasons(report.skipped);
    expect({ ...report, differences: 0, skipped: { untyped: untyped.length, lists, unheard } }).toEqual(
      COUNTS,
    );
  }, 900_000);
