import { createHash } from 'node:crypto';
import type {
  ArithmeticValue,
  BucketTest,
  Expression,
  HeldSinceValue,
  RankTest,
  ScoreValue,
  Value,
  ValueType,
} from '../../src/expression/nodes.js';
import { aggregate } from './aggregates.js';
import { compares, isOneOf, isWithin, matchesText, typeOfValues } from './comparisons.js';
import { attributeAt, OracleError, type Situation } from './situation.js';
import { typeGiven } from './types.js';
import { own, read, unsigned } from './values.js';
import { comparesVersion } from './versions.js';

const DAY = 86_400_000;

export type Answer = Value | null;

/**
 * What a node answers in a situation: a value or null, a truth for a test.
 * `type` is the one that a reading takes where it says none itself; undefined where nothing says it.
 */
export const answer = (node: Expression, now: Situation, type?: ValueType): Answer => {
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'number' ? unsigned(node.value) : node.value;
    case 'attribute':
      return read(attributeAt(now, node.name), node.as ?? type);
    case 'heldSince':
      return heldSince(node, now);
    case 'arithmetic':
      return arithmetic(node, now);
    case 'orElse':
      return (
        answer(node.value, now, typeGiven(node.otherwise) ?? type) ??
        answer(node.otherwise, now, typeGiven(node.value) ?? type)
      );
    case 'choose': {
      const value = node.cases.find(([when]) => truth(when, now))?.[1] ?? node.otherwise;
      return value === undefined ? null : answer(value, now, typeGiven(node) ?? type);
    }
    case 'howMany': {
      const { of, points = of.map(() => 1) } = node;
      const sum = points.filter((_, i) => truth(of[i] as Expression, now)).reduce((a, b) => a + b, 0);
      return Number.isFinite(sum) ? unsigned(sum) : null;
    }
    case 'elapsed': {
      const instant = answer(node.value, now, 'instant');
      if (typeof instant !== 'number') return null;
      return unsigned((node.direction === 'since' ? now.asOf - instant : instant - now.asOf) / DAY);
    }
    case 'score':
      return score(node, now);
    case 'firstMatch':
      return node.labels.find(([, test]) => truth(test, now))?.[0] ?? null;
    case 'dominant': {
      let best: { label: string; value: number } | null = null;
      for (const [label, of] of node.labels) {
        const value = answer(of, now, 'number');
        if (typeof value === 'number' && (best === null || value > best.value)) best = { label, value };
      }
      if (best === null || (node.atLeast !== undefined && best.value < node.atLeast)) return null;
      return best.label;
    }
    case 'compare':
      return compares(
        node.op,
        answer(node.left, now, besides(node.right)),
        answer(node.right, now, besides(node.left)),
      );
    case 'oneOf':
      return isOneOf(answer(node.value, now, typeOfValues(node.values)), node);
    case 'exists':
      return answer(node.value, now) !== null;
    case 'text':
      return matchesText(answer(node.value, now, 'text'), node);
    case 'version':
      return comparesVersion(answer(node.value, now, 'text'), node);
    case 'includes': {
      const list = answer(node.value, now, 'list');
      return Array.isArray(list) && list.includes(node.text);
    }
    case 'within':
      return isWithin(answer(node.value, now, 'instant'), node, now.asOf);
    case 'rank':
      return isRanked(node, now);
    case 'bucket':
      return isInBucket(node, now);
    case 'not':
      return !truth(node.of, now);
    case 'and':
      return node.of.every((part) => truth(part, now));
    case 'or':
      return node.of.some((part) => truth(part, now));
    case 'named':
      return answer(node.of, now, type);
    case 'ago':
      return answer(node.of, { ...now, asOf: now.asOf - node.length }, type);
    default:
      return aggregate(node, now, type);
  }
};

const truth = (node: Expression, now: Situation): boolean => answer(node, now) === true;

/** A comparison reads numbers, or instants beside a literal that is one. */
const besides = (side: Expression): ValueType =>
  side.kind === 'literal' && side.as === 'instant' ? 'instant' : 'number';

