/** What users hold: selections, metrics, tests, segments and classifications, each a function and data at once. */

export type { Cost, CostPart } from '../expression/index.js';
export { type Attribute, type AttributeOptions, attribute, type WithHistory } from './attribute.js';
export {
  type ChoiceCase,
  type ChoiceValue,
  choose,
  type HowMany,
  type HowManyOptions,
  howMany,
} from './choose.js';
export type { AnyCondition, Conditions, EventCondition } from './conditions.js';
export { costOf } from './cost.js';
export { describe } from './describe.js';
export { actor, anyOf, dayOfWeek, events, hourOfDay, sequence } from './events.js';
export { ago, and, type BucketOptions, inBucket, not, or, type Past } from './logic.js';
export type * from './metric-types.js';
export {
  type ClassificationOptions,
  classification,
  type DominantOptions,
  dominant,
  type MetricOptions,
  metric,
  type ScoreOptions,
  type ScorePartInput,
  type SegmentOptions,
  score,
  segment,
  type Widened,
} from './naming.js';
export { type ParameterSchema, type ParametersSchema, parametersSchema } from './parameters-schema.js';
export { type ParseOptions, parseClassification, parseMetric, parseSegment } from './parse.js';
export type { EventReading } from './reading.js';
export type {
  ActiveOptions,
  Events,
  PropertyType,
  Readable,
  ReadOptions,
  RelationOptions,
  Selection,
  Sequence,
  SequenceOptions,
  SeriesOptions,
  SessionOptions,
  WithinOptions,
  ZoneOptions,
} from './selection.js';
export {
  above,
  aboveVersion,
  after,
  atLeast,
  atLeastVersion,
  atMost,
  atMostVersion,
  before,
  below,
  belowVersion,
  between,
  contains,
  endsWith,
  exists,
  type Is,
  includes,
  is,
  isNot,
  isVersion,
  type Matcher,
  missing,
  noneOf,
  type OneOf,
  oneOf,
  startsWith,
  withinLast,
  withinNext,
} from './tests.js';
export type * from './types.js';
export {
  type CalendarOptions,
  calendarDays,
  calendarMonths,
  calendarQuarters,
  calendarWeeks,
  calendarYears,
  type FollowingOptions,
  type FollowingRange,
  following,
  period,
  since,
  type WindowInput,
} from './windows.js';
