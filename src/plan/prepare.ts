import type { EventsPart, EventTest, Expression, Selection, Window } from '../expression/index.js';
import { type Calendar, calendar, type Unit, type Zone, type ZoneNamed, zone } from '../time/index.js';
import { nameFilterOf } from './event-names.js';
import type { CellNode, PlanNode, PlanReading, PlanSelection, PlanWindow, Prepared, Source } from './plan.js';
import { planRelation } from './relations.js';

/**
 * Turns definitions into one plan. What is equal is found by its canonical text: the grammar fixes the order of keys,
 * defaults are filled in and children stand as indices, so equal text is equal meaning and nothing is left out of it.
 */
export const prepare = (definitions: readonly Expression[]): Prepared => prepareWith(definitions, zone);

/** The same where zones are asked of somebody else: a definition that needs none brings none into a page. */
export const prepareWith = (definitions: readonly Expression[], zoneNamed: ZoneNamed): Prepared => {
  const nodes = family();
  const eventNodes = family();
  const selections = interned<PlanSelection>();
  const sources = interned<Source>();
  const readings = interned<PlanReading>();
  const calendars: Calendar[] = [];
  const calendarKeys = interned<string>();
  const zones = new Map<string, Zone>();

  const zoneOf = (name = 'UTC'): Zone => {
    const known = zones.get(name) ?? zoneNamed(name);
    zones.set(name, known);
    return known;
  };

  const calendarOf = (unit: Unit, timeZone = 'UTC', weekStart = 'monday'): number => {
    const index = calendarKeys.add([unit, timeZone, unit === 'week' ? weekStart : ''].join());
    calendars[index] ??= calendar(unit, zoneOf(timeZone), weekStart);
    return index;
  };

  const reading = (of: PlanReading): number => {
    if (of.kind === 'hourOfDay' || of.kind === 'dayOfWeek') zoneOf(of.timeZone);
    return readings.add(of);
  };

  const property = (name: string): number => reading({ kind: 'property', name });

  const source = (of: Selection, shift: number): number => {
    const tests = [...inParts(of.anyOf ?? []), ...(of.where ?? [])];
    const where = tests.map((test) => node(test, shift, eventNodes));
    return sources.add({
      ...nameFilterOf(of),
      where,
      moving: where.some((test) => moves(eventNodes, test)),
    });
  };

  /** A window that starts at an attribute starts at a node like any other: only what answers the instant differs. */
  const windowOf = (window: Window, shift: number, children: number[]): PlanWindow => {
    if (window.kind !== 'following') return window;
    const {
      kind,
      attribute: name = '',
      start = { kind: 'attribute', name, as: 'instant' },
      from,
      to,
    } = window;
    const index = node(start, shift);
    children.push(index);
    return { kind, start: index, ...(from !== undefined && { from }), to };
  };

  /** Plans a selection; the nodes that its windows start at are noted as children of the node that it is of. */
  const selection = (of: Selection, shift: number, children: number[]): number =>
    selections.add({
      source: source(of, shift),
      ...(of.window && { window: windowOf(of.window, shift, children) }),
      calendar:
        of.window?.kind === 'calendar'
          ? calendarOf(of.window.unit, of.window.timeZone, of.window.weekStart)
          : -1,
      shift,
      relations: (of.relations ?? []).map((relation) =>
        planRelation(relation, selection(relation.events, shift, children), property),
      ),
    });

  /** Plans a node of a customer, or of one event where `into` is the list of those. */
  const node = (of: Expression | EventTest | PlanReading, shift: number, into: Family = nodes): number => {
    if (of.kind === 'named') return node(of.of, shift);
    if (of.kind === 'ago') return node(of.of, shift + of.length);

    const { kind, ...fields } = of;
    const children: number[] = [];
    const planned = {
      kind,
      ...(slots(fields, shift, into, children) as object),
      shift: MOVING.has(kind) ? shift : 0,
      calendar: periodCalendar(of),
      thing: of.kind === 'sequence' && of.same !== undefined ? property(of.same) : -1,
      unbounded: kind === 'sessions' ? selection(withoutWindow(of.of), shift, children) : -1,
    } as unknown as PlanNode;
    return into.add(planned, children);
  };

  const periodCalendar = (of: Expression | EventTest | PlanReading): number => {
    if (of.kind === 'periods') return calendarOf(of.unit, of.timeZone, of.weekStart);
    return of.kind === 'series' && typeof of.every === 'string'
      ? calendarOf(of.every, of.timeZone, of.weekStart)
      : -1;
  };

  /** Puts an index in the place of everything that has a kind; those of nodes are noted as children. */
  const slots = (value: unknown, shift: number, into: Family, children: number[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => slots(item, shift, into, children));
    if (typeof value !== 'object' || value === null) return value;
    const { kind } = value as Partial<PlanReading | Selection>;
    if (kind === undefined) {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, slots(inner, shift, into, children)]),
      );
    }
    if (kind === 'events') return selection(value as Selection, shift, children);
    const child = (index: number): number => {
      children.push(index);
      return index;
    };
    if (!READINGS.has(kind)) return child(node(value as Expression, shift, into));
    const index = reading(value as PlanReading);
    return into === nodes ? index : child(into.add({ kind: 'cell', reading: index }, []));
  };

  const roots = definitions.map((definition) => node(definition, 0));
  return {
    definitions,
    nodes: nodes.list as readonly PlanNode[],
    children: nodes.children,
    eventNodes: eventNodes.list,
    eventChildren: eventNodes.children,
    selections: selections.list,
    sources: sources.list,
    readings: readings.list,
    calendars,
    zones,
    relative: nodes.list.some((planned) => planned.kind === 'rank' && planned.threshold === undefined),
    roots,
  };
};

