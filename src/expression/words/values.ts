import { DAY } from '../../time/index.js';
import type { ReadingAggregateKind, Window } from '../nodes.js';
import type { Typed } from '../types.js';
import { during, eventsWords, isActivity, occurrence, readingWords } from './events.js';
import { type Amount, not, type Speaker, testWords, title } from './test.js';
import { duration, list, named, number, quoted, spaced } from './text.js';
import { inUnit, type Of, unitOf, type ValueKind } from './unit.js';
import { inZone, windowWords } from './window.js';

const WHICH: { readonly [K in ReadingAggregateKind]: string } = {
  sum: 'total',
  average: 'average',
  min: 'lowest',
  max: 'highest',
  first: 'first',
  last: 'latest',
  distinct: 'different',
  mostFrequent: 'most frequent',
  topShare: 'share of the most frequent',
};

const aggregate = (node: Of<ReadingAggregateKind>): string =>
  `the ${WHICH[node.kind]} ${readingWords(node.value)} of ${eventsWords(node.of)}`;

const VALUES: { readonly [K in ValueKind]: (node: Of<K>) => string } = {
  property: (node) => readingWords(node),
  actor: (node) => readingWords(node),
  hourOfDay: (node) => readingWords(node),
  dayOfWeek: (node) => readingWords(node),
  literal: ({ value, as = 'number' }) => inUnit(value, as),
  attribute: ({ name }) => named(name),
  count: ({ of }) => `the number of ${eventsWords(of)}`,
  firstAt: ({ of }) => `the first ${eventsWords(of, true)}`,
  lastAt: ({ of }) => `the last ${eventsWords(of, true)}`,
  sum: aggregate,
  average: aggregate,
  min: aggregate,
  max: aggregate,
  first: aggregate,
  last: aggregate,
  mostFrequent: aggregate,
  topShare: aggregate,
  distinct: (node) => {
    const [did, what] = doing(node);
    return `the number of different ${
      did === ''
        ? `${readingWords(node.value, 's')} in ${eventsWords(node.of)}`
        : `${plural(what)} ${did}${during(node.of)}`
    }`;
  },
  periods: (node) => {
    const { of, unit, atLeast = 1 } = node;
    const what =
      isActivity(of) && atLeast === 1
        ? `active ${unit}s${during(of)}`
        : `${unit}s with ${atLeast === 1 ? '' : `at least ${number(atLeast)} `}${eventsWords(of)}`;
    return `the number of ${what}${inZone(node, unit)}`;
  },
  sessions: (node) => `the number of ${sessions(node)}`,
  gap: ({ of, measure }) => `the ${measure} gap between ${eventsWords(of)}`,
  series: (node) => {
    const { answer, value, of } = node;
    const [period, periods, all] = span(node, node.periods);
    if (answer === 'streak') return `the number of ${periods} in a row up to now with ${eventsWords(of)}`;
    const what = value === undefined ? 'number' : `total ${readingWords(value)}`;
    return `the ${TRENDS[answer]} ${what} of ${eventsWords(of)} per ${period} ${all}`;
  },
  sequence: (node) => `the number of steps completed of ${steps(node)}`,
  arithmetic: (node) => {
    const { op, of } = node;
    const unit = unitOf(node);
    const [first, second] = of as [Typed, Typed];
    if (op === 'minus' && unit === 'duration' && unitOf(first) === 'instant')
      return `the time from ${operand(second)} to ${operand(first)}`;
    const plain = op === 'times' || op === 'dividedBy' ? 'number' : unit === 'instant' ? 'duration' : unit;
    const literals = of.filter(({ kind }) => kind === 'literal');
    // "0.5 times the orders of the last 30 days": after them it would read as 30 days times 0.5.
    const said = (op === 'times' ? [...literals, ...of.filter(({ kind }) => kind !== 'literal')] : of).map(
      (each, i) =>
        each.kind === 'literal' && each.as === undefined
          ? inUnit(each.value, plain)
          : operand(each, i < of.length - 1),
    );
    const word = ARITHMETIC[op];
    return word.startsWith('the') ? `${word} ${list(said, 'and', Infinity)}` : said.join(` ${word} `);
  },
  orElse: ({ value, otherwise }) =>
    `${operand(value)} (${otherwise.kind === 'literal' ? inUnit(otherwise.value, unitOf(value)) : valueWords(otherwise)} if missing)`,
  elapsed: ({ value, direction }) => `the time ${direction} ${valueWords(value)}`,
  score: ({ parts, missing }) =>
    `a score from 0 to 100: ${parts
      .map(
        ({ value, weight, from, to }) =>
          `${operand(value)} from ${inUnit(from, unitOf(value))} to ${inUnit(to, unitOf(value))} (weight ${number(weight)})`,
      )
      .join('; ')}${MISSING[missing]}`,
  firstMatch: ({ labels }) =>
    `${labels
      .map(
        ([label, when]) =>
          `${quoted(label)} if ${testWords(when, false, onCustomer, 0).replace(/.*; .*/, '($&)')}; `,
      )
      .join('')}otherwise none`,
  dominant: ({ labels, atLeast }) =>
    `the label with the greatest value: ${labels.map(([label, value]) => `${quoted(label)} for ${operand(value)}`).join('; ')}${
      atLeast === undefined ? '' : `; none if that is below ${inUnit(atLeast, unitOf(labels[0]![1]))}`
    }`,
  named: title,
  ago: ({ length, of }) => `${operand(of)} as of ${duration(length)} ago`,
};

