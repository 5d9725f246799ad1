import type {
  AnswerOf,
  AnswerType,
  CaseOf,
  Comparable,
  EventReading,
  Matcher,
  Metric,
  Mistake,
  Segment,
  Selection,
  SeriesOptions,
  SomeValues,
  WindowInput,
  WithinOptions,
} from '../definitions/index.js';
import type { AGGREGATES, AggregateThat, Scalar, Selection as SelectionNode } from '../expression/index.js';
import type { Duration } from '../time/index.js';
import type {
  AnswerOfDeclaration,
  DeclarationOf,
  Fitting,
  NamesOf,
  NamesOfType,
  OtherText,
  TypeWords,
  ValueOfDeclaration,
} from './declaration-types.js';

/** Read off a segment: profiles live in a room below. */
type Profile = Parameters<Segment>[0];

type Literally = 'is' | 'isNot' | 'oneOf' | 'noneOf';

/** A value that is declared, and what the compiler says of another. */
type Literal<V, L> = L extends V
  ? L
  : Mistake<`${Shown<L>} is no value that the model declares here: use one that it does, or declare it`>;

type Shown<L> = L extends string ? `"${L}"` : L extends Scalar ? `${L}` : 'this';

type OtherScalar = OtherText | (number & {}) | boolean;

/** A metric of which the model knows the values. */
export interface LiteralMetric<T extends AnswerType, V extends Scalar> extends Omit<Metric<T>, Literally> {
  (profile: Profile): V | null;
  /** Exactly this value, or this text in any case. */
  readonly is: <const L extends V | OtherScalar>(value: Literal<V, L>, options?: CaseOf<T>) => Segment;
  /** Not this value; true where the metric is missing. */
  readonly isNot: <const L extends V | OtherScalar>(value: Literal<V, L>, options?: CaseOf<T>) => Segment;
  /** One of these values, or of these texts in any case. */
  readonly oneOf: <const L extends V | OtherScalar>(
    ...values: SomeValues<Literal<V, L>, CaseOf<T>>
  ) => Segment;
  /** None of these values; true where the metric is missing. */
  readonly noneOf: <const L extends V | OtherScalar>(
    ...values: SomeValues<Literal<V, L>, CaseOf<T>>
  ) => Segment;
}

/** The metric that answers what is declared. */
export type MetricOf<D> = MetricOfTypes<AnswerOfDeclaration<D>, ValueOfDeclaration<D>>;

type MetricOfTypes<T extends AnswerType, V> = [Comparable<T>] extends [V]
  ? Metric<T>
  : [V] extends [string | number]
    ? LiteralMetric<T, V>
    : Metric<T>;

/** A condition of `where`, or what the compiler says of one that does not fit. */
type Condition<P, K, C> =
  K extends NamesOf<P>
    ? ConditionOn<AnswerOfDeclaration<DeclarationOf<P, K>>, ValueOfDeclaration<DeclarationOf<P, K>>, K, C>
    : K extends string
      ? Mistake<`there is no property "${K}" here: use one that the model declares, or declare it`>
      : Inside<P, C>;

/** What `or`, `and` and `not` made; a name in it that no property has is a mistake, a value is held when it is built. */
type Inside<P, C> = C extends { readonly madeOf?: infer Made }
  ? [Exclude<KeyIn<Made>, NamesOf<P>>] extends [never]
    ? C
    : Mistake<`there is no property "${Exclude<KeyIn<Made>, NamesOf<P>>}" here: use one that the model declares, or declare it`>
  : never;

type KeyIn<Made> = Made extends object ? keyof Made & string : never;

type ConditionOn<T extends AnswerType, V, K extends string, C> =
  C extends Matcher<infer R>
    ? [unknown] extends [R]
      ? C
      : [R] extends [Held<T, V>]
        ? C
        : AnyText<R, T> extends true
          ? C
          : Mistake<`this test does not fit "${K}", which is ${TypeWords[T]}: use a test of that type and of values that the model declares`>
    : C extends Held<T, V>
      ? C
      : Mistake<`"${K}" is ${TypeWords[T]}, and ${Shown<C>} is no value that the model declares of it`>;

/** True of a test that reads texts whatever they are, such as their beginning, where there is a text. */
type AnyText<R, T extends AnswerType> = [string] extends [R] ? ([T] extends ['text'] ? true : false) : false;

/** What a test of a value may read: of an instant its milliseconds. */
type Held<T extends AnswerType, V> = T extends 'instant' ? number : T extends 'any' ? Scalar : V;

/** Conditions of `where`, each held against the property that it names. */
export type ConditionsOf<P, C> = { readonly [K in keyof C]: Condition<P, K, C[K]> };

/** Any selection, of a model or not. */
export interface AnySelection {
  readonly definition: SelectionNode;
}

type MetricRead<P, R> =
  R extends EventReading<infer T> ? Metric<T> : R extends string ? MetricOf<DeclarationOf<P, R>> : never;

/** The properties of a selection's events; of one that no model knows, any. */
type PropertiesIn<S> = S extends { readonly properties?: infer P } ? Exclude<P, undefined> : OtherProperties;
type OtherProperties = Readonly<Record<string, Scalar>>;

/** The name of a property of these events, or what the compiler says of another. */
type PropertyName<P, N, In extends string> =
  N extends NamesOf<P>
    ? N
    : string extends keyof P
      ? N
      : Mistake<`there is no property "${N & string}" in ${In}: use one that the model declares, or say { as }`>;

/** Options of a model's relations; see `RelationOptions`. */
export interface ModelRelationOptions<P, S, N, A> {
  /** The property in which both must have the same value. */
  readonly same: PropertyName<P, N, 'these events'> &
    ([A] extends [undefined] ? PropertyName<PropertiesIn<S>, N, 'the other events'> : unknown);
  /** What that property is called in the other events. */
  readonly as?: A & PropertyName<PropertiesIn<S>, A, 'the other events'>;
}

