import { type PlanNodeOf, seriesEdges, sessionReach } from '../../../plan/index.js';
import {
  addExact,
  exactSum,
  exactTotal,
  SCALE,
  slope,
  slopeDenominator,
  toMillionths,
} from '../../../stats/index.js';
import { DAY } from '../../../time/index.js';
import { ones } from '../../store/bits.js';
import { CHUNK } from '../../store/store.js';
import type { Kernel } from '../cursor.js';
import type { Lane } from '../lanes.js';
import type { Maker, Making } from '../making.js';
import { nextPeriodOf } from '../periods.js';
import type { Values } from '../readings.js';
import { firstAtOrAfter } from '../streams.js';
import { customerOf } from '../things.js';
import { type NumberVector, numberVector } from '../vectors.js';

// How a selection is spread over time: active periods, sessions, gaps and series (S19–S22).

export const periods: Maker<'periods'> = (node, making) => {
  const least = node.atLeast ?? 1;
  if (node.unit !== 'day' || (node.timeZone ?? 'UTC') !== 'UTC' || least > 1)
    return activePeriods(node, least, making);
  const { window } = making.prepared.selections[node.of]!;
  return window?.kind === 'rolling' && window.length <= FEW_DAYS * DAY
    ? fewActiveDays(node, making)
    : activeDays(node, making);
};

/** A window of so many days touches at most one more, and so has no more than a word has bits. */
const FEW_DAYS = 31;

/** A bit for each day, in whatever order the events come. */
const fewActiveDays = (node: PlanNodeOf<'periods'>, making: Making): readonly [NumberVector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  const parts = making.parts(node.of);
  const days = new Int32Array(CHUNK);
  let first = 0;
  making.begin((bound) => {
    first = Math.floor(bound.from[node.of]! / DAY);
  });
  return [
    vector,
    () => {
      days.fill(0);
      for (const { times, customers, from, to } of parts) {
        for (let place = from; place < to; place++)
          days[customers[place]!]! |= 1 << (Math.floor(times[place]! / DAY) - first);
      }
      for (let i = 0; i < CHUNK; i++) data[i] = ones(days[i]!);
    },
  ];
};

const activeDays = (node: PlanNodeOf<'periods'>, making: Making): readonly [NumberVector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  const stream = making.stream(node.of);
  const latest = new Float64Array(CHUNK);
  return [
    vector,
    () => {
      data.fill(0);
      latest.fill(NaN);
      const { times, customers, from, to } = stream;
      for (let place = from; place < to; place++) {
        const day = Math.floor(times[place]! / DAY);
        const customer = customers[place]!;
        data[customer]! += Number(day !== latest[customer]);
        latest[customer] = day;
      }
    },
  ];
};

const activePeriods = (
  node: PlanNodeOf<'periods'>,
  least: number,
  making: Making,
): readonly [NumberVector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  const stream = making.stream(node.of);
  const next = nextPeriodOf(making.prepared.calendars[node.calendar]!, making.store);
  const boundaries = new Float64Array(CHUNK);
  const events = new Int32Array(CHUNK);
  return [
    vector,
    () => {
      data.fill(0);
      boundaries.fill(-Infinity);
      const { times, customers, from, to } = stream;
      for (let place = from; place < to; place++) {
        const time = times[place]!;
        const customer = customers[place]!;
        if (time >= boundaries[customer]!) {
          events[customer] = 0;
          boundaries[customer] = next(time);
        }
        if (++events[customer]! === least) data[customer]!++;
      }
    },
  ];
};

export const sessions: Maker<'sessions'> = (node, making) =>
  (node.measure ?? 'count') === 'count' ? startedSessions(node, making) : timeInSessions(node, making);

