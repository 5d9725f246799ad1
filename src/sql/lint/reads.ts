import type { Reading, ValueType } from '../../expression/index.js';
import { own } from '../../internal/index.js';
import type { Prepared } from '../../plan/index.js';
import type { HostField, HostVocabulary } from '../../vocabulary/index.js';

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

/** The properties that definitions read, with the events of which they do. */
export const propertiesRead = (prepared: Prepared): readonly PropertyRead[] => {
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
  prepared.sources.forEach(({ where }, source) => {
    for (const test of where) visit(test, source);
  });
  for (const node of prepared.nodes)
    if ('of' in node && 'value' in node && typeof node.of === 'number' && typeof node.value === 'number')
      read(node.value, prepared.selections[node.of]!.source);
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
