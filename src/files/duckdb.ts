import { type AbortLike, HabitusError } from '../internal/index.js';
import { type FileInput, nameOf } from './bytes.js';

/** Rows of a query, some at a time, as plain values. */
export async function* queryRows(
  query: string,
  signal: AbortLike | undefined,
): AsyncGenerator<readonly Readonly<Record<string, unknown>>[]> {
  const { DuckDBInstance } = await duckdb();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    // Values of one type in one zone, wherever this runs.
    await connection.run("SET TimeZone = 'UTC'");
    const result = await connection.stream(query);
    const names = result.columnNames();
    for (;;) {
      signal?.throwIfAborted();
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      const columns = chunk.getColumns();
      yield Array.from({ length: chunk.rowCount }, (_, row) =>
        Object.fromEntries(names.map((name, column) => [name, plainOf(columns[column]![row])])),
      );
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The query that reads a file. */
export const fileQuery = (file: FileInput): string => {
  const name = nameOf(file);
  if (name === '')
    throw new HabitusError(
      'bad-value',
      'expected the path of a Parquet file, got bytes: write them to a file',
      'file',
    );
  return `SELECT * FROM read_parquet('${name.replaceAll("'", "''")}')`;
};

/** The optional package, asked for only where it is needed. */
const duckdb = async (): Promise<typeof import('@duckdb/node-api')> => {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new HabitusError(
      'bad-value',
      `expected the package @duckdb/node-api, which reads Parquet and queries: npm install @duckdb/node-api (${(error as Error).message})`,
    );
  }
};

interface Micros {
  readonly micros: bigint;
}

/** A value of DuckDB's as a row may hold one: instants are milliseconds, finer ones floored; whole numbers are numbers where they fit. */
export const plainOf = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const known = CONVERSIONS[value.constructor.name];
  if (known !== undefined) return known(given);
  return value;
};

/** Floors towards the past. */
const floored = (count: bigint, unit: bigint): number => {
  const whole = count / unit;
  return Number(count % unit < 0n ? whole - 1n : whole);
};

const list = ({ items }: Readonly<Record<string, unknown>>): unknown =>
  (items as readonly unknown[]).map(plainOf);

const CONVERSIONS: Readonly<Record<string, (value: Readonly<Record<string, unknown>>) => unknown>> = {
  DuckDBTimestampValue: (value) => floored((value as unknown as Micros).micros, 1000n),
  DuckDBTimestampTZValue: (value) => floored((value as unknown as Micros).micros, 1000n),
  DuckDBTimestampMillisecondsValue: ({ millis }) => Number(millis),
  DuckDBTimestampSecondsValue: ({ seconds }) => Number(seconds) * 1000,
  DuckDBTimestampNanosecondsValue: ({ nanos }) => floored(nanos as bigint, 1_000_000n),
  DuckDBDateValue: ({ days }) => Number(days) * 86_400_000,
  DuckDBDecimalValue: (value) => Number(String(value)),
  DuckDBUUIDValue: String,
  DuckDBTimeValue: String,
  DuckDBIntervalValue: String,
  DuckDBListValue: list,
  DuckDBArrayValue: list,
  DuckDBStructValue: ({ entries }) =>
    Object.fromEntries(Object.entries(entries as object).map(([name, each]) => [name, plainOf(each)])),
  DuckDBMapValue: ({ entries }) =>
    Object.fromEntries(
      (entries as readonly { readonly key: unknown; readonly value: unknown }[]).map(({ key, value }) => [
        String(plainOf(key)),
        plainOf(value),
      ]),
    ),
};
