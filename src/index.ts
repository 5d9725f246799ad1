/**
 * Behavioural customer segments: defined once, as values that are functions, data and words at the same time.
 * @packageDocumentation
 */
export * from './catalogue/index.js';
export type { Answer, AttributeChange, Attributes, Customer, Event, Issue } from './customer/index.js';
export * from './definitions/index.js';
export {
  at,
  type Changing,
  type ChangingOnly,
  type Defined,
  type Explanation,
  explain,
  type GroupReason,
  type LabelSpan,
  nextChange,
  type PacedOptions,
  type Profile,
  type ProfileOptions,
  pacedNextChange,
  pacedTimeline,
  profile,
  type Reason,
  type Span,
  type SpanOf,
  type TestReason,
  type TimelineOptions,
  timeline,
} from './evaluate/index.js';
export { type AbortLike, type ErrorCode, HabitusError } from './internal/index.js';
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
