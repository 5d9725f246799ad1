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
