import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { tableOf } from './compile/context.js';
import type { Dialect } from './dialects/dialect.js';
import { EMPTY, join, name, raw, type Sql, sql } from './fragment.js';
import { checkTable } from './source.js';

/** How a table is written. */
export type IntoMode = 'create' | 'replace' | 'append' | 'merge';

/** A table that the answer is written to. */
export interface IntoTable {
  readonly table: string;
  /**
   * `create` (the default) makes the table, which must not be there. `replace` makes it anew. `append` adds the rows with the instant that they are of, `as_of`; those of
   * the same instant are taken out first, so that a run may be repeated. `merge` writes the rows of the customers that are asked about over theirs, and leaves all others. The
   * last two make the table where it is not there.
   */
  readonly mode?: IntoMode | undefined;
}

/** A table and its mode, checked. */
export interface Target {
  readonly table: string;
  readonly mode: IntoMode;
}

const MODES: readonly IntoMode[] = ['create', 'replace', 'append', 'merge'];

/** The column of the instant that rows are of, where they are added to others. */
export const AS_OF = 'as_of';

/** What is written where; undefined where the answer is answered. */
export const targetOf = (
  into: string | IntoTable | undefined,
  {
    as,
    compares,
    keys,
  }: { readonly as: string; readonly compares: boolean; readonly keys: readonly string[] },
): Target | undefined => {
  if (into === undefined) return undefined;
  const given = typeof into === 'string' ? { table: into } : into;
  if (!isPlainObject(given))
    refuse('bad-value', 'a table such as "app.segments", or { table, mode }', into, 'into');
  onlyKeys(given, ['table', 'mode'], 'into');
  const { table, mode = 'create' } = given as IntoTable;
  checkTable(table, typeof into === 'string' ? 'into' : 'into.table');
  if (!MODES.includes(mode)) refuse('bad-value', `one of ${MODES.join(', ')}`, mode, 'into.mode');
  if (mode === 'merge' && (as !== 'rows' || compares))
    refuse(
      'bad-value',
      'create, replace or append: only rows of customers can be merged, one each',
      mode,
      'into.mode',
    );
  if (mode === 'append' && keys.includes(AS_OF))
    refuse(
      'bad-value',
      'another name of a definition: the instant of appended rows stands in it',
      AS_OF,
      AS_OF,
    );
  return { table, mode };
};

/** What a statement is made of when it writes: what stands around the query, and the statements before it. */
export interface Written {
  readonly before: Sql;
  readonly after: Sql;
  /** Statements before this one; those with `query` are of the same CTEs. */
  readonly first: readonly (Sql | { readonly before: Sql; readonly query: Sql })[];
}

/** What writing needs to know. */
export interface Writing {
  readonly dialect: Dialect;
  /** The names of the columns that are answered. */
  readonly columns: readonly string[];
  /** The query, which reads the CTEs. */
  readonly query: Sql;
  /** Of those who are asked about: a query of their ids. */
  readonly ids: Sql;
  readonly asOf: Sql;
}

/** How a table is written in a mode. */
export const written = ({ table, mode }: Target, writing: Writing): Written => {
  const { dialect, query, columns, ids, asOf } = writing;
  const target = tableOf(table);
  const settings = raw(dialect.tableSettings ?? '');
  const made = (how: string): Sql => sql`${raw(how)} ${target} ${settings}AS\n`;
  const listed = join(
    columns.map((column) => name(column)),
    ', ',
  );
  const into = sql`INSERT INTO ${target} (${listed})\n`;
  const ifAbsent = {
    before: made('CREATE TABLE IF NOT EXISTS'),
    query: sql`SELECT * FROM (\n${query}\n) made\nWHERE FALSE`,
  };
  const without = (test: Sql): Sql => sql`DELETE FROM ${target} WHERE ${test}`;
  const id = name('customer_id');
  switch (mode) {
    case 'create':
      return { before: made('CREATE TABLE'), after: query, first: [] };
    case 'replace':
      return dialect.writes.replace === 'at once'
        ? { before: made('CREATE OR REPLACE TABLE'), after: query, first: [] }
        : { before: made('CREATE TABLE'), after: query, first: [sql`DROP TABLE IF EXISTS ${target}`] };
    case 'append':
      return { before: into, after: query, first: [ifAbsent, without(sql`${name(AS_OF)} = ${asOf}`)] };
    case 'merge': {
      // Nobody has no id: such rows would be added at every run.
      if (dialect.writes.merge === 'delete first')
        return {
          before: into,
          after: sql`SELECT * FROM (\n${query}\n) made\nWHERE ${id} IS NOT NULL`,
          first: [ifAbsent, without(sql`${id} IN (${ids})`)],
        };
      return {
        before: sql`MERGE INTO ${target} t USING (\n`,
        after: sql`${query}${merging(columns)}`,
        first: [ifAbsent],
      };
    }
  }
};

/** What becomes of rows that are there, and of those that are not. */
const merging = (columns: readonly string[]): Sql => {
  const id = name('customer_id');
  const set = columns
    .filter((column) => column !== 'customer_id')
    .map((column) => sql`${name(column)} = s.${name(column)}`);
  const listed = join(
    columns.map((column) => name(column)),
    ', ',
  );
  const values = join(
    columns.map((column) => sql`s.${name(column)}`),
    ', ',
  );
  return sql`\n) s ON t.${id} = s.${id}\nWHEN MATCHED THEN UPDATE SET\n  ${join(set, ',\n  ')}\nWHEN NOT MATCHED AND s.${id} IS NOT NULL THEN INSERT (${listed})\n  VALUES (${values})`;
};

/** The instant that rows are of, as a column before all others; nothing where it is not written. */
export const asOfColumn = (target: Target | undefined, asOf: Sql): Sql =>
  target?.mode === 'append' ? sql`${asOf} AS ${name(AS_OF)}, ` : EMPTY;
