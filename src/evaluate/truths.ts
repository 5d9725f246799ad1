import type { Scalar } from '../expression/index.js';
import { HabitusError, md5Prefix } from '../internal/index.js';
import type { Evaluators } from './run.js';
import { compares, includes, isWithin, matches } from './tests.js';

/** Tests of a customer: always true or false (S9). */
export const TRUTHS: Evaluators<
  'compare' | 'oneOf' | 'exists' | 'includes' | 'text' | 'within' | 'rank' | 'bucket' | 'not' | 'and' | 'or'
> = {
  compare: (node, run, ask) => compares(node.op, ask(run, node.left), ask(run, node.right)),
  oneOf: (node, run, ask) => node.values.includes(ask(run, node.value) as Scalar),
  exists: (node, run, ask) => ask(run, node.value) !== null,
  includes: (node, run, ask) => includes(node.text, ask(run, node.value)),
  text: (node, run, ask) => matches(node, ask(run, node.value)),
  within: (node, run, ask) => isWithin(node, ask(run, node.value), run.bound.asOf - node.shift),
  rank: (node, run, ask) => {
    if (node.threshold === undefined) {
      throw new HabitusError(
        'needs-population',
        `the ${node.end} ${node.percent} % can be told only among many customers: fit this to a population first, then ask it of one profile`,
      );
    }
    return compares(node.end === 'top' ? 'atLeast' : 'atMost', ask(run, node.value), node.threshold);
  },
  bucket: (node, run) => inBucket(`${node.salt}:${run.data.id}`, node),
  not: (node, run, ask) => ask(run, node.of) === false,
  and: (node, run, ask) => node.of.every((inner) => ask(run, inner) === true),
  or: (node, run, ask) => node.of.some((inner) => ask(run, inner) === true),
};

/** Whether a text's stable hash lies in a range of percents (S27). */
const inBucket = (text: string, { from, to }: { readonly from: number; readonly to: number }): boolean => {
  const bucket = md5Prefix(text) % 10_000;
  return bucket >= Math.round(from * 100) && bucket < Math.round(to * 100);
};
