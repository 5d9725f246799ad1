import type { Answer } from '../customer/index.js';
import {
  type DominantValue,
  type Expression,
  type FirstMatchValue,
  joined,
  typeOf,
} from '../expression/index.js';
import { ask, type Finding, type Finish, failedTest, type Reason, reasonOf } from './reasons.js';
import { type ValueReason, valueReasonOf } from './value-reasons.js';

/** Why a customer does not have a label. */
export interface LabelReason<L extends string = string> {
  readonly label: L;
  readonly reason: Reason;
  /** What would have to be different: "at least 12 “purchase” events (3 so far, 9 more needed)". */
  readonly lacking: string;
}

/** Which label a customer has, and why. */
export interface LabelFindings<L extends string = string> {
  /** Null where no label fits. */
  readonly label: L | null;
  /** Why it is this one: its test, or the value that is the greatest. Null where none fits. */
  readonly reason: Reason | ValueReason | null;
  /**
   * The labels that would have been taken before it, the nearest last: all that come before the first that fits, or all
   * others where the greatest value decides, by their values. Where no label fits these are all labels.
   */
  readonly better: readonly LabelReason<L>[];
}

/** Walks a classification, notes what has to be asked, and returns how to say why the label is what it is. */
export const labelFindings = (node: Expression, asked: Expression[], shift = 0): Finish<LabelFindings> => {
  switch (node.kind) {
    case 'named':
      return labelFindings(node.of, asked, shift);
    case 'ago':
      return labelFindings(node.of, asked, shift + node.length);
    case 'firstMatch':
      return firstMatch(node, asked, shift);
    default:
      return dominant(node as DominantValue, asked, shift);
  }
};

/** A test as of so long before, said so. */
const before = (of: Expression, shift: number): Expression =>
  shift === 0 ? of : { kind: 'ago', length: shift, of };

const firstMatch = (node: FirstMatchValue, asked: Expression[], shift: number): Finish<LabelFindings> => {
  const whole = ask(asked, node, shift);
  const tests = node.labels.map(([label, when]) => ({
    label,
    finish: reasonOf(before(when, shift), 0, asked),
  }));
  return (told) => {
    const label = told.answer(whole) as string | null;
    const own = tests.findIndex((test) => test.label === label);
    return {
      label,
      reason: own < 0 ? null : tests[own]!.finish(told).reason,
      better: tests
        .slice(0, own < 0 ? undefined : own)
        .map((test) => labelReason(test.label, test.finish(told))),
    };
  };
};

const labelReason = (label: string, { reason, lacking }: Finding): LabelReason => ({
  label,
  reason,
  lacking: joined(lacking),
});

/** What a label lacks is said by a test of its value: against the greatest, or the least that counts. */
const dominant = (node: DominantValue, asked: Expression[], shift: number): Finish<LabelFindings> => {
  const whole = ask(asked, node, shift);
  const values = node.labels.map(([label, of]) => ({
    label,
    of: before(of, shift),
    index: ask(asked, of, shift),
    finish: valueReasonOf(before(of, shift), 0, asked),
  }));
  return (told) => {
    const label = told.answer(whole) as string | null;
    const own = values.findIndex((value) => value.label === label);
    const greatest = own < 0 ? undefined : (told.answer(values[own]!.index) as number);
    const better = values.flatMap(({ label, of, index }, i) => {
      if (i === own) return [];
      const value = told.answer(index);
      const test = testOf(of, greatest ?? node.atLeast, i < own || own < 0 ? 'atLeast' : 'above');
      return [{ value, ...labelReason(label, failedTest(test, value)) }];
    });
    return {
      label,
      reason: own < 0 ? null : values[own]!.finish(told),
      better: better.sort((a, b) => rank(a.value) - rank(b.value)).map(({ value, ...each }) => each),
    };
  };
};

const rank = (value: Answer): number => (typeof value === 'number' ? value : -Infinity);

const testOf = (value: Expression, bound: number | undefined, op: 'atLeast' | 'above'): Expression =>
  bound === undefined
    ? { kind: 'exists', value }
    : {
        kind: 'compare',
        op,
        left: value,
        right: { kind: 'literal', value: bound, ...(typeOf(value) === 'instant' && { as: 'instant' }) },
      };
