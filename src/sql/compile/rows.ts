import {
  type CellNode,
  type NameFilter,
  needsOf,
  type PlanNode,
  type PlanReading,
  type PlanRelation,
  type Source,
  type Use,
} from '../../plan/index.js';
import {
  all,
  any,
  int,
  isLeaf,
  join,
  leavesOf,
  name,
  raw,
  type Sql,
  scalarValue,
  sql,
  textValue,
} from '../fragment.js';
import { instant, isOneOf } from '../layout.js';
import { eventTables } from '../source.js';
import { type Chain, type Cte, chain } from './chain.js';
import type { Context } from './context.js';
import { PART_WORDS, type Part } from './fields.js';
import { hourOf, weekdayOf } from './local-time.js';
import { whyLeftOut } from './meaning-words.js';
import { wordsOfRead } from './read-words.js';
import { relationName, sameThings } from './same.js';
import { followed } from './starts.js';
import { hull, type PropertyPart, readerOf, readTable, union, withoutCopies } from './tables.js';
import { typedValue } from './typed.js';
import { truthOf } from './values.js';
import { hostNamesOf, modelName } from './vocabulary.js';

/** Events as rows, with columns for what is asked of them. All selections of one set of rows read the same scan. */
export interface Rows {
  readonly chain: Chain;
  readonly customer: Sql;
  readonly at: Sql;
  /** A reading, by its index. Without a type: whether the event has it. */
  reading(index: number): Sql;
  /** Whether an event is in a selection, by its index. */
  member(index: number): Sql;
  /** What rows are parted by, so that only those of one customer meet that have the same value of a reading (S32). */
  thing(reading: number): Sql;
  /** The CTEs of the rows; what aggregates them reads FROM the last one. */
  ctes(): readonly Cte[];
}

