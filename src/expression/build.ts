import { deepFreeze, didYouMean, HabitusError, isPlainObject, own, refuse } from '../internal/index.js';
import { DAY } from '../time/index.js';
import { checked, copied, LIMITS } from './checks.js';
import { MOST_COST, requireCost } from './cost.js';
import { EVENT_TESTS, GRAMMAR, INSTEAD, type Sort } from './grammar.js';
import type { Kind, Node, Selection, ValueType } from './nodes.js';
import { ruled, unwrapped } from './rules.js';
import { readAs, type Typed, typeOf } from './types.js';

type Draft = Record<string, unknown>;

interface Place {
  readonly path: string;
  readonly depth: number;
  /** Inside `where`: values are readings and literals, tests are those of one event. */
  readonly onEvent: boolean;
  /** What the node around must be: a name or a shift holds what could stand in its place. */
  readonly wanted: Sort;
  readonly count: { nodes: number };
  readonly slots?: Slots | undefined;
  /** What the node around comes to so far. */
  readonly around: Measure;
}

/**
 * What stands in a field in the place of a value, and the path by which it is known; undefined where the value itself
 * does. `check` is what the field holds.
 */
export type Slots = (
  given: unknown,
  check: string,
  path: string,
) => readonly [value: unknown, path: string] | undefined;

/** What a node comes to with all that is inside it: how many nodes, how deep, and how far it looks in milliseconds. */
interface Measure {
  nodes: number;
  depth: number;
  reach: number;
}

interface Known extends Readonly<Measure> {
  readonly onEvent: boolean;
}

/**
 * What `build` has made and frozen: it cannot have changed, so where it is built into something else it is counted and
 * not looked at again. A memo of facts, not state: without it every answer is the same.
 */
const KNOWN: WeakMap<object, Known> = /* @__PURE__ */ new WeakMap();

const nothing = (): Measure => ({ nodes: 0, depth: 0, reach: 0 });

/**
 * The one way in: checks plain data against the grammar, node by node, gives readings the types that their tests say,
 * and returns a frozen copy. Builders call it on what they put together, `parse…` on what came from elsewhere, with
 * what its slots hold.
 */
export const build = (raw: unknown, sort: Sort, path = '', mostCost = MOST_COST, slots?: Slots): Node => {
  const built = node(raw, sort, {
    path,
    depth: 0,
    onEvent: false,
    wanted: sort,
    count: { nodes: 0 },
    slots,
    around: nothing(),
  });
  requireCost(built, mostCost, path);
  return deepFreeze(built);
};

const at = (place: Place, key: string): Place => ({
  ...place,
  path: place.path === '' ? key : `${place.path}.${key}`,
});

const node = (given: unknown, sort: Sort, outer: Place): Node => {
  const place = {
    ...outer,
    depth: outer.depth + 1,
    onEvent: outer.onEvent || sort === 'eventTest',
    wanted: sort,
    around: nothing(),
  };
  const known = knownAs(given, place);
  if (known !== undefined) {
    place.count.nodes += known.nodes;
    include(outer.around, known);
    return given as Node;
  }
  if (place.depth > LIMITS.depth || ++place.count.nodes > LIMITS.nodes) {
    throw new HabitusError(
      'too-large',
      `expected at most ${LIMITS.depth} nested nodes and ${LIMITS.nodes} in all; a definition that holds itself has no end`,
      place.path,
    );
  }
  const raw = copied(given, place.path);
  if (!isPlainObject(raw))
    return refuse('bad-value', `a node (${SORTS[sort]}) as a plain object with a "kind"`, given, place.path);
  const { kind, fields } = ruleOf(raw, place);
  const draft = filled({ kind }, `"${kind}"`, fields, raw, place);
  const measure = { ...place.around, nodes: place.around.nodes + 1, depth: place.around.depth + 1 };
  measure.reach += lengthsOf(draft, fields);
  if (measure.reach > LIMITS.reach) {
    throw new HabitusError(
      'too-large',
      `expected to look at most 10,000 years (${LIMITS.reach / DAY} days) away, got lengths that add up to ${measure.reach / DAY}`,
      place.path,
    );
  }
  include(outer.around, measure);
  return remember(ruled(draft as unknown as Node, place.path), { ...measure, onEvent: place.onEvent });
};

const remember = <N extends object>(made: N, known: Known | undefined): N => {
  if (known !== undefined) KNOWN.set(made, known);
  return made;
};

