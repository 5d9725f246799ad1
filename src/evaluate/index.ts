/** One profile: answers, explanations, the next change and the timeline. */
export { answering } from './answer.js';
export {
  type Changing,
  type ChangingOnly,
  type LabelSpan,
  type NextChange,
  nextChange,
  type PacedOptions,
  pacedNextChange,
  pacedTimeline,
  type Span,
  type SpanOf,
  type TimelineOptions,
  timeline,
} from './change.js';
export { type Defined, type DefinedKind, ENGINE, type Engine, type ValueOf } from './defined.js';
export { flipsOf, movingNodes } from './drift.js';
export { startRun } from './evaluate.js';
export { EVALUATORS } from './evaluators/all.js';
export {
  type Explainable,
  type ExplainableOnly,
  type Explanation,
  type ExplanationOf,
  explain,
  type LabelExplanation,
  type MetricExplanation,
} from './explain.js';
export type { FoundEvents } from './found-events.js';
export type { LabelFindings, LabelReason } from './label-reasons.js';
export { at, dataOf, type Profile, type ProfileOptions, profile, profileAmong } from './profile.js';
export type { GroupReason, Reason, TestReason } from './reasons.js';
export type { Evaluators } from './run.js';
export { type Sheet, type SheetData, type SheetOf, type SheetRow, type SheetValues, sheet } from './sheet.js';
export type { ValuePart, ValueReason } from './value-reasons.js';
