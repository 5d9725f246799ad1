import { onlyKeys, refuse } from '../internal/index.js';
import type { Duration } from '../time/index.js';
import { isCallable, nodeOf, requireCallable } from './callable.js';
import { metricOf, segmentOf } from './expressions.js';
import type { AnswerType, AnyMetric, Metric } from './metric-types.js';
import type { AnyClassification, AnySegment, Combined, Relative, RelativeSegment, Segment } from './types.js';

const connective =
  (kind: 'and' | 'or') =>
  <S extends readonly AnySegment[]>(...segments: S): Combined<S> =>
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
    }) as unknown as Combined<S>;

/**
 * The customers in all of these segments. Of none it is an error, not everybody (S10).
 * @example
 * ```ts
 * import { and, inactive, not, upgradeCandidate } from 'habitus';
 * const toCall = and(upgradeCandidate, not(inactive));
 * toCall.kind; //=> 'segment'
 * ```
 */
export const and: <S extends readonly AnySegment[]>(...segments: S) => Combined<S> =
  /* @__PURE__ */ connective('and');

/** The customers in at least one of these segments. Of none it is an error, not nobody (S10). */
export const or: <S extends readonly AnySegment[]>(...segments: S) => Combined<S> =
  /* @__PURE__ */ connective('or');

/** Everybody else: the exact complement, whatever is missing (S9). */
export const not = <S extends AnySegment>(segment: S): Combined<readonly [S]> =>
  segmentOf({ kind: 'not', of: nodeOf(requireCallable(segment, 'segment', 'not')) }) as unknown as Combined<
    readonly [S]
  >;

/** What `ago` gives for what it is given. */
export type Past<X> = X extends AnySegment
  ? X extends Relative
    ? RelativeSegment
    : Segment
  : X extends { readonly kind: 'metric'; readonly answers?: infer T extends AnswerType }
    ? Metric<T>
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
