import type {
  AGGREGATES,
  AggregateThat,
  Reads,
  Selection as SelectionNode,
  Weekday,
} from '../expression/index.js';
import type { Duration } from '../time/index.js';
import type { Conditions, EventCondition } from './conditions.js';
import type { AnswerType, Metric } from './metric-types.js';
import type { EventReading } from './reading.js';
import type { Matcher } from './tests.js';
import type { Segment } from './types.js';
import type { WindowInput } from './windows.js';

/** What an aggregate reads: the name of a property, or another reading. */
export type Readable = string | EventReading;

/** The types that a property can be read as. */
export type PropertyType = 'number' | 'text' | 'boolean' | 'instant';

/** How a property is read; what is of another type is missing. */
export interface ReadOptions<A extends PropertyType = PropertyType> {
  readonly as?: A | undefined;
}

/** A zone for local time. */
export interface ZoneOptions {
  /** An IANA name. Default: UTC. */
  readonly timeZone?: string | undefined;
}

/** Options of the active periods. */
export interface ActiveOptions extends ZoneOptions {
  /** How many events make a period active. Default: 1. */
  readonly atLeast?: number | undefined;
  /** The first day of a week. Default: monday. */
  readonly weekStart?: Weekday | undefined;
}

/** Options of {@link Selection.within} for durations. */
export interface WithinOptions {
  /** How long ago the window ended. Default: it ends at asOf. */
  readonly ago?: Duration | undefined;
}

/**
 * Options of the relations: only what is about the same thing is related (S32). Events without the property are about one
 * nameless thing.
 */
export interface RelationOptions {
  /** The property in which both must have the same value. Default: none; what they are about does not matter. */
  readonly same?: string | undefined;
  /** What that property is called in the other events. Default: the same there. */
  readonly as?: string | undefined;
}

/** Options of {@link sequence}, behind the steps. */
export interface SequenceOptions {
  /** The property in which all steps must have the same value. Default: none. */
  readonly same?: string | undefined;
}

/** Options of {@link Selection.sessions}. */
export interface SessionOptions {
  /** The pause that starts a new session. Default: 30 minutes, the usage of web analytics. */
  readonly gap?: Duration | undefined;
  /** How many, or how long in milliseconds: all together, the longest, or on average (S36). Default: how many. */
  readonly measure?: 'count' | 'total' | 'longest' | 'average' | undefined;
}

/** Options of the series over equal periods that end at asOf, or over whole calendar periods before the current one. */
export interface SeriesOptions extends ZoneOptions {
  /** The length of a period, or its calendar unit. */
  readonly every: Duration | 'day' | 'week' | 'month';
  /** How many periods. */
  readonly periods: number;
  readonly weekStart?: Weekday | undefined;
  /** Sum this number instead of counting events. */
  readonly of?: Readable | undefined;
}

type TypeRead<R, A, D extends AnswerType> = [A] extends [PropertyType]
  ? A
  : R extends EventReading<infer T>
    ? T
    : D;

/** How an aggregate is called, by what it reads and what it answers. */
type Call<R extends Reads, A> = {
  nothing: () => Metric<A extends AnswerType ? A : never>;
  amount: (of: Readable, options?: ReadOptions<'number'>) => Metric<'number'>;
  comparable: <A extends 'number' | 'instant' = 'number'>(
    of: Readable,
    options?: ReadOptions<A>,
  ) => Metric<A>;
  any: <const R extends Readable, A extends PropertyType | undefined = undefined>(
    of: R,
    options?: { readonly as?: A },
  ) => Metric<TypeRead<R, A, 'any'>>;
  text: A extends 'reading'
    ? <const R extends Readable, A extends PropertyType | undefined = undefined>(
        of: R,
        options?: { readonly as?: A },
      ) => Metric<TypeRead<R, A, 'text'>>
    : (of: Readable, options?: ReadOptions) => Metric<'number'>;
  own: never;
}[R];

type Simple = Pick<typeof AGGREGATES, AggregateThat<'nothing' | 'amount' | 'comparable' | 'any' | 'text'>>;

/** What a selection comes to, each as the table of aggregates says. */
export type Aggregates = { readonly [K in keyof Simple]: Call<Simple[K]['reads'], Simple[K]['answers']> };

