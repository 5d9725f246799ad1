import type { Defined, Profile } from '../evaluate/index.js';
import type { Scalar, Ties, Value, ValueType } from '../expression/index.js';
import type { Mistake } from '../internal/index.js';
import type { Duration, InstantInput } from '../time/index.js';
import type {
  AnySegment,
  Definition,
  Parameters,
  ParsedParameters,
  Relative,
  RelativeSegment,
  Segment,
  SomeValues,
  TextOptions,
  WithOptions,
} from './types.js';

/** The type of a metric's answers; `any` where nothing says it yet. */
export type AnswerType = ValueType | 'any';

/** What a metric of a type answers when nothing is missing. */
export type AnswerOf<T extends AnswerType> = T extends 'number' | 'instant'
  ? number
  : T extends 'text'
    ? string
    : T extends 'boolean'
      ? boolean
      : T extends 'list'
        ? readonly string[]
        : Value;

export type { Mistake };

/** `Method` where the metric answers one of `Allowed` or has no type yet, and a sentence otherwise. */
type Of<T extends AnswerType, Allowed extends AnswerType, Method, Sentence extends string> = [T] extends [
  Allowed | 'any',
]
  ? Method
  : Mistake<Sentence>;

type Numeric = 'number' | 'instant';

/** A metric of any type, where it is only an operand. */
export interface AnyMetric extends Defined {
  readonly kind: 'metric';
  readonly answers?: AnswerType;
}

/** An operand of arithmetic and comparisons. */
export type Operand = number | AnyMetric;

/** A test against an operand: it needs a population as soon as that does. */
type Tested<O> = Extract<O, Relative> extends never ? Segment : RelativeSegment;

/** What is made of this and another value: it needs a population as soon as that does. */
export type MadeWith<O, T extends AnswerType> =
  Extract<O, Relative> extends never ? Metric<T> : RelativeMetric<T>;

type Moved<T extends AnswerType, O> = T extends 'instant'
  ? O extends Metric<'instant'> | RelativeMetric<'instant'>
    ? 'number'
    : 'instant'
  : 'number';

/** A function of one profile that answers a value, or null where it is missing. */
export interface Metric<T extends AnswerType = AnswerType, P = Parameters> extends Definition<P> {
  readonly kind: 'metric';
  /** Only in types: what it answers. */
  readonly answers?: T;
  readonly unit?: string | undefined;
  (profile: Profile): AnswerOf<T> | null;
  /** The same definition with other parameters, and with another id if one is given. */
  with(parameters: Partial<P> | ParsedParameters, options?: WithOptions): Metric<T, P>;

