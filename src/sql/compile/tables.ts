import type { Span } from '../../plan/index.js';
import { any, join, name, raw, type Sql, sql, textValue } from '../fragment.js';
import { isOneOf } from '../layout.js';
import { eventsByProperty } from '../reads.js';
import { columnOf, type EventTable } from '../source.js';
import { type Cte, select } from './chain.js';
import {
  type Context,
  exactText,
  idOf,
  indexedText,
  nothing,
  readableTable,
  tableOf,
  textOf,
} from './context.js';
import { type Access, hostAccess, PART_TYPES, type Part } from './fields.js';
import { instantColumn, instantKind } from './typed.js';
import { hostNamesOf, isMapped, modelAccess, modelName } from './vocabulary.js';

/** A part of a property as a column of every table. */
export interface PropertyPart {
  readonly column: string;
  readonly property: string;
  readonly part: Part;
}

/** All but one of the copies of an event are left out (S11); a missing or empty id never makes one. */
export const withoutCopies = (
  { next, source }: Context,
  called: string,
): { readonly ctes: readonly Cte[]; readonly from: Sql } => {
  const [named, copy] = [`${called}_copies`, next('nth_copy')];
  const event = modelName(name('name'), source.vocabulary);
  const isCopy = sql`${name('id')} IS NOT NULL AND ${name('id')} <> ''`;
  const number = sql`CASE WHEN ${isCopy} THEN ROW_NUMBER() OVER (PARTITION BY ${name('customer')}, ${name('id')}, ${name('at')}, ${event} ORDER BY ${name('at')} ASC) ELSE 1 END`;
  return {
    ctes: [
      {
        name: named,
        query: select([raw('*'), sql`${number} AS ${name(copy)}`], name(`${called}_read`)),
        comment:
          'Copies of an event (same customer, id, instant and name) are numbered: only the first counts.',
      },
    ],
    from: sql`${name(named)}\n  WHERE ${name(copy)} = 1`,
  };
};

/** Tables read as one. */
export const union = (queries: readonly Sql[]): Sql => join(queries, '\n  UNION ALL\n  ');

/** The least span that holds all of these. */
export const hull = (spans: readonly Readonly<Span>[]): Readonly<Span> => {
  let [from, to] = [Infinity, -Infinity];
  for (const span of spans) [from, to] = [Math.min(from, span.from), Math.max(to, span.to)];
  return { from, to };
};

/** What is read of a table. */
interface Read {
  readonly needs: readonly Readonly<Span>[];
  readonly parts: readonly PropertyPart[];
  readonly hasActor: boolean;
  readonly unique: boolean;
}

/** How a table of events is read: its instants, names and properties. */
export interface Reader {
  readonly table: EventTable;
  readonly at: Sql;
  readonly event: Sql;
  readonly access: Access;
}

/** The reader of a table; `path` is said in errors. */
export const readerOf = (
  { dialect, source, bound, lacking }: Context,
  table: EventTable,
  path: string,
): Reader => {
  const at = instantColumn(table.at, 'e', dialect);
  const events = eventsByProperty(bound.prepared);
  const event =
    typeof table.name === 'string'
      ? exactText(dialect, sql`e.${name(table.name)}`)
      : textValue(table.name.value);
  const access = modelAccess(hostAccess(table.properties, raw('e'), dialect, `${path}.properties`, lacking), {
    vocabulary: source.vocabulary,
    dialect,
    event: { name: event, at },
    isMapped: (field) => isMapped(source.vocabulary, field, events.get(field)),
  });
  return { table, at, event, access };
};

/** The query that reads a table: who, when, what, and the parts of properties that are asked for. */
export const readTable = (
  context: Context,
  reader: Reader,
  { needs, parts, hasActor, unique }: Read,
): Sql => {
  const { dialect } = context;
  const { identity } = context.source;
  const { table, at, event, access } = reader;
  const own = idOf(context, sql`e.${name(table.customerId)}`);
  // They may be numbers or of a type of their own; a missing one is NULL.
  const columnAsText = (column: string | undefined): Sql =>
    column === undefined ? nothing(dialect, 'text') : textOf(dialect, sql`e.${name(column)}`);
  const columns = [
    sql`${identity === undefined ? own : sql`COALESCE(${idOf(context, sql`i.${name(identity.customer)}`)}, ${own})`} AS ${name('customer')}`,
    sql`${at} AS ${name('at')}`,
    sql`${event} AS ${name('name')}`,
    ...(unique ? [] : [sql`${columnAsText(table.id)} AS ${name('id')}`]),
    ...(hasActor ? [sql`${columnAsText(table.actor)} AS ${name('actor')}`] : []),
    ...parts.map(
      ({ column, property, part }) =>
        sql`${access(property, part) ?? nothing(dialect, PART_TYPES[part])} AS ${name(column)}`,
    ),
  ];
  const events = readableTable(dialect, table.table, table.properties);
  const joined =
    identity === undefined
      ? sql`${events} e`
      : sql`${events} e\n  LEFT JOIN ${tableOf(identity.table)} i ON ${idOf(context, sql`i.${name(identity.alias)}`)} = ${own}`;
  return sql`${select(columns, joined)}${pruned(context, reader, needs)}`;
};

/** Rows that no selection needs are left out by their instants and names, in the table's own columns, so that partitions are too. */
const pruned = (
  { bound, dialect, source }: Context,
  { table, event: named }: Reader,
  needs: readonly Readonly<Span>[],
): Sql => {
  const { column, as } = columnOf(table.at);
  const at = sql`e.${name(column)}`;
  const event = typeof table.name === 'string' ? indexedText(dialect, sql`e.${name(table.name)}`) : named;
  const edge = (ms: number): Sql => dialect.instant(ms, instantKind(as));
  const used = needs.flatMap((span, i) =>
    span.from < span.to ? [{ ...span, names: bound.prepared.sources[i]!.names }] : [],
  );
  if (used.length === 0) return raw('\n  WHERE FALSE');
  const { from, to } = hull(used);
  const tests = [
    ...(Number.isFinite(from) ? [sql`${at} >= ${edge(from)}`] : []),
    ...(Number.isFinite(to) ? [sql`${at} < ${edge(to)}`] : []),
  ];
  const anyName = used.filter(({ names }) => names === undefined);
  // What has no name is no event.
  if (anyName.length > 0 && typeof table.name === 'string')
    tests.push(sql`e.${name(table.name)} IS NOT NULL`);
  const open = hull(anyName).from;
  const namesFrom = (least: number): readonly string[] => [
    ...new Set(used.flatMap(({ names = [], from: start }) => (start < least ? names : []))),
  ];
  // Of names that are needed from earlier on than the rest, all; of the rest what is later.
  const early = namesFrom(anyName.length === 0 ? Infinity : open);
  const isEarly = isOneOf(event, hostNamesOf(early, source.vocabulary).map(textValue));
  if (anyName.length === 0) tests.push(isEarly);
  else if (early.length > 0) tests.push(any([sql`${at} >= ${edge(open)}`, isEarly]));
  return tests.length === 0 ? raw('') : sql`\n  WHERE ${join(tests, '\n    AND ')}`;
};
