import { exactText, idOf, tableOf } from '../compile/context.js';
import { hostAccess } from '../compile/fields.js';
import { instantColumn, instantKind } from '../compile/typed.js';
import { hostNamesOf, modelAccess, modelName } from '../compile/vocabulary.js';
import type { Dialect } from '../dialects/dialect.js';
import { join, name, raw, type Sql, sql, textValue } from '../fragment.js';
import { hostFieldsOf, propertiesRead } from '../reads.js';
import { columnOf, type EventTable, eventTables } from '../source.js';
import { fieldChecks, lenient, nulChecks, otherType } from './fields.js';
import {
  asText,
  type Check,
  columnIn,
  isEmpty,
  isInstant,
  type Linted,
  momentOf,
  type Rows,
  where,
} from './rows.js';

const eventRows = (linted: Linted, table: EventTable, path: string): Rows => {
  const { source, dialect, since } = linted;
  const { identity } = source;
  const own = idOf(linted, sql`e.${name(table.customerId)}`);
  const { column, as } = columnOf(table.at);
  const at = sql`e.${name(column)}`;
  return {
    dialect,
    path,
    row: 'e',
    from:
      identity === undefined
        ? sql`${tableOf(table.table)} e`
        : sql`${tableOf(table.table)} e\n  LEFT JOIN ${tableOf(identity.table)} i ON ${idOf(linted, sql`i.${name(identity.alias)}`)} = ${own}`,
    whose:
      identity === undefined
        ? own
        : sql`COALESCE(${idOf(linted, sql`i.${name(identity.customer)}`)}, ${own})`,
    only:
      since === undefined
        ? undefined
        : sql`(${at} >= ${dialect.instant(since, instantKind(as))} OR ${at} IS NULL)`,
  };
};

/** One table of events. */
export const eventChecks = (linted: Linted, table: EventTable, path: string): readonly Check[] => {
  const { source, dialect, named, prepared } = linted;
  const { vocabulary } = source;
  const rows = eventRows(linted, table, path);
  const event = nameOf(table, dialect);
  const reads = propertiesRead(prepared);
  const access = modelAccess(
    hostAccess(table.properties, raw('e'), lenient(dialect), `source.${path}.properties`),
    {
      vocabulary,
      dialect: lenient(dialect),
      event: { name: event, at: instantColumn(table.at, 'e', dialect) },
    },
  );
  const numbers = reads.flatMap((read) =>
    read.as === 'number' ? hostFieldsOf(read.name, vocabulary, 'events') : [],
  );
  return [
    where(rows, 'no-customer-id', 'customerId', isEmpty(dialect, rows.whose), event),
    unknownCustomers(linted, rows),
    where(rows, 'bad-instant', 'at', sql`NOT ${isInstant(rows, table.at)}`),
    ...(typeof table.name === 'string' ? [where(rows, 'no-name', 'name', sql`${event} IS NULL`)] : []),
    ...(table.unique === true || table.id === undefined ? [] : [conflicts(linted, table, rows)]),
    ...nulChecks(rows, [
      ['customerId', table.customerId],
      ...(typeof table.name === 'string' ? [['name', table.name] as const] : []),
      ...(table.id === undefined ? [] : [['id', table.id] as const]),
    ]),
    ...fieldChecks(rows, table.properties, { under: 'properties', numbers, all: named.length === 0 }),
    ...(table.properties !== undefined && 'json' in table.properties
      ? reads.map((read) => {
          const other = otherType(read.as, (part) => access(read.name, part));
          const hosts = read.events && hostNamesOf(read.events, vocabulary).map(textValue);
          const test = hosts === undefined ? other : sql`(${event} IN (${join(hosts, ', ')}) AND ${other})`;
          return where(rows, 'other-type', `properties.${read.name}`, test);
        })
      : []),
  ];
};

