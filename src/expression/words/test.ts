import type { Typed } from '../types.js';
import { duration, list, number, quoted, sentences, stretch, unitless } from './text.js';
import { inUnit, type Of, OPERATORS, type Operator, type TestKind, unitOf } from './unit.js';

/** A bound in words, for a value that can be said with it inside: "at least 3 “purchase” events". */
export interface Amount {
  /** Of counts: "at least 3", "at least one", "no", "2 to 5". */
  readonly words: string;
  /** With the unit of the value: "at least 30 days". */
  readonly measured: string;
  readonly no: boolean;
  readonly op: Operator | 'between';
  readonly number: number;
  /** What is counted is one. */
  readonly one: boolean;
  /** Nothing is counted (-1), or anything at all (1). */
  readonly any: -1 | 0 | 1;
}

/** How values are said where a test stands: in a sentence about a customer, or behind "events with …". */
export interface Speaker {
  readonly is: 'is ' | '';
  readonly value: (node: Typed) => string;
  /** The whole test, where its value is one that is better said with the amount inside. */
  readonly amount?: (node: Typed, amount: Amount) => string | undefined;
}

type Say<N> = (node: N, no: boolean, speaker: Speaker, depth: number) => string;

const TESTS: { readonly [K in TestKind | 'named' | 'ago']: Say<Of<K>> } = {
  compare: ({ op, left, right }, no, speaker) => compared(left, op, [right], no, speaker),
  oneOf: ({ value, values }, no, speaker) =>
    (values.length === 1 &&
      typeof values[0] === 'number' &&
      amount(value, 'between', [values[0]], no, speaker)) ||
    `${speaker.value(value)} ${speaker.is}${not(no)}${list(
      values.map((each) => inUnit(each, unitOf(value))),
      'or',
    )}`,
  exists: ({ value }, no, speaker) =>
    ((value.kind === 'firstAt' || value.kind === 'lastAt') &&
      amount({ kind: 'count', of: value.of }, 'atLeast', [1], no, speaker)) ||
    `${speaker.value(value)} ${speaker.is}${no ? 'missing' : 'present'}`,
  includes: (node, no, speaker) => matching('include', '', node, no, speaker),
  text: (node, no, speaker) =>
    matching(...VERBS[node.how], node, no, speaker) + (node.ignoreCase ? ' in any case' : ''),
  within: ({ value, side, length }, no, speaker) =>
    `${speaker.value(value)} ${speaker.is}${not(no)}${stretch(side, length)}`,
  rank: ({ value, end, percent, threshold }, no, speaker) =>
    `${not(no)}among the ${end} ${number(percent)} % by ${speaker.value(value)}${
      threshold === undefined
        ? ''
        : ` (at ${end === 'top' ? 'least' : 'most'} ${inUnit(threshold, unitOf(value))})`
    }`,
  bucket: ({ salt, from, to }, no) =>
    `${not(no)}in the ${number(from)}–${number(to)} % bucket of ${quoted(salt)}`,
  not: ({ of }, no, speaker, depth) => testWords(of, !no, speaker, depth),
  and: (node, no, speaker, depth) => connected(node, no, !no, speaker, depth),
  or: (node, no, speaker, depth) => connected(node, no, no, speaker, depth),
  named: (node, no) => not(no) + title(node),
  ago: ({ length, of }, no, speaker, depth) => {
    const test = testWords(of, no, speaker, depth && 2);
    const when = `${duration(length)} ago`;
    return of.kind === 'named' ? `${test} ${when}` : `${when}: ${test}`;
  },
};

/** A test in words. `depth` says how many connectives stand around it, so that what belongs together stays together. */
export const testWords: Say<Typed> = (node, no, speaker, depth) =>
  (TESTS[node.kind as TestKind] as Say<Typed>)(node, no, speaker, depth);

/** The title of a part, or its id, as it stands within a sentence. */
export const title = ({ id, title: given }: { readonly id: string; readonly title?: string }): string =>
  (given ?? id.replaceAll('-', ' ')).replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

const VERBS = {
  startsWith: ['start', ' with'],
  endsWith: ['end', ' with'],
  contains: ['contain', ''],
} as const;

const matching = (
  verb: string,
  preposition: string,
  { value, text }: { readonly value: Typed; readonly text: string },
  no: boolean,
  { is, value: said }: Speaker,
): string =>
  `${said(value)} ${is === '' ? 'that ' : ''}${no ? `does not ${verb}` : `${verb}s`}${preposition} ${quoted(text)}`;

export const not = (no: boolean): string => (no ? 'not ' : '');

