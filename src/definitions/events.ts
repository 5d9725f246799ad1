import {
  build,
  type Reading,
  type RelationKind,
  type Selection as SelectionNode,
  type Weekday,
} from '../expression/index.js';
import { HabitusError, isPlainObject, refuse } from '../internal/index.js';
import { type Duration, minutes } from '../time/index.js';
import { metricOf, segmentOf } from './expressions.js';
import { type Draft, is, type Matcher } from './tests.js';
import type { AnswerType, Metric, Segment } from './types.js';
import { toWindow, type WindowInput } from './windows.js';

/** A reading of an event that is not a property: who acted, the local hour, the weekday. */
export interface EventReading<T extends AnswerType = AnswerType> {
  readonly reading: Reading;
  /** Only in types: what it answers. */
  readonly answers?: T;
}

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

/** Options of {@link Selection.sessions}. */
export interface SessionOptions {
  /** The pause that starts a new session. Default: 30 minutes, the usage of web analytics. */
  readonly gap?: Duration | undefined;
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

/** Values of properties that `where` holds events against: a literal means `is`. */
export type Conditions = Readonly<Record<string, Matcher | string | number | boolean>>;

/** Some events of a customer, to be narrowed down and then counted. */
export interface Selection {
  readonly definition: SelectionNode;

  /** Those in a window: a rolling one for a duration, `(asOf − length, asOf]`. A second `within` is an error. */
  within(window: WindowInput, options?: WithinOptions): Selection;
  /** Those whose properties fit: all of the conditions, and those of an earlier `where` too. */
  where(conditions: Conditions): Selection;
  /** Those of which a reading fits, for readings that are not properties. */
  where(reading: EventReading, matcher: Matcher | string | number | boolean): Selection;
  /** Those with one of `others` in `(t, t + length]` after them. */
  followedBy(others: Selection, length: Duration): Selection;
  /** Those with none of `others` so soon after them, once that time has passed. */
  notFollowedBy(others: Selection, length: Duration): Selection;
  /** Those with one of `others` in `[t − length, t)` before them. */
  precededBy(others: Selection, length: Duration): Selection;
  /** Those with none of `others` so shortly before them. */
  notPrecededBy(others: Selection, length: Duration): Selection;

