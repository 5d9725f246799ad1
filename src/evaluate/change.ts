import { type AbortLike, onlyKeys, pause, refuse } from '../internal/index.js';
import { bind } from '../plan/index.js';
import { type InstantInput, MAX_INSTANT, requireInstant } from '../time/index.js';
import { answerAt } from './answer.js';
import { nothingKept, type ProfileData } from './data.js';
import { type Defined, ENGINE, type Engine, requireSegment } from './defined.js';
import { flipsOf, movingNodes } from './drift.js';
import { edgesOf } from './edges.js';
import { startRun } from './evaluate.js';
import { dataOf, type Profile } from './profile.js';

/** A span of time in which membership does not change: `[from, to)`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly member: boolean;
}

/** The range of {@link timeline}: `[from, to)`. */
export interface TimelineOptions {
  readonly from: InstantInput;
  readonly to: InstantInput;
}

/** How a long search is ended. */
export interface PacedOptions {
  /** Ends it: the promise is rejected with the signal's reason. */
  readonly signal?: AbortLike | undefined;
}

/**
 * The instant (ms) at which membership next changes if nothing else happens after the profile's `asOf`; null if it never does.
 *
 * A definition whose change cannot be shown to be exact is refused with a `not-monotone` error.
 * @example
 * ```ts
 * import { days, events, nextChange, profile } from 'habitus';
 * const recent = events('purchase').within(days(30)).any();
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * new Date(nextChange(recent, ada) ?? 0).toISOString(); //=> '2026-12-01T00:00:00.000Z'
 * ```
 */
export const nextChange = (segment: Defined & ((of: Profile) => boolean), of: Profile): number | null =>
  atOnce(changing(segment, of));

/**
 * The same as a promise: every now and then all else that waits has its turn, and a signal can end the search, which then is rejected
 * with the signal's reason. For definitions and histories of others, where the search may be long.
 * @example
 * ```ts
 * import { days, events, pacedNextChange, profile } from 'habitus';
 * const recent = events('purchase').within(days(30)).any();
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * const next = await pacedNextChange(recent, ada, { signal: AbortSignal.timeout(1000) });
 * new Date(next ?? 0).toISOString(); //=> '2026-12-01T00:00:00.000Z'
 * ```
 */
export const pacedNextChange = (
  segment: Defined & ((of: Profile) => boolean),
  of: Profile,
  options: PacedOptions = {},
): Promise<number | null> => inPieces(() => changing(segment, of), options);

/** A search that stops after each instant that it has looked at. */
function* changing(
  segment: Defined & ((of: Profile) => boolean),
  of: Profile,
): Generator<undefined, number | null> {
  const engine = requireSegment(segment, 'nextChange')[ENGINE];
  const plan = engine.plan();
  const data = upTo(dataOf(of), of.asOf);
  const now = answerAt(bind(plan, of.asOf), data, engine.evaluators);
  for (const instant of candidates(engine, data, of.asOf, MAX_INSTANT)) {
    if (answerAt(bind(plan, instant), data, engine.evaluators) !== now) return instant;
    yield;
  }
  return null;
}

/**
 * When a customer was a member: maximal half-open spans that cover `[from, to)` without holes, exact to the millisecond.
 * Each instant is answered as of itself, with the events and attributes up to it, whatever the profile's own `asOf`.
 *
 * `from` at or after `to` is a `bad-value` error.
 * @example
 * ```ts
 * import { days, events, profile, timeline } from 'habitus';
 * const recent = events('purchase').within(days(30)).any();
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }]);
 * timeline(recent, ada, { from: '2026-10-01T00:00:00Z', to: '2026-12-15T00:00:00Z' }).map((span) => span.member); //=> [false, true, false]
 * ```
 */
export const timeline = (
  segment: Defined & ((of: Profile) => boolean),
  of: Profile,
  options: TimelineOptions,
): readonly Span[] => atOnce(spanning(segment, of, options));

/** The same as a promise, with pauses and a signal; see {@link pacedNextChange}. */
export const pacedTimeline = (
  segment: Defined & ((of: Profile) => boolean),
  of: Profile,
  { signal, ...range }: TimelineOptions & PacedOptions,
): Promise<readonly Span[]> => inPieces(() => spanning(segment, of, range), { signal });

function* spanning(
  segment: Defined & ((of: Profile) => boolean),
  of: Profile,
  options: TimelineOptions,
): Generator<undefined, readonly Span[]> {
  onlyKeys(options, ['from', 'to'], 'timeline');
  const from = requireInstant(options.from, 'from');
  const to = requireInstant(options.to, 'to');
  if (from >= to) refuse('bad-value', 'an end after the start', options.to, 'to');
  const engine = requireSegment(segment, 'timeline')[ENGINE];
  const plan = engine.plan();
  const data = dataOf(of);
  const member = (instant: number): boolean =>
    answerAt(bind(plan, instant), data, engine.evaluators) === true;
  const spans: Span[] = [];
  let start = from;
  let state = member(from);
  for (const instant of candidates(engine, data, from, to - 1)) {
    yield;
    if (member(instant) === state) continue;
    spans.push({ from: start, to: instant, member: state });
    start = instant;
    state = !state;
  }
  spans.push({ from: start, to, member: state });
  return spans;
}

const atOnce = <T>(work: Generator<undefined, T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
};

/** So many steps are done between two pauses. */
const PIECE = 32;

const inPieces = async <T>(start: () => Generator<undefined, T>, options: PacedOptions): Promise<T> => {
  onlyKeys(options, ['signal'], 'options');
  const { signal } = options;
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function')
    refuse('bad-value', 'an AbortSignal (controller.signal)', signal, 'signal');
  const work = start();
  for (let steps = 1; ; steps++) {
    signal?.throwIfAborted();
    const step = work.next();
    if (step.done === true) return step.value;
    if (steps % PIECE === 0) await pause();
  }
};

/** The instants in `(after, last]`, ascending, between which no answer of a plan can change. */
function* candidates(engine: Engine, data: ProfileData, after: number, last: number): Generator<number> {
  const plan = engine.plan();
  const moving = movingNodes(plan);
  let from = after;
  for (const edge of [...edgesOf(plan, data, after, last), last + 1]) {
    if (edge > from + 1)
      yield* flipsOf(startRun(bind(plan, from), data, engine.evaluators), moving, edge - 1);
    if (edge <= last) yield edge;
    from = edge;
  }
}

/** The data as if nothing had happened after an instant. */
const upTo = (data: ProfileData, asOf: number): ProfileData => {
  const next = data.times.findIndex((time) => time > asOf);
  const history = data.history.filter((change) => change.at <= asOf);
  if (next < 0 && history.length === data.history.length) return data;
  const end = next < 0 ? data.times.length : next;
  return {
    ...data,
    history,
    events: data.events.slice(0, end),
    times: data.times.subarray(0, end),
    kept: nothingKept(),
  };
};
