import type { SqlSource } from 'habitus/sql';
import { join, name, raw, type Sql, sql, textValue } from '../../src/sql/fragment.js';
import { print } from '../../src/sql/print.js';
import type { SqlEngine } from './engines.js';
import { type Happened, type Traits, toMs, type World } from './source-people.js';

/** What a column of a test table holds. */
export type Kind =
  | 'text'
  | 'double'
  | 'integer'
  | 'integer64'
  | 'decimal'
  | 'boolean'
  | 'list'
  | 'json'
  | 'jsonb'
  | 'timestamptz'
  | 'timestamp'
  | 'milliseconds'
  | 'microseconds'
  | 'seconds';

/** The names of the types in each engine. */
const TYPES: Readonly<Record<string, Readonly<Record<Kind, string>>>> = {
  duckdb: {
    text: 'VARCHAR',
    double: 'DOUBLE',
    integer: 'INTEGER',
    integer64: 'BIGINT',
    decimal: 'DECIMAL(18,4)',
    boolean: 'BOOLEAN',
    list: 'VARCHAR[]',
    json: 'JSON',
    jsonb: 'JSON',
    timestamptz: 'TIMESTAMPTZ',
    timestamp: 'TIMESTAMP',
    milliseconds: 'BIGINT',
    microseconds: 'BIGINT',
    seconds: 'DECIMAL(20,6)',
  },
  postgres: {
    text: 'TEXT',
    double: 'DOUBLE PRECISION',
    integer: 'INTEGER',
    integer64: 'BIGINT',
    decimal: 'NUMERIC(18,4)',
    boolean: 'BOOLEAN',
    list: 'TEXT[]',
    json: 'JSON',
    jsonb: 'JSONB',
    timestamptz: 'TIMESTAMPTZ',
    timestamp: 'TIMESTAMP',
    milliseconds: 'BIGINT',
    microseconds: 'BIGINT',
    seconds: 'NUMERIC(20,6)',
  },
  clickhouse: {
    text: 'Nullable(String)',
    double: 'Nullable(Float64)',
    integer: 'Nullable(Int32)',
    integer64: 'Nullable(Int64)',
    decimal: 'Nullable(Decimal(18,4))',
    boolean: 'Nullable(Bool)',
    list: 'Array(String)',
    json: 'Nullable(String)',
    jsonb: 'Nullable(String)',
    timestamptz: "Nullable(DateTime64(6, 'America/New_York'))",
    timestamp: "Nullable(DateTime64(6, 'UTC'))",
    milliseconds: 'Nullable(Int64)',
    microseconds: 'Nullable(Int64)',
    seconds: 'Nullable(Decimal(20,6))',
  },
};

const digits = (micro: bigint): string => {
  const size = String(micro < 0n ? -micro : micro).padStart(7, '0');
  return `${micro < 0n ? '-' : ''}${size.slice(0, -6)}.${size.slice(-6)}`;
};

