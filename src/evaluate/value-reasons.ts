import type { Answer } from '../customer/index.js';
import {
  AGGREGATES,
  type AggregateValue,
  type Expression,
  formatValue,
  typeOf,
  valuePhrase,
} from '../expression/index.js';
import { number } from '../print/index.js';
import { type FoundEvents, foundEvents, foundInSeries, foundValues } from './found-events.js';
import { ask, type Finish, type Reason, reasonOf, type Told } from './reasons.js';
import { noAggregate, noArithmetic, noAttribute, noHeldSince } from './why-missing.js';

/** How a value came about. */
export interface ValueReason {
  readonly kind: 'value';
  /** The kind of node in the language that works it out: `count`, `score`, `attribute`, … */
  readonly by: Expression['kind'];
  /** The value in words: "the total “amount” in “purchase” events in the last 90 days". */
  readonly text: string;
  /** Null where it is missing. */
  readonly value: Answer;
  /** The value as text, in its unit: "50 EUR", "2026-11-22", "missing". */
  readonly said: string;
  /** Why it is missing: "there is no such event". */
  readonly because?: string | undefined;
  /** The events that it is made of, a list where there are several selections. */
  readonly events?: readonly FoundEvents[] | undefined;
  /** The values and tests that it is made of, as far as they were asked. */
  readonly of?: readonly ValuePart[] | undefined;
}

/** A part of a value: another value, or a test that it hangs on. */
export type ValuePart = (ValueReason | Reason) & {
  /** What it gives to a score, or to a sum of points. Absent where it is left out. */
  readonly points?: number | undefined;
  /** What it could give at most. */
  readonly most?: number | undefined;
  /** The label that it stands for. */
  readonly label?: string | undefined;
};

type Details = Pick<ValueReason, 'because' | 'events' | 'of'>;

/** How a value came about once the answers are there; a test is a part like a value. */
export const partOf = (node: Expression, shift: number, asked: Expression[]): Finish<ValuePart> => {
  if (typeOf(node) !== 'truth') return valueReasonOf(node, shift, asked);
  const finish = reasonOf(node, shift, asked);
  return (told) => finish(told).reason;
};

/**
 * Walks a value, notes what has to be asked, and returns how to say how it came about once the answers are there; in the
 * unit of the name that stands for it, where that has one.
 */
export const valueReasonOf = (
  node: Expression,
  shift: number,
  asked: Expression[],
  unit?: string,
): Finish<ValueReason> => {
  const whole = ask(asked, node, shift);
  const details = detailsOf(node, shift, asked, whole);
  const text = valuePhrase(node, unit);
  return (told) => {
    const value = told.answer(whole);
    const said = formatValue(value, unit === undefined ? node : { kind: 'named', id: '', unit, of: node });
    return { kind: 'value', by: node.kind, text, value, said, ...details(told, value) };
  };
};

type Detail = (told: Told, value: Answer) => Details;

const detailsOf = (node: Expression, shift: number, asked: Expression[], whole: number): Detail => {
  const part = (of: Expression, moved = shift): Finish<ValuePart> => partOf(of, moved, asked);
  switch (node.kind) {
    case 'named':
    case 'ago': {
      const moved = shift + (node.kind === 'ago' ? node.length : 0);
      const isInUnit = node.kind === 'named' && typeOf(node) !== 'truth';
      const inner = isInUnit ? valueReasonOf(node.of, moved, asked, node.unit) : part(node.of, moved);
      return (told) => {
        const made = inner(told);
        return { ...(made.kind === 'value' && because(made.because)), of: [made] };
      };
    }
    case 'attribute':
      return ({ run }, value) => because(value === null && noAttribute(run, node, shift));
    case 'heldSince':
      return ({ run }, value) => because(value === null && noHeldSince(run, node, shift));
    case 'arithmetic': {
      const operands = node.of.map((of) => (of.kind === 'literal' ? undefined : part(of)));
      const values = node.of.map((of) => ask(asked, of, shift));
      return (told, value) => ({
        ...because(value === null && noArithmetic(node, values.map(told.answer))),
        of: finished(operands, told),
      });
    }
    case 'orElse': {
      const [own, other] = [part(node.value), part(node.otherwise)];
      return (told, value) => {
        const first = own(told);
        const more = 'value' in first && first.value === null && node.otherwise.kind !== 'literal';
        return {
          ...because(value === null && 'both are missing'),
          of: more ? [first, other(told)] : [first],
        };
      };
    }
    case 'elapsed': {
      const from = part(node.value);
      return (told, value) => ({
        ...because(value === null && `${valuePhrase(node.value)} is missing`),
        of: [from(told)],
      });
    }
    case 'choose':
      return chosen(node, part);
    case 'howMany':
      return counted(node, part);
    case 'score':
      return scored(node, part);
    case 'firstMatch': {
      const tests = node.labels.map(([label, when]) => [label, part(when)] as const);
      return (told, value) => ({
        ...because(value === null && 'no label fits'),
        of: upTo(tests, ([label]) => label === value).map(([label, test]) => ({ ...test(told), label })),
      });
    }
    case 'dominant': {
      const values = node.labels.map(([label, of]) => [label, part(of)] as const);
      const least = node.atLeast === undefined ? '' : ` of at least ${number(node.atLeast)}`;
      return (told, value) => ({
        ...because(value === null && `no label has a value${least}`),
        of: values.map(([label, of]) => ({ ...of(told), label })),
      });
    }
    default:
      return node.kind in AGGREGATES ? aggregated(node as AggregateValue, whole) : () => ({});
  }
};

