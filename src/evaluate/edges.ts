import {
  type CellNode,
  childrenOf,
  type PlanNode,
  type PlanSelection,
  type Prepared,
  type Source,
} from '../plan/index.js';
import { MAX_INSTANT } from '../time/index.js';
import { columnOf, isPresent } from './columns.js';
import type { ProfileData } from './data.js';
import { namedRows } from './rows.js';

/**
 * The instants in `(after, to]` at which anything discrete under a plan can change: an event or an attribute appears,
 * enters or leaves a window, crosses into another period, or stops being open. Between two of them only what is
 * measured from asOf itself moves (`elapsed`, `within`).
 */
export const edgesOf = (
  prepared: Prepared,
  data: ProfileData,
  after: number,
  to: number,
): Iterable<number> => {
  const found = new Set<number>();
  const add = (instant: number): void => {
    if (instant > after && instant <= Math.min(to, MAX_INSTANT)) found.add(instant);
  };
  for (const { at } of data.history) for (const shift of shifts(prepared)) add(at + shift);
  for (const selection of prepared.selections) selectionEdges(prepared, data, selection, add);
  for (const node of prepared.nodes) if (node.kind === 'series') seriesEdges(prepared, data, node, add);
  return Float64Array.from(found).sort();
};

type Add = (instant: number) => void;

const shifts = ({ nodes, selections }: Prepared): ReadonlySet<number> =>
  new Set([...nodes, ...selections].map(({ shift }) => shift));

/** The instants of the events that a selection may hold, whatever their properties. */
const times = (prepared: Prepared, data: ProfileData, selection: PlanSelection): readonly number[] => [
  ...new Set(Array.from(namedRows(data, prepared.sources[selection.source]!), (row) => data.times[row]!)),
];

const selectionEdges = (prepared: Prepared, data: ProfileData, selection: PlanSelection, add: Add): void => {
  const { window, shift } = selection;
  const periods = prepared.calendars[selection.calendar];
  for (const time of times(prepared, data, selection)) {
    const appears = time + shift;
    add(appears);
    if (window?.kind === 'rolling') {
      const enters = appears + (window.ago ?? 0);
      add(enters);
      add(enters + window.length);
    }
    if (window?.kind === 'calendar') {
      const enters = periods!.index(time) + (window.skip ?? 0) + (window.current === true ? 0 : 1);
      add(periods!.start(enters) + shift);
      add(periods!.start(enters + window.count) + shift);
    }
    for (const relation of selection.relations)
      if (relation.kind === 'notFollowedBy') add(appears + relation.within);
  }
  const source = prepared.sources[selection.source]!;
  if (source.moving) for (const test of source.where) movingEdges(prepared, data, source, test, add);
};

/** A test of `where` that looks at the instant of the answer changes where its instants come into and out of reach. */
const movingEdges = (prepared: Prepared, data: ProfileData, source: Source, test: number, add: Add): void => {
  const node = prepared.eventNodes[test] as PlanNode;
  if (node.kind !== 'within') {
    for (const inner of childrenOf(node)) movingEdges(prepared, data, source, inner, add);
    return;
  }
  const { reading } = prepared.eventNodes[node.value] as CellNode;
  const column = columnOf(data, prepared, prepared.readings[reading]!);
  for (const row of namedRows(data, source)) {
    const instant = column[row];
    if (!isPresent(instant)) continue;
    add((instant as number) + node.shift);
    add((instant as number) + node.shift + (node.side === 'last' ? node.length : -node.length));
  }
};

const seriesEdges = (
  prepared: Prepared,
  data: ProfileData,
  node: Extract<PlanNode, { kind: 'series' }>,
  add: Add,
): void => {
  const calendar = prepared.calendars[node.calendar];
  for (const time of times(prepared, data, prepared.selections[node.of]!)) {
    const index = calendar?.index(time) ?? 0;
    for (let i = 0; i <= node.periods; i++) {
      add(
        calendar === undefined
          ? time + node.shift + i * (node.every as number)
          : calendar.start(index + 1 + i) + node.shift,
      );
    }
  }
};
