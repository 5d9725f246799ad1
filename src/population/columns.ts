import { onlyKeys, refuse, textIndex } from '../internal/index.js';
import { type InstantInput, MAX_INSTANT, requireInstant, toInstant } from '../time/index.js';
import { type Built, finish } from './builder.js';
import {
  type CodedTexts,
  type ColumnInput,
  finiteOf,
  isCoded,
  isNumeric,
  lengthOf,
  readerOf,
  refuseCode,
  requireLength,
  valuesOf,
} from './given-columns.js';
import { type IssueLog, issueLog } from './issues.js';
import { populationOf } from './population.js';
import { runner } from './runner.js';
import { type Cells, growingCells, settleCells, settleDictionaries, writeCell } from './store/cells.js';
import { type GrowingDictionary, listDictionary, textDictionary } from './store/dictionary.js';
import { type Allocate, type Codes, codesFor, doubles, ownMemory } from './store/memory.js';
import type { RawEvents, RawProperty } from './store/raw.js';
import type { Store } from './store/store.js';
import { reportTexts } from './text-issues.js';
import type { Population } from './types.js';

/** What {@link populationFromColumns} takes. All columns of the customers have one length, and so have all of the events. */
export interface ColumnSource {
  readonly customers: {
    readonly id: ArrayLike<string> | CodedTexts;
    readonly attributes?: Readonly<Record<string, ColumnInput>> | undefined;
  };
  readonly events?:
    | {
        readonly customerId: ArrayLike<string> | CodedTexts;
        readonly name: ArrayLike<string> | CodedTexts;
        /** Instants; milliseconds where they are numbers. */
        readonly at: ArrayLike<InstantInput>;
        /** Ids, for removing copies; null, undefined and '' are none. */
        readonly id?: ArrayLike<string | null | undefined> | CodedTexts | undefined;
        readonly actor?: ArrayLike<string | null | undefined> | CodedTexts | undefined;
        readonly properties?: Readonly<Record<string, ColumnInput>> | undefined;
        /**
         * Says that rows come customer by customer (in the order of the customers) and by time within each, so that they need
         * not be sorted. It is checked: a row out of order is a `bad-value` error.
         */
        readonly sorted?: boolean | undefined;
      }
    | undefined;
  /** The instant of all answers. Default: now, read once. */
  readonly asOf?: InstantInput | undefined;
}

/**
 * A population from columns, the fastest way in: what a database, a Parquet file or an Arrow table gives. Columns are read,
 * neither changed nor kept. Rows may come in any order; what cannot be used is reported in `issues`, as by `population`.
 * Columns of different lengths and codes outside their list are `bad-value` errors that name the column and the row.
 *
 * @example
 * ```ts
 * import { days, events } from 'habitus';
 * import { populationFromColumns } from 'habitus/population';
 * const people = populationFromColumns({
 *   customers: { id: ['ada', 'bob'], attributes: { plan: { codes: [0, -1], values: ['pro'] } } },
 *   events: {
 *     customerId: { codes: Int32Array.of(0, 0, 1), values: ['ada', 'bob'] },
 *     name: ['purchase', 'purchase', 'logged_in'],
 *     at: Float64Array.of(1_763_600_000_000, 1_763_700_000_000, 1_763_700_000_000),
 *     properties: { amount: Float64Array.of(12.5, 7.5, NaN) },
 *   },
 *   asOf: 1_763_800_000_000,
 * });
 * people.values(events('purchase').within(days(7)).sum('amount')).toArray(); //=> [20, 0]
 * ```
 */
export const populationFromColumns = (source: ColumnSource): Population => {
  requireColumns(source);
  const asOf = requireInstant(source.asOf ?? Date.now(), 'asOf');
  const { store, issues, copies } = buildColumns(source, ownMemory);
  return populationOf(runner(store), { issues, copies }, asOf);
};

/** Refuses what is no source of columns; `more` are other keys that the caller reads. */
export const requireColumns = (source: ColumnSource, more: readonly string[] = []): void => {
  if (typeof source !== 'object' || source === null)
    refuse('bad-value', 'columns: { customers, events?, asOf? }', source);
  onlyKeys(source, ['customers', 'events', 'asOf', ...more], 'populationFromColumns');
  const { customers, events } = source;
  requireObject(customers, 'customers');
  onlyKeys(customers, ['id', 'attributes'], 'customers');
  if (events === undefined) return;
  requireObject(events, 'events');
  onlyKeys(events, ['customerId', 'name', 'at', 'id', 'actor', 'properties', 'sorted'], 'events');
};

/** The store of columns. */
export const buildColumns = ({ customers, events }: ColumnSource, allocate: Allocate): Built => {
  if (customers.attributes !== undefined) requireObject(customers.attributes, 'customers.attributes');
  const issues = issueLog();
  const people = takeCustomers(customers, issues, allocate);
  reportTexts(people.attributes, issues);
  return finish(
    people,
    events === undefined ? NO_EVENTS : rawEvents(events, people, issues),
    issues,
    allocate,
  );
};

