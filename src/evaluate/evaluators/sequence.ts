import { byThing, NO_ROWS, rowsOf } from '../rows.js';
import type { Evaluator, Rows } from '../run.js';

/** How many of the first steps are complete (S23); with the same value of a property in all of them, of whichever gets furthest (S32). */
export const sequence: Evaluator<'sequence'> = (node, run) => {
  const { times } = run.data;
  const longest = node.within ?? Infinity;
  const steps = node.steps.map((step) => rowsOf(run, step));
  if (node.thing < 0) return completed(steps, times, longest);
  const [first, ...others] = steps.map((step) => byThing(run, step, node.thing));
  let most = 0;
  for (const [thing, rows] of first!) {
    const about = [rows, ...others.map((step) => step.get(thing) ?? NO_ROWS)];
    most = Math.max(most, completed(about, times, longest));
  }
  return most;
};

/**
 * For each step and each of its events the latest possible start of a chain that ends there is kept: with it a chain is
 * within the length if any choice of events is.
 */
const completed = (steps: readonly Rows[], times: Float64Array, longest: number): number => {
  let ends: readonly (readonly [end: number, start: number])[] = [];
  for (const [step, { rows, start, end }] of steps.entries()) {
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
  return steps.length;
};
