import { number, quantity } from '../print/index.js';
import type { GroupReason, Reason } from './reasons.js';
import type { ValuePart, ValueReason } from './value-reasons.js';

const HEADS = { and: 'all of these', or: 'at least one of these', not: 'not this' } as const;
const NOT_HEADS = { and: 'not all of these', or: 'none of these' } as const;

/** True of what is called by a name, now or as of so long ago. */
const isNamed = (reason: Reason): reason is GroupReason => reason.kind === 'named' || reason.kind === 'ago';

/** What a name stands for; the past of what has a name goes by that name. */
const partsBehind = ({ kind, of: [only] }: GroupReason): readonly Reason[] =>
  kind === 'ago' && only?.kind === 'named' ? partsBehind(only) : only === undefined ? [] : [only];

/** What has a name, with what was found where a single test stands for it and says more than the name. */
const inOneLine = (reason: GroupReason): string => {
  const { text } = reason;
  const [inner] = partsBehind(reason);
  if (inner?.kind !== 'test' || (reason.kind === 'ago' && inner === reason.of[0])) return text;
  return `${inner.text} (`.startsWith(`${text} (`) ? inner.text : `${text}: ${inner.text}`;
};

/**
 * A line for each reason. A part with a name that is as it should be (`wanted`: true, and inside a `not` the other way
 * round) is one line; how far off a test is matters only where what it is part of has failed too.
 */
export const reasonLines = (
  reason: Reason,
  depth: number,
  wanted = true,
  failed = true,
): readonly string[] => {
  const mark = `${'  '.repeat(depth)}${reason.passed ? '✓' : '✗'} `;
  if (reason.kind === 'test') {
    return [mark + reason.text + (failed && reason.shortfall !== undefined ? `: ${reason.shortfall}` : '')];
  }
  const isNot = reason.kind === 'not';
  const [only] = reason.of;
  const lines = (parts: readonly Reason[], deeper: number): readonly string[] =>
    parts.flatMap((part) => reasonLines(part, deeper, wanted !== isNot, failed && !reason.passed));
  if (depth === 1 && reason.kind === 'and') return lines(reason.of, depth);
  const named = isNamed(reason) ? reason : isNot && only !== undefined && isNamed(only) ? only : undefined;
  if (named !== undefined) {
    if (reason.passed === wanted) return [mark + (isNot ? reason.text : inOneLine(reason))];
    // What a name stands for is said below it, without a line that says "all of these" again.
    const parts = partsBehind(named).flatMap((part) => (part.kind === 'and' ? part.of : [part]));
    return [`${mark}${reason.text}:`, ...lines(parts, depth + 1)];
  }
  return isNot && (only?.kind === 'and' || only?.kind === 'or')
    ? [`${mark}${NOT_HEADS[only.kind]}:`, ...lines(only.of, depth + 1)]
    : [`${mark}${HEADS[reason.kind as keyof typeof HEADS]}:`, ...lines(reason.of, depth + 1)];
};

/** The lines of a reason, of a part with a name too what it stands for. */
export const openLines = (reason: Reason): readonly string[] => {
  if (reason.kind !== 'named') return reasonLines(reason, 1);
  const [only] = reason.of;
  const inside = only?.kind === 'and' ? only.of : reason.of;
  return [
    `  ${reason.passed ? '✓' : '✗'} ${reason.text}:`,
    ...inside.flatMap((part) => reasonLines(part, 2)),
  ];
};

/** What is made of parts that are listed below it, where its own words would only list them again. */
const MADE_OF: { readonly [K in ValueReason['by']]?: string } = {
  choose: 'the value of the first of these that is true',
  howMany: 'how many of these are true',
  score: 'a score from 0 to 100',
  firstMatch: 'the first label that fits',
  dominant: 'the label with the greatest value',
};

/** The name of a value, and what it stands for. */
const headOf = (reason: ValueReason): string => {
  const [inner] = reason.of ?? [];
  if (reason.by === 'named' && inner?.kind === 'value') {
    const head = headOf(inner);
    // A calculation of calculations is shown by its parts.
    return head.split('(').length > 2 || reason.text.endsWith(head) ? reason.text : `${reason.text}, ${head}`;
  }
  if (reason.by === 'howMany' && inner?.points !== undefined) return 'the points of these';
  // A value under one condition says it in few words.
  const isWhen = reason.by === 'choose' && !reason.text.includes('; otherwise ');
  return isWhen ? reason.text : (MADE_OF[reason.by] ?? reason.text);
};

/** A value with its name: its parts are those of what it stands for. */
const opened = (reason: ValueReason): ValueReason => {
  const [inner] = reason.of ?? [];
  return (reason.by === 'named' || reason.by === 'ago') && inner?.kind === 'value' ? opened(inner) : reason;
};

/** A line for a value, with the events and the parts that it is made of below it. */
export const valueLines = (reason: ValueReason, depth: number): readonly string[] => {
  const { events = [], of = [], by } = opened(reason);
  const why = reason.because === undefined ? '' : `, as ${reason.because}`;
  const indent = '  '.repeat(depth);
  return [
    `${indent}${headOf(reason)}: ${reason.said}${why}`,
    ...events.map(({ text, count }, i) => {
      const start = by === 'sequence' ? `step ${i + 1}: ` : count === 0 ? '' : 'of ';
      return `${indent}  ${start}${text}`;
    }),
    ...of.flatMap((part) => {
      const leftOut = by === 'score' && reason.value !== null && part.points === undefined;
      return partLines(part, depth + 1, leftOut ? ' (left out)' : '');
    }),
  ];
};

/** The lines of a part, with its label or its points. */
const partLines = (part: ValuePart, depth: number, note: string): readonly string[] => {
  const [head = '', ...rest] = part.kind === 'value' ? valueLines(part, depth) : reasonLines(part, depth);
  const { label, points, most } = part;
  const labelled =
    label === undefined ? head : head.replace(/^ *([✓✗] )?/, (start) => `${start}“${label}”: `);
  const given =
    points === undefined || most === undefined
      ? note
      : ` (${number(points, 2)} of ${quantity(most, 'points', 2)})`;
  return [labelled.replace(/:?$/, (end) => given + end), ...rest];
};