/** Events of nobody in the table of customers. */
const unknownCustomers = (linted: Linted, { path, from, whose, only }: Rows): Check => {
  const { dialect, source } = linted;
  const { table, id } = source.customers;
  const [who, known] = [name('who'), name('known')];
  const events = sql`SELECT ${whose} AS ${who} FROM ${from}${only === undefined ? raw('') : sql` WHERE ${only}`}`;
  const customers = sql`SELECT DISTINCT ${idOf(linted, sql`c.${name(id)}`)} AS ${known} FROM ${tableOf(table)} c`;
  const joined = sql`(${events}) w\n  LEFT JOIN (${customers}) k ON k.${known} = w.${who}`;
  const example = sql`${asText(dialect, who)} AS ${name('example')}`;
  return {
    fault: 'unknown-customer',
    place: `${path}.customerId`,
    query: sql`SELECT ${example}\n  FROM ${joined}\n  WHERE ${known} IS NULL AND NOT ${isEmpty(dialect, who)}`,
  };
};

const nameOf = ({ name: of }: EventTable, dialect: Dialect): Sql =>
  typeof of === 'string' ? exactText(dialect, sql`e.${name(of)}`) : textValue(of.value);

/** What makes two events copies, and what they then should agree on. */
const copyKey = ({ source, dialect }: Linted, table: EventTable, rows: Rows): readonly Sql[] => [
  sql`${rows.whose} AS ${name('who')}`,
  sql`${asText(dialect, columnIn(rows, table.id!))} AS ${name('id')}`,
  sql`${momentOf(rows, table.at)} AS ${name('moment')}`,
  sql`${modelName(nameOf(table, dialect), source.vocabulary)} AS ${name('event')}`,
];

const KEY = ['who', 'id', 'moment', 'event'];

const copiesIn = (of: Sql, dialect: Dialect, having: Sql): Sql =>
  sql`SELECT MIN(${asText(dialect, name('id'))}) AS ${name('example')}\n  FROM (${of}) w\n  WHERE ${name('moment')} IS NOT NULL AND NOT ${isEmpty(dialect, name('id'))}\n  GROUP BY ${join(
    KEY.map((each) => name(each)),
    ', ',
  )}\n  HAVING ${having}`;

const conflicts = (linted: Linted, table: EventTable, rows: Rows): Check => {
  const { dialect } = linted;
  const { properties, actor } = table;
  const columns = [
    ...(properties === undefined
      ? []
      : 'json' in properties
        ? [properties.json]
        : Object.values(properties.columns).flatMap((each) =>
            each === null ? [] : [columnOf(each).column],
          )),
    ...(actor === undefined ? [] : [actor]),
  ];
  // Each as JSON, with its length, so that no two lists of values read the same.
  const said = [...new Set(columns)].map((each) => {
    const text = dialect.list(columnIn(rows, each));
    return sql`COALESCE(${asText(dialect, dialect.length(text))} || ':' || ${text}, '-')`;
  });
  const key = join(
    [
      ...copyKey(linted, table, rows),
      sql`${said.length === 0 ? raw("''") : join(said, ' || ')} AS ${name('said')}`,
    ],
    ', ',
  );
  const from = sql`SELECT ${key} FROM ${rows.from}${rows.only === undefined ? raw('') : sql` WHERE ${rows.only}`}`;
  return {
    fault: 'conflicting-copies',
    place: rows.path,
    query: copiesIn(from, dialect, sql`COUNT(DISTINCT ${name('said')}) > 1`),
  };
};

/** Copies, in all tables together, where every one of them is said to have none. */
export const uniqueChecks = (linted: Linted): readonly Check[] => {
  const tables = eventTables(linted.source);
  const named = tables.filter(({ id }) => id !== undefined);
  if (named.length === 0 || !tables.every(({ unique }) => unique === true)) return [];
  const all = named.map((table) => {
    const rows = eventRows(linted, table, 'events');
    return sql`SELECT ${join(copyKey(linted, table, rows), ', ')} FROM ${rows.from}${rows.only === undefined ? raw('') : sql` WHERE ${rows.only}`}`;
  });
  const query = copiesIn(join(all, ' UNION ALL '), linted.dialect, raw('COUNT(*) > 1'));
  return [{ fault: 'copy-of-unique', place: 'events.unique', query }];
};
