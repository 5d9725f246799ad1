import type { AnySegment, Parameters } from '../definitions/index.js';
import { HabitusError, onlyKeys, refuse } from '../internal/index.js';
import { number, percent as shareInWords } from '../print/index.js';
import { type Duration, type InstantInput, requireInstant } from '../time/index.js';
import { type Fit, fitOf } from './entry-fit.js';
import type { Population } from './types.js';

/** A segment with parameters, to be set by data. */
export interface Calibratable extends AnySegment {
  readonly parameters: Parameters;
  /** The same segment with other parameters. */
  with(parameters: never): AnySegment;
}

/** Sets a threshold so that a segment holds so many. */
export interface ShareGoal {
  /** The share of the customers that it is to hold, more than 0 and less than 1. */
  readonly share: number;
  /** The parameter to set. Default: the first one that is a number. */
  readonly parameter?: string;
  /** The customers of whom the share is meant. Default: all. */
  readonly among?: AnySegment;
}

/** Sets a threshold so that a segment tells best who is going to be in another one. */
export interface OutcomeGoal {
  /** What is to be foretold, asked at the end of the horizon: who is gone, who has bought. */
  readonly outcome: AnySegment;
  /** How long after the segment the outcome is asked. */
  readonly horizon: Duration;
  /** The parameter to set. Default: the first one that is a number. */
  readonly parameter?: string;
  /** The customers who are looked at, as of the segment's instant: those who could be in it. Default: all. */
  readonly among?: AnySegment;
  /** When it is tried out; it is chosen a horizon earlier. Default: a horizon before the population's own instant. */
  readonly at?: InstantInput;
}

/** One value that was looked at. */
export interface CalibrationPoint {
  readonly value: number;
  /** How many are in with this value, and which share of those who are looked at. */
  readonly size: number;
  readonly share: number;
  /** With an outcome: of the members, of all others, how many had it. */
  readonly hits?: number;
  readonly misses?: number;
}

/** How well a chosen value foretold on a later time, on which it was not chosen. */
export interface OutOfSample {
  /** The share of all who are looked at that had the outcome. */
  readonly baseRate: number;
  /** The share of the members that had it. */
  readonly rate: number;
  /** rate ÷ baseRate. */
  readonly lift: number;
  /** 95 % of repeated samples would have a lift between these. */
  readonly interval: readonly [number, number];
  /** How many were members, and how many were looked at. */
  readonly size: number;
  readonly of: number;
}

/** A definition whose threshold comes from data, and how it came. */
export interface Calibration {
  /** The same definition with the parameter set. */
  readonly definition: AnySegment;
  readonly parameter: string;
  readonly before: number;
  readonly value: number;
  /** All values that were looked at, in order. */
  readonly curve: readonly CalibrationPoint[];
  /** With an outcome: how the value did on a later time. */
  readonly outOfSample?: OutOfSample;
  /** What to know before it is used. */
  readonly notes: readonly string[];
  /** Such as `spender: least 180 instead of 50`, with the lift and the notes. */
  toString(): string;
}

/** The fewest members, and the fewest others, from whom anything is concluded. */
const FEWEST = 30;

/** Half of the width of a normal interval that holds 95 %. */
const Z95 = 1.959963984540054;

/**
 * Sets a threshold of a segment by data: to the value with which it holds a wanted share, or with which it tells best
 * who is going to be in another segment; the answer is an ordinary definition, and a record of how it came. A list of
 * entries is looked at with its defaults instead, and each is told whether it says anything about these customers.
 *
 * With an outcome the value is chosen as of one instant and tried out as of a later one, so that the lift is one that
 * the value has not seen: memberships read what was before, the outcome what was by the end of the horizon. The value
 * is that with the greatest difference between the share of those with the outcome that are in and the share of those
 * without that are (Youden's J), of the values with at least 30 members and 30 others.
 * Edge cases: where no value makes a difference, or the later time shows none (the interval of the lift holds 1), it
 * refuses with a `bad-value` error that says the figures. A share that ties make impossible gets the nearest one, with
 * a note. Members of no number of customers: 0.
 * @example
 * ```ts
 * import { attribute, segment } from 'habitus';
 * import { calibrate, population } from 'habitus/population';
 * const people = population({
 *   customers: Array.from({ length: 100 }, (_, i) => ({ id: `c${i}`, attributes: { spent: i } })),
 *   asOf: '2026-11-22T00:00:00Z',
 * });
 * const spender = segment('spender', {
 *   parameters: { least: 50 },
 *   where: ({ least }) => attribute('spent').atLeast(least),
 * });
 * const { definition, value } = calibrate(spender, people, { share: 0.1 });
 * value; //=> 90
 * people.count(definition); //=> 10
 * ```
 * @see Youden, "Index for rating diagnostic tests", Cancer 3 (1950); the interval of the lift is that of its logarithm,
 * by the delta method.
 */
