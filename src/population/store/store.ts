import type { TextIndex } from '../../internal/index.js';
import { type Cells, type Dictionaries, type StoredCells, wholeCells } from './cells.js';
import type { Dictionary } from './dictionary.js';
import type { Codes } from './memory.js';

/** Customers that are stored, sorted and answered together: few enough to stay near the processor. A multiple of 32. */
export const CHUNK = 1024;

/** How many chunks so many customers are. */
export const chunksOf = (customers: number): number => Math.ceil(customers / CHUNK);

/** The events of one name: chunk of customers by chunk, in each in order of time, whoever's they are. */
export interface EventTable {
  readonly name: string;
  /** Row 0 of the table among the rows of all tables. */
  readonly base: number;
  readonly times: Float64Array;
  /** Of each row its customer, by the place in the chunk. */
  readonly customers: Uint16Array;
  /** The first row of each chunk, and after the last one the number of rows. */
  readonly starts: Int32Array;
  /** By name of the property; absent where no event of this name has it. */
  readonly properties: ReadonlyMap<string, StoredCells>;
  readonly actors: Codes | undefined;
}

/** What has changed of one attribute, by customer and then by instant. */
export interface Changes {
  /** The customers who have changes, ascending. */
  readonly customers: Int32Array;
  /** The first row of each of them, and after the last one the number of rows. */
  readonly starts: Int32Array;
  readonly times: Float64Array;
  readonly cells: Cells;
}

/** An attribute: a cell a customer, and its changes where there are any. */
export interface AttributeColumn extends Dictionaries {
  readonly cells: StoredCells;
  readonly changes: Changes | undefined;
}

/**
 * Customers and events as columns: what all answers of a population are read from. Never changes.
 *
 * A window is a few stretches of rows of each chunk, found by halving: what lies outside it is not looked at.
 */
export interface Store {
  /** How many customers. */
  readonly size: number;
  /** In the order in which they were given: a customer is an index of this list. */
  readonly ids: readonly string[];
  readonly indices: Pick<TextIndex, 'get'>;
  readonly attributes: ReadonlyMap<string, AttributeColumn>;
  readonly tables: readonly EventTable[];
  /** The instants and the customers (by their place in the chunk) of all tables, one table after the other. */
  readonly times: Float64Array;
  readonly customers: Uint16Array;
  /**
   * The events of a chunk in order of time, whatever their name: for each the table whose next row it is. One small number an
   * event says it all, since each table is in order itself.
   */
  readonly order: { readonly starts: Int32Array; readonly tables: Codes };
  readonly properties: ReadonlyMap<string, Dictionaries>;
  readonly actors: Dictionary;
  /** The least and the greatest instant; Infinity and −Infinity of no events. */
  readonly first: number;
  readonly last: number;
  /**
   * What is worked out when it is first needed, such as buckets: by the part of the store that it is worked out of, and by key.
   * So stores that share a part share this, too.
   */
  readonly derived: WeakMap<object, Map<string, unknown>>;
}

/** What is worked out of a part of a store, kept under a key. */
export const derive = <T>(
  { derived }: Pick<Store, 'derived'>,
  part: object,
  key: string,
  make: () => T,
): T => {
  const kept = derived.get(part) ?? new Map<string, unknown>();
  derived.set(part, kept);
  const known = kept.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
};

/** A cell a customer of an attribute. */
export const attributeCells = (store: Store, { cells }: AttributeColumn): Cells =>
  'rows' in cells ? derive(store, cells, 'whole', () => wholeCells(cells)) : cells;

/** A cell a row of a property in a table; undefined where no event of the table has it. */
export const propertyCells = (store: Store, table: EventTable, name: string): Cells | undefined => {
  const cells = table.properties.get(name);
  return cells !== undefined && 'rows' in cells
    ? derive(store, cells, 'whole', () => wholeCells(cells))
    : cells;
};

/** The index of the table in which a row of all tables stands. */
export const tableIndex = ({ tables }: Store, row: number): number => {
  let low = 0;
  let high = tables.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tables[middle]!.base <= row) low = middle;
    else high = middle - 1;
  }
  return low;
};
