import type { Bound, PlanNode } from '../plan/index.js';
import { AGGREGATES } from './aggregates.js';
import { isPresent } from './columns.js';
import { COMPUTED } from './computed.js';
import type { ProfileData } from './data.js';
import { RHYTHM } from './rhythm.js';
import { column } from './rows.js';
import type { Ask, Context, Evaluator, Run } from './run.js';
import { SEQUENCE } from './sequence.js';
import { TRUTHS } from './truths.js';

const EVALUATORS: { readonly [K in PlanNode['kind']]: Evaluator<K> } = {
  ...AGGREGATES,
  ...RHYTHM,
  ...SEQUENCE,
  ...COMPUTED,
  ...TRUTHS,
};

/** Starts answering a bound plan about one customer. */
export const startRun = (bound: Bound, data: ProfileData): Run => {
  let context = data.contexts.get(bound.prepared) as Context | undefined;
  if (context === undefined) {
    context = { sources: [], columns: [] };
    data.contexts.set(bound.prepared, context);
  }
  return { bound, data, context, answers: [], selected: [], passes };
};

/** The answer of a node, by its index; worked out once a run. */
export const answerOf: Ask = (run, index) => {
  const known = run.answers[index];
  if (known !== undefined) return known;
  const answer = evaluate(run.bound.prepared.nodes[index] as PlanNode, run, answerOf);
  run.answers[index] = answer;
  return answer;
};

const evaluate: Evaluator<PlanNode['kind']> = (node, run, ask) =>
  (EVALUATORS[node.kind] as Evaluator<PlanNode['kind']>)(node, run, ask);

/** Tests of one event are the tests of a customer, asked of the cells of its row. */
const passes: Run['passes'] = (run, test, row) => {
  const ask: Ask = (_, index) => {
    const node = run.bound.prepared.eventNodes[index]!;
    if (node.kind !== 'cell') return evaluate(node, run, ask);
    const cell = column(run, node.reading)[row];
    return isPresent(cell) ? cell : null;
  };
  return ask(run, test) === true;
};
