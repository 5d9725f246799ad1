import { HabitusError, onlyKeys } from '../../internal/index.js';
import { type CheckOptions, checkCases, OF_CHECK, type Report, type SqlCase } from './check.js';
import { TABLE } from './table.js';

/** What {@link verifySQL} found; as a text, a report to print. */
export interface Verification extends Report {
  readonly toString: () => string;
}

/**
 * Asks your own engine the table of cases, by which all engines of this library are held to one answer: makes three tables of a few hundred awkward
 * customers in `schema`, runs statements over them, compares, and drops the tables. `String(report)` is to be printed.
 *
 * @example
 * ```ts
 * import { DuckDBInstance } from '@duckdb/node-api';
 * import { duckdb } from 'habitus/sql';
 * import { verifySQL } from 'habitus/sql/conformance';
 *
 * const connection = await (await DuckDBInstance.create(':memory:')).connect();
 * const report = await verifySQL({
 *   dialect: duckdb,
 *   run: async ({ text, values }) => (await connection.runAndReadAll(text, values as string[])).getRowObjectsJS(),
 * });
 * report.differences; //=> []
 * console.log(String(report));
 * ```
 */
export const verifySQL = async (options: CheckOptions): Promise<Verification> => {
  onlyKeys(options, OF_CHECK, 'verifySQL');
  const report = await checkCases(sqlCases(), options);
  return { ...report, toString: () => printed(report, options.dialect.name) };
};

/**
 * The cases that a warehouse can be asked, as {@link verifySQL} asks them.
 *
 * @example
 * ```ts
 * import { sqlCases } from 'habitus/sql/conformance';
 * sqlCases().length > 900; //=> true
 * ```
 */
export const sqlCases = (): readonly SqlCase[] => {
  if (TABLE === '')
    throw new HabitusError(
      'bad-value',
      'expected the built package: the table of cases is put into it by the build',
    );
  const { cases, parts } = JSON.parse(TABLE) as {
    readonly cases: unknown;
    readonly parts: readonly unknown[];
  };
  return revived(cases, parts) as readonly SqlCase[];
};

const NUMBERS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

/** Puts parts in their places, and what JSON cannot say. Keys are copied one by one: `__proto__` stays a key. */
const revived = (json: unknown, parts: readonly unknown[]): unknown => {
  if (Array.isArray(json)) return json.map((item) => revived(item, parts));
  if (typeof json !== 'object' || json === null) return json;
  const { $ref, $number, $date } = json as {
    readonly $ref?: number;
    readonly $number?: string;
    readonly $date?: string;
  };
  if ($ref !== undefined) return revived(parts[$ref], parts);
  if ($number !== undefined) return NUMBERS[$number];
  if ($date !== undefined) return new Date($date);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, revived(value, parts)]));
};

const printed = ({ cases, compared, statements, differences, skipped }: Report, dialect: string): string => {
  const asked = `${dialect}: ${cases} cases, ${compared} answers by ${statements} statements: `;
  const reasons = new Map<string, number>();
  for (const { why } of skipped) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  return [
    `${asked}${differences.length === 0 ? 'no difference' : `${differences.length} DIFFERENCES`}`,
    ...differences
      .slice(0, MOST)
      .map(
        ({ title, customer, expected, got }) =>
          `  ${title}\n    ${customer}: expected ${shown(expected)}, got ${shown(got)}`,
      ),
    ...(differences.length > MOST ? [`  and ${differences.length - MOST} more`] : []),
    ...[...reasons].map(([why, many]) => `  not asked: ${many} (${why})`),
  ].join('\n');
};

const MOST = 20;

const shown = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : Object.is(value, -0) ? '-0' : String(value);