export function calibrate(
  entry: Calibratable,
  people: Population,
  goal: ShareGoal | OutcomeGoal,
): Calibration;
export function calibrate(entries: readonly AnySegment[], people: Population): readonly Fit[];
export function calibrate(
  given: Calibratable | readonly AnySegment[],
  people: Population,
  goal?: ShareGoal | OutcomeGoal,
): Calibration | readonly Fit[] {
  if (Array.isArray(given)) return (given as readonly AnySegment[]).map((entry) => fitOf(entry, people));
  const entry = given as Calibratable;
  if (goal === undefined) return refuse('bad-value', '{ share } or { outcome, horizon }', goal, 'calibrate');
  return 'outcome' in goal ? byOutcome(entry, people, goal) : byShare(entry, people, goal);
}

/** The parameter that is to be set, and its present value. */
const parameterOf = (entry: Calibratable, name: string | undefined): readonly [string, number] => {
  const numbers = Object.entries(entry.parameters).filter(([, value]) => typeof value === 'number');
  const found = name === undefined ? numbers[0] : numbers.find(([key]) => key === name);
  if (found === undefined) {
    const expected =
      numbers.length === 0
        ? 'a segment with a parameter that is a number'
        : `one of ${numbers.map(([key]) => key).join(', ')}`;
    return refuse('unknown-parameter', expected, name ?? entry.id, 'calibrate.parameter');
  }
  return found as readonly [string, number];
};

/** The values that a parameter can sensibly have around its default, whole ones where the default is whole. */
const valuesAround = (value: number): readonly number[] => {
  const scale = value === 0 ? 1 : Math.abs(value);
  const wide = Array.from({ length: 81 }, (_, i) => scale * 2 ** ((i - 40) / 4));
  const tidy = Number.isInteger(value) ? wide.map(Math.round) : wide;
  return [...new Set([...tidy, value])].filter((each) => each >= 0).sort((a, b) => a - b);
};

/** Values between two neighbours, the ends included. */
const valuesBetween = (from: number, to: number, whole: boolean): readonly number[] => {
  const steps = Array.from({ length: 33 }, (_, i) => from + ((to - from) * i) / 32);
  return [...new Set(whole ? steps.map(Math.round) : steps)];
};

/** The segment with a value, or undefined where the definition refuses it. */
const withValue = (entry: Calibratable, parameter: string, value: number): AnySegment | undefined => {
  try {
    return entry.with({ [parameter]: value } as never);
  } catch (error) {
    if (error instanceof HabitusError) return undefined;
    throw error;
  }
};

/** What is asked with each of some values, a point each. */
type Ask = (values: readonly number[]) => readonly CalibrationPoint[];

const asking =
  (entry: Calibratable, parameter: string, people: Population, outcome?: ReadonlySet<string>): Ask =>
  (values) =>
    values.flatMap((value) => {
      const segment = withValue(entry, parameter, value);
      if (segment === undefined) return [];
      const members = people.members(segment);
      const point = { value, size: members.size, share: people.size === 0 ? 0 : members.size / people.size };
      if (outcome === undefined) return [point];
      const hits = members.ids().reduce((sum, id) => sum + Number(outcome.has(id)), 0);
      return [{ ...point, hits, misses: outcome.size - hits }];
    });

/** The best of the points around the default, and then of those beside the best. */
const search = (ask: Ask, value: number, better: (a: CalibrationPoint, b: CalibrationPoint) => boolean) => {
  const best = (points: readonly CalibrationPoint[]): CalibrationPoint | undefined =>
    points.reduce<CalibrationPoint | undefined>(
      (found, point) => (found === undefined || better(point, found) ? point : found),
      undefined,
    );
  const whole = Number.isInteger(value);
  let curve = ask(valuesAround(value));
  for (let round = 0; round < 2; round++) {
    const at = curve.indexOf(best(curve)!);
    const [from, to] = [curve[at - 1] ?? curve[at], curve[at + 1] ?? curve[at]];
    if (from === undefined || to === undefined) break;
    const known = new Set(curve.map((point) => point.value));
    const more = ask(valuesBetween(from.value, to.value, whole).filter((each) => !known.has(each)));
    curve = [...curve, ...more].sort((a, b) => a.value - b.value);
  }
  return { curve, chosen: best(curve) };
};

const answerOf = (
  entry: Calibratable,
  parameter: string,
  found: Omit<Calibration, 'definition' | 'parameter' | 'toString'>,
): Calibration => ({
  definition: withValue(entry, parameter, found.value)!,
  parameter,
  ...found,
  toString: () =>
    [
      `${entry.id}: ${parameter} ${number(found.value)} instead of ${number(found.before)}`,
      ...(found.outOfSample === undefined ? [] : [inWords(found.outOfSample)]),
      ...found.notes,
    ].join('\n'),
});

const inWords = ({ rate, baseRate, lift, interval, size, of }: OutOfSample): string =>
  `${shareInWords(rate)} of its ${number(size)} members had the outcome later, of all ${number(of)} ${shareInWords(baseRate)}: ` +
  `a lift of ${number(round2(lift))} (${number(round2(interval[0]))} to ${number(round2(interval[1]))})`;

