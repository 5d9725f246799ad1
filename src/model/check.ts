import type {
  EventTest,
  Expression,
  Reading,
  Scalar,
  Selection,
  ValueType,
  Window,
} from '../expression/index.js';
import { HabitusError, lowered } from '../internal/index.js';
import type { DeclaredEvent, ModelData } from './data.js';
import type { Declared } from './inspect-schema.js';
import { nearNames } from './suggest-name.js';

type Node = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Where a walk is: which events the readings there are of. */
interface Place {
  readonly data: ModelData;
  readonly path: string;
  readonly events: readonly (readonly [string, DeclaredEvent])[];
}

/** Holds a definition against a model: a name, a type or a literal that it does not have is an error with its path. */
export const checkDefinition = (
  definition: Expression | Selection | Reading | EventTest | Window,
  data: ModelData,
  path = '',
  of: Selection | undefined = undefined,
): void =>
  walk(definition as unknown as Node, {
    data,
    path,
    events: of === undefined ? [...data.events] : selected(of, { data, path, events: [] }),
  });

const inside = (place: Place, key: string | number): Place => ({
  ...place,
  path: typeof key === 'number' ? `${place.path}[${key}]` : place.path === '' ? key : `${place.path}.${key}`,
});

const walk = (value: unknown, place: Place): void => {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      walk(item, inside(place, i));
    });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  const around = typeof node.kind === 'string' ? (RULES[node.kind]?.(node, place) ?? place) : place;
  // Readings stand beside the selection they are of.
  const of = node.of as Node | undefined;
  const readings = of?.kind === 'events' ? selected(of as never, inside(place, 'of')) : undefined;
  for (const [key, child] of Object.entries(node)) {
    const at = inside(around, key);
    walk(child, key === 'value' && readings !== undefined ? { ...at, events: readings } : at);
  }
};

type Rule = (node: Node, place: Place) => Place | undefined;

/** A property that events must have the same value of: a name that none of them has would be missing in all. */
const aboutOf = (of: Selection, property: string, place: Place): void => {
  propertyOf(property, { ...place, events: selected(of, place) });
};

/** Around a relation are the events that it is of. */
const relation: Rule = ({ events, same, as }, place) => {
  if (same !== undefined) {
    propertyOf(same as string, inside(place, 'same'));
    aboutOf(events as Selection, (as ?? same) as string, inside(place, as === undefined ? 'same' : 'as'));
  }
  return undefined;
};

/** What is looked at, by kind of node; a rule may say which events its parts are of. */
const RULES: Readonly<Record<string, Rule>> = {
  events: (node, place) => ({ ...place, events: selected(node as unknown as Selection, place) }),
  property: ({ name, as }, place) => {
    fitting(propertyOf(name as string, place), as as ValueType | undefined, name as string, place);
    return undefined;
  },
  attribute: ({ name, as }, place) => {
    fitting(
      [attributeOf(name as string, inside(place, 'name'))],
      as as ValueType | undefined,
      name as string,
      place,
    );
    return undefined;
  },
  heldSince: ({ name, as }, place) => {
    fitting(
      [attributeOf(name as string, inside(place, 'name'))],
      as as ValueType | undefined,
      name as string,
      place,
    );
    return undefined;
  },
  following: ({ attribute }, place) => {
    if (attribute === undefined) return undefined;
    const at = inside(place, 'attribute');
    fitting([attributeOf(attribute as string, at)], 'instant', attribute as string, at);
    return undefined;
  },
  sequence: ({ steps, same }, place) => {
    if (same !== undefined)
      (steps as readonly Selection[]).forEach((step) => {
        aboutOf(step, same as string, inside(place, 'same'));
      });
    return undefined;
  },
  followedBy: relation,
  notFollowedBy: relation,
  notYetFollowedBy: relation,
  precededBy: relation,
  notPrecededBy: relation,
  oneOf: ({ value, values, ignoreCase }, place) => {
    const known = valuesOf(value as Node, place);
    const same = (of: Scalar): Scalar => (ignoreCase === true && typeof of === 'string' ? lowered(of) : of);
    (values as readonly Scalar[]).forEach((literal, i) => {
      if (known !== undefined && !known.some((each) => same(each) === same(literal)))
        throw new HabitusError(
          'bad-value',
          `expected a value that the model has, got ${JSON.stringify(literal)}; ${nearNames(literal, known.map(String))}`,
          inside(inside(place, 'values'), i).path,
        );
    });
    return undefined;
  },
};

