import type { Expression, TestKind, Value } from '../nodes.js';
import type { Typed } from '../types.js';
import { list, unitless } from './text.js';
import { inUnit, type Of, OPERATORS, type Operator, unitOf } from './unit.js';
import { valueWords } from './values.js';

type Answer = Value | null | undefined;
/** A comparison that failed: what was found, and what would have had to be. */
interface Comparison {
  readonly op: Operator;
  readonly value: Value;
  readonly wanted: number;
  readonly of: Typed;
}

type Lack<N> = (test: N, value: Value, no: boolean, right: Answer) => string | undefined;

const itself: Lack<Of<'exists' | 'within' | 'text' | 'version' | 'includes' | 'oneOf', Expression>> = (
  test,
  value,
) => `is ${inUnit(value, unitOf(test.value), true)}`;

const inside: Lack<Of<'not' | 'named' | 'ago', Expression>> = (test, value, no, right) =>
  shortfall(test.of, value, right, (test.kind === 'not') !== no);

const unsaid = (): undefined => undefined;

const LACKS: { readonly [K in TestKind | 'named' | 'ago']: Lack<Of<K, Expression>> } = {
  compare: ({ op, left, right }, value, no, other) => {
    const target = right.kind === 'literal' ? right.value : other;
    return typeof target === 'number'
      ? distance({ op: opposite(op, no), value, wanted: target, of: left })
      : `${valueWords(right)} is missing`;
  },
  rank: ({ value: of, end, threshold, beyond }, value, no) => {
    if (threshold === undefined) return undefined;
    const [reaches, passes] =
      end === 'top' ? (['atLeast', 'above'] as const) : (['atMost', 'below'] as const);
    return distance({ op: opposite(beyond === true ? passes : reaches, no), value, wanted: threshold, of });
  },
  oneOf: (test, value, no, right) => {
    const wanted = test.values.map((each) => inUnit(each, unitOf(test.value)));
    return `${itself(test, value, no, right)}, expected ${no ? 'anything else' : list(wanted, 'or')}`;
  },
  exists: itself,
  within: itself,
  text: itself,
  version: itself,
  includes: itself,
  bucket: unsaid,
  and: unsaid,
  or: unsaid,
  not: inside,
  named: inside,
  ago: inside,
};

/**
 * What keeps a failed test from being true: "3 so far, 2 more needed", "9, 4 too many", "40 %, needs 50 %",
 * "missing".
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

const opposite = (op: Operator, no: boolean): Operator => (no ? OPERATORS[op][3] : op);

/** Values that only wait to grow. */
const GROWS: readonly Typed['kind'][] = [
  'count',
  'distinct',
  'periods',
  'sessions',
  'sequence',
  'sum',
  'howMany',
  'elapsed',
];

const grows = (node: Typed): boolean =>
  node.kind === 'named' || node.kind === 'ago'
    ? grows(node.of)
    : GROWS.includes(node.kind) && !(node.kind === 'elapsed' && node.direction === 'until');

const distance = ({ op, value, wanted, of }: Comparison): string | undefined => {
  if (typeof value !== 'number') return undefined;
  const unit = unitOf(of);
  const up = op === 'atLeast' || op === 'above';
  const strict = op === 'above' || op === 'below';
  if (value === wanted ? !strict : value > wanted === up) return undefined;
  const count = unit === 'count';
  // Of whole numbers, "more than 3" is "at least 4".
  const target = !(strict && count) ? wanted : up ? Math.floor(wanted) + 1 : Math.ceil(wanted) - 1;
  const [has, bound, by] = [value, target, Math.abs(target - value)].map((each) => inUnit(each, unit, true));
  const exact = count || !strict;
  if (up && grows(of))
    return `${has} so far, ${exact ? `${unitless(by!, has!)} more` : `more than ${bound}`} needed`;
  if (count && !up) return target === 0 ? `${has}, none allowed` : `${has}, ${by} too many`;
  if (strict || unit === 'instant')
    return `${has}, must be ${OPERATORS[op][unit === 'instant' ? 2 : 1]} ${bound}`;
  return up ? `${has}, needs ${bound}` : `${has}, at most ${bound} allowed`;
};
