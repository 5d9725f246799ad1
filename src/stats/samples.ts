import { quantileOf } from './quantile.js';

/** The mean of some values; null of none. */
export const meanOf = (values: Float64Array): number | null => {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};

/**
 * Cliff's delta: how much likelier it is that a value of the first sample is above one of the second than below it, from −1
 * (all are below) to 1; 0 where neither is. Both ascending; null where one is empty.
 * @see Norman Cliff, "Dominance statistics: Ordinal analyses to answer ordinal questions", Psychological Bulletin 114(3), 1993.
 */
export const cliffsDelta = (ones: Float64Array, others: Float64Array): number | null => {
  if (ones.length === 0 || others.length === 0) return null;
  let [below, notAbove, sum] = [0, 0, 0];
  for (const value of ones) {
    while (below < others.length && others[below]! < value) below++;
    while (notAbove < others.length && others[notAbove]! <= value) notAbove++;
    sum += below - (others.length - notAbove);
  }
  return sum / (ones.length * others.length);
};

/** What a bootstrap takes. */
export interface Resampling {
  readonly resamples: number;
  /** The share of the resampled differences inside of the interval, such as 0.95. */
  readonly level: number;
  readonly random: () => number;
}

/**
 * The interval of the difference of two means by resampling each sample with replacement (percentile bootstrap). Null where
 * a sample has fewer than 2 values: nothing tells then how much it varies.
 * @see Bradley Efron and Robert Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
 */
export const meanDifferenceInterval = (
  ones: Float64Array,
  others: Float64Array,
  { resamples, level, random }: Resampling,
): readonly [low: number, high: number] | null => {
  if (ones.length < 2 || others.length < 2) return null;
  const resampledMean = (values: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)]!;
    return sum / values.length;
  };
  const differences = Float64Array.from(
    { length: resamples },
    () => resampledMean(ones) - resampledMean(others),
  ).sort();
  const tail = (1 - level) / 2;
  return [quantileOf(differences, tail)!, quantileOf(differences, 1 - tail)!];
};
