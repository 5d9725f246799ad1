import fc from 'fast-check';
import { instants, intervals } from './placing.js';
import { eventTests, gaps, instantLiterals, literals, type Template } from './readings.js';
import {
  DAY,
  EVENT_NAMES,
  given,
  HOUR,
  LENGTHS,
  node,
  oneOfThese,
  perhaps,
  WEEK,
  WEEKDAYS,
  ZONES,
} from './vocabulary.js';

type Arbitrary = fc.Arbitrary<Template>;

const names = fc.oneof(
  { weight: 3, arbitrary: oneOfThese([['a'], ['b'], ['a', 'b']]) },
  { weight: 1, arbitrary: fc.uniqueArray(oneOfThese(EVENT_NAMES), { minLength: 1, maxLength: 3 }) },
);

/** Options that say in which calendar. */
export const calendarOptions = { timeZone: oneOfThese(ZONES), weekStart: oneOfThese(WEEKDAYS) };

const windowLengths = fc.oneof(oneOfThese(LENGTHS), oneOfThese([DAY, WEEK, 28 * DAY, 60 * DAY]));

/** What a window can start at: instants of the customer's own, some of them of events in windows of their own. */
const starts = (depth: number): Arbitrary => {
  const instant = fc
    .record({
      kind: oneOfThese(['firstAt', 'firstAt', 'lastAt']),
      of: selectionsOf({ window: depth > 0, relations: 0 }, depth - 1),
    })
    .map((fields): Template => fields);
  const since = node('attribute', { name: fc.constant('since') }, { as: fc.constant('instant') });
  return fc.oneof(
    { weight: 8, arbitrary: instant },
    { weight: 1, arbitrary: since },
    { weight: 1, arbitrary: instantLiterals() },
    {
      weight: 2,
      arbitrary: node('arithmetic', {
        op: oneOfThese(['plus', 'minus']),
        of: fc.tuple(instant, literals(oneOfThese([...LENGTHS, 0.5]))),
      }),
    },
    { weight: 1, arbitrary: node('orElse', { value: instant, otherwise: since }) },
    { weight: 1, arbitrary: node('ago', { length: oneOfThese([0, 1, HOUR, DAY]), of: instant }) },
    { weight: 1, arbitrary: node('named', { id: fc.constant('start'), of: instant }) },
    {
      // Moves with time alone, and at no whole millisecond.
      weight: 1,
      arbitrary: node('arithmetic', {
        op: fc.constant('plus'),
        of: fc.tuple(instant, node('elapsed', { value: since, direction: oneOfThese(['since', 'until']) })),
      }),
    },
  );
};

/** `depth`: how many windows deep one may start at what happened in another. */
export const windows = (depth = 1): Arbitrary =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: node('rolling', { length: windowLengths }, { ago: oneOfThese([0, 1, HOUR, DAY, WEEK]) }),
    },
    {
      weight: 3,
      arbitrary: node(
        'calendar',
        {
          unit: oneOfThese(['day', 'week', 'month', 'quarter', 'year']),
          count: oneOfThese([1, 1, 2, 3]),
        },
        { skip: oneOfThese([0, 1, 2]), current: fc.boolean(), ...calendarOptions },
      ),
    },
    { weight: 1, arbitrary: intervals().map(({ from, to }) => ({ kind: 'period', from, to })) },
    { weight: 1, arbitrary: node('since', { from: instants() }) },
    {
      weight: 1,
      arbitrary: fc
        .record({
          attribute: oneOfThese(['since', 'since', 'since', 'seats', '__proto__']),
          from: fc.option(oneOfThese([0, -DAY, HOUR]), { nil: undefined }),
          length: oneOfThese(LENGTHS),
        })
        .map(({ attribute, from, length }) => ({
          kind: 'following',
          attribute,
          ...(from === undefined ? {} : { from }),
          to: (from ?? 0) + length,
        })),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({
          start: starts(depth),
          from: fc.option(oneOfThese([0, 1, HOUR, DAY]), { nil: undefined }),
          length: oneOfThese(LENGTHS),
        })
        .map(({ start, from, length }) => ({
          kind: 'following',
          start,
          ...(from === undefined ? {} : { from }),
          to: (from ?? 0) + length,
        })),
    },
  );

/** What an event's name begins with: a whole name too, and with what none does. */
const beginnings = fc.uniqueArray(oneOfThese(['a', 'b', 'to', '__', 'A', 'nobody']), {
  minLength: 1,
  maxLength: 2,
});

/** One of several selections of which an event may be. */
const parts = (): Arbitrary =>
  fc
    .record({
      names: perhaps(5, names),
      except: perhaps(1, names),
      startingWith: perhaps(1, beginnings),
      where: perhaps(4, fc.array(eventTests(1), { minLength: 1, maxLength: 2 })),
    })
    .map((fields) => ({ kind: 'events', ...given(fields) }));

/** The properties that events may have to be about the same of. */
export const things = oneOfThese(['kind', 'amount', 'ok', 'kind', 'amount', 'none', '__proto__']);

interface Parts {
  readonly window: boolean;
  /** How many relations deep. */
  readonly relations: number;
  /** How often, of ten times, there are relations, about the same thing, of two names, and tests. */
  readonly often?: Readonly<Record<'relations' | 'same' | 'as' | 'where', number>>;
}

const USUALLY = { relations: 2, same: 4, as: 3, where: 3 };

const selectionsOf = ({ window, relations, often = USUALLY }: Parts, depth = 1): Arbitrary => {
  const relation = (): Arbitrary =>
    fc
      .record({
        kind: oneOfThese(['followedBy', 'notFollowedBy', 'notYetFollowedBy', 'precededBy', 'notPrecededBy']),
        events: selectionsOf({ window: false, relations: relations - 1, often }),
        within: gaps(),
        limited: perhaps(6, fc.constant(true)),
        same: perhaps(often.same, things),
        as: perhaps(often.as, things),
      })
      .map(({ kind, events, within, limited, same, as }) => ({
        kind,
        events,
        ...given({ same, as: same && as }),
        ...(kind !== 'notYetFollowedBy' && (kind === 'notFollowedBy' || limited) && { within }),
      }));
  return fc
    .record({
      names: perhaps(4, names),
      except: perhaps(1, names),
      startingWith: perhaps(1, beginnings),
      anyOf: perhaps(1, fc.array(parts(), { minLength: 1, maxLength: 3 })),
      where: perhaps(often.where, fc.array(eventTests(1), { minLength: 1, maxLength: 2 })),
      window: perhaps(window ? 5 : 0, window ? windows(depth) : fc.constant({})),
      relations: perhaps(
        relations > 0 ? often.relations : 0,
        relations > 0 ? fc.array(relation(), { minLength: 1, maxLength: 2 }) : fc.constant<Template[]>([]),
      ),
    })
    .map((fields) => ({ kind: 'events', ...given(fields) }));
};

export const selections = (): Arbitrary => selectionsOf({ window: true, relations: 2 });

/** A selection that an aggregate gives its own window. */
export const windowless = (): Arbitrary => selectionsOf({ window: false, relations: 1 });

/** Relations inside of relations, most of them about the same thing, many of those under two names. */
export const related = (): Arbitrary =>
  selectionsOf({ window: true, relations: 3, often: { relations: 8, same: 7, as: 7, where: 0 } });
