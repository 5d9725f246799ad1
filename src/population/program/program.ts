import {
  type Bound,
  type CellNode,
  needsOf,
  ownRange,
  type PlanNode,
  type PlanRelation,
  type Prepared,
  type Source,
  type Use,
} from '../../plan/index.js';
import { CHUNK, type Store } from '../store/store.js';
import type { Cursor, Kernel } from './cursor.js';
import { cellVector, gathered } from './gather.js';
import { KERNELS } from './kernels/index.js';
import { type Lane, laneOver, parted } from './lanes.js';
import type { Maker, Making } from './making.js';
import { plainColumn, readerOf, type Values } from './readings.js';
import { following, type RelatedLane, related, windowed } from './selections.js';
import { type Condition, cut, sourceStream, tablesOf } from './sources.js';
import { ownStream, type Stream, tableStream, viewOf } from './streams.js';
import { forget, laneOfThings, noThings, partedByThings, type Things, thingOf } from './things.js';
import type { NumberVector, TruthVector, Vector } from './vectors.js';

/** A plan made ready for one store: kernels in the order in which they run, chosen once. */
export interface Program {
  /** The vectors of the nodes that were asked for, in that order: after `run` they hold the answers of the chunk. */
  readonly vectors: readonly Vector[];
  /** Sets the instant; before the first chunk of a run. */
  begin(bound: Bound): void;
  /** Answers the customers from `low` on, at most a chunk of them. */
  run(low: number, size: number): void;
}

/** What each rank that is not fitted compares with: known once the values of all customers are. */
export type Thresholds = ReadonlyMap<PlanNode, number>;

/** Makes a program that answers some nodes of a plan. */
export const compile = (
  prepared: Prepared,
  store: Store,
  nodes: readonly number[],
  thresholds: () => Thresholds,
): Program => {
  const cursor: Cursor = { low: 0, size: 0, bound: NO_BOUND };
  const steps: Kernel[] = [];
  const begins: ((bound: Bound) => void)[] = [];
  const uses: Use[] = [];
  const needs = needsOf(prepared.selections, prepared.sources.length, uses);
  const vectors: (Vector | undefined)[] = [];
  const sources: (Stream | undefined)[] = [];
  const streams: (Stream | undefined)[] = [];
  const partsOf: (readonly Stream[] | undefined)[] = [];
  const lanes: (Lane | undefined)[] = [];
  const cells = new Map<string, Values>();

  const source = (index: number): Stream => {
    const known = sources[index];
    if (known !== undefined) return known;
    const of = prepared.sources[index]!;
    const condition = of.where.length === 0 ? undefined : conditionOf(of, prepared, store, begins);
    const [stream, fill] = sourceStream(store, of, cursor, needs.sources[index]!, condition);
    sources[index] = stream;
    steps.push(fill);
    return stream;
  };

  const selected = (index: number): Stream => {
    const known = streams[index];
    if (known !== undefined) return known;
    const stream = thinned(index, inWindow(index));
    streams[index] = stream;
    return stream;
  };

  const inWindow = (index: number): Stream => {
    const { source: of, window, shift } = prepared.selections[index]!;
    const from = source(of);
    if (window?.kind !== 'following') {
      const view = viewOf(from);
      steps.push(windowed(view, from, needs.selections[index]!));
      return view;
    }
    const instants = make(window.start) as NumberVector;
    const own = ownStream();
    steps.push(following(own, from, cursor, { index, shift }, instants));
    return own;
  };

  const thinned = (index: number, from: Stream): Stream => {
    const { relations, shift } = prepared.selections[index]!;
    if (relations.length === 0) return from;
    const others = relations.map(
      (relation): RelatedLane =>
        relation.own < 0
          ? { relation, others: partedLane(relation.events), thingOf: undefined }
          : aboutTheSame(relation),
    );
    const own = ownStream();
    steps.push(related(own, from, others, shift, cursor));
    return own;
  };

  const propertyName = (reading: number): string =>
    (prepared.readings[reading] as { readonly name: string }).name;

  const aboutTheSame = (relation: PlanRelation): RelatedLane => {
    const [name, like] = [propertyName(relation.other), propertyName(relation.own)];
    const things = noThings();
    const others = byThings(relation.events, things, { name, like, adds: true });
    return { relation, others, thingOf: thingOf(things, store, { name: like, like, adds: false }) };
  };

  const byThings = (index: number, things: Things, of: Parameters<typeof thingOf>[2]): Lane => {
    const from = selected(index);
    const lane = laneOfThings();
    const parting = partedByThings(from, lane, things, thingOf(things, store, of));
    steps.push(() => {
      if (of.adds) forget(things);
      parting();
    });
    return lane;
  };

  const partedLane = (index: number): Lane => {
    const known = lanes[index];
    if (known !== undefined) return known;
    const from = selected(index);
    const lane = laneOver(ownStream());
    steps.push(parted(from, lane, cursor));
    lanes[index] = lane;
    return lane;
  };

  /** The tables of a selection, each cut to its window; undefined where its events have to be looked at one by one anyway. */
  const tableParts = (index: number): readonly Stream[] | undefined => {
    const selection = prepared.selections[index]!;
    const { where } = prepared.sources[selection.source]!;
    const tables = tablesOf(store, prepared.sources[selection.source]!);
    if (where.length + selection.relations.length > 0 || selection.window?.kind === 'following')
      return undefined;
    if (tables.length === 1 || tables.length > MOST_PARTS) return undefined;
    const span = { from: 0, to: 0 };
    begins.push((bound) => {
      [span.from, span.to] = ownRange(bound, selection, index);
    });
    const found = tables.map(tableStream);
    steps.push(() => {
      for (let i = 0; i < tables.length; i++) cut(found[i]!, tables[i]!, cursor, span);
    });
    return found;
  };

  const parts = (index: number): readonly Stream[] => {
    const known = partsOf[index];
    if (known !== undefined) return known;
    let found = tableParts(index);
    if (found === undefined) {
      uses.push({ selection: index, reach: undefined });
      found = [selected(index)];
    }
    partsOf[index] = found;
    return found;
  };

  const valuesOver = (key: string, stream: Stream, reading: number): Values => {
    const of = prepared.readings[reading]!;
    const plain = stream.table && plainColumn(store, stream.table, of);
    if (plain !== undefined) return plain;
    const known = cells.get(key);
    if (known !== undefined) return known;
    const [values, fill] = gathered(readerOf(store, prepared, of), stream);
    cells.set(key, values);
    steps.push(fill);
    return values;
  };

  const making: Making = {
    store,
    prepared,
    cursor,
    vector: (node) => make(node),
    numbers: (node) => make(node) as NumberVector,
    truths: (node) => make(node) as TruthVector,
    stream: (selection, reach) => {
      uses.push({ selection, reach });
      return selected(selection);
    },
    parts,
    lane: (selection, reach) => {
      uses.push({ selection, reach });
      return partedLane(selection);
    },
    lanesOfThings: (selections, reading) => {
      const name = propertyName(reading);
      const things = noThings();
      // Only what the first step knows can be complete.
      const found = selections.map((selection, i) => {
        uses.push({ selection, reach: undefined });
        return byThings(selection, things, { name, like: name, adds: i === 0 });
      });
      return { things, lanes: found };
    },
    partValues: (selection, reading) =>
      parts(selection).map((part, i) => valuesOver(`part ${i} of ${selection}, ${reading}`, part, reading)),
    laneValues: (selection, reading) =>
      valuesOver(`lane ${selection}, ${reading}`, partedLane(selection).stream, reading),
    begin: (prepare) => {
      begins.push(prepare);
    },
    threshold: (node) => {
      let threshold = NaN;
      begins.push(() => {
        threshold = thresholds().get(node) ?? NaN;
      });
      return () => threshold;
    },
  };

  const make = (index: number): Vector => {
    const known = vectors[index];
    if (known !== undefined) return known;
    const node = prepared.nodes[index]!;
    for (const child of prepared.children[index]!) make(child);
    const [vector, kernel] = (KERNELS[node.kind] as Maker<PlanNode['kind']>)(node, making);
    if (kernel !== undefined) steps.push(kernel);
    vectors[index] = vector;
    return vector;
  };

  const answers = nodes.map(make);
  return {
    vectors: answers,
    begin: (bound) => {
      cursor.bound = bound;
      needs.refresh(bound);
      for (const prepare of begins) prepare(bound);
    },
    run: (low, size) => {
      cursor.low = low;
      cursor.size = size;
      for (const step of steps) step();
    },
  };
};

