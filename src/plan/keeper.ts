import type { Expression } from '../expression/index.js';
import type { Prepared } from './plan.js';
import { prepare } from './prepare.js';

interface WithDefinition {
  readonly definition: Expression;
}

/** Gives the plan of a list of definitions. */
export type Plans = (definitions: readonly WithDefinition[]) => Prepared;

/**
 * Prepares lists of definitions, and keeps the last few plans: what is asked again, as of any instant, is neither prepared nor
 * made ready again.
 */
export const planKeeper = (): Plans => {
  const kept: { readonly definitions: readonly WithDefinition[]; readonly plan: Prepared }[] = [];
  return (definitions) => {
    const known = kept.find(
      (each) =>
        each.definitions.length === definitions.length &&
        each.definitions.every((of, i) => of === definitions[i]),
    );
    if (known !== undefined) return known.plan;
    const plan = prepare(definitions.map(({ definition }) => definition));
    kept.unshift({ definitions, plan });
    kept.length = Math.min(kept.length, 8);
    return plan;
  };
};
