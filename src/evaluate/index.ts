/** One profile: answers, explanations, the next change and the timeline. */
export { answering } from './answer.js';
export {
  type Changing,
  type ChangingOnly,
  type LabelSpan,
  nextChange,
  type PacedOptions,
  pacedNextChange,
  pacedTimeline,
  type Span,
  type SpanOf,
  type TimelineOptions,
  timeline,
} from './change.js';
export { type Defined, type DefinedKind, ENGINE, type Engine } from './defined.js';
export { flipsOf, movingNodes } from './drift.js';
export { startRun } from './evaluate.js';
export { EVALUATORS } from './evaluators/all.js';
export { type Explanation, explain, type GroupReason, type Reason, type TestReason } from './explain.js';
export { at, dataOf, type Profile, type ProfileOptions, profile } from './profile.js';
export type { Evaluators } from './run.js';
