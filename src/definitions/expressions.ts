import { EVALUATORS } from '../evaluate/index.js';
import { build, type Expression } from '../expression/index.js';
import { refuse } from '../internal/index.js';
import { zone } from '../time/index.js';
import { type Callable, callable, nodeOf, requireCallable } from './callable.js';
import type { Metric } from './metric-types.js';
import { type Draft, LABEL_TESTS, misnamedMethods, operand, TESTS, testMethods } from './tests.js';
import type { Segment } from './types.js';

const methods = (): {
  readonly segment: object;
  readonly metric: object;
  readonly classification: object;
} => ({
  segment: Function.prototype,
  metric: inheriting({ ...testMethods(TESTS, segmentOf), ...arithmeticMethods() }),
  classification: inheriting(testMethods(LABEL_TESTS, segmentOf)),
});

/** What each kind of callable inherits; named definitions and expressions share it. */
export const METHODS: ReturnType<typeof methods> = /* @__PURE__ */ methods();

/** Where the definition of each kind of callable can stand. */
export const SORT = { segment: 'test', metric: 'value', classification: 'value' } as const;

/** An expression without a name, checked at once: a mistake is reported where it is made. */
function anonymous(kind: Callable['kind'], draft: Draft): Callable {
  const definition = build(draft, SORT[kind]) as Expression;
  return callable(
    { kind, id: '', parameters: {}, define: () => definition, evaluators: EVALUATORS, zoneNamed: zone },
    METHODS[kind],
  );
}

/** Checks a draft of a test and makes it a segment without a name. */
export function segmentOf(draft: Draft): Segment {
  return anonymous('segment', draft) as unknown as Segment;
}

/** Checks a draft of a value and makes it a metric without a name. */
export const metricOf = <M = Metric>(draft: Draft): M => anonymous('metric', draft) as unknown as M;

function inheriting(methods: object): object {
  return Object.setPrototypeOf(
    Object.defineProperties(methods, misnamedMethods(methods)),
    Function.prototype,
  ) as object;
}

function arithmeticMethods(): object {
  const methods: Record<string, (this: Callable, ...args: unknown[]) => unknown> = {
    orElse(other) {
      return metricOf({ kind: 'orElse', value: nodeOf(this), otherwise: operand(other, 'orElse') });
    },
    when(segment) {
      const when = nodeOf(requireCallable(segment, 'segment', 'when'));
      return metricOf({ kind: 'choose', cases: [[when, nodeOf(this)]] });
    },
    daysSince() {
      return metricOf({ kind: 'elapsed', value: nodeOf(this), direction: 'since' });
    },
    heldSince() {
      const { kind, ...read } = nodeOf(this);
      if (kind !== 'attribute') refuse('bad-value', 'an attribute, attribute(…)', kind, 'heldSince');
      return metricOf({ kind: 'heldSince', ...read });
    },
    daysUntil() {
      return metricOf({ kind: 'elapsed', value: nodeOf(this), direction: 'until' });
    },
  };
  for (const op of ['plus', 'minus', 'times', 'dividedBy', 'least', 'greatest']) {
    methods[op] = function (other) {
      return metricOf({ kind: 'arithmetic', op, of: [nodeOf(this), operand(other, op)] });
    };
  }
  return methods;
}
