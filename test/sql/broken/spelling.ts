/** How the text of a statement is written as DuckDB would, so that a rule is broken in one text, and written back. */
export interface Spelling {
  readonly read: (text: string) => string;
  readonly write: (text: string) => string;
}

const same = (text: string): string => text;

const CLICKHOUSE_TYPES = [
  ['Nullable(Float64)', 'DOUBLE'],
  ['Nullable(String)', 'VARCHAR'],
  ['Nullable(Int64)', 'BIGINT'],
  ['Nullable(Bool)', 'BOOLEAN'],
] as const;
const CLICKHOUSE_PARAMETERS: Readonly<Record<string, string>> = {
  Float64: 'DOUBLE',
  String: 'VARCHAR',
  Bool: 'BOOLEAN',
};
const parameterOf = (type: string): string =>
  Object.entries(CLICKHOUSE_PARAMETERS).find(([, known]) => known === type)![0];

/** By the names of the engines. */
export const SPELLINGS: Readonly<Record<string, Spelling>> = {
  DuckDB: { read: same, write: same },
  PostgreSQL: {
    read: (text) =>
      text
        .replaceAll(/\$(\d+)::text/g, 'CAST($$$1 AS VARCHAR)')
        .replaceAll(/\$(\d+)::double precision/g, 'CAST($$$1 AS DOUBLE)')
        .replaceAll('DOUBLE PRECISION', 'DOUBLE')
        .replaceAll(' AS TEXT)', ' AS VARCHAR)'),
    write: (text) => text.replaceAll(/\bDOUBLE\b/g, 'DOUBLE PRECISION'),
  },
  ClickHouse: {
    read: (text) =>
      CLICKHOUSE_TYPES.reduce(
        (so, [theirs, ours]) => so.replaceAll(theirs, ours),
        text
          .replaceAll('`', '"')
          .replaceAll(/\{p(\d+):(\w+)\}/g, (_, n, type) => `CAST($${n} AS ${CLICKHOUSE_PARAMETERS[type]})`),
      ),
    write: (text) =>
      CLICKHOUSE_TYPES.reduce(
        (so, [theirs, ours]) => so.replaceAll(`AS ${ours})`, `AS ${theirs})`),
        text
          .replaceAll(/CAST\(\$(\d+) AS (\w+)\)/g, (_, n, type) => `{p${n}:${parameterOf(type)}}`)
          .replaceAll(/"(\w+)"/g, '`$1`'),
      ),
  },
};
