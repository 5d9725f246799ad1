import type { Expression, Value } from '../nodes.js';
import { unitless } from './text.js';
import { inUnit, type Of, OPERATORS, type Operator, type TestKind, type Unit, unitOf } from './unit.js';
import { valueWords } from './values.js';

type Answer = Value | null | undefined;
type Lack<N> = (test: N, value: Value, no: boolean, right: Answer) => string | undefined;

const itself: Lack<Of<'exists' | 'within' | 'text' | 'includes' | 'oneOf', Expression>> = (test, value) =>
  `is ${inUnit(value, unitOf(test.value), true)}`;

const inside: Lack<Of<'not' | 'named' | 'ago', Expression>> = (test, value, no, right) =>
  shortfall(test.of, value, right, (test.kind === 'not') !== no);

const unsaid = (): undefined => undefined;

const LACKS: { readonly [K in TestKind | 'named' | 'ago']: Lack<Of<K, Expression>> } = {
  compare: ({ op, left, right }, value, no, other) => {
    const target = right.kind === 'literal' ? right.value : other;
    return typeof target === 'number'
      ? distance(op, value, target, unitOf(left), no)
      : `${valueWords(right)} is missing`;
  },
  rank: ({ value: of, end, threshold }, value, no) =>
    threshold === undefined
      ? undefined
      : distance(end === 'top' ? 'atLeast' : 'atMost', value, threshold, unitOf(of), no),
  oneOf: (test, value, no, right) => {
    const wanted = test.values.map((each) => inUnit(each, unitOf(test.value))).join(', ');
    return `${itself(test, value, no, right)}, expected ${
      no ? 'anything else' : test.values.length === 1 ? wanted : `one of ${wanted}`
    }`;
  },
  exists: itself,
  within: itself,
  text: itself,
  includes: itself,
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
  if (lack === undefined || lack === unsaid) return undefined;
  return value === null || value === undefined ? 'missing' : lack(test, value, no, right);
};

const distance = (
  op: Operator,
  value: Value,
  wanted: number,
  unit: Unit,
  no: boolean,
): string | undefined => {
  if (typeof value !== 'number') return undefined;
  const given = no ? OPERATORS[op][3] : op;
  const up = given === 'atLeast' || given === 'above';
  const strict = given === 'above' || given === 'below';
  if (value === wanted ? !strict : value > wanted === up) return undefined;
  // Of whole numbers, "more than 3" is "at least 4".
  const whole = strict && unit === 'count';
  const target = !whole ? wanted : up ? Math.floor(wanted) + 1 : Math.ceil(wanted) - 1;
  const bound = inUnit(target, unit, true);
  const apart = /^(share|ratio|instant)$/.test(unit);
  const [has, by] = [value, Math.abs(target - value)].map((each) => {
    const said = inUnit(each, unit, true);
    return apart ? said : unitless(said, bound);
  });
  if (up && (whole || !strict) && value >= 0 && !apart) return `${has} of ${bound}: ${by} more`;
  const words = OPERATORS[whole ? 'atMost' : given][unit === 'instant' ? 2 : 1];
  return `${has}, ${words} ${bound} ${words === 'at most' ? 'allowed' : 'needed'}${
    (strict && !whole) || (apart && unit !== 'ratio')
      ? ''
      : `: ${by} ${up ? 'more' : unit === 'count' ? 'fewer' : 'less'}`
  }`;
};
