/**
 * What the segments are doing: sizes, growth, who went where, how they overlap.
 * @packageDocumentation
 */
export type { AmongOptions } from './among.js';
export type { Analysis, AnalysisData, AnalysisRow, Cell, ColumnOf, ColumnUnit } from './analysis.js';
export { type CompareOptions, type CompareRow, compare } from './compare.js';
export { type GrowthOptions, type GrowthRow, growth } from './growth.js';
export { type HistoryOptions, type HistoryRow, history } from './history.js';
export type { Named } from './named-segments.js';
export {
  type Overlap,
  type OverlapAdds,
  type OverlapOptions,
  type OverlapPair,
  type OverlapRow,
  overlap,
} from './overlap.js';
export type { PeriodOptions } from './periods.js';
export { type SizeRow, type SizesOptions, sizes } from './sizes.js';
export { type TransitionRow, type TransitionsOptions, transitions } from './transitions.js';
