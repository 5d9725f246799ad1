import { deepFreeze, HabitusError, isPlainObject, own, refuse } from '../internal/index.js';
import { checked, LIMITS, limited } from './checks.js';
import { EVENT_TESTS, GRAMMAR, type Sort } from './grammar.js';
import type { Kind, Node, Selection, ValueType } from './nodes.js';
import { ruled } from './rules.js';
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
}

/**
 * The one way in: checks plain data against the grammar, node by node, gives readings the types that their tests say,
 * and returns a frozen copy. Builders call it on what they put together, `parse…` on what came from elsewhere.
 */
export const build = (raw: unknown, sort: Sort, path = ''): Node =>
  deepFreeze(node(raw, sort, { path, depth: 0, onEvent: false, wanted: sort, count: { nodes: 0 } }));

const at = (place: Place, key: string): Place => ({
  ...place,
  path: place.path === '' ? key : `${place.path}.${key}`,
});

const node = (raw: unknown, sort: Sort, outer: Place): Node => {
  const place = {
    ...outer,
    depth: outer.depth + 1,
    onEvent: outer.onEvent || sort === 'eventTest',
    wanted: sort,
  };
  if (place.depth > LIMITS.depth || ++place.count.nodes > LIMITS.nodes) {
    throw new HabitusError(
      'too-large',
      `expected at most ${LIMITS.depth} nested nodes and ${LIMITS.nodes} in all; a definition that holds itself has no end`,
      place.path.slice(0, 200),
    );
  }
  if (!isPlainObject(raw))
    return refuse('bad-value', `a node (${SORTS[sort]}) as a plain object with a "kind"`, raw, place.path);
  const kind = own(raw, 'kind') as Kind;
  const rule = own(GRAMMAR, kind) as (typeof GRAMMAR)[Kind] | undefined;
  if (rule === undefined || !fits(rule[0], kind, sort, place.onEvent)) {
    const kinds = (Object.keys(GRAMMAR) as Kind[]).filter((known) =>
      fits(GRAMMAR[known][0], known, sort, place.onEvent),
    );
    return refuse(
      'unknown-kind',
      `${SORTS[sort]}${place.onEvent ? ' of one event' : ''} (${kinds.join(', ')})`,
      own(raw, 'kind'),
      at(place, 'kind').path,
    );
  }
  const fields = rule[1] as Fields;
  return ruled(filled({ kind }, `"${kind}"`, fields, raw, place) as unknown as Node, place.path);
};

type Fields = Readonly<Record<string, string>>;

/** A draft with the fields of a raw object, checked; keys that it should not have or that it lacks are errors. */
const filled = (draft: Draft, what: string, fields: Fields, raw: Draft, place: Place): Draft => {
  for (const key of Object.keys(raw)) {
    if (!Object.hasOwn(fields, key) && !(key === 'kind' && 'kind' in draft)) {
      const known = Object.keys(fields).join(', ') || 'its kind';
      throw new HabitusError('unknown-key', `${what} has no "${key}", only: ${known}`, at(place, key).path);
    }
  }
  for (const [key, field] of Object.entries(fields)) {
    const value = own(raw, key);
    const optional = field.endsWith('?');
    if (value !== undefined)
      draft[key] = fieldValue(optional ? field.slice(0, -1) : field, value, at(place, key));
    else if (!optional) throw new HabitusError('missing-key', `${what} needs "${key}"`, at(place, key).path);
  }
  return draft;
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
  if (onEvent && wanted === 'value') return has === 'reading' || kind === 'literal';
  if (onEvent && (wanted === 'test' || wanted === 'eventTest')) return EVENT_TESTS.includes(kind);
  if (wanted === 'either') return has === 'value' || has === 'test' || has === 'either';
  return has === wanted || (has === 'either' && (wanted === 'value' || wanted === 'test'));
};

/** A field as the grammar writes it: what it holds, how many of it at least, the type it is read as, and whether always. */
const FIELD = /^(\w+?)(\+*)(?:([=~])(\w+))?$/;

const fieldValue = (field: string, value: unknown, place: Place): unknown => {
  const [, sort = field, many = '', when, type] = FIELD.exec(field) ?? [];
  const one = (item: unknown, inner: Place): unknown => {
    if (sort === 'unbounded') return unbounded(node(item, 'events', inner) as Selection, inner);
    if (sort === 'either') return node(item, place.wanted, inner);
    if (!Object.hasOwn(SORTS, sort)) return checked(sort, item, inner.path);
    const child = node(item, sort as Sort, inner) as Typed;
    if (type === undefined || (when === '~' && typeOf(child) !== undefined)) return child;
    return readAs(child, type as ValueType | 'amount', inner.path);
  };
  const each = (items: readonly unknown[], make: (item: unknown, inner: Place) => unknown): unknown[] =>
    items.map((item, i) => make(item, { ...place, path: `${place.path}[${i}]` }));

  if (many !== '') return each(list(value, many.length, place), one);
  if (sort === 'parts') return each(list(value, 1, place), part);
  if (sort === 'testLabels' || sort === 'valueLabels') {
    const inner = sort === 'testLabels' ? 'test' : 'value=number';
    return labels(list(value, 1, place), inner, place);
  }
  return one(value, place);
};

const unbounded = (selection: Selection, place: Place): Selection => {
  if (selection.window === undefined) return selection;
  throw new HabitusError(
    'bad-value',
    'expected no window here: a relation and a series look at all events up to the answer',
    at(place, 'window').path,
  );
};

const list = (value: unknown, least: number, place: Place): readonly unknown[] => {
  if (!Array.isArray(value) || value.length < least) {
    return refuse('bad-value', `a list of at least ${least}`, value, place.path);
  }
  limited(value, place.path);
  return value;
};

/** A part of a score is written like a node, though it has no kind. */
const PART: Fields = { value: 'value=number', weight: 'weight', from: 'number', to: 'number' };

const part = (raw: unknown, place: Place): Draft => {
  if (!isPlainObject(raw)) return refuse('bad-value', 'a part { value, weight, from, to }', raw, place.path);
  const filledIn = filled({}, 'a part', PART, raw, place);
  if (filledIn.from === filledIn.to)
    refuse('bad-value', 'two different ends', filledIn.to, at(place, 'to').path);
  return filledIn;
};

const labels = (pairs: readonly unknown[], field: string, place: Place): unknown[] => {
  const seen = new Set<unknown>();
  return pairs.map((pair, i) => {
    const path = `${place.path}[${i}]`;
    if (!Array.isArray(pair) || pair.length !== 2)
      return refuse('bad-value', 'a pair [label, what it is for]', pair, path);
    const label = checked('text', pair[0], path) as string;
    if (/^(0|[1-9]\d*)$/.test(label))
      refuse('bad-value', 'a label that is not a whole number, which JavaScript would reorder', label, path);
    if (seen.has(label)) refuse('bad-value', 'labels that differ', label, path);
    seen.add(label);
    return [label, fieldValue(field, pair[1], { ...place, path })];
  });
};
