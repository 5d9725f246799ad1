import { AGGREGATES, type AggregateKind, GRAMMAR } from '../expression/index.js';
import { exhaustive, HabitusError } from '../internal/index.js';
import type { PlanNode, PlanNodeOf, Prepared } from '../plan/index.js';
import { firstWhere } from '../time/index.js';
import { answerOf } from './evaluate.js';
import type { Run } from './run.js';

/**
 * The instants in `(asOf of the run, last]` at which a test may flip by the passing of time alone, everything discrete
 * being as in the run. `elapsed` and `within` move with time; where each test over them can be shown to be monotone, the
 * instant at which it flips is found by bisection, to the millisecond. Where it cannot, the definition is refused.
 */
export const flipsOf = (run: Run, moving: readonly boolean[], last: number): readonly number[] => {
  if (!moving.includes(true)) return [];
  for (const [i, moves] of moving.entries()) if (!moves) answerOf(run, i);
  return flipsBetween({ run, moving, nodes: run.bound.prepared.nodes }, run.bound.asOf, last);
};

/** Which nodes move with time alone: those that measure from asOf, and what is made of them. */
export const movingNodes = ({ nodes, children }: Prepared): readonly boolean[] => {
  const moving: boolean[] = [];
  for (const [index, { kind }] of nodes.entries()) {
    moving.push(kind === 'elapsed' || kind === 'within' || children[index]!.some((child) => moving[child]));
  }
  return moving;
};

interface Still {
  readonly run: Run;
  readonly moving: readonly boolean[];
  readonly nodes: readonly PlanNode[];
}

/** The same at a later instant: only what moves is worked out again. */
const later = ({ run, moving }: Still, asOf: number): Run => ({
  ...run,
  bound: { ...run.bound, asOf },
  selected: [],
  answers: run.answers.map((answer, i) => (moving[i] ? undefined : answer)),
});

/** −1 falls, 0 stays, 1 rises with time; NaN: cannot be told. */
type Direction = number;

const flipsBetween = (still: Still, from: number, last: number): readonly number[] => {
  const { nodes, moving } = still;
  const [first, final] = [later(still, from), later(still, last)];
  const directions: Direction[] = [];
  for (const [i, node] of nodes.entries()) {
    if (!moving[i]) {
      directions.push(0);
      continue;
    }
    const divisor = node.kind === 'arithmetic' && node.op === 'dividedBy' ? node.of[1] : undefined;
    if (divisor !== undefined && directions[divisor] !== 0) {
      // A quotient is monotone on either side of a divisor of zero, not across it.
      const cut = crossing(still, from, last, (run) => Math.sign(Number(answerOf(run, divisor))));
      if (cut !== null)
        return [...flipsBetween(still, from, cut - 1), cut, ...flipsBetween(still, cut, last)];
    }
    const tests = testsOf(node).filter((test) => moving[test]);
    if (tests.length > 0) {
      // A choice, and points, are of one piece where none of the tests flips.
      const stays = (run: Run): boolean =>
        tests.every((test) => answerOf(run, test) === answerOf(first, test));
      const cut = flipsAmong(still, directions, from, last).find((flip) => !stays(later(still, flip)));
      if (cut !== undefined)
        return [...flipsBetween(still, from, cut - 1), cut, ...flipsBetween(still, cut, last)];
    }
    directions.push(directionOf(node, i, directions, first, final));
  }
  const flips = [...flipsAmong(still, directions, from, last)];
  for (const root of still.run.bound.prepared.roots) {
    if (directions[root] === 0) continue;
    if (Number.isNaN(directions[root])) throw unknown(nodes[root]!);
    // A value that moves is another one as soon as it has moved at all.
    const now = answerOf(first, root);
    const moved = crossing(still, from, last, (run) => answerOf(run, root) === now);
    if (moved !== null) flips.push(moved);
  }
  return flips.sort((a, b) => a - b);
};

/** The flips at the nodes whose directions are known, ascending. */
const flipsAmong = (
  still: Still,
  directions: readonly Direction[],
  from: number,
  last: number,
): readonly number[] => {
  const first = later(still, from);
  const flips: number[] = [];
  for (const i of directions.keys()) {
    if (!still.moving[i]) continue;
    for (const test of movingTests(still.nodes[i]!, i, directions, first)) {
      const flip = typeof test === 'number' ? test : crossing(still, from, last, test);
      if (flip !== null && flip > from && flip <= last) flips.push(flip);
    }
  }
  return flips.sort((a, b) => a - b);
};

/** The tests by which a number jumps. */
const testsOf = (node: PlanNode): readonly number[] =>
  node.kind === 'choose' ? node.cases.map(([when]) => when) : node.kind === 'howMany' ? node.of : [];

type Probe = (run: Run) => number | boolean;

/** The first instant after `from` at which a monotone probe answers otherwise than at `from`; null where it never does. */
const crossing = (still: Still, from: number, last: number, probe: Probe): number | null => {
  const before = probe(later(still, from));
  if (probe(later(still, last)) === before) return null;
  return firstWhere(from, last, (instant) => probe(later(still, instant)) !== before);
};