/** The rows that some uses of selections need, pruned by name and time. */
export const rows = (context: Context, called: string, uses: readonly Use[]): Rows => {
  const { bound, dialect, source, next, meaning } = context;
  const { prepared } = bound;
  const needs = needsOf(prepared.selections, prepared.sources.length, uses);
  needs.refresh(bound);
  const tables = eventTables(source);
  // Copies are told by their ids: where there are none, nothing is a copy.
  const unique = tables.every((table) => table.unique === true || table.id === undefined);

  // What the first CTE reads, a column for each part of a property: as columns of each table.
  const parts = new Map<string, PropertyPart>();
  const taken = new Set<string>();
  const readers = tables.map((table, i) =>
    readerOf(context, table, tables.length > 1 ? `source.events[${i}]` : 'source.events'),
  );
  const partOf = (property: string, part: Part): Sql | null => {
    const key = JSON.stringify([property, part]);
    const known = parts.get(key);
    if (known !== undefined) return name(known.column, 1);
    if (readers.every(({ access }) => access(property, part) === null)) return null;
    const column = next(taken.has(property) ? `${property}_${PART_WORDS[part]}` : property);
    taken.add(property);
    parts.set(key, { column, property, part });
    return name(column, 1);
  };
  let hasActor = false;

  const starts = followed(context, called, uses);
  const same = sameThings(context, uses, { chain: () => events, partOf });
  const events = chain(
    {
      name: `${called}_read`,
      first: () =>
        union(
          readers.map((reader) =>
            readTable(context, reader, {
              needs: needs.sources,
              parts: [...parts.values()],
              hasActor,
              unique,
            }),
          ),
        ),
      between:
        unique && !starts.are && !same.isDoubled
          ? undefined
          : () => {
              const copies = unique ? undefined : withoutCopies(context, called);
              const from = copies?.from ?? name(`${called}_read`);
              return { ctes: copies?.ctes ?? [], from: same.join(starts.join(from)) };
            },
      comment: () => wordsOfRead(needs.sources, prepared.sources),
      further: {
        name: `${called}_tested`,
        comment: () => ['What is asked of each event.', ...leftOut].join('\n'),
      },
    },
    context,
  );

  const [customer, at, host] = [name('customer', 1), name('at', 1), name('name', 1)];
  const { from, to } = hull(needs.sources);
  const whole: readonly [number, number] = [from, to];
  /** The name that the model has for an event. */
  const modelled = (): Sql => {
    const event = modelName(host, source.vocabulary);
    return isLeaf(event) ? event : events.column('event', event);
  };
  const reading = (index: number): Sql => {
    const read = prepared.readings[index] as PlanReading;
    switch (read.kind) {
      case 'property': {
        const value = typedValue(
          read.as,
          (part) => partOf(read.name, part),
          { of: events, dialect, called: read.name },
          'scalar',
        );
        return isLeaf(value)
          ? value
          : events.column(read.as === undefined ? `has_${read.name}` : `${read.name}_${read.as}`, value);
      }
      case 'actor':
        hasActor = true;
        return name('actor', 1);
      case 'eventName':
        return modelled();
      case 'hourOfDay':
        return events.column(
          'hour_of_day',
          hourOf(at, prepared.zones.get(read.timeZone ?? 'UTC')!, whole, events, dialect),
        );
      case 'dayOfWeek':
        return events.column(
          'day_of_week',
          weekdayOf(at, prepared.zones.get(read.timeZone ?? 'UTC')!, whole, events, dialect),
        );
    }
  };

  /** What a test of one event looks at, to call its columns by. */
  const readIn = (index: number): string => {
    const node = prepared.eventNodes[index] as PlanNode | CellNode;
    if (node.kind === 'cell') return meaning.reading(node.reading);
    const [first] = prepared.eventChildren[index]!;
    return first === undefined ? 'test' : readIn(first);
  };

  const test = (index: number): Sql =>
    truthOf(prepared.eventNodes[index] as PlanNode, {
      dialect,
      asOf: bound.asOf,
      value: (inner) => {
        const node = prepared.eventNodes[inner] as PlanNode | CellNode;
        if (node.kind === 'literal') return scalarValue(node.value);
        if (node.kind !== 'cell') return test(inner);
        const read = prepared.readings[node.reading] as PlanReading;
        const cell = reading(node.reading);
        // Whole numbers are compared as doubles, as everywhere.
        const isWhole =
          read.kind === 'hourOfDay' ||
          read.kind === 'dayOfWeek' ||
          (read.kind === 'property' && read.as === 'instant');
        return isWhole ? sql`CAST(${cell} AS ${raw(dialect.types.double)})` : cell;
      },
      list: () => null,
      called: readIn(index),
      column: (words, piece) => (isLeaf(piece) ? piece : events.column(words, piece)),
      present: (inner) => {
        const node = prepared.eventNodes[inner] as PlanNode | CellNode;
        if (node.kind !== 'cell') return raw('TRUE');
        const { kind, ...rest } = prepared.readings[node.reading] as PlanReading & { readonly as?: string };
        const cell = reading(node.reading);
        return kind === 'property' && rest.as === undefined ? cell : sql`${cell} IS NOT NULL`;
      },
    });

  const names = (list: readonly string[]): Sql =>
    isOneOf(host, hostNamesOf(list, source.vocabulary).map(textValue));
  const isNamed = ({ names: wanted, except, startingWith, anyOf }: NameFilter): readonly Sql[] => [
    ...(wanted === undefined ? [] : [names(wanted)]),
    ...(except === undefined ? [] : [sql`NOT (${names(except)})`]),
    ...(startingWith === undefined
      ? []
      : [any(startingWith.map((start) => dialect.startsWith(modelled(), textValue(start))))]),
    ...(anyOf === undefined ? [] : [any(anyOf.map((part) => all(isNamed(part))))]),
  ];
  const isOf = (index: number): Sql => {
    const whose = prepared.sources[index] as Source;
    const tests = [...isNamed(whose), ...whose.where.map(test)];
    if (tests.length === 0) return raw('TRUE');
    const column = events.column(`is_${meaning.source(index)}`, all(tests));
    noteLeftOut(whose, column);
    return column;
  };
  const leftOut = new Set<string>();
  /** Says why names are left out, where there is a reason to say. */
  const noteLeftOut = ({ except }: Source, column: Sql): void => {
    const why = except && whyLeftOut(except);
    if (why === undefined) return;
    const [{ name: named }] = leavesOf(column) as [{ readonly name: string }];
    leftOut.add(`${named}: any event but ${why}.`);
  };

  const member = (index: number): Sql => {
    const selection = prepared.selections[index]!;
    const asOf = bound.asOf - selection.shift;
    const tests: Sql[] = [isOf(selection.source), ...windowOf(index)];
    for (const [i, relation] of selection.relations.entries()) {
      const { after, some, within, waits } = relation;
      const things = thingsOf(relation, relationName(index, i));
      const named = meaning.source(prepared.selections[relation.events]!.source);
      const other = events.column(`is_other_${named}`, all([member(relation.events), ...things.others]));
      // The nearest one decides: no engine needs a frame of a length for it.
      const nearest = events.column(
        `${after ? 'next' : 'previous'}_${named}_at`,
        after
          ? sql`MIN(CASE WHEN ${other} THEN ${at} END) OVER (PARTITION BY ${things.by} ORDER BY ${at} ASC RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)`
          : sql`MAX(CASE WHEN ${other} THEN ${at} END) OVER (PARTITION BY ${things.by} ORDER BY ${at} ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`,
      );
      const apart = after ? sql`${nearest} - ${at}` : sql`${at} - ${nearest}`;
      const found = Number.isFinite(within)
        ? sql`COALESCE(${apart} <= ${int(within)}, FALSE)`
        : sql`(${nearest} IS NOT NULL)`;
      tests.push(some ? found : sql`NOT ${found}`);
      if (waits > 0) tests.push(sql`${at} <= ${instant(asOf - waits)}`);
    }
    return all(tests.length > 1 ? tests.filter((each) => !isTrue(each)) : tests);
  };

  const property = (index: number): string => (prepared.readings[index] as { readonly name: string }).name;
  const partition = (columns: readonly Sql[]): Sql => join([customer, ...columns], ', ');

  /** The rows among which the nearest of a relation is looked for, and what the others must be beside members. */
  const thingsOf = (
    { own, other }: PlanRelation,
    called: string,
  ): { readonly by: Sql; readonly others: readonly Sql[] } => {
    // Where rows stand there several times the others are the events themselves, or the copies that are made for this relation.
    const themselves = same.itself === undefined ? [] : [same.itself];
    if (own < 0) return { by: customer, others: themselves };
    if (own === other) return { by: partition(same.columns(property(own))), others: themselves };
    const { columns, other: isOther } = same.between(called, property(own), property(other));
    return { by: partition(columns), others: [isOther] };
  };

  const windowOf = (index: number): readonly Sql[] => {
    const { window, shift } = prepared.selections[index]!;
    const [from, to] = [bound.from[index]!, bound.to[index]!];
    if (window?.kind !== 'following')
      return [
        ...(Number.isFinite(from) ? [sql`${at} >= ${instant(from)}`] : []),
        ...(Number.isFinite(to) ? [sql`${at} < ${instant(to)}`] : []),
      ];
    const asOf = bound.asOf - shift;
    const start = starts.start(window.start);
    return [
      sql`COALESCE(${at} >= ${start} + ${int(from)} AND ${at} < ${start} + ${int(to)}, FALSE)`,
      sql`${at} < ${instant(asOf + 1)}`,
    ];
  };

  return {
    chain: events,
    customer,
    at,
    reading,
    member: (index) => (same.itself === undefined ? member(index) : all([same.itself, member(index)])),
    thing: (index) => partition(same.columns(property(index))),
    ctes: () => [...starts.before(), ...events.ctes()],
  };
};

const isTrue = (piece: Sql): boolean => isLeaf(piece) && leavesOf(piece)[0] === 'TRUE';
