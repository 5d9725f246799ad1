import {
  type EventTest,
  type Expression,
  GRAMMAR,
  type Reading,
  type Selection,
} from '../expression/index.js';
import { type Calendar, calendar, type Unit, type Zone, zone } from '../time/index.js';
import type { PlanNode, PlanSelection, Prepared, Source } from './plan.js';

/**
 * Turns definitions into one plan. What is equal is found by its canonical text: the grammar fixes the order of keys,
 * defaults are filled in and children stand as indices, so equal text is equal meaning and nothing is left out of it.
 */
export const prepare = (definitions: readonly Expression[]): Prepared => {
  const nodes = interned<PlanNode>();
  const selections = interned<PlanSelection>();
  const sources = interned<Source>();
  const readings = interned<Reading>();
  const calendars: Calendar[] = [];
  const calendarKeys = interned<string>();
  const zones = new Map<string, Zone>();

  const zoneOf = (name = 'UTC'): Zone => {
    const known = zones.get(name) ?? zone(name);
    zones.set(name, known);
    return known;
  };

  const calendarOf = (unit: Unit, timeZone = 'UTC', weekStart = 'monday'): number => {
    const index = calendarKeys.add([unit, timeZone, unit === 'week' ? weekStart : ''].join());
    calendars[index] ??= calendar(unit, zoneOf(timeZone), weekStart);
    return index;
  };

  const reading = (of: Reading): number => {
    if (of.kind === 'hourOfDay' || of.kind === 'dayOfWeek') zoneOf(of.timeZone);
    return readings.add(of);
  };

  const source = (of: Selection, shift: number): number => {
    const where = of.where ?? [];
    for (const test of where) for (const read of readingsOf(test)) reading(read);
    const moving = where.some(moves);
    return sources.add({
      ...(of.names && { names: distinct(of.names) }),
      ...(of.except && { except: distinct(of.except) }),
      ...(of.where && { where }),
      moving,
      shift: moving ? shift : 0,
    });
  };

  const selection = (of: Selection, shift: number): number =>
    selections.add({
      source: source(of, shift),
      ...(of.window && { window: of.window }),
      calendar:
        of.window?.kind === 'calendar'
          ? calendarOf(of.window.unit, of.window.timeZone, of.window.weekStart)
          : -1,
      shift,
      relations: (of.relations ?? []).map((relation) => ({
        ...relation,
        events: selection(relation.events, shift),
      })),
    });

  const node = (of: Expression, shift: number): number => {
    if (of.kind === 'named') return node(of.of, shift);
    if (of.kind === 'ago') return node(of.of, shift + of.length);

    const planned: Record<string, unknown> = { kind: of.kind };
    const inside = of as unknown as Record<string, unknown>;
    for (const [key, field] of Object.entries(GRAMMAR[of.kind][1] as Readonly<Record<string, string>>)) {
      const value = inside[key];
      if (value !== undefined) planned[key] = slot(field, value, shift);
    }
    planned.shift = MOVING.has(of.kind) ? shift : 0;
    planned.calendar = periodCalendar(of);
    planned.unbounded = of.kind === 'sessions' ? selection(withoutWindow(of.of), shift) : -1;
    return nodes.add(planned as unknown as PlanNode);
  };

  const periodCalendar = (of: Expression): number => {
    if (of.kind === 'periods') return calendarOf(of.unit, of.timeZone, of.weekStart);
    return of.kind === 'series' && typeof of.every === 'string'
      ? calendarOf(of.every, of.timeZone, of.weekStart)
      : -1;
  };

  const slot = (field: string, value: unknown, shift: number): unknown => {
    if (field.startsWith('reading')) return reading(value as Reading);
    if (field === 'events') return selection(value as Selection, shift);
    if (field === 'events+') return (value as Selection[]).map((step) => selection(step, shift));
    if (/^(value|test)\+/.test(field)) return (value as Expression[]).map((child) => node(child, shift));
    if (/^(value|test)$/.test(field)) return node(value as Expression, shift);
    if (field === 'parts')
      return (value as { value: Expression }[]).map((part) => ({ ...part, value: node(part.value, shift) }));
    if (field.endsWith('Labels'))
      return (value as [string, Expression][]).map(([label, child]) => [label, node(child, shift)]);
    return value;
  };

  const roots = definitions.map((definition) => node(definition, 0));
  return {
    nodes: nodes.list,
    selections: selections.list,
    sources: sources.list,
    readings: readings.list,
    calendars,
    zones,
    roots,
  };
};

/** The kinds that look at the instant of the answer themselves, not only through what is inside them. */
const MOVING: ReadonlySet<string> = new Set(['attribute', 'elapsed', 'within', 'series']);

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

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

const withoutWindow = ({ window: _, ...rest }: Selection): Selection => rest;

const moves = (test: EventTest): boolean =>
  test.kind === 'within' || ('of' in test && [test.of].flat().some((inner) => moves(inner as EventTest)));

/** The readings of an event that a test looks at. */
export const readingsOf = (test: EventTest): readonly Reading[] => {
  if ('of' in test) return [test.of].flat().flatMap((inner) => readingsOf(inner as EventTest));
  return [test.kind === 'compare' ? (test.left as Reading) : test.value];
};
