import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Customer, Event } from 'habitus';
import { csvRecords } from '../online-retail/csv.js';

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
 * A file of data: one that this project may carry, or one below the folder that HABITUS_DATA names, whose licence does not say
 * that it may. Null where it is not there.
 */
export const fileOf = (name: string): string | null => {
  const places = [new URL(name, CARRIED).pathname];
  if (process.env.HABITUS_DATA !== undefined) places.push(join(process.env.HABITUS_DATA, name));
  const found = places.find(existsSync);
  if (found === undefined) return null;
  const bytes = readFileSync(found);
  return (found.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** The rows of a CSV text by the names of their columns. */
export function* rowsOf(text: string): Generator<Readonly<Record<string, string>>> {
  const records = csvRecords(text);
  const headings = records.next().value as readonly string[];
  for (const record of records) {
    yield Object.fromEntries(headings.map((heading, i) => [heading, record[i] ?? '']));
  }
}

/** All rows of several files, or null where one is not there. */
export const tables = <K extends string>(
  files: Readonly<Record<K, string>>,
): Readonly<Record<K, readonly Readonly<Record<string, string>>[]>> | null => {
  const texts = Object.entries<string>(files).map(([key, name]) => [key, fileOf(name)] as const);
  if (texts.some(([, text]) => text === null)) return null;
  return Object.fromEntries(texts.map(([key, text]) => [key, [...rowsOf(text as string)]])) as never;
};

/** A number, or undefined of a text that is none. */
export const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