  /** How many. 0 of none. */
  count(): Metric<'number'>;
  /** At least one. */
  any(): Segment;
  /** Not one. */
  none(): Segment;
  /** The exact sum of a number (S15). 0 of none. */
  sum(of: Readable, options?: ReadOptions<'number'>): Metric<'number'>;
  /** The average of a number. Missing of none. */
  average(of: Readable, options?: ReadOptions<'number'>): Metric<'number'>;
  /** The least number. Missing of none. */
  min<A extends 'number' | 'instant' = 'number'>(of: Readable, options?: ReadOptions<A>): Metric<A>;
  /** The greatest number. Missing of none. */
  max<A extends 'number' | 'instant' = 'number'>(of: Readable, options?: ReadOptions<A>): Metric<A>;
  /** The value at the first instant that has one. Missing of none. */
  first<const R extends Readable, A extends PropertyType | undefined = undefined>(
    of: R,
    options?: { readonly as?: A },
  ): Metric<TypeRead<R, A, 'any'>>;
  /** The value at the last instant that has one. Missing of none. */
  last<const R extends Readable, A extends PropertyType | undefined = undefined>(
    of: R,
    options?: { readonly as?: A },
  ): Metric<TypeRead<R, A, 'any'>>;
  /** How many different values; texts unless `as` says otherwise. 0 of none. */
  distinct(of: Readable, options?: ReadOptions): Metric<'number'>;
  /** The value of the most events, the least among equals; a text unless `as` says otherwise. Missing of none. */
  mostFrequent<const R extends Readable, A extends PropertyType | undefined = undefined>(
    of: R,
    options?: { readonly as?: A },
  ): Metric<TypeRead<R, A, 'text'>>;
  /** The share of that value among the events that have one, 0 to 1. Missing of none. */
  topShare(of: Readable, options?: ReadOptions): Metric<'number'>;
  /** The instant of the first. Missing of none. */
  firstAt(): Metric<'instant'>;
  /** The instant of the last. Missing of none. */
  lastAt(): Metric<'instant'>;
  /** Days since the first. Missing of none. */
  daysSinceFirst(): Metric<'number'>;
  /** Days since the last. Missing of none. */
  daysSinceLast(): Metric<'number'>;
  /** On how many different local days. 0 of none. */
  activeDays(options?: ActiveOptions): Metric<'number'>;
  /** In how many different weeks. 0 of none. */
  activeWeeks(options?: ActiveOptions): Metric<'number'>;
  /** In how many different months. 0 of none. */
  activeMonths(options?: ActiveOptions): Metric<'number'>;
  /** How many sessions started (S20). 0 of none. */
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

/** A selection of a draft, checked at once. */
const selection = (draft: Draft): Selection => {
  const definition = build(draft, 'events') as SelectionNode;

  const narrowed = (fields: object): Selection => selection({ ...definition, ...fields });
  const related = (kind: RelationKind) => (others: Selection, within: Duration) =>
    narrowed({
      relations: [
        ...(definition.relations ?? []),
        { kind, events: requireSelection(others, kind).definition, within },
      ],
    });
  const count = (): Draft => ({ kind: 'count', of: definition });
  const compared = (op: string, value: number): Segment =>
    segmentOf({ kind: 'compare', op, left: count(), right: { kind: 'literal', value } });
  const read = (kind: string) => (of: Readable, options?: ReadOptions) =>
    metricOf<never>({ kind, of: definition, value: reading(of, options, kind) });
  const elapsed = (kind: string) => () =>
    metricOf<never>({ kind: 'elapsed', value: { kind, of: definition }, direction: 'since' });
  const active =
    (unit: string) =>
    (options: ActiveOptions = {}) =>
      metricOf<never>({ kind: 'periods', of: definition, unit, ...given(options) });
  const series =
    (answer: string) =>
    ({ of, every, periods, ...options }: SeriesOptions) =>
      metricOf<never>({
        kind: 'series',
        of: definition,
        every,
        periods,
        ...given(options),
        ...(of !== undefined && { value: reading(of, undefined, answer) }),
        answer,
      });
  const plain =
    (kind: string, fields: object = {}) =>
    () =>
      metricOf<never>({ kind, of: definition, ...fields });

  return Object.freeze({
    definition,
    within(window: WindowInput, { ago }: WithinOptions = {}) {
      if (definition.window !== undefined)
        throw new HabitusError('bad-value', 'expected one within(…), got a second', 'within');
      return narrowed({ window: toWindow(window, ago) });
    },
    where(conditions: Conditions | EventReading, matcher?: Matcher | string | number | boolean) {
      const tests = isReading(conditions)
        ? [matched(matcher, 'where').of(conditions.reading)]
        : Object.entries(
            isPlainObject(conditions)
              ? conditions
              : refuse('bad-value', 'conditions { property: value }', conditions, 'where'),
          ).map(([name, test]) => matched(test as Matcher, `where.${name}`).of({ kind: 'property', name }));
      return tests.length === 0
        ? selection(definition as unknown as Draft)
        : narrowed({ where: [...(definition.where ?? []), ...tests] });
    },
    followedBy: related('followedBy'),
    notFollowedBy: related('notFollowedBy'),
    precededBy: related('precededBy'),
    notPrecededBy: related('notPrecededBy'),
    count: plain('count'),
    any: () => compared('atLeast', 1),
    none: () => compared('atMost', 0),
    sum: read('sum'),
    average: read('average'),
    min: read('min'),
    max: read('max'),
    first: read('first'),
    last: read('last'),
    distinct: read('distinct'),
    mostFrequent: read('mostFrequent'),
    topShare: read('topShare'),
    firstAt: plain('firstAt'),
    lastAt: plain('lastAt'),
    daysSinceFirst: elapsed('firstAt'),
    daysSinceLast: elapsed('lastAt'),
    activeDays: active('day'),
    activeWeeks: active('week'),
    activeMonths: active('month'),
    sessions: ({ gap = minutes(30) }: SessionOptions = {}) =>
      metricOf<never>({ kind: 'sessions', of: definition, gap }),
    longestGap: plain('gap', { measure: 'longest' }),
    averageGap: plain('gap', { measure: 'average' }),
    trend: series('trend'),
    peak: series('peak'),
    low: series('low'),
    streak: series('streak'),
  }) as Selection;
};

const given = (options: object): object =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

const isReading = (value: unknown): value is EventReading =>
  isPlainObject(value) && isPlainObject(value.reading) && !('of' in value);

const reading = (of: Readable, options: ReadOptions | undefined, path: string): Draft => {
  if (typeof of === 'string') return { kind: 'property', name: of, ...given(options ?? {}) };
  return isReading(of)
    ? (of.reading as unknown as Draft)
    : refuse('bad-value', 'the name of a property, or actor(), hourOfDay() or dayOfWeek()', of, path);
};

const matched = (test: Matcher | string | number | boolean | undefined, path: string): Matcher => {
  if (typeof test === 'string' || typeof test === 'number' || typeof test === 'boolean') return is(test);
  if (isPlainObject(test) && typeof test.of === 'function') return test;
  return refuse(
    'bad-value',
    'a literal, or a test that is called, such as exists() or atLeast(5)',
    test,
    path,
  );
};

/** A selection, or an error that says what was expected. */
export const requireSelection = (value: Selection, path: string): Selection =>
  isPlainObject(value) && isPlainObject(value.definition)
    ? value
    : refuse('bad-value', "a selection of events: events('name')", value, path);

/** Makes selections; see {@link events}. */
export interface Events {
  /** Events with one of these names; without a name, all events. */
  (...names: readonly string[]): Selection;
  /** All events but those with these names. */
  except(...names: readonly string[]): Selection;
}

/**
 * Selects events by name: `events('purchase')`, `events('purchase', 'refund')`, `events()` for all, `events.except('message_delivered')` for all but some.
 * What follows narrows them down (`where`, `within`, relations) and says what they come to (`count`, `sum`, `activeDays`, …).
 * @example
 * ```ts
 * import { days, events, profile } from 'habitus';
 * const spend = events('purchase').within(days(365)).sum('amount');
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 19.9 } }], { asOf: '2026-11-22T00:00:00Z' });
 * spend(ada); //=> 19.9
 * ```
 */
export const events: Events = /* @__PURE__ */ Object.assign(
  (...names: readonly string[]) => selection({ kind: 'events', ...(names.length > 0 && { names }) }),
  { except: (...except: readonly string[]) => selection({ kind: 'events', except }) },
);

const readingOf = <T extends AnswerType>(draft: Draft): EventReading<T> =>
  Object.freeze({ reading: build(draft, 'reading') as Reading });

/** The user who acted, as a text: for accounts, whose events are of many users. */
export const actor = (): EventReading<'text'> => readingOf({ kind: 'actor' });

/**
 * The local hour of an event, 0 to 23.
 * @example
 * ```ts
 * import { events, hourOfDay } from 'habitus';
 * const favouriteHour = events().mostFrequent(hourOfDay({ timeZone: 'Europe/Paris' }));
 * favouriteHour.kind; //=> 'metric'
 * ```
 */
export const hourOfDay = (options: ZoneOptions = {}): EventReading<'number'> =>
  readingOf({ kind: 'hourOfDay', ...given(options) });

/** The local weekday of an event, 1 Monday to 7 Sunday. */
export const dayOfWeek = (options: ZoneOptions = {}): EventReading<'number'> =>
  readingOf({ kind: 'dayOfWeek', ...given(options) });

/** What can be asked of steps in order; see {@link sequence}. */
export interface Sequence {
  /** The last step at most this long after the first. A second `within` is an error. */
  within(length: Duration): Sequence;
  /** All steps were taken, in order. */
  completed(): Segment;
  /** How many of the first steps were taken in order, 0 to all. */
  steps(): Metric<'number'>;
}

/**
 * Steps in order, each at a strictly later instant than the one before; some choice of events suffices (S23).
 * @example
 * ```ts
 * import { days, events, sequence } from 'habitus';
 * const activated = sequence(events('signed_up'), events('invite_sent'), events('purchase')).within(days(14)).completed();
 * activated.kind; //=> 'segment'
 * ```
 */
export const sequence = (...steps: readonly Selection[]): Sequence => {
  const inOrder = (within: object): Sequence => {
    const taken = (): Draft => ({
      kind: 'sequence',
      steps: steps.map((step, i) => requireSelection(step, `sequence[${i}]`).definition),
      ...within,
    });
    metricOf(taken());
    return Object.freeze({
      within: (length: Duration) =>
        'within' in within
          ? refuse('bad-value', 'one within(…)', length, 'sequence.within')
          : inOrder({ within: length }),
      completed: () =>
        segmentOf({
          kind: 'compare',
          op: 'atLeast',
          left: taken(),
          right: { kind: 'literal', value: steps.length },
        }),
      steps: () => metricOf<Metric<'number'>>(taken()),
    });
  };
  return inOrder({});
};
