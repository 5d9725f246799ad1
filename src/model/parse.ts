import { refuse } from '../internal/index.js';
import { type Parsed, type RowReport, type RowSummary, rowLog } from '../rows/index.js';
import type { RowListeners } from './options.js';
import type { ReadRow } from './rows.js';

/**
 * Rows that are there, or that come one after the other: arrays, sets, generators; async ones, web and Node streams.
 */
export type Rows = Iterable<unknown> | LateRows;

/** Rows that come one after the other. */
export type LateRows = AsyncIterable<unknown> | RowStream;

/** What is needed of a web stream, which not every browser can iterate. */
export interface RowStream {
  /** A reader of its own, while others wait. */
  getReader(): {
    /** The next row, or that there is none. */
    read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
    /** Says that no more rows are wanted. */
    cancel(): Promise<unknown>;
    /** Lets others read. */
    releaseLock(): void;
  };
}

/** Items that are read as they are asked for, in the memory of one row. */
export interface Reading<T> extends AsyncIterable<T> {
  /** Of the rows that were read so far. */
  summary(): RowSummary;
}

/** The same where the rows are there: no waiting. */
export interface DirectReading<T> extends Reading<T>, Iterable<T> {}

/** What parsing answers for rows of a sort: at once, or a promise. */
export type Answered<R, T> = R extends Iterable<unknown> ? Parsed<T> : Promise<Parsed<T>>;

/** What reading one by one answers for rows of a sort. */
export type ReadingOf<R, T> = R extends Iterable<unknown> ? DirectReading<T> : Reading<T>;

/** Reads all rows. */
export const parseRows = <T>(rows: Rows, read: ReadRow<T>): Parsed<T> | Promise<Parsed<T>> => {
  const log = rowLog();
  const accepted: T[] = [];
  const rejected: RowReport[] = [];
  const noted: RowReport[] = [];
  let row = 0;
  const take = (given: unknown): void => {
    const { taken, issues } = read(given);
    if (taken !== undefined) accepted.push(taken);
    if (taken === undefined) rejected.push({ row, issues });
    else if (issues.length > 0) noted.push({ row, issues });
    log.add(row++, issues, taken === undefined);
  };
  const parsed = (): Parsed<T> => ({ accepted, rejected, noted, summary: log.summary() });
  if (isThere(rows)) {
    for (const given of rows) take(given);
    return parsed();
  }
  const late = inTurn(rows);
  return (async () => {
    for await (const given of late) take(given);
    return parsed();
  })();
};

/** Reads rows as they are asked for. */
export const readRows = <T>(
  rows: Rows,
  read: ReadRow<T>,
  { onRejected, onNoted }: RowListeners,
): Reading<T> | DirectReading<T> => {
  const log = rowLog();
  let row = 0;
  const take = (given: unknown): T | undefined => {
    const { taken, issues } = read(given);
    const report = { row: row++, issues };
    log.add(report.row, issues, taken === undefined);
    if (taken === undefined) onRejected?.(report);
    else if (issues.length > 0) onNoted?.(report);
    return taken;
  };
  if (isThere(rows)) {
    const items = function* (): Generator<T> {
      for (const given of rows) {
        const taken = take(given);
        if (taken !== undefined) yield taken;
      }
    };
    return {
      summary: log.summary,
      [Symbol.iterator]: items,
      // The rows themselves are not awaited: one may have a `then`.
      async *[Symbol.asyncIterator]() {
        yield* items();
      },
    };
  }
  const late = inTurn(rows);
  return {
    summary: log.summary,
    async *[Symbol.asyncIterator]() {
      for await (const given of late) {
        const taken = take(given);
        if (taken !== undefined) yield taken;
      }
    },
  };
};

const isThere = (rows: Rows): rows is Iterable<unknown> =>
  typeof rows === 'object' &&
  rows !== null &&
  typeof (rows as Iterable<unknown>)[Symbol.iterator] === 'function';

const inTurn = (rows: LateRows): AsyncIterable<unknown> => {
  if (typeof rows === 'object' && rows !== null) {
    if (typeof (rows as AsyncIterable<unknown>)[Symbol.asyncIterator] === 'function')
      return rows as AsyncIterable<unknown>;
    if (typeof (rows as RowStream).getReader === 'function') return ofStream(rows as RowStream);
  }
  return refuse(
    'bad-value',
    'rows: an array, another iterable, an async one or a stream of objects',
    rows,
    'rows',
  );
};

async function* ofStream(stream: RowStream): AsyncGenerator<unknown> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } finally {
    // A stream that has failed may fail again here: what it said first counts.
    if (!ended) await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}
