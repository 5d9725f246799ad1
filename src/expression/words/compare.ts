import { quantity } from '../../print/index.js';
import type { Typed } from '../types.js';
import { title, unitless } from './text.js';
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

/** "“plan” is …", but "days since the last order are …". */
export const isOf = (value: Typed, speaker: Speaker): 'is ' | 'are ' | '' =>
  speaker.is !== '' && beginsWithUnit(value) !== undefined ? 'are ' : speaker.is;

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
  const is = isOf(left, speaker);
  return `${speaker.value(left)} ${is}${not(no)}${bound(op, sides, unit === 'instant' ? 2 : 1, is)}`;
};

/** The words of a bound: 0 for counts, 1 for other numbers, 2 for instants. */
const bound = (
  op: Operator | 'between',
  [first = '', second = first]: readonly string[],
  style: 0 | 1 | 2,
  is = 'is ',
): string =>
  op !== 'between'
    ? `${OPERATORS[op][style]} ${first}`
    : first === second
      ? `exactly ${first}`
      : is === ''
        ? `from ${unitless(first, second)} to ${second}`
        : `between ${unitless(first, second)} and ${second}`;

/** "Orders with a look before them", in orders: a title that begins with what is counted takes the amount in front. */
const beginsWithUnit = (node: Typed): ((amount: string) => string) | undefined => {
  const [units] = node.kind === 'named' && node.unit !== undefined ? node.unit.split(' per ') : [];
  if (units === undefined || units === 'share') return undefined;
  const words = title(node as Of<'named'>);
  const at = words.split(' ').slice(0, 2).indexOf(units);
  const one = quantity(1, units).slice(2);
  return at < 0
    ? undefined
    : (amount) => `${amount} ${/\bone$/.test(amount) ? words.replace(units, one) : words}`;
};

/** A part with a name is a count where what it stands for is one. */
const isCount = (node: Typed): boolean =>
  node.kind === 'named' ? isCount(node.of) : unitOf(node) === 'count';

/** Before an instant or after it, where the time since it or until it is compared with nothing. */
const beforeOrAfter = ({ direction, value }: Of<'elapsed'>, op: Operator, speaker: Speaker): string =>
  `${OPERATORS[direction === 'since' ? op : MIRRORED[op]][2]} ${speaker.value(value)}`;

const MIRRORED = { atLeast: 'atMost', atMost: 'atLeast', above: 'below', below: 'above' } as const;

/** The test with its amount inside the value, where that can be said. */
export const amount = (
  node: Typed,
  given: Operator | 'between',
  numbers: readonly number[],
  no: boolean,
  speaker: Speaker,
): string | undefined => {
  const unit = unitOf(node);
  const inTitle = beginsWithUnit(node);
  if (!(INSIDE.includes(node.kind) || inTitle) || unit === 'instant') return undefined;
  const [n = 0, m = n] = numbers;
  if (node.kind === 'elapsed' && given !== 'between' && n === 0)
    return not(no) + beforeOrAfter(node, given, speaker);
  const count = isCount(node);
  // "Exactly 0" is "at most 0"; of what is never missing, the opposite says it without a "not".
  let op = count && given === 'between' && m === 0 ? 'atMost' : given;
  const turned = count && no && op !== 'between';
  if (turned) op = OPERATORS[op as Operator][3];
  const sides = numbers.map((side) => inUnit(side, inTitle ? 'number' : unit));
  const words = !(count || inTitle)
    ? bound(op, sides, 0).replace('fewer', 'less')
    : count && ((op === 'atMost' && n === 0) || (op === 'below' && n === 1))
      ? 'no'
      : count && op === 'above' && n === 0
        ? 'at least one'
        : op === 'between' && n !== m
          ? sides.join(' to ')
          : bound(op, m === 1 ? ['one'] : sides, 0);
  return not(no && !turned) + (inTitle?.(words) ?? speaker.value(node, words));
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
