import { type Reading, type ReadingAggregateKind, readingWords } from '../expression/index.js';
import { own } from '../internal/index.js';
import { type PlanNodeOf, seriesSpan } from '../plan/index.js';
import { instant, number, on } from '../print/index.js';
import { toMillionths } from '../stats/index.js';
import { isPresent } from './columns.js';
import { column, firstAtOrAfter, rowsOf, windowOf } from './rows.js';
import type { Rows, Run } from './run.js';

/** The events that a value was worked out of. */
export interface FoundEvents {
  /** How many, in which time, the first and the last, and what kept some of them from counting, in words. */
  readonly text: string;
  readonly count: number;
  /** Their window `[from, to)`, from null without a beginning; null where it starts at an instant that is missing. */
  readonly window: { readonly from: number | null; readonly to: number } | null;
  /** The instants of the first and of the last, null of none. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** How many of them have a value that counts; absent where none is read. */
  readonly readable?: number | undefined;
  /** The instant of the event in which the answer stands, where it is the value of one event. */
  readonly valueAt?: number | undefined;
}

/** What a selection of a plan found, by its index. */
export const foundEvents = (run: Run, index: number): FoundEvents =>
  found(run, index, rowsOf(run, index), windowOf(run, index));

/** What a series found: the events in its periods, which have a span of their own. */
export const foundInSeries = (run: Run, node: PlanNodeOf<'series'>): FoundEvents => {
  const { from, to } = seriesSpan(run.bound.prepared, node, run.bound.asOf);
  const { rows, start, end } = rowsOf(run, node.of);
  const place = (at: number): number =>
    Math.min(end, Math.max(start, firstAtOrAfter(run.data.times, rows, at)));
  const isRolling = typeof node.every === 'number';
  return found(run, node.of, { rows, start: place(from), end: place(to) }, [from, to], isRolling);
};

/** The same of an aggregate that reads a value of each event: how many have one, and where the answer stands. */
export const foundValues = (
  run: Run,
  node: PlanNodeOf<ReadingAggregateKind>,
  reading: Reading,
  answer: unknown,
): FoundEvents => {
  const events = foundEvents(run, node.of);
  const { rows, start, end } = rowsOf(run, node.of);
  const cells = column(run, node.value);
  const faults = { none: 0, other: 0, large: 0 };
  const holding: number[] = [];
  for (const row of rows.subarray(start, end)) {
    const cell = cells[row];
    if (!isPresent(cell)) faults[isThere(run, reading, row) ? 'other' : 'none']++;
    else if (ADDS.includes(node.kind) && Number.isNaN(toMillionths(cell as number))) faults.large++;
    else if (cell === answer) holding.push(run.data.times[row]!);
  }
  const words = readingWords(reading);
  const readable = events.count - faults.none - faults.other - faults.large;
  const one = ONE[node.kind];
  const valueAt = one === undefined ? undefined : holding.at(one);
  const notes: readonly (readonly [number, string])[] = [
    [faults.none, `with no ${words}`],
    [faults.other, `whose ${words} is ${NOT['as' in reading ? (reading.as ?? 'any') : 'text']}`],
    [faults.large, `whose ${words} is too large to be added up exactly`],
    [node.kind === 'mostFrequent' && readable > 1 ? holding.length : 0, 'with this value'],
  ];
  return {
    ...events,
    text: [
      events.text,
      ...notes.filter(([count]) => count > 0).map(([count, note]) => `${number(count)} ${note}`),
      ...(valueAt !== undefined && events.count > 1 ? [`the value is that of the one ${on(valueAt)}`] : []),
    ].join('; '),
    readable,
    ...(valueAt !== undefined && { valueAt }),
  };
};

const ADDS: readonly string[] = ['sum', 'average'];

/** Of which of the events that have it the answer is: of the first, or of the last. */
const ONE: { readonly [K in ReadingAggregateKind]?: 0 | -1 } = { first: 0, last: -1, min: 0, max: 0 };

/** What a value is that cannot be read as a type. */
const NOT = {
  number: 'no number',
  text: 'no text',
  boolean: 'neither true nor false',
  instant: 'no instant',
  any: 'no single value',
} as const;

const isThere = (run: Run, reading: Reading, row: number): boolean => {
  const event = run.data.events[row]!;
  const raw = reading.kind === 'property' ? own(event.properties, reading.name) : event.actor;
  return raw !== undefined && raw !== null;
};

const found = (
  run: Run,
  index: number,
  { rows, start, end }: Rows,
  window: readonly [from: number, to: number] | null,
  isRolling = run.bound.prepared.selections[index]!.window?.kind === 'rolling',
): FoundEvents => {
  const [firstAt, lastAt] =
    start < end ? [start, end - 1].map((i) => run.data.times[rows[i]!]!) : [null, null];
  const facts = {
    count: end - start,
    window: window && { from: Number.isFinite(window[0]) ? window[0] : null, to: window[1] },
    firstAt: firstAt!,
    lastAt: lastAt!,
  };
  const { shift } = run.bound.prepared.selections[index]!;
  const time = timeWords(facts.window, run.bound.asOf - shift, isRolling);
  return { text: countWords(facts, time), ...facts };
};

const countWords = (
  { count, firstAt, lastAt }: Pick<FoundEvents, 'count' | 'firstAt' | 'lastAt'>,
  time: string,
): string => {
  if (firstAt === null || lastAt === null) return `no such event ${time}`;
  if (count === 1) return `one event ${time}, ${on(firstAt)}`;
  return firstAt === lastAt
    ? `${number(count)} events ${time}, all ${on(firstAt)}`
    : `${number(count)} events ${time}, the first ${on(firstAt)}, the last ${on(lastAt)}`;
};

/** "after 2026-08-24 and up to 2026-11-22": the real instants of a window as of `now`. */
const timeWords = (window: FoundEvents['window'], now: number, isRolling: boolean): string => {
  if (window === null) return 'in the time after an instant that is missing';
  const { from, to } = window;
  if (from !== null && from > now) return `in a time that starts only ${on(from)}`;
  const end =
    to > now ? `up to ${instant(now)}` : isRolling ? `up to ${instant(to - 1)}` : `until ${instant(to)}`;
  return from === null
    ? end
    : isRolling
      ? `after ${instant(from - 1)} and ${end}`
      : `from ${instant(from)} ${end}`;
};