/** Of the sessions that start in the window; each with all of its events, also past the end of the window (S36). */
const timeInSessions = (node: PlanNodeOf<'sessions'>, making: Making): readonly [NumberVector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  const { cursor, prepared } = making;
  const inside = making.lane(node.of);
  const all = making.lane(node.unbounded, (bound) => sessionReach(prepared, node, bound));
  const none = node.measure === 'total' ? 0 : NaN;
  const measured = (i: number): number => {
    const [from, to] = [inside.start[i]!, inside.end[i]!];
    if (from >= to) return none;
    const [first, last] = [inside.stream.times[from]!, inside.stream.times[to - 1]!];
    const { times } = all.stream;
    const end = all.end[i]!;
    const begin = firstAtOrAfter(times, all.start[i]!, end, first);
    let previous = begin <= all.start[i]! ? -Infinity : times[begin - 1]!;
    let [start, count, total, longest] = [NaN, 0, 0, 0];
    for (let j = begin; j < end; j++) {
      const time = times[j]!;
      if (time - previous >= node.gap) {
        if (time > last) break;
        count++;
        start = time;
      } else if (count > 0) {
        total += time - previous;
        if (time - start > longest) longest = time - start;
      }
      previous = time;
    }
    if (count === 0) return none;
    return node.measure === 'total' ? total : node.measure === 'longest' ? longest : total / count;
  };
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++) data[i] = measured(i);
    },
  ];
};

const startedSessions = (node: PlanNodeOf<'sessions'>, making: Making): readonly [NumberVector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  const { cursor, prepared } = making;
  const inside = making.lane(node.of);
  const all = making.lane(node.unbounded, (bound) => sessionReach(prepared, node, bound));
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++) {
        const start = inside.start[i]!;
        const end = inside.end[i]!;
        if (start >= end) {
          data[i] = 0;
          continue;
        }
        const first = inside.stream.times[start]!;
        const before = firstAtOrAfter(all.stream.times, all.start[i]!, all.end[i]!, first) - 1;
        let previous = before < all.start[i]! ? -Infinity : all.stream.times[before]!;
        let started = 0;
        for (let j = start; j < end; j++) {
          const time = inside.stream.times[j]!;
          if (time - previous >= node.gap) started++;
          previous = time;
        }
        data[i] = started;
      }
    },
  ];
};

export const gap: Maker<'gap'> = (node, making) => {
  const vector = numberVector();
  const { data } = vector;
  const lane = making.lane(node.of);
  const { cursor } = making;
  const average = node.measure === 'average';
  return [
    vector,
    () => {
      const { start, end } = lane;
      const { times } = lane.stream;
      for (let i = 0, { size } = cursor; i < size; i++) {
        let longest = 0;
        let instants = Math.min(1, end[i]! - start[i]!);
        for (let j = start[i]! + 1; j < end[i]!; j++) {
          const passed = times[j]! - times[j - 1]!;
          if (passed > 0) instants++;
          if (passed > longest) longest = passed;
        }
        if (instants < 2) data[i] = NaN;
        else if (average) data[i] = (times[end[i]! - 1]! - times[start[i]!]!) / DAY / (instants - 1);
        else data[i] = longest / DAY;
      }
    },
  ];
};

export const series: Maker<'series'> = (node, making) => {
  const vector = numberVector();
  const { data } = vector;
  const { cursor, prepared } = making;
  let edges: readonly number[] = [];
  making.begin((bound) => {
    edges = seriesEdges(prepared, node, bound.asOf);
  });
  const lane = making.lane(node.of, (bound) => {
    const all = seriesEdges(prepared, node, bound.asOf);
    return [all[0]!, all[node.periods]!];
  });
  const values = node.value === undefined ? undefined : making.laneValues(node.of, node.value);
  const totals: (number | bigint)[] = new Array<number>(node.periods).fill(0);
  const answer = answers(node);
  const scale = values === undefined || node.answer === 'streak' ? 1 : SCALE;
  return [
    vector,
    () => {
      const { start, end } = lane;
      const { times } = lane.stream;
      for (let i = 0, { size } = cursor; i < size; i++) {
        const last = end[i]!;
        let from = firstAtOrAfter(times, start[i]!, last, edges[0]!);
        for (let period = 0; period < node.periods; period++) {
          const next = edges[period + 1]!;
          let to = from;
          while (to < last && times[to]! < next) to++;
          totals[period] = values === undefined ? to - from : sumOf(values, from, to);
          from = to;
        }
        data[i] = answer(totals, last - start[i]!) / scale;
      }
    },
  ];
};

