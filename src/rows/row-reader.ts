import { isPlainObject, own } from '../internal/index.js';
import { toInstant } from '../time/index.js';
import { parsedJson, shown } from './cells.js';
import type { RowIssue } from './report.js';
import {
  type CustomerFields,
  customerMapping,
  type EventFields,
  eventMapping,
  type MappedColumn,
  type MappedValues,
} from './row-mapping.js';

type Values = Readonly<Record<string, unknown>>;

/** What a row says of an event, in the host's names. */
export interface EventRow {
  readonly customerId: string | undefined;
  readonly name: string;
  /** Milliseconds. */
  readonly at: number;
  readonly id: string | undefined;
  readonly actor: string | undefined;
  readonly properties: Values;
  /** What could not be read and is missing. */
  readonly issues: readonly RowIssue[];
}

/** What a row says of a customer, in the host's names. */
export interface CustomerRow {
  readonly id: string;
  readonly attributes: Values;
  /** The entries that could be read, instants in milliseconds; undefined where the row has none. */
  readonly history: readonly { readonly at: number; readonly attributes: Values }[] | undefined;
  readonly issues: readonly RowIssue[];
}

/** Why a row is no event, or no customer. */
export interface Unreadable {
  readonly faults: readonly RowIssue[];
}

/** Reads rows of one shape. Any value at all may come as a row; nothing is read from a prototype. */
export interface RowReader<T> {
  read(row: unknown): T | Unreadable;
  /** The columns of a row that nothing reads. */
  unread(row: unknown): readonly string[];
}

/** The reader of rows that are events. */
export const eventReader = (fields?: EventFields): RowReader<EventRow> => {
  const { customerId, at, name, id, actor, properties, columns } = eventMapping(fields);
  const values = valuesReader(properties, columns);
  return {
    unread: unreadBy(properties, columns),
    read: guarded((row, fault, issue, issues) => ({
      customerId: textOf(row, customerId, fault, customerId.required),
      at: cellOf(row, at, fault, 'an instant') as number,
      name: 'value' in name ? name.value : (textOf(row, name, fault, true) as string),
      id: textOf(row, id, issue, false),
      actor: textOf(row, actor, issue, false),
      properties: values(row, issue),
      issues,
    })),
  };
};

/** The reader of rows that are customers. */
export const customerReader = (fields?: CustomerFields): RowReader<CustomerRow> => {
  const { id, attributes, history, columns } = customerMapping(fields);
  const values = valuesReader(attributes, columns);
  return {
    unread: unreadBy(attributes, columns),
    read: guarded((row, fault, issue, issues) => ({
      id: textOf(row, id, fault, true) as string,
      attributes: values(row, issue),
      history: historyOf(own(row, history.column), history.column, issue),
      issues,
    })),
  };
};

type Note = (path: string, code: string, message: string) => void;

const collector =
  (list: RowIssue[]): Note =>
  (path, code, message) => {
    list.push({ path, code, message });
  };

/** Reading that never throws: a row whose parts cannot be looked at is unreadable. */
const guarded =
  <T>(read: (row: unknown, fault: Note, issue: Note, issues: readonly RowIssue[]) => T) =>
  (row: unknown): T | Unreadable => {
    const faults: RowIssue[] = [];
    const issues: RowIssue[] = [];
    try {
      if (!isPlainObject(row))
        return {
          faults: [{ path: '', code: 'not-a-row', message: `expected an object, got ${shown(row)}` }],
        };
      const made = read(row, collector(faults), collector(issues), issues);
      return faults.length > 0 ? { faults } : made;
    } catch {
      return {
        faults: [{ path: '', code: 'not-a-row', message: 'expected an object, got one that cannot be read' }],
      };
    }
  };

/** A cell that must be there. */
const cellOf = (row: unknown, { column, read }: MappedColumn, fault: Note, expected: string): unknown => {
  let told = false;
  const value = read(own(row, column), (code, message) => {
    told = true;
    fault(column, code, message);
  });
  if (value === undefined && !told) fault(column, 'missing', `expected ${expected}, got nothing`);
  return value;
};

const textOf = (
  row: unknown,
  { column, read }: MappedColumn,
  note: Note,
  required: boolean,
): string | undefined => {
  const value = read(own(row, column), (code, message) => note(column, code, message));
  if (typeof value === 'string' && (value !== '' || !required)) return value;
  if (value === undefined || value === null || value === '') {
    if (required) note(column, 'missing', 'expected a text, got nothing');
    return undefined;
  }
  const hint =
    typeof value === 'number' || typeof value === 'bigint' ? `; say { column: '${column}', as: 'text' }` : '';
  note(column, 'not-a-text', `expected a text, got ${shown(value)}${hint}`);
  return undefined;
};

const NOTHING: Values = Object.freeze({});

const valuesReader = (
  values: MappedValues,
  columns: ReadonlySet<string>,
): ((row: unknown, note: Note) => Values) => {
  switch (values.how) {
    case 'object':
      return (row, note) => objectOf(own(row, values.column), values.column, note);
    case 'rest':
      return (row) =>
        Object.fromEntries(Object.entries(row as object).filter(([name]) => !columns.has(name)));
    case 'columns':
      return (row, note) =>
        Object.fromEntries(
          values.columns.flatMap(({ name, column, read }) => {
            const value = read(own(row, column), (code, message) => note(column, code, message));
            return value === undefined ? [] : [[name, value]];
          }),
        );
  }
};

/** An object, or the JSON text of one. Of nothing it is empty. */
const objectOf = (cell: unknown, path: string, note: Note): Values => {
  if (cell === undefined || cell === null || cell === '') return NOTHING;
  const value = typeof cell === 'string' ? parsedJson(cell) : cell;
  if (isPlainObject(value)) return value;
  note(path, 'not-an-object', `expected an object or the JSON text of one, got ${shown(cell)}: it is empty`);
  return NOTHING;
};

const historyOf = (cell: unknown, path: string, note: Note): CustomerRow['history'] => {
  if (cell === undefined || cell === null || cell === '') return undefined;
  const list = typeof cell === 'string' ? parsedJson(cell) : cell;
  if (!Array.isArray(list)) {
    note(path, 'bad-history', `expected a list of { at, attributes }, got ${shown(cell)}: it is empty`);
    return undefined;
  }
  return list.flatMap((entry, i) => {
    const at = toInstant(own(entry, 'at'));
    const attributes = own(entry, 'attributes');
    if (at !== null && isPlainObject(attributes)) return [{ at, attributes }];
    note(
      `${path}[${i}]`,
      'bad-history',
      'expected { at: an instant with an offset, attributes: an object }: the entry is left out',
    );
    return [];
  });
};

const unreadBy =
  (values: MappedValues, columns: ReadonlySet<string>) =>
  (row: unknown): readonly string[] =>
    values.how === 'rest' ? [] : Object.keys(row as object).filter((name) => !columns.has(name));