/** The events that a selection is of; every name must be one of the model's. */
const selected = ({ names, except, startingWith, anyOf }: Selection, place: Place): Place['events'] => {
  const all = place.data.events;
  const parts = anyOf?.map((part, i) => selected(part, inside(inside(place, 'anyOf'), i)));
  const inAny = parts && new Set(parts.flatMap((part) => part.map(([name]) => name)));
  startingWith?.forEach((start, i) => {
    if (![...all.keys()].some((name) => name.startsWith(start)))
      throw new HabitusError(
        'bad-value',
        `expected the beginning of an event of the model, got ${JSON.stringify(start)}; ${nearNames(start, [...all.keys()])}`,
        inside(inside(place, 'startingWith'), i).path,
      );
  });
  for (const [key, list] of Object.entries({ names, except })) {
    list?.forEach((name, i) => {
      if (!all.has(name))
        throw new HabitusError(
          'bad-value',
          `expected an event of the model, got ${JSON.stringify(name)}; ${nearNames(name, [...all.keys()])}`,
          inside(inside(place, key), i).path,
        );
    });
  }
  return [...all].filter(
    ([name]) =>
      names?.includes(name) !== false &&
      except?.includes(name) !== true &&
      startingWith?.some((start) => name.startsWith(start)) !== false &&
      inAny?.has(name) !== false,
  );
};

/** What is declared of a property by the events that have it; nothing where one may have any. */
const propertyOf = (name: string, { events, path }: Place): readonly Declared[] => {
  const found = events.flatMap(([, { properties }]) => properties.get(name) ?? []);
  if (found.length > 0 || events.some(([, { open }]) => open)) return found;
  const known = [...new Set(events.flatMap(([, { properties }]) => [...properties.keys()]))];
  const of = events.length > 3 ? 'these events' : events.map(([event]) => event).join(', ');
  throw new HabitusError(
    'bad-value',
    `expected a property of ${of}, got ${JSON.stringify(name)}; ${nearNames(name, known)}`,
    path === '' ? 'name' : `${path}.name`,
  );
};

const attributeOf = (name: string, { data, path }: Place): Declared =>
  data.attributes.get(name) ??
  refuseName(
    `expected an attribute of the model, got ${JSON.stringify(name)}; ${nearNames(name, [...data.attributes.keys()])}`,
    path,
  );

const refuseName = (message: string, path: string): never => {
  throw new HabitusError('bad-value', message, path);
};

const WORDS: Readonly<Record<ValueType, string>> = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  instant: 'an instant',
  list: 'a list of texts',
};

const fitting = (
  declared: readonly Declared[],
  as: ValueType | undefined,
  name: string,
  { path }: Place,
): void => {
  if (as === undefined || declared.length === 0) return;
  // Milliseconds are an instant to whom asks for one (S1).
  if (
    declared.some(({ type }) => type === as || type === 'unknown' || (type === 'number' && as === 'instant'))
  )
    return;
  throw new HabitusError(
    'wrong-type',
    `${JSON.stringify(name)} is ${WORDS[declared[0]!.type as ValueType]} in the model, and is read as ${WORDS[as]} here: such a reading is always missing`,
    path,
  );
};

/** The only values that a node can answer, where the model says it. */
const valuesOf = (node: Node, place: Place): readonly Scalar[] | undefined => {
  switch (node.kind) {
    case 'attribute':
      return place.data.attributes.get(node.name as string)?.values;
    case 'property': {
      const declared = propertyOf(node.name as string, place);
      return declared.length > 0 && declared.every(({ values }) => values !== undefined)
        ? declared.flatMap(({ values }) => values!)
        : undefined;
    }
    case 'first':
    case 'last':
    case 'mostFrequent':
      return valuesOf(node.value as Node, {
        ...place,
        events: selected(node.of as unknown as Selection, place),
      });
    case 'named':
    case 'ago':
      return valuesOf(node.of as Node, place);
    default:
      return undefined;
  }
};

/** For builders: the one type of a property over the events of a selection; undefined where there is none. */
export const typeOfProperty = (
  name: string,
  of: Selection,
  data: ModelData,
  path: string,
): Declared['type'] | undefined => {
  const place = { data, path, events: [] };
  const types = new Set(propertyOf(name, { ...place, events: selected(of, place) }).map(({ type }) => type));
  const [type] = types;
  return types.size === 1 && type !== 'unknown' ? type : undefined;
};
