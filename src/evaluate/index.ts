/** One profile: answers, explanations, the next change and the timeline. */
export { answering } from './answer.js';
export { nextChange, type Span, type TimelineOptions, timeline } from './change.js';
export type { AttributeChange, Attributes, Customer, Event, Issue } from './customer.js';
export { type Defined, ENGINE, type Engine } from './defined.js';
export { compareScalars } from './evaluators/aggregates.js';
export { EVALUATORS } from './evaluators/all.js';
export { type Explanation, explain, type GroupReason, type Reason, type TestReason } from './explain.js';
export { at, type Profile, type ProfileOptions, profile } from './profile.js';
export type { Answer } from './read.js';
export type { Evaluators } from './run.js';
