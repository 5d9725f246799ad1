import type { Reading } from '../expression/index.js';
import type { AnswerType } from './metric-types.js';

/** A reading of an event that is not a property: who acted, the local hour, the weekday. */
export interface EventReading<T extends AnswerType = AnswerType> {
  readonly reading: Reading;
  /** Only in types: what it answers. */
  readonly answers?: T;
}
