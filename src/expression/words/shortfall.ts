import type { Expression, Value } from '../nodes.js';
import { testWords } from './test.js';
import { duration, onceUnit } from './text.js';
import {
  inUnit,
  MIRRORED,
  type Of,
  OPERATORS,
  OPPOSITE,
  type Operator,
  type TestKind,
  type Unit,
  unitOf,
} from './unit.js';
import { onCustomer, valueWords } from './values.js';

type Answer = Value | null | undefined;
type Lack<N> = (test: N, value: Answer, right: Answer, no: boolean) => string | undefined;

/** Of a text or a list, which has no distance: what it is, and that it does not match. */
const mismatch: Lack<Expression> = (test, value, _, no) =>
  `is ${inUnit(value, 'number')}, which ${testWords(test, !no, { ...onCustomer, value: () => '' }, 0).trim()}`;

const LACKS: { readonly [K in TestKind | 'named' | 'ago']: Lack<Of<K, Expression>> } = {
  compare: ({ op, left, right }, value, other, no) => {
    if (left.kind === 'literal' && right.kind !== 'literal')
      return shortfall({ kind: 'compare', op: MIRRORED[op], left: right, right: left }, other, value, no);
    const target = right.kind === 'literal' ? right.value : other;
    return typeof target === 'number'
      ? distance(no ? OPPOSITE[op] : op, value, target, unitOf(left))
      : `${valueWords(right)} is missing`;
  },
  rank: ({ value: of, end, threshold }, value, _, no) => {
    const op = end === 'top' ? 'atLeast' : 'atMost';
    return threshold === undefined
      ? undefined
      : distance(no ? OPPOSITE[op] : op, value, threshold, unitOf(of));
  },
  oneOf: ({ value: of, values }, value, _, no) => {
    const wanted = values.map((each) => inUnit(each, unitOf(of))).join(', ');
    const expected = no ? 'anything else' : values.length === 1 ? wanted : `one of ${wanted}`;
    return `is ${inUnit(value, unitOf(of), true)}, expected ${expected}`;
  },
  exists: ({ value: of }, value) => `is ${inUnit(value, unitOf(of), true)}`,
  within: ({ value: of }, value) => `is ${inUnit(value, unitOf(of), true)}`,
  text: mismatch,
  includes: mismatch,
  bucket: () => undefined,
  and: () => undefined,
  or: () => undefined,
  not: ({ of }, value, right, no) => shortfall(of, value, right, !no),
  named: ({ of }, value, right, no) => shortfall(of, value, right, no),
  ago: ({ of }, value, right, no) => shortfall(of, value, right, no),
};

/**
 * What keeps a failed test from being true: "3 of 5: 2 more", "9, at most 5 allowed: 4 fewer", "missing".
 * Undefined where nothing can be said, as of a connective, and of a comparison that is true.
 */
export const shortfall = (
  test: Expression,
  value: Answer,
  right?: Answer,
  denied = false,
): string | undefined =>
  (value ?? undefined) === undefined
    ? LACKS[test.kind as TestKind] && 'missing'
    : (LACKS[test.kind as TestKind] as Lack<Expression> | undefined)?.(test, value, right, denied);

const PASSES: { readonly [O in Operator]: (value: number, target: number) => boolean } = {
  atLeast: (value, target) => value >= target,
  atMost: (value, target) => value <= target,
  above: (value, target) => value > target,
  below: (value, target) => value < target,
};

const distance = (given: Operator, value: Answer, wanted: number, unit: Unit): string | undefined => {
  if (typeof value !== 'number' || PASSES[given](value, wanted)) return undefined;
  const up = given === 'atLeast' || given === 'above';
  // Of whole numbers, "more than 3" is "at least 4".
  const whole = unit === 'count' && given !== 'atLeast' && given !== 'atMost';
  const op = whole ? (up ? 'atLeast' : 'atMost') : given;
  const target = whole ? (up ? Math.floor(wanted) + 1 : Math.ceil(wanted) - 1) : wanted;
  const gap = Math.abs(target - value);
  const bound = inUnit(target, unit, true);
  const has = inUnit(value, unit, true);
  // What rounding makes equal is not: it was close.
  const is = has === bound && gap > 0 ? `${up ? 'almost' : 'over'} ${has}` : has;
  const by = (gap > 0 && (op === 'above' || op === 'below') ? 'over ' : '') + inUnit(gap, unit, true);
  const { [op]: words } = OPERATORS;
  if (unit === 'instant') {
    const away = gap > 0 ? `: ${duration(gap)} ${up ? 'later' : 'earlier'}` : '';
    return `${is}, ${words[2]} ${bound} needed${away}`;
  }
  if (op === 'atLeast' && value >= 0 && unit !== 'share' && unit !== 'ratio')
    return `${onceUnit(is, bound)} of ${bound}: ${onceUnit(by, bound)} more`;
  const away =
    gap === 0 || unit === 'share' ? '' : `: ${by} ${up ? 'more' : unit === 'count' ? 'fewer' : 'less'}`;
  return `${is}, ${words[1]} ${bound} ${up ? 'needed' : 'allowed'}${away}`;
};