  /** At least this much. False where either side is missing, as for every comparison. */
  readonly atLeast: Of<
    T,
    Numeric,
    <O extends Operand>(bound: O) => Tested<O>,
    'atLeast compares numbers; this metric answers something else'
  >;
  /** At most this much. */
  readonly atMost: Of<
    T,
    Numeric,
    <O extends Operand>(bound: O) => Tested<O>,
    'atMost compares numbers; this metric answers something else'
  >;
  /** More than this. */
  readonly above: Of<
    T,
    Numeric,
    <O extends Operand>(bound: O) => Tested<O>,
    'above compares numbers; this metric answers something else'
  >;
  /** Less than this. */
  readonly below: Of<
    T,
    Numeric,
    <O extends Operand>(bound: O) => Tested<O>,
    'below compares numbers; this metric answers something else'
  >;
  /** From the first to the second, both included. */
  readonly between: Of<
    T,
    Numeric,
    (from: number, to: number) => Segment,
    'between compares numbers; this metric answers something else'
  >;
  /** Exactly this value, or this text in any case. */
  readonly is: (value: Comparable<T>, options?: CaseOf<T>) => Segment;
  /** Not this value; true where the metric is missing. */
  readonly isNot: (value: Comparable<T>, options?: CaseOf<T>) => Segment;
  /** One of these values, or of these texts in any case. */
  readonly oneOf: (...values: SomeValues<Comparable<T>, CaseOf<T>>) => Segment;
  /** None of these values; true where the metric is missing. */
  readonly noneOf: (...values: SomeValues<Comparable<T>, CaseOf<T>>) => Segment;
  /** There is a value. */
  readonly exists: () => Segment;
  /** There is no value. */
  readonly missing: () => Segment;
  /** The text begins so. */
  readonly startsWith: Of<
    T,
    'text',
    TextMethod,
    'startsWith reads texts; this metric answers something else'
  >;
  /** The text ends so. */
  readonly endsWith: Of<T, 'text', TextMethod, 'endsWith reads texts; this metric answers something else'>;
  /** The text has this in it. */
  readonly contains: Of<T, 'text', TextMethod, 'contains reads texts; for a list say includes'>;
  /** A version of at least this one; false of what is none (S38). */
  readonly atLeastVersion: Of<
    T,
    'text',
    VersionMethod,
    'atLeastVersion reads texts; this metric answers something else'
  >;
  /** A version of at most this one. */
  readonly atMostVersion: Of<
    T,
    'text',
    VersionMethod,
    'atMostVersion reads texts; this metric answers something else'
  >;
  /** A version after this one. */
  readonly aboveVersion: Of<
    T,
    'text',
    VersionMethod,
    'aboveVersion reads texts; this metric answers something else'
  >;
  /** A version before this one. */
  readonly belowVersion: Of<
    T,
    'text',
    VersionMethod,
    'belowVersion reads texts; this metric answers something else'
  >;
  /** This version, however it is written. */
  readonly isVersion: Of<
    T,
    'text',
    VersionMethod,
    'isVersion reads texts; this metric answers something else'
  >;
  /** The list holds this text. */
  readonly includes: Of<
    T,
    'list',
    (text: string) => Segment,
    'includes reads lists; for a text say contains'
  >;
  /** Earlier than this instant. */
  readonly before: Of<
    T,
    'instant',
    (instant: InstantInput) => Segment,
    "before compares instants; say { as: 'instant' } if this is one"
  >;
  /** Later than this instant. */
  readonly after: Of<
    T,
    'instant',
    (instant: InstantInput) => Segment,
    "after compares instants; say { as: 'instant' } if this is one"
  >;
  /** In `(asOf − length, asOf]`. */
  readonly withinLast: Of<
    T,
    'instant',
    (length: Duration) => Segment,
    "withinLast looks at instants; say { as: 'instant' } if this is one"
  >;
  /** In `(asOf, asOf + length]`. */
  readonly withinNext: Of<
    T,
    'instant',
    (length: Duration) => Segment,
    "withinNext looks at instants; say { as: 'instant' } if this is one"
  >;
  /** Among the top percent of the population, ties included (S25), or of some of it (S35). */
  readonly topPercent: Of<
    T,
    Numeric,
    (percent: number, options?: RankOptions) => RelativeSegment,
    'topPercent ranks numbers; this metric answers something else'
  >;
  /** Among the bottom percent of the population, ties included, or of some of it. */
  readonly bottomPercent: Of<
    T,
    Numeric,
    (percent: number, options?: RankOptions) => RelativeSegment,
    'bottomPercent ranks numbers; this metric answers something else'
  >;

  /** The sum; missing where an operand is, as for all arithmetic. */
  readonly plus: Of<
    T,
    Numeric,
    <O extends Operand>(other: O) => MadeWith<O, Moved<T, O>>,
    'plus adds numbers; this metric answers something else'
  >;
  /** The difference; of two instants, milliseconds. */
  readonly minus: Of<
    T,
    Numeric,
    <O extends Operand>(other: O) => MadeWith<O, Moved<T, O>>,
    'minus takes numbers; this metric answers something else'
  >;
  /** The product. */
  readonly times: Of<
    T,
    Numeric,
    <O extends Operand>(other: O) => MadeWith<O, 'number'>,
    'times multiplies numbers; this metric answers something else'
  >;
  /** The quotient; missing where the divisor is 0. */
  readonly dividedBy: Of<
    T,
    Numeric,
    <O extends Operand>(other: O) => MadeWith<O, 'number'>,
    'dividedBy divides numbers; this metric answers something else'
  >;
  /** The least of this and the other. */
  readonly least: Of<
    T,
    Numeric,
    <O extends Operand>(other: O) => MadeWith<O, 'number'>,
    'least compares numbers; this metric answers something else'
  >;
  /** The greatest of this and the other. */
  readonly greatest: Of<
    T,
    Numeric,
    <O extends Operand>(other: O) => MadeWith<O, 'number'>,
    'greatest compares numbers; this metric answers something else'
  >;
  /** This, or the other where this is missing. */
  readonly orElse: <O extends Comparable<T> | AnyMetric>(
    other: O,
  ) => MadeWith<O, T extends 'any' ? TypeOfOperand<O> : T>;
  /** This where the customer is in the segment, missing elsewhere. */
  readonly when: <S extends AnySegment>(segment: S) => S extends Relative ? RelativeMetric<T> : Metric<T>;
  /** Days from this instant to asOf; negative where it is still to come. */
  readonly daysSince: Of<
    T,
    'instant',
    () => Metric<'number'>,
    "daysSince looks at instants; say { as: 'instant' } if this is one"
  >;
  /** Days from asOf to this instant; negative where it has passed. */
  readonly daysUntil: Of<
    T,
    'instant',
    () => Metric<'number'>,
    "daysUntil looks at instants; say { as: 'instant' } if this is one"
  >;
}

