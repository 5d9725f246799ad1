import type { Value } from '../nodes.js';
import { type Typed, typeOf } from '../types.js';
import { duration, instant, list, number, quantity, quoted } from './text.js';

/** The node of one kind, of the union of all that can be asked for words. */
export type Of<K extends string, N = Typed> = N extends { readonly kind: infer J }
  ? K extends J
    ? N & { readonly kind: K }
    : never
  : never;

export type TestKind =
  | 'compare'
  | 'oneOf'
  | 'exists'
  | 'includes'
  | 'text'
  | 'within'
  | 'rank'
  | 'bucket'
  | 'not'
  | 'and'
  | 'or';

/** Everything else answers a value; a part with a name, or of the past, may. */
type ValueKind = Exclude<Typed['kind'], TestKind>;

/**
 * What a number is a number of: how it is printed, and what its shortfall is called. `count` is a whole number that is
 * never missing; any other word is a unit of the host's, printed behind the number.
 */
export type Unit =
  | 'count'
  | 'number'
  | 'ratio'
  | 'share'
  | 'instant'
  | 'duration'
  | 'days'
  | 'weekday'
  | (string & {});

const ofReading = ({ value }: { readonly value: Typed }): Unit => unitOf(value);
const ofInner = ({ of }: { readonly of: Typed }): Unit => unitOf(of);

/** Where it is not a plain number. */
const UNITS: { readonly [K in ValueKind]?: Unit | ((node: Of<K>) => Unit) } = {
  dayOfWeek: 'weekday',
  count: 'count',
  firstAt: 'instant',
  lastAt: 'instant',
  min: ofReading,
  max: ofReading,
  first: ofReading,
  last: ofReading,
  distinct: 'count',
  mostFrequent: ofReading,
  topShare: 'share',
  periods: 'count',
  sessions: 'count',
  gap: 'days',
  series: ({ answer, value }) =>
    answer === 'streak' || (answer !== 'trend' && value === undefined) ? 'count' : 'number',
  sequence: 'count',
  arithmetic: ({ op, of }) => {
    const units = of.map(unitOf);
    if (op === 'minus' && units[0] === 'instant' && units[1] === 'instant') return 'duration';
    if (op === 'dividedBy' && of[1]?.kind !== 'literal') return 'ratio';
    return units.find((unit, i) => of[i]?.kind !== 'literal' && unit !== 'count') ?? 'number';
  },
  orElse: ofReading,
  elapsed: 'days',
  named: ({ unit, of }) => unit ?? unitOf(of),
  ago: ofInner,
};

/** What the numbers that a node answers are numbers of. */
export const unitOf = (node: Typed): Unit => {
  if (typeOf(node) === 'instant') return 'instant';
  const unit = UNITS[node.kind as ValueKind] as Unit | ((node: Typed) => Unit) | undefined;
  return typeof unit === 'function' ? unit(node) : (unit ?? 'number');
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A value in its unit; a measured length is rounded, one that somebody wrote is not. */
export const inUnit = (value: Value | null | undefined, unit: Unit, measured = false): string => {
  if (value === null || value === undefined) return 'missing';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return list(value.map(quoted), 'and') || 'an empty list';
  switch (unit) {
    case 'count':
    case 'number':
    case 'ratio':
      return number(value);
    case 'share':
      return `${number(value * 100, 2)} %`;
    case 'instant':
      return instant(value);
    case 'duration':
      return duration(value, measured);
    case 'weekday':
      return WEEKDAYS[value - 1] ?? number(value);
    default:
      return quantity(value, unit, measured ? 2 : 6);
  }
};

/** For each operator: its words for counts, for other numbers and for instants, and its opposite. */
export const OPERATORS = {
  atLeast: ['at least', 'at least', 'on or after', 'below'],
  atMost: ['at most', 'at most', 'on or before', 'above'],
  above: ['more than', 'above', 'after', 'atMost'],
  below: ['fewer than', 'below', 'before', 'atLeast'],
} as const;

export type Operator = keyof typeof OPERATORS;
