import type { AnyClassification, AnyMetric, AnySegment } from '../definitions/index.js';
import { describe, type Expression } from '../expression/index.js';
import { isPlainObject, refuse } from '../internal/index.js';
import { bind, prepare } from '../plan/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import type { Cte } from './compile/chain.js';
import { type Compiled, compile } from './compile/statement.js';
import type { Dialect } from './dialects/dialect.js';
import { join, name, raw, type Sql, sql, textValue } from './fragment.js';
import { print, type Statement } from './print.js';
import { checkSource, type SqlSource } from './source.js';

/** What can be asked of a warehouse. */
export type SqlDefinition = AnySegment | AnyMetric | AnyClassification;

/** Definitions by the names of their columns, or named ones in a list: then their ids name the columns. */
export type SqlDefinitions = Readonly<Record<string, SqlDefinition>> | readonly SqlDefinition[];

/** Options of {@link toSQL}. */
export interface SqlOptions {
  readonly dialect: Dialect;
  readonly source: SqlSource;
  /** The instant of all answers. Default: now, read once. */
  readonly asOf?: InstantInput | undefined;
  /**
   * `rows` (the default): a row a customer, a column a definition. `members`: a row a customer and segment that she is in. `counts`: one row, of segments
   * the number of members, of classifications and metrics the number of customers with an answer.
   */
  readonly as?: 'rows' | 'members' | 'counts' | undefined;
  /** Only these customers, by id. Population tests are still among all. */
  readonly only?: readonly string[] | undefined;
  /** Makes a table of the answer instead of answering it. (A view cannot hold bound values.) */
  readonly into?: string | undefined;
  /** Explains each definition in a comment before the statement. Default: true. */
  readonly comments?: boolean | undefined;
}

/**
 * One statement that answers definitions about every customer of a warehouse, with the same answers as in memory: `customer_id`, then a
 * column a definition (true or false, a number, a text; NULL is missing). Values are bound; names come from the source and are plain.
 */
export const toSQL = (definitions: SqlDefinitions, options: SqlOptions): Statement => {
  const { dialect, source, as = 'rows', only, into } = options;
  if (!isPlainObject(dialect) || typeof dialect.name !== 'string')
    refuse('bad-value', 'a dialect, such as postgres of habitus/sql', dialect, 'dialect');
  checkSource(source);
  const asOf = requireInstant(options.asOf ?? Date.now(), 'asOf');
  const named = namedDefinitions(definitions);
  const bound = bind(prepare(named.map(([, { definition }]) => definition)), asOf);
  const compiled = compile(
    bound,
    named.map(([key]) => key),
    { dialect, source },
  );
  const parts = [
    ...(options.comments === false ? [] : [raw(heading(named, asOf))]),
    ...(into === undefined ? [] : [created(into, dialect)]),
    sql`WITH ${join(compiled.ctes.map(printed), ',\n')}\n${answer(compiled, as, { dialect, only, named })}`,
  ];
  const text = sql`${join(parts, '')}${raw(dialect.settings === undefined ? '' : `\n${dialect.settings}`)}`;
  return print(text, dialect);
};

type Named = readonly (readonly [key: string, definition: SqlDefinition])[];

const namedDefinitions = (definitions: SqlDefinitions): Named => {
  const named: Named = Array.isArray(definitions)
    ? definitions.map((each: SqlDefinition, i): [string, SqlDefinition] => [
        each.id ??
          refuse(
            'bad-value',
            'a named definition: segment, metric or classification',
            each,
            `definitions[${i}]`,
          ),
        each,
      ])
    : Object.entries(definitions as Readonly<Record<string, SqlDefinition>>);
  if (named.length === 0) refuse('bad-value', 'at least one definition', definitions, 'definitions');
  const seen = new Set<string>();
  for (const [key, each] of named) {
    if (!isPlainObject((each as { definition?: unknown } | null)?.definition))
      refuse('bad-value', 'a segment, a metric or a classification', each, key);
    if (!/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(key) || key === 'customer_id')
      refuse('bad-value', 'a plain name of a column, other than customer_id', key, 'definitions');
    if (seen.has(key)) refuse('bad-value', 'each name once', key, 'definitions');
    seen.add(key);
  }
  return named;
};

const printed = ({ name: called, query, comment }: Cte): Sql =>
  sql`${raw(comment === undefined ? '' : `\n-- ${comment}\n`)}${name(called)} AS (\n  ${query}\n)`;

const answer = (
  { from, customer, answers }: Compiled,
  as: 'rows' | 'members' | 'counts',
  {
    dialect,
    only,
    named,
  }: { readonly dialect: Dialect; readonly only: readonly string[] | undefined; readonly named: Named },
): Sql => {
  const id = sql`${customer} AS ${name('customer_id')}`;
  const wanted =
    only === undefined
      ? raw('')
      : only.length === 0
        ? raw('\nWHERE FALSE')
        : sql`\nWHERE CAST(${customer} AS ${raw(dialect.types.text)}) IN (${join(only.map(textValue), ', ')})`;
  const column = (value: Sql, type: string): Sql => (type === 'boolean' ? dialect.truth(value) : value);
  switch (as) {
    case 'rows': {
      const columns = answers.map(({ key, value, type }) => sql`${column(value, type)} AS ${name(key)}`);
      return sql`SELECT\n  ${join([id, ...columns], ',\n  ')}\nFROM ${from}${wanted}`;
    }
    case 'members': {
      if (named.some(([, { kind }]) => kind !== 'segment'))
        refuse('bad-value', 'segments only, for as: "members"', 'another definition', 'definitions');
      return join(
        answers.map(
          ({ key, value }) =>
            sql`SELECT ${id}, ${textValue(key)} AS ${name('segment')} FROM ${from}${only === undefined ? raw('\nWHERE ') : sql`${wanted} AND `}${value}`,
        ),
        '\nUNION ALL\n',
      );
    }
    case 'counts': {
      const columns = answers.map(
        ({ key, value, type }, i) =>
          sql`COUNT(CASE WHEN ${type === 'boolean' && named[i]![1].kind === 'segment' ? value : sql`${value} IS NOT NULL`} THEN 1 END) AS ${name(key)}`,
      );
      return sql`SELECT\n  ${join([sql`COUNT(*) AS ${name('customers')}`, ...columns], ',\n  ')}\nFROM ${from}${wanted}`;
    }
    default:
      return refuse('bad-value', 'rows, members or counts', as, 'as');
  }
};

const created = (into: string, dialect: Dialect): Sql => {
  const parts = String(into).split('.');
  if (parts.length > 3) refuse('bad-value', 'a table such as "app.segments"', into, 'into');
  const table = join(
    parts.map((part) => name(part)),
    '.',
  );
  return sql`CREATE TABLE ${table} ${raw(dialect.tableSettings ?? '')}AS\n`;
};

/** Words for a reader: letters, digits and plain marks, so that nothing in a definition can end the comment or look like a parameter. */
const heading = (named: Named, asOf: number): string =>
  [
    `-- habitus, as of ${new Date(asOf).toISOString()}`,
    ...named.map(([key, each]) => `-- ${key}: ${plain(describe(each.definition as Expression))}`),
    '',
  ].join('\n');

const plain = (words: string): string => {
  const text = words
    .replace(/[^A-Za-z0-9 .,()%+-]/g, ' ')
    .replace(/-{2,}/g, '-')
    .replace(/ +/g, ' ')
    .trim();
  return text.length > 300 ? `${text.slice(0, 300)} ...` : text;
};
