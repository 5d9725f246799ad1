import { isPlainObject, isSound, onlyKeys, refuse } from '../internal/index.js';
import type { HostVocabulary } from '../vocabulary/index.js';
import type { InstantColumn } from './dialects/dialect.js';

/** What a column holds. Readings of another type find nothing in it (S7). `integer` is a number that needs no look whether it is finite. */
export type ColumnAs = 'number' | 'integer' | 'text' | 'boolean' | 'list' | InstantColumn;

/** A column of a table; null says that the table has no such thing, so that it is missing for everybody. */
export type SourceColumn = string | { readonly column: string; readonly as: ColumnAs } | null;

/**
 * Attributes or properties: columns by name, or one column of JSON objects (`as: 'text'` where that is a column of texts). A column without `as`
 * has the type in which it is read; instants are then timestamps with a zone.
 */
export type SourceFields =
  | { readonly columns: Readonly<Record<string, SourceColumn>> }
  | { readonly json: string; readonly as?: 'json' | 'text' | undefined };

/** A column of instants. Default of `as`: `timestamptz`. */
export type SourceInstant = string | { readonly column: string; readonly as: InstantColumn };

/** Changes of attributes (S30): one row per instant. With columns, a row says all of them; in JSON, those whose keys it has. */
export interface HistoryTable {
  readonly table: string;
  readonly id: string;
  readonly at: SourceInstant;
  readonly attributes: SourceFields;
  /** A column that orders rows of one customer and one instant; the greatest holds. */
  readonly order?: string | undefined;
}

/**
 * What customers have of their account, by the names that definitions read: columns of its table, or keys of one column of JSON objects
 * (`{ json: 'traits', keys: { accountPlan: 'plan' } }`).
 */
export type AccountFields =
  | { readonly columns: Readonly<Record<string, SourceColumn>> }
  | {
      readonly json: string;
      readonly as?: 'json' | 'text' | undefined;
      readonly keys: Readonly<Record<string, string>>;
    };

/** The table or view of accounts: one row each. A customer whose account is not there has nothing of it. */
export interface AccountTable {
  readonly table: string;
  readonly id: string;
  /** The column of the table of customers that says which account they are in. */
  readonly by: string;
  readonly attributes: AccountFields;
}

/** The table or view of customers: one row each. */
export interface CustomerTable {
  readonly table: string;
  readonly id: string;
  /** Default: none. */
  readonly attributes?: SourceFields | undefined;
  readonly history?: HistoryTable | undefined;
  /** The accounts of customers, of which these have attributes. They have no history: they are as they are for all times. Default: none. */
  readonly accounts?: AccountTable | undefined;
}

/** A table or view of events: one row each. */
export interface EventTable {
  readonly table: string;
  readonly customerId: string;
  readonly at: SourceInstant;
  /** The column of names; `{ value }` where the whole table holds one event. */
  readonly name: string | { readonly value: string };
  /** The column of message ids, for removing copies. */
  readonly id?: string | undefined;
  readonly actor?: string | undefined;
  /** Says that no event is there twice: copies are not looked for, which costs more than all the rest. Default: false. */
  readonly unique?: boolean | undefined;
  readonly properties?: SourceFields | undefined;
}

/** Which customer an id of the events belongs to; ids that are not in the table are the customers' own. */
export interface IdentityTable {
  readonly table: string;
  readonly alias: string;
  readonly customer: string;
}

