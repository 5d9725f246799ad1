import { onlyKeys, refuse } from '../internal/index.js';
import type { Duration } from '../time/index.js';
import { isCallable, nodeOf, requireCallable } from './callable.js';
import {
  type AnyCondition,
  connectedConditions,
  type EventCondition,
  type MadeOf,
  negatedCondition,
} from './conditions.js';
import { metricOf, segmentOf } from './expressions.js';
import type { AnswerType, AnyMetric, Metric, RelativeMetric } from './metric-types.js';
import type { AnyClassification, AnySegment, Combined, Relative, RelativeSegment, Segment } from './types.js';

/** Joins segments, or conditions on one event for `where`; never both. */
interface Connective {
  <S extends readonly AnySegment[]>(...segments: S): Combined<S>;
  <const C extends readonly AnyCondition[]>(...conditions: C): EventCondition<MadeOf<C[number]>>;
}

const connective = (kind: 'and' | 'or'): Connective =>
  ((...parts: readonly (AnySegment | AnyCondition)[]) =>
    Array.isArray(parts[0]) && isCallable(parts[0][0])
      ? refuse('bad-value', `segments one by one, ${kind}(a, b) or ${kind}(...list)`, parts[0], kind)
      : typeof parts[0] === 'object'
        ? connectedConditions(kind, parts as readonly AnyCondition[])
        : ofSegments(kind, parts as readonly AnySegment[])) as Connective;

const ofSegments = (kind: 'and' | 'or', segments: readonly AnySegment[]): unknown =>
  segmentOf({
    kind,
    of:
      segments.length === 0
        ? refuse(
            'bad-value',
            'at least one segment: an empty group would match everybody or nobody',
            segments,
            kind,
          )
        : segments.map((segment, i) => nodeOf(requireCallable(segment, 'segment', `${kind}[${i}]`))),
  });

/**
 * The customers in all of these segments. Of none it is an error, not everybody (S10). Of conditions on one event it is
 * one for `where`, true of an event for which all of them are (S39).
 * @example
 * ```ts
 * import { and, inactive, not, upgradeCandidate } from 'habitus';
 * const toCall = and(upgradeCandidate, not(inactive));
 * toCall.kind; //=> 'segment'
 * ```
 */
export const and: Connective = /* @__PURE__ */ connective('and');

/**
 * The customers in at least one of these segments. Of none it is an error, not nobody (S10). Of conditions on one event
 * it is one for `where`, true of an event for which one of them is (S39).
 * @example
 * ```ts
 * import { atLeast, events, or } from 'habitus';
 * const presents = events('purchase').where(or({ amount: atLeast(100) }, { category: 'gift' }));
 * presents.count().kind; //=> 'metric'
 * ```
 */
export const or: Connective = /* @__PURE__ */ connective('or');

/** Everybody else: the exact complement, whatever is missing (S9). Of a condition on one event all other events. */
export const not: {
  <S extends AnySegment>(segment: S): Combined<readonly [S]>;
  <const C extends AnyCondition>(condition: C): EventCondition<MadeOf<C>>;
} = ((of: AnySegment | AnyCondition) =>
  isCallable(of)
    ? segmentOf({ kind: 'not', of: nodeOf(requireCallable(of, 'segment', 'not')) })
    : negatedCondition(of as AnyCondition)) as never;

/** What `ago` gives for what it is given. */
export type Past<X> = X extends AnySegment
  ? X extends Relative
    ? RelativeSegment
    : Segment
  : X extends { readonly kind: 'metric'; readonly answers?: infer T extends AnswerType }
    ? X extends Relative
      ? RelativeMetric<T>
      : Metric<T>
    : X extends AnyClassification
      ? Metric<'text'>
      : never;

/**
 * The same as of some time before: a segment, a metric or a classification (S29). It nests.
 * @example
 * ```ts
 * import { ago, and, days, not, powerUser } from 'habitus';
 * const newPowerUser = and(powerUser, not(ago(days(7), powerUser)));
 * newPowerUser.kind; //=> 'segment'
 * ```
 */
export const ago = <X extends AnySegment | AnyMetric | AnyClassification>(
  length: Duration,
  of: X,
): Past<X> => {
  const inner = isCallable(of)
    ? of
    : refuse('bad-value', 'a segment, a metric or a classification', of, 'ago');
  const draft = { kind: 'ago', length, of: nodeOf(inner) };
  return (inner.kind === 'segment' ? segmentOf(draft) : metricOf(draft)) as unknown as Past<X>;
};

/** Options of {@link inBucket}: percent of all customers, `from` included, `to` excluded, at most two decimals. */
export interface BucketOptions {
  /** Default: 0. */
  readonly from?: number | undefined;
  /** Default: 100. */
  readonly to?: number | undefined;
}

/**
 * A stable random share of the customers, the same in every engine and under any name (S27).
 * @param salt What keeps one experiment's shares apart from another's.
 * @example
 * ```ts
 * import { inBucket, profile } from 'habitus';
 * inBucket('onboarding-test', { from: 0, to: 50 })(profile({ id: 'ada' })); //=> false
 * ```
 */
export const inBucket = (salt: string, options: BucketOptions = {}): Segment => {
  onlyKeys(options, ['from', 'to'], 'inBucket');
  const { from = 0, to = 100 } = options;
  return segmentOf({ kind: 'bucket', salt, from, to });
};
