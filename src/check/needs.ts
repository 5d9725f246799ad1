import { describe, type Scalar, type ValueType } from '../expression/index.js';
import { deepFreeze } from '../internal/index.js';
import type { NameFilter } from '../plan/index.js';
import { type Definitions, namedOf } from './asked.js';
import { type Place, type Read, readsOf } from './reads.js';

/** A place in a definition that reads something. */
export interface NeededAt {
  /** The id of the definition, or its key where an object of them was given. */
  readonly definition: string;
  /** Such as `definition.left.of.where[0].left`. */
  readonly path: string;
  /** The test that it is part of, in words; the value where no test is around it. */
  readonly words: string;
}

/** A property or an attribute that definitions read. */
export interface NeededValue {
  /** The types that it is read as; empty where it is taken as it is. */
  readonly types: readonly ValueType[];
  /** The values that it is asked to be, or not to be. */
  readonly values: readonly Scalar[];
  readonly where: readonly NeededAt[];
}

/** Events that definitions read, and what of them. */
export interface NeededEvents {
  readonly properties: Readonly<Record<string, NeededValue>>;
  /** Whether it is read who acted. */
  readonly actor: boolean;
  readonly where: readonly NeededAt[];
}

/** Events that are not told by a list of names. */
export interface OtherEvents extends NeededEvents {
  /** Names that are left out. */
  readonly except: readonly string[];
  /** What the name begins with; empty where it may begin with anything. */
  readonly startingWith: readonly string[];
}

/** What definitions read, as plain data. `String(needs)` lists it. */
export interface Needs {
  /** By name. */
  readonly events: Readonly<Record<string, NeededEvents>>;
  /** Events of any name, but some, or with a beginning. */
  readonly otherEvents: readonly OtherEvents[];
  readonly attributes: Readonly<Record<string, NeededValue>>;
  /** A line for each event and attribute. */
  toString(): string;
}

/**
 * The events, properties and attributes that a definition reads, or several do: with the types that they are read as, the
 * values that are asked for, and where. Compare it with what you record before you trust a zero.
 *
 * A definition that cannot be built is the `HabitusError` that it is built with.
 * @param of A segment, metric or classification, a list of them, or an object of them by name.
 * @example
 * ```ts
 * import { attribute, atLeast, events, needs } from 'habitus';
 * const spender = events('purchase').where({ amount: atLeast(100) }).any();
 * needs(spender).events.purchase?.properties.amount?.types; //=> ['number']
 * needs([spender, attribute('plan').is('pro')]).attributes.plan?.values; //=> ['pro']
 * String(needs(spender)); //=> 'event purchase: amount (number)'
 * ```
 */
export const needs = (of: Definitions): Needs => {
  const { reads } = readsOf(namedOf(of, 'needs'));
  const events = new Map<string, MadeEvents>();
  const others = new Map<string, MadeEvents & { readonly filter: NameFilter }>();
  const attributes = new Map<string, MadeValue>();
  for (const read of reads) {
    if (read.kind === 'attribute') {
      noteValue(kept(attributes, read.name, madeValue), read);
      continue;
    }
    for (const filter of plainFilters(read.events)) {
      const into = filter.names
        ? filter.names.map((name) => kept(events, name, madeEvents))
        : [kept(others, JSON.stringify(filter), () => ({ ...madeEvents(), filter }))];
      for (const each of into) noteEvents(each, read);
    }
  }
  const made = deepFreeze({
    events: entriesOf(events, eventsOf),
    otherEvents: [...others.values()].map((each) => ({
      ...eventsOf(each),
      except: each.filter.except ?? [],
      startingWith: each.filter.startingWith ?? [],
    })),
    attributes: entriesOf(attributes, neededOf),
  });
  const text = (): string => linesOf(made).join('\n');
  return Object.freeze(Object.defineProperty({ ...made }, 'toString', { value: text }));
};

interface MadeValue {
  readonly types: Set<ValueType>;
  readonly values: Set<Scalar>;
  readonly where: NeededAt[];
}

interface MadeEvents {
  readonly properties: Map<string, MadeValue>;
  readonly where: NeededAt[];
  actor: boolean;
}

const madeValue = (): MadeValue => ({ types: new Set(), values: new Set(), where: [] });
const madeEvents = (): MadeEvents => ({ properties: new Map(), where: [], actor: false });

const kept = <T>(map: Map<string, T>, key: string, make: () => T): T => {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
};

const noteEvents = (into: MadeEvents, read: Exclude<Read, { kind: 'attribute' }>): void => {
  if (read.kind === 'property') noteValue(kept(into.properties, read.name, madeValue), read);
  else if (read.kind === 'actor') into.actor = true;
  else into.where.push(placeOf(read));
};

const noteValue = (into: MadeValue, read: Extract<Read, { readonly name: string }>): void => {
  if (read.as !== undefined) into.types.add(read.as);
  for (const value of read.wanted?.values ?? []) into.values.add(value);
  into.where.push(placeOf(read));
};

/** A place with the words of what is around it. */
export const placeOf = ({ definition, path, around }: Place): NeededAt => ({
  definition,
  path,
  words: describe(around),
});

/** The filter as filters of which none is made of parts. */
const plainFilters = ({ anyOf, ...own }: NameFilter): readonly NameFilter[] =>
  anyOf === undefined ? [own] : anyOf.flatMap(plainFilters).map((part) => narrowed(own, part));

/** Both at once. */
const narrowed = (own: NameFilter, part: NameFilter): NameFilter => ({
  ...own,
  ...part,
  ...(own.names && part.names && { names: part.names.filter((name) => own.names!.includes(name)) }),
  ...(own.except && part.except && { except: [...new Set([...own.except, ...part.except])] }),
});

const neededOf = ({ types, values, where }: MadeValue): NeededValue => ({
  types: [...types],
  values: [...values],
  where,
});

const eventsOf = ({ properties, actor, where }: MadeEvents): NeededEvents => ({
  properties: entriesOf(properties, neededOf),
  actor,
  where,
});

/** In the order of names, in an object in which any name is only a name. */
const entriesOf = <T, R>(map: ReadonlyMap<string, T>, make: (value: T) => R): Readonly<Record<string, R>> =>
  Object.fromEntries(
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, make(value)]),
  );

const linesOf = ({ events, otherEvents, attributes }: Omit<Needs, 'toString'>): readonly string[] => [
  ...otherEvents.map((each) => {
    const { except, startingWith } = each;
    const start =
      startingWith.length === 0 ? 'any event' : `events that begin with ${startingWith.join(' or ')}`;
    const names = except.length > MOST ? `${except.length} names` : except.join(', ');
    const but = except.length === 0 ? '' : ` but ${names}`;
    return `${start}${but}${valuesWords(each.properties)}`;
  }),
  ...Object.entries(events).map(([name, each]) => `event ${name}${valuesWords(each.properties)}`),
  ...Object.entries(attributes).map(([name, each]) => `attribute ${valueWords(name, each)}`),
];

/** So many names are listed. */
const MOST = 5;

const valuesWords = (properties: NeededEvents['properties']): string => {
  const all = Object.entries(properties).map(([name, each]) => valueWords(name, each));
  return all.length === 0 ? '' : `: ${all.join(', ')}`;
};

const valueWords = (name: string, { types }: NeededValue): string =>
  types.length === 0 ? name : `${name} (${types.join(', ')})`;
