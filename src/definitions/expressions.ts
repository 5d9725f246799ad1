import { EVALUATORS } from '../evaluate/index.js';
import { build, type Expression } from '../expression/index.js';
import { type Callable, callable, nodeOf } from './callable.js';
import { type Draft, LABEL_TESTS, operand, TESTS, testMethods } from './tests.js';
import type { Metric, Segment } from './types.js';

/** The kinds of callable with the methods they have; named definitions and expressions share them. */
export const METHODS: { readonly segment: object; readonly metric: object; readonly classification: object } =
  {
    segment: Function.prototype,
    metric: /* @__PURE__ */ inheriting({
      .../* @__PURE__ */ testMethods(TESTS, /* @__PURE__ */ anonymous('segment')),
      .../* @__PURE__ */ arithmeticMethods(),
    }),
    classification: /* @__PURE__ */ inheriting(
      /* @__PURE__ */ testMethods(LABEL_TESTS, /* @__PURE__ */ anonymous('segment')),
    ),
  };

/** Where the definition of each kind of callable can stand. */
export const SORT = { segment: 'test', metric: 'value', classification: 'value' } as const;

/** An expression without a name, checked at once: a mistake is reported where it is made. */
export function anonymous(kind: Callable['kind']): (draft: Draft) => Callable {
  return (draft) => {
    const definition = build(draft, SORT[kind]) as Expression;
    return callable(
      { kind, id: '', parameters: {}, define: () => definition, evaluators: EVALUATORS },
      METHODS[kind],
    );
  };
}

/** A segment of a draft. */
export const segmentOf = (draft: Draft): Segment => anonymous('segment')(draft) as unknown as Segment;

/** A metric of a draft. */
export const metricOf = <M = Metric>(draft: Draft): M => anonymous('metric')(draft) as unknown as M;

function inheriting(methods: object): object {
  return Object.setPrototypeOf(methods, Function.prototype) as object;
}

function arithmeticMethods(): object {
  const methods: Record<string, (this: Callable, ...args: unknown[]) => unknown> = {
    orElse(other) {
      return metricOf({ kind: 'orElse', value: nodeOf(this), otherwise: operand(other, 'orElse') });
    },
    daysSince() {
      return metricOf({ kind: 'elapsed', value: nodeOf(this), direction: 'since' });
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