/** The kinds that look at the instant of the answer themselves, not only through what is inside them. */
const MOVING: ReadonlySet<string> = new Set(['attribute', 'heldSince', 'elapsed', 'within', 'series']);

const READINGS: ReadonlySet<string> = new Set(['property', 'actor', 'hourOfDay', 'dayOfWeek', 'eventName']);

/**
 * The test that an event is in one of several parts; none where their names say it all. It is made of the tests that
 * there are, asked of the event's name, so that no engine knows more than those.
 */
const inParts = (parts: readonly EventsPart[]): readonly EventTest[] =>
  parts.every(({ where }) => where === undefined)
    ? []
    : [
        {
          kind: 'or',
          of: parts.map((part) => ({ kind: 'and', of: [...named(part), ...(part.where ?? [])] })),
        },
      ];

/** The tests that an event's name is one of a part's; one that is always true where any is. */
const named = ({ names, except, startingWith }: EventsPart): readonly EventTest[] => {
  const value = { kind: 'eventName' } as never;
  const tests: readonly EventTest[] = [
    ...(names === undefined ? [] : [{ kind: 'oneOf', value, values: names } as const]),
    ...(except === undefined ? [] : [{ kind: 'not', of: { kind: 'oneOf', value, values: except } } as const]),
    ...(startingWith === undefined
      ? []
      : [
          {
            kind: 'or',
            of: startingWith.map((text) => ({ kind: 'text', how: 'startsWith', value, text }) as const),
          } as const,
        ]),
  ];
  return tests.length === 0 ? [{ kind: 'exists', value }] : tests;
};

interface Interned<T> {
  readonly list: T[];
  /** The index of an equal thing, or of this one, now added. */
  add(thing: T): number;
}

const interned = <T>(): Interned<T> => {
  const list: T[] = [];
  const indices = new Map<string, number>();
  return {
    list,
    add: (thing) => {
      const key = JSON.stringify(thing);
      const known = indices.get(key);
      if (known !== undefined) return known;
      indices.set(key, list.length);
      return list.push(thing) - 1;
    },
  };
};

/** Nodes, each with those that it is made of. */
interface Family {
  readonly list: readonly EventNode[];
  readonly children: readonly (readonly number[])[];
  add(node: EventNode, children: readonly number[]): number;
}

const family = (): Family => {
  const nodes = interned<EventNode>();
  const children: (readonly number[])[] = [];
  return {
    list: nodes.list,
    children,
    add: (node, of) => {
      const index = nodes.add(node);
      children[index] ??= of;
      return index;
    },
  };
};

const withoutWindow = ({ window: _, ...rest }: Selection): Selection => rest;

type EventNode = PlanNode | CellNode;

const moves = (nodes: Family, index: number): boolean =>
  nodes.list[index]!.kind === 'within' || nodes.children[index]!.some((child) => moves(nodes, child));
