/**
 * Many customers at once: a columnar engine that reads the same plans as one profile.
 * @packageDocumentation
 */

export type { Definable, Definitions, Finding, FindingCode, Findings, NeededAt } from '../check/index.js';
export type { ValueOf } from '../evaluate/index.js';
export type { AbortLike } from '../internal/index.js';
export type { HistogramBin } from '../stats/index.js';
export {
  type LoadOptions,
  type LoadProgress,
  loadPopulation,
  type PopulationBuilder,
  type PopulationSource,
  type PopulationStreams,
  population,
  populationBuilder,
} from './build.js';
export {
  type Calibratable,
  type Calibration,
  type CalibrationPoint,
  calibrate,
  type OutcomeGoal,
  type OutOfSample,
  type ShareGoal,
} from './calibrate.js';
export type { Column } from './column.js';
export { type ColumnSource, populationFromColumns } from './columns.js';
export { diff, type Members, type MembershipDiff } from './diff.js';
export type { Fit } from './entry-fit.js';
export { type Fitted, fit } from './fit.js';
export type { CodedTexts, ColumnInput } from './given-columns.js';
export { type InheritOptions, inherit } from './inherit.js';
export type { IssueExample, PopulationIssue, PopulationIssueCode } from './issues.js';
export type { LoadLimits } from './limits.js';
export type { Membership } from './membership.js';
export {
  type AccountAttribute,
  allOf,
  anyOf,
  countOf,
  type RollUpOptions,
  rollUp,
  shareOf,
  topShareOf,
} from './rollup.js';
export type { AskProgress, Pace } from './runner.js';
export type { ColumnKind, Row, Table } from './table.js';
export type { Asked, PacedPopulation, Population } from './types.js';
export {
  type AttributeValue,
  type AttributeValues,
  type WithAttributesOptions,
  withAttributes,
} from './with-attributes.js';