const directionOf = (
  node: PlanNode,
  index: number,
  directions: readonly Direction[],
  first: Run,
  final: Run,
): Direction => {
  // Labels and truths stay between the flips of the tests that they are made of.
  if (node.kind === 'firstMatch' || GRAMMAR[node.kind][0] === 'test') return 0;
  // Where events lie in a window whose start moves with time, what they come to may go either way.
  if (isAggregate(node)) return NaN;
  // A value that is missing at one end only would not be monotone with its neighbours.
  if ((answerOf(first, index) === null) !== (answerOf(final, index) === null)) return NaN;
  switch (node.kind) {
    case 'elapsed':
      return directions[node.value] !== 0
        ? NaN
        : answerOf(first, index) === null
          ? 0
          : node.direction === 'since'
            ? 1
            : -1;
    case 'arithmetic':
      return answerOf(first, index) === null &&
        node.of.some((of) => directions[of] === 0 && answerOf(first, of) === null)
        ? 0
        : arithmetic(node, directions, first);
    case 'orElse':
      return Number.isNaN(directions[node.value])
        ? NaN
        : answerOf(first, node.value) !== null && answerOf(final, node.value) !== null
          ? directions[node.value]!
          : answerOf(first, node.value) === answerOf(final, node.value)
            ? directions[node.otherwise]!
            : NaN;
    case 'choose': {
      const value = node.cases.find(([when]) => answerOf(first, when) === true)?.[1] ?? node.otherwise;
      return value === undefined ? 0 : directions[value]!;
    }
    case 'howMany':
      return 0;
    case 'dominant':
      return node.labels.every(([, value]) => directions[value] === 0) ? 0 : NaN;
    case 'score':
      return together(node.parts.map(({ value, from, to }) => directions[value]! * Math.sign(to - from)));
    default:
      return NaN;
  }
};

const arithmetic = (
  { op, of }: PlanNodeOf<'arithmetic'>,
  directions: readonly Direction[],
  run: Run,
): Direction => {
  const all = of.map((operand) => directions[operand]!);
  const sign = (operand: number): number => Math.sign(Number(answerOf(run, operand)));
  const [a = 0, b = 0] = all;
  switch (op) {
    case 'plus':
    case 'least':
    case 'greatest':
      return together(all);
    case 'minus':
      return together([a, -b]);
    case 'times': {
      if (all.filter((direction) => direction !== 0).length > 1) return NaN;
      return of.reduce((product, operand, i) => product * (all[i] === 0 ? sign(operand) : all[i]!), 1);
    }
    case 'dividedBy':
      if (b === 0) return a * sign(of[1]!);
      return a === 0 ? -sign(of[0]!) * b : NaN;
  }
};

/** The direction of things that are added up. */
const together = (directions: readonly Direction[]): Direction => {
  const moving = directions.filter((direction) => direction !== 0);
  return moving.every((direction) => direction === moving[0]) ? (moving[0] ?? 0) : NaN;
};

/** What may flip at one node: probes that are monotone, or instants that are known outright. */
const movingTests = (
  node: PlanNode,
  index: number,
  directions: readonly Direction[],
  first: Run,
): readonly (Probe | number)[] => {
  const known = (direction: Direction | undefined): void => {
    if (Number.isNaN(direction)) throw unknown(node);
  };
  switch (node.kind) {
    case 'compare':
      known(together([directions[node.left]!, -directions[node.right]!]));
      return [(run) => answerOf(run, index) === true];
    // Whom a rank is among flips by itself.
    case 'rank':
    case 'oneOf':
      known(directions[node.value]);
      return (node.kind === 'rank' ? [node.threshold] : node.values).flatMap((value) =>
        typeof value !== 'number'
          ? []
          : [
              (run: Run) => Number(answerOf(run, node.value)) >= value,
              (run: Run) => Number(answerOf(run, node.value)) > value,
            ],
      );
    case 'exists':
    case 'text':
    case 'version':
    case 'includes':
      known(directions[node.value]);
      return [];
    case 'within': {
      const instant = answerOf(first, node.value);
      if (directions[node.value] !== 0) throw unknown(node);
      if (typeof instant !== 'number') return [];
      return [
        instant + node.shift,
        instant + node.shift + (node.side === 'last' ? node.length : -node.length),
      ];
    }
    // These flip where what they are made of does, or are refused by the test that asks them.
    case 'not':
    case 'and':
    case 'or':
    case 'bucket':
    case 'literal':
    case 'attribute':
    case 'heldSince':
    case 'arithmetic':
    case 'orElse':
    case 'choose':
    case 'howMany':
    case 'elapsed':
    case 'score':
    case 'firstMatch':
    case 'dominant':
      return [];
    default:
      return isAggregate(node) ? [] : exhaustive(node);
  }
};

/** What events come to moves at edges only. */
const isAggregate = (node: PlanNode): node is PlanNodeOf<AggregateKind> =>
  Object.hasOwn(AGGREGATES, node.kind);

const unknown = (node: PlanNode): HabitusError =>
  new HabitusError(
    'not-monotone',
    `the instant of the next change cannot be told exactly: a value under "${node.kind}" moves with time in more than one direction; compare its parts separately, or ask at instants of your choice with at(profile, instant)`,
    node.kind,
  );
