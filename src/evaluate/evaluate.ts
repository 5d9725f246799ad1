import type { PlanNode } from '../plan/index.js';
import { AGGREGATES } from './aggregates.js';
import { COMPUTED } from './computed.js';
import { RHYTHM } from './rhythm.js';
import type { Ask, Evaluator } from './run.js';
import { SEQUENCE } from './sequence.js';
import { TRUTHS } from './truths.js';

const EVALUATORS: { readonly [K in PlanNode['kind']]: Evaluator<K> } = {
  ...AGGREGATES,
  ...RHYTHM,
  ...SEQUENCE,
  ...COMPUTED,
  ...TRUTHS,
};

/** The answer of a node, by its index; worked out once a run. */
export const answerOf: Ask = (run, index) => {
  const known = run.answers[index];
  if (known !== undefined) return known;
  const node = run.bound.prepared.nodes[index] as PlanNode;
  const answer = (EVALUATORS[node.kind] as Evaluator<PlanNode['kind']>)(node as never, run, answerOf);
  run.answers[index] = answer;
  return answer;
};