/** A value as the subject of a sentence: "the number of “purchase” events in the last 28 days". */
export const valueWords = (node: Typed): string =>
  (VALUES[node.kind as ValueKind] as (node: Typed) => string)(node);

const MISSING = {
  renormalise: '',
  zero: '; what is missing counts as 0',
  missing: '; missing where a part is',
} as const;

const TRENDS = { trend: 'trend of the', peak: 'highest', low: 'lowest' } as const;

const ARITHMETIC = {
  plus: 'plus',
  minus: 'minus',
  times: 'times',
  dividedBy: 'divided by',
  least: 'the lowest of',
  greatest: 'the highest of',
} as const;

/** A value within a longer one: in brackets where it would run into what follows. */
const operand = (node: Typed, followed = false): string => {
  const words = valueWords(node);
  return ['arithmetic', 'score', 'firstMatch', 'dominant'].includes(node.kind) ||
    (followed && /\d|[,(]/.test(words))
    ? `(${words})`
    : words;
};

const sessions = ({ of, gap }: Of<'sessions'>, one = false): string =>
  `session${one ? '' : 's'}${gap === DAY / 48 ? '' : ` (${duration(gap)} apart)`}${
    isActivity(of) ? during(of) : ` of ${eventsWords(of)}`
  }`;

const steps = ({ steps: all, within }: Of<'sequence'>): string =>
  all.map(occurrence).join(', then ') + (within === undefined ? '' : `, all within ${duration(within)}`);

/** The period of a series, its plural, and all of them: "week", "weeks", "in the last 8 weeks". */
const span = (
  { every, timeZone, weekStart }: Of<'series'>,
  n: number,
): readonly [one: string, many: string, all: string] => {
  const period =
    typeof every === 'string'
      ? every
      : every === DAY
        ? 'day'
        : every === 7 * DAY
          ? 'week'
          : `period of ${duration(every)}`;
  const periods = period.replace(/^\w+/, '$&s');
  return [
    period,
    periods,
    typeof every === 'string'
      ? windowWords({ kind: 'calendar', unit: every, count: n, timeZone, weekStart } as Window)
      : `in the last ${n === 1 ? period : `${number(n)} ${periods}`}`,
  ];
};

/** "used" and "feature", where the one event is called "feature used" and the reading "feature"; else nothing. */
const doing = ({ of, value }: Of<'distinct'>): readonly [did: string, what: string] => {
  const what = value.kind === 'property' ? spaced(value.name).toLowerCase() : '';
  const event =
    of.names?.length === 1 && (of.where ?? of.relations) === undefined
      ? spaced(of.names[0]!).toLowerCase()
      : '';
  const did = event.slice(what.length + 1);
  return event.startsWith(`${what} `) && /^[a-z]*[^e]ed$/.test(did) ? [did, what] : ['', ''];
};

const plural = (word: string): string =>
  `${word.replace(/([^aeiou])y$/, '$1ie').replace(/([sx]|[cs]h)$/, '$1e')}s`;

const having = (node: Of<ReadingAggregateKind>, { measured, no }: Amount): string | undefined =>
  unitOf(node) === 'instant'
    ? undefined
    : `${no ? 'no' : node.kind === 'average' ? 'an' : 'a'} ${WHICH[node.kind]} ${readingWords(node.value)} of ${measured} in ${eventsWords(node.of)}`;

/** Values that are better said with their amount inside: "at least 3 “purchase” events". */
const AMOUNTS: { readonly [K in ValueKind]?: (node: Of<K>, amount: Amount) => string | undefined } = {
  sum: having,
  average: having,
  min: having,
  max: having,
  first: having,
  last: having,
  count: ({ of }, { words, one, any }) =>
    any !== 0 && isActivity(of)
      ? of.window === undefined
        ? `${any < 0 ? 'never' : 'ever'} active`
        : `${not(any < 0)}active${during(of)}`
      : `${words} ${eventsWords(of, one)}`,
  distinct: (node, { words, one }) => {
    const [did, what] = doing(node);
    const amount = words + (one ? ' ' : ' different ');
    return did === ''
      ? `${amount}${readingWords(node.value, 's').replace(/s(?= |$)/, one ? '' : 's')} in ${eventsWords(node.of)}`
      : `${did} ${amount}${one ? what : plural(what)}${during(node.of)}`;
  },
  periods: (node, amount) => {
    const { of, unit, atLeast = 1 } = node;
    const { window, ...ever } = of;
    const { words, one, any } = amount;
    if (atLeast === 1 && any !== 0) return AMOUNTS.count!({ kind: 'count', of }, amount);
    // Days of a window of days can be counted "of" it.
    const parts =
      window !== undefined &&
      (window.kind === 'rolling'
        ? unit === 'day' && window.length % DAY === 0 && window.length > DAY
        : window.kind === 'calendar' && unit === window.unit && window.count > 1);
    const subject =
      atLeast > 1
        ? `at least ${number(atLeast)} ${eventsWords(ever)} a ${unit}`
        : isActivity(of)
          ? 'active'
          : occurrence(ever);
    const when = parts
      ? `${any < 0 ? 'none' : words} of${during(of).slice(3)}`
      : `${words} ${unit}${one ? '' : 's'}${during(of)}`;
    return `${subject} ${unit === 'day' ? 'on' : 'in'} ${when.replace(inZone(node, unit), '')}${inZone(node, unit)}`;
  },
  sessions: (node, { words, one }) => `${words} ${sessions(node, one)}`,
  series: (node, { op, number: n }) =>
    node.answer === 'streak' && op === 'atLeast' && n > 1 && node.value === undefined
      ? `${eventsWords(node.of)} in each of ${span(node, n)[2].slice(3)}`
      : undefined,
  sequence: (node, { op, words, any, number: n }) =>
    n >= node.steps.length && (op === 'atLeast' || op === 'below')
      ? `${op === 'below' ? 'did not complete' : 'completed'} ${steps(node)}`
      : `completed ${any < 0 ? 'none' : words} of the steps ${steps(node)}`,
  elapsed: ({ value, direction }, { measured, no }) =>
    `${not(no)}${measured} ${direction} ${valueWords(value)}`,
};

/** How values and tests of a customer are said. */
export const onCustomer: Speaker = {
  is: 'is ',
  value: (node) => (node.kind === 'arithmetic' ? valueWords(node) : operand(node)),
  amount: (node, amount) =>
    (AMOUNTS[node.kind as ValueKind] as ((node: Typed, amount: Amount) => string | undefined) | undefined)?.(
      node,
      amount,
    ),
};