/** S40: the first instant of the history from which on, up to now, the value has been what it is; not if it always was. */
const heldSince = ({ name, as }: HeldSinceValue, now: Situation): number | null => {
  const valueAt = (asOf: number) => read(attributeAt({ ...now, asOf }, name), as);
  const same = (asOf: number) => JSON.stringify(valueAt(asOf)) === JSON.stringify(valueAt(now.asOf));
  if (valueAt(now.asOf) === null) return null;
  const spoken = now.history.filter(
    (entry) => entry.at <= now.asOf && own(entry.attributes, name) !== undefined,
  );
  const instants = [...new Set(spoken.map(({ at }) => at))].sort((a, b) => a - b);
  const last = instants.findLastIndex((at) => !same(at));
  if (last === -1 && same(-Infinity)) return null;
  return instants[last + 1] ?? null;
};

/** S17: missing with an operand that is missing, by zero, or with a result that is not finite. */
const arithmetic = ({ op, of }: ArithmeticValue, now: Situation): number | null => {
  const operands = of.map((operand) => answer(operand, now, 'number'));
  if (!operands.every((operand) => typeof operand === 'number')) return null;
  const result = operands.reduce((a, b) => calculate(op, a, b));
  return Number.isFinite(result) ? unsigned(result) : null;
};

const calculate = (op: ArithmeticValue['op'], a: number, b: number): number => {
  switch (op) {
    case 'plus':
      return a + b;
    case 'minus':
      return a - b;
    case 'times':
      return a * b;
    case 'dividedBy':
      return a / b;
    case 'least':
      return Math.min(a, b);
    case 'greatest':
      return Math.max(a, b);
  }
};

/** S17: 100·Σ wᵢcᵢ ÷ Σ wᵢ, from left to right. */
const score = ({ parts, missing }: ScoreValue, now: Situation): number | null => {
  let points = 0;
  let weights = 0;
  let found = 0;
  for (const { value: of, weight, from, to } of parts) {
    const value = answer(of, now, 'number');
    if (typeof value !== 'number') {
      if (missing === 'missing') return null;
      if (missing === 'zero') weights += weight;
      continue;
    }
    found += 1;
    points += weight * Math.min(Math.max((value - from) / (to - from), 0), 1);
    weights += weight;
  }
  const result = (100 * points) / weights;
  return found > 0 && Number.isFinite(result) ? unsigned(result) : null;
};

/** S25: by rank in the population as of the same instant; S26: by its frozen threshold; S35: among some, and ties. */
const isRanked = (node: RankTest, now: Situation): boolean => {
  const { value: of, end, percent, threshold, among, ties = 'in', beyond = false } = node;
  const measure = (situation: Situation) =>
    among === undefined || truth(among, situation) ? answer(of, situation, 'number') : null;
  const mine = measure(now);
  if (threshold !== undefined) {
    if (beyond) return compares(end === 'top' ? 'above' : 'below', mine, threshold);
    return compares(end === 'top' ? 'atLeast' : 'atMost', mine, threshold);
  }
  if (now.everybody === undefined) throw new OracleError('needs-population');
  const { everybody, asOf } = now;
  const all = once(everybody, node, asOf, () =>
    everybody
      .map((other) => measure({ ...other, asOf, everybody }))
      .filter((value) => typeof value === 'number'),
  );
  if (typeof mine !== 'number') return false;
  const best = 1 + all.filter((other) => (end === 'top' ? other > mine : other < mine)).length;
  const worst = best - 1 + all.filter((other) => other === mine).length;
  if (ties === 'middle') return ((best + worst) / 2 - 0.5) * 100 < percent * all.length;
  if (ties === 'out') return worst * 100 <= percent * all.length;
  return (best - 1) * 100 < percent * all.length;
};

/** The numbers that are ranked are the same for everybody: of ranks within ranks they would be asked without end. */
const once = (
  everybody: readonly Situation[],
  node: RankTest,
  asOf: number,
  make: () => readonly number[],
): readonly number[] => {
  const kept = ASKED.get(everybody) ?? new Map<RankTest, Map<number, readonly number[]>>();
  ASKED.set(everybody, kept);
  const byInstant = kept.get(node) ?? new Map<number, readonly number[]>();
  kept.set(node, byInstant);
  const numbers = byInstant.get(asOf) ?? make();
  byInstant.set(asOf, numbers);
  return numbers;
};

const ASKED = new WeakMap<readonly Situation[], Map<RankTest, Map<number, readonly number[]>>>();

/** S27 */
const isInBucket = ({ salt, from, to }: BucketTest, now: Situation): boolean => {
  const hash = createHash('md5').update(`${salt}:${now.id}`, 'utf8').digest('hex');
  const bucket = Number.parseInt(hash.slice(0, 8), 16) % 10_000;
  return Math.round(from * 100) <= bucket && bucket < Math.round(to * 100);
};
