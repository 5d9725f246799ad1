import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import { events } from 'habitus';
import { type FilePopulation, populationFromFiles, readCsv, readNdjson } from 'habitus/population/node';
import Papa from 'papaparse';
import { CATEGORIES, NAMES } from '../batch/data.js';

/** What a reader found: equal for all of them. */
export interface Found {
  readonly rows: number;
  readonly customers: number;
  readonly names: number;
  readonly categories: number;
  readonly cents: number;
  /** The sum of all instants, in seconds. */
  readonly seconds: number;
}

/** What a reader has read: it says afterwards, off the clock, what it found. */
export interface Read {
  find(): Found | Promise<Found>;
  /** The milliseconds after which what is timed was there, where that is not the end. */
  readonly took?: number;
}

/** Reads a file. */
export type Reader = (file: string) => Promise<Read>;

/** Texts as codes. */
const coded = () => {
  const codes = new Map<string, number>();
  const column = new Int32Array(ROOM);
  return {
    codes,
    put: (row: number, text: string): void => {
      let code = codes.get(text);
      if (code === undefined) {
        code = codes.size;
        codes.set(text, code);
      }
      column[row] = code;
    },
  };
};

const ROOM = 10_000_000;

/** Typed columns that a reader of rows fills by hand. */
const columns = () => {
  const [customer, name, category] = [coded(), coded(), coded()];
  const [at, amount] = [new Float64Array(ROOM), new Float64Array(ROOM)];
  let rows = 0;
  return {
    put: (id: string, when: number, type: string, kind: string, value: number): void => {
      customer.put(rows, id);
      at[rows] = when;
      name.put(rows, type);
      category.put(rows, kind);
      amount[rows] = value;
      rows++;
    },
    find: (): Found => {
      const sizes = {
        customers: customer.codes.size,
        names: name.codes.size,
        categories: category.codes.size,
      };
      return { rows, ...sizes, ...sums(rows, at, amount) };
    },
  };
};

const sums = (rows: number, at: Float64Array, amount: Float64Array): Pick<Found, 'cents' | 'seconds'> => {
  let [cents, seconds] = [0, 0];
  for (let row = 0; row < rows; row++) {
    cents += Math.round(amount[row]! * 100);
    seconds += Math.floor(at[row]! / 1000);
  }
  return { cents, seconds };
};

const FIELDS = {
  customerId: 'customer_id',
  at: 'occurred_at',
  name: 'type',
  properties: {
    columns: { category: { column: 'category', as: 'text' }, amount: { column: 'amount', as: 'number' } },
  },
} as const;

/** Ours: a population that can be asked, or the columns that it is made of. */
const ours =
  (of: 'population' | 'columns'): Reader =>
  async (file) => {
    const start = performance.now();
    let read = 0;
    const onProgress = (): void => {
      read = performance.now() - start;
    };
    const people = await populationFromFiles(
      { events: { file, ...FIELDS }, asOf: '2026-11-22T00:00:00Z' },
      { onProgress },
    );
    return { find: () => foundIn(people), ...(of === 'columns' && { took: read }) };
  };

/** What a population says of itself; categories with and without quotes are the ones that there are. */
const foundIn = (people: FilePopulation): Found => {
  const cents = people.values(events().sum('amount')).toArray();
  const some = (selection: ReturnType<typeof events>): boolean => people.count(selection.any()) > 0;
  const kinds = CATEGORIES.flatMap((one) => [one, `${one}, "new"`, `${one}, new`]);
  return {
    rows: people.eventCount,
    customers: people.size,
    names: NAMES.filter((name) => some(events(name))).length,
    categories: kinds.filter((category) => some(events().where({ category }))).length,
    cents: Math.round(cents.reduce<number>((sum, one) => sum + (one ?? 0), 0) * 100),
    seconds: -1,
  };
};

const SHAPE = `customer_id: 'VARCHAR', occurred_at: 'TIMESTAMP', type: 'VARCHAR', category: 'VARCHAR', amount: 'DOUBLE'`;
const readText = (file: string): string =>
  file.endsWith('.csv')
    ? `read_csv('${file}', header = true, columns = {${SHAPE}})`
    : `read_ndjson('${file}', columns = {${SHAPE}})`;

const connected = async (): Promise<DuckDBConnection> => (await DuckDBInstance.create(':memory:')).connect();

/** DuckDB into a table of its own, as it likes it best. */
const duckdbTable: Reader = async (file) => {
  const connection = await connected();
  await connection.run(`CREATE TABLE events AS SELECT * FROM ${readText(file)}`);
  const find = async (): Promise<Found> => {
    const reader = await connection.runAndReadAll(
      `SELECT count(*), count(DISTINCT customer_id), count(DISTINCT type), count(DISTINCT category),
        sum(round(amount * 100)::BIGINT), sum(epoch_ms(occurred_at) // 1000) FROM events`,
    );
    const [rows, customers, names, categories, cents, seconds] = reader.getRows()[0]!.map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return { rows, customers, names, categories, cents, seconds };
  };
  return { find };
};

