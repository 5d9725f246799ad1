import { duration, number } from '../../print/index.js';
import { DAY } from '../../time/index.js';
import type { ChooseValue, Expression, NamedNode, Selection, TestKind } from '../nodes.js';
import type { Typed } from '../types.js';
import { AGGREGATES } from './aggregates.js';
import type { Speaker } from './compare.js';
import { readingWords } from './events.js';
import { testWords, title } from './tests.js';
import { list, named, plain, quoted } from './text.js';
import { inUnit, type Of, unitOf } from './unit.js';

type ValueKind = Exclude<Expression['kind'], TestKind>;

/** Made by a call, because a bundler keeps an object that is spread from another. */
const VALUES: { readonly [K in ValueKind]: (node: Of<K>, amount?: string) => string } =
  /* @__PURE__ */ (() => ({
    literal: (node) => readingWords(node),
    attribute: ({ name }) => named(name),
    heldSince: ({ name }) => `the last change of ${named(name)}`,
    ...AGGREGATES,
    arithmetic: (node) => {
      const { op, of } = node;
      const unit = unitOf(node);
      const [first, second] = of as [Typed, Typed];
      if (op === 'minus' && unit === 'duration' && unitOf(first) === 'instant')
        return `the time from ${operand(second)} to ${operand(first)}`;
      if (op === 'dividedBy' && unitOf(first) === 'duration' && second.kind === 'literal') {
        // A length in a unit of time is said in that unit.
        const [one, unit] = duration(Number(second.value)).split(' ');
        if (one === '1') return `${valueWords(first)} in ${unit}s`;
        if (second.value === DAY) return `${valueWords(first)} in days`;
      }
      const times = op === 'times';
      const literal = times || op === 'dividedBy' ? 'number' : unit === 'instant' ? 'duration' : unit;
      // "0.5 times the orders of the last 30 days": after them it would read as 30 days times 0.5.
      const order = times
        ? [...of].sort((a, b) => Number(b.kind === 'literal') - Number(a.kind === 'literal'))
        : of;
      const said = order.map((part, i) =>
        part.kind === 'literal' && part.as === undefined
          ? inUnit(part.value, literal)
          : operand(part, i < of.length - 1),
      );
      return op === 'least' || op === 'greatest'
        ? `the ${op} of ${list(said, 'and', Infinity)}`
        : said.join(` ${plain(op)} `);
    },
    orElse: ({ value, otherwise }) => `${operand(value)} (${valueWords(otherwise)} if missing)`,
    choose: (node) => {
      const { cases, otherwise } = node;
      const [test, value] = cases[0]!;
      if (isWhen(node)) return `${operand(value)} (only if ${testWords(test, false, onCustomer)})`;
      const unit = unitOf(node);
      const one = (each: Typed): string =>
        each.kind === 'literal' ? inUnit(each.value, each.as ?? unit) : operand(each);
      const all = cases.map(([when, each]) => `${one(each)} if ${member(when)}; `).join('');
      return `${all}otherwise ${otherwise === undefined ? 'missing' : one(otherwise)}`;
    },
    howMany: ({ of, points }, amount) => {
      const tests = of.map((test, i) =>
        points === undefined ? member(test) : `${number(points[i]!)} if ${member(test)}`,
      );
      const said = amount === 'no' ? 'none' : amount;
      return `${said ?? (points === undefined ? 'how many' : 'the points')} of these (${tests.join('; ')})`;
    },
    elapsed: ({ value, direction }, amount = 'the time') => `${amount} ${direction} ${valueWords(value)}`,
    score: ({ parts, missing }) =>
      `a score from 0 to 100: ${parts
        .map(({ value, weight, ...ends }) => {
          const [from, to] = [ends.from, ends.to].map((end) => inUnit(end, unitOf(value)));
          return `${operand(value)} from ${from} to ${to} (weight ${number(weight)})`;
        })
        .join('; ')}${MISSING[missing]}`,
    firstMatch: ({ labels }) =>
      `${labels.map(([label, when]) => `${quoted(label)} if ${member(when)}; `).join('')}otherwise none`,
    dominant: ({ labels, atLeast }) =>
      `the label with the greatest value: ${labels.map(([label, value]) => `${quoted(label)} for ${operand(value)}`).join('; ')}${
        atLeast === undefined ? '' : `; none if that is below ${inUnit(atLeast, unitOf(labels[0]![1]))}`
      }`,
    named: title,
    ago: ({ length, of }) => `${operand(of)} as of ${duration(length)} ago`,
  }))();

/** A value as the subject of a sentence ("the number of “purchase” events"), or with the amount that is asked of it. */
export const valueWords = (node: Typed, amount?: string): string =>
  (VALUES[node.kind as ValueKind] as (node: Typed, amount?: string) => string)(withStarts(node), amount);

/** The words of windows know no values: what a window starts at gets its own words as a name. */
const withStarts = (node: Typed): Typed => {
  const named = (of: Selection): Selection => {
    const { window } = of;
    if (window?.kind !== 'following' || window.start === undefined) return of;
    const start: NamedNode = { kind: 'named', id: '', title: operand(window.start, true), of: window.start };
    return { ...of, window: { ...window, start } };
  };
  if (node.kind === 'sequence') return { ...node, steps: node.steps.map(named) };
  return 'of' in node && 'kind' in node.of && node.of.kind === 'events'
    ? ({ ...node, of: named(node.of) } as Typed)
    : node;
};

/** A value under one condition. */
const isWhen = ({ cases, otherwise }: ChooseValue): boolean => cases.length === 1 && otherwise === undefined;

/** A test as a part of a list, in brackets where it would run into the next. */
const member = (test: Typed): string => {
  const words = testWords(test, false, onCustomer);
  return words.includes('; ') ? `(${words})` : words;
};

const MISSING = {
  renormalise: '',
  zero: '; what is missing counts as 0',
  missing: '; missing where a part is',
} as const;

/** A value within a longer one: in brackets where it would run into what follows. */
const operand = (node: Typed, followed = false): string => {
  const words = valueWords(node);
  return /^(arith|score|firstM|domi)/.test(node.kind) ||
    (node.kind === 'choose' && !isWhen(node)) ||
    (followed && /\d|[,(]/.test(words))
    ? `(${words})`
    : words;
};

/** How values and tests of a customer are said. */
export const onCustomer: Speaker = {
  is: 'is ',
  value: (node, amount) =>
    amount !== undefined || node.kind === 'arithmetic' ? valueWords(node, amount) : operand(node),
};
