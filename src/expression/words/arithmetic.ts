import { duration, number } from '../../print/index.js';
import { DAY } from '../../time/index.js';
import type { Selection } from '../nodes.js';
import type { Typed } from '../types.js';
import { list, plain } from './text.js';
import { inMilliseconds, inUnit, millisecondsOf, type Of, type Unit, unitOf } from './unit.js';

/** How the values of a calculation are said: each for itself, or in brackets where it would run into the next. */
export interface Operands {
  readonly value: (node: Typed, amount?: string) => string;
  readonly operand: (node: Typed, followed?: boolean) => string;
}

type Arithmetic = Of<'arithmetic'>;

/** A calculation in words, of a value in this unit. */
export const arithmeticWords = (node: Arithmetic, say: Operands, unit: Unit = unitOf(node)): string => {
  const { op, of } = node;
  const [first, second] = of as [Typed, Typed];
  return (
    (op === 'minus' && betweenInstants(first, second, say)) ||
    (op === 'times' && inMilliseconds(of) !== undefined && say.value(inMilliseconds(of)!)) ||
    (op === 'dividedBy' && (inOtherUnit(first, second, say) ?? asShare(first, second, say, unit))) ||
    ((op === 'least' || op === 'greatest') && bounded(node, say, unit)) ||
    inARow(node, say)
  );
};

const betweenInstants = (first: Typed, second: Typed, { operand }: Operands): string | undefined =>
  unitOf(first) === 'instant' && unitOf(second) === 'instant'
    ? `the time from ${operand(second)} to ${operand(first)}`
    : undefined;

/** A length of time in another unit of time is said in that unit. */
const inOtherUnit = (first: Typed, second: Typed, { value, operand }: Operands): string | undefined => {
  const one = millisecondsOf(unitOf(first));
  if (one === undefined || second.kind !== 'literal') return undefined;
  const ms = Number(second.value) * one;
  const [count, unit] = ms === DAY ? ['1', 'day'] : duration(ms).split(' ');
  const isBetween = first.kind === 'arithmetic' && unitOf(first) === 'duration';
  return count === '1' ? `${(isBetween ? value : operand)(first)} in ${unit}s` : undefined;
};

/** "a, as a share of b"; of the same events, "of their total", or "of all of them". */
const asShare = (
  first: Typed,
  second: Typed,
  { value, operand }: Operands,
  unit: Unit,
): string | undefined => {
  const share = unit === 'share';
  const of = selectionOf(second);
  const own = selectionOf(first);
  if (of !== undefined && own !== undefined && second.kind !== 'count' && same(of, own)) {
    // "The total “listPrice” in …": the events have been said.
    const their = value(second).replace(/^the /, '').split(' in ')[0];
    return share ? `${value(first)}, as a share of their ${their}` : undefined;
  }
  if (!share) return undefined;
  if (second.kind === 'literal') return `${value(first)}, out of ${number(Number(second.value))}`;
  const all = first.kind === 'count' && second.kind === 'count' && same(anyOf(first.of), second.of);
  const words = value(first);
  return `${words}${/[\d,]/.test(words) ? ',' : ''} as a share of ${all ? 'all of them' : operand(second)}`;
};

const selectionOf = (node: Typed): Selection | undefined =>
  'of' in node && 'kind' in node.of && node.of.kind === 'events' ? node.of : undefined;

/** The same events without tests. */
const anyOf = ({ where, ...events }: Selection): Selection => events;

const same = (a: Selection, b: Selection): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One value and a bound: "a (at most 100 %)"; of several values, "the least of a and b". */
const bounded = ({ op, of }: Arithmetic, say: Operands, unit: Unit): string => {
  const [value, bound] = of[0]?.kind === 'literal' ? [of[1]!, of[0]] : [of[0]!, of[1]!];
  if (of.length !== 2 || bound.kind !== 'literal' || bound.as !== undefined || value.kind === 'literal')
    return `the ${op} of ${list(
      of.map((part, i) => operandIn(part, say, unit, i < of.length - 1)),
      'and',
      Infinity,
    )}`;
  const isShare = value.kind === 'arithmetic' && value.op === 'dividedBy' && unit === 'share';
  const words = isShare ? arithmeticWords(value, say, unit) : say.operand(value);
  const limit = inUnit(bound.value, unit === 'ratio' ? 'number' : unit);
  return `${words} (${op === 'least' ? 'at most' : 'at least'} ${limit})`;
};

const operandIn = (part: Typed, { operand }: Operands, unit: Unit, followed: boolean): string =>
  part.kind === 'literal' && part.as === undefined ? inUnit(part.value, unit) : operand(part, followed);

const inARow = ({ op, of }: Arithmetic, say: Operands): string => {
  const times = op === 'times';
  const unit = unitOf({ kind: 'arithmetic', op, of });
  const literal = times || op === 'dividedBy' ? 'number' : unit === 'instant' ? 'duration' : unit;
  // "0.5 times the orders of the last 30 days": after them it would read as 30 days times 0.5.
  const order = times
    ? [...of]
        .filter((part) => part.kind !== 'literal' || part.value !== 1)
        .sort((a, b) => Number(b.kind === 'literal') - Number(a.kind === 'literal'))
    : of;
  return order.map((part, i) => operandIn(part, say, literal, i < of.length - 1)).join(` ${plain(op)} `);
};
