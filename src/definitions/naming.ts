import { EVALUATORS } from '../evaluate/index.js';
import { build, type Expression } from '../expression/index.js';
import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { zone } from '../time/index.js';
import { callable, isCallable, type Making, nodeOf, requireCallable, requireId } from './callable.js';
import { METHODS, SORT } from './expressions.js';
import type { AnswerType, AnyMetric, Metric, RelativeMetric } from './metric-types.js';
import { descriptionOf, parameter, parametersOf } from './parameters.js';
import { stored } from './trace.js';
import type {
  AnySegment,
  Classification,
  Description,
  Parameters,
  Relative,
  RelativeClassification,
  RelativeSegment,
  Segment,
} from './types.js';

/** What {@link segment} takes beside the id. */
export interface SegmentOptions<P extends Parameters, S extends AnySegment> extends Description {
  /** Named thresholds with their defaults, changed by `with`. */
  readonly parameters?: P;
  /** Builds the definition; called at first use. */
  readonly where: (parameters: Widened<P>) => S;
}

const named = (
  kind: Making['kind'],
  id: string,
  options: object,
  draft: (parameters: Parameters) => object,
): never =>
  callable(
    {
      ...descriptionOf(options as Partial<Making>),
      kind,
      id,
      parameters: parametersOf((options as Partial<Making>).parameters ?? {}, 'parameters'),
      define: (parameters) => build(draft(parameters), SORT[kind], id) as Expression,
      evaluators: EVALUATORS,
      zoneNamed: zone,
      trace: stored,
      accept: parameter,
    },
    METHODS[kind],
  ) as never;

/** What a function among the options makes of the parameters. */
const made = (options: object, key: string, parameters: Parameters, id: string): unknown => {
  const make = (options as Readonly<Record<string, unknown>>)[key];
  return typeof make === 'function' && !isCallable(make)
    ? (make as (parameters: Parameters) => unknown)(parameters)
    : refuse(
        'bad-value',
        'a function, such as () => …, which is called with the parameters',
        make,
        `${id}.${key}`,
      );
};

/** The options of what names something: a description and parameters, and some of its own, of which the last builds it. */
const checked = <O extends object>(options: O, own: readonly string[], id: string): O => {
  if (isPlainObject(id))
    refuse('bad-value', 'an id first, as in segment("power-user", { where: … })', id, 'id');
  requireId(id);
  onlyKeys(options, ['title', 'dimension', 'goal', 'action', 'source', 'parameters', ...own], id);
  return options;
};

/**
 * Names a segment: a function of a profile, with an id, words and parameters.
 * @example
 * ```ts
 * import { days, events, profile, segment } from 'habitus';
 * const bigSpender = segment('big-spender', {
 *   parameters: { spend: 1000, window: days(365) },
 *   where: ({ spend, window }) => events('purchase').within(window).sum('amount').atLeast(spend),
 * });
 * bigSpender(profile({ id: 'ada' })); //=> false
 * bigSpender.with({ spend: 0 })(profile({ id: 'ada' })); //=> true
 * ```
 */
export const segment = <const S extends AnySegment, P extends Parameters = Parameters>(
  id: string,
  options: SegmentOptions<P, S>,
): S extends Relative ? RelativeSegment<Widened<P>> : Segment<Widened<P>> =>
  named('segment', id, checked(options, ['where'], id), (parameters) =>
    nodeOf(requireCallable(made(options, 'where', parameters, id), 'segment', `${id}.where`)),
  );

/** Parameters with the types of their values, not the values themselves. */
export type Widened<P> = {
  readonly [K in keyof P]: P[K] extends boolean ? boolean : P[K] extends string ? string : P[K];
};

type AnswerOfMetric<M> = M extends { readonly answers?: infer T extends AnswerType } ? T : AnswerType;

/** What {@link metric} takes beside the id. */
export interface MetricOptions<P extends Parameters, M extends AnyMetric> extends Description {
  /** The unit of the answers, for words: `EUR`, `days`. */
  readonly unit?: string | undefined;
  readonly parameters?: P;
  /** Builds the definition; called at first use. */
  readonly value: (parameters: P) => M;
}

/**
 * Names a metric.
 * @example
 * ```ts
 * import { days, events, metric, profile } from 'habitus';
 * const spend365 = metric('spend-365', { unit: 'EUR', value: () => events('purchase').within(days(365)).sum('amount') });
 * spend365(profile({ id: 'ada' })); //=> 0
 * ```
 */
export const metric = <M extends AnyMetric, P extends Parameters = Parameters>(
  id: string,
  options: MetricOptions<P, M>,
): M extends Relative ? RelativeMetric<AnswerOfMetric<M>> : Metric<AnswerOfMetric<M>, Widened<P>> =>
  named('metric', id, checked(options, ['unit', 'value'], id), (parameters) =>
    nodeOf(requireCallable(made(options, 'value', parameters, id), 'metric', `${id}.value`)),
  );

/** What {@link classification} takes beside the id. */
export interface ClassificationOptions<P extends Parameters, L extends Readonly<Record<string, AnySegment>>>
  extends Description {
  readonly parameters?: P;
  /** A segment for each label, in the order in which they are tried. */
  readonly labels: (parameters: P) => L;
}

