import type { Definitions, Findings } from '../check/index.js';
import type {
  Classification,
  Metric,
  Mistake,
  ParsedParameters,
  Segment,
  Sequence,
  WithHistory,
} from '../definitions/index.js';
import type { CHECKS_ROWS, ChecksRows } from '../rows/index.js';
import type { Actor, Vocabulary } from '../vocabulary/index.js';
import type { ModelData } from './data.js';
import type { Declarations, EventInput, OtherText, PropertiesOf, Values } from './declaration-types.js';
import type { CustomerRowsOptions, EventRowsOptions, RowListeners } from './options.js';
import type { Answered, ReadingOf, Rows } from './parse.js';
import type { MODEL } from './parse-definition.js';
import type { ParsedCustomer, ParsedEvent } from './rows.js';
import type { AnySelection, MetricOf, ModelSelection, ModelSequenceOptions } from './selection-types.js';

/** What `defineModel` takes: declarations by name. */
export interface ModelDeclarations<A, E> {
  readonly attributes?: A | undefined;
  readonly events?: E | undefined;
  /** Who makes an event happen, where it is not the customer. */
  readonly by?: { readonly [N in keyof E]?: Actor } | undefined;
}

type EventName<E, N> = N extends keyof E
  ? N
  : Mistake<`the model has no event "${N & string}": use one that it declares, or declare it`>;

type AttributeName<A, N> = N extends keyof A
  ? N
  : Mistake<`the model has no attribute "${N & string}": use one that it declares, or declare it`>;

/** Makes selections of a model's events; see `events`. */
export interface ModelEvents<E> {
  /** Events with one of these names. */
  <const N extends (keyof E & string) | OtherText>(
    ...names: readonly EventName<E, N>[]
  ): ModelSelection<string extends N ? PropertiesOf<E[keyof E]> : PropertiesOf<E[N & keyof E]>>;
  /** All events but those with these names. */
  except<const N extends (keyof E & string) | OtherText>(
    ...names: readonly EventName<E, N>[]
  ): ModelSelection<PropertiesOf<E[Exclude<keyof E, N>]>>;
  /** Events whose name begins with one of these; one with which no name begins is a mistake. */
  startingWith<const B extends string>(
    ...beginnings: readonly Beginning<E, B>[]
  ): ModelSelection<PropertiesOf<E[Extract<keyof E, `${B}${string}`>]>>;
}

type Beginning<E, B extends string> =
  Extract<keyof E, `${B}${string}`> extends never
    ? Mistake<`no event of the model begins with "${B}": use the beginning of one that it declares`>
    : B;

type PropertiesIn<S> = S extends { readonly properties?: infer P } ? P : never;

/** An event as a row that was accepted has it, by its name. */
export type EventOf<E> = {
  [N in keyof E & string]: Omit<ParsedEvent, 'name' | 'properties'> & {
    readonly name: N;
    readonly properties: Values<PropertiesOf<E[N]>>;
  };
}[keyof E & string];

/** A customer as a row that was accepted has them; what a history tells may be absent from `attributes`. */
export interface CustomerOf<A> extends Omit<ParsedCustomer, 'attributes'> {
  readonly attributes: Partial<Values<A>>;
}

/** What is taken: in lenient mode an event may be one that the model does not know. */
type Taken<O, T, L> = O extends { readonly mode: 'lenient' } ? L : T;

/** The words of a product, typed: what they are read as, which rows and which definitions fit them. */
export interface Model<A = Declarations, E = Readonly<Record<string, EventInput>>> {
  /** The declared words as plain data, for files and SQL. */
  readonly vocabulary: Vocabulary;
  readonly [MODEL]: ModelData;
  /** How its rows are checked. */
  readonly [CHECKS_ROWS]: ChecksRows[typeof CHECKS_ROWS];
  /**
   * What definitions read, held against the model: events, properties and attributes that it does not have, types that never fit, values
   * that it does not declare, and lengths of time under a second. What `parseSegment` refuses comes here as a list.
   * @example
   * ```ts
   * import { attribute, events } from 'habitus';
   * import { saas } from 'habitus/model';
   * const mine = events('purchased').where({ amount: '5' }).any();
   * saas.check({ mine }).findings[0]?.message; //=> 'the model has no event “purchased”; did you mean “purchase”?'
   * String(saas.check(attribute('plan').is('pro'))); //=> '1 definition checked: nothing amiss'
   * ```
   */
  check(definitions: Definitions): Findings;
  /** Selects events; a name that is not declared is a compile error, and an error where it is called. */
  readonly events: ModelEvents<E>;
  /** Events that are in any of these selections, each once; see `anyOf`. */
  anyOf<S extends readonly AnySelection[]>(
    ...selections: S
  ): ModelSelection<NonNullable<PropertiesIn<S[number]>>>;
  /** Steps in order; see `sequence`. It takes selections of the model and of the core. */
  sequence(...steps: readonly AnySelection[]): Sequence;
  /** Steps in order, all of them about the same thing. */
  sequence<const S extends readonly AnySelection[], const N extends OtherText>(
    ...steps: readonly [...S, ModelSequenceOptions<S, N>]
  ): Sequence;
  /** An attribute of the customer, read as the type that is declared. */
  attribute<const N extends (keyof A & string) | OtherText>(
    name: AttributeName<A, N>,
  ): MetricOf<A[N & keyof A]> & WithHistory;
  /** The same model and more; a word that is declared again is declared anew. */
  extend<
    const A2 extends Declarations = Record<never, never>,
    const E2 extends Readonly<Record<string, EventInput>> = Record<never, never>,
  >(more: ModelDeclarations<A2, E2>): Model<Omit<A, keyof A2> & A2, Omit<E, keyof E2> & E2>;
  /**
   * Reads rows of events: at once for what is there, a promise for what comes in turn. Nothing is lost, nothing throws.
   */
  parseEvents<R extends Rows, const O extends EventRowsOptions<ParsedEvent> = EventRowsOptions<ParsedEvent>>(
    rows: R,
    options?: O,
  ): Answered<R, Taken<O, EventOf<E>, ParsedEvent>>;
  /** Reads rows of customers; see `parseEvents`. */
  parseCustomers<
    R extends Rows,
    const O extends CustomerRowsOptions<ParsedCustomer> = CustomerRowsOptions<ParsedCustomer>,
  >(rows: R, options?: O): Answered<R, CustomerOf<A>>;
  /** Reads rows of events one by one, in the memory of one row: for streams that are passed on. */
  readEvents<
    R extends Rows,
    const O extends EventRowsOptions<ParsedEvent> & RowListeners = EventRowsOptions<ParsedEvent> &
      RowListeners,
  >(rows: R, options?: O): ReadingOf<R, Taken<O, EventOf<E>, ParsedEvent>>;
  /** Reads rows of customers one by one; see `readEvents`. */
  readCustomers<R extends Rows>(
    rows: R,
    options?: CustomerRowsOptions<ParsedCustomer> & RowListeners,
  ): ReadingOf<R, CustomerOf<A>>;
  /** A stored segment, held against the model; see `parseSegment`. */
  parseSegment(json: unknown): Segment<ParsedParameters>;
  /** A stored metric, held against the model. */
  parseMetric(json: unknown): Metric<'any', ParsedParameters>;
  /** A stored classification, held against the model. */
  parseClassification(json: unknown): Classification<string, ParsedParameters>;
}