/** DuckDB into columns in JavaScript, value by value: texts become codes here, as they do in the others. */
const duckdbValues: Reader = async (file) => {
  const connection = await connected();
  const result = await connection.stream(
    `SELECT customer_id, epoch_ms(occurred_at)::DOUBLE, type, category, amount FROM ${readText(file)}`,
  );
  const into = columns();
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return into;
    const [ids, at, names, categories, amounts] = chunk.getColumns() as unknown as [
      string[],
      number[],
      string[],
      string[],
      number[],
    ];
    for (let row = 0; row < chunk.rowCount; row++)
      into.put(ids[row]!, at[row]!, names[row]!, categories[row]!, amounts[row]!);
  }
};

/** DuckDB into the same columns at its best: its own enumerations are the codes, and its vectors are copied as they are. */
const duckdbVectors: Reader = async (file) => {
  const connection = await connected();
  await connection.run(`CREATE TABLE events AS SELECT * FROM ${readText(file)}`);
  const texts = ['customer_id', 'type', 'category'];
  const sizes: number[] = [];
  for (const column of texts) {
    await connection.run(`CREATE TYPE ${column}_codes AS ENUM (SELECT DISTINCT ${column} FROM events)`);
    const values = await connection.runAndReadAll(`SELECT unnest(enum_range(NULL::${column}_codes))`);
    sizes.push(values.getColumns()[0]!.length);
  }
  const result = await connection.stream(
    `SELECT ${texts.map((column) => `enum_code(${column}::${column}_codes)::INTEGER`).join()}, epoch_ms(occurred_at)::DOUBLE, amount FROM events`,
  );
  const into = [0, 1, 2].map(() => new Int32Array(ROOM));
  const [at, amount] = [new Float64Array(ROOM), new Float64Array(ROOM)];
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const items = (column: number): ArrayLike<number> =>
      (chunk.getColumnVector(column) as unknown as { readonly items: ArrayLike<number> }).items;
    into.forEach((codes, column) => {
      codes.set(items(column), rows);
    });
    at.set(items(3), rows);
    amount.set(items(4), rows);
    rows += chunk.rowCount;
  }
  const [customers, names, categories] = sizes as [number, number, number];
  return { find: () => ({ rows, customers, names, categories, ...sums(rows, at, amount) }) };
};

type Row = Readonly<Record<string, string>>;

const papaparse: Reader = (file) =>
  new Promise((resolve, reject) => {
    const into = columns();
    Papa.parse<Row>(createReadStream(file, { highWaterMark: 1 << 20 }), {
      header: true,
      skipEmptyLines: true,
      step: ({ data }) =>
        into.put(
          data.customer_id!,
          Date.parse(data.occurred_at!),
          data.type!,
          data.category!,
          Number(data.amount),
        ),
      complete: () => resolve(into),
      error: reject,
    });
  });

const csvParse: Reader = async (file) => {
  const into = columns();
  for await (const row of createReadStream(file, { highWaterMark: 1 << 20 }).pipe(parse({ columns: true })))
    into.put(row.customer_id, Date.parse(row.occurred_at), row.type, row.category, Number(row.amount));
  return into;
};

const ourRows: Reader = async (file) => {
  const into = columns();
  for await (const row of file.endsWith('.csv') ? readCsv(file) : readNdjson(file)) {
    const { customer_id, occurred_at, type, category, amount } = row as Row;
    into.put(customer_id!, Date.parse(occurred_at!), type!, category!, Number(amount));
  }
  return into;
};

const lines: Reader = async (file) => {
  const into = columns();
  for await (const line of createInterface({ input: createReadStream(file, { highWaterMark: 1 << 20 }) })) {
    const row = JSON.parse(line);
    into.put(row.customer_id, Date.parse(row.occurred_at), row.type, row.category, row.amount);
  }
  return into;
};

/** By name. */
export const READERS: Readonly<Record<'csv' | 'ndjson', Readonly<Record<string, Reader>>>> = {
  csv: {
    'habitus, typed columns': ours('columns'),
    'habitus, a population of them': ours('population'),
    'habitus, rows one by one': ourRows,
    'DuckDB, a table of its own': duckdbTable,
    'DuckDB, the same typed columns': duckdbVectors,
    'DuckDB, values to typed columns': duckdbValues,
    papaparse,
    'csv-parse': csvParse,
  },
  ndjson: {
    'habitus, typed columns': ours('columns'),
    'habitus, a population of them': ours('population'),
    'habitus, rows one by one': ourRows,
    'DuckDB, a table of its own': duckdbTable,
    'DuckDB, the same typed columns': duckdbVectors,
    'DuckDB, values to typed columns': duckdbValues,
    'readline and JSON.parse': lines,
  },
};
