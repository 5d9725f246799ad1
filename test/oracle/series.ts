import type { SeriesValue } from '../../src/expression/nodes.js';
import { periodOf, periodStart } from './calendars.js';
import { select } from './events.js';
import { millionths, total } from './exact.js';
import { readEvent } from './readings.js';
import type { Occurrence, Situation } from './situation.js';
import { unsigned } from './values.js';

/** S22: what the periods of a series say, of counts or of exact sums. */
export const seriesAnswer = (node: SeriesValue, now: Situation): number => {
  const ys = Array.from({ length: node.periods }, (_, index) => quantity(node, now, index));
  const scale = node.value === undefined ? 1 : 1_000_000;
  switch (node.answer) {
    case 'peak':
      return Number(ys.reduce((a, b) => (b > a ? b : a))) / scale;
    case 'low':
      return Number(ys.reduce((a, b) => (b < a ? b : a))) / scale;
    case 'streak':
      return ys.length - (ys.findLastIndex((y) => y <= 0n) + 1);
    case 'trend':
      return unsigned(slope(ys) / scale);
  }
};

/** The count, or the sum in millionths, of period `index` of 0 … n−1. */
const quantity = (node: SeriesValue, now: Situation, index: number): bigint => {
  const inside = isInPeriod(node, now, index);
  const events = select(node.of, now).filter(({ at }) => inside(at));
  return node.value === undefined ? BigInt(events.length) : total(amounts(events, node.value));
};

const amounts = (events: readonly Occurrence[], reading: NonNullable<SeriesValue['value']>): bigint[] =>
  events
    .map((event) => readEvent(reading, event, 'number'))
    .map((value) => (typeof value === 'number' ? millionths(value) : null))
    .filter((scaled) => scaled !== null);

const isInPeriod = (
  { every, periods, timeZone, weekStart }: SeriesValue,
  { asOf }: Situation,
  index: number,
): ((at: number) => boolean) => {
  if (typeof every === 'number') {
    const end = asOf - (periods - 1 - index) * every;
    return (at) => end - every < at && at <= end;
  }
  const calendar = { unit: every, timeZone, weekStart };
  const period = periodOf(asOf, calendar) - periods + index;
  return (at) => periodStart(period, calendar) <= at && at < periodStart(period + 1, calendar);
};

/** The least-squares slope over i = 0 … n−1. */
const slope = (ys: readonly bigint[]): number => {
  const n = BigInt(ys.length);
  const is = ys.map((_, index) => BigInt(index));
  const sumIY = total(ys.map((y, index) => BigInt(index) * y));
  const sumII = total(is.map((i) => i * i));
  return Number(n * sumIY - total(is) * total(ys)) / Number(n * sumII - total(is) * total(is));
};