const because = (why: string | false | undefined): Details =>
  why === false || why === undefined ? {} : { because: why };

const finished = (parts: readonly (Finish<ValuePart> | undefined)[], told: Told): readonly ValuePart[] =>
  parts.flatMap((part) => (part === undefined ? [] : [part(told)]));

/** The items up to the first that is the one, that one included. */
const upTo = <T>(items: readonly T[], is: (item: T) => boolean): readonly T[] => {
  const found = items.findIndex(is);
  return found < 0 ? items : items.slice(0, found + 1);
};

type PartOf = (of: Expression) => Finish<ValuePart>;

/** The tests that were asked, up to the first that is true, and the value that was taken. */
const chosen = (node: Extract<Expression, { kind: 'choose' }>, part: PartOf): Detail => {
  const cases = node.cases.map(([when, value]) => ({ test: part(when), value, of: part(value) }));
  const otherwise = node.otherwise && { value: node.otherwise, of: part(node.otherwise) };
  return (told, value) => {
    const tests = cases.map((each) => ({ ...each, reason: each.test(told) }));
    const holds = ({ reason }: { readonly reason: ValuePart }): boolean =>
      'passed' in reason && reason.passed;
    const taken = tests.find(holds) ?? otherwise;
    const none = cases.length === 1 ? 'this is not true' : 'none of these is true';
    const why = taken === undefined ? none : `${valuePhrase(taken.value)} is missing`;
    return {
      ...because(value === null && why),
      of: [
        ...upTo(tests, holds).map(({ reason }) => reason),
        ...(taken === undefined || taken.value.kind === 'literal' ? [] : [taken.of(told)]),
      ],
    };
  };
};

/** Every test, with its points where it has some. */
const counted = (node: Extract<Expression, { kind: 'howMany' }>, part: PartOf): Detail => {
  const tests = node.of.map(part);
  return (told, value) => ({
    ...because(value === null && 'the sum is too large'),
    of: tests.map((test, i) => {
      const reason = test(told);
      const most = node.points?.[i];
      if (most === undefined) return reason;
      return { ...reason, points: 'passed' in reason && reason.passed ? most : 0, most };
    }),
  });
};

/** Every part, with the points of 100 that it gives and could give. */
const scored = (node: Extract<Expression, { kind: 'score' }>, part: PartOf): Detail => {
  const parts = node.parts.map((each) => ({ ...each, of: part(each.value) }));
  return (told, value) => {
    const made = parts.map((each) => ({ ...each, reason: each.of(told) }));
    const valueIn = (reason: ValuePart): Answer => ('value' in reason ? reason.value : null);
    const counts = made.filter(({ reason }) => node.missing === 'zero' || valueIn(reason) !== null);
    const weights = counts.reduce((sum, { weight }) => sum + weight, 0);
    const lost = made.find(({ reason }) => valueIn(reason) === null);
    const why =
      node.missing === 'missing' && lost !== undefined
        ? `${valuePhrase(lost.value)} is missing`
        : 'all parts are missing';
    return {
      ...because(value === null && why),
      of: made.map((each) => {
        const { reason, weight, from, to } = each;
        if (value === null || !counts.includes(each)) return reason;
        const most = (100 * weight) / weights;
        const own = valueIn(reason);
        const reached = typeof own === 'number' ? Math.min(1, Math.max(0, (own - from) / (to - from))) : 0;
        return { ...reason, points: most * reached, most };
      }),
    };
  };
};

/** What events come to, and which events they were. */
const aggregated =
  (node: AggregateValue, whole: number): Detail =>
  ({ run }, value) => {
    const { nodes, roots } = run.bound.prepared;
    const planned = nodes[roots[whole]!]!;
    const events: readonly FoundEvents[] =
      planned.kind === 'sequence'
        ? planned.steps.map((step) => foundEvents(run, step))
        : planned.kind === 'series'
          ? [foundInSeries(run, planned)]
          : 'value' in node && node.value !== undefined && node.kind !== 'series'
            ? [foundValues(run, planned as never, node.value, value)]
            : [foundEvents(run, (planned as { readonly of: number }).of)];
    return { ...because(value === null && noAggregate(node, events[0]!)), events };
  };