/** What is asked of the totals of the periods, oldest first (S22); `events` is at least as great as their sum where they are counts. */
type Answering = (totals: readonly (number | bigint)[], events: number) => number;

const answers = ({ answer, periods, value }: PlanNodeOf<'series'>): Answering => {
  const denominator = slopeDenominator(periods);
  switch (answer) {
    case 'trend':
      return (totals, events) => {
        if (value !== undefined || events * periods ** 3 >= 2 ** 52) return slope(totals);
        let numerator = 0;
        for (let i = 0; i < periods; i++) numerator += (2 * i - (periods - 1)) * (totals[i] as number);
        return (numerator * periods) / 2 / denominator + 0;
      };
    case 'peak':
      return (totals) => Number(extreme(totals, 1));
    case 'low':
      return (totals) => Number(extreme(totals, -1));
    case 'streak':
      return (totals) => {
        let streak = 0;
        while (streak < periods && totals[periods - 1 - streak]! > 0) streak++;
        return streak;
      };
  }
};

const extreme = (totals: readonly (number | bigint)[], sign: 1 | -1): number | bigint => {
  let so = totals[0]!;
  for (const total of totals) if (sign === 1 ? total > so : total < so) so = total;
  return so;
};

const sumOf = ({ data, offset }: Values, from: number, to: number): number | bigint => {
  const sum = exactSum();
  for (let j = from; j < to; j++) {
    const x = toMillionths(data[j - offset] as number);
    if (!Number.isNaN(x)) addExact(sum, x);
  }
  return exactTotal(sum);
};

/** The latest starts of chains, by the instants at which they end. */
interface Chains {
  ends: Float64Array;
  starts: Float64Array;
  length: number;
}

const noChains = (): Chains => ({ ends: new Float64Array(64), starts: new Float64Array(64), length: 0 });

/**
 * How many of the first steps are complete (S23). For each step and each of its events the latest possible start of a
 * chain that ends there is kept: with it a chain is within the length if any choice of events is.
 */
export const sequence: Maker<'sequence'> = (node, making) => {
  const vector = numberVector();
  const { data } = vector;
  const about = node.thing < 0 ? undefined : making.lanesOfThings(node.steps, node.thing);
  const lanes = about?.lanes ?? node.steps.map((step) => making.lane(step));
  const longest = node.within ?? Infinity;
  const { cursor } = making;
  const chains: [Chains, Chains] = [noChains(), noChains()];
  const steps = (i: number): number => {
    let [before, after] = chains;
    for (let step = 0; step < lanes.length; step++) {
      extend(lanes[step]!, i, step === 0 ? undefined : before, after, longest);
      if (after.length === 0) return step;
      [before, after] = [after, before];
    }
    return lanes.length;
  };
  if (about === undefined)
    return [
      vector,
      () => {
        for (let i = 0, { size } = cursor; i < size; i++) data[i] = steps(i);
      },
    ];
  const { things } = about;
  return [
    vector,
    () => {
      data.fill(0);
      for (let thing = 0; thing < things.count; thing++) {
        const customer = customerOf(things, thing);
        data[customer] = Math.max(data[customer]!, steps(thing));
      }
    },
  ];
};

const extend = (
  { stream: { times }, start, end }: Lane,
  i: number,
  before: Chains | undefined,
  after: Chains,
  longest: number,
): void => {
  after.length = 0;
  const events = end[i]! - start[i]!;
  if (after.ends.length < events) {
    after.ends = new Float64Array(2 * events);
    after.starts = new Float64Array(2 * events);
  }
  let seen = 0;
  let latest = -Infinity;
  for (let j = start[i]!; j < end[i]!; j++) {
    const time = times[j]!;
    // Chains of the steps before that have ended strictly earlier.
    while (before !== undefined && seen < before.length && before.ends[seen]! < time)
      latest = Math.max(latest, before.starts[seen++]!);
    const from = before === undefined ? time : latest;
    if (from > -Infinity && time - from <= longest) {
      after.ends[after.length] = time;
      after.starts[after.length++] = from;
    }
  }
};