/**
 * A metric that can be told only among many customers: fit it to a population before it is called. What is made of it is
 * relative, too.
 */
export type RelativeMetric<T extends AnswerType = AnswerType> = {
  readonly [K in Exclude<keyof Metric<T>, 'answers' | 'orElse' | 'when' | 'with'>]: AmongOthers<Metric<T>[K]>;
} & Relative & {
    readonly answers?: T;
    /** This, or the other where this is missing. */
    readonly orElse: <O extends Comparable<T> | AnyMetric>(
      other: O,
    ) => RelativeMetric<T extends 'any' ? TypeOfOperand<O> : T>;
    /** This value for those who are in a segment, missing for others. */
    readonly when: (segment: AnySegment) => RelativeMetric<T>;
    /** The same with other parameters. */
    readonly with: (parameters: Parameters, options?: WithOptions) => RelativeMetric<T>;
  };

type AmongOthers<M> = M extends (...args: infer A) => infer R
  ? R extends Segment
    ? (...args: A) => RelativeSegment
    : R extends Metric<infer T>
      ? (...args: A) => RelativeMetric<T>
      : M
  : M;

/** What a choice between values answers, and whether it needs a population for its segments. */
export type Chosen<V, S> =
  OneOf<TypeOfOperand<V>> extends infer T extends AnswerType
    ? [T] extends [never]
      ? Mistake<'choose needs values of one type; an instant is no number here'>
      : MadeWith<S, T>
    : never;

/** The one type of several values; what has none takes it. */
type OneOf<T extends AnswerType> = [Exclude<T, 'any'>] extends [never]
  ? 'any'
  : { [K in AnswerType]: [Exclude<T, 'any'>] extends [K] ? K : never }[AnswerType];

/** The literals that a metric of a type can be compared with. */
export type Comparable<T extends AnswerType> = T extends 'number' | 'instant'
  ? number
  : T extends 'text'
    ? string
    : T extends 'boolean'
      ? boolean
      : T extends 'list'
        ? never
        : Scalar;

type TypeOfOperand<O> = O extends number
  ? 'number'
  : O extends string
    ? 'text'
    : O extends boolean
      ? 'boolean'
      : O extends { readonly answers?: infer T extends AnswerType }
        ? // A reading without a type, where any is taken, is inferred as one of all types.
          [AnswerType] extends [T]
          ? 'any'
          : T
        : 'any';

/** Options of a test for values: only texts have a case. */
export type CaseOf<T extends AnswerType> = [T] extends ['text' | 'any']
  ? TextOptions
  : Mistake<'ignoreCase is about texts; this metric answers something else'>;

/**
 * Options of `topPercent` and `bottomPercent` (S35).
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { population } from 'habitus/population';
 * const customers = [10, 20, 20, 20, 50].map((mrr, i) => ({ id: `c${i}`, attributes: { mrr, plan: i < 4 ? 'pro' : 'free' } }));
 * const people = population({ customers, asOf: 0 });
 * const mrr = attribute('mrr', { as: 'number' });
 * people.count(mrr.topPercent(50, { among: attribute('plan').is('pro') })); //=> 3
 * people.count(mrr.topPercent(50, { among: attribute('plan').is('pro'), ties: 'out' })); //=> 0
 * ```
 */
export interface RankOptions {
  /** Whom to rank: nobody else is in, or counts. Default: everybody with a value. */
  readonly among?: AnySegment | undefined;
  /**
   * Those with an equal value, of whom some would be in and some not: all of them are (`in`), all where their middle is
   * (`middle`), or none (`out`). Default: `in`.
   */
  readonly ties?: Ties | undefined;
}

type TextMethod = (text: string, options?: TextOptions) => Segment;

type VersionMethod = (version: string) => Segment;
