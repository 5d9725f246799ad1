import type {
  AnyClassification,
  AnyMetric,
  AnySegment,
  Classification,
  Metric,
  RelativeClassification,
  RelativeMetric,
  RelativeSegment,
  Segment,
} from '../definitions/index.js';
import { type Defined, ENGINE } from '../evaluate/index.js';
import type { Expression, RankTest } from '../expression/index.js';
import { HabitusError, refuse } from '../internal/index.js';
import { prepare } from '../plan/index.js';
import { sortedValues, thresholdOf } from '../stats/index.js';
import { runnerOf } from './population.js';
import type { Population } from './types.js';

/** A definition once it is fitted: no longer relative. */
export type Fitted<D> =
  D extends RelativeSegment<infer P>
    ? Segment<P>
    : D extends RelativeClassification<infer L, infer P>
      ? Classification<L, P>
      : D extends RelativeMetric<infer T>
        ? Metric<T>
        : D;

/**
 * Freezes what a definition compares with all others: each rank gets the value that parts those who are in from those who
 * are not, in this population as of its instant. What comes out runs on one profile and goes into JSON. A definition
 * without ranks comes back as it is.
 *
 * A rank of something for which no customer has a value is a `bad-value` error (S26). The parameters are on record only:
 * change them before fitting.
 * @example
 * ```ts
 * import { attribute, profile, segment } from 'habitus';
 * import { fit, population } from 'habitus/population';
 * const customers = [10, 20, 30, 40, 50].map((spend, i) => ({ id: `c${i}`, attributes: { spend } }));
 * const topSpender = segment('top-spender', { where: () => attribute('spend', { as: 'number' }).topPercent(20) });
 * const fitted = fit(topSpender, population({ customers, asOf: 0 }));
 * fitted(profile({ id: 'new', attributes: { spend: 60 } })); //=> true
 * fitted(profile({ id: 'other', attributes: { spend: 49 } })); //=> false
 * ```
 */
export const fit = <D extends AnySegment | AnyMetric | AnyClassification>(
  definition: D,
  people: Population,
): Fitted<D> => {
  if (typeof definition !== 'function' || !(ENGINE in definition))
    refuse('bad-value', 'a segment, a metric or a classification', definition, 'fit');
  const engine = (definition as Defined)[ENGINE];
  if (!engine.plan().relative) return definition as never;
  return engine.remake(fitted(definition.definition, 0, people)) as never;
};

/** The same expression with thresholds in its ranks; inside `ago` they are those of that long before. */
const fitted = (node: Expression, shift: number, people: Population): Expression => {
  const inner = node.kind === 'ago' ? shift + node.length : shift;
  const made = mapNodes(node, (child) => fitted(child, inner, people)) as Expression;
  if (node.kind !== 'rank' || node.threshold !== undefined) return made;
  return { ...made, ...frozen(people, node, shift) } as Expression;
};

/** Copies a piece of a definition; `change` is asked of every expression in it. */
const mapNodes = (value: object, change: (node: Expression) => Expression): unknown => {
  const visit = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(visit);
    if (typeof inner !== 'object' || inner === null) return inner;
    return 'kind' in inner ? change(inner as Expression) : mapNodes(inner, change);
  };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]));
};

/** What parts those who are in from those who are not; where nobody is in, the best value, which has to be passed. */
const frozen = (
  people: Population,
  rank: RankTest,
  shift: number,
): Pick<RankTest, 'threshold' | 'beyond'> => {
  const { value, among } = rank;
  const asked = among === undefined ? [value] : [value, among];
  const plan = prepare(asked.map((of) => (shift === 0 ? of : { kind: 'ago', length: shift, of })));
  const [values, some] = runnerOf(people).answer(plan, plan.roots, people.asOf);
  const sorted = sortedValues(values!.data as Float64Array, some?.data as Int32Array | undefined);
  const threshold = thresholdOf(sorted, rank);
  if (Number.isNaN(threshold)) {
    throw new HabitusError(
      'bad-value',
      `expected somebody with a value to rank by, but none of the ${people.size} customers has one${
        among === undefined ? '' : ' and is among those who are ranked'
      }`,
      'fit',
    );
  }
  if (Number.isFinite(threshold)) return { threshold };
  return { threshold: sorted.at(rank.end === 'top' ? -1 : 0)!, beyond: true };
};
