/**
 * The language: every node kind, once. A definition is frozen plain data of these shapes.
 * Tests are written over `C`: values of a customer in a definition, readings of one event in `where`.
 */
import type { AggregateThat } from './aggregates.js';

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
  | FollowingWindow;

/** The time after an instant of the customer's own (S37): of an attribute by its name, or of any value; exactly one of the two. */
export interface FollowingWindow {
  readonly kind: 'following';
  readonly attribute?: string;
  readonly start?: Expression;
  readonly from?: number;
  readonly to: number;
}

/**
 * Keeps the events that have one of these (or none) after (or before) them: within a length, or without one however much
 * later (or earlier) up to the instant of the answer (S24, S33).
 */
export type Relation =
  | (Related & { readonly kind: 'followedBy' | 'precededBy' | 'notPrecededBy'; readonly within?: number })
  | (Related & { readonly kind: 'notFollowedBy'; readonly within: number })
  | (Related & { readonly kind: 'notYetFollowedBy' });

interface Related {
  readonly events: Selection;
  /** The property in which both must have the same value (S32). */
  readonly same?: string;
  /** What it is called in `events`, where it is called otherwise there. */
  readonly as?: string;
}

export type RelationKind = Relation['kind'];

/** Tests on one event: the unary tests, over readings, without the population's. */
export type EventTest =
  | CompareTest<Reading | LiteralValue>
  | OneOfTest<Reading>
  | ExistsTest<Reading>
  | TextTest<Reading>
  | VersionTest<Reading>
  | IncludesTest<Reading>
  | WithinTest<Reading>
  | NotTest<EventTest>
  | AndTest<EventTest>
  | OrTest<EventTest>;

export interface Selection {
  readonly kind: 'events';
  /** Absent: every name. */
  readonly names?: readonly string[];
  readonly except?: readonly string[];
  /** The name begins with one of these. */
  readonly startingWith?: readonly string[];
  /** The event is in one of these, each once. */
  readonly anyOf?: readonly EventsPart[];
  readonly where?: readonly EventTest[];
  /** Absent: all events up to the instant of the answer. */
  readonly window?: Window;
  readonly relations?: readonly Relation[];
}

/** A selection that is one of several in `anyOf`: by names and tests alone. */
export interface EventsPart extends Selection {
  readonly anyOf?: never;
  readonly window?: never;
  readonly relations?: never;
}

// ── values of a customer ────────────────────────────────────────────────────────────────────────────────────────

export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: Scalar;
  readonly as?: 'instant';
}

export interface AttributeValue {
  readonly kind: 'attribute';
  readonly name: string;
  readonly as?: ValueType;
}

/** The instant from which an attribute has had its present value (S40). */
export interface HeldSinceValue {
  readonly kind: 'heldSince';
  readonly name: string;
  /** The type that the values are read as; absent: values of any type are compared. */
  readonly as?: ValueType;
}

export type CountKind = AggregateThat<'nothing'>;

export type ReadingAggregateKind = AggregateThat<'amount' | 'comparable' | 'any' | 'text'>;

/** What a selection of events comes to. */
export type AggregateValue =
  | { readonly kind: CountKind; readonly of: Selection }
  | { readonly kind: ReadingAggregateKind; readonly of: Selection; readonly value: Reading }
  | PeriodsValue
  | {
      readonly kind: 'sessions';
      readonly of: Selection;
      readonly gap: number;
      /** How many, or how long in milliseconds (S36); absent: how many. */
      readonly measure?: 'count' | 'total' | 'longest' | 'average';
    }
  | { readonly kind: 'gap'; readonly of: Selection; readonly measure: 'longest' | 'average' }
  | SeriesValue
  | SequenceValue;

export interface PeriodsValue {
  readonly kind: 'periods';
  readonly of: Selection;
  readonly unit: PeriodUnit;
  readonly timeZone?: string;
  readonly weekStart?: Weekday;
  /** A period counts with at least this many events; absent: 1. */
  readonly atLeast?: number;
}

export interface SeriesValue {
  readonly kind: 'series';
  readonly of: Selection;
  readonly every: number | PeriodUnit;
  readonly periods: number;
  readonly timeZone?: string;
  readonly weekStart?: Weekday;
  /** Absent: the series counts events; present: it sums this reading. */
  readonly value?: Reading;
  readonly answer: 'trend' | 'peak' | 'low' | 'streak';
}

/** How many of the first steps are complete (S23), 0 … n. */
export interface SequenceValue {
  readonly kind: 'sequence';
  readonly steps: readonly Selection[];
  readonly within?: number;
  /** The property in which all chosen events have the same value (S32). */
  readonly same?: string;
}

export type ArithmeticOperator = 'plus' | 'minus' | 'times' | 'dividedBy' | 'least' | 'greatest';

export interface ArithmeticValue {
  readonly kind: 'arithmetic';
  readonly op: ArithmeticOperator;
  readonly of: readonly Expression[];
}

export interface OrElseValue {
  readonly kind: 'orElse';
  readonly value: Expression;
  readonly otherwise: Expression;
}

/** The value of the first case whose test is true, also where that is missing; `otherwise` where none is (S34). */
export interface ChooseValue {
  readonly kind: 'choose';
  readonly cases: readonly (readonly [when: Expression, value: Expression])[];
  readonly otherwise?: Expression;
}

