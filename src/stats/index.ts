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
export { slope, slopeDenominator } from './slope.js';