/** Where customers and events are. Tables have up to three parts; names are plain: letters, digits and _, of tables hyphens, too. */
export interface SqlSource {
  readonly customers: CustomerTable;
  /** Several tables are read as one. Default: none. */
  readonly events?: EventTable | readonly EventTable[] | undefined;
  readonly identity?: IdentityTable | undefined;
  /**
   * Says that ids of customers (and of accounts) have the same type in all tables, one that is compared exactly: numbers, UUIDs, texts with regard to case. They are then
   * compared as they are. Default: false, they are compared as texts byte for byte, which for numbers costs a cast of each.
   */
  readonly exactIds?: boolean | undefined;
  /** The host's own names of events and properties, as for parsing. */
  readonly vocabulary?: HostVocabulary | undefined;
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;
/** Projects of BigQuery, and tables there, have hyphens. */
const PLAIN_TABLE = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/;
const INSTANTS: readonly InstantColumn[] = [
  'timestamptz',
  'timestamp',
  'milliseconds',
  'seconds',
  'microseconds',
];
const COLUMNS: readonly ColumnAs[] = ['number', 'integer', 'text', 'boolean', 'list', ...INSTANTS];

/** The tables of events of a checked source. */
export const eventTables = ({ events }: SqlSource): readonly EventTable[] =>
  events === undefined ? [] : Array.isArray(events) ? events : [events as EventTable];

/** What customers have of their account, by its names. */
export const accountNames = (accounts: AccountTable | undefined): readonly string[] => {
  const { attributes } = accounts ?? {};
  return attributes === undefined
    ? []
    : Object.keys('json' in attributes ? attributes.keys : attributes.columns);
};

/** The column of a mapping, and what it holds. */
export const columnOf = (
  column: Exclude<SourceColumn, null> | SourceInstant,
): { readonly column: string; readonly as: ColumnAs | undefined } =>
  typeof column === 'string' ? { column, as: undefined } : column;

/** Refuses a source that is none: keys that do not exist, names that are not plain. Nothing else of it reaches the text. */
export const checkSource = (source: SqlSource): void => {
  object(source, 'source', ['customers', 'events', 'identity', 'exactIds', 'vocabulary']);
  const { customers, identity, exactIds } = source;
  if (exactIds !== undefined && typeof exactIds !== 'boolean')
    refuse('bad-value', 'true or false', exactIds, 'source.exactIds');
  object(customers, 'source.customers', ['table', 'id', 'attributes', 'history', 'accounts']);
  checkTable(customers.table, 'source.customers.table');
  checkColumn(customers.id, 'source.customers.id');
  fields(customers.attributes, 'source.customers.attributes');
  if (customers.history !== undefined) checkHistory(customers.history, 'source.customers.history');
  if (customers.accounts !== undefined) checkAccounts(customers, customers.accounts);
  const many = Array.isArray(source.events);
  eventTables(source).forEach((events, i) => {
    checkEvents(events, many ? `source.events[${i}]` : 'source.events');
  });
  if (many && eventTables(source).length === 0)
    refuse('bad-value', 'at least one table of events, or no events at all', source.events, 'source.events');
  if (identity !== undefined) {
    object(identity, 'source.identity', ['table', 'alias', 'customer']);
    checkTable(identity.table, 'source.identity.table');
    checkColumn(identity.alias, 'source.identity.alias');
    checkColumn(identity.customer, 'source.identity.customer');
  }
  if (source.vocabulary !== undefined && !isPlainObject(source.vocabulary.events))
    refuse('bad-value', 'what vocabulary({ … }) makes', source.vocabulary, 'source.vocabulary');
};

const checkEvents = (events: EventTable, path: string): void => {
  object(events, path, ['table', 'customerId', 'at', 'name', 'id', 'actor', 'unique', 'properties']);
  checkTable(events.table, `${path}.table`);
  checkColumn(events.customerId, `${path}.customerId`);
  instant(events.at, `${path}.at`);
  if (typeof events.name === 'object' && events.name !== null) {
    object(events.name, `${path}.name`, ['value']);
    if (typeof events.name.value !== 'string')
      refuse('bad-value', 'the name of the events, a text', events.name.value, `${path}.name.value`);
  } else checkColumn(events.name, `${path}.name`);
  if (events.id !== undefined) checkColumn(events.id, `${path}.id`);
  if (events.actor !== undefined) checkColumn(events.actor, `${path}.actor`);
  if (events.unique !== undefined && typeof events.unique !== 'boolean')
    refuse('bad-value', 'true or false', events.unique, `${path}.unique`);
  fields(events.properties, `${path}.properties`);
};

const checkHistory = (history: HistoryTable, path: string): void => {
  object(history, path, ['table', 'id', 'at', 'attributes', 'order']);
  checkTable(history.table, `${path}.table`);
  checkColumn(history.id, `${path}.id`);
  instant(history.at, `${path}.at`);
  if (history.attributes === undefined)
    refuse('bad-value', '{ columns } or { json }', history.attributes, `${path}.attributes`);
  fields(history.attributes, `${path}.attributes`);
  if (history.order !== undefined) checkColumn(history.order, `${path}.order`);
};

/** What an account says would stand for what a customer says: names that both have are refused where they can be seen. */
const checkAccounts = ({ attributes, history }: CustomerTable, accounts: AccountTable): void => {
  const path = 'source.customers.accounts';
  object(accounts, path, ['table', 'id', 'by', 'attributes']);
  checkTable(accounts.table, `${path}.table`);
  checkColumn(accounts.id, `${path}.id`);
  checkColumn(accounts.by, `${path}.by`);
  const given = accounts.attributes;
  const at = `${path}.attributes`;
  if (!isPlainObject(given)) refuse('bad-value', '{ columns } or { json, keys }', given, at);
  if ('json' in given) {
    const { keys, ...json } = given;
    fields(json, at);
    if (!isPlainObject(keys) || !Object.values(keys).every((key) => typeof key === 'string' && isSound(key)))
      refuse('bad-value', 'keys of the JSON by the names that customers have for them', keys, `${at}.keys`);
  } else fields(given, at);
  const own = [attributes, history?.attributes].flatMap((each) =>
    each !== undefined && 'columns' in each ? Object.keys(each.columns) : [],
  );
  const both = accountNames(accounts).find((name) => own.includes(name));
  if (both !== undefined)
    refuse('bad-value', 'a name that is none of the customers’ own attributes', both, at);
};

const object = (value: unknown, path: string, keys: readonly string[]): void => {
  if (!isPlainObject(value)) refuse('bad-value', `{ ${keys.join(', ')} }`, value, path);
  onlyKeys(value, keys, path);
};

/** Refuses what is no plain name of a column. */
export const checkColumn = (value: unknown, path: string): void => {
  if (typeof value !== 'string' || !PLAIN.test(value))
    refuse(
      'bad-value',
      'a plain name of a column (letters, digits and _); make a view for any other',
      value,
      path,
    );
};

/** Refuses what is no plain name of a table, of up to three parts. */
export const checkTable = (value: unknown, path: string): void => {
  const parts = typeof value === 'string' ? value.split('.') : [];
  if (parts.length === 0 || parts.length > 3 || !parts.every((part) => PLAIN_TABLE.test(part))) {
    const expected =
      'a table such as "app.events": up to three plain names (letters, digits, _ and -); make a view for any other';
    refuse('bad-value', expected, value, path);
  }
};

const instant = (value: SourceInstant, path: string): void => {
  const { column, as } = isPlainObject(value) ? value : { column: value, as: undefined };
  if (isPlainObject(value)) object(value, path, ['column', 'as']);
  checkColumn(column, path);
  if (as !== undefined && !INSTANTS.includes(as as InstantColumn))
    refuse('bad-value', `one of ${INSTANTS.join(', ')}`, as, `${path}.as`);
};

const fields = (value: SourceFields | undefined, path: string): void => {
  if (value === undefined) return;
  if (isPlainObject(value) && 'json' in value) {
    object(value, path, ['json', 'as']);
    checkColumn(value.json, `${path}.json`);
    if (value.as !== undefined && value.as !== 'json' && value.as !== 'text')
      refuse('bad-value', 'json or text', value.as, `${path}.as`);
    return;
  }
  object(value, path, ['columns']);
  const { columns } = value as { readonly columns: Readonly<Record<string, SourceColumn>> };
  if (!isPlainObject(columns)) refuse('bad-value', 'columns by name', columns, `${path}.columns`);
  for (const [key, column] of Object.entries(columns)) {
    if (column === null) continue;
    const at = `${path}.columns.${key}`;
    const given = columnOf(column);
    if (isPlainObject(column)) object(column, at, ['column', 'as']);
    checkColumn(given.column, at);
    if (given.as !== undefined && !COLUMNS.includes(given.as))
      refuse('bad-value', `one of ${COLUMNS.join(', ')}`, given.as, `${at}.as`);
  }
};