const round2 = (value: number): number => Math.round(value * 100) / 100;

const byShare = (entry: Calibratable, everybody: Population, goal: ShareGoal): Calibration => {
  onlyKeys(goal, ['share', 'parameter', 'among'], 'calibrate');
  const { share, among } = goal;
  if (!(share > 0 && share < 1))
    refuse('bad-value', 'a share of more than 0 and less than 1', share, 'calibrate.share');
  const [parameter, before] = parameterOf(entry, goal.parameter);
  const people = among === undefined ? everybody : everybody.where(among);
  const distance = (point: CalibrationPoint): number => Math.abs(point.share - share);
  const { curve, chosen } = search(
    asking(entry, parameter, people),
    before,
    (a, b) =>
      distance(a) < distance(b) ||
      (distance(a) === distance(b) && Math.abs(a.value - before) < Math.abs(b.value - before)),
  );
  const sizes = new Set(curve.map(({ size }) => size));
  if (chosen === undefined || sizes.size < 2)
    throw new HabitusError(
      'bad-value',
      `calibrate: ${parameter} makes no difference here: with every value the segment holds ${number(chosen?.size ?? 0)} of ${number(people.size)}`,
      'calibrate.parameter',
    );
  const notes =
    Math.abs(chosen.share - share) > share / 10
      ? [`the nearest share is ${shareInWords(chosen.share)}: many customers have the same value`]
      : [];
  return answerOf(entry, parameter, { before, value: chosen.value, curve, notes });
};

const byOutcome = (entry: Calibratable, people: Population, goal: OutcomeGoal): Calibration => {
  onlyKeys(goal, ['outcome', 'horizon', 'parameter', 'among', 'at'], 'calibrate');
  const { outcome, horizon, among } = goal;
  const [parameter, before] = parameterOf(entry, goal.parameter);
  const tried = goal.at === undefined ? people.asOf - horizon : requireInstant(goal.at, 'calibrate.at');
  if (tried + horizon > people.asOf)
    refuse(
      'bad-value',
      'an instant at least a horizon before that of the population',
      goal.at,
      'calibrate.at',
    );
  const of = (at: number): { readonly then: Population; readonly had: ReadonlySet<string> } => {
    const then = among === undefined ? people.at(at) : people.at(at).where(among);
    const later = people.at(at + horizon).members(outcome);
    return { then, had: new Set(then.ids.filter((id) => later.has(id))) };
  };
  const chosenAt = of(tried - horizon);
  const youden = ({ size, hits = 0 }: CalibrationPoint): number =>
    size < FEWEST || chosenAt.then.size - size < FEWEST
      ? Number.NEGATIVE_INFINITY
      : hits / chosenAt.had.size - (size - hits) / (chosenAt.then.size - chosenAt.had.size);
  const { curve, chosen } = search(
    asking(entry, parameter, chosenAt.then, chosenAt.had),
    before,
    (a, b) => youden(a) > youden(b),
  );
  if (chosen === undefined || !(youden(chosen) > 0))
    throw new HabitusError(
      'bad-value',
      `calibrate: no value of ${parameter} tells those with the outcome (${number(chosenAt.had.size)} of ${number(chosenAt.then.size)}) from the others, with at least ${FEWEST} of each`,
      'calibrate.outcome',
    );
  const triedAt = of(tried);
  const outOfSample = liftOf(
    asking(entry, parameter, triedAt.then, triedAt.had)([chosen.value])[0]!,
    triedAt,
  );
  if (!(outOfSample.interval[0] > 1))
    throw new HabitusError(
      'bad-value',
      `calibrate: ${parameter} ${number(chosen.value)} does not hold on a later time: ${inWords(outOfSample)}`,
      'calibrate.outcome',
    );
  return answerOf(entry, parameter, { before, value: chosen.value, curve, outOfSample, notes: [] });
};

/** The lift of a point over everybody, with the interval of a ratio of rates. */
const liftOf = (
  { size, hits = 0 }: CalibrationPoint,
  { then, had }: { readonly then: Population; readonly had: ReadonlySet<string> },
): OutOfSample => {
  const [rate, baseRate] = [hits / size, had.size / then.size];
  const lift = rate / baseRate;
  // By the delta method, members being a part of all: the variance of log(rate) − log(baseRate).
  const others = { size: then.size - size, rate: (had.size - hits) / (then.size - size) };
  const ofAll = (size * rate * (1 - rate) + others.size * others.rate * (1 - others.rate)) / had.size ** 2;
  const spread = Math.sqrt((1 - rate) / hits - (2 * (1 - rate)) / had.size + ofAll);
  const interval = [lift * Math.exp(-Z95 * spread), lift * Math.exp(Z95 * spread)] as const;
  return { baseRate, rate, lift, interval, size, of: then.size };
};