/** A comparison, or with two sides an interval. */
const compared = (
  left: Typed,
  op: Operator | 'between',
  right: readonly Typed[],
  no: boolean,
  speaker: Speaker,
): string => {
  const [side] = right;
  if (op !== 'between' && left.kind === 'literal' && side !== undefined && side.kind !== 'literal')
    return compared(side, OPERATORS[op][4], [left], no, speaker);
  const numbers = right.flatMap((each) => numberOf(each));
  const unit = side?.kind === 'literal' && side.as !== undefined ? side.as : unitOf(left);
  const sides = right.map((each) =>
    each.kind === 'literal' ? inUnit(each.value, unit) : speaker.value(each),
  );
  return (
    (numbers.length === right.length && amount(left, op, numbers, no, speaker)) ||
    `${speaker.value(left)} ${left.kind === 'named' ? '' : speaker.is}${not(no)}${bound(op, sides, unit === 'instant' ? 2 : 1)}`
  );
};

const numberOf = (node: Typed): readonly number[] =>
  node.kind === 'literal' && typeof node.value === 'number' ? [node.value] : [];

const bound = (
  op: Operator | 'between',
  [first = '', second = first]: readonly string[],
  style: 0 | 1 | 2,
): string =>
  op !== 'between'
    ? `${OPERATORS[op][style]} ${first}`
    : first === second
      ? `exactly ${first}`
      : `between ${unitless(first, second)} and ${second}`;

const amount = (
  node: Typed,
  given: Operator | 'between',
  numbers: readonly number[],
  no: boolean,
  { amount: said }: Speaker,
): string | undefined => {
  const unit = unitOf(node);
  const [n = 0, m = n] = numbers;
  // "Exactly 0" is "at most 0"; of what is never missing, the opposite says it without a "not".
  const plain = unit === 'count' && given === 'between' && m === 0 ? 'atMost' : given;
  const turned = no && unit === 'count' && plain !== 'between';
  const op = turned ? OPERATORS[plain][3] : plain;
  const denied = no && !turned;
  const any =
    (op === 'atMost' && n === 0) || (op === 'below' && n === 1)
      ? -1
      : (op === 'above' && n === 0) || (op === 'atLeast' && n === 1)
        ? 1
        : 0;
  const sides = numbers.map((each) => inUnit(each, unit));
  return said?.(node, {
    words:
      any < 0
        ? 'no'
        : any > 0
          ? 'at least one'
          : not(denied) +
            (op === 'between' && n !== m ? sides.join(' to ') : bound(op, m === 1 ? ['one'] : sides, 0)),
    measured: bound(op, sides, 0).replace('fewer', 'less'),
    no: denied,
    op,
    number: n,
    one: any !== 0 || m === 1,
    any,
  });
};

/** The parts of nested connectives of one sort, each with whether it is denied: `not` is carried inwards. */
const flat = (node: Typed, no: boolean, and: boolean): [node: Typed, no: boolean][] =>
  node.kind === 'not'
    ? flat(node.of, !no, and)
    : (node.kind === 'and' || node.kind === 'or') && ((node.kind === 'and') !== no) === and
      ? node.of.flatMap((part) => flat(part, no, and))
      : [[node, no]];

const connected = (node: Typed, no: boolean, and: boolean, speaker: Speaker, depth: number): string => {
  const parts = flat(node, no, and);
  const said: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const [part, denied] = parts[i]!;
    const [next, nextDenied] = parts[i + 1] ?? [];
    const sides = denied === nextDenied && denied !== and ? interval(part, next) : undefined;
    if (sides !== undefined) i++;
    said.push(
      sides === undefined
        ? testWords(part, denied, speaker, parts.length > 1 ? depth + 1 : depth)
        : compared(sides[0], 'between', sides.slice(1), denied, speaker),
    );
  }
  const all = sentences(said, and ? 'and' : 'or');
  if (said.length === 1 || depth === 0) return all;
  return depth > 1 || (and && said.length > 2) ? `(${all})` : `${and ? 'both' : 'either'} ${all}`;
};

/** What lies between which two numbers, where two neighbours say so. */
const interval = (low: Typed, high: Typed | undefined): readonly [Typed, Typed, Typed] | undefined =>
  low.kind === 'compare' &&
  high?.kind === 'compare' &&
  low.op === 'atLeast' &&
  high.op === 'atMost' &&
  low.right.kind === 'literal' &&
  high.right.kind === 'literal' &&
  JSON.stringify(low.left) === JSON.stringify(high.left)
    ? [low.left, low.right, high.right]
    : undefined;
