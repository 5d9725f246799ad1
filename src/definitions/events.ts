import { aggregatesThat, build, type Reading } from '../expression/index.js';
import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { type Duration, minutes } from '../time/index.js';
import { type AnyCondition, isReading, testsOf } from './conditions.js';
import { metricOf } from './expressions.js';
import type { AnswerType, Metric } from './metric-types.js';
import type { EventReading } from './reading.js';
import type {
  ActiveOptions,
  Events,
  Readable,
  ReadOptions,
  RelationOptions,
  Selection,
  Sequence,
  SequenceOptions,
  SeriesOptions,
  SessionOptions,
  WithinOptions,
  ZoneOptions,
} from './selection.js';
import type { Draft, Matcher } from './tests.js';
import { toWindow, type WindowInput } from './windows.js';

/** A selection of a draft, checked at once. */
const selection = (draft: object): Selection =>
  Object.freeze(
    Object.create(METHODS, { definition: { value: build(draft, 'events'), enumerable: true } }),
  ) as Selection;

type Method = (this: Selection, ...args: never[]) => unknown;

/** The methods of a selection: what repeats is made from its name. */
const methods = (): Record<string, Method> => {
  const made: Record<string, Method> = {
    within(this: Selection, window: WindowInput, options: WithinOptions = {}) {
      onlyKeys(options, ['ago'], 'within');
      if (this.definition.window !== undefined) refuse('bad-value', 'one within(…)', 'a second', 'within');
      return selection({ ...this.definition, window: toWindow(window, options.ago) });
    },
    where(this: Selection, of: AnyCondition | EventReading, matcher?: Matcher | string | number | boolean) {
      const tests = testsOf(isReading(of) ? [of, matcher!] : (of as AnyCondition), 'where');
      const where = [...(this.definition.where ?? []), ...tests];
      return selection({ ...this.definition, ...(where.length > 0 && { where }) });
    },
    any(this: Selection) {
      return this.count().atLeast(1);
    },
    none(this: Selection) {
      return this.count().atMost(0);
    },
    sessions(this: Selection, options: SessionOptions = {}) {
      onlyKeys(options, ['gap', 'measure'], 'sessions');
      const { gap = minutes(30), measure = 'count' } = options;
      return metricOf({
        kind: 'sessions',
        of: this.definition,
        gap,
        ...(measure !== 'count' && { measure }),
      });
    },
  };
  const add = (names: string | readonly string[], make: (name: string) => Method): void => {
    for (const name of typeof names === 'string' ? names.split(' ') : names) made[name] = make(name);
  };
  add(
    'followedBy notFollowedBy notYetFollowedBy precededBy notPrecededBy',
    (kind) =>
      function (others: Selection, length?: Duration | RelationOptions, more?: RelationOptions) {
        const { definition } = requireSelection(others, kind);
        const [within, options] = typeof length === 'object' ? [undefined, length] : [length, more];
        const relation = {
          kind,
          events: definition,
          ...(within !== undefined && { within }),
          ...given(options, ['same', 'as'], kind),
        };
        return selection({ ...this.definition, relations: [...(this.definition.relations ?? []), relation] });
      },
  );
  add(
    aggregatesThat('nothing'),
    (kind) =>
      function () {
        return metricOf({ kind, of: this.definition });
      },
  );
  add(
    'daysSinceFirst daysSinceLast',
    (name) =>
      function () {
        return (name === 'daysSinceFirst' ? this.firstAt() : this.lastAt()).daysSince();
      },
  );
  add(
    aggregatesThat('amount', 'comparable', 'any', 'text'),
    (kind) =>
      function (of: Readable, options?: ReadOptions) {
        return metricOf({ kind, of: this.definition, value: reading(of, kind, options) });
      },
  );
  add(
    'activeDays activeWeeks activeMonths',
    (name) =>
      function (options?: ActiveOptions) {
        return metricOf({
          kind: 'periods',
          of: this.definition,
          unit: name.slice(6, -1).toLowerCase(),
          ...given(options, ['timeZone', 'weekStart', 'atLeast'], name),
        });
      },
  );
  add(
    'longestGap averageGap',
    (name) =>
      function () {
        return metricOf({ kind: 'gap', of: this.definition, measure: name.slice(0, -3) });
      },
  );
  add(
    'trend peak low streak',
    (answer) =>
      function (options: SeriesOptions) {
        const series = given(options, ['every', 'periods', 'timeZone', 'weekStart', 'of'], answer);
        const value = series.of === undefined ? {} : { value: reading(series.of as Readable, answer) };
        return metricOf({ kind: 'series', ...series, of: this.definition, ...value, answer });
      },
  );
  return made;
};