const include = (around: Measure, { nodes, depth, reach }: Readonly<Measure>): void => {
  around.nodes += nodes;
  around.depth = Math.max(around.depth, depth);
  around.reach = Math.max(around.reach, reach);
};

/** What is known of something that can stand in this place as it is, within the limits. */
const knownAs = (given: unknown, { wanted, onEvent, depth, count }: Place): Known | undefined => {
  const known = KNOWN.get(given as object);
  if (known?.onEvent !== onEvent) return undefined;
  if (depth - 1 + known.depth > LIMITS.depth || count.nodes + known.nodes > LIMITS.nodes) return undefined;
  const [of, inner] = [given as Typed, unwrapped(given as Typed)];
  return [of, inner].every(({ kind }) => fits(GRAMMAR[kind][0], kind, wanted, onEvent)) ? known : undefined;
};

/** How far a node looks by itself: its lengths, that of a period as often as there are periods. */
const lengthsOf = (draft: Draft, fields: Fields): number =>
  Object.entries(fields).reduce((sum, [key, field]) => {
    const value = draft[key];
    if (typeof value !== 'number' || !/^(length|integer)/.test(field)) return sum;
    return sum + Math.abs(value) * (key === 'every' ? (draft.periods as number) : 1);
  }, 0);

const ruleOf = (
  raw: Draft,
  { wanted, onEvent, path }: Place,
): { readonly kind: Kind; readonly fields: Fields } => {
  const kind = own(raw, 'kind');
  const rule = typeof kind === 'string' ? own(GRAMMAR, kind) : undefined;
  if (rule !== undefined) {
    const [has, fields] = rule as (typeof GRAMMAR)[Kind];
    if (fits(has, kind as Kind, wanted, onEvent)) return { kind: kind as Kind, fields: fields as Fields };
  }
  const kinds = (Object.keys(GRAMMAR) as Kind[]).filter((known) =>
    fits(GRAMMAR[known][0], known, wanted, onEvent),
  );
  return refuse(
    'unknown-kind',
    `${SORTS[wanted]}${onEvent ? ' of one event' : ''} (${kinds.join(', ')})`,
    kind,
    path === '' ? 'kind' : `${path}.kind`,
  );
};

type Fields = Readonly<Record<string, string>>;

/** A draft with the fields of a raw object, checked; keys that it should not have or that it lacks are errors. */
const filled = (draft: Draft, what: string, fields: Fields, raw: Draft, place: Place): Draft => {
  for (const key of Object.keys(raw)) {
    if (!Object.hasOwn(fields, key) && !(key === 'kind' && 'kind' in draft)) {
      const known = Object.keys(fields);
      throw new HabitusError(
        'unknown-key',
        `${what} has no ${JSON.stringify(key)}, only: ${known.join(', ') || 'its kind'}${instead(draft, key) || didYouMean(key, known)}`,
        at(place, key).path,
      );
    }
  }
  for (const [key, field] of Object.entries(fields)) {
    const value = own(raw, key);
    const optional = field.endsWith('?');
    if (value !== undefined)
      draft[key] = fieldValue(optional ? field.slice(0, -1) : field, value, at(place, key));
    else if (!optional)
      throw new HabitusError(
        'missing-key',
        `${what} needs "${key}"${instead(draft, key)}`,
        at(place, key).path,
      );
  }
  return draft;
};

/** What to say instead of a kind with (or without) a field, where something else says it. */
const instead = ({ kind }: Draft, key: string): string => {
  const words = own(INSTEAD, `${kind}.${key}`);
  return words === undefined ? '' : `; ${words}`;
};

const SORTS: Record<Sort, string> = {
  value: 'a value',
  test: 'a test',
  events: 'a selection of events',
  window: 'a window',
  reading: 'a reading of an event',
  relation: 'a relation between events',
  either: 'a value or a test',
  eventTest: 'a test',
  operand: 'a value to compare with',
};

const fits = (has: Sort, kind: Kind, wanted: Sort, onEvent: boolean): boolean => {
  if (wanted === 'operand') return onEvent ? kind === 'literal' : fits(has, kind, 'value', false);
  if (onEvent && wanted === 'value') return has === 'reading';
  if (onEvent && (wanted === 'test' || wanted === 'eventTest')) return EVENT_TESTS.includes(kind);
  if (wanted === 'either') return has === 'value' || has === 'test' || has === 'either';
  return has === wanted || (has === 'either' && (wanted === 'value' || wanted === 'test'));
};

