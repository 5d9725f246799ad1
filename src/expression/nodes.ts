/**
 * The language: every node kind, once. A definition is frozen plain data of these shapes.
 *
 * `C` is a child that answers a value or a truth, `S` a selection of events. In a definition both are nested nodes;
 * in a plan they are indices, so that the two share one declaration.
 */

/** The types a reading can have. `list` exists for attributes only. */
export type ValueType = 'number' | 'text' | 'boolean' | 'instant' | 'list';

/** A scalar of the data: what an event property can hold. */
export type Scalar = number | string | boolean;

/** What a metric can answer when nothing is missing. */
export type Value = Scalar | readonly string[];

/** A weekday by name, for weeks that do not start on Monday. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** Units of a calendar window. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Units in which active periods and calendar series are counted. */
export type PeriodUnit = 'day' | 'week' | 'month';

// ── values of an event ──────────────────────────────────────────────────────────────────────────────────────────

export type Reading =
  | { readonly kind: 'property'; readonly name: string; readonly as?: Exclude<ValueType, 'list'> }
  | { readonly kind: 'actor' }
  | { readonly kind: 'hourOfDay'; readonly timeZone?: string }
  | { readonly kind: 'dayOfWeek'; readonly timeZone?: string };

// ── windows and selections ──────────────────────────────────────────────────────────────────────────────────────

export type Window =
  | { readonly kind: 'rolling'; readonly length: number; readonly ago?: number }
  | {
      readonly kind: 'calendar';
      readonly unit: CalendarUnit;
      readonly count: number;
      readonly skip?: number;
      readonly current?: boolean;
      readonly timeZone?: string;
      readonly weekStart?: Weekday;
    }
  | { readonly kind: 'period'; readonly from: number; readonly to: number }
  | { readonly kind: 'since'; readonly from: number }
  | { readonly kind: 'following'; readonly attribute: string; readonly from?: number; readonly to: number };

export type RelationKind = 'followedBy' | 'notFollowedBy' | 'precededBy' | 'notPrecededBy';

export type Relation<S> = { readonly kind: RelationKind; readonly events: S; readonly within: number };

/** Tests on one event: the unary tests, over readings, without the population's. */
export type EventTest =
  | CompareTest<Reading | LiteralValue>
  | OneOfTest<Reading>
  | ExistsTest<Reading>
  | TextTest<Reading>
  | IncludesTest<Reading>
  | WithinTest<Reading>
  | NotTest<EventTest>
  | AndTest<EventTest>
  | OrTest<EventTest>;

export type Selection = {
  readonly kind: 'events';
  /** Absent: every name. */
  readonly names?: readonly string[];
  readonly except?: readonly string[];
  readonly where?: readonly EventTest[];
  /** Absent: all events up to the instant of the answer. */
  readonly window?: Window;
  readonly relations?: readonly Relation<Selection>[];
};

// ── values of a customer ────────────────────────────────────────────────────────────────────────────────────────

export type LiteralValue = { readonly kind: 'literal'; readonly value: Scalar; readonly as?: 'instant' };

export type AttributeValue = { readonly kind: 'attribute'; readonly name: string; readonly as?: ValueType };

export type CountKind = 'count' | 'firstAt' | 'lastAt';

export type ReadingAggregateKind =
  | 'sum'
  | 'average'
  | 'min'
  | 'max'
  | 'first'
  | 'last'
  | 'distinct'
  | 'mostFrequent'
  | 'topShare';

export type AggregateValue<S> =
  | { readonly kind: CountKind; readonly of: S }
  | { readonly kind: ReadingAggregateKind; readonly of: S; readonly value: Reading }
  | {
      readonly kind: 'periods';
      readonly of: S;
      readonly unit: PeriodUnit;
      readonly timeZone?: string;
      readonly weekStart?: Weekday;
      /** A period counts with at least this many events; absent: 1. */
      readonly atLeast?: number;
    }
  | { readonly kind: 'sessions'; readonly of: S; readonly gap: number }
  | { readonly kind: 'gap'; readonly of: S; readonly measure: 'longest' | 'average' }
  | {
      readonly kind: 'series';
      readonly of: S;
      readonly every: number | PeriodUnit;
      readonly periods: number;
      readonly timeZone?: string;
      readonly weekStart?: Weekday;
      /** Absent: the series counts events; present: it sums this reading. */
      readonly value?: Reading;
      readonly answer: 'trend' | 'peak' | 'low' | 'streak';
    }
  | {
      /** How many of the first steps are complete (S23), 0 … n. */
      readonly kind: 'sequence';
      readonly steps: readonly S[];
      readonly within?: number;
    };

