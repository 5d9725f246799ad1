import { type Answer, isSame } from '../customer/index.js';
import { type AbortLike, HabitusError, type Mistake, onlyKeys, pause, refuse } from '../internal/index.js';
import { bind, type Prepared } from '../plan/index.js';
import { type InstantInput, MAX_INSTANT, requireInstant } from '../time/index.js';
import { answerAt } from './answer.js';
import { nothingKept, type ProfileData } from './data.js';
import { type Defined, ENGINE, type Engine, requireDefined } from './defined.js';
import { flipsOf, movingNodes } from './drift.js';
import { edgesOf } from './edges.js';
import { startRun } from './evaluate.js';
import { dataOf, type Profile } from './profile.js';
import type { Evaluators } from './run.js';

/** A span of time in which membership does not change: `[from, to)`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly member: boolean;
}

/** A span of time in which the label of a classification does not change: `[from, to)`; null where none fits. */
export interface LabelSpan<L extends string = string> {
  readonly from: number;
  readonly to: number;
  readonly label: L | null;
}

/** What changes at an instant: membership of a segment, or the label of a classification. */
export type Changing = Defined & {
  readonly kind: 'segment' | 'classification';
  (of: Profile): boolean | string | null;
};

/** What is asked when it changes, as it was given; what cannot be asked is a sentence. */
export type ChangingOnly<D> = D extends { readonly kind: 'metric' }
  ? Mistake<'memberships and labels have a next change and a timeline; make a test of this metric, or ask sheet'>
  : D extends { readonly kind: 'segment' | 'classification' }
    ? D extends Changing
      ? D
      : Mistake<'this compares a customer with all others: fit it to a population first'>
    : Changing;

/** The spans of a timeline: of memberships, or of labels. */
export type SpanOf<D> = D extends {
  readonly kind: 'classification';
  readonly labels: readonly (infer L extends string)[];
}
  ? LabelSpan<L>
  : Span;

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
 * The instant (ms) at which a membership or a label next changes if nothing else happens after the profile's `asOf`; null if it never does.
 *
 * A definition whose change cannot be shown to be exact is refused with a `not-monotone` error.
 * @example
 * ```ts
 * import { classification, days, events, nextChange, profile } from 'habitus';
 * const bought = (length: number) => events('purchase').within(days(length)).any();
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * new Date(nextChange(bought(30), ada) ?? 0).toISOString(); //=> '2026-12-01T00:00:00.000Z'
 * const recency = classification('recency', { labels: () => ({ hot: bought(7), warm: bought(90) }) });
 * new Date(nextChange(recency, ada) ?? 0).toISOString(); //=> '2027-01-30T00:00:00.000Z'
 * ```
 */
export const nextChange = <D>(definition: ChangingOnly<D>, of: Profile): number | null =>
  atOnce(looking(definition as Changing, of))?.at ?? null;

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
export const pacedNextChange = async <D>(
  definition: ChangingOnly<D>,
  of: Profile,
  options: PacedOptions = {},
): Promise<number | null> => (await inPieces(() => looking(definition as Changing, of), options))?.at ?? null;

/** A change of an answer: the instant, and what it is from then on. */
interface Change {
  readonly at: number;
  readonly to: Answer;
}

const looking = (definition: Changing, of: Profile): Generator<undefined, Change | null> =>
  changing(requireDefined(definition, KINDS, 'nextChange')[ENGINE], upTo(dataOf(of), of.asOf), of.asOf);

const KINDS = ['segment', 'classification'] as const;

/** When an answer changes by itself. */
export interface NextChange {
  /** The instant (ms) at which this changes if nothing else happens; null if it never does, or if `uncertain` says why it cannot be told. */
  readonly changesAt: number | null;
  /** What it is from then on; null where there is no such instant, and where it is missing from then on. */
  readonly changesTo: Answer;
  /** Why the instant of the next change cannot be told exactly. */
  readonly uncertain?: string | undefined;
}