/** A field as the grammar writes it: what it holds, how many of it at least, the type it is read as, and whether always. */
const FIELD = /^(\w+?)(\+*)(?:([=~])(\w+))?$/;

const fieldValue = (field: string, value: unknown, place: Place): unknown => {
  const [, sort = field, many = '', when, type] = FIELD.exec(field) ?? [];
  const one = (item: unknown, inner: Place): unknown => {
    if (sort === 'unbounded') return without(UNBOUNDED, node(item, 'events', inner) as Selection, inner);
    if (sort === 'part') return without(PART_OF_ANY, node(item, 'events', inner) as Selection, inner);
    if (sort === 'either') return node(item, place.wanted, inner);
    if (!Object.hasOwn(SORTS, sort))
      return checked(sort, ...(place.slots?.(item, sort, inner.path) ?? ([item, inner.path] as const)));
    const child = node(item, sort as Sort, inner) as Typed;
    if (type === undefined || (when === '~' && typeOf(child) !== undefined)) return child;
    return remember(readAs(child, type as ValueType | 'amount', inner.path), KNOWN.get(child));
  };
  const each = (items: readonly unknown[], make: (item: unknown, inner: Place) => unknown): unknown[] =>
    items.map((item, i) => make(item, { ...place, path: `${place.path}[${i}]` }));

  if (many !== '') return each(list(value, many.length, place), one);
  if (sort === 'cases') return each(list(value, 1, place), pairOf);
  if (sort === 'parts') return each(list(value, 1, place), part);
  if (sort === 'testLabels' || sort === 'valueLabels') {
    const inner = sort === 'testLabels' ? 'test' : 'value=number';
    return labels(list(value, 1, place), inner, place);
  }
  return one(value, place);
};

/** What a selection may not have in some places, and what is said where it has. */
interface Lacking {
  readonly fields: readonly ('anyOf' | 'window' | 'relations')[];
  readonly says: string;
}

const UNBOUNDED: Lacking = {
  fields: ['window'],
  says: 'expected no window here: a relation and a series look at all events up to the answer',
};

const PART_OF_ANY: Lacking = {
  fields: ['anyOf', 'window', 'relations'],
  says: 'expected names and where only: in anyOf(…) windows, relations and what holds for all come after it',
};

const without = ({ fields, says }: Lacking, selection: Selection, place: Place): Selection => {
  for (const field of fields)
    if (selection[field] !== undefined) throw new HabitusError('bad-value', says, at(place, field).path);
  return selection;
};

const list = (given: unknown, least: number, place: Place): readonly unknown[] => {
  const value = copied(given, place.path);
  return Array.isArray(value) && value.length >= least
    ? value
    : refuse('bad-value', `a list of at least ${least}`, given, place.path);
};

/** A part of a score is written like a node, though it has no kind. */
const PART: Fields = { value: 'value=number', weight: 'weight', from: 'number', to: 'number' };

const part = (given: unknown, place: Place): Draft => {
  const raw = copied(given, place.path);
  if (!isPlainObject(raw)) return refuse('bad-value', 'a part { value, weight, from, to }', raw, place.path);
  const filledIn = filled({}, 'a part', PART, raw, place);
  if (filledIn.from === filledIn.to)
    refuse('bad-value', 'two different ends', filledIn.to, at(place, 'to').path);
  return filledIn;
};

/** A case is a pair of a test and a value. */
const pairOf = (given: unknown, place: Place): unknown[] =>
  pair(given, place.path, '[test, value]').map((item, i) =>
    fieldValue(i === 0 ? 'test' : 'value', item, { ...place, path: `${place.path}[${i}]` }),
  );

const pair = (given: unknown, path: string, wanted: string): readonly unknown[] => {
  const items = copied(given, path);
  return Array.isArray(items) && items.length === 2
    ? items
    : refuse('bad-value', `a pair ${wanted}`, items, path);
};

const labels = (pairs: readonly unknown[], field: string, place: Place): unknown[] => {
  const seen = new Set<unknown>();
  return pairs.map((given, i) => {
    const path = `${place.path}[${i}]`;
    const [name, of] = pair(given, path, '[label, what it is for]');
    const label = checked('text', name, path) as string;
    if (/^(0|[1-9]\d*)$/.test(label))
      refuse('bad-value', 'a label that is not a whole number, which JavaScript would reorder', label, path);
    if (seen.has(label)) refuse('bad-value', 'labels that differ', label, path);
    seen.add(label);
    return [label, fieldValue(field, of, { ...place, path })];
  });
};
