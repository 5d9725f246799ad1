import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { type CellReader, cellReader, type InstantField, instantReader, type ValueField } from './cells.js';

/** A column that holds texts; `as: 'text'` takes numbers too, written in decimal. */
export interface TextField {
  readonly column: string;
  readonly as?: 'text' | undefined;
}

/**
 * Where names and values are: a column with an object or the JSON text of one, some columns by the model's names (a column's name, or
 * how it is read), or `'rest'`: all columns that nothing else reads. A column called rest is `{ column: 'rest' }`.
 */
export type ValuesField =
  | string
  | { readonly column: string }
  | { readonly columns: Readonly<Record<string, string | ValueField>> };

/** Which columns of a row make an event. What is not mentioned is read from the column of its own name. */
export interface EventFields {
  readonly customerId?: string | TextField | undefined;
  readonly at?: string | InstantField | undefined;
  /** A column, or the one name of all rows. */
  readonly name?: string | TextField | { readonly value: string } | undefined;
  readonly id?: string | TextField | undefined;
  readonly actor?: string | TextField | undefined;
  readonly properties?: ValuesField | undefined;
}

/** Which columns of a row make a customer. What is not mentioned is read from the column of its own name. */
export interface CustomerFields {
  readonly id?: string | TextField | undefined;
  readonly attributes?: ValuesField | undefined;
  /** A column with a list of `{ at, attributes }`, or the JSON text of one. */
  readonly history?: string | { readonly column: string } | undefined;
}

/** A column and how its cells are read. */
export interface MappedColumn {
  readonly column: string;
  readonly read: CellReader;
  /** Whether numbers are taken as texts, too: then all of their digits count. */
  readonly asText: boolean;
}

/** Columns by the model's names; or one column with an object, or JSON text, of them; or all columns that nothing else reads. */
export type MappedValues =
  | { readonly how: 'object'; readonly column: string }
  | { readonly how: 'columns'; readonly columns: readonly (MappedColumn & { readonly name: string })[] }
  | { readonly how: 'rest' };

/** A mapping of events made ready: for rows see `eventReader`, for columns take it column by column. */
export interface EventMapping {
  /** `required` where the mapping speaks of it: a row without one is then no event. */
  readonly customerId: MappedColumn & { readonly required: boolean };
  readonly at: MappedColumn;
  readonly name: MappedColumn | { readonly value: string };
  readonly id: MappedColumn;
  readonly actor: MappedColumn;
  readonly properties: MappedValues;
  /** Every column that is read by name. */
  readonly columns: ReadonlySet<string>;
  /** Those of them that are read `as: 'text'`. */
  readonly texts: ReadonlySet<string>;
}

/** A mapping of customers made ready. */
export interface CustomerMapping {
  readonly id: MappedColumn;
  readonly attributes: MappedValues;
  readonly history: { readonly column: string };
  readonly columns: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
}

/** Makes a mapping of events ready; a mistake in it is a `HabitusError`. */
export const eventMapping = (fields: EventFields = {}): EventMapping => {
  onlyKeys(fields, ['customerId', 'at', 'name', 'id', 'actor', 'properties'], 'fields');
  const { name = 'name', at = 'at' } = fields;
  const constant =
    isPlainObject(name) && Object.hasOwn(name, 'value') ? (name as { value: string }) : undefined;
  if (constant !== undefined) {
    onlyKeys(constant, ['value'], 'fields.name');
    if (typeof constant.value !== 'string' || constant.value === '')
      refuse('bad-value', 'the name of the events', constant.value, 'fields.name.value');
  }
  const time = typeof at === 'string' ? { column: at } : at;
  onlyKeys(time, ['column', 'as', 'timeZone', 'format'], 'fields.at');
  const mapping = {
    customerId: {
      ...textColumn(fields.customerId ?? 'customerId', 'fields.customerId'),
      required: fields.customerId !== undefined,
    },
    at: { column: columnOf(time, 'fields.at'), read: instantReader(time, 'fields.at'), asText: false },
    name: constant ?? textColumn(name as string | TextField, 'fields.name'),
    id: textColumn(fields.id ?? 'id', 'fields.id'),
    actor: textColumn(fields.actor ?? 'actor', 'fields.actor'),
    properties: valuesOf(fields.properties ?? 'properties', 'fields.properties'),
  };
  return { ...mapping, ...columnsOf(Object.values(mapping)) };
};

/** Makes a mapping of customers ready; a mistake in it is a `HabitusError`. */
export const customerMapping = (fields: CustomerFields = {}): CustomerMapping => {
  onlyKeys(fields, ['id', 'attributes', 'history'], 'fields');
  const { history = 'history' } = fields;
  const mapping = {
    id: textColumn(fields.id ?? 'id', 'fields.id'),
    attributes: valuesOf(fields.attributes ?? 'attributes', 'fields.attributes'),
    history: { column: columnOf(fieldOf(history, ['column'], 'fields.history'), 'fields.history') },
  };
  return { ...mapping, ...columnsOf(Object.values(mapping)) };
};

const columnOf = ({ column }: { readonly column: string }, path: string): string =>
  typeof column === 'string' && column !== ''
    ? column
    : refuse('bad-value', 'the name of a column', column, path);

/** A field that may stand as the name of its column. */
const fieldOf = <F extends { readonly column: string }>(
  field: string | F,
  keys: readonly string[],
  path: string,
): F | { readonly column: string } => {
  if (typeof field === 'string') return { column: field };
  onlyKeys(field, keys, path);
  return field;
};

const textColumn = (field: string | TextField, path: string): MappedColumn => {
  const { column, as }: TextField = fieldOf(field, ['column', 'as'], path);
  if (as !== undefined && as !== 'text') refuse('bad-value', "'text'", as, `${path}.as`);
  return {
    column: columnOf({ column }, path),
    read: cellReader({ column, as }, path),
    asText: as === 'text',
  };
};

const valuesOf = (field: ValuesField, path: string): MappedValues => {
  if (field === 'rest') return { how: 'rest' };
  if (typeof field === 'string') return { how: 'object', column: columnOf({ column: field }, path) };
  onlyKeys(field, ['column', 'columns'], path);
  if (!('columns' in field)) return { how: 'object', column: columnOf(field, path) };
  if (!isPlainObject(field.columns)) refuse('bad-value', 'columns by name', field.columns, `${path}.columns`);
  const columns = Object.entries(field.columns).map(([name, given]) => {
    const where = `${path}.columns.${name}`;
    const of = fieldOf(given, ['column', 'as', 'timeZone', 'format', 'separator'], where);
    const asText = (of as ValueField).as === 'text';
    return { name, column: columnOf(of, where), read: cellReader(of, where), asText };
  });
  return { how: 'columns', columns };
};

type Part = MappedColumn | MappedValues | { readonly column: string } | { readonly value: string };

/** The columns of a mapping, and those of them that are read `as: 'text'`. */
const columnsOf = (
  parts: readonly Part[],
): { readonly columns: ReadonlySet<string>; readonly texts: ReadonlySet<string> } => {
  const all = parts.flatMap((part): readonly (MappedColumn | { readonly column: string })[] =>
    'columns' in part ? part.columns : 'column' in part ? [part] : [],
  );
  return {
    columns: new Set(all.map(({ column }) => column)),
    texts: new Set(all.flatMap((part) => ('asText' in part && part.asText ? [part.column] : []))),
  };
};
