/** One profile: answers, explanations, the next change and the timeline. */
export { answering } from './answer.js';
export { nextChange, type Span, type TimelineOptions, timeline } from './change.js';
export { type Defined, ENGINE, type Engine } from './defined.js';
export { EVALUATORS } from './evaluators/all.js';
export { type Explanation, explain, type GroupReason, type Reason, type TestReason } from './explain.js';
export { at, type Profile, type ProfileOptions, profile } from './profile.js';
export type { Evaluators } from './run.js';
