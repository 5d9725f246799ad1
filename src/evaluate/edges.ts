import { attributeShifts, type Prepared, periodEdges, readingEdges, selectionEdges } from '../plan/index.js';
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
  for (const shift of attributeShifts(prepared)) for (const { at } of data.history) add(at + shift);

  const rows = prepared.sources.map((source) => namedRows(data, source));
  const times = rows.map((of) => new Set(Array.from(of, (row) => data.times[row]!)));
  for (const selection of prepared.selections)
    for (const time of times[selection.source]!) selectionEdges(prepared, selection, time, add);
  for (const node of prepared.nodes) {
    if (node.kind !== 'series') continue;
    for (const time of times[prepared.selections[node.of]!.source]!) periodEdges(prepared, node, time, add);
  }
  for (const [index, source] of prepared.sources.entries()) {
    if (!source.moving) continue;
    for (const row of rows[index]!) {
      const instantOf = (reading: number): number | null => {
        const cell = columnOf(data, prepared, prepared.readings[reading]!)[row];
        return isPresent(cell) ? (cell as number) : null;
      };
      readingEdges(prepared, source, instantOf, add);
    }
  }
  return Float64Array.from(found).sort();
};