const requireObject = (value: unknown, path: string): void => {
  if (typeof value !== 'object' || value === null) refuse('bad-value', 'an object of columns', value, path);
};

const NO_EVENTS: RawEvents = {
  length: 0,
  customers: [],
  names: [],
  nameValues: [],
  times: [],
  ids: undefined,
  actors: undefined,
  properties: [],
};

type People = Pick<Store, 'ids' | 'indices' | 'attributes'>;

const takeCustomers = (
  { id, attributes = {} }: ColumnSource['customers'],
  issues: IssueLog,
  allocate: Allocate,
): People => {
  const length = lengthOf(id, 'customers.id');
  const idAt = valuesOf(id, length, 'customers.id', 'customers.id');
  const ids: string[] = [];
  const indices = textIndex();
  /** Of each row its customer, −1 of a row that is not taken. */
  const taken = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const one = idAt(row);
    const bad =
      typeof one !== 'string'
        ? 'bad-customer'
        : indices.get(one) !== undefined
          ? 'repeated-customer'
          : undefined;
    if (bad === undefined) {
      taken[row] = ids.push(one as string) - 1;
      indices.add(one as string, taken[row]!);
    } else {
      issues.add(bad, `customers.id[${row}]`, one);
      taken[row] = -1;
    }
  }
  const columns = Object.entries(attributes).map(([name, column]) => {
    const path = `customers.attributes.${name}`;
    requireLength(column, length, path, 'customers.id');
    const cells = growingCells();
    const dictionaries = settleDictionaries(cells);
    const numbers = numbersOf(column, ids.length === length, path, name, issues, allocate);
    if (numbers !== undefined)
      return [name, { ...dictionaries, cells: numbers, changes: undefined }] as const;
    const at = valuesOf(column, length, path, 'customers.id');
    for (let row = 0; row < length; row++) {
      if (taken[row]! >= 0 && !writeCell(cells, taken[row]!, at(row), true))
        issues.add('unreadable-value', `${path}[${row}]`, at(row), `attribute ${name}`);
    }
    const settled = settleCells(cells, ids.length, allocate);
    return [name, { ...dictionaries, cells: settled, changes: undefined }] as const;
  });
  return { ids, indices, attributes: new Map(columns) };
};

/** A column of typed numbers as it stands, where every row is taken; undefined of any other. */
const numbersOf = (
  column: ColumnInput,
  everyRow: boolean,
  path: string,
  name: string,
  issues: IssueLog,
  allocate: Allocate,
): Cells | undefined => {
  if (!everyRow || isCoded(column) || !isNumeric(column)) return undefined;
  const numbers = doubles(column.length, allocate);
  const finite = finiteOf(column, path, `attribute ${name}`, issues);
  for (let row = 0; row < numbers.length; row++) numbers[row] = finite[row]! + 0;
  return { numbers };
};

const rawEvents = (
  events: NonNullable<ColumnSource['events']>,
  { indices }: Pick<Store, 'indices'>,
  issues: IssueLog,
): RawEvents => {
  const length = lengthOf(events.at, 'events.at');
  const like = 'events.at';
  let customers = codesOf(events.customerId, length, 'events.customerId', like, (id) =>
    typeof id === 'string' ? (indices.get(id) ?? -1) : -1,
  );
  const nameCodes = new Map<string, number>();
  const names = codesOf(events.name, length, 'events.name', like, (name) => {
    if (typeof name !== 'string') return -1;
    let code = nameCodes.get(name);
    if (code === undefined) {
      code = nameCodes.size;
      nameCodes.set(name, code);
    }
    return code;
  });
  const times = instantsOf(events.at, length, issues);
  if (customers.some || names.some || times.some) {
    const [idAt, nameAt] = [readerOf(events.customerId), readerOf(events.name)];
    const usable = Int32Array.from({ length }, (_, row) => {
      if (names.codes[row]! < 0) issues.add('bad-event', `events.name[${row}]`, nameAt(row));
      else if (Number.isNaN(times.instants[row])) return -1;
      else if (customers.codes[row]! < 0)
        issues.add('unknown-customer', `events.customerId[${row}]`, idAt(row));
      else return customers.codes[row]!;
      return -1;
    });
    customers = { codes: usable, some: false };
  }
  if (events.sorted === true) requireOrder(customers.codes, times.instants);
  const property = (name: string, column: ColumnInput, path: string): RawProperty =>
    rawProperty(name, column, length, path, issues);
  return {
    length,
    customers: customers.codes,
    names: names.codes,
    nameValues: [...nameCodes.keys()],
    times: times.instants,
    ids: events.id && (valuesOf(events.id, length, 'events.id', like) as (row: number) => string),
    actors: events.actor && actorColumn(events.actor, length, issues),
    properties: Object.entries(events.properties ?? {}).map(([name, column]) =>
      property(name, column, `events.properties.${name}`),
    ),
  };
};

