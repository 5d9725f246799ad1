import { build, type Expression } from '../../expression/index.js';
import { HabitusError, onlyKeys } from '../../internal/index.js';
import { toInstant } from '../../time/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { type Sql, sql } from '../fragment.js';
import type { SqlDefinition } from '../named.js';
import { print, type Statement } from '../print.js';
import type { SqlSource } from '../source.js';
import { toSQL } from '../to-sql.js';
import { groupBy, type Placed, roundsOf } from './rounds.js';
import { fill, type SqlCase, type Tables, tablesOf } from './tables.js';

export type { CasePerson, SqlCase } from './tables.js';

/**
 * How a statement is run: the rows of its answer as objects by column, truths as true and false, numbers as numbers, nothing as null, for another
 * type is another answer. Rows of statements without an answer are not looked at.
 */
export type RunStatement = (statement: Statement) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Options of {@link checkCases}. */
export interface CheckOptions {
  readonly dialect: Dialect;
  readonly run: RunStatement;
  /** Where tables may be made, such as `scratch.habitus`: up to two plain names. Default: where the engine makes tables. */
  readonly schema?: string | undefined;
  /** How many definitions go into one statement. Default: 40. */
  readonly together?: number | undefined;
  /** Puts values into the text as literals instead of binding them: as `toSQL` does with `inline`. Default: false. */
  readonly inline?: boolean | undefined;
  /** Told how many cases are done. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** The keys of {@link CheckOptions}. */
export const OF_CHECK = ['dialect', 'run', 'schema', 'together', 'inline', 'onProgress'];

/**
 * An answer that is not the one of the table of cases. `customer` is `*` where it is about all of them: another number of rows, or an engine that
 * did not run the statement; then `got` is its error.
 */
export interface Difference {
  readonly title: string;
  readonly customer: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** What a check found. */
export interface Report {
  readonly cases: number;
  /** How many answers were compared. */
  readonly compared: number;
  readonly statements: number;
  readonly differences: readonly Difference[];
  /** Cases that were not asked, and why: a text that no database can hold. */
  readonly skipped: readonly { readonly title: string; readonly why: string }[];
}

/**
 * Asks an engine every case: makes three tables, fills them, runs statements over them, compares, and drops them. Answers are compared
 * bit by bit. A statement that the engine does not run is a difference like any other, and the rest is asked all the same.
 *
 * @example
 * ```ts
 * import { DuckDBInstance } from '@duckdb/node-api';
 * import { duckdb } from 'habitus/sql';
 * import { checkCases, sqlCases } from 'habitus/sql/conformance';
 *
 * const connection = await (await DuckDBInstance.create(':memory:')).connect();
 * const report = await checkCases(
 *   sqlCases().filter(({ title }) => title.startsWith('S23 ')),
 *   {
 *     dialect: duckdb,
 *     run: async ({ text, values }) => (await connection.runAndReadAll(text, values as string[])).getRowObjectsJS(),
 *   },
 * );
 * report.differences; //=> []
 * ```
 */
export const checkCases = async (cases: readonly SqlCase[], options: CheckOptions): Promise<Report> => {
  onlyKeys(options, OF_CHECK, 'checkCases');
  const { dialect, run, together = 40, inline, onProgress } = options;
  const tally: Tally = { compared: 0, statements: 0, done: 0, differences: [], skipped: [] };
  const asked = cases.filter((each) => {
    const bad = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i.test(JSON.stringify([each.people, each.definition]));
    if (bad) tally.skipped.push({ title: each.title, why: 'a text with NUL or half a surrogate pair' });
    return !bad;
  });
  const before = tally.skipped.length;
  const count = (): number => asked.length - (tally.skipped.length - before);
  const tables = tablesOf(options.schema);
  const execute = async (statement: Sql): Promise<void> => {
    await run(print(statement, dialect));
  };
  for (const round of roundsOf(asked)) {
    const ask = { people: round.people.length, dialect, run, inline, source: tables.source, tally };
    try {
      await drop(tables, execute);
      await fill(round.people, tables, dialect, execute);
      for (const [asOf, members] of groupBy(round.cases, ({ of }) => String(toInstant(of.asOf))))
        for (let i = 0; i < members.length; i += together) {
          await askTogether(members.slice(i, i + together), { ...ask, asOf: Number(asOf) });
          onProgress?.(tally.done, count());
        }
    } catch (error) {
      const title = `the tables of ${round.cases.length} cases, which were not asked`;
      tally.differences.push({ title, customer: '*', expected: 'tables', got: error });
    } finally {
      await drop(tables, execute).catch((error: unknown) => {
        tally.differences.push({
          title: 'the tables afterwards',
          customer: '*',
          expected: 'dropped',
          got: error,
        });
      });
    }
  }
  const { compared, statements, differences, skipped } = tally;
  return { cases: count(), compared, statements, differences, skipped };
};

/** What was found so far. */
interface Tally {
  compared: number;
  statements: number;
  done: number;
  readonly differences: Difference[];
  readonly skipped: { readonly title: string; readonly why: string }[];
}

interface Asking extends Pick<CheckOptions, 'dialect' | 'run' | 'inline'> {
  readonly people: number;
  readonly asOf: number;
  readonly source: SqlSource;
  readonly tally: Tally;
}

/** Tables of an earlier run that was broken off go as well. */
const drop = async (
  { customers, events, history }: Tables,
  execute: (statement: Sql) => Promise<void>,
): Promise<void> => {
  for (const table of [customers, events, history]) await execute(sql`DROP TABLE IF EXISTS ${table}`);
};

/** Asks some cases in one statement. Where the engine refuses it, by halves, until those are found that it stumbles over. */
const askTogether = async (cases: readonly Placed[], asking: Asking): Promise<void> => {
  const { dialect, run, inline, asOf, source, tally } = asking;
  const { part, make, refused } = compiled(cases, (definitions) =>
    toSQL(definitions, { dialect, asOf, source, inline }),
  );
  tally.skipped.push(...refused);
  if (part.length === 0) return;
  try {
    compare(part, await run(make()), asking);
    tally.done += part.length;
  } catch (error) {
    const half = Math.ceil(part.length / 2);
    if (half < part.length) {
      await askTogether(part.slice(0, half), asking);
      await askTogether(part.slice(half), asking);
      return;
    }
    tally.differences.push({ title: part[0]!.of.title, customer: '*', expected: 'an answer', got: error });
    tally.done++;
  }
};

const compare = (
  part: readonly Placed[],
  answer: Awaited<ReturnType<RunStatement>>,
  { people, tally }: Asking,
): void => {
  const rows = new Map(answer.map((row) => [row.customer_id, row]));
  tally.statements++;
  // A customer who is left out, or there twice, is a fault of all of them.
  if (answer.length !== people)
    tally.differences.push({
      title: part[0]!.of.title,
      customer: '*',
      expected: people,
      got: answer.length,
    });
  part.forEach(({ of, ids }, k) => {
    ids.forEach((id, person) => {
      const expected = of.expected[person] ?? null;
      const got = rows.get(id)?.[`d${k}`];
      tally.compared++;
      if (!Object.is(got, expected)) tally.differences.push({ title: of.title, customer: id, expected, got });
    });
  });
};

const query = (definition: Expression): SqlDefinition =>
  ({ kind: 'metric', definition: build(definition, 'either') }) as unknown as SqlDefinition;

/** The statement of those cases that SQL does not refuse: a value without a type has no column. */
const compiled = (
  cases: readonly Placed[],
  compile: (definitions: Readonly<Record<string, SqlDefinition>>) => Statement,
): {
  readonly part: readonly Placed[];
  readonly make: () => Statement;
  readonly refused: readonly { readonly title: string; readonly why: string }[];
} => {
  const refused: { title: string; why: string }[] = [];
  let part = cases;
  const make = (): Statement =>
    compile(Object.fromEntries(part.map(({ of }, k) => [`d${k}`, query(of.definition)])));
  while (part.length > 0) {
    try {
      const statement = make();
      return { part, make: () => statement, refused };
    } catch (error) {
      const one =
        error instanceof HabitusError && error.code === 'wrong-type'
          ? part.find((_, k) => error.path === `d${k}`)
          : undefined;
      // Any other error arises again where it is caught, and told of the case that it is about.
      if (!(error instanceof HabitusError) || one === undefined) return { part, make, refused };
      refused.push({ title: one.of.title, why: error.message.slice(error.path.length + 2) });
      part = part.filter((each) => each !== one);
    }
  }
  return { part, make, refused };
};
