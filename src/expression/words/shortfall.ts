import type { Expression, Value } from '../nodes.js';
import { testWords } from './test.js';
import { duration, unitless } from './text.js';
import { inUnit, type Of, OPERATORS, type Operator, type TestKind, type Unit, unitOf } from './unit.js';
import { onCustomer, valueWords } from './values.js';

type Answer = Value | null | undefined;
type Lack<N> = (test: N, value: Answer, no: boolean, right: Answer) => string | undefined;

/** Of a text or a list, which has no distance: what it is, and that it does not match. */
const mismatch: Lack<Expression> = (test, value, no) =>
  `is ${inUnit(value, 'number')}, which${testWords(test, !no, { ...onCustomer, value: () => '' }, 0)}`;

const itself: Lack<Of<'exists' | 'within', Expression>> = (test, value) =>
  `is ${inUnit(value, unitOf(test.value), true)}`;

const inside: Lack<Of<'not' | 'named' | 'ago', Expression>> = (test, value, no, right) =>
  shortfall(test.of, value, right, (test.kind === 'not') !== no);

const unsaid = (): undefined => undefined;

const LACKS: { readonly [K in TestKind | 'named' | 'ago']: Lack<Of<K, Expression>> } = {
  compare: ({ op, left, right }, value, no, other) => {
    if (left.kind === 'literal' && right.kind !== 'literal')
      return shortfall({ kind: 'compare', op: OPERATORS[op][4], left: right, right: left }, other, value, no);
    const target = right.kind === 'literal' ? right.value : other;
    return typeof target === 'number'
      ? distance(no ? OPERATORS[op][3] : op, value, target, unitOf(left))
      : `${valueWords(right)} is missing`;
  },
  rank: ({ value: of, end, threshold }, value, no) =>
    threshold === undefined
      ? undefined
      : distance(
          end === 'top' ? (no ? 'below' : 'atLeast') : no ? 'above' : 'atMost',
          value,
          threshold,
          unitOf(of),
        ),
  oneOf: ({ value: of, values }, value, no) => {
    const wanted = values.map((each) => inUnit(each, unitOf(of))).join(', ');
    return `is ${inUnit(value, unitOf(of), true)}, expected ${no ? 'anything else' : values.length === 1 ? wanted : `one of ${wanted}`}`;
  },
  exists: itself,
  within: itself,
  text: mismatch,
  includes: mismatch,
  bucket: unsaid,
  and: unsaid,
  or: unsaid,
  not: inside,
  named: inside,
  ago: inside,
};

/**
 * What keeps a failed test from being true: "3 of 5: 2 more", "9, at most 5 allowed: 4 fewer", "missing".
 * Undefined where nothing can be said, as of a connective, and of a comparison that is true.
 */
export const shortfall = (
  test: Expression,
  value: Answer,
  right?: Answer,
  no = false,
): string | undefined => {
  const lack = LACKS[test.kind as TestKind] as Lack<Expression> | undefined;
  return lack === unsaid || value === null || value === undefined
    ? lack && 'missing'
    : lack?.(test, value, no, right);
};

const distance = (given: Operator, value: Answer, wanted: number, unit: Unit): string | undefined => {
  if (typeof value !== 'number') return undefined;
  const up = given === 'atLeast' || given === 'above';
  let strict = given === 'above' || given === 'below';
  let target = wanted;
  if (value === target ? !strict : value > target === up) return undefined;
  if (strict && unit === 'count') {
    // Of whole numbers, "more than 3" is "at least 4".
    target = up ? Math.floor(wanted) + 1 : Math.ceil(wanted) - 1;
    strict = false;
  }
  const op = strict ? given : up ? 'atLeast' : 'atMost';
  const gap = Math.abs(target - value);
  const bound = inUnit(target, unit, true);
  const has = inUnit(value, unit, true);
  // What rounding makes equal is not.
  const is = has === bound && gap > 0 ? `${up ? 'almost' : 'over'} ${has}` : has;
  const by = `${strict ? 'over ' : ''}${unit === 'instant' ? duration(gap) : inUnit(gap, unit, true)}`;
  if (op === 'atLeast' && value >= 0 && !['share', 'ratio', 'instant'].includes(unit))
    return `${unitless(is, bound)} of ${bound}: ${unitless(by, bound)} more`;
  const [count, other, date] = OPERATORS[op];
  const [words, more, less] =
    unit === 'instant'
      ? [date, 'later', 'earlier']
      : unit === 'count'
        ? [count, 'more', 'fewer']
        : [other, 'more', 'less'];
  return `${is}, ${words} ${bound} ${up || unit === 'instant' ? 'needed' : 'allowed'}${
    gap === 0 || unit === 'share' ? '' : `: ${by} ${up ? more : less}`
  }`;
};
