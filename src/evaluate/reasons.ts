import type { Answer } from '../customer/index.js';
import {
  type Expression,
  formatValue,
  type Phrase,
  phrase,
  phraseOf,
  shortfall,
} from '../expression/index.js';
import { bind, prepareWith } from '../plan/index.js';
import type { Engine } from './defined.js';
import { answerOf, startRun } from './evaluate.js';
import { dataOf, type Profile } from './profile.js';
import type { Run } from './run.js';
import { typeSeen } from './why-missing.js';

/** Why a test passed or failed. */
export interface TestReason {
  readonly kind: 'test';
  /** The test in words. */
  readonly text: string;
  readonly passed: boolean;
  /** What was found, null where it is missing (or where the test looks at no value). */
  readonly value: Answer;
  readonly missing: boolean;
  /** For a failed test, how far off it is: "3 so far, 2 more needed". */
  readonly shortfall?: string | undefined;
}

/** Why a combination passed or failed: the reasons of its parts, in order. */
export interface GroupReason {
  readonly kind: 'and' | 'or' | 'not' | 'named' | 'ago';
  readonly text: string;
  readonly passed: boolean;
  readonly of: readonly Reason[];
}

/** A tree like the definition. */
export type Reason = TestReason | GroupReason;

/** A reason, and what would have to be different for it where it failed. */
export interface Finding {
  readonly reason: Reason;
  readonly lacking: Phrase;
  /** The tests that failed and should not have, by the indices of what was asked. */
  readonly unmet: readonly number[];
}

/** What has been asked, once it is answered. */
export interface Told {
  readonly run: Run;
  /** The answer to a question, by its index. */
  readonly answer: (index: number) => Answer;
}

/** Makes something of the answers. */
export type Finish<T> = (told: Told) => T;

/** Notes a question and gives its index; inside `ago` it is asked as of so long before. */
export const ask = (asked: Expression[], of: Expression, shift: number): number =>
  asked.push(shift === 0 ? of : { kind: 'ago', length: shift, of }) - 1;

/**
 * Asks what a walk has noted, all by one plan, in which what is equal is worked out once, and lets it make something of the
 * answers.
 */
export const told = <T>(engine: Engine, of: Profile, walk: (asked: Expression[]) => Finish<T>): T => {
  const asked: Expression[] = [];
  const finish = walk(asked);
  const plan = prepareWith(asked, engine.zoneNamed);
  const run = startRun(bind(plan, of.asOf), dataOf(of), engine.evaluators);
  return finish({ run, answer: (index) => answerOf(run, plan.roots[index]!) });
};

/** Walks a test, notes what has to be asked, and returns how to make the reason once the answers are there. */
export const reasonOf = (node: Expression, shift: number, asked: Expression[]): Finish<Finding> => {
  const whole = ask(asked, node, shift);
  const text = phrase(node);
  const group = (
    kind: GroupReason['kind'],
    inside: readonly Expression[],
    moved = shift,
  ): Finish<Finding> => {
    const parts = inside.map((part) => reasonOf(part, moved, asked));
    return (told) => {
      const findings = parts.map((part) => part(told));
      const failed = findings.filter(({ reason }) => !reason.passed);
      return {
        reason: { kind, text, passed: told.answer(whole) === true, of: findings.map(({ reason }) => reason) },
        lacking:
          kind === 'not' || kind === 'ago'
            ? phraseOf(node)
            : { word: kind === 'or' ? 'or' : 'and', of: failed.map(({ lacking }) => lacking) },
        unmet: kind === 'not' ? [] : failed.flatMap(({ unmet }) => unmet),
      };
    };
  };
  switch (node.kind) {
    case 'named':
      return group('named', [node.of]);
    case 'ago':
      return group('ago', [node.of], shift + node.length);
    case 'and':
    case 'or':
      return group(node.kind, node.of);
    case 'not':
      if (!isLeaf(node.of)) return group('not', [node.of]);
  }
  const leaf = node.kind === 'not' ? node.of : node;
  const left = leaf.kind === 'compare' ? leaf.left : 'value' in leaf ? (leaf.value as Expression) : undefined;
  const value = left === undefined ? -1 : ask(asked, left, shift);
  const bound = leaf.kind === 'compare' ? ask(asked, leaf.right, shift) : -1;
  const against = leaf.kind === 'compare' && leaf.right.kind !== 'literal' ? leaf.right : undefined;
  return ({ run, answer }) => {
    const found = value < 0 ? null : answer(value);
    const passed = answer(whole) === true;
    const other = against === undefined ? '' : ` against ${formatValue(answer(bound), against)}`;
    const finding = testFinding(node, {
      text:
        passed && left !== undefined && found !== null
          ? `${text} (${formatValue(found, left)}${other})`
          : text,
      passed,
      value: found,
      missing: value >= 0 && found === null,
      short:
        passed || value < 0
          ? undefined
          : ((found === null ? typeSeen(run, left!, shift) : undefined) ??
            shortfall(node, found, bound < 0 ? undefined : answer(bound))),
    });
    return passed ? finding : { ...finding, unmet: [whole] };
  };
};

const testFinding = (
  node: Expression,
  { short, ...found }: Omit<TestReason, 'kind' | 'shortfall'> & { readonly short: string | undefined },
): Finding => ({
  reason: { kind: 'test', ...found, ...(short !== undefined && { shortfall: short }) },
  lacking: short === undefined ? phrase(node) : `${phrase(node)} (${short})`,
  unmet: [],
});

/** What is lacking for a test of a value that was found: the test is not asked, since it is told to have failed. */
export const failedTest = (test: Expression, value: Answer): Finding =>
  testFinding(test, {
    text: phrase(test),
    passed: false,
    value,
    missing: value === null,
    short: shortfall(test, value),
  });

const isLeaf = ({ kind }: Expression): boolean => !['named', 'ago', 'and', 'or', 'not'].includes(kind);
