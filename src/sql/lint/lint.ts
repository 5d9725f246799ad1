import { isPlainObject, onlyKeys, refuse } from '../../internal/index.js';
import { prepare } from '../../plan/index.js';
import { type InstantInput, requireInstant } from '../../time/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { EMPTY, join, name, raw, sql, textValue } from '../fragment.js';
import { namedDefinitions, type SqlDefinitions } from '../named.js';
import { printStatement, type Statement } from '../print.js';
import { checkSource, eventTables, type SqlSource } from '../source.js';
import { customerChecks, identityChecks } from './customers.js';
import { eventChecks, uniqueChecks } from './events.js';
import type { Check, Fault, Linted } from './rows.js';

/** What {@link lintSQL} finds, and what it means for the answers. */
export const LINT_FAULTS = {
  'no-customer-id': 'an id that is NULL or empty: it belongs to nobody',
  'duplicate-customer':
    'an id with several rows: each of them is in the answer, where in memory only the first counts',
  'unordered-history':
    'several changes of a customer at one instant: which of them holds is left to the engine',
  'duplicate-alias': 'an alias with several rows: its events are there several times, for each customer once',
  'duplicate-account':
    'an account with several rows: each customer of it is in the answer once for each of them, with what that row says',
  'unknown-account': 'a customer of an account that is not in the table of accounts: nothing is known of it',
  'unknown-customer': 'an event of nobody in the table of customers: it counts for nobody',
  'bad-instant':
    'an instant that is NULL, infinite or outside of the years 1 to 9999: the event does not count, and may end the query',
  'no-name': 'an event without a name: it counts only where every name does',
  'conflicting-copies':
    'copies of an event that differ in their properties: which of them is kept is left to the engine',
  'copy-of-unique': 'copies of an event in what is said to be unique: they all count',
  'not-finite': 'a number that is NaN or infinite: it is missing',
  'nul-character': 'a text with a NUL character: no bound text equals it in every engine',
  'invalid-json': 'a text that is no JSON: it ends the query, or everything in it is missing',
  'other-type': 'a value of another type than the one in which it is read: it is missing',
} as const satisfies Record<Fault, string>;

/** What {@link lintSQL} finds. */
export type LintFault = keyof typeof LINT_FAULTS;

/** A row of the answer of {@link lintSQL}. */
export interface LintRow {
  readonly fault: LintFault;
  /** Where in the source mapping, such as `events.properties.amount`. */
  readonly place: string;
  /** How many rows; of duplicates and copies, how many ids. */
  readonly count: number;
  /** One of them: the id of a customer, an event or an alias; NULL where it has none. */
  readonly example: string | null;
}

/** Options of {@link lintSQL}. */
export interface LintOptions {
  readonly dialect: Dialect;
  /** Looks at what these read: numbers that are not finite, values of another type. Default: only at what the source says by itself. */
  readonly definitions?: SqlDefinitions | undefined;
  /** Puts values into the text as literals, as `toSQL` does: for a test of dbt. Default: false. */
  readonly inline?: boolean | undefined;
  /** Looks at events from this instant on, so that partitions before it are not read. Default: at all of them. */
  readonly since?: InstantInput | undefined;
}

/**
 * One statement that finds what a source must not hold for the answers to be those of memory: a row `{ fault, place, count, example }` for each
 * fault that is there, none of a clean source. {@link LINT_FAULTS} says what each means.
 *
 * @example
 * ```ts
 * import { duckdb, LINT_FAULTS, lintSQL } from 'habitus/sql';
 * const source = {
 *   customers: { table: 'users', id: 'id' },
 *   events: { table: 'happened', customerId: 'user_id', at: 'happened_at', name: 'name', id: 'message_id' },
 * };
 * const { text } = lintSQL(source, { dialect: duckdb });
 * /"lint_conflicting_copies_\d+" AS/.test(text); //=> true
 * LINT_FAULTS['unknown-customer']; //=> 'an event of nobody in the table of customers: it counts for nobody'
 * ```
 */
export const lintSQL = (source: SqlSource, options: LintOptions): Statement => {
  onlyKeys(options, ['dialect', 'definitions', 'since', 'inline'], 'lintSQL');
  const { dialect, definitions, since, inline } = options;
  if (!isPlainObject(dialect) || typeof dialect.name !== 'string')
    refuse('bad-value', 'a dialect, such as postgres of habitus/sql', dialect, 'dialect');
  checkSource(source);
  const named = definitions === undefined ? [] : namedDefinitions(definitions);
  const checks = checksOf({
    source,
    dialect,
    named,
    prepared: prepare(named.map(([, { definition }]) => definition)),
    since: since === undefined ? undefined : requireInstant(since, 'since'),
  });
  const ctes = checks.map((check, i) => cteOf(check, i, dialect));
  const all = join(
    ctes.map((cte) => sql`SELECT * FROM ${name(cte.name)}`),
    '\n  UNION ALL ',
  );
  const columns = join(
    ['fault', 'place', 'count', 'example'].map((column) => name(column)),
    ', ',
  );
  const settings = raw(dialect.settings === undefined ? '' : `\n${dialect.settings}`);
  return printStatement(
    ctes.map((cte) => ({ cte, definitions: [] })),
    {
      before: EMPTY,
      after: sql`SELECT ${columns}\nFROM (\n  ${all}\n) f\nWHERE ${name('count')} > 0\nORDER BY ${name('fault')} ASC, ${name('place')} ASC${settings}`,
      dialect,
      inline,
    },
  );
};

/** All looks that a source and definitions allow. */
const checksOf = (linted: Linted): readonly Check[] => {
  const tables = eventTables(linted.source);
  return [
    ...customerChecks(linted),
    ...identityChecks(linted),
    ...tables.flatMap((table, i) =>
      eventChecks(linted, table, tables.length > 1 ? `events[${i}]` : 'events'),
    ),
    ...uniqueChecks(linted),
  ];
};

const cteOf = ({ fault, place, query }: Check, i: number, dialect: Dialect) => {
  const columns = join(
    [
      sql`${textValue(fault)} AS ${name('fault')}`,
      sql`${textValue(place)} AS ${name('place')}`,
      sql`CAST(COUNT(*) AS ${raw(dialect.types.double)}) AS ${name('count')}`,
      sql`MIN(${name('example')}) AS ${name('example')}`,
    ],
    ',\n    ',
  );
  return {
    name: `lint_${fault.replaceAll('-', '_')}_${i + 1}`,
    query: sql`SELECT\n    ${columns}\n  FROM (\n  ${query}\n  ) found`,
    comment: undefined,
  };
};
