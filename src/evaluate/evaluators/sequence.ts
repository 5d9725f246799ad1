import { rowsOf } from '../rows.js';
import type { Evaluator } from '../run.js';

/**
 * How many of the first steps are complete (S23). For each step and each of its events the latest possible start of a
 * chain that ends there is kept: with it a chain is within the length if any choice of events is.
 */
export const sequence: Evaluator<'sequence'> = (node, run) => {
  const { times } = run.data;
  const longest = node.within ?? Infinity;
  let ends: readonly (readonly [end: number, start: number])[] = [];
  for (const [step, index] of node.steps.entries()) {
    const { rows, start, end } = rowsOf(run, index);
    const next: [number, number][] = [];
    let seen = 0;
    let latest = -Infinity;
    for (let i = start; i < end; i++) {
      const time = times[rows[i]!]!;
      // Chains of the steps before that have ended strictly earlier.
      while (seen < ends.length && ends[seen]![0] < time) latest = Math.max(latest, ends[seen++]![1]);
      const from = step === 0 ? time : latest;
      if (from > -Infinity && time - from <= longest) next.push([time, from]);
    }
    if (next.length === 0) return step;
    ends = next;
  }
  return node.steps.length;
};
