/**
 * The same definitions in a warehouse: one statement for DuckDB, PostgreSQL, ClickHouse, BigQuery, Snowflake, Spark or Trino.
 * @packageDocumentation
 */

export type { LastKnown } from './changes.js';
export { bigquery } from './dialects/bigquery.js';
export { clickhouse } from './dialects/clickhouse.js';
export { type DialectDifferences, defineDialect } from './dialects/define.js';
export type { ColumnType, Dialect, InstantColumn, Values } from './dialects/dialect.js';
export { duckdb } from './dialects/duckdb.js';
export { postgres } from './dialects/postgres.js';
export { snowflake } from './dialects/snowflake.js';
export { spark } from './dialects/spark.js';
export { trino } from './dialects/trino.js';
export { explainSQLError, runSQL } from './errors.js';
export { type Parameter, type ParameterType, raw, type Sql, sql, textValue } from './fragment.js';
export type { IntoMode, IntoTable } from './into.js';
export { LINT_FAULTS, type LintFault, type LintOptions, type LintRow, lintSQL } from './lint/lint.js';
export type { SqlDefinition, SqlDefinitions } from './named.js';
export type { Statement, StatementPart } from './print.js';
export type {
  AccountFields,
  AccountTable,
  ColumnAs,
  CustomerTable,
  EventTable,
  HistoryTable,
  IdentityTable,
  SourceColumn,
  SourceFields,
  SourceInstant,
  SqlSource,
} from './source.js';
export { type SplitOptions, type SplitStatement, splitSQL } from './split.js';
export { type SqlOptions, toSQL } from './to-sql.js';
