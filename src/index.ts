/**
 * Behavioural customer segments: defined once, as values that are functions, data and words at the same time.
 * @packageDocumentation
 */
export * from './catalogue/index.js';
export {
  check,
  type Definable,
  type Definitions,
  type NeededAt,
  type NeededEvents,
  type NeededValue,
  type Needs,
  needs,
  type OtherEvents,
} from './check/index.js';
export type { Answer, AttributeChange, Attributes, Customer, Event, Issue } from './customer/index.js';
export * from './definitions/index.js';
export {
  at,
  type Changing,
  type ChangingOnly,
  type Defined,
  type DefinedKind,
  type Explainable,
  type ExplainableOnly,
  type Explanation,
  type ExplanationOf,
  explain,
  type FoundEvents,
  type GroupReason,
  type LabelExplanation,
  type LabelFindings,
  type LabelReason,
  type LabelSpan,
  type MetricExplanation,
  type NextChange,
  nextChange,
  type PacedOptions,
  type Profile,
  type ProfileOptions,
  pacedNextChange,
  pacedTimeline,
  profile,
  type Reason,
  type Sheet,
  type SheetData,
  type SheetOf,
  type SheetRow,
  type SheetValues,
  type Span,
  type SpanOf,
  sheet,
  type TestReason,
  type TimelineOptions,
  timeline,
  type ValueOf,
  type ValuePart,
  type ValueReason,
} from './evaluate/index.js';
export { type AbortLike, type DefinitionFault, type ErrorCode, HabitusError } from './internal/index.js';
export {
  type Duration,
  days,
  hours,
  type InstantInput,
  milliseconds,
  minutes,
  seconds,
  weeks,
} from './time/index.js';
