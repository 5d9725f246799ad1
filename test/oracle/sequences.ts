import type { SequenceValue } from '../../src/expression/nodes.js';
import { select, thing } from './events.js';
import type { Occurrence, Situation } from './situation.js';

/** More choices than this and the brute force is refused, so that a trial never hangs. */
const CHOICES = 5_000_000;

/** S23: the greatest k such that some choice of events completes the first k steps. */
export const stepsCompleted = (node: SequenceValue, now: Situation): number => {
  const { same } = node;
  const steps = node.steps.map((step) => select(step, now));
  if (same === undefined) return completed(node, steps);
  // S32: whichever value gets furthest.
  const values = new Set(steps.flatMap((step) => step.map((event) => thing(event, same))));
  return Math.max(
    0,
    ...[...values].map((value) =>
      completed(
        node,
        steps.map((step) => step.filter((event) => thing(event, same) === value)),
      ),
    ),
  );
};

const completed = (node: SequenceValue, events: readonly (readonly Occurrence[])[]): number => {
  const steps = events.map((step) => [...new Set(step.map(({ at }) => at))]);
  if (steps.reduce((product, step) => product * Math.max(step.length, 1), 1) > CHOICES)
    throw new Error('too many choices to try them all');
  let completed = 0;
  for (let k = 1; k <= steps.length; k += 1)
    if (choices(steps.slice(0, k)).some((chosen) => isComplete(chosen, node.within))) completed = k;
  return completed;
};

/** Every way to choose one instant for each step, as long as they are strictly later one after the other. */
const choices = (steps: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  steps.reduce<readonly (readonly number[])[]>(
    (begun, step) =>
      begun.flatMap((chosen) =>
        step.filter((at) => at > (chosen.at(-1) ?? -Infinity)).map((at) => [...chosen, at]),
      ),
    [[]],
  );

const isComplete = (chosen: readonly number[], within: number | undefined): boolean => {
  const first = chosen[0];
  const last = chosen.at(-1);
  if (first === undefined || last === undefined) return false;
  return within === undefined || last - first <= within;
};