/** How many of some tests are true, or the sum of the points of those that are, a number a test (S34). */
export interface HowManyValue {
  readonly kind: 'howMany';
  readonly of: readonly Expression[];
  readonly points?: readonly number[];
}

/** Days from an instant to asOf, or from asOf to it. */
export interface ElapsedValue {
  readonly kind: 'elapsed';
  readonly value: Expression;
  readonly direction: 'since' | 'until';
}

export interface ScorePart<C> {
  readonly value: C;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
}

export interface ScoreValue {
  readonly kind: 'score';
  readonly parts: readonly ScorePart<Expression>[];
  readonly missing: 'renormalise' | 'zero' | 'missing';
}

export interface FirstMatchValue {
  readonly kind: 'firstMatch';
  readonly labels: readonly (readonly [label: string, when: Expression])[];
}

export interface DominantValue {
  readonly kind: 'dominant';
  readonly labels: readonly (readonly [label: string, value: Expression])[];
  readonly atLeast?: number;
}

// ── tests: two-valued ───────────────────────────────────────────────────────────────────────────────────────────

export interface CompareTest<C> {
  readonly kind: 'compare';
  readonly op: 'atLeast' | 'atMost' | 'above' | 'below';
  readonly left: C;
  readonly right: C;
}

export interface OneOfTest<C> {
  readonly kind: 'oneOf';
  readonly value: C;
  readonly values: readonly Scalar[];
  /** ASCII letters of either case are equal; of texts only. */
  readonly ignoreCase?: boolean;
}
export interface ExistsTest<C> {
  readonly kind: 'exists';
  readonly value: C;
}
export interface IncludesTest<C> {
  readonly kind: 'includes';
  readonly value: C;
  readonly text: string;
}

export interface TextTest<C> {
  readonly kind: 'text';
  readonly how: 'startsWith' | 'endsWith' | 'contains';
  readonly value: C;
  readonly text: string;
  readonly ignoreCase?: boolean;
}

/** A text that is a version, and how it stands to another (S38). */
export interface VersionTest<C> {
  readonly kind: 'version';
  readonly op: 'atLeast' | 'atMost' | 'above' | 'below' | 'is';
  readonly value: C;
  readonly version: string;
}

/** An instant in the last `length` milliseconds, `(asOf − length, asOf]`, or in the next, `(asOf, asOf + length]`. */
export interface WithinTest<C> {
  readonly kind: 'within';
  readonly value: C;
  readonly side: 'last' | 'next';
  readonly length: number;
}

/**
 * What becomes of those with an equal value of whom some would be in: `in` all of them, `middle` all where their middle is in,
 * `out` all where the last of them is in (S35).
 */
export type Ties = 'in' | 'middle' | 'out';

export interface RankTest {
  readonly kind: 'rank';
  readonly value: Expression;
  readonly end: 'top' | 'bottom';
  readonly percent: number;
  /** Whom this ranks; absent: everybody. Nobody else is in (S35). */
  readonly among?: Expression;
  /** Absent: `in`. */
  readonly ties?: Ties;
  /** Frozen by `fit`: in the top (bottom) means at least (at most) this. Absent: needs the population. */
  readonly threshold?: number;
  /** Nobody was in when it was fitted: being in means more (less) than the threshold. */
  readonly beyond?: boolean;
}

/** Percent of the hash space, `from` included, `to` excluded (S27). */
export interface BucketTest {
  readonly kind: 'bucket';
  readonly salt: string;
  readonly from: number;
  readonly to: number;
}

export interface NotTest<C> {
  readonly kind: 'not';
  readonly of: C;
}
export interface AndTest<C> {
  readonly kind: 'and';
  readonly of: readonly C[];
}
export interface OrTest<C> {
  readonly kind: 'or';
  readonly of: readonly C[];
}

/** A test of a customer. */
export type Test =
  | CompareTest<Expression>
  | OneOfTest<Expression>
  | ExistsTest<Expression>
  | IncludesTest<Expression>
  | TextTest<Expression>
  | VersionTest<Expression>
  | WithinTest<Expression>
  | RankTest
  | BucketTest
  | NotTest<Expression>
  | AndTest<Expression>
  | OrTest<Expression>;

export type TestKind = Test['kind'];

// ── for values and tests alike ──────────────────────────────────────────────────────────────────────────────────

/** A part with its name, inlined: no registry, nothing dangles. */
export interface NamedNode {
  readonly kind: 'named';
  readonly id: string;
  readonly title?: string;
  readonly unit?: string;
  readonly of: Expression;
}

/** The same, answered as of `length` milliseconds before (S29). */
export interface AgoNode {
  readonly kind: 'ago';
  readonly length: number;
  readonly of: Expression;
}

/** A definition: a value or a test of one customer. */
export type Expression =
  | LiteralValue
  | AttributeValue
  | HeldSinceValue
  | AggregateValue
  | ArithmeticValue
  | OrElseValue
  | ChooseValue
  | HowManyValue
  | ElapsedValue
  | ScoreValue
  | FirstMatchValue
  | DominantValue
  | Test
  | NamedNode
  | AgoNode;

/** Every object of the language that has a `kind`. */
export type Node = Expression | Selection | Window | Reading | Relation | EventTest;

export type Kind = Node['kind'];