const METHODS: object = /* @__PURE__ */ methods();

/** Options without those that are undefined, all of them known. */
const given = (options: object = {}, known: readonly string[], path: string): Draft => {
  onlyKeys(options, known, path);
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
};

const reading = (of: Readable, path: string, options?: ReadOptions): Draft => {
  const { as } = given(options, ['as'], path);
  if (typeof of === 'string') return { kind: 'property', name: of, ...(as !== undefined && { as }) };
  if (isReading(of)) return of.reading as unknown as Draft;
  return refuse('bad-value', 'the name of a property, or actor(), hourOfDay() or dayOfWeek()', of, path);
};

const requireSelection = (value: Selection, path: string): Selection =>
  isPlainObject(value) && 'definition' in value
    ? value
    : refuse('bad-value', "a selection of events: events('name')", value, path);

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
  (...names: readonly string[]) =>
    selection({ kind: 'events', ...(names.length > 0 && { names: oneByOne(names, 'events') }) }),
  {
    except: (...except: readonly string[]) =>
      selection({ kind: 'events', except: oneByOne(except, 'events.except') }),
    startingWith: (...startingWith: readonly string[]) =>
      selection({ kind: 'events', startingWith: oneByOne(startingWith, 'events.startingWith') }),
  },
);

/** Names that were not given as a list. */
const oneByOne = (names: readonly string[], path: string): readonly string[] =>
  Array.isArray(names[0])
    ? refuse('bad-value', `names one by one, ${path}("a", "b") or ${path}(...names)`, names[0], path)
    : names;

/**
 * Events that are in any of these selections, each once. The parts have names and `where` only; windows, relations and a
 * `where` that holds for all come after it (S39).
 * @example
 * ```ts
 * import { anyOf, atLeast, days, events } from 'habitus';
 * const signs = anyOf(events('purchase').where({ amount: atLeast(100) }), events('demo_requested')).within(days(30));
 * signs.count().kind; //=> 'metric'
 * ```
 */
export const anyOf = (
  ...selections: readonly { readonly definition: Selection['definition'] }[]
): Selection =>
  selection({
    kind: 'events',
    anyOf: selections.map((each, i) => requireSelection(each as Selection, `anyOf[${i}]`).definition),
  });

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
  readingOf({ kind: 'hourOfDay', ...given(options, ['timeZone'], 'hourOfDay') });

/** The local weekday of an event, 1 Monday to 7 Sunday. */
export const dayOfWeek = (options: ZoneOptions = {}): EventReading<'number'> =>
  readingOf({ kind: 'dayOfWeek', ...given(options, ['timeZone'], 'dayOfWeek') });

/**
 * Steps in order, each at a strictly later instant than the one before; some choice of events suffices (S23). With `{ same }` behind the steps all
 * chosen events have the same value of that property: the steps of one deal, not of several (S32).
 * @example
 * ```ts
 * import { days, events, sequence } from 'habitus';
 * const activated = sequence(events('signed_up'), events('invite_sent'), events('purchase')).within(days(14)).completed();
 * activated.kind; //=> 'segment'
 * ```
 */
export function sequence(...steps: readonly Selection[]): Sequence;
export function sequence(...steps: readonly [...Selection[], SequenceOptions]): Sequence;
export function sequence(...given: readonly (Selection | SequenceOptions)[]): Sequence {
  const last = given.at(-1);
  return isPlainObject(last) && !('definition' in last)
    ? inOrder(given.slice(0, -1) as readonly Selection[], sequenceOptions(last))
    : inOrder(given as readonly Selection[], {});
}

const sequenceOptions = (options: object): Draft => given(options, ['same'], 'sequence');

const inOrder = (
  steps: readonly Selection[],
  within: { readonly within?: Duration; readonly same?: string },
): Sequence => {
  const taken = metricOf<Metric<'number'>>({
    kind: 'sequence',
    steps: steps.map((step, i) => requireSelection(step, `sequence[${i}]`).definition),
    ...within,
  });
  return Object.freeze({
    within: (length: Duration) =>
      within.within === undefined
        ? inOrder(steps, { ...within, within: length })
        : refuse('bad-value', 'one within(…)', 'a second', 'sequence.within'),
    completed: () => taken.atLeast(steps.length),
    steps: () => taken,
  });
};
