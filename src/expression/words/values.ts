import { duration, number } from '../../print/index.js';
import type { ChooseValue, Expression, NamedNode, Selection, TestKind } from '../nodes.js';
import type { Typed } from '../types.js';
import { AGGREGATES } from './aggregates.js';
import { arithmeticWords } from './arithmetic.js';
import type { Speaker } from './compare.js';
import { readingWords } from './events.js';
import { testWords } from './tests.js';
import { named, quoted, title, unitless } from './text.js';
import { inUnit, type Of, type Unit, unitOf } from './unit.js';

type ValueKind = Exclude<Expression['kind'], TestKind>;

/** Made by a call, because a bundler keeps an object that is spread from another. */
const VALUES: { readonly [K in ValueKind]: (node: Of<K>, amount?: string) => string } =
  /* @__PURE__ */ (() => ({
    literal: (node) => readingWords(node),
    attribute: ({ name }) => named(name),
    heldSince: ({ name }) => `the last change of ${named(name)}`,
    ...AGGREGATES,
    arithmetic: (node) => arithmeticWords(node, { value: valueWords, operand }),
    orElse: ({ value, otherwise }) => `${operand(value)} (${valueWords(otherwise)} if missing)`,
    choose: (node) => {
      if (isWhen(node)) {
        const [test, value] = node.cases[0]!;
        return `${operand(value)} (${onlyIf(test, value)})`;
      }
      const { cases, otherwise } = node;
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
          const [from = '', to = ''] = [ends.from, ends.to].map((end) => inUnit(end, unitOf(value)));
          return `${operand(value)}, from ${unitless(from, to)} to ${to} (weight ${number(weight)})`;
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

/** The same of a value in this unit. */
export const valueIn = (node: Typed, unit?: Unit): string => {
  if (node.kind === 'arithmetic') return arithmeticWords(node, { value: valueWords, operand }, unit);
  if (node.kind !== 'choose' || !isWhen(node)) return valueWords(node);
  const [test, value] = node.cases[0]!;
  return `${value.kind === 'arithmetic' && unit === 'share' ? valueIn(value, unit) : operand(value)} (${onlyIf(test, value)})`;
};

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

/** The one condition of a value; that the events it is made of are recorded at all is said in few words. */
const onlyIf = (test: Typed, value: Typed): string => {
  const { names, ...more } = test.kind === 'compare' && test.left.kind === 'count' ? test.left.of : NO_EVENTS;
  const own = 'of' in value && 'names' in value.of ? value.of.names : undefined;
  const words = testWords(test, false, onCustomer);
  return names !== undefined &&
    `${names}` === `${own}` &&
    Object.keys(more).length === 1 &&
    words.startsWith('at least one ')
    ? 'only where there ever was one'
    : `only if ${words}`;
};

const NO_EVENTS: Selection = { kind: 'events' };

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