const labelled = <P extends Parameters>(
  id: string,
  options: { readonly labels: (parameters: P) => object },
  content: 'segment' | 'metric',
  draft: (labels: readonly (readonly [string, unknown])[], parameters: P) => object,
): never => {
  const pairs = (parameters: P): readonly (readonly [string, unknown])[] =>
    Object.entries(made(options, 'labels', parameters, id) as object).map(([label, of]) => [
      label,
      nodeOf(requireCallable(of, content, `${id}.labels.${label}`)),
    ]);
  return named('classification', id, options, (parameters) => draft(pairs(parameters as P), parameters as P));
};

/**
 * Sorts customers by the first label whose segment they are in; null where none fits.
 * @example
 * ```ts
 * import { classification, days, events, profile } from 'habitus';
 * const activeDays = events().within(days(28)).activeDays();
 * const tier = classification('tier', { labels: () => ({ heavy: activeDays.atLeast(12), light: activeDays.atLeast(1) }) });
 * tier(profile({ id: 'ada' })); //=> null
 * ```
 */
export const classification = <
  L extends Readonly<Record<string, AnySegment>>,
  P extends Parameters = Parameters,
>(
  id: string,
  options: ClassificationOptions<P, L>,
): Extract<L[keyof L], Relative> extends never
  ? Classification<keyof L & string, Widened<P>>
  : RelativeClassification<keyof L & string, Widened<P>> =>
  labelled(id, checked(options, ['labels'], id), 'segment', (labels) => ({ kind: 'firstMatch', labels }));

/** What {@link dominant} takes beside the id. */
export interface DominantOptions<P extends Parameters, L extends string, M extends AnyMetric>
  extends Description {
  readonly parameters?: P;
  /** The least value that makes a label dominant. Default: any. */
  readonly atLeast?: number | ((parameters: P) => number) | undefined;
  /** A metric for each label; the first wins among equals. */
  readonly labels: (parameters: P) => Readonly<Record<L, M>>;
}

/**
 * Sorts customers by the label whose metric is greatest; null where all are missing or none reaches `atLeast`.
 * @example
 * ```ts
 * import { days, dominant, events, profile } from 'habitus';
 * const views = (topic: string) => events('content_viewed').within(days(90)).where({ topic }).count();
 * const interest = dominant('main-interest', { atLeast: 3, labels: () => ({ sports: views('sports'), music: views('music') }) });
 * interest(profile({ id: 'ada' })); //=> null
 * ```
 */
export const dominant = <L extends string, M extends AnyMetric, P extends Parameters = Parameters>(
  id: string,
  options: DominantOptions<P, L, M>,
): Extract<M, Relative> extends never
  ? Classification<L, Widened<P>>
  : RelativeClassification<L, Widened<P>> =>
  labelled(id, checked(options, ['labels', 'atLeast'], id), 'metric', (labels, parameters) => {
    const least = typeof options.atLeast === 'function' ? options.atLeast(parameters) : options.atLeast;
    return { kind: 'dominant', labels, ...(least !== undefined && { atLeast: least }) };
  });

/** One part of a score: a metric, how much it weighs, and the values that are worth nothing and everything. */
export interface ScorePartInput {
  readonly metric: AnyMetric;
  /** More than 0; only its share of all weights counts. */
  readonly weight: number;
  /** Worth 0. Greater than `to`: less is better. */
  readonly from: number;
  /** Worth 1. */
  readonly to: number;
}

/** What {@link score} takes beside the id. */
export interface ScoreOptions<
  P extends Parameters,
  S extends readonly ScorePartInput[] = readonly ScorePartInput[],
> extends Description {
  readonly parameters?: P;
  /** What a missing part does: it is left out (default), counts as 0, or makes the score missing. */
  readonly missing?: 'renormalise' | 'zero' | 'missing' | undefined;
  /** Builds the parts; called at first use. */
  readonly parts: (parameters: P) => S;
}

/**
 * A metric from 0 to 100: the weighted mean of metrics, each put on one scale (S17). Missing where all parts are.
 * @example
 * ```ts
 * import { days, events, profile, score } from 'habitus';
 * const use = score('use', {
 *   missing: 'zero',
 *   parts: () => [{ metric: events().within(days(28)).activeDays(), weight: 1, from: 0, to: 28 }],
 * });
 * use(profile({ id: 'ada' })); //=> 0
 * ```
 */
export const score = <S extends readonly ScorePartInput[], P extends Parameters = Parameters>(
  id: string,
  options: ScoreOptions<P, S>,
): Extract<S[number]['metric'], Relative> extends never
  ? Metric<'number', Widened<P>>
  : RelativeMetric<'number'> =>
  named('metric', id, checked(options, ['parts', 'missing'], id), (parameters) => ({
    kind: 'score',
    parts: (made(options, 'parts', parameters, id) as readonly ScorePartInput[]).map((part, i) => {
      const path = `${id}.parts[${i}]`;
      onlyKeys(part, ['metric', 'weight', 'from', 'to'], path);
      const { metric: of, ...scale } = part;
      return { value: nodeOf(requireCallable(of, 'metric', `${path}.metric`)), ...scale };
    }),
    missing: options.missing ?? 'renormalise',
  }));
