import type { Answer } from '../customer/index.js';
import {
  type Expression,
  formatValue,
  joined,
  type Phrase,
  phrase,
  phraseOf,
  shortfall,
} from '../expression/index.js';
import { HabitusError } from '../internal/index.js';
import { bind, prepareWith } from '../plan/index.js';
import { instant } from '../print/index.js';
import { changeAfter, upTo } from './change.js';
import { type Defined, ENGINE, requireDefined } from './defined.js';
import { answerOf, startRun } from './evaluate.js';
import { dataOf, type Profile } from './profile.js';

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

/** Why a customer is in a segment or not. `String(explanation)` is readable text. */
export interface Explanation {
  /** The id of the segment, `''` where it has none. */
  readonly segment: string;
  readonly customerId: string;
  readonly asOf: number;
  readonly member: boolean;
  /** The instant (ms) at which this changes if nothing else happens; null if it never does, or if `uncertain` says why it cannot be told. */
  readonly changesAt: number | null;
  /** Why the instant of the next change cannot be told exactly. */
  readonly uncertain?: string | undefined;
  readonly reason: Reason;
  /** The whole as readable text. */
  toString(): string;
}

/**
 * Why a customer is in a segment or not, what is missing to become a member, and when that changes by itself.
 *
 * A segment that compares a customer with all others is a `needs-population` error.
 * @example
 * ```ts
 * import { days, events, explain, profile } from 'habitus';
 * const regular = events('purchase').within(days(90)).count().atLeast(3);
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * const { reason } = explain(regular, ada);
 * reason.kind === 'test' ? reason.shortfall : undefined; //=> '1 so far, 2 more needed'
 * ```
 */
export const explain = (
  segment: Defined & ((of: Profile) => boolean) & { readonly title?: string | undefined },
  of: Profile,
): Explanation => {
  const member = requireDefined(segment, ['segment'], 'explain')(of);
  const asked: Expression[] = [];
  const finish = reasonOf(segment.definition, 0, asked);
  const plan = prepareWith(asked, segment[ENGINE].zoneNamed);
  const run = startRun(bind(plan, of.asOf), dataOf(of), segment[ENGINE].evaluators);
  const { reason, lacking } = finish((index) => answerOf(run, plan.roots[index]!));
  const explanation = {
    segment: segment.id,
    customerId: of.id,
    asOf: of.asOf,
    member,
    ...changeOf(segment, of),
    reason,
  };
  return Object.freeze({
    ...explanation,
    toString: () => toText(explanation, segment.title ?? segment.id, joined(lacking)),
  });
};

const changeOf = (
  { [ENGINE]: engine }: Defined,
  of: Profile,
): Pick<Explanation, 'changesAt' | 'uncertain'> => {
  try {
    return { changesAt: changeAfter(engine, upTo(dataOf(of), of.asOf), of.asOf)?.at ?? null };
  } catch (error) {
    if (error instanceof HabitusError && error.code === 'not-monotone')
      return { changesAt: null, uncertain: error.message };
    throw error;
  }
};

/** A reason, and what would have to be different for it where it failed. */
interface Finding {
  readonly reason: Reason;
  readonly lacking: Phrase;
}

type Finish = (answer: (index: number) => Answer) => Finding;

/**
 * Walks a definition, notes what has to be asked, and returns how to make the reason once the answers are there: all
 * questions are answered by one plan, in which what is equal is worked out once.
 */
