import type { Answer } from '../../customer/index.js';
import type { Value } from '../../expression/index.js';
import type { PlanReading, Prepared } from '../../plan/index.js';
import { DAY, MAX_INSTANT, toInstant, weekday } from '../../time/index.js';
import { type Cells, storedCellAt } from '../store/cells.js';
import { BOOLEANS } from '../store/dictionary.js';
import type { Codes } from '../store/memory.js';
import { derive, type EventTable, propertyCells, type Store, tableIndex } from '../store/store.js';

/** The values of a reading over the places of a stream: of place j the cell `data[j − offset]`. */
export type Values =
  | { readonly kind: 'number'; data: Float64Array; offset: number }
  | { readonly kind: 'coded'; data: Codes; offset: number; readonly values: readonly (Value | null)[] }
  | { readonly kind: 'any'; data: Answer[]; offset: number };

/** How a reading is read off the rows of a store. */
export type Reader =
  | { readonly kind: 'number'; readonly at: (row: number) => number }
  | {
      readonly kind: 'coded';
      readonly at: (row: number) => number;
      readonly values: readonly (Value | null)[];
    }
  | { readonly kind: 'any'; readonly at: (row: number) => Answer };

/** The column that a reading is in one table as it stands there; undefined where it has to be worked out. */
export const plainColumn = (store: Store, table: EventTable, reading: PlanReading): Values | undefined => {
  if (reading.kind === 'actor') return coded(table.actors, store.actors.values);
  if (reading.kind !== 'property') return undefined;
  const cells = propertyCells(store, table, reading.name);
  switch (reading.as) {
    case 'number':
      return cells?.numbers && { kind: 'number', data: cells.numbers, offset: 0 };
    case 'text':
      return coded(cells?.texts, store.properties.get(reading.name)?.texts.values);
    case 'boolean':
      return coded(cells?.booleans, BOOLEANS.values);
    default:
      return undefined;
  }
};

const coded = (data: Codes | undefined, values: readonly (Value | null)[] | undefined): Values | undefined =>
  data && values && { kind: 'coded', data, offset: 0, values };

/** Reads a reading off any row of a store. */
export const readerOf = (store: Store, prepared: Prepared, reading: PlanReading): Reader => {
  const { times } = store;
  switch (reading.kind) {
    case 'actor':
      return { kind: 'coded', values: store.actors.values, at: pick(store, (table) => table.actors, 0) };
    case 'eventName':
      return {
        kind: 'coded',
        values: store.tables.map(({ name }) => name),
        at: (row) => tableIndex(store, row),
      };
    case 'hourOfDay': {
      const zone = prepared.zones.get(reading.timeZone ?? 'UTC')!;
      return {
        kind: 'number',
        at: (row) => {
          const time = times[row]!;
          const local = time + zone.offset(time);
          return Math.floor(local / (DAY / 24)) - Math.floor(local / DAY) * 24;
        },
      };
    }
    case 'dayOfWeek': {
      const zone = prepared.zones.get(reading.timeZone ?? 'UTC')!;
      return { kind: 'number', at: (row) => weekday(zone.day(times[row]!)) };
    }
    case 'property':
      return propertyReader(store, reading.name, reading.as);
  }
};

const propertyReader = (
  store: Store,
  name: string,
  as: 'number' | 'text' | 'boolean' | 'instant' | undefined,
): Reader => {
  const part = <A extends ArrayLike<number>>(of: (cells: Cells) => A | undefined, missing: number) =>
    pick(
      store,
      (table) => {
        const cells = propertyCells(store, table, name);
        return cells && of(cells);
      },
      missing,
    );
  const dictionaries = store.properties.get(name);
  const numbers = part((cells) => cells.numbers, NaN);
  const texts = part((cells) => cells.texts, 0);
  switch (as) {
    case 'number':
      return { kind: 'number', at: numbers };
    case 'text':
      return { kind: 'coded', values: dictionaries?.texts.values ?? NOTHING, at: texts };
    case 'boolean':
      return { kind: 'coded', values: BOOLEANS.values, at: part((cells) => cells.booleans, 0) };
    case 'instant': {
      const known = derive(store, store.properties, `instants of ${name}`, () =>
        instantsOf(dictionaries?.texts.values ?? NOTHING),
      );
      return {
        kind: 'number',
        at: (row) => {
          const text = texts(row);
          return text === 0 ? wholeInstant(numbers(row)) : known[text]!;
        },
      };
    }
    case undefined:
      return {
        kind: 'any',
        at: (row) => {
          const table = store.tables[tableIndex(store, row)]!;
          const cells = table.properties.get(name);
          return cells === undefined ? null : storedCellAt(cells, dictionaries!, row - table.base);
        },
      };
  }
};

/** A number as an instant: whole milliseconds that a `Date` can hold, NaN of anything else (S1). */
export const wholeInstant = (value: number): number => {
  const whole = Math.floor(value);
  return Math.abs(whole) <= MAX_INSTANT ? whole + 0 : NaN;
};

/** Of each text of a dictionary the instant that it is, NaN of none. */
export const instantsOf = (values: readonly (Value | null)[]): Float64Array =>
  Float64Array.from(values, (text) => toInstant(text) ?? NaN);

const NOTHING: readonly null[] = [null];

/** Reads one column that each table may have. */
const pick = (
  store: Store,
  column: (table: EventTable) => ArrayLike<number> | undefined,
  missing: number,
): ((row: number) => number) => {
  const columns = store.tables.map(column);
  const bases = Int32Array.from(store.tables, ({ base }) => base);
  return (row) => {
    const at = tableIndex(store, row);
    return columns[at]?.[row - bases[at]!] ?? missing;
  };
};