/** What is said to be sorted must be; events of unknown customers are left out anyway. */
const requireOrder = (customers: ArrayLike<number>, times: ArrayLike<number>): void => {
  let customer = 0;
  let time = -Infinity;
  for (let row = 0; row < customers.length; row++) {
    const next = customers[row]!;
    if (next < 0) continue;
    if (next < customer) {
      const path = `events.customerId[${row}]`;
      refuse(
        'bad-value',
        'events customer by customer, in the order of the customers',
        'an earlier one',
        path,
      );
    }
    if (next === customer && times[row]! < time)
      refuse('bad-value', 'the events of a customer in order of time', times[row], `events.at[${row}]`);
    customer = next;
    time = times[row]!;
  }
};

/** Who acted: texts only, anything else is reported. */
const actorColumn = (column: ColumnInput, length: number, issues: IssueLog): RawProperty => {
  const at = valuesOf(column, length, 'events.actor', 'events.at');
  const cells = growingCells();
  for (let row = 0; row < length; row++) {
    const actor = at(row);
    if (typeof actor === 'string') writeCell(cells, row, actor, false);
    else if (actor !== null && actor !== undefined)
      issues.add('unreadable-value', `events.actor[${row}]`, actor, 'actor');
  }
  return { name: '', texts: cells.texts, lists: cells.lists, given: cells };
};

/** The column of a property: typed numbers and coded texts as they are, anything else value by value. */
const rawProperty = (
  name: string,
  column: ColumnInput,
  length: number,
  path: string,
  issues: IssueLog,
): RawProperty => {
  requireLength(column, length, path, 'events.at');
  if (isCoded(column)) {
    const texts = textDictionary();
    return { name, texts, lists: listDictionary(), given: { texts: shiftedCodes(column, texts, path) } };
  }
  if (isNumeric(column)) {
    const given = { numbers: finiteOf(column, path, `property ${name}`, issues) };
    return { name, texts: textDictionary(), lists: listDictionary(), given };
  }
  const cells = growingCells();
  for (let row = 0; row < length; row++) {
    if (!writeCell(cells, row, column[row], false))
      issues.add('unreadable-value', `${path}[${row}]`, column[row], `property ${name}`);
  }
  return { name, texts: cells.texts, lists: cells.lists, given: cells };
};

/** Codes from 1 on, 0 for what is missing: equal texts get one code. */
const shiftedCodes = ({ codes, values }: CodedTexts, into: GrowingDictionary, path: string): Codes => {
  const known = Int32Array.from(values, (value) => into.code(value));
  const shifted = codesFor(into.values.length, codes.length, ownMemory);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    shifted[row] = code === -1 ? 0 : (known[code] ?? refuseCode(code, values, path, row));
  }
  return shifted;
};

/** Milliseconds; NaN of `some` rows that hold no instant, which are reported. Whole numbers are taken as they stand. */
const instantsOf = (
  column: ArrayLike<unknown>,
  length: number,
  issues: IssueLog,
): { readonly instants: ArrayLike<number>; readonly some: boolean } => {
  if (isNumeric(column)) {
    let whole = true;
    for (let row = 0; whole && row < length; row++) {
      const at = column[row]!;
      whole = Math.floor(at) === at && at <= MAX_INSTANT && at >= -MAX_INSTANT;
    }
    if (whole) return { instants: column, some: false };
  }
  const instants = new Float64Array(length);
  let some = false;
  for (let row = 0; row < length; row++) {
    const at = toInstant(column[row]);
    if (at === null) issues.add('bad-instant', `events.at[${row}]`, column[row]);
    some ||= at === null;
    instants[row] = at ?? NaN;
  }
  return { instants, some };
};

/** A number for each row by its text, −1 for `some` of them; coded texts are asked once a value. */
const codesOf = (
  column: ColumnInput,
  length: number,
  path: string,
  like: string,
  codeOf: (value: unknown) => number,
): { readonly codes: ArrayLike<number>; readonly some: boolean } => {
  requireLength(column, length, path, like);
  if (!isCoded(column)) {
    const found = Int32Array.from({ length }, (_, row) => codeOf(column[row]));
    return { codes: found, some: found.includes(-1) };
  }
  const { codes, values } = column;
  const known = Int32Array.from(values, codeOf);
  let some = known.includes(-1);
  for (let row = 0; row < length; row++) {
    const code = codes[row]!;
    if (known[code] !== undefined) continue;
    if (code !== -1) refuseCode(code, values, path, row);
    some = true;
  }
  // Codes that mean the same here need no copy: they are read and not kept.
  if (!some && known.every((code, i) => code === i)) return { codes, some };
  const found = new Int32Array(length);
  for (let row = 0; row < length; row++) found[row] = codes[row] === -1 ? -1 : known[codes[row]!]!;
  return { codes: found, some };
};
