import { build, type Expression } from '../../expression/index.js';
import { HabitusError } from '../../internal/index.js';
import { toInstant } from '../../time/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { type Sql, sql } from '../fragment.js';
import type { SqlDefinition } from '../named.js';
import { print, type Statement } from '../print.js';
import { toSQL } from '../to-sql.js';
import { type CasePerson, fill, tablesOf } from './tables.js';

export type { CasePerson } from './tables.js';

/** A line of the table of cases: people, a definition, and the answer about each of them. */
export interface SqlCase {
  readonly title: string;
  readonly people: readonly CasePerson[];
  readonly asOf: unknown;
  readonly definition: Expression;
  /** The answer about each person, in their order. */
  readonly expected: readonly unknown[];
}

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
  /** Told how many cases are done. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** An answer that is not the one of the table of cases. */
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
 * bit by bit.
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
  const { dialect, run, together = 40, onProgress } = options;
  const skipped: { title: string; why: string }[] = [];
  const asked = cases.filter((each) => {
    const bad = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i.test(JSON.stringify([each.people, each.definition]));
    if (bad) skipped.push({ title: each.title, why: 'a text with NUL or half a surrogate pair' });
    return !bad;
  });
  const differences: Difference[] = [];
  let [compared, statements, done] = [0, 0, 0];
  const before = skipped.length;
  const execute = async (statement: Sql): Promise<void> => {
    await run(print(statement, dialect));
  };
  for (const round of roundsOf(asked)) {
    const tables = tablesOf(options.schema);
    await fill(round.people, tables, dialect, execute);
    for (const [asOf, members] of groupBy(round.cases, ({ of }) => String(toInstant(of.asOf)))) {
      for (let i = 0; i < members.length; i += together) {
        const all = members.slice(i, i + together);
        const { part, statement, refused } = compiled(all, (definitions) =>
          toSQL(definitions, { dialect, asOf: Number(asOf), source: tables.source }),
        );
        skipped.push(...refused);
        if (statement === undefined) continue;
        const answer = await run(statement);
        const rows = new Map(answer.map((row) => [row.customer_id, row]));
        statements++;
        // A customer who is left out, or there twice, is a fault of all of them.
        const people = round.people.length;
        if (answer.length !== people)
          differences.push({ title: part[0]!.of.title, customer: '*', expected: people, got: answer.length });
        part.forEach(({ of, ids }, k) => {
          ids.forEach((id, person) => {
            const expected = of.expected[person] ?? null;
            const got = rows.get(id)?.[`d${k}`];
            compared++;
            if (!Object.is(got, expected)) differences.push({ title: of.title, customer: id, expected, got });
          });
        });
        done += part.length;
        onProgress?.(done, asked.length - (skipped.length - before));
      }
    }
    for (const table of [tables.customers, tables.events, tables.history])
      await execute(sql`DROP TABLE ${table}`);
  }
  return { cases: asked.length - (skipped.length - before), compared, statements, differences, skipped };
};

const query = (definition: Expression): SqlDefinition =>
  ({ kind: 'metric', definition: build(definition, 'either') }) as unknown as SqlDefinition;

/** The statement of those cases that SQL does not refuse: a value without a type has no column. */
const compiled = (
  cases: readonly Placed[],
  compile: (definitions: Readonly<Record<string, SqlDefinition>>) => Statement,
): {
  readonly part: readonly Placed[];
  readonly statement: Statement | undefined;
  readonly refused: readonly { readonly title: string; readonly why: string }[];
} => {
  const refused: { title: string; why: string }[] = [];
  let part = cases;
  while (part.length > 0) {
    try {
      const statement = compile(Object.fromEntries(part.map(({ of }, k) => [`d${k}`, query(of.definition)])));
      return { part, statement, refused };
    } catch (error) {
      if (!(error instanceof HabitusError) || error.code !== 'wrong-type') throw error;
      const one = part.find((_, k) => error.path === `d${k}`);
      if (one === undefined) throw error;
      refused.push({ title: one.of.title, why: error.message.slice(error.path.length + 2) });
      part = part.filter((each) => each !== one);
    }
  }
  return { part, statement: undefined, refused };
};

interface Placed {
  readonly of: SqlCase;
  /** The ids that its people have in the tables. */
  readonly ids: readonly string[];
}

/** Cases whose people can stand in the same tables. */
interface Round {
  readonly cases: readonly Placed[];
  readonly people: readonly (readonly [id: string, person: CasePerson])[];
}

/**
 * Ranks are among all customers, so those cases stand alone; buckets need the ids as they are; all others are told apart by new ids. Cases of the very
 * same list of people share their rows.
 */
const roundsOf = (cases: readonly SqlCase[]): readonly Round[] => {
  const together: Round[] = [];
  const alone: Round[] = [];
  const byId: { readonly rounds: Round[]; readonly ids: Set<string> }[] = [];
  [...groupBy(cases, ({ people }) => people)].forEach(([people, members], i) => {
    const text = JSON.stringify(members.map(({ definition }) => definition));
    const own = people.map(({ customer }) => customer.id);
    const placed = (ids: readonly string[]): Round => ({
      cases: members.map((of) => ({ of, ids })),
      people: people.map((person, k) => [ids[k]!, person]),
    });
    if (text.includes('"rank"')) alone.push(placed(own));
    else if (text.includes('"bucket"')) {
      let free = byId.find(({ ids }) => !own.some((id) => ids.has(id)));
      if (free === undefined) {
        free = { rounds: [], ids: new Set() };
        byId.push(free);
      }
      free.rounds.push(placed(own));
      for (const id of own) free.ids.add(id);
    } else together.push(placed(own.map((_, k) => `case-${i}-${k}`)));
  });
  const joined = (rounds: readonly Round[]): Round => ({
    cases: rounds.flatMap((round) => round.cases),
    people: rounds.flatMap((round) => round.people),
  });
  return [
    ...(together.length === 0 ? [] : [joined(together)]),
    ...byId.map(({ rounds }) => joined(rounds)),
    ...alone,
  ];
};

const groupBy = <T, K>(list: readonly T[], key: (item: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const group = groups.get(key(item)) ?? [];
    group.push(item);
    groups.set(key(item), group);
  }
  return groups;
};
