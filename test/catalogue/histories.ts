import { type AttributeChange, type Attributes, type Event, type Profile, profile } from '../../src/index.js';
import { asOf, did } from './customers.js';

/** Orders so many days before. */
export const bought = (...days: number[]): Event[] => days.map((day) => did('purchase', day));

/** Enough orders, old and new, to be loyal. */
export const loyal: readonly Event[] = bought(10, 100, 300);

/** Active in so many different months, the last one included. */
export const months = (count: number): Event[] =>
  Array.from({ length: count }, (_, i) => did('logged_in', 1 + i * 30.5));

/** An answer to a survey. */
export const nps = (score: number | string, day = 5, survey = 'nps'): Event =>
  did('survey_answered', day, { survey, score });

/** Messages delivered, and the first of them clicked. */
export const messages = (delivered: number, clicked: number, day = 1): Event[] => [
  ...Array.from({ length: delivered }, (_, i) => did('message_delivered', day, { message: `m${i}` }, i)),
  ...Array.from({ length: clicked }, (_, i) => did('message_clicked', day, { message: `m${i}` }, i)),
];

/** One login a day, so many days before. */
export const logins = (...days: number[]): Event[] => days.map((day) => did('logged_in', day));

/** All that a health score asks for: 5 features on each of the last 70 days but today. */
export const sound: readonly Event[] = Array.from({ length: 70 }, (_, day) =>
  did('feature_used', day + 1, { feature: `f${day % 5}` }),
);

/** A customer whose attributes have changed. */
export const whoWas = (
  attributes: Attributes,
  events: readonly Event[],
  history: readonly AttributeChange[],
): Profile => profile({ id: 'ada', attributes, history }, events, { asOf });
