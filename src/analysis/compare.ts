import { type AnyMetric, type AnySegment, not } from '../definitions/index.js';
import { onlyKeys, refuse } from '../internal/index.js';
import type { Column, Population } from '../population/index.js';
import { percent } from '../print/index.js';
import {
  cliffsDelta,
  meanDifferenceInterval,
  meanOf,
  quantileOf,
  randomFrom,
  sortedValues,
} from '../stats/index.js';
import { type AmongOptions, among } from './among.js';
import { type Analysis, analysisOf } from './analysis.js';
import { type Named, named } from './named-segments.js';

/** One metric of one segment beside everybody else. */
export interface CompareRow {
  readonly metric: string;
  readonly segment: string;
  /** Members with a value. */
  readonly customers: number;
  /** Members without one: they are in none of the figures. */
  readonly missing: number;
  readonly mean: number | null;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
  /** Mean of the members less mean of the others. */
  readonly difference: number | null;
  /** The interval of the difference; null where a side has fewer than two values. */
  readonly low: number | null;
  readonly high: number | null;
  /** Cliff's delta, from −1 to 1: how much likelier a member is above one of the others than below. */
  readonly effect: number | null;
}

/** Options of {@link compare}. */
export interface CompareOptions extends AmongOptions {
  /** What is compared: metrics that answer numbers, by their names. */
  readonly metrics: Readonly<Record<string, AnyMetric>>;
  /** Compare with this segment instead of everybody else; who is in both is left out of it. */
  readonly with?: AnySegment | undefined;
  /** How sure the interval is. Default: 0.95. */
  readonly level?: number | undefined;
  /** How often samples are drawn again for the interval. Default: 1,000. */
  readonly resamples?: number | undefined;
  /** The same seed gives the same intervals. Default: 1. */
  readonly seed?: number | undefined;
}

/**
 * How segments differ from everybody else, on any metrics: mean, quartiles, the difference of the means with its interval
 * (percentile bootstrap, seeded) and an effect size that outliers do not move (Cliff's delta).
 *
 * Who has no value is counted in `missing` and is in no figure. A metric that answers no numbers is a `wrong-type` error.
 * Many comparisons at once find differences by chance: at a level of 0.95 one of twenty intervals misses 0 where nothing
 * differs.
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { compare } from 'habitus/analysis';
 * import { population } from 'habitus/population';
 * const customers = [10, 20, 30, 1, 2, 3].map((mrr, i) => ({ id: `c${i}`, attributes: { mrr, plan: i < 3 ? 'pro' : 'free' } }));
 * const people = population({ customers, asOf: 0 });
 * const [row] = compare(people, { pro: attribute('plan').is('pro') }, { metrics: { mrr: attribute('mrr') } }).rows;
 * [row?.mean, row?.difference, row?.effect]; //=> [20, 18, 1]
 * ```
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap" (1993); Cliff, "Dominance statistics" (1993).
 */
export const compare = (
  people: Population,
  of: Named<AnySegment>,
  options: CompareOptions,
): Analysis<CompareRow> => {
  onlyKeys(options, ['metrics', 'with', 'level', 'resamples', 'seed', 'excluding'], 'compare');
  const { metrics, level = 0.95, resamples = 1000, seed = 1 } = options;
  const segments = named(of, ['segment'], 'compare');
  if (!(level > 0 && level < 1)) refuse('bad-value', 'a share between 0 and 1', level, 'compare.level');
  if (!Number.isSafeInteger(resamples) || resamples < 100)
    refuse('bad-value', 'a whole number of 100 or more', resamples, 'compare.resamples');
  if (Object.keys(metrics ?? {}).length === 0)
    refuse('bad-value', 'at least one metric by its name', metrics, 'compare.metrics');
  const { people: looked, notes } = among(people, options);
  const rows = segments.flatMap(([segment, members]) => {
    const [ins, outs] = [looked.where(members), looked.where(not(members))];
    const others = options.with === undefined ? outs : outs.where(options.with);
    return Object.entries(metrics).map(([metric, each]): CompareRow => {
      const [column, rest] = [numbersOf(ins, each, metric), numbersOf(others, each, metric)];
      const random = randomFrom(seed);
      const interval = meanDifferenceInterval(column, rest, { resamples, level, random });
      const [mean, restMean] = [meanOf(column), meanOf(rest)];
      return {
        metric,
        segment,
        customers: column.length,
        missing: ins.size - column.length,
        mean,
        lowerQuartile: quantileOf(column, 0.25),
        median: quantileOf(column, 0.5),
        upperQuartile: quantileOf(column, 0.75),
        difference: mean === null || restMean === null ? null : mean - restMean,
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
        effect: cliffsDelta(column, rest),
      };
    });
  });
  return analysisOf({
    kind: 'compare',
    title: options.with === undefined ? 'Segments beside everybody else' : 'Segments beside another one',
    rows,
    columns: COLUMNS,
    notes: [
      ...notes,
      `low and high: the ${percent(level)} interval of the difference, by drawing both samples ${resamples} times again.`,
      'effect: Cliff’s delta, how much likelier a member is above one of the others than below, from -1 to 1.',
    ],
  });
};

const COLUMNS: Analysis<CompareRow>['columns'] = {
  metric: { means: 'What is compared.', unit: 'text' },
  segment: { means: 'The segment.', unit: 'text' },
  customers: { means: 'Members with a value.', unit: 'customers' },
  missing: { means: 'Members without one.', unit: 'customers' },
  mean: { means: 'The mean of the members.', unit: 'number' },
  lowerQuartile: { means: 'A quarter of the members is at or below it.', unit: 'number' },
  median: { means: 'Half of the members is at or below it.', unit: 'number' },
  upperQuartile: { means: 'Three quarters of the members are at or below it.', unit: 'number' },
  difference: { means: 'The mean of the members less the mean of the others.', unit: 'number' },
  low: { means: 'The least that the difference may well be.', unit: 'number' },
  high: { means: 'The most that the difference may well be.', unit: 'number' },
  effect: { means: 'Cliff’s delta, from -1 to 1.', unit: 'number' },
};

/** The values of a metric that answers numbers, ascending. */
const numbersOf = (people: Population, metric: AnyMetric, name: string): Float64Array => {
  if ((metric as Partial<AnyMetric> | undefined)?.kind !== 'metric')
    refuse('bad-value', 'a metric', metric, `compare.metrics.${name}`);
  const column: Column = people.values(metric);
  const values = Float64Array.from(column, (value) => {
    if (value !== null && typeof value !== 'number')
      return refuse('wrong-type', 'a metric that answers numbers', value, `compare.metrics.${name}`);
    return value ?? Number.NaN;
  });
  return sortedValues(values);
};
