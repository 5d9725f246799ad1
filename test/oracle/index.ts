/**
 * The oracle: every answer computed again from the rules S1…S40 in the most naive way, to judge the engines by.
 * Nothing here is fast, and nothing is shared with an engine but the types of the language.
 */
import type { Expression } from '../../src/expression/nodes.js';
import { type Answer, answer } from './answers.js';
import { instant, OracleError, type RawCustomer, type RawEvent, situation } from './situation.js';
import { walk } from './walk.js';

export type { Answer } from './answers.js';
export { periodOf, periodStart } from './calendars.js';
export { bruteNextChange, oracleTimeline } from './change.js';
export { edges, horizon } from './edges.js';
export { instantOf } from './instants.js';
export { oraclePopulation } from './population.js';
export type { Person, RawCustomer, RawEvent } from './situation.js';

/** The answer of one customer as of an instant; a rank without a threshold throws `needs-population` (S26). */
export const oracle = (
  definition: Expression,
  customer: RawCustomer,
  events: readonly RawEvent[],
  asOf: unknown,
): Answer => {
  if (needsPopulation(definition)) throw new OracleError('needs-population');
  return answer(definition, situation(customer, events, instant(asOf)));
};

const needsPopulation = (definition: Expression): boolean => {
  let found = false;
  walk(definition, ({ kind, threshold }) => {
    if (kind === 'rank' && threshold === undefined) found = true;
  });
  return found;
};
