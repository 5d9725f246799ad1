import type { Expression } from '../../src/expression/nodes.js';
import { type Answer, answer } from './answers.js';
import { type RawCustomer, type RawEvent, type Situation, situation } from './situation.js';

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly member: Answer;
}

/** The answers as of each instant of [from, to), whatever happened later being known (S3). */
export const oracleTimeline = (
  definition: Expression,
  customer: RawCustomer,
  events: readonly RawEvent[],
  from: number,
  to: number,
  /** The instants at which an answer may change. */
  instants: readonly number[],
): Span[] => {
  const always = situation(customer, events, from);
  const spans: Span[] = [];
  let begin = from;
  for (const change of changes(definition, always, from, instants)) {
    if (change >= to) break;
    spans.push({ from: begin, to: change, member: as(definition, always, begin) });
    begin = change;
  }
  if (begin < to) spans.push({ from: begin, to, member: as(definition, always, begin) });
  return spans;
};

/** The instant at which the answer next changes if nothing happens after asOf, or null. */
export const bruteNextChange = (
  definition: Expression,
  customer: RawCustomer,
  events: readonly RawEvent[],
  asOf: number,
  instants: readonly number[],
): number | null => {
  const all = situation(customer, events, asOf);
  const known: Situation = {
    ...all,
    events: all.events.filter(({ at }) => at <= asOf),
    history: all.history.filter(({ at }) => at <= asOf),
  };
  return changes(definition, known, asOf, instants).next().value ?? null;
};

/** Every change after `from` that the instants show; where two neighbours differ, the change is searched between them. */
function* changes(
  definition: Expression,
  now: Situation,
  from: number,
  instants: readonly number[],
): Generator<number, undefined> {
  let before = from;
  for (const instant of instants) {
    if (instant <= before) continue;
    if (as(definition, now, instant) !== as(definition, now, before))
      yield firstChange(definition, now, before, instant);
    before = instant;
  }
}

/** Halves a stretch whose ends differ, until they are one millisecond apart. */
const firstChange = (definition: Expression, now: Situation, from: number, to: number): number => {
  const old = as(definition, now, from);
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (as(definition, now, middle) === old) same = middle;
    else other = middle;
  }
  return other;
};

const as = (definition: Expression, now: Situation, asOf: number): Answer =>
  answer(definition, { ...now, asOf });
