import type { AggregateValue, Reading, Scalar, Selection, ValueType } from '../../src/expression/nodes.js';
import { periodOf } from './calendars.js';
import { select, selectAnywhere } from './events.js';
import { fromMillionths, millionths, total } from './exact.js';
import { readEvent } from './readings.js';
import { stepsCompleted } from './sequences.js';
import { seriesAnswer } from './series.js';
import type { Situation } from './situation.js';
import { order, unsigned } from './values.js';

const DAY = 86_400_000;

/** What a selection of events comes to; `type` is the one that an untyped `first` or `last` takes. */
export const aggregate = (
  node: AggregateValue,
  now: Situation,
  type: ValueType | undefined,
): Scalar | null => {
  switch (node.kind) {
    case 'count':
      return select(node.of, now).length;
    case 'firstAt':
      return least(instants(node.of, now));
    case 'lastAt':
      return greatest(instants(node.of, now));
    case 'sum':
      return fromMillionths(total(addends(node, now)));
    case 'average': {
      const values = addends(node, now);
      return values.length === 0 ? null : unsigned(fromMillionths(total(values)) / values.length);
    }
    case 'min':
      return least(values(node, now, 'number') as number[]);
    case 'max':
      return greatest(values(node, now, 'number') as number[]);
    case 'first':
      return outermost(node, now, type, -1);
    case 'last':
      return outermost(node, now, type, 1);
    case 'distinct':
      return new Set(values(node, now, 'text')).size;
    case 'mostFrequent':
      return mostFrequent(values(node, now, 'text'))?.value ?? null;
    case 'topShare': {
      const all = values(node, now, 'text');
      const top = mostFrequent(all);
      return top === null ? null : top.events / all.length;
    }
    case 'periods': {
      const { of, atLeast = 1 } = node;
      const periods = select(of, now).map(({ at }) => periodOf(at, node));
      return [...new Set(periods)].filter((period) => times(period, periods) >= atLeast).length;
    }
    case 'sessions': {
      const inside = new Set(select(node.of, now).map(({ at }) => at));
      const anywhere = selectAnywhere(node.of, now).map(({ at }) => at);
      const starts = [...inside].filter(
        (start) => !anywhere.some((at) => start - node.gap < at && at < start),
      );
      if (node.measure === undefined || node.measure === 'count') return starts.length;
      const lengths = starts.map((start) => lastOfSession(start, anywhere, node.gap) - start);
      const all = lengths.reduce((sum, length) => sum + length, 0);
      if (node.measure === 'total') return all;
      if (lengths.length === 0) return null;
      return node.measure === 'longest' ? Math.max(...lengths) : all / lengths.length;
    }
    case 'gap': {
      const distinct = [...new Set(instants(node.of, now))].sort((a, b) => a - b);
      const first = distinct[0];
      const last = distinct.at(-1);
      if (first === undefined || last === undefined || distinct.length < 2) return null;
      if (node.measure === 'average') return (last - first) / DAY / (distinct.length - 1);
      const gaps = distinct.slice(1).map((at, index) => at - (distinct[index] ?? at));
      return Math.max(...gaps) / DAY;
    }
    case 'series':
      return seriesAnswer(node, now);
    case 'sequence':
      return stepsCompleted(node, now);
  }
};

/** S36: the last instant of a session: from it on there is none less than a gap later. */
const lastOfSession = (at: number, anywhere: readonly number[], gap: number): number => {
  const later = anywhere.filter((other) => at < other && other < at + gap);
  return later.length === 0 ? at : lastOfSession(Math.min(...later), anywhere, gap);
};

interface OfReading {
  readonly of: Selection;
  readonly value: Reading;
}

const instants = (selection: Selection, now: Situation): number[] =>
  select(selection, now).map(({ at }) => at);

/** The values that are not missing to the type of the reading. */
const values = ({ of, value }: OfReading, now: Situation, type: ValueType | undefined): Scalar[] =>
  select(of, now)
    .map((event) => readEvent(value, event, type))
    .filter((found) => found !== null);

/** The millionths that are added: what a sum cannot hold is missing. */
const addends = (node: OfReading, now: Situation): bigint[] =>
  (values(node, now, 'number') as number[]).map(millionths).filter((scaled) => scaled !== null);

const least = (all: readonly number[]): number | null => (all.length === 0 ? null : Math.min(...all));
const greatest = (all: readonly number[]): number | null => (all.length === 0 ? null : Math.max(...all));

/** S12: the value of the greatest `(instant, value)` of those that have a value; of the least for the side −1. */
const outermost = (
  { of, value }: OfReading,
  now: Situation,
  type: ValueType | undefined,
  side: 1 | -1,
): Scalar | null => {
  let best: { at: number; value: Scalar } | null = null;
  for (const event of select(of, now)) {
    const found = readEvent(value, event, type);
    if (found === null) continue;
    const ahead = best === null ? 1 : side * (event.at - best.at || order(found, best.value));
    if (ahead > 0) best = { at: event.at, value: found };
  }
  return best?.value ?? null;
};

/** S18: the value with the most events, the least among equals. */
const mostFrequent = (all: readonly Scalar[]): { value: Scalar; events: number } | null => {
  let best: { value: Scalar; events: number } | null = null;
  for (const value of all) {
    const events = times(value, all);
    if (best === null || events > best.events || (events === best.events && order(value, best.value) < 0))
      best = { value, events };
  }
  return best;
};

const times = (value: unknown, all: readonly unknown[]): number =>
  all.filter((other) => other === value).length;
