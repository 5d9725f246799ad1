import { bigquery, clickhouse, type Dialect, duckdb, postgres, snowflake, spark, trino } from 'habitus/sql';

/** Every dialect. */
export const dialects: readonly (readonly [name: string, dialect: Dialect])[] = [
  ['duckdb', duckdb],
  ['postgres', postgres],
  ['clickhouse', clickhouse],
  ['bigquery', bigquery],
  ['snowflake', snowflake],
  ['spark', spark],
  ['trino', trino],
];

/** The text without comments and without what stands in quotes. */
export const bare = (text: string): string => text.replace(/--.*|'[^']*'|"[^"]*"|`[^`]*`/g, ' ');

const MARKS: Readonly<Record<string, RegExp>> = {
  duckdb: /\$(\d+)/g,
  postgres: /\$(\d+)/g,
  clickhouse: /\{p(\d+):\w+\}/g,
  bigquery: /@p(\d+)/g,
  snowflake: /\?/g,
  spark: /\?/g,
  trino: /\?/g,
};

/** The numbers of the placeholders in a text, in its order; those without a number are counted. */
export const placeholders = (text: string, { name }: Dialect): readonly number[] =>
  [...bare(text).matchAll(MARKS[name]!)].map(([, number], i) =>
    number === undefined ? i + 1 : Number(number),
  );
