import { stat } from 'node:fs/promises';
import { type AbortLike, HabitusError } from '../internal/index.js';
import { type FileInput, nameOf, requireRegular, unreadable } from './bytes.js';
import { loadDuckDB } from './duckdb-package.js';

/** Rows of DuckDB, some at a time, as plain values. */
export type DuckRows = AsyncGenerator<readonly Readonly<Record<string, unknown>>[]>;

/** The rows of a query; what DuckDB says against it is an `engine-error` at `path`. */
export const queryRows = (query: string, path: string, signal: AbortLike | undefined): DuckRows =>
  rowsOf(query, signal, (cause) => new HabitusError('engine-error', messageOf(cause), path, { cause }));

/**
 * The rows of a Parquet file, or of those that a pattern names; what cannot be read is an `unreadable-file` error
 * at its name.
 */
export async function* parquetRows(file: FileInput, signal: AbortLike | undefined): DuckRows {
  const name = nameOf(file);
  if (name === '')
    throw new HabitusError(
      'bad-value',
      'expected the path of a Parquet file, got bytes: write them to a file',
      'file',
    );
  // What is not there may be a pattern or an address, which DuckDB knows.
  const stats = await stat(name).catch(() => undefined);
  if (stats !== undefined) requireRegular(name, stats);
  const query = `SELECT * FROM read_parquet('${name.replaceAll("'", "''")}')`;
  yield* rowsOf(query, signal, (cause) => unreadable(name, cause));
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

async function* rowsOf(
  query: string,
  signal: AbortLike | undefined,
  errorOf: (cause: unknown) => HabitusError,
): DuckRows {
  const { DuckDBInstance } = await loadDuckDB();
  const asked = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause) => {
      throw errorOf(cause);
    });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    // Values of one type in one zone, wherever this runs.
    await connection.run("SET TimeZone = 'UTC'");
    const result = await asked(connection.stream(query));
    const names = result.columnNames();
    for (;;) {
      signal?.throwIfAborted();
      const chunk = await asked(result.fetchChunk());
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

interface Micros {
  readonly micros: bigint;
}

/**
 * A value of DuckDB's as a row may hold one: instants are milliseconds, finer ones floored; whole numbers are
 * numbers where they fit.
 */
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
  // A whole one, as warehouses keep ids in, has all of its digits, too.
  DuckDBDecimalValue: (value) => (value.scale === 0 ? plainOf(BigInt(String(value))) : Number(String(value))),
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
