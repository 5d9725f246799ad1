import type { Reading, ValueType } from '../expression/index.js';
import { own } from '../internal/index.js';
import type { Prepared } from '../plan/index.js';
import type { HostField, HostVocabulary } from '../vocabulary/index.js';

/** A property that definitions read with a type. */
export interface PropertyRead {
  readonly name: string;
  readonly as: ValueType;
  /** The events of which it is read, by the model's names; absent: of all. */
  readonly events: readonly string[] | undefined;
}

/** An attribute that definitions read with a type. */
export interface AttributeRead {
  readonly name: string;
  readonly as: ValueType;
}

/** Of readings of events those of which they are read, by the model's names; undefined: of all. */
const eventsOfReadings = (prepared: Prepared): ReadonlyMap<number, ReadonlySet<string> | undefined> => {
  const events = new Map<number, Set<string> | undefined>();
  const read = (reading: number, source: number): void => {
    const { names } = prepared.sources[source]!;
    const known = events.has(reading) ? events.get(reading) : new Set<string>();
    events.set(reading, names && known && new Set([...known, ...names]));
  };
  const visit = (index: number, source: number): void => {
    const node = prepared.eventNodes[index]!;
    if (node.kind === 'cell') read(node.reading, source);
    else for (const child of prepared.eventChildren[index]!) visit(child, source);
  };
  const sourceOf = (selection: number): number => prepared.selections[selection]!.source;
  prepared.sources.forEach(({ where }, source) => {
    for (const test of where) visit(test, source);
  });
  for (const node of prepared.nodes)
    if ('of' in node && 'value' in node && typeof node.of === 'number' && typeof node.value === 'number')
      read(node.value, sourceOf(node.of));
  return events;
};

/** The properties that selections are told apart by: of a relation or a sequence about the same thing. */
const thingsRead = (prepared: Prepared, read: (reading: number, selection: number) => void): void => {
  prepared.selections.forEach(({ relations }, selection) => {
    for (const { events, own, other } of relations) {
      if (own < 0) continue;
      read(own, selection);
      read(other, events);
    }
  });
  for (const node of prepared.nodes)
    if (node.kind === 'sequence' && node.thing >= 0) for (const step of node.steps) read(node.thing, step);
};

/** Of each property the events of which definitions read it, by the model's names; undefined: of all. */
export const eventsByProperty = (
  prepared: Prepared,
): ReadonlyMap<string, ReadonlySet<string> | undefined> => {
  const found = new Map<string, Set<string> | undefined>();
  const add = (reading: number, names: Iterable<string> | undefined): void => {
    const of = prepared.readings[reading]!;
    if (of.kind !== 'property') return;
    const known = found.has(of.name) ? found.get(of.name) : new Set<string>();
    found.set(of.name, names && known && new Set([...known, ...names]));
  };
  for (const [reading, names] of eventsOfReadings(prepared)) add(reading, names);
  thingsRead(prepared, (reading, selection) => {
    add(reading, prepared.sources[prepared.selections[selection]!.source]!.names);
  });
  return found;
};

/** The properties that definitions read, with the events of which they do. */
export const propertiesRead = (prepared: Prepared): readonly PropertyRead[] => {
  const events = eventsOfReadings(prepared);
  return [...events].flatMap(([index, names]): PropertyRead[] => {
    const { kind, ...rest } = prepared.readings[index] as Reading & { name: string; as?: ValueType };
    return kind === 'property' && rest.as !== undefined
      ? [{ name: rest.name, as: rest.as, events: names && [...names].sort() }]
      : [];
  });
};

/** The attributes that definitions read. */
export const attributesRead = ({ nodes }: Prepared): readonly AttributeRead[] => {
  const found = nodes.flatMap((node) =>
    (node.kind === 'attribute' || node.kind === 'heldSince') && node.as !== undefined
      ? [{ name: node.name, as: node.as }]
      : [],
  );
  return [...new Map(found.map((read) => [`${read.as} ${read.name}`, read])).values()];
};

/** The host's own fields that stand behind one of the model. */
export const hostFieldsOf = (
  field: string,
  vocabulary: HostVocabulary | undefined,
  of: 'attributes' | 'events',
): readonly string[] => {
  if (vocabulary === undefined) return [field];
  const mapped =
    of === 'attributes'
      ? [own(vocabulary.attributes, field)]
      : Object.values(vocabulary.events).map(({ properties }) => own(properties ?? {}, field));
  return [...new Set([field, ...mapped.flatMap((each) => namesIn(each as HostField | undefined))])];
};

const namesIn = (field: HostField | undefined): readonly string[] => {
  if (field === undefined) return [];
  if (typeof field === 'string') return [field];
  if ('value' in field) return [];
  return 'from' in field ? [field.from] : field.firstOf.flatMap(namesIn);
};
