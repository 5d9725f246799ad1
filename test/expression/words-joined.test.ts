import fc from 'fast-check';
import { explain, profile, type Segment } from 'habitus';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/expression/nodes.js';
import { phrase } from '../../src/expression/words/index.js';
import { parsed } from '../conformance/profile-engine.js';
import { PATIENCE, trials } from '../trials/settings.js';

const DAY = 86_400_000;

const is = (name: string, value: string): Expression => ({
  kind: 'oneOf',
  value: { kind: 'attribute', name },
  values: [value],
});
const and = (...of: Expression[]): Expression => ({ kind: 'and', of });
const or = (...of: Expression[]): Expression => ({ kind: 'or', of });
const not = (of: Expression): Expression => ({ kind: 'not', of });
const ago = (of: Expression): Expression => ({ kind: 'ago', length: 7 * DAY, of });

const [a, b, c, d, x] = ['a', 'b', 'c', 'd', 'x'].map((name) => is(name, '1')) as [
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
];

/** Sentences of their own that have commas, an "and" or an "or" in them already. */
const WORDY: readonly Expression[] = [
  {
    kind: 'compare',
    op: 'atLeast',
    left: {
      kind: 'count',
      of: {
        kind: 'events',
        names: ['purchase', 'order'],
        where: [
          { kind: 'oneOf', value: { kind: 'property', name: 'p' }, values: ['1'] },
          { kind: 'oneOf', value: { kind: 'property', name: 'q' }, values: ['1'] },
        ],
        relations: [{ kind: 'followedBy', events: { kind: 'events', names: ['refund'] }, within: DAY }],
      },
    },
    right: { kind: 'literal', value: 3 },
  },
  and(
    {
      kind: 'compare',
      op: 'atLeast',
      left: { kind: 'attribute', name: 'mrr' },
      right: { kind: 'literal', value: 1 },
    },
    {
      kind: 'compare',
      op: 'atMost',
      left: { kind: 'attribute', name: 'mrr' },
      right: { kind: 'literal', value: 9 },
    },
  ),
  { kind: 'named', id: 'power-user', of: or(a, b) },
];

/** What a tree says, whatever nests or denies it: `not` carried inwards, what stands under the same word in one row. */
const meaning = (node: Expression, no = false): string => {
  if (node.kind === 'not') return meaning(node.of, !no);
  if (node.kind === 'ago') return `ago(${meaning(node.of, no)})`;
  if ((node.kind !== 'and' && node.kind !== 'or') || WORDY.includes(node))
    return `${no ? '!' : ''}${JSON.stringify(node)}`;
  const word = (node.kind === 'and') !== no ? 'and' : 'or';
  const parts = node.of.map((part) => meaning(part, no));
  const flat = parts.map((part) => (part.startsWith(`${word}(`) ? part.slice(word.length + 1, -1) : part));
  return parts.length === 1 ? parts[0]! : `${word}(${flat.join('; ')})`;
};

const trees = (leaves: readonly Expression[], kinds: readonly ('not' | 'ago')[]): fc.Arbitrary<Expression> =>
  fc.letrec<{ tree: Expression }>((tie) => {
    const group = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
    const inner = tie('tree');
    return {
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(...leaves),
        group.map((of) => and(...of)),
        group.map((of) => or(...of)),
        ...(kinds.includes('not') ? [inner.map(not)] : []),
        ...(kinds.includes('ago') ? [inner.map(ago)] : []),
      ),
    };
  }).tree;

/** Checks many trees against each other: one sentence, one meaning. */
const expectDistinct = (
  tree: fc.Arbitrary<Expression>,
  { numRuns, seed }: ReturnType<typeof trials>,
  say: (tree: Expression) => string,
): void => {
  const meanings = new Map<string, string>();
  for (const each of fc.sample(tree, { numRuns, seed })) {
    const sentence = say(each);
    const meant = meaning(each);
    const before = meanings.get(sentence) ?? meant;
    if (before !== meant) expect(before, sentence).toBe(meant);
    meanings.set(sentence, meant);
  }
  expect(new Set(meanings.values()).size).toBeGreaterThan(numRuns / 20);
};

/** What an explanation says is missing. */
const lacking = (tree: Expression): string =>
  /^To become a member: (.*)\.$/m.exec(
    String(explain(parsed(tree) as Segment, profile({ id: 'ada' }))),
  )?.[1] ?? '';

describe('sentences of tests under and, or and not', () => {
  const TABLE: readonly (readonly [Expression, string])[] = [
    [and(or(a, b), or(c, and(d, x))), 'either A or B, and (C, or both D and X)'],
    [or(and(or(a, b), c), and(d, x)), '(either A or B, and C), or both D and X'],
    [and(or(a, b, c), d), '(A, B or C) and D'],
    [or(and(a, b, c), d, x), '(A, B and C), D or X'],
    [and(a, ago(or(b, c))), 'A, and 7 days ago: either B or C'],
    [or(and(a), or(b, c)), 'A, B or C'],
    [not(and(a, or(b, c))), 'not A, or both not B and not C'],
  ];
  const short = (sentence: string): string =>
    sentence.replace(/“(\w)” is (not )?“1”/g, (_, name: string, no = '') => no + name.toUpperCase());

  for (const [tree, sentence] of TABLE) it(sentence, () => expect(short(phrase(tree))).toBe(sentence));

  it(
    'say different things with different words',
    () => expectDistinct(trees([a, b, c, d, ...WORDY], ['not', 'ago']), trials(2), phrase),
    PATIENCE,
  );

  it('say in an explanation what is missing, and of different definitions something different', () => {
    expect(short(lacking(TABLE[0]![0])).replaceAll(' (missing)', '')).toBe(TABLE[0]![1]);
    expectDistinct(trees([a, b, c, d], []), trials(0.1), lacking);
  });
});
