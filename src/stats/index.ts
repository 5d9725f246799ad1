/** Pure numbers: exact sums and small statistics. */
export {
  addExact,
  type ExactSum,
  exactSum,
  exactTotal,
  nearestTotal,
  SCALE,
  toMillionths,
} from './exact-sum.js';
export { edgesOf, type HistogramBin, histogramOf } from './histogram.js';
export { quantileOf, sortedValues } from './quantile.js';
export { randomFrom } from './random.js';
export { thresholdOf } from './rank-threshold.js';
export { cliffsDelta, meanDifferenceInterval, meanOf } from './samples.js';
export { slope, slopeDenominator } from './slope.js';
