import type { Customer, Event } from '../customer/index.js';
import { type AbortLike, onlyKeys, refuse } from '../internal/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import { type Built, builder } from './builder.js';
import { checkLimits, type LoadLimits } from './limits.js';
import { populationOf } from './population.js';
import { runner } from './runner.js';
import { type Allocate, ownMemory } from './store/memory.js';
import type { Population } from './types.js';

/** What a population is made of. */
export interface PopulationSource {
  readonly customers: Iterable<Customer>;
  /** In any order, with `customerId`. Default: none. */
  readonly events?: Iterable<Event> | undefined;
  /** The instant of all answers. Default: now, read once. */
  readonly asOf?: InstantInput | undefined;
  /** What it may take at most. Default: no limits. */
  readonly limits?: LoadLimits | undefined;
}

/** What {@link loadPopulation} takes: the same, from streams too. */
export interface PopulationStreams {
  readonly customers: Iterable<Customer> | AsyncIterable<Customer>;
  readonly events?: Iterable<Event> | AsyncIterable<Event> | undefined;
  readonly asOf?: InstantInput | undefined;
}

/** How far loading has come. */
export interface LoadProgress {
  /** Customers read so far. */
  readonly customers: number;
  /** Events read so far. */
  readonly events: number;
}

/** Options of {@link loadPopulation}. */
export interface LoadOptions {
  /** Called after every 10,000 rows, and once at the end. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Ends the loading: the promise is rejected with the signal's reason, and no population is made. */
  readonly signal?: AbortLike | undefined;
  /** What it may take at most. Default: no limits. */
  readonly limits?: LoadLimits | undefined;
}

/** Takes customers and events one by one; see {@link populationBuilder}. */
export interface PopulationBuilder {
  /** How many customers were given. */
  readonly customerCount: number;
  /** How many events were given. */
  readonly eventCount: number;
  /** Adds a customer. */
  addCustomer(customer: Customer): void;
  /** Adds an event; its customer may come later. */
  addEvent(event: Event): void;
  /** The population of what was given. Default of `asOf`: now. Nothing can be added afterwards: that is a `bad-value` error. */
  build(options?: { readonly asOf?: InstantInput | undefined }): Population;
}

/**
 * Many customers with their events in columns, to be asked all at once. What cannot be used is left out and reported in
 * `issues`: a repeated customer, an event of an unknown one, an invalid instant, a value that no reading can see.
 * Copies of events are removed. Nothing that is given is kept or changed.
 *
 * @example
 * ```ts
 * import { days, events } from 'habitus';
 * import { population } from 'habitus/population';
 * const people = population({
 *   customers: [{ id: 'ada' }, { id: 'bob' }],
 *   events: [{ customerId: 'ada', name: 'purchase', at: '2026-11-20T09:30:00Z', properties: { amount: 30 } }],
 *   asOf: '2026-11-22T00:00:00Z',
 * });
 * people.members(events('purchase').within(days(7)).any()).ids(); //=> ['ada']
 * people.values(events('purchase').sum('amount')).toArray(); //=> [30, 0]
 * ```
 */
export const population = (source: PopulationSource): Population => {
  requireSource(source, ['limits']);
  const asOf = instantOf(source.asOf);
  return populationFrom(buildRows(source, ownMemory), asOf);
};

/** The store of rows. */
export const buildRows = (
  { customers, events = [], limits }: PopulationSource,
  allocate: Allocate,
): Built => {
  const into = builder(allocate, checkLimits(limits));
  for (const customer of requireRows(customers, 'customers', false)) into.customer(customer);
  for (const event of requireRows(events, 'events', false)) into.event(event);
  return into.build();
};

/**
 * As {@link population}, from streams: async iterables such as a database cursor or the lines of a file. Customers are read
 * first, then events.
 * @example
 * ```ts
 * import { loadPopulation } from 'habitus/population';
 * async function* rows() {
 *   yield { id: 'ada' };
 * }
 * const people = await loadPopulation({ customers: rows() });
 * people.size; //=> 1
 * ```
 */
