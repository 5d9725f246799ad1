import { READ } from '../customer/index.js';
import { AGGREGATES, type ValueType } from '../expression/index.js';
import { nearest, own } from '../internal/index.js';
import type { NameFilter, PlanNode, PlanReading, Prepared, Source } from '../plan/index.js';
import { number, quantity } from '../print/index.js';
import { postings } from './columns.js';
import type { ProfileData } from './data.js';
import { namedRows } from './rows.js';
import type { Run } from './run.js';
import { otherType } from './why-missing.js';

/**
 * What nodes of a plan read of a customer and do not find at all: events by names of which there is none, and properties of
 * another type than they are read as. Sentences without a full stop.
 */
export const notesOf = (
  { bound: { prepared }, data }: Pick<Run, 'bound' | 'data'>,
  roots: readonly number[],
): readonly string[] => {
  const reads = readsOf(prepared, roots);
  const sources = [...new Set(reads.selections.map((selection) => prepared.selections[selection]!.source))];
  return [
    ...unknownNames(
      sources.map((source) => prepared.sources[source]!),
      data,
    ),
    ...new Set(readingsOf(prepared, reads, sources).flatMap((read) => typeNote(prepared, data, read))),
  ];
};

interface Reads {
  /** The nodes that are reached. */
  readonly nodes: readonly PlanNode[];
  /** Their selections, those of relations with them. */
  readonly selections: readonly number[];
}

const readsOf = ({ nodes, children, selections }: Prepared, roots: readonly number[]): Reads => {
  const reached = new Set(roots);
  for (const index of reached) for (const child of children[index]!) reached.add(child);
  const found = Array.from(reached, (index) => nodes[index]!);
  const read = new Set(found.flatMap(selectionsIn));
  for (const index of read) for (const { events } of selections[index]!.relations) read.add(events);
  return { nodes: found, selections: [...read] };
};

const selectionsIn = (node: PlanNode): readonly number[] => {
  if (!(node.kind in AGGREGATES)) return [];
  return node.kind === 'sequence' ? node.steps : [(node as { readonly of: number }).of];
};

const namesIn = ({ names = [], anyOf = [] }: NameFilter): readonly string[] => [
  ...names,
  ...anyOf.flatMap(namesIn),
];

/** Selections of which there is no event at all, whenever. One of several names needs one of them. */
const unknownNames = (sources: readonly Source[], data: ProfileData): readonly string[] => {
  const isKnown = (name: string): boolean => data.names?.().includes(name) ?? postings(data, name).length > 0;
  const unknown = sources.flatMap((source) => {
    const names = namesIn(source);
    return names.some(isKnown) ? [] : names;
  });
  if (unknown.length === 0) return [];
  if (data.names === undefined && data.events.length === 0) return [`${data.id} has no events`];
  const known = data.names?.() ?? [...new Set(data.events.map(({ name }) => name))];
  const none = data.names === undefined ? `${data.id} has no event called` : 'no event is called';
  const names = [...new Set(unknown)].map((name) => ({ name, near: nearest(name, known) }));
  const strange = names.filter(({ near }) => near.length === 0).map(({ name }) => name);
  return [
    ...names
      .filter(({ near }) => near.length > 0)
      .map(({ name, near }) => `${none} “${name}”; did you mean ${either(near)}?`),
    ...(strange.length === 0 ? [] : [`${none} ${either(strange)}`]),
  ];
};

const either = (names: readonly string[]): string => {
  const quoted = names.slice(0, MOST).map((name) => `“${name}”`);
  if (names.length > MOST) return `${quoted.join(', ')} or ${names.length - MOST} other names`;
  const last = quoted.pop()!;
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
};

/** So many names are listed. */
const MOST = 5;

interface ReadOf {
  readonly reading: number;
  readonly source: number;
  /** By a test of `where`: events that it cannot judge are passed over without a word. */
  readonly tested: boolean;
}

/** Which readings are read of the events of which sources. */
const readingsOf = (
  { selections, sources, eventNodes, eventChildren }: Prepared,
  reads: Reads,
  read: readonly number[],
): readonly ReadOf[] => {
  const cells = (index: number): readonly number[] => {
    const node = eventNodes[index]!;
    return node.kind === 'cell' ? [node.reading] : eventChildren[index]!.flatMap(cells);
  };
  return [
    ...read.flatMap((source) =>
      sources[source]!.where.flatMap(cells).map((reading) => ({ reading, source, tested: true })),
    ),
    ...reads.nodes.flatMap((node) =>
      node.kind in AGGREGATES && 'value' in node && 'of' in node && typeof node.value === 'number'
        ? [{ reading: node.value, source: selections[node.of as number]!.source, tested: false }]
        : [],
    ),
  ];
};

/** That a property is of another type than it is read as: in any event where a test reads it, else in all of them. */
const typeNote = (plan: Prepared, data: ProfileData, read: ReadOf): readonly string[] => {
  const { kind, name, as } = plan.readings[read.reading] as PlanReading & { name: string; as?: ValueType };
  if (kind !== 'property' || as === undefined) return [];
  const there = Array.from(namedRows(data, plan.sources[read.source]!), (row) => data.events[row]!)
    .map((event) => ({ event, raw: own(event.properties, name) }))
    .filter(({ raw }) => raw !== undefined && raw !== null);
  const other = there.filter(({ raw }) => READ[as](raw) === null);
  const [first] = other;
  if (first === undefined || (!read.tested && other.length < there.length)) return [];
  const of = there.length === 1 ? '' : `, in ${number(other.length)} of ${quantity(there.length, 'events')}`;
  return [otherType(`“${name}” of “${first.event.name}”`, first.raw, as, of)];
};
