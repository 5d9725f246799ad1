/**
 * What an aggregate reads of each event: nothing (the event counts), numbers to add up, numbers or instants to compare,
 * any value, or values that are texts where nothing else is said; `own`: it has fields of its own in the grammar.
 */
export type Reads = 'nothing' | 'amount' | 'comparable' | 'any' | 'text' | 'own';

/** An aggregate: what it reads, what it answers (`reading`: the type of what it reads), and its answer of nothing (S14). */
interface Aggregate {
  readonly reads: Reads;
  readonly answers: 'number' | 'instant' | 'reading';
  readonly ofNothing: 0 | null;
}

/**
 * What a selection of events can come to, a row a kind. The grammar, the types, the builders, the typed model and SQL
 * are derived from it; words, evaluators, kernels and statements are held to it by the compiler.
 */
export const AGGREGATES = {
  /** How many. 0 of none. */
  count: { reads: 'nothing', answers: 'number', ofNothing: 0 },
  /** The instant of the first. Missing of none. */
  firstAt: { reads: 'nothing', answers: 'instant', ofNothing: null },
  /** The instant of the last. Missing of none. */
  lastAt: { reads: 'nothing', answers: 'instant', ofNothing: null },
  /** The exact sum of a number (S15). 0 of none. */
  sum: { reads: 'amount', answers: 'number', ofNothing: 0 },
  /** The average of a number. Missing of none. */
  average: { reads: 'amount', answers: 'number', ofNothing: null },
  /** The least number, or instant where it is read as one. Missing of none. */
  min: { reads: 'comparable', answers: 'reading', ofNothing: null },
  /** The greatest number, or instant where it is read as one. Missing of none. */
  max: { reads: 'comparable', answers: 'reading', ofNothing: null },
  /** The value at the first instant that has one. Missing of none. */
  first: { reads: 'any', answers: 'reading', ofNothing: null },
  /** The value at the last instant that has one. Missing of none. */
  last: { reads: 'any', answers: 'reading', ofNothing: null },
  /** How many different values; texts unless `as` says otherwise. 0 of none. */
  distinct: { reads: 'text', answers: 'number', ofNothing: 0 },
  /** The value of the most events, the least among equals; a text unless `as` says otherwise. Missing of none. */
  mostFrequent: { reads: 'text', answers: 'reading', ofNothing: null },
  /** The share of that value among the events that have one, 0 to 1. Missing of none. */
  topShare: { reads: 'text', answers: 'number', ofNothing: null },
  periods: { reads: 'own', answers: 'number', ofNothing: 0 },
  sessions: { reads: 'own', answers: 'number', ofNothing: 0 },
  gap: { reads: 'own', answers: 'number', ofNothing: null },
  series: { reads: 'own', answers: 'number', ofNothing: 0 },
  sequence: { reads: 'own', answers: 'number', ofNothing: 0 },
} as const satisfies Readonly<Record<string, Aggregate>>;

type Table = typeof AGGREGATES;

/** The kinds of value that a selection of events can come to. */
export type AggregateKind = keyof Table;

/** The aggregates that read so. */
export type AggregateThat<R extends Reads> = {
  [K in AggregateKind]: Table[K]['reads'] extends R ? K : never;
}[AggregateKind];

/** The kinds of aggregate that read so, in the order of the table. */
export const aggregatesThat = <const R extends Reads>(...reads: readonly R[]): readonly AggregateThat<R>[] =>
  (Object.keys(AGGREGATES) as AggregateKind[]).filter((kind) =>
    (reads as readonly Reads[]).includes(AGGREGATES[kind].reads),
  ) as AggregateThat<R>[];
