import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Customer, Event } from 'habitus';
import { type CsvOptions, readCsv } from 'habitus/population/node';

/** A data set in the words of the built-in vocabulary. */
export interface DataSet {
  readonly title: string;
  readonly customers: readonly Customer[];
  readonly events: readonly Event[];
  readonly asOf: string;
  /** What was made of what, in a sentence or two. */
  readonly mapping: string;
}

const CARRIED = new URL('../data/', import.meta.url);

/**
 * The place of a file of data: one that this project may carry, or one below the folder that HABITUS_DATA names, whose licence does
 * not say that it may. Null where it is not there.
 */
export const placeOf = (name: string): string | null => {
  const places = [fileURLToPath(new URL(name, CARRIED))];
  if (process.env.HABITUS_DATA !== undefined) places.push(join(process.env.HABITUS_DATA, name));
  return places.find(existsSync) ?? null;
};

/** A row by the names of its columns; what is not there is an empty text. */
export type TextRow = Readonly<Record<string, string>>;

/** All rows of a file, or null where it is not there. A row that is none ends it: these files are whole. */
export const rowsOf = async (name: string, options: CsvOptions = {}): Promise<readonly TextRow[] | null> => {
  const place = placeOf(name);
  if (place === null) return null;
  const rows: TextRow[] = [];
  const onRejected = ({
    line,
    issues,
  }: {
    readonly line: number;
    readonly issues: readonly { readonly message: string }[];
  }) => {
    throw new Error(`${name}, line ${line}: ${issues[0]?.message}`);
  };
  for await (const row of readCsv(place, { ...options, empty: 'text', onRejected }))
    rows.push(row as TextRow);
  return rows;
};

/** All rows of several files, or null where one is not there. */
export const tables = async <K extends string>(
  files: Readonly<Record<K, string>>,
): Promise<Readonly<Record<K, readonly TextRow[]>> | null> => {
  const read: Record<string, readonly TextRow[]> = {};
  for (const [key, name] of Object.entries<string>(files)) {
    const rows = await rowsOf(name);
    if (rows === null) return null;
    read[key] = rows;
  }
  return read as Readonly<Record<K, readonly TextRow[]>>;
};

/** A number, or undefined of a text that is none. */
export const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
