import type { PlanNodeOf, Prepared } from '../../plan/index.js';

type Rank = PlanNodeOf<'rank'>;

/** The ranks without a threshold that some nodes of a plan hang on. */
export const openRanks = (prepared: Prepared, nodes: readonly number[]): readonly Rank[] => {
  if (!prepared.relative) return [];
  const seen = new Set<number>();
  const found: Rank[] = [];
  const visit = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    const node = prepared.nodes[index]!;
    if (node.kind === 'rank' && node.threshold === undefined) found.push(node);
    for (const child of prepared.children[index]!) visit(child);
  };
  for (const node of nodes) visit(node);
  return found;
};

/** The values that are there, ascending. */
export const sortedValues = (values: Float64Array): Float64Array => {
  const present = new Float64Array(values.length);
  let length = 0;
  for (const value of values) if (!Number.isNaN(value)) present[length++] = value;
  return present.subarray(0, length).sort();
};

/**
 * The value from which on (for the bottom: up to which) customers are in the top p percent: that of the last place with
 * `(rank − 1)·100 < p·N` (S25). Ties share the best rank, so all of them are in. NaN where nobody has a value.
 */
export const thresholdOf = (sorted: Float64Array, end: 'top' | 'bottom', percent: number): number => {
  const count = sorted.length;
  if (count === 0) return NaN;
  let place = Math.min(count - 1, Math.ceil((percent * count) / 100));
  while (place * 100 >= percent * count) place--;
  return sorted[end === 'top' ? count - 1 - place : place]!;
};
