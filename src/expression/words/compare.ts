import type { Typed } from '../types.js';
import { unitless } from './text.js';
import { inUnit, type Of, OPERATORS, type Operator, unitOf } from './unit.js';

/** Values that are better said with an amount inside than with one behind "is". */
const INSIDE: readonly Typed['kind'][] = [
  'count',
  'distinct',
  'periods',
  'sessions',
  'sequence',
  'howMany',
  'elapsed',
  'sum',
  'average',
  'min',
  'max',
  'first',
  'last',
];

/** How values are said where a test stands: in a sentence about a customer, or behind "events with …". */
export interface Speaker {
  readonly is: 'is ' | '';
  /** With an amount: "at least 3", "at least one", "no", "2 to 5"; of what is no count, with its unit. */
  readonly value: (node: Typed, amount?: string) => string;
}

export const not = (no: boolean): string => (no ? 'not ' : '');

/** A comparison, or with two sides an interval. */
export const compared = (
  left: Typed,
  op: Operator | 'between',
  right: readonly Typed[],
  no: boolean,
  speaker: Speaker,
): string => {
  const numbers = right.flatMap((side) => (side.kind === 'literal' ? [side.value as number] : []));
  const said = numbers.length > 0 ? amount(left, op, numbers, no, speaker) : undefined;
  if (said !== undefined) return said;
  const unit = unitOf(left);
  const sides = right.map((side) =>
    side.kind === 'literal' ? inUnit(side.value, side.as ?? unit) : speaker.value(side),
  );
  return `${speaker.value(left)} ${left.kind === 'named' ? '' : speaker.is}${not(no)}${bound(op, sides, unit === 'instant' ? 2 : 1)}`;
};

/** The words of a bound: 0 for counts, 1 for other numbers, 2 for instants. */
const bound = (
  op: Operator | 'between',
  [first = '', second = first]: readonly string[],
  style: 0 | 1 | 2,
): string =>
  op !== 'between'
    ? `${OPERATORS[op][style]} ${first}`
    : first === second
      ? `exactly ${first}`
      : `between ${unitless(first, second)} and ${second}`;

/** The test with its amount inside the value, where that can be said. */
export const amount = (
  node: Typed,
  given: Operator | 'between',
  numbers: readonly number[],
  no: boolean,
  speaker: Speaker,
): string | undefined => {
  const unit = unitOf(node);
  if (!INSIDE.includes(node.kind) || unit === 'instant') return undefined;
  const count = unit === 'count';
  const [n = 0, m = n] = numbers;
  // "Exactly 0" is "at most 0"; of what is never missing, the opposite says it without a "not".
  let op = count && given === 'between' && m === 0 ? 'atMost' : given;
  const turned = count && no && op !== 'between';
  if (turned) op = OPERATORS[op as Operator][3];
  const sides = numbers.map((side) => inUnit(side, unit));
  const words = !count
    ? bound(op, sides, 0).replace('fewer', 'less')
    : (op === 'atMost' && n === 0) || (op === 'below' && n === 1)
      ? 'no'
      : op === 'above' && n === 0
        ? 'at least one'
        : op === 'between' && n !== m
          ? sides.join(' to ')
          : bound(op, m === 1 ? ['one'] : sides, 0);
  return not(no && !turned) + speaker.value(node, words);
};

/** What lies between which two, where the two tests of an `and` say so. */
export const interval = ({ of: [low, high, ...more] }: Of<'and'>): readonly Typed[] =>
  low?.kind === 'compare' &&
  high?.kind === 'compare' &&
  more.length === 0 &&
  low.op === 'atLeast' &&
  high.op === 'atMost' &&
  low.right.kind === 'literal' &&
  high.right.kind === 'literal' &&
  JSON.stringify(low.left) === JSON.stringify(high.left)
    ? [low.left, low.right, high.right]
    : [];
