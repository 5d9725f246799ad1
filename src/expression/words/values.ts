import { DAY } from '../../time/index.js';
import type { ArithmeticOperator, ReadingAggregateKind, Window } from '../nodes.js';
import type { Typed } from '../types.js';
import { during, eventsWords, ever, isActivity, named, occurrence, readingWords } from './events.js';
import { type Amount, type Speaker, testWords, title } from './test.js';
import { duration, list, number, spaced } from './text.js';
import { inUnit, type Of, unitOf, type ValueKind } from './unit.js';
import { inZone, windowWords } from './window.js';

type ReadingAggregate = Of<ReadingAggregateKind>;

const ofEvents =
  (which: string) =>
  ({ of, value }: ReadingAggregate): string =>
    `the ${which} ${readingWords(value)} of ${eventsWords(of)}`;

const VALUES: { readonly [K in ValueKind]: (node: Of<K>) => string } = {
  property: readingWords,
  actor: readingWords,
  hourOfDay: readingWords,
  dayOfWeek: readingWords,
  literal: ({ value, as }) => inUnit(value, as ?? 'number'),
  attribute: ({ name }) => named(name),
  count: ({ of }) => `the number of ${eventsWords(of)}`,
  firstAt: ({ of }) => `the first ${eventsWords(of, true)}`,
  lastAt: ({ of }) => `the last ${eventsWords(of, true)}`,
  sum: ofEvents('total'),
  average: ofEvents('average'),
  min: ofEvents('lowest'),
  max: ofEvents('highest'),
  first: ofEvents('first'),
  last: ofEvents('latest'),
  mostFrequent: ofEvents('most frequent'),
  topShare: ofEvents('share of the most frequent'),
  distinct: (node) => {
    const [did, what] = doing(node) ?? [];
    return did === undefined
      ? `the number of different ${readingWords(node.value, true)} in ${eventsWords(node.of)}`
      : `the number of different ${plural(what)} ${did}${during(node.of)}`;
  },
  periods: (node) =>
    isActivity(node.of) && node.atLeast === undefined
      ? `the number of active ${node.unit}s${during(node.of)}${inZone(node, node.unit)}`
      : `the number of ${node.unit}s with ${node.atLeast === undefined ? '' : `at least ${number(node.atLeast)} `}${eventsWords(node.of)}${inZone(node, node.unit)}`,
  sessions: (node) => `the number of ${sessions(node)}`,
  gap: ({ of, measure }) => `the ${measure} gap between ${eventsWords(of)}`,
  series: (node) => {
    const { answer, value, of } = node;
    const [period, last] = span(node);
    if (answer === 'streak') return `the number of ${period}s in a row up to now with ${eventsWords(of)}`;
    const events = eventsWords(of);
    const what = value === undefined ? `number of ${events}` : `total ${readingWords(value)} of ${events}`;
    return `the ${TRENDS[answer]} ${what} per ${period} ${last}`;
  },
  sequence: (node) => `the number of steps completed of ${steps(node)}`,
  arithmetic: (node) => {
    const { op, of } = node;
    const [first, second] = of;
    if (unitOf(node) === 'duration' && op === 'minus' && unitOf(first!) === 'instant')
      return `the time from ${operand(second!)} to ${operand(first!)}`;
    const unit =
      op === 'times' || op === 'dividedBy'
        ? 'number'
        : unitOf(node) === 'instant'
          ? 'duration'
          : unitOf(node);
    const said = (op === 'times' ? [...of].sort((a, b) => literalFirst(a) - literalFirst(b)) : of).map(
      (each, i) =>
        each.kind === 'literal' && each.as === undefined
          ? inUnit(each.value, unit)
          : operand(each, i < of.length - 1),
    );
    const [word, before] = ARITHMETIC[op];
    return before ? `${word} ${list(said, 'and', Infinity)}` : said.join(` ${word} `);
  },
  orElse: ({ value, otherwise }) =>
    `${operand(value)} (${otherwise.kind === 'literal' ? inUnit(otherwise.value, unitOf(value)) : valueWords(otherwise)} if missing)`,
  elapsed: ({ value, direction }) => `the time ${direction} ${valueWords(value)}`,
  score: ({ parts, missing }) =>
    `a score from 0 to 100: ${parts
      .map(({ value, weight, from, to }) => {
        const unit = unitOf(value);
        return `${operand(value)} from ${inUnit(from, unit)} to ${inUnit(to, unit)} (weight ${number(weight)})`;
      })
      .join('; ')}${MISSING[missing]}`,
  firstMatch: ({ labels }) =>
    `${labels.map(([label, when]) => `${inUnit(label, '')} if ${clear(testWords(when, false, onCustomer, 0))}`).join('; ')}; otherwise none`,
  dominant: ({ labels, atLeast }) =>
    `the greatest of ${labels.map(([label, value]) => `${inUnit(label, '')} (${valueWords(value)})`).join('; ')}${
      atLeast === undefined ? '' : `; none below ${inUnit(atLeast, unitOf(labels[0]![1]))}`
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

const ARITHMETIC: { readonly [K in ArithmeticOperator]: readonly [word: string, before?: boolean] } = {
  plus: ['plus'],
  minus: ['minus'],
  times: ['times'],
  dividedBy: ['divided by'],
  least: ['the lowest of', true],
  greatest: ['the highest of', true],
};

const literalFirst = (node: Typed): number => (node.kind === 'literal' ? 0 : 1);

/** A value within a longer one: in brackets where it would run into what follows. */
const operand = (node: Typed, followed = false): string => {
  const words = valueWords(node);
  const open =
    node.kind === 'arithmetic' ||
    node.kind === 'score' ||
    node.kind === 'firstMatch' ||
    node.kind === 'dominant';
  const short = node.kind === 'named' || node.kind === 'attribute' || node.kind === 'literal';
  return open || (followed && !short) ? `(${words})` : words;
};

const clear = (words: string): string => (words.includes('; ') ? `(${words})` : words);

const sessions = ({ of, gap }: Of<'sessions'>, one = false): string => {
  const apart = gap === HALF_HOUR ? '' : ` (${duration(gap)} apart)`;
  return `session${one ? 's'.slice(1) : 's'}${apart}${isActivity(of) ? during(of) : ` of ${eventsWords(of)}`}`;
};

const HALF_HOUR = 1_800_000;

const steps = ({ steps: all, within }: Of<'sequence'>): string =>
  all.map(occurrence).join(', then ') + (within === undefined ? '' : `, all within ${duration(within)}`);

/** The period of a series, and all of them: "week", "in the last 8 weeks". */
const span = (node: Of<'series'>, periods = node.periods): readonly [period: string, all: string] => {
  const { every } = node;
  if (typeof every !== 'number')
    return [every, windowWords({ ...zoneOf(node), kind: 'calendar', unit: every, count: periods })];
  const period = every === DAY ? 'day' : every === 7 * DAY ? 'week' : duration(every);
  return [period, windowWords({ kind: 'rolling', length: every * periods })];
};

const zoneOf = ({ timeZone, weekStart }: Of<'series'>) => ({
  ...(timeZone === undefined ? {} : { timeZone }),
  ...(weekStart === undefined ? {} : { weekStart }),
});

/** "used" and "feature", where the one event is called "feature used" and the reading "feature". */
const doing = ({ of, value }: Of<'distinct'>): readonly [did: string, what: string] | undefined => {
  if (
    value.kind !== 'property' ||
    of.names?.length !== 1 ||
    of.where !== undefined ||
    of.relations !== undefined
  )
    return undefined;
  const what = spaced(value.name).toLowerCase();
  const event = spaced(of.names[0]!).toLowerCase();
  const did = event.slice(what.length + 1);
  return event.startsWith(`${what} `) && /^[a-z]*[^e]ed$/.test(did) ? [did, what] : undefined;
};

const plural = (word = ''): string =>
  `${word.replace(/([^aeiou])y$/, '$1ie').replace(/([sx]|[cs]h)$/, '$1e')}s`;

/** Values that are better said with their amount inside: "at least 3 “purchase” events". */
const AMOUNTS: { readonly [K in ValueKind]?: (node: Of<K>, amount: Amount) => string | undefined } = {
  count: ({ of }, { words, one, none, some }) => {
    if (!isActivity(of) || !(none || some)) return `${words} ${eventsWords(of, one)}`;
    return of.window === undefined
      ? `${none ? 'never' : 'ever'} active`
      : `${none ? 'not ' : ''}active${during(of)}`;
  },
  distinct: (node, { words, one, none, some }) => {
    const [did, what] = doing(node) ?? [];
    const many = none || some ? '' : 'different ';
    if (did !== undefined) return `${did} ${words} ${many}${one ? what : plural(what)}${during(node.of)}`;
    const values = readingWords(node.value, true);
    return `${words} ${many}${one ? values.replace(/^(user|value|hour|day)s/, '$1') : values} in ${eventsWords(node.of)}`;
  },
  periods: (node, amount) => {
    const { of, unit, atLeast = 1 } = node;
    if (atLeast === 1 && (amount.none || amount.some)) return AMOUNTS.count?.({ kind: 'count', of }, amount);
    const window = windowOf(of.window, unit);
    const subject =
      atLeast > 1
        ? `at least ${number(atLeast)} ${eventsWords(ever(of))} a ${unit}`
        : isActivity(of)
          ? 'active'
          : occurrence(ever(of));
    const when =
      window === undefined
        ? `${amount.words} ${unit}${amount.one ? '' : 's'}${during(of)}`
        : `${amount.none ? 'none' : amount.words} of ${window}`;
    const zone = inZone(node, unit);
    return `${subject} ${unit === 'day' ? 'on' : 'in'} ${when}${when.endsWith(zone) ? '' : zone}`;
  },
  sessions: (node, { words, one }) => `${words} ${sessions(node, one)}`,
  series: (node, { op, numbers: [n = 0] }) =>
    node.answer === 'streak' && op === 'atLeast' && n > 1 && node.value === undefined
      ? `${eventsWords(node.of)} in each of ${span(node, n)[1].slice(3)}`
      : undefined,
  sequence: (node, { op, words, none, numbers: [n = 0] }) => {
    const all = n >= node.steps.length;
    if (all && (op === 'atLeast' || op === 'below'))
      return `${op === 'below' ? 'did not complete' : 'completed'} ${steps(node)}`;
    return `completed ${none ? 'none' : words} of the steps ${steps(node)}`;
  },
  elapsed: ({ value, direction }, { measured }) => `${measured} ${direction} ${valueWords(value)}`,
};

/** "the last 28 days", where the window consists of such days (weeks, months): they can be counted "of" it. */
const windowOf = (window: Window | undefined, unit: string): string | undefined => {
  if (window?.kind === 'rolling' && unit === 'day' && window.length % DAY === 0 && window.length > DAY)
    return windowWords(window).slice(3);
  if (window?.kind === 'calendar' && unit === window.unit && window.count > 1)
    return windowWords(window).slice(3);
  return undefined;
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