/** `2026-01-01 00:00:00.123456`, UTC. */
const written = (micro: bigint): string => {
  const rest = ((micro % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((micro - rest) / 1000n)).toISOString().slice(0, 19).replace('T', ' ');
  return `${seconds}.${String(rest).padStart(6, '0')}`;
};

const literal = (value: unknown, kind: Kind, engine: string): Sql => {
  const type = TYPES[engine]![kind];
  if (kind === 'list') {
    if (value === null) return raw(engine === 'clickhouse' ? '[]' : `CAST(NULL AS ${type})`);
    const items = join((value as readonly string[]).map(textValue), ', ');
    return engine === 'postgres'
      ? sql`CAST(ARRAY[${items}] AS TEXT[])`
      : sql`CAST([${items}] AS ${raw(type)})`;
  }
  if (value === null) return raw('NULL');
  switch (kind) {
    case 'text':
    case 'json':
    case 'jsonb':
      return sql`CAST(${textValue(String(value))} AS ${raw(type)})`;
    case 'timestamptz':
    case 'timestamp': {
      const text = written(value as bigint);
      if (engine === 'clickhouse') return raw(`toDateTime64('${text}', 6, 'UTC')`);
      return raw(`CAST('${text}${kind === 'timestamptz' ? '+00' : ''}' AS ${type})`);
    }
    case 'milliseconds':
      return raw(String(toMs(value as bigint)));
    case 'microseconds':
      return raw(String(value));
    case 'seconds':
      return raw(`CAST('${digits(value as bigint)}' AS ${type})`);
    default:
      return raw(
        engine === 'clickhouse' && kind === 'decimal'
          ? `toDecimal64('${value}', 4)`
          : `CAST('${value}' AS ${type})`,
      );
  }
};

/** A column of a test table: its name, what it holds, and where that comes from. */
export type Columns<T> = readonly (readonly [column: string, kind: Kind, value: (row: T) => unknown])[];

/** A test table with its rows. */
export interface TestTable {
  readonly table: string;
  readonly columns: Columns<never>;
  readonly rows: readonly unknown[];
}

export const testTable = <T>(table: string, columns: Columns<T>, rows: readonly T[]): TestTable => ({
  table,
  columns: columns as Columns<never>,
  rows,
});

/** Makes tables, and drops them once they were used. */
export const withTables = async <R>(
  { dialect, run }: SqlEngine,
  tables: readonly TestTable[],
  use: () => Promise<R>,
): Promise<R> => {
  const execute = (statement: Sql): Promise<unknown> => run(print(statement, dialect));
  for (const { table, columns, rows } of tables) {
    const types = columns.map(([column, kind]) => sql`${name(column)} ${raw(TYPES[dialect.name]![kind])}`);
    await execute(
      sql`CREATE TABLE ${name(table)} (${join(types, ', ')}) ${raw(dialect.tableSettings ?? '')}`,
    );
    for (let i = 0; i < rows.length; i += 100) {
      const values = rows.slice(i, i + 100).map(
        (row) =>
          sql`(${join(
            columns.map(([, kind, of]) => literal(of(row as never), kind, dialect.name)),
            ', ',
          )})`,
      );
      await execute(sql`INSERT INTO ${name(table)} VALUES ${join(values, ', ')}`);
    }
  }
  try {
    return await use();
  } finally {
    for (const { table } of tables) await execute(sql`DROP TABLE ${name(table)}`);
  }
};

const traitsOf = ({ plan, seats, score, active, since, tags }: Traits): object => ({
  plan,
  seats,
  score,
  active,
  since: since === null ? null : toMs(since),
  tags,
});

const propertiesOf = ({ amount, many, kind, ok, due }: Happened): object => ({
  amount,
  many,
  kind,
  ok,
  due: due === null ? null : toMs(due),
});

/** The people of a world as a population takes them. */
export const inMemory = ({ asOf, customers, events, history }: World, withHistory: boolean) => ({
  asOf,
  customers: customers.map((one) => ({
    id: one.id,
    attributes: traitsOf(one),
    history: withHistory
      ? history
          .filter(({ who }) => who === one.id)
          .map(({ at, traits }) => ({ at: toMs(at), attributes: traitsOf(traits) }))
      : [],
  })),
  events: events.map((event) => ({
    customerId: event.who,
    id: event.message,
    at: toMs(event.at),
    name: event.name,
    actor: event.actor,
    properties: propertiesOf(event),
  })),
});

export type Instant = 'timestamptz' | 'timestamp' | 'milliseconds' | 'microseconds' | 'seconds';

const json =
  <T>(of: (row: T) => object) =>
  (row: T): string =>
    JSON.stringify(of(row));

/** Columns of traits and properties, and how a source says them. */
export const typed = (instant: Instant, number: 'decimal' | 'double') => {
  const traitColumns: Columns<Traits> = [
    ['plan', 'text', ({ plan }) => plan],
    ['seats', 'integer', ({ seats }) => seats],
    ['points', number, ({ score }) => score],
    ['is_active', 'boolean', ({ active }) => active],
    ['since_at', instant, ({ since }) => since],
    ['tags', 'list', ({ tags }) => tags],
  ];
  const propertyColumns: Columns<Happened> = [
    ['amount', number, ({ amount }) => amount],
    ['many', 'integer', ({ many }) => many],
    ['kind', 'text', ({ kind }) => kind],
    ['ok', 'boolean', ({ ok }) => ok],
    ['due_at', instant, ({ due }) => due],
  ];
  return {
    traitColumns,
    propertyColumns,
    traits: {
      columns: {
        plan: 'plan',
        seats: { column: 'seats', as: 'number' },
        score: 'points',
        active: { column: 'is_active', as: 'boolean' },
        since: { column: 'since_at', as: instant },
        tags: { column: 'tags', as: 'list' },
      },
    },
    properties: {
      columns: {
        amount: { column: 'amount', as: 'number' },
        many: 'many',
        kind: { column: 'kind', as: 'text' },
        ok: 'ok',
        due: { column: 'due_at', as: instant },
      },
    },
  } as const;
};

/** The same in one column of JSON. */
export const inJson = (kind: 'json' | 'jsonb' | 'text') => {
  const as = kind === 'text' ? ('text' as const) : ('json' as const);
  return {
    traitColumns: [['traits', kind, json(traitsOf)]] as Columns<Traits>,
    propertyColumns: [['payload', kind, json(propertiesOf)]] as Columns<Happened>,
    traits: { json: 'traits', as },
    properties: { json: 'payload', as },
  };
};

/** A world in tables, and the source that says how. */
export interface Mapped {
  readonly tables: readonly TestTable[];
  readonly source: SqlSource;
}