/** Which places of a stream pass all tests of `where`: the kernels of customers, run over rows, a block after the other. */
const conditionOf = (
  source: Source,
  prepared: Prepared,
  store: Store,
  begins: ((bound: Bound) => void)[],
): Condition => {
  const tables = tablesOf(store, source);
  const only = tables.length === 1 ? tables[0] : undefined;
  const cursor: Cursor = { low: 0, size: 0, bound: NO_BOUND };
  const steps: Kernel[] = [];
  const vectors: (Vector | undefined)[] = [];
  let stream: Stream | undefined;
  begins.push((bound) => {
    cursor.bound = bound;
  });

  const making = {
    store,
    prepared,
    cursor,
    vector: (node: number) => make(node),
    numbers: (node: number) => make(node) as NumberVector,
    truths: (node: number) => make(node) as TruthVector,
    begin: (prepare: (bound: Bound) => void) => {
      begins.push(prepare);
    },
  } as unknown as Making;

  const cell = ({ reading }: CellNode): Vector => {
    const of = prepared.readings[reading]!;
    const reader = readerOf(store, prepared, of);
    const column = only && plainColumn(store, only, of);
    const [vector, fill] = cellVector(reader, column, only?.base ?? 0, cursor, () => stream!);
    steps.push(fill);
    return vector;
  };

  const make = (index: number): Vector => {
    const known = vectors[index];
    if (known !== undefined) return known;
    const node = prepared.eventNodes[index]!;
    let vector: Vector;
    if (node.kind === 'cell') vector = cell(node);
    else {
      for (const child of prepared.eventChildren[index]!) make(child);
      const [made, kernel] = (KERNELS[node.kind] as Maker<PlanNode['kind']>)(node, making);
      if (kernel !== undefined) steps.push(kernel);
      vector = made;
    }
    vectors[index] = vector;
    return vector;
  };

  const tests = source.where.map((test) => making.truths(test).data);
  let mask = new Uint8Array(CHUNK);
  return (of) => {
    stream = of;
    if (mask.length < of.to) mask = new Uint8Array(Math.max(of.to, 2 * mask.length));
    for (let low = 0; low < of.to; low += CHUNK) {
      cursor.low = low;
      cursor.size = Math.min(CHUNK, of.to - low);
      for (const step of steps) step();
      for (let i = 0, { size } = cursor; i < size; i++) {
        let passes = 1;
        for (const test of tests) passes &= test[i]!;
        mask[low + i] = passes;
      }
    }
    return mask;
  };
};

/** More tables than this are put in order once, rather than cut for each selection. */
const MOST_PARTS = 32;

const NO_BOUND = undefined as unknown as Bound;