export const loadPopulation = async (
  source: PopulationStreams,
  options: LoadOptions = {},
): Promise<Population> => {
  requireSource(source);
  onlyKeys(options, ['onProgress', 'signal', 'limits'], 'loadPopulation');
  const { onProgress, signal, limits } = options;
  if (onProgress !== undefined && typeof onProgress !== 'function')
    refuse('bad-value', 'a function of { customers, events }', onProgress, 'onProgress');
  if (signal !== undefined && typeof signal.throwIfAborted !== 'function')
    refuse('bad-value', 'an AbortSignal (controller.signal)', signal, 'signal');
  const { customers, events = [], asOf } = source;
  const end = instantOf(asOf);
  const into = builder(ownMemory, checkLimits(limits));
  const report = (): void => onProgress?.({ customers: into.customerCount, events: into.eventCount });
  let rows = 0;
  const tick = (): void => {
    signal?.throwIfAborted();
    if (++rows % 10_000 === 0) report();
  };
  signal?.throwIfAborted();
  for await (const customer of untilAborted(requireRows(customers, 'customers'), signal)) {
    tick();
    into.customer(customer);
  }
  for await (const event of untilAborted(requireRows(events, 'events'), signal)) {
    tick();
    into.event(event);
  }
  signal?.throwIfAborted();
  const built = into.build();
  report();
  return populationFrom(built, end);
};

/**
 * A population from customers and events that come one by one, in any order: events may come before their customers.
 * @example
 * ```ts
 * import { populationBuilder } from 'habitus/population';
 * const builder = populationBuilder();
 * builder.addEvent({ customerId: 'ada', name: 'logged_in', at: '2026-11-20T09:30:00Z' });
 * builder.addCustomer({ id: 'ada' });
 * builder.build({ asOf: '2026-11-22T00:00:00Z' }).eventCount; //=> 1
 * ```
 */
export const populationBuilder = (): PopulationBuilder => {
  let into = builder();
  let built = false;
  const open = (path: string): typeof into =>
    built
      ? refuse('bad-value', 'a builder that has not built yet: make another one', 'a finished builder', path)
      : into;
  return {
    get customerCount() {
      return into.customerCount;
    },
    get eventCount() {
      return into.eventCount;
    },
    addCustomer: (customer) => open('addCustomer').customer(customer),
    addEvent: (event) => open('addEvent').event(event),
    build: (options = {}) => {
      onlyKeys(options, ['asOf'], 'build');
      const end = instantOf(options.asOf);
      const result = open('build').build();
      built = true;
      const { customerCount, eventCount } = into;
      into = { ...builder(), customerCount, eventCount };
      return populationFrom(result, end);
    },
  };
};

const instantOf = (asOf: InstantInput | undefined): number => requireInstant(asOf ?? Date.now(), 'asOf');

const populationFrom = ({ store, issues, copies }: Built, asOf: number): Population =>
  populationOf(runner(store), { issues, copies }, asOf);

/** The rows of a stream, until a signal comes: also while the stream gives nothing. */
async function* untilAborted<T>(
  rows: Iterable<T> | AsyncIterable<T>,
  signal: AbortLike | undefined,
): AsyncGenerator<T> {
  if (signal?.addEventListener === undefined || !(Symbol.asyncIterator in rows)) {
    yield* rows;
    return;
  }
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener?.('abort', () => {
      try {
        signal.throwIfAborted();
      } catch (reason) {
        reject(reason);
      }
    });
  });
  stopped.catch(() => {});
  const iterator = rows[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), stopped]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not waited for: a stream that gives nothing may not end either.
    void iterator.return?.();
  }
}

/** What an adapter's answer holds beside customers and events: it may be spread into a source. */
const BESIDE = ['identities', 'users', 'accounts', 'summary', 'rejected', 'noted'];

/** Refuses what is no source of rows; `more` are other keys that the caller reads. */
export const requireSource = (source: unknown, more: readonly string[] = []): void => {
  if (typeof source !== 'object' || source === null)
    refuse('bad-value', 'a source: { customers, events?, asOf? }', source);
  const strange = Object.keys(source as object).filter((key) => !BESIDE.includes(key));
  onlyKeys(
    Object.fromEntries(strange.map((key) => [key, 1])),
    ['customers', 'events', 'asOf', ...more],
    'population',
  );
};

/** Something to read rows from, a stream only where there is time to wait for it. */
const requireRows = <R extends object>(rows: R, path: string, streams = true): R => {
  const isObject = rows !== null && typeof rows === 'object';
  if (isObject && (Symbol.iterator in rows || (streams && Symbol.asyncIterator in rows))) return rows;
  return isObject && Symbol.asyncIterator in rows
    ? refuse('bad-value', 'a list of rows; loadPopulation takes streams', rows, path)
    : refuse('bad-value', 'a list of rows, or an iterable of them', rows, path);
};
