import type { Answer } from '../../customer/index.js';
import type { Scalar } from '../../expression/index.js';
import { lowered, md5Prefix, versionTest } from '../../internal/index.js';
import type { Evaluator } from '../run.js';

// Tests, of a customer or of one event: always true or false (S9).

export const compare: Evaluator<'compare'> = (node, run, ask) =>
  compares(node.op, ask(run, node.left), ask(run, node.right));

export const oneOf: Evaluator<'oneOf'> = ({ value, values, ignoreCase }, run, ask) => {
  const found = ask(run, value) as Scalar;
  return ignoreCase === true && typeof found === 'string'
    ? values.some((each) => lowered(each as string) === lowered(found))
    : values.includes(found);
};

export const exists: Evaluator<'exists'> = (node, run, ask) => ask(run, node.value) !== null;

export const includes: Evaluator<'includes'> = (node, run, ask) => {
  const list = ask(run, node.value);
  return Array.isArray(list) && list.includes(node.text);
};

export const text: Evaluator<'text'> = ({ how, text, ignoreCase, value }, run, ask) => {
  const whole = ask(run, value);
  if (typeof whole !== 'string') return false;
  return ignoreCase === true ? lowered(whole)[HOW[how]](lowered(text)) : whole[HOW[how]](text);
};

export const version: Evaluator<'version'> = ({ op, value, version }, run, ask) =>
  versionTest(op, version)(ask(run, value));

export const within: Evaluator<'within'> = ({ value, side, length, shift }, run, ask) => {
  const instant = ask(run, value);
  const asOf = run.bound.asOf - shift;
  if (typeof instant !== 'number') return false;
  return side === 'last'
    ? instant > asOf - length && instant <= asOf
    : instant > asOf && instant <= asOf + length;
};

export const rank: Evaluator<'rank'> = ({ value, end, among, threshold, beyond }, run, ask) => {
  const [reaches, passes] = end === 'top' ? (['atLeast', 'above'] as const) : (['atMost', 'below'] as const);
  return (
    compares(beyond === true ? passes : reaches, ask(run, value), threshold as number) &&
    (among === undefined || ask(run, among) === true)
  );
};

export const bucket: Evaluator<'bucket'> = ({ salt, from, to }, run) => {
  const bucket = md5Prefix(`${salt}:${run.data.id}`) % 10_000;
  return bucket >= Math.round(from * 100) && bucket < Math.round(to * 100);
};

export const not: Evaluator<'not'> = (node, run, ask) => ask(run, node.of) === false;

export const and: Evaluator<'and'> = (node, run, ask) => node.of.every((inner) => ask(run, inner) === true);

export const or: Evaluator<'or'> = (node, run, ask) => node.of.some((inner) => ask(run, inner) === true);

/** Whether two numbers compare so; false where one is missing. */
const compares = (op: 'atLeast' | 'atMost' | 'above' | 'below', left: Answer, right: Answer): boolean => {
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  if (left === right) return op === 'atLeast' || op === 'atMost';
  return left > right === (op === 'atLeast' || op === 'above');
};

const HOW = { startsWith: 'startsWith', endsWith: 'endsWith', contains: 'includes' } as const;