/** The next change of any definition, of data in which nothing happens after asOf; what is refused is said. */
export const nextChangeOf = (engine: Engine, data: ProfileData, asOf: number): NextChange => {
  try {
    const { at, to } = atOnce(changing(engine, data, asOf)) ?? { at: null, to: null };
    return { changesAt: at, changesTo: to };
  } catch (error) {
    if (error instanceof HabitusError && error.code === 'not-monotone')
      return { changesAt: null, changesTo: null, uncertain: error.message };
    throw error;
  }
};

/** A search that stops after each instant that it has looked at. */
function* changing(
  { plan, evaluators }: Engine,
  data: ProfileData,
  asOf: number,
): Generator<undefined, Change | null> {
  const now = answerAt(bind(plan(), asOf), data, evaluators);
  for (const at of candidates(plan(), evaluators, data, asOf, MAX_INSTANT)) {
    const to = answerAt(bind(plan(), at), data, evaluators);
    if (!isSame(to, now)) return { at, to };
    yield;
  }
  return null;
}

/**
 * When a customer was a member, or had which label: maximal half-open spans that cover `[from, to)` without holes, exact to the
 * millisecond. Each instant is answered as of itself, with the events and attributes up to it, whatever the profile's own `asOf`.
 *
 * `from` at or after `to` is a `bad-value` error.
 * @example
 * ```ts
 * import { classification, days, events, profile, timeline } from 'habitus';
 * const bought = (length: number) => events('purchase').within(days(length)).any();
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }]);
 * const range = { from: '2026-10-01T00:00:00Z', to: '2026-12-15T00:00:00Z' };
 * timeline(bought(30), ada, range).map((span) => span.member); //=> [false, true, false]
 * const recency = classification('recency', { labels: () => ({ hot: bought(7), warm: bought(90) }) });
 * timeline(recency, ada, range).map((span) => span.label); //=> [null, 'hot', 'warm']
 * ```
 */
export const timeline = <D>(
  definition: ChangingOnly<D>,
  of: Profile,
  options: TimelineOptions,
): readonly SpanOf<D>[] => atOnce(spanning<D>(definition as Changing, of, options));

/** The same as a promise, with pauses and a signal; see {@link pacedNextChange}. */
export const pacedTimeline = <D>(
  definition: ChangingOnly<D>,
  of: Profile,
  { signal, ...range }: TimelineOptions & PacedOptions,
): Promise<readonly SpanOf<D>[]> =>
  inPieces(() => spanning<D>(definition as Changing, of, range), { signal });

function* spanning<D>(
  definition: Changing,
  of: Profile,
  options: TimelineOptions,
): Generator<undefined, readonly SpanOf<D>[]> {
  onlyKeys(options, ['from', 'to'], 'timeline');
  const from = requireInstant(options.from, 'from');
  const to = requireInstant(options.to, 'to');
  if (from >= to) refuse('bad-value', 'an end after the start', options.to, 'to');
  const { plan, evaluators } = requireDefined(definition, KINDS, 'timeline')[ENGINE];
  const data = dataOf(of);
  const answer = (instant: number): Answer => answerAt(bind(plan(), instant), data, evaluators);
  const field = definition.kind === 'segment' ? 'member' : 'label';
  const spans: object[] = [];
  let start = from;
  let state = answer(from);
  for (const instant of candidates(plan(), evaluators, data, from, to - 1)) {
    yield;
    const next = answer(instant);
    if (next === state) continue;
    spans.push({ from: start, to: instant, [field]: state });
    start = instant;
    state = next;
  }
  spans.push({ from: start, to, [field]: state });
  return spans as unknown as readonly SpanOf<D>[];
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
function* candidates(
  plan: Prepared,
  evaluators: Evaluators,
  data: ProfileData,
  after: number,
  last: number,
): Generator<number> {
  const moving = movingNodes(plan);
  let from = after;
  for (const edge of [...edgesOf(plan, data, after, last), last + 1]) {
    if (edge > from + 1) yield* flipsOf(startRun(bind(plan, from), data, evaluators), moving, edge - 1);
    if (edge <= last) yield edge;
    from = edge;
  }
}

/** The data as if nothing had happened after an instant. */
export const upTo = (data: ProfileData, asOf: number): ProfileData => {
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
