import { type Dialect, duckdb } from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { checkCases } from '../../src/sql/conformance/check.js';
import { sql } from '../../src/sql/fragment.js';
import { sqlCases } from './cases.js';
import { openDuckDB } from './engines.js';

/** A rule broken on purpose: in the text of a statement, or in a primitive of the dialect. */
interface Broken {
  readonly rule: string;
  /** The files of cases that are asked. */
  readonly files: readonly string[];
  readonly change?: (text: string) => string;
  readonly dialect?: Partial<Dialect>;
}

const BROKEN: readonly Broken[] = [
  {
    rule: 'S4 the open edge of a window lets its event in',
    files: ['time'],
    change: (text) => text.replace(/"at" >= (\d+)/g, (_, edge) => `"at" >= ${Number(edge) - 1}`),
  },
  {
    rule: 'S4 an event exactly at asOf is left out',
    files: ['time', 'aggregates'],
    change: (text) => text.replace(/"at" < (\d+)/g, (_, edge) => `"at" < ${Number(edge) - 1}`),
  },
  {
    rule: 'S3 events after asOf are counted',
    files: ['events', 'aggregates'],
    change: (text) => text.replace(/(e\.)?"at" < \d+/g, 'TRUE'),
  },
  {
    rule: 'S13 an inner join loses customers without events',
    files: ['aggregates'],
    change: (text) => text.replace(/LEFT JOIN "events_/g, 'JOIN "events_'),
  },
  {
    rule: 'S14 an aggregate of nothing is missing instead of 0',
    files: ['aggregates'],
    change: (text) =>
      text.replace(
        /COALESCE\((CAST\("(?:count|sum|distinct|periods)_\d+" AS DOUBLE\)), CAST\(0 AS DOUBLE\)\)/g,
        '$1',
      ),
  },
  {
    rule: 'S5 weeks start on Sunday, as some engines have it',
    files: ['calendars', 'series'],
    change: (text) => text.replace(/\("day_(\d+)" \+ 3\)/g, '("day_$1" + 4)'),
  },
  {
    rule: 'S6 local days are days of UTC',
    files: ['calendars'],
    change: (text) =>
      text.replace(/CASE(?:\s+WHEN "at" >= \(?-?\d+\)? THEN \d+)+\s+ELSE \d+\s+END/g, '8646604848000000'),
  },
  {
    rule: 'S15 sums are of doubles',
    files: ['sums'],
    change: (text) => text.replaceAll('"millionths_', '"scaled_').replaceAll('AS HUGEINT', 'AS DOUBLE'),
  },
  {
    rule: 'S23 a funnel is measured from the earliest start only',
    files: ['sequences'],
    change: (text) => text.replace(/MAX\("start_/g, 'MIN("start_'),
  },
  {
    rule: 'S23 steps may stand at one instant',
    files: ['sequences'],
    change: (text) => text.replaceAll('AND 1 PRECEDING', 'AND 0 PRECEDING'),
  },
  {
    rule: 'S9 not has three values',
    files: ['logic'],
    change: (text) => text.replace(/COALESCE\(((?:[^()]|\([^()]*\))*), FALSE\)/g, '($1)'),
  },
  {
    rule: 'S9 isNot is false of a missing value',
    files: ['logic', 'values', 'text'],
    change: (text) =>
      text.replace(
        /\(NOT COALESCE\(((?:[^()]|\([^()]*\))*?) IN (\((?:[^()]|\([^()]*\))*\)), FALSE\)\)/g,
        'COALESCE($1 NOT IN $2, FALSE)',
      ),
  },
  {
    rule: 'S17 division by zero is infinite, and infinity is at least anything',
    files: ['arithmetic', 'logic'],
    change: (text) =>
      text
        .replace(/("\w+") <> 0/g, '$1 IS NOT NULL')
        .replaceAll("CAST('1.7976931348623157e308' AS", "CAST('Infinity' AS"),
  },
  {
    rule: 'S11 copies are counted',
    files: ['events'],
    change: (text) => text.replace(/"copy_\d+" = 1/g, 'TRUE'),
  },
  {
    rule: 'S25 a rank tells ties apart',
    files: ['population'],
    change: (text) => text.replaceAll('RANK() OVER', 'ROW_NUMBER() OVER'),
  },
  {
    rule: 'S20 a gap of exactly the length starts no session',
    files: ['sessions-and-gaps'],
    change: (text) => text.replace(/- ("before_\d+") >= /g, '- $1 > '),
  },
  {
    rule: 'S24 what may still be followed counts as not followed',
    files: ['relations'],
    change: (text) => text.replace(/AND "at" <= \d+/g, 'AND TRUE'),
  },
  {
    rule: 'S24 an event follows itself',
    files: ['relations'],
    change: (text) => text.replaceAll('BETWEEN 1 FOLLOWING', 'BETWEEN 0 FOLLOWING'),
  },
  {
    rule: 'S18 among equals the greatest value is the most frequent',
    files: ['aggregates'],
    change: (text) => text.replace(/("key_\d+") ASC/g, '$1 DESC'),
  },
  {
    rule: 'S12 ties of first and last are left to the engine',
    files: ['aggregates', 'events'],
    dialect: {
      edge: (which, value, at) =>
        which === 'first' ? sql`arg_min(${value}, ${at} * 0)` : sql`arg_max(${value}, ${at} * 0)`,
    },
  },
  {
    rule: 'S7 texts and truths in JSON are numbers if they look so',
    files: ['values', 'aggregates'],
    dialect: { jsonNumber: (json, key) => sql`TRY_CAST(${duckdb.jsonText(json, key)} AS DOUBLE)` },
  },
  {
    rule: 'S8 a case-insensitive test folds more than ASCII',
    files: ['text'],
    dialect: { lower: (text) => sql`lower(${text})` },
  },
  {
    rule: 'S8 a text is looked for as a pattern',
    files: ['text'],
    dialect: { contains: (text, part) => sql`(${text} LIKE '%' || ${part} || '%')` },
  },
  {
    rule: 'S27 a bucket is of another hash',
    files: ['buckets'],
    dialect: { hash: (text) => sql`CAST(hash(${text}) % 4294967296 AS BIGINT)` },
  },
];

describe('a rule broken on purpose', () => {
  const cases = sqlCases();

  it.each(BROKEN)('is caught: $rule', { timeout: 60_000 }, async ({ files, change, dialect }) => {
    const engine = await openDuckDB();
    let changed = dialect !== undefined;
    const asked = cases.filter(({ title }) => files.some((file) => title.endsWith(`[${file}]`)));
    const { differences } = await checkCases(asked, {
      dialect: { ...duckdb, ...dialect },
      run: (statement) => {
        const text = change?.(statement.text) ?? statement.text;
        if (text !== statement.text) changed = true;
        return engine.run({ ...statement, text });
      },
    });
    await engine.close();
    expect(changed, 'the statement was changed').toBe(true);
    expect(differences.length).toBeGreaterThan(0);
  });
});
