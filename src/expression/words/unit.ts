import { own } from '../../internal/index.js';
import { duration, instant, measured, number, percent, quantity } from '../../print/index.js';
import { DAY } from '../../time/index.js';
import type { TestKind, Value } from '../nodes.js';
import { chosen, type Typed, typeOf } from '../types.js';
import { list, quoted } from './text.js';

/** The node of one kind, of the union of all that can be asked for words. */
export type Of<K extends string, N = Typed> = N extends { readonly kind: infer J }
  ? K extends J
    ? N & { readonly kind: K }
    : never
  : never;

/** Everything else answers a value; a part with a name, or of the past, may. */
type ValueKind = Exclude<Typed['kind'], TestKind>;

/**
 * What a number is a number of: how it is printed, and what its shortfall is called. `count` is a whole number that is
 * never missing, `duration` is in milliseconds and `elapsed` in days; any other word is a unit of the host's, printed
 * behind the number.
 */
export type Unit =
  | 'count'
  | 'number'
  | 'ratio'
  | 'share'
  | 'instant'
  | 'duration'
  | 'elapsed'
  | 'weekday'
  | 'hour'
  | 'score'
  | (string & {});

const ofReading = ({ value }: { readonly value: Typed }): Unit => unitOf(value);
const ofInner = ({ of }: { readonly of: Typed }): Unit => unitOf(of);

/** Numbers that have names: these are said whatever the host calls their unit. */
const CLOCK: readonly Unit[] = ['instant', 'weekday', 'hour'];

/** Where it is not a plain number. */
const UNITS: { readonly [K in ValueKind]?: Unit | ((node: Of<K>) => Unit) } = {
  hourOfDay: 'hour',
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
  sessions: ({ measure = 'count' }) => (measure === 'count' ? 'count' : 'duration'),
  gap: 'elapsed',
  series: ({ answer, value }) =>
    answer === 'streak' || (answer !== 'trend' && value === undefined) ? 'count' : 'number',
  sequence: 'count',
  arithmetic: ({ op, of }) => {
    const units = of.map(unitOf);
    if (op === 'times' && inMilliseconds(of) !== undefined) return 'duration';
    // Months times a price are no months.
    if (op === 'times' && of.filter(({ kind }) => kind !== 'literal').length > 1) return 'number';
    if (op === 'minus' && units[0] === 'instant' && units[1] === 'instant') return 'duration';
    if (op === 'dividedBy') {
      if (of[1]?.kind !== 'literal') return 'ratio';
      if (units[0] === 'duration') return of[1].value === DAY ? 'elapsed' : 'number';
      if (units[0] === 'elapsed') return 'number';
    }
    return units.find((unit, i) => of[i]?.kind !== 'literal' && unit !== 'count') ?? 'number';
  },
  orElse: ofReading,
  choose: (node) => {
    const [first = 'number'] = chosen<Typed>(node).flatMap((value) =>
      value.kind === 'literal' ? [] : [unitOf(value)],
    );
    // A count is never missing, a choice may be.
    return first === 'count' ? 'number' : first;
  },
  score: 'score',
  howMany: ({ points }) => (points === undefined ? 'count' : 'points'),
  elapsed: 'elapsed',
  named: ({ unit, of }) => {
    const inner = unitOf(of);
    return unit === undefined || CLOCK.includes(inner) || (inner === 'elapsed' && unit === 'days')
      ? inner
      : unit;
  },
  ago: ofInner,
};

/** The length that a product brings from days to milliseconds, as whoever adds it to an instant has to. */
export const inMilliseconds = (of: readonly Typed[]): Typed | undefined => {
  const length = of.find((each) => unitOf(each) === 'elapsed');
  return of.length === 2 && of.some((each) => each.kind === 'literal' && each.value === DAY)
    ? length
    : undefined;
};

/** What the numbers that a node answers are numbers of. */
export const unitOf = (node: Typed): Unit => {
  if (typeOf(node) === 'instant') return 'instant';
  const unit = UNITS[node.kind as ValueKind] as Unit | ((node: Typed) => Unit) | undefined;
  return typeof unit === 'function' ? unit(node) : (unit ?? 'number');
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Days as somebody would set them: "28 days", "12 hours". */
const ofDays = (value: number): string => {
  const ms = Math.round(value * DAY);
  return ms === 0 || Math.abs(ms) >= DAY || Math.abs(value * DAY - ms) > 0.001
    ? quantity(value, 'days')
    : duration(ms);
};

/** Units of time that a host may give its numbers: what was measured in them is said as a length. */
const TIMES = { seconds: 1000, minutes: 60_000, hours: 3_600_000 };

/** How many milliseconds one of a unit has; undefined where it is no unit of time. */
export const millisecondsOf = (unit: Unit): number | undefined =>
  unit === 'duration' ? 1 : unit === 'elapsed' ? DAY : (own(TIMES, unit) as number | undefined);

/** A value in its unit; what was measured is rounded, what somebody wrote is not. */
export const inUnit = (value: Value | null | undefined, unit: Unit, isMeasured = false): string => {
  if (value === null || value === undefined) return 'missing';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return list(value.map(quoted), 'and') || 'an empty list';
  switch (unit) {
    case 'count':
    case 'number':
    case 'ratio':
    case 'hour':
      return number(value);
    case 'score':
      return number(value, isMeasured ? 2 : 6);
    case 'share':
      return percent(value);
    case 'instant':
      return instant(value);
    case 'duration':
      return (isMeasured ? measured : duration)(value);
    case 'elapsed':
      return isMeasured ? measured(value * DAY) : ofDays(value);
    case 'weekday':
      return WEEKDAYS[value - 1] ?? number(value);
    default:
      return isMeasured && value !== 0 && millisecondsOf(unit) !== undefined
        ? measured(value * millisecondsOf(unit)!)
        : quantity(value, unit, isMeasured ? 2 : 6);
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
