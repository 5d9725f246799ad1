import type { PlanSelection } from '../../plan/index.js';
import type { Cursor, Kernel } from './cursor.js';
import type { Lane } from './lanes.js';
import type { Span } from './sources.js';
import { firstAtOrAfter, follow, rowAt, type Stream, widen } from './streams.js';
import type { NumberVector } from './vectors.js';

/** Gives a view of a source the places in a window, or in what is needed of it. */
export const windowed =
  (view: Stream, source: Stream, span: Span): Kernel =>
  () => {
    follow(view, source);
    view.from = firstAtOrAfter(view.times, source.from, source.to, span.from);
    view.to = firstAtOrAfter(view.times, view.from, source.to, span.to);
  };

/** Copies what lies in a window that follows an attribute's instant: another one for each customer, none where it is missing. */
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
  readonly kind: PlanSelection['relations'][number]['kind'];
  readonly within: number;
  readonly others: Lane;
}

/** Copies those places that stand in every relation (S24). */
export const related =
  (
    stream: Stream,
    source: Stream,
    relations: readonly RelatedLane[],
    shift: number,
    cursor: Cursor,
  ): Kernel =>
  () => {
    const asOf = cursor.bound.asOf - shift;
    widen(stream, source.to - source.from);
    const { times, customers, rows } = stream;
    let at = 0;
    for (let place = source.from; place < source.to; place++) {
      const customer = source.customers[place]!;
      const time = source.times[place]!;
      if (!relations.every((relation) => stands(relation, time, customer, asOf))) continue;
      times[at] = time;
      customers[at] = customer;
      rows[at++] = rowAt(source, place);
    }
    stream.to = at;
  };

const stands = (
  { kind, within, others }: RelatedLane,
  time: number,
  customer: number,
  asOf: number,
): boolean => {
  const forwards = kind === 'followedBy' || kind === 'notFollowedBy';
  const from = forwards ? time + 1 : time - within;
  const to = forwards ? time + within : time - 1;
  const { times } = others.stream;
  const end = others.end[customer]!;
  const next = firstAtOrAfter(times, others.start[customer]!, end, from);
  const found = next < end && times[next]! <= to;
  if (kind === 'notFollowedBy') return !found && time + within <= asOf;
  return found !== (kind === 'notPrecededBy');
};
