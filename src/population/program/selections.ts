import type { PlanRelation, Span } from '../../plan/index.js';
import { CHUNK } from '../store/store.js';
import type { Cursor, Kernel } from './cursor.js';
import type { Lane } from './lanes.js';
import { firstAtOrAfter, follow, rowAt, type Stream, widen } from './streams.js';
import type { ThingOf } from './things.js';
import type { NumberVector } from './vectors.js';

/** Gives a view of a source the places in a window, or in what is needed of it. */
export const windowed =
  (view: Stream, source: Stream, span: Span): Kernel =>
  () => {
    follow(view, source);
    view.from = firstAtOrAfter(view.times, source.from, source.to, span.from);
    view.to = firstAtOrAfter(view.times, view.from, source.to, span.to);
  };

/** Copies what lies in a window that starts at an instant of the customer's own: another one for each, none where it is missing. */
export const following =
  (
    stream: Stream,
    source: Stream,
    cursor: Cursor,
    { index, shift }: { readonly index: number; readonly shift: number },
    instants: NumberVector,
  ): Kernel =>
  () => {
    const { bound } = cursor;
    const latest = bound.asOf - shift;
    const [from, to] = [bound.from[index]!, bound.to[index]!];
    widen(stream, source.to - source.from);
    const { times, customers, rows } = stream;
    let at = 0;
    for (let place = source.from; place < source.to; place++) {
      const customer = source.customers[place]!;
      const instant = instants.data[customer]!;
      const time = source.times[place]!;
      if (!(time >= instant + from && time < instant + to && time <= latest)) continue;
      times[at] = time;
      customers[at] = customer;
      rows[at++] = rowAt(source, place);
    }
    stream.to = at;
  };

/** One relation of a selection with the lane of the other events. */
export interface RelatedLane {
  readonly relation: PlanRelation;
  /** By customer, or by thing where an event must be about the same. */
  readonly others: Lane;
  readonly thingOf: ThingOf | undefined;
}

/** Copies those places that stand in every relation (S24). */
export const related = (
  stream: Stream,
  source: Stream,
  relations: readonly RelatedLane[],
  shift: number,
  cursor: Cursor,
): Kernel => {
  const tests = relations.map((relation) => standing(relation));
  return () => {
    const asOf = cursor.bound.asOf - shift;
    stream.to = 0;
    // Where nobody has the other events, nothing can be followed or preceded by one.
    if (relations.some(({ relation, others }) => relation.some && others.stream.to === 0)) return;
    for (const test of tests) test.begin();
    widen(stream, source.to - source.from);
    const { times, customers, rows } = stream;
    let at = 0;
    for (let place = source.from; place < source.to; place++) {
      const customer = source.customers[place]!;
      const time = source.times[place]!;
      let stays = true;
      for (let i = 0; i < tests.length; i++)
        stays = tests[i]!.holds(time, customer, asOf, source, place) && stays;
      if (!stays) continue;
      times[at] = time;
      customers[at] = customer;
      rows[at++] = rowAt(source, place);
    }
    stream.to = at;
  };
};

/** Whether an event stands in a relation: asked of the events of each customer in order of time, so that each lane is gone through once. */
const standing = ({ relation, others, thingOf }: RelatedLane) => {
  const { some, within, waits } = relation;
  const before = relation.after ? 1 : -within;
  const after = relation.after ? within : -1;
  let next = new Int32Array(CHUNK);
  return {
    begin: (): void => {
      if (next.length < others.start.length) next = new Int32Array(others.start.length);
      next.set(others.start);
    },
    holds: (time: number, customer: number, asOf: number, source: Stream, place: number): boolean => {
      const whose = thingOf === undefined ? customer : thingOf(customer, rowAt(source, place));
      if (whose < 0) return !some && time + waits <= asOf;
      const { times } = others.stream;
      const end = others.end[whose]!;
      let at = next[whose]!;
      while (at < end && times[at]! < time + before) at++;
      next[whose] = at;
      const found = at < end && times[at]! <= time + after;
      return found === some && time + waits <= asOf;
    },
  };
};