const reasonOf = (node: Expression, shift: number, asked: Expression[]): Finish => {
  const ask = (of: Expression): number =>
    asked.push(shift === 0 ? of : { kind: 'ago', length: shift, of }) - 1;
  const whole = ask(node);
  const text = phrase(node);
  const group = (kind: GroupReason['kind'], inside: readonly Expression[], moved = shift): Finish => {
    const parts = inside.map((part) => reasonOf(part, moved, asked));
    return (answer) => {
      const findings = parts.map((part) => part(answer));
      const failed = findings.filter(({ reason }) => !reason.passed);
      return {
        reason: { kind, text, passed: answer(whole) === true, of: findings.map(({ reason }) => reason) },
        lacking:
          kind === 'not' || kind === 'ago'
            ? phraseOf(node)
            : { word: kind === 'or' ? 'or' : 'and', of: failed.map(({ lacking }) => lacking) },
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
  const value = left === undefined ? -1 : ask(left);
  const bound = leaf.kind === 'compare' ? ask(leaf.right) : -1;
  const against = leaf.kind === 'compare' && leaf.right.kind !== 'literal' ? leaf.right : undefined;
  return (answer) => {
    const found = value < 0 ? null : answer(value);
    const passed = answer(whole) === true;
    const other = against === undefined ? '' : ` against ${formatValue(answer(bound), against)}`;
    const short =
      passed || value < 0 ? undefined : shortfall(node, found, bound < 0 ? undefined : answer(bound));
    return {
      reason: {
        kind: 'test',
        text:
          passed && left !== undefined && found !== null
            ? `${text} (${formatValue(found, left)}${other})`
            : text,
        passed,
        value: found,
        missing: value >= 0 && found === null,
        ...(short !== undefined && { shortfall: short }),
      },
      lacking: short === undefined ? text : `${text} (${short})`,
    };
  };
};

const isLeaf = ({ kind }: Expression): boolean => !['named', 'ago', 'and', 'or', 'not'].includes(kind);

/** "on 2026-11-22", "at 2026-11-22 09:30 UTC". */
const on = (ms: number): string =>
  instant(ms).replace(/^\S+( )?/, (date, time) => `${time ? 'at' : 'on'} ${date}`);

const toText = (
  { customerId, asOf, member, changesAt, uncertain, reason }: Omit<Explanation, 'toString'>,
  name: string,
  lacking: string,
): string => {
  const lines = [
    `${customerId} is ${member ? '' : 'not '}in ${name === '' ? 'this segment' : `“${name}”`} as of ${instant(asOf)}.`,
    ...toLines(reason, 1),
  ];
  if (!member) lines.push(`To become a member: ${lacking}.`);
  lines.push(
    changesAt !== null
      ? `If nothing else happens, this changes ${on(changesAt)}.`
      : (uncertain ?? 'If nothing else happens, this does not change.'),
  );
  return lines.join('\n');
};

const HEADS = { and: 'all of these', or: 'at least one of these', not: 'not this' } as const;

/** What has a name, with what was found where a single test stands for it. */
const inOneLine = ({ kind, text, of: [only] }: GroupReason): string => {
  const inner = kind === 'ago' && only?.kind === 'named' ? only.of[0] : only;
  return inner?.kind === 'test' && (kind === 'named' || inner !== only) ? `${text}: ${inner.text}` : text;
};

/**
 * A line for each reason. A part with a name that is as it should be (`wanted`: true, and inside a `not` the other way
 * round) is one line; how far off a test is matters only where what it is part of has failed too.
 */
const toLines = (reason: Reason, depth: number, wanted = true, failed = true): readonly string[] => {
  const mark = `${'  '.repeat(depth)}${reason.passed ? '✓' : '✗'} `;
  if (reason.kind === 'test') {
    return [mark + reason.text + (failed && reason.shortfall !== undefined ? `: ${reason.shortfall}` : '')];
  }
  const isNamed = reason.kind === 'named' || reason.kind === 'ago';
  if (isNamed && reason.passed === wanted) return [mark + inOneLine(reason)];
  const lines = (parts: readonly Reason[], deeper: number): readonly string[] =>
    parts.flatMap((part) =>
      toLines(part, deeper, wanted !== (reason.kind === 'not'), failed && !reason.passed),
    );
  if (depth === 1 && reason.kind === 'and') return lines(reason.of, depth);
  if (!isNamed) return [`${mark}${HEADS[reason.kind]}:`, ...lines(reason.of, depth + 1)];
  // What a name stands for is said below it, without a line that says "all of these" again.
  const [only] = reason.of;
  return [`${mark}${reason.text}:`, ...lines(only?.kind === 'and' ? only.of : reason.of, depth + 1)];
};
