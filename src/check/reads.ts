import type { Expression, Scalar, Selection, ValueType } from '../expression/index.js';
import { type NameFilter, nameFilterOf } from '../plan/index.js';

/** Where in a definition something stands. */
export interface Place {
  /** The name of the definition. */
  readonly definition: string;
  /** Such as `definition.left.of.where[0]`. */
  readonly path: string;
  /** The test that it is part of, or the value where there is no test around it. */
  readonly around: Expression;
}

/** The values that a reading is asked to be one of. */
interface Wanted {
  readonly values: readonly Scalar[];
  readonly ignoreCase: boolean;
}

interface Valued extends Place {
  readonly name: string;
  /** The type that it is read as; absent: as it is. */
  readonly as?: ValueType | undefined;
  readonly wanted?: Wanted | undefined;
}

/** Something that a definition reads. */
export type Read =
  | (Place & { readonly kind: 'events'; readonly events: NameFilter })
  | (Place & { readonly kind: 'actor'; readonly events: NameFilter })
  | (Valued & { readonly kind: 'property'; readonly events: NameFilter })
  | (Valued & { readonly kind: 'attribute' });

/** A test of a customer, the values that it needs, and as of how long ago it is asked. */
export interface Judged extends Place {
  readonly of: readonly Expression[];
  readonly shift: number;
}

/** A length of time in a definition, in milliseconds. */
export interface Length extends Place {
  readonly length: number;
}

/** What stands in definitions, in the order in which it does. */
export interface Reads {
  readonly reads: readonly Read[];
  readonly tests: readonly Judged[];
  readonly lengths: readonly Length[];
}

/** A definition by its name. */
export interface NamedDefinition {
  readonly name: string;
  readonly definition: Expression;
}

type Node = Readonly<Record<string, unknown>> & { readonly kind?: string };

interface Here extends Place {
  readonly shift: number;
  /** The events that readings here are of; absent outside of selections. */
  readonly events?: NameFilter | undefined;
  readonly wanted?: Wanted | undefined;
}

/** Everything that definitions read. */
export const readsOf = (definitions: readonly NamedDefinition[]): Reads => {
  const found: Found = { reads: [], tests: [], lengths: [] };
  for (const { name, definition } of definitions)
    walk(definition, { definition: name, path: 'definition', around: definition, shift: 0 }, found);
  return found;
};

interface Found extends Reads {
  readonly reads: Read[];
  readonly tests: Judged[];
  readonly lengths: Length[];
}

const walk = (value: unknown, here: Here, found: Found): void => {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      walk(item, { ...here, path: `${here.path}[${i}]` }, found);
    });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  const inside = entered(node, here, found);
  const of = node.of as Node | undefined;
  const readings = of?.kind === 'events' ? nameFilterOf(of as unknown as Selection) : inside.events;
  for (const [key, child] of Object.entries(node)) {
    const { wanted } = inside;
    walk(
      child,
      {
        ...inside,
        path: `${here.path}.${key}`,
        events: key === 'value' ? readings : inside.events,
        wanted: key === 'value' || (key === 'of' && SAME.has(node.kind)) ? wanted : undefined,
      },
      found,
    );
  }
};

/** Kinds that answer a value of what they are made of, so that what is asked of them is asked of it. */
const SAME: ReadonlySet<string | undefined> = new Set(['named', 'ago', 'first', 'last', 'mostFrequent']);

/** Tests that find a value or do not. */
const JUDGING: ReadonlySet<string | undefined> = new Set([
  'compare',
  'oneOf',
  'includes',
  'text',
  'version',
  'within',
  'rank',
]);

/** Fields that are lengths of time, wherever they stand. */
const LENGTHS = ['length', 'within', 'to', 'gap', 'every'];

/** Notes what a node reads itself, and says where its parts are. */
const entered = (node: Node, here: Here, found: Found): Here => {
  const { definition, path, around } = here;
  const place = { definition, path, around };
  for (const key of LENGTHS) {
    const length = node[key];
    if (typeof length === 'number' && !RANGES.has(node.kind))
      found.lengths.push({ ...place, path: `${path}.${key}`, length });
  }
  switch (node.kind) {
    case 'attribute':
    case 'heldSince':
      found.reads.push({ ...place, kind: 'attribute', ...valued(node, here) });
      return here;
    case 'following':
      if (typeof node.attribute === 'string')
        found.reads.push({ ...place, kind: 'attribute', name: node.attribute, as: 'instant' });
      return { ...here, events: undefined };
    case 'property':
      found.reads.push({ ...place, kind: 'property', events: here.events ?? {}, ...valued(node, here) });
      return here;
    case 'actor':
      found.reads.push({ ...place, kind: 'actor', events: here.events ?? {} });
      return here;
    case 'events':
      return selected(node as unknown as Selection, here, found);
    case 'sequence':
      for (const step of node.steps as readonly Selection[]) about(step, node.same, here, found);
      return here;
    case 'ago':
      return { ...here, shift: here.shift + (node.length as number) };
    default:
      return tested(node, here, found);
  }
};

/** What has bounds that are no lengths: instants, percents, and (without a kind) the values of a score. */
const RANGES: ReadonlySet<string | undefined> = new Set(['period', 'bucket', undefined]);

const valued = (node: Node, { wanted }: Here): Pick<Valued, 'name' | 'as' | 'wanted'> => ({
  name: node.name as string,
  ...(node.as !== undefined && { as: node.as as ValueType }),
  ...(wanted !== undefined && { wanted }),
});

const tested = (node: Node, here: Here, found: Found): Here => {
  const wanted: Wanted | undefined =
    node.kind === 'oneOf'
      ? { values: node.values as readonly Scalar[], ignoreCase: node.ignoreCase === true }
      : here.wanted;
  if (here.events !== undefined || !JUDGING.has(node.kind)) return { ...here, wanted };
  const around = node as unknown as Expression;
  const of = [node.left, node.right, node.value].filter(
    (each) => each !== undefined,
  ) as unknown as readonly Expression[];
  found.tests.push({ definition: here.definition, path: here.path, around, of, shift: here.shift });
  return { ...here, around, wanted };
};

const selected = (of: Selection, here: Here, found: Found): Here => {
  const { definition, path, around } = here;
  const events = nameFilterOf(of);
  // The parts of a selection of several speak for themselves.
  const isWhole = of.anyOf === undefined || (of.names ?? of.except ?? of.startingWith) !== undefined;
  if (isWhole) found.reads.push({ definition, path, around, kind: 'events', events });
  (of.relations ?? []).forEach((relation, i) => {
    const at = { ...here, path: `${path}.relations[${i}]` };
    about(of, relation.same, at, found);
    about(relation.events, relation.as ?? relation.same, at, found);
  });
  return { ...here, events };
};

/** A property in which events have to agree is read of them. */
const about = (of: Selection, name: unknown, { definition, path, around }: Here, found: Found): void => {
  if (typeof name === 'string')
    found.reads.push({ definition, path, around, kind: 'property', events: nameFilterOf(of), name });
};
