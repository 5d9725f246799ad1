import type { Bound } from '../../plan/index.js';
import type { Branch } from './branch.js';
import type { Cte } from './chain.js';

/** For each CTE the definitions that need it, by their keys; a CTE that is in no group is needed by all. */
export const readersOf = (
  { prepared }: Bound,
  keys: readonly string[],
  { branches, people }: { readonly branches: ReadonlyMap<number, Branch>; readonly people: readonly Cte[] },
): ReadonlyMap<string, readonly string[]> => {
  const readers = new Map<string, string[]>();
  const add = (ctes: readonly Cte[], key: string): void => {
    for (const { name } of ctes) {
      const known = readers.get(name) ?? [];
      readers.set(name, known);
      if (known.at(-1) !== key) known.push(key);
    }
  };
  const ctesOf = new Map([...new Set(branches.values())].map((branch) => [branch, branch.ctes()] as const));
  prepared.roots.forEach((root, i) => {
    const seen = new Set<number>();
    const visit = (index: number): void => {
      if (seen.has(index)) return;
      seen.add(index);
      const branch = branches.get(index);
      // What the windows of a branch start at stands among its own CTEs.
      if (branch !== undefined) {
        add(ctesOf.get(branch)!, keys[i]!);
        return;
      }
      const node = prepared.nodes[index]!;
      if (node.kind === 'attribute' || node.kind === 'heldSince') add(people, keys[i]!);
      prepared.children[index]!.forEach(visit);
    };
    visit(root);
  });
  return readers;
};
