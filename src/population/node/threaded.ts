import { HabitusError, refuse } from '../../internal/index.js';
import { type InstantInput, requireInstant } from '../../time/index.js';
import { buildRows, type PopulationSource, requireSource } from '../build.js';
import { buildColumns, type ColumnSource, requireColumns } from '../columns.js';
import { populationOf } from '../population.js';
import { runnerWith } from '../runner.js';
import type { Population } from '../types.js';
import { sharedMemory, startThreads } from './threads.js';

/** A population that several threads answer. */
export interface ThreadedPopulation extends Population {
  /** Ends the threads. The population, and those made from it (`at`, `where`, `withAttributes`), go on to answer in this thread alone. */
  close(): void;
}

/** How many threads work at once. */
export interface ThreadOptions {
  /** This thread included; at least 2. Default: 2. */
  readonly threads?: number | undefined;
}

/**
 * As `population` or `populationFromColumns`, answered by several threads over shared memory: the same answers, bit
 * for bit. Threads are started once and never keep the process alive; `close` ends them. Every call answers when
 * all are done, like that of any other population.
 *
 * Where memory cannot be shared this is a `no-shared-memory` error: use `population` there.
 * @example
 * ```ts
 * import { days, events } from 'habitus';
 * import { threadedPopulation } from 'habitus/population/node';
 * const people = threadedPopulation({
 *   customers: [{ id: 'ada' }, { id: 'bob' }],
 *   events: [{ customerId: 'ada', name: 'purchase', at: '2026-11-20T09:30:00Z' }],
 *   asOf: '2026-11-22T00:00:00Z',
 *   threads: 2,
 * });
 * people.count(events('purchase').within(days(7)).any()); //=> 1
 * people.close();
 * ```
 */
export const threadedPopulation = (
  source: (PopulationSource | ColumnSource) & ThreadOptions,
): ThreadedPopulation => {
  if (isColumns(source)) requireColumns(source, ['threads']);
  else requireSource(source, ['threads', 'limits']);
  const { threads = 2 } = source;
  if (!Number.isSafeInteger(threads) || threads < 2 || threads > 64)
    refuse('bad-value', 'a whole number of threads from 2 to 64', threads, 'threads');
  if (typeof SharedArrayBuffer === 'undefined') {
    throw new HabitusError(
      'no-shared-memory',
      'expected SharedArrayBuffer, which this environment does not offer: use population() or populationFromColumns()',
    );
  }
  const asOf = requireInstant((source.asOf as InstantInput | undefined) ?? Date.now(), 'asOf');
  const { store, issues, copies } = isColumns(source)
    ? buildColumns(source, sharedMemory)
    : buildRows(source, sharedMemory);
  const { chunks, close } = startThreads(store, threads - 1);
  return populationOf(runnerWith(store, { allocate: sharedMemory, chunks }), { issues, copies }, asOf, {
    more: { close },
  });
};

const isColumns = (source: PopulationSource | ColumnSource): source is ColumnSource =>
  typeof source?.customers === 'object' && source.customers !== null && 'id' in source.customers;
