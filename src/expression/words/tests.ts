import { duration, number, percent } from '../../print/index.js';
import type { TestKind } from '../nodes.js';
import type { Typed } from '../types.js';
import { amount, compared, interval, isOf, not, type Speaker } from './compare.js';
import { joined, type Phrase } from './joined.js';
import { list, plain, quoted, stretch, title } from './text.js';
import { inUnit, type Of, OPERATORS, unitOf } from './unit.js';

type Say<N, S = string> = (node: N, no: boolean, speaker: Speaker) => S;

const matching: Say<Of<'text' | 'includes'>> = (node, no, { is, value }) => {
  const verb = plain(node.kind === 'text' ? node.how : node.kind);
  return `${value(node.value)} ${is === '' ? 'that ' : ''}${no ? `does not ${verb.replace(/s( |$)/, '$1')}` : verb} ${quoted(node.text)}${
    node.kind === 'text' ? anyCase(node) : ''
  }`;
};

const anyCase = ({ ignoreCase }: { readonly ignoreCase?: boolean }): string =>
  ignoreCase === true ? ' in upper or lower case' : '';

const TESTS: { readonly [K in TestKind | 'named' | 'ago']: Say<Of<K>, Phrase> } = {
  compare: ({ op, left, right }, no, speaker) => compared(left, op, [right], no, speaker),
  oneOf: ({ value, values, ...options }, no, speaker) => {
    const [only] = values;
    const counted =
      values.length === 1 && typeof only === 'number' && amount(value, 'between', [only], no, speaker);
    if (counted) return counted;
    const all = list(
      values.map((each) => inUnit(each, unitOf(value))),
      'or',
    );
    const said = speaker.value(value);
    return (
      (speaker.is !== ''
        ? `${said} is ${not(no)}${all}`
        : no
          ? `${said} other than ${all}`
          : typeof only === 'string' && value.kind === 'property'
            ? `${all} as ${said}`
            : `${said} ${all}`) + anyCase(options)
    );
  },
  exists: ({ value }, no, speaker) =>
    `${speaker.value(value)} ${isOf(value, speaker)}${no ? 'missing' : speaker.is === '' ? 'present' : 'known'}`,
  includes: matching,
  text: matching,
  version: ({ op, value, version }, no, speaker) =>
    `${speaker.value(value)} ${speaker.is}${not(no)}${versionWords(op, version)}`,
  within: ({ value, side, length }, no, speaker) =>
    `${speaker.value(value)} ${value.kind === 'named' ? '' : speaker.is}${not(no)}${stretch(side, length)}`,
  rank: (node, no, speaker) =>
    `${not(no)}among the ${node.end} ${percent(node.percent / 100)} by ${speaker.value(node.value)}${rankNotes(node, speaker)}`,
  bucket: ({ salt, from, to }, no) =>
    `${not(no)}in the ${number(from)}–${number(to)} % bucket of ${quoted(salt)}`,
  not: ({ of }, no, speaker) => phraseOf(of, !no, speaker),
  and: (node, no, speaker) => {
    const [left, ...sides] = interval(node);
    return left === undefined ? connected(node, no, speaker) : compared(left, 'between', sides, no, speaker);
  },
  or: (node, no, speaker) => connected(node, no, speaker),
  named: (node, no) => not(no) + title(node),
  ago: ({ length, of }, no, speaker) => {
    const test = joined(phraseOf(of, no, speaker), true);
    const when = `${duration(length)} ago`;
    return of.kind === 'named' ? `${test} ${when}` : `${when}: ${test}`;
  },
};

/** "at least version 5.2", "version 5.2". */
const versionWords = (op: Of<'version'>['op'], version: string): string =>
  `${op === 'is' ? '' : `${OPERATORS[op][1]} `}version ${version}`;

/** What else is to be said of a rank: " (at least 5; of those in paying customer; ties out)". */
const rankNotes = (
  { value, end, among, ties = 'in', threshold, beyond }: Of<'rank'>,
  speaker: Speaker,
): string => {
  const reached = { top: ['at least', 'above'], bottom: ['at most', 'below'] }[end];
  const notes = [
    threshold === undefined ? '' : `${reached[beyond === true ? 1 : 0]} ${inUnit(threshold, unitOf(value))}`,
    among === undefined ? '' : `of those ${amongWords(among, value, speaker)}`,
    TIES[ties],
  ];
  return notes.filter(Boolean).join('; ').replace(/.+/s, ' ($&)');
};

/** Equal values on both sides of the edge. */
const TIES = {
  in: '',
  out: 'ties in only if all fit',
  middle: 'ties in if most fit',
} as const;

/** "above 0" of the same value, "active in the last 28 days", "where “plan” is “pro”": whom a rank is about. */
const amongWords = (among: Typed, value: Typed, speaker: Speaker): string => {
  if (among.kind === 'named') return `in ${quoted(title(among))}`;
  const words = testWords(among, false, speaker);
  if (/^(not )?active /.test(words)) return words;
  if (among.kind === 'compare' && JSON.stringify(among.left) === JSON.stringify(value)) {
    const name = `${speaker.value(value)} `;
    return words.startsWith(name)
      ? words.slice(name.length).replace(/^(is|are) /, '')
      : words.startsWith('at least one ')
        ? 'with any'
        : `with ${words}`;
  }
  return among.kind === 'ago' && among.of.kind === 'named' ? words : `where ${words}`;
};

/** A test in words, or its complement: `not` is carried inwards. */
export const phraseOf: Say<Typed, Phrase> = (node, no, speaker) =>
  (TESTS[node.kind as TestKind] as Say<Typed, Phrase>)(node, no, speaker);

/** The same as one sentence. */
export const testWords: Say<Typed> = (node, no, speaker) => joined(phraseOf(node, no, speaker));

const connected: Say<Of<'and' | 'or'>, Phrase> = (node, no, speaker) => ({
  word: (node.kind === 'and') === no ? 'or' : 'and',
  of: node.of.map((part) => phraseOf(part, no, speaker)),
});