/** Some events of a customer, to be narrowed down and then counted. */
export interface Selection extends Aggregates {
  readonly definition: SelectionNode;

  /** Those in a window: a rolling one for a duration, `(asOf − length, asOf]`. A second `within` is an error. */
  within(window: WindowInput, options?: WithinOptions): Selection;
  /**
   * Those whose properties fit: all of the conditions, and those of an earlier `where` too. What `or`, `and` and `not`
   * made of conditions is one: `where(or({ amount: atLeast(100) }, { category: 'gift' }))`.
   */
  where(conditions: Conditions | EventCondition): Selection;
  /** Those of which a reading fits, for readings that are not properties. */
  where(reading: EventReading, matcher: Matcher | string | number | boolean): Selection;
  /** Those with one of `others` in `(t, t + length]` after them. */
  followedBy(others: Selection, length: Duration, options?: RelationOptions): Selection;
  /** Those with one of `others` at any later instant, up to asOf. */
  followedBy(others: Selection, options?: RelationOptions): Selection;
  /** Those with none of `others` so soon after them, once that time has passed. */
  notFollowedBy(others: Selection, length: Duration, options?: RelationOptions): Selection;
  /**
   * Those with none of `others` after them so far: what is open.
   * @example
   * ```ts
   * import { events, profile } from 'habitus';
   * const open = events('ticket_opened').notYetFollowedBy(events('ticket_resolved')).count();
   * const ada = profile({ id: 'ada' }, [{ name: 'ticket_opened', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
   * open(ada); //=> 1
   * ```
   */
  notYetFollowedBy(others: Selection, options?: RelationOptions): Selection;
  /** Those with one of `others` in `[t − length, t)` before them. */
  precededBy(others: Selection, length: Duration, options?: RelationOptions): Selection;
  /** Those with one of `others` at any earlier instant. */
  precededBy(others: Selection, options?: RelationOptions): Selection;
  /** Those with none of `others` so shortly before them. */
  notPrecededBy(others: Selection, length: Duration, options?: RelationOptions): Selection;
  /** Those with none of `others` ever before. */
  notPrecededBy(others: Selection, options?: RelationOptions): Selection;

  /** At least one. */
  any(): Segment;
  /** Not one. */
  none(): Segment;
  /** Days since the first. Missing without events. */
  daysSinceFirst(): Metric<'number'>;
  /** Days since the last. Missing without events. */
  daysSinceLast(): Metric<'number'>;
  /** On how many different local days. 0 without events. */
  activeDays(options?: ActiveOptions): Metric<'number'>;
  /** In how many different weeks. 0 without events. */
  activeWeeks(options?: ActiveOptions): Metric<'number'>;
  /** In how many different months. 0 without events. */
  activeMonths(options?: ActiveOptions): Metric<'number'>;
  /** How many sessions started (S20), or how long they were (S36). 0 without events; the longest and the average are missing then. */
  sessions(options?: SessionOptions): Metric<'number'>;
  /** The longest pause between two of them, in days. Missing of fewer than two instants. */
  longestGap(): Metric<'number'>;
  /** The average pause between two of them, in days. Missing of fewer than two instants. */
  averageGap(): Metric<'number'>;
  /** The slope of the counts (or sums) per period, by least squares (S22). */
  trend(options: SeriesOptions): Metric<'number'>;
  /** The greatest count (or sum) of a period. */
  peak(options: SeriesOptions): Metric<'number'>;
  /** The least count (or sum) of a period. */
  low(options: SeriesOptions): Metric<'number'>;
  /** How many periods in a row, back from the last, have a count (or sum) above 0. */
  streak(options: SeriesOptions): Metric<'number'>;
}

/** Makes selections; see {@link events}. */
export interface Events {
  /** Events with one of these names; without a name, all events. */
  (...names: readonly string[]): Selection;
  /** All events but those with these names. */
  except(...names: readonly string[]): Selection;
  /** Events whose name begins with one of these, byte for byte. */
  startingWith(...beginnings: readonly string[]): Selection;
}

/** What can be asked of steps in order; see {@link sequence}. */
export interface Sequence {
  /** The last step at most this long after the first. A second `within` is an error. */
  within(length: Duration): Sequence;
  /** All steps were taken, in order. */
  completed(): Segment;
  /** How many of the first steps were taken in order, 0 to all. */
  steps(): Metric<'number'>;
}
