import type { Answer } from '../customer/index.js';
import type { Bound, PlanNode } from '../plan/index.js';
import { isPresent } from './columns.js';
import { makeRoom, type ProfileData } from './data.js';
import { column } from './rows.js';
import type { Ask, Context, Evaluator, Evaluators, Run } from './run.js';

/** Starts answering a bound plan about one customer; what is known already, by index of the node, is not worked out. */
export const startRun = (
  bound: Bound,
  data: ProfileData,
  evaluators: Evaluators,
  known?: readonly (Answer | undefined)[],
): Run => {
  let context = data.kept.contexts.get(bound.prepared) as Context | undefined;
  if (context === undefined) {
    context = { sources: [], columns: [] };
    makeRoom(data, CONTEXT);
    data.kept.contexts.set(bound.prepared, context);
  }
  return {
    bound,
    data,
    context,
    evaluators,
    answers: known === undefined ? [] : [...known],
    selected: [],
    ask: answerOf,
    passes,
  };
};

/** So many cells an empty context counts for. */
const CONTEXT = 32;

/** The answer of a node, by its index; worked out once a run. */
export const answerOf: Ask = (run, index) => {
  const known = run.answers[index];
  if (known !== undefined) return known;
  const answer = evaluate(run.bound.prepared.nodes[index] as PlanNode, run, answerOf);
  run.answers[index] = answer;
  return answer;
};

const evaluate: Evaluator<PlanNode['kind']> = (node, run, ask) =>
  (run.evaluators[node.kind] as Evaluator<PlanNode['kind']>)(node, run, ask);

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
