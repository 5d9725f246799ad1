import type { Answer } from '../../customer/index.js';
import type { ArithmeticOperator } from '../../expression/index.js';
import { DAY } from '../../time/index.js';
import { attributeAt, heldSinceAt } from '../attributes.js';
import type { Evaluator } from '../run.js';

// Values that are worked out of other values; missing where an operand is (S17).

export const literal: Evaluator<'literal'> = (node) => node.value;

export const attribute: Evaluator<'attribute'> = (node, run) =>
  attributeAt(run.data, node.name, node.as, run.bound.asOf - node.shift);

export const heldSince: Evaluator<'heldSince'> = (node, run) =>
  heldSinceAt(run.data, node.name, node.as, run.bound.asOf - node.shift);

export const arithmetic: Evaluator<'arithmetic'> = (node, run, ask) => {
  let result: number | null = null;
  for (const operand of node.of) {
    const value = ask(run, operand);
    if (typeof value !== 'number') return null;
    result = result === null ? value : OPERATORS[node.op](result, value);
  }
  return finite(result as number);
};

export const orElse: Evaluator<'orElse'> = (node, run, ask) =>
  ask(run, node.value) ?? ask(run, node.otherwise);

export const choose: Evaluator<'choose'> = ({ cases, otherwise }, run, ask) => {
  const value = cases.find(([when]) => ask(run, when) === true)?.[1] ?? otherwise;
  return value === undefined ? null : ask(run, value);
};

export const howMany: Evaluator<'howMany'> = ({ of, points }, run, ask) => {
  let sum = 0;
  for (const [i, test] of of.entries()) if (ask(run, test) === true) sum += points?.[i] ?? 1;
  return finite(sum);
};

export const elapsed: Evaluator<'elapsed'> = (node, run, ask) => {
  const instant = ask(run, node.value);
  if (typeof instant !== 'number') return null;
  const passed = run.bound.asOf - node.shift - instant;
  return (node.direction === 'since' ? passed : -passed) / DAY + 0;
};

export const score: Evaluator<'score'> = (node, run, ask) => {
  let points = 0;
  let weights = 0;
  let present = false;
  for (const { value, weight, from, to } of node.parts) {
    const part = ask(run, value);
    if (typeof part === 'number') {
      present = true;
      points += weight * Math.min(1, Math.max(0, (part - from) / (to - from)));
    } else if (node.missing === 'missing') return null;
    if (typeof part === 'number' || node.missing === 'zero') weights += weight;
  }
  return present ? finite((100 * points) / weights) : null;
};

export const firstMatch: Evaluator<'firstMatch'> = (node, run, ask) =>
  node.labels.find(([, when]) => ask(run, when) === true)?.[0] ?? null;

export const dominant: Evaluator<'dominant'> = (node, run, ask) => {
  let so: string | null = null;
  let greatest = -Infinity;
  for (const [label, index] of node.labels) {
    const value = ask(run, index);
    if (typeof value === 'number' && value > greatest) {
      so = label;
      greatest = value;
    }
  }
  return greatest >= (node.atLeast ?? -Infinity) ? so : null;
};

const OPERATORS: { readonly [O in ArithmeticOperator]: (a: number, b: number) => number } = {
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  // Division by zero is not finite, and so missing.
  dividedBy: (a, b) => a / b,
  least: Math.min,
  greatest: Math.max,
};

/** −0 is 0, and what is not finite is missing. */
const finite = (value: number): Answer => (Number.isFinite(value) ? value + 0 : null);
