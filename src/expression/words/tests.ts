import type { Typed } from '../types.js';
import { amount, compared, interval, not, type Speaker } from './compare.js';
import { duration, list, number, plain, quoted, sentences, stretch } from './text.js';
import { inUnit, type Of, type TestKind, unitOf } from './unit.js';

type Say<N> = (node: N, no: boolean, speaker: Speaker, depth: number) => string;

const matching: Say<Of<'text' | 'includes'>> = (node, no, { is, value }) => {
  const verb = plain(node.kind === 'text' ? node.how : node.kind);
  return `${value(node.value)} ${is === '' ? 'that ' : ''}${no ? `does not ${verb.replace(/s( |$)/, '$1')}` : verb} ${quoted(node.text)}${
    node.kind === 'text' && node.ignoreCase ? ' in upper or lower case' : ''
  }`;
};

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
  exists: ({ value }, no, speaker) => `${speaker.value(value)} ${speaker.is}${no ? 'missing' : 'present'}`,
  includes: matching,
  text: matching,
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
  and: (node, no, speaker, depth) => {
    const [left, ...sides] = interval(node);
    return left === undefined
      ? connected(node, no, speaker, depth)
      : compared(left, 'between', sides, no, speaker);
  },
  or: (node, no, speaker, depth) => connected(node, no, speaker, depth),
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

/** The parts of nested connectives of one sort, each with whether it is denied: `not` is carried inwards. */
const flat = (node: Typed, no: boolean, and: boolean): [node: Typed, no: boolean][] =>
  node.kind === 'not'
    ? flat(node.of, !no, and)
    : (node.kind === 'or' || (node.kind === 'and' && interval(node).length === 0)) &&
        (node.kind === 'and') === (and !== no)
      ? node.of.flatMap((part) => flat(part, no, and))
      : [[node, no]];

const connected: Say<Of<'and' | 'or'>> = (node, no, speaker, depth) => {
  const and = (node.kind === 'and') !== no;
  const parts = flat(node, no, and);
  const all = sentences(
    parts.map(([part, denied]) => testWords(part, denied, speaker, parts.length > 1 ? depth + 1 : depth)),
    and ? 'and' : 'or',
  );
  if (parts.length === 1 || depth === 0) return all;
  return depth > 1 || (and && parts.length > 2) ? `(${all})` : `${and ? 'both' : 'either'} ${all}`;
};