/** A relation within a length. */
type Limited<P> = <
  S extends AnySelection,
  const N extends NamesOf<P> | OtherText,
  const A extends OtherText | undefined = undefined,
>(
  others: S,
  length: Duration,
  options?: ModelRelationOptions<P, S, N, A>,
) => ModelSelection<P>;

/** A relation without a limit. */
type Unlimited<P> = <
  S extends AnySelection,
  const N extends NamesOf<P> | OtherText,
  const A extends OtherText | undefined = undefined,
>(
  others: S,
  options?: ModelRelationOptions<P, S, N, A>,
) => ModelSelection<P>;

/** Options of a model's sequence: a property that the events of every step have. */
export interface ModelSequenceOptions<S extends readonly AnySelection[], N> {
  readonly same: N &
    UnionToIntersection<{ [I in keyof S]: PropertyName<PropertiesIn<S[I]>, N, 'all steps'> }[number]>;
}

type UnionToIntersection<U> = (U extends unknown ? (of: U) => void : never) extends (of: infer I) => void
  ? I
  : never;

/** What aggregates of numbers may read. */
type Numbers<P> = NamesOfType<P, 'number'> | EventReading<'number'>;

/** What aggregates that compare may read. */
type Comparables<P> = NamesOfType<P, 'number' | 'instant'> | EventReading<'number'>;

/** What aggregates of any values may read. */
type Anything<P> = NamesOf<P> | EventReading;

/** Options of the series of a model's selection. */
export interface ModelSeriesOptions<P, R> extends Omit<SeriesOptions, 'of'> {
  /** Sum this number instead of counting events. */
  readonly of?: Fitting<P, R, Numbers<P>, 'a series sums numbers'> | undefined;
}

type Typed =
  | 'within'
  | 'where'
  | 'followedBy'
  | 'notFollowedBy'
  | 'notYetFollowedBy'
  | 'precededBy'
  | 'notPrecededBy'
  | keyof Reading
  | 'trend'
  | 'peak'
  | 'low'
  | 'streak';

/** The aggregates that read a property. */
type Reading = Pick<typeof AGGREGATES, AggregateThat<'amount' | 'comparable' | 'any' | 'text'>>;

type AnswerOfRead<P, R, A> = A extends 'reading' ? MetricRead<P, R> : Metric<'number'>;

/** How a model's aggregate is called, by what it reads and what it answers: what does not fit says so. */
type Call<P, Kind extends string, Reads, A> = Reads extends 'amount'
  ? <const R extends Numbers<P> | OtherText>(
      of: Fitting<P, R, Numbers<P>, `${Kind} reads numbers; of texts say distinct, mostFrequent or topShare`>,
    ) => Metric<'number'>
  : Reads extends 'comparable'
    ? <const R extends Comparables<P> | OtherText>(
        of: Fitting<P, R, Comparables<P>, `${Kind} compares numbers and instants`>,
      ) => AnswerOfRead<P, R, A>
    : <const R extends Anything<P> | OtherText>(of: Fitting<P, R, Anything<P>, ''>) => AnswerOfRead<P, R, A>;

/** What a model's selection comes to, each as the table of aggregates says. */
export type ModelAggregates<P> = {
  readonly [K in keyof Reading]: Call<P, K, Reading[K]['reads'], Reading[K]['answers']>;
};

/** Some events of a customer, whose properties the model knows: what is read needs no `{ as }`. */
export interface ModelSelection<P> extends Omit<Selection, Typed>, ModelAggregates<P> {
  /** Only in types: what the events have. */
  readonly properties?: P;

  /** Those in a window; see `Selection`. */
  within(window: WindowInput, options?: WithinOptions): ModelSelection<P>;
  /** Those of which a reading fits, for readings that are not properties. */
  where<T extends AnswerType>(
    reading: EventReading<T>,
    matcher: Matcher<AnswerOf<T>> | AnswerOf<T>,
  ): ModelSelection<P>;
  /** Those whose properties fit; or that fit what `or`, `and` and `not` made of conditions. */
  where<const C extends { readonly [K in NamesOf<P>]?: unknown } & { readonly [name: string]: unknown }>(
    conditions: ConditionsOf<P, C>,
  ): ModelSelection<P>;
  /** Those with one of `others` in `(t, t + length]` after them; without a length at any later instant. */
  followedBy: Limited<P> & Unlimited<P>;
  /** Those with none of `others` so soon after them, once that time has passed. */
  notFollowedBy: Limited<P>;
  /** Those with none of `others` after them so far: what is open. */
  notYetFollowedBy: Unlimited<P>;
  /** Those with one of `others` in `[t − length, t)` before them; without a length at any earlier instant. */
  precededBy: Limited<P> & Unlimited<P>;
  /** Those with none of `others` so shortly before them; without a length with none ever before. */
  notPrecededBy: Limited<P> & Unlimited<P>;

  /** The slope of the counts (or sums) per period, by least squares (S22). */
  trend<const R extends Numbers<P> | OtherText>(options: ModelSeriesOptions<P, R>): Metric<'number'>;
  /** The greatest count (or sum) of a period. */
  peak<const R extends Numbers<P> | OtherText>(options: ModelSeriesOptions<P, R>): Metric<'number'>;
  /** The least count (or sum) of a period. */
  low<const R extends Numbers<P> | OtherText>(options: ModelSeriesOptions<P, R>): Metric<'number'>;
  /** How many periods in a row, back from the last, have a count (or sum) above 0. */
  streak<const R extends Numbers<P> | OtherText>(options: ModelSeriesOptions<P, R>): Metric<'number'>;
}
