import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import type { ChecksRows, Coerce, CustomerFields, EventFields } from '../rows/index.js';
import type { InstantInput } from '../time/index.js';
import type { HostVocabulary } from '../vocabulary/index.js';
import type { FileInput } from './bytes.js';
import type { RowCheck } from './checks.js';
import { type FileOptions, OF_CSV } from './options.js';

/** Where rows come from: a file, or a query that DuckDB answers (over files of any format that it reads). */
export type RowsFrom =
  | ({ readonly file: FileInput; readonly query?: undefined } & FileOptions)
  | { readonly query: string; readonly file?: undefined };

/** Rows that are customers. */
export type CustomersFrom = RowsFrom & CustomerFields;

/** Rows that are events. */
export type EventsFrom = RowsFrom &
  EventFields & {
    /**
     * What may be wrong with a row and does not keep it out, by its code: the rows of which it is true are counted
     * as noted.
     */
    readonly checks?: Readonly<Record<string, RowCheck>> | undefined;
  };

/** What {@link populationFromFiles} takes. */
export interface FileSource {
  /** Default: everybody who occurs in the events, in the order in which they do. */
  readonly customers?: CustomersFrom | readonly CustomersFrom[] | undefined;
  /** One source, or several: a kind of events each, or parts of one. */
  readonly events?: EventsFrom | readonly EventsFrom[] | undefined;
  /** The host's names for the model's. */
  readonly vocabulary?: HostVocabulary | undefined;
  /**
   * A model that rows are held against, as by its `parseCustomers` and `parseEvents`: the same rows are left out for the same reasons.
   * Each event is then read as a row, which takes a few times as long as columns do. Default: rows are taken as they are mapped.
   */
  readonly model?: ChecksRows | undefined;
  /** With a model: `'strict'` (the default) leaves out rows with something wrong, `'lenient'` takes what can be taken of them. */
  readonly mode?: 'strict' | 'lenient' | undefined;
  /** With a model: what is changed on purpose, such as texts of digits into numbers. Default: nothing. */
  readonly coerce?: Coerce | undefined;
  /** The instant of all answers. Default: now, read once. */
  readonly asOf?: InstantInput | undefined;
}

const OF_FILE = ['file', 'format', ...OF_CSV];
const OF_CUSTOMERS = ['id', 'attributes', 'history'];
const OF_EVENTS = ['customerId', 'at', 'name', 'id', 'actor', 'properties'];

/** A source with its parts told from each other. */
export interface Parted<F> {
  /** Such as `events[1]`. */
  readonly source: string;
  readonly from: RowsFrom;
  readonly fields: F;
  readonly checks: readonly (readonly [string, RowCheck])[];
}

/** The sources of customers, checked. */
export const customerSources = (given: FileSource['customers']): readonly Parted<CustomerFields>[] =>
  parted(given, 'customers', OF_CUSTOMERS, []);

/** The sources of events, checked. Whose an event is has to be known of each. */
export const eventSources = (given: FileSource['events']): readonly Parted<EventFields>[] =>
  parted<EventFields>(given, 'events', OF_EVENTS, ['checks']).map((one) => ({
    ...one,
    fields: { ...one.fields, customerId: one.fields.customerId ?? 'customerId' },
  }));

const parted = <F>(
  given: unknown,
  path: string,
  keys: readonly string[],
  more: readonly string[],
): readonly Parted<F>[] => {
  if (given === undefined) return [];
  const list = Array.isArray(given) ? given : [given];
  return list.map((one: unknown, i) => {
    const source = Array.isArray(given) ? `${path}[${i}]` : path;
    if (!isPlainObject(one)) return refuse('bad-value', 'a source: { file, … } or { query, … }', one, source);
    const known = ['query' in one && one.query !== undefined ? ['query'] : OF_FILE, keys, more].flat();
    onlyKeys(one, known, source);
    const { checks = {} } = one;
    if (!isPlainObject(checks) || Object.values(checks).some((check) => typeof check !== 'function'))
      refuse('bad-value', 'functions of a row, by code', checks, `${source}.checks`);
    return {
      source,
      from: pick(one, ['query', ...OF_FILE]) as unknown as RowsFrom,
      fields: pick(one, keys) as F,
      checks: Object.entries(checks as Readonly<Record<string, RowCheck>>),
    };
  });
};

const pick = (from: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));
