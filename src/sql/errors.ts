import { HabitusError } from '../internal/index.js';
import type { Statement, StatementPart } from './print.js';

/**
 * Runs a statement, after those that it needs before; where the engine refuses it or breaks off, the error is a {@link HabitusError} of code `engine-error` that names the definitions
 * which it arose from. The engine's own error is its `cause`.
 *
 * @example
 * ```ts
 * import { powerUser } from 'habitus';
 * import { duckdb, runSQL, toSQL } from 'habitus/sql';
 * const statement = toSQL([powerUser], { dialect: duckdb, source: { customers: { table: 'users', id: 'id' } } });
 * const run = async () => {
 *   throw new Error('Catalog Error: Table with name users does not exist!\n\nLINE 7:   FROM "users" c');
 * };
 * await runSQL(statement, run).catch((error) => error.code); //=> 'engine-error'
 * ```
 */
export const runSQL = async <R>(
  statement: Statement,
  run: (statement: Statement) => R | Promise<R>,
): Promise<R> => {
  let current = statement;
  try {
    for (current of statement.before ?? []) await run(current);
    current = statement;
    return await run(statement);
  } catch (error) {
    throw explainSQLError(error, current);
  }
};

/**
 * An error of an engine, with the CTE and the definitions of the statement in which it arose: told by the line or position that the engine says,
 * or else by the CTEs that its message names. `path` is the definition, where it is one.
 *
 * @example
 * ```ts
 * import { powerUser } from 'habitus';
 * import { duckdb, explainSQLError, toSQL } from 'habitus/sql';
 * const statement = toSQL([powerUser], { dialect: duckdb, source: { customers: { table: 'users', id: 'id' } } });
 * explainSQLError(new Error('out of memory in "people"'), statement).path; //=> 'power-user'
 * ```
 */
export const explainSQLError = (error: unknown, statement: Statement): HabitusError => {
  if (error instanceof HabitusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const at = placeOf(error, message, statement.text);
  const ctes = statement.ctes ?? [];
  if (isThere(message, statement.makes)) return thereAlready(statement.makes, message, error);
  const inside =
    at === undefined ? namedIn(message, ctes) : ctes.filter(({ from, to }) => from <= at && at < to);
  const needed = [...new Set(inside.flatMap(({ definitions }) => definitions))];
  const read = at === undefined ? [] : readersOf(statement.text, at).filter((key) => needed.includes(key));
  const definitions = read.length > 0 ? read : needed;
  const where =
    inside.length > 0
      ? `in ${inside.map(({ name }) => `"${name}"`).join(', ')}`
      : at === undefined
        ? 'somewhere'
        : 'outside of its CTEs';
  const who =
    definitions.length === 0
      ? ''
      : `, which ${list(definitions)} ${definitions.length === 1 ? 'needs' : 'need'}`;
  const line = at === undefined ? '' : ` (line ${statement.text.slice(0, at).split('\n').length})`;
  return new HabitusError(
    'engine-error',
    `the engine did not run the statement: ${where}${line}${who}: ${message.replace(/\s+/g, ' ')}`,
    definitions.length === 1 ? definitions[0] : '',
    { cause: error },
  );
};

/** Whether an engine says that the table that a statement makes is there. */
const isThere = (message: string, makes: string | undefined): makes is string =>
  makes !== undefined && /already exists/i.test(message) && message.includes(makes.split('.').at(-1)!);

const thereAlready = (table: string, message: string, cause: unknown): HabitusError =>
  new HabitusError(
    'engine-error',
    `the table ${table} is there already, and into makes one: say { table, mode } with "replace", "append" or "merge" to write into it (${message.replace(/\s+/g, ' ')})`,
    'into',
    { cause },
  );

/** The first names of a list, and how many more there are. */
const list = (names: readonly string[]): string =>
  names.length <= MANY
    ? names.join(', ')
    : `${names.slice(0, MANY).join(', ')} and ${names.length - MANY} more`;

const MANY = 5;

/** How engines say a line, and perhaps a column: DuckDB, ClickHouse, Snowflake, BigQuery, Spark, Trino. */
const LINES: readonly RegExp[] = [
  /\bLINE (\d+):/,
  /\(line (\d+), col(?:umn)? (\d+)\)/,
  /\bline (\d+) at position (\d+)/,
  /\bat \[(\d+):(\d+)\]/,
  /\bline (\d+), pos(?:ition)? (\d+)/,
  /\bline (\d+):(\d+)/,
];

/** Where the error arose in the text, where that is said. PostgreSQL counts characters from 1. */
const placeOf = (error: unknown, message: string, text: string): number | undefined => {
  const position = Number((error as { readonly position?: unknown } | null)?.position ?? Number.NaN);
  if (position >= 1 && position <= text.length) return position - 1;
  for (const pattern of LINES) {
    const found = pattern.exec(message);
    if (found === null) continue;
    const lines = text.split('\n');
    const line = Number(found[1]);
    if (line < 1 || line > lines.length) continue;
    return lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  }
  return undefined;
};

/** The CTEs whose names stand in a message, as whole words. */
const namedIn = (message: string, ctes: readonly StatementPart[]): readonly StatementPart[] => {
  const words = new Set(message.match(/[A-Za-z_][A-Za-z0-9_-]*/g));
  return ctes.filter(({ name }) => words.has(name));
};

/** Where a line begins that does not go on with the column before. */
const LINE = /\n(?! {6,}| {4}(?:END|\)))/g;

/**
 * The columns of the answer that the line at a place flows into: no two columns of a statement share a name, and each has its line.
 * None where it decides about rows, so that it concerns all that read them.
 */
const readersOf = (text: string, at: number): readonly string[] => {
  const start = [...text.slice(0, at).matchAll(LINE)].at(-1)?.index ?? 0;
  // What goes on in further lines is one column.
  const lines = text
    .slice(start)
    .trimStart()
    .replace(/\n(?: {6,}| {4}(?=END|\)))/g, ' ')
    .split('\n');
  const flowing = new Set<string>();
  for (const [i, line] of lines.entries()) {
    const column = / AS ["`]([^"`]+)["`],?$/.exec(line)?.[1];
    const names = [...line.matchAll(/["`]([^"`]+)["`]/g)].map(([, name]) => name!);
    if (i > 0 && !names.some((name) => flowing.has(name))) continue;
    if (column === undefined) return [];
    flowing.add(column);
  }
  return [...flowing];
};