export type ArithmeticOperator = 'plus' | 'minus' | 'times' | 'dividedBy' | 'least' | 'greatest';

export type ScorePart<C> = {
  readonly value: C;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
};

export type ComputedValue<C> =
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOperator; readonly of: readonly C[] }
  | { readonly kind: 'orElse'; readonly value: C; readonly otherwise: C }
  | { readonly kind: 'elapsed'; readonly value: C; readonly direction: 'since' | 'until' }
  | {
      readonly kind: 'score';
      readonly parts: readonly ScorePart<C>[];
      readonly missing: 'renormalise' | 'zero' | 'missing';
    }
  | { readonly kind: 'firstMatch'; readonly labels: readonly (readonly [label: string, when: C])[] }
  | {
      readonly kind: 'dominant';
      readonly labels: readonly (readonly [label: string, value: C])[];
      readonly atLeast?: number;
    };

// ── tests: two-valued ───────────────────────────────────────────────────────────────────────────────────────────

export type CompareTest<C> = {
  readonly kind: 'compare';
  readonly op: 'atLeast' | 'atMost' | 'above' | 'below';
  readonly left: C;
  readonly right: C;
};

export type OneOfTest<C> = { readonly kind: 'oneOf'; readonly value: C; readonly values: readonly Scalar[] };
export type ExistsTest<C> = { readonly kind: 'exists'; readonly value: C };
export type IncludesTest<C> = { readonly kind: 'includes'; readonly value: C; readonly text: string };

export type TextTest<C> = {
  readonly kind: 'text';
  readonly how: 'startsWith' | 'endsWith' | 'contains';
  readonly value: C;
  readonly text: string;
  readonly ignoreCase?: boolean;
};

/** An instant in the last `length` milliseconds, `(asOf − length, asOf]`, or in the next, `(asOf, asOf + length]`. */
export type WithinTest<C> = {
  readonly kind: 'within';
  readonly value: C;
  readonly side: 'last' | 'next';
  readonly length: number;
};

export type RankTest<C> = {
  readonly kind: 'rank';
  readonly value: C;
  readonly end: 'top' | 'bottom';
  readonly percent: number;
  /** Frozen by `fit`: in the top (bottom) means at least (at most) this. Absent: needs the population. */
  readonly threshold?: number;
};

/** Percent of the hash space, `from` included, `to` excluded (S27). */
export type BucketTest = {
  readonly kind: 'bucket';
  readonly salt: string;
  readonly from: number;
  readonly to: number;
};

export type NotTest<C> = { readonly kind: 'not'; readonly of: C };
export type AndTest<C> = { readonly kind: 'and'; readonly of: readonly C[] };
export type OrTest<C> = { readonly kind: 'or'; readonly of: readonly C[] };

export type TestNode<C> =
  | CompareTest<C>
  | OneOfTest<C>
  | ExistsTest<C>
  | IncludesTest<C>
  | TextTest<C>
  | WithinTest<C>
  | RankTest<C>
  | BucketTest
  | NotTest<C>
  | AndTest<C>
  | OrTest<C>;

// ── for values and tests alike ──────────────────────────────────────────────────────────────────────────────────

/** A part with its name, inlined: no registry, nothing dangles. */
export type NamedNode<C> = {
  readonly kind: 'named';
  readonly id: string;
  readonly title?: string;
  readonly unit?: string;
  readonly of: C;
};

/** The same, answered as of `length` milliseconds before (S29). */
export type AgoNode<C> = { readonly kind: 'ago'; readonly length: number; readonly of: C };

/** What a plan keeps: everything but the wrappers that preparing resolves. */
export type Shape<C, S> = LiteralValue | AttributeValue | AggregateValue<S> | ComputedValue<C> | TestNode<C>;

/** A definition: a value or a test of one customer. */
export type Expression = Shape<Expression, Selection> | NamedNode<Expression> | AgoNode<Expression>;

/** Every object of the language that has a `kind`. */
export type Node = Expression | Selection | Window | Reading | Relation<Selection> | EventTest;

export type Kind = Node['kind'];
