import type { AggregateKind } from '../../expression/index.js';
import type { CellNode, PlanNode, PlanNodeOf, PlanReading, Prepared } from '../../plan/index.js';
import { cut, isByCustomer, length, several, windowWords } from './meaning-words.js';

/** What columns are called by what they mean; a namer makes names of it. */
export interface Meaning {
  /** A value or a test of a customer: `purchase_amount_sum_30d`. */
  node(index: number): string;
  /** Which events: `purchase_with_currency`. */
  source(index: number): string;
  /** The same in its window and with its relations. */
  selection(index: number): string;
  /** What is read of an event: `amount`. */
  reading(index: number): string;
}

/** The meanings of the parts of a plan. */
export const meaningOf = (prepared: Prepared): Meaning => {
  const { nodes, eventNodes, eventChildren, selections, sources, readings } = prepared;

  const reading = (index: number): string => READINGS[readings[index]!.kind](readings[index] as never);

  /** The readings that a test of one event looks at, with the value where that is all that is asked. */
  const readIn = (index: number): readonly string[] => {
    const node = eventNodes[index] as PlanNode | CellNode;
    if (node.kind === 'oneOf' && node.values.length === 1)
      return readIn(node.value).map((each) => cut(`${each}_${node.values[0]}`));
    return node.kind === 'cell' ? [reading(node.reading)] : (eventChildren[index] ?? []).flatMap(readIn);
  };

  const source = (index: number): string => {
    const { names, except, startingWith, anyOf, where } = sources[index]!;
    const which =
      names !== undefined
        ? several(names)
        : startingWith !== undefined
          ? `${several(startingWith)}_events`
          : except !== undefined
            ? `${isByCustomer(except) ? 'active' : 'event'}_but_${except.length === 1 ? except[0] : `${except.length}_names`}`
            : anyOf === undefined
              ? 'event'
              : 'event_of_several';
    const read = [...new Set(where.flatMap(readIn))].filter((each) => !each.startsWith('event'));
    return read.length === 0 ? which : cut(`${which}_with_${read.slice(0, 2).join('_and_')}`);
  };

  /** What comes after the events and their measure: the window, and what they stand in relation to. */
  const limits = (index: number): string => {
    const { window, shift, relations } = selections[index]!;
    const start = window?.kind === 'following' ? node(window.start) : '';
    return [
      windowWords(window, start),
      ...relations.map(
        ({ events, after, some }) =>
          `${some ? '' : 'not_'}${after ? 'followed_by' : 'preceded_by'}_${source(selections[events]!.source)}`,
      ),
      ...(shift > 0 ? [`${length(shift)}_ago`] : []),
    ]
      .filter((each) => each !== '')
      .map((each) => `_${each}`)
      .join('');
  };
  const measured = (index: number, measure: string): string =>
    cut(`${source(selections[index]!.source)}_${measure}${limits(index)}`);

  const known = new Map<number, string>();
  const node = (index: number): string => {
    const same = known.get(index);
    if (same !== undefined) return same;
    const each = nodes[index]!;
    const words = cut((WORDS[each.kind] as (node: PlanNode, of: Speaking) => string)(each, speaking));
    known.set(index, words);
    return words;
  };
  const speaking: Speaking = {
    node,
    reading,
    measured,
    limits,
    source: (selection) => source(selections[selection]!.source),
  };
  return { node, source, reading, selection: (index) => measured(index, 'event') };
};

const READINGS: {
  readonly [K in PlanReading['kind']]: (reading: Extract<PlanReading, { readonly kind: K }>) => string;
} = {
  property: ({ name }) => cut(name),
  actor: () => 'user',
  hourOfDay: () => 'hour_of_day',
  dayOfWeek: () => 'day_of_week',
  eventName: () => 'event',
};

/** What the words of a node are made of. */
interface Speaking {
  node(index: number): string;
  reading(index: number): string;
  /** The source of a selection. */
  source(selection: number): string;
  measured(selection: number, measure: string): string;
  limits(selection: number): string;
}

type Words = { readonly [K in PlanNode['kind']]: (node: PlanNodeOf<K>, of: Speaking) => string };

const ofReading =
  (measure: string) =>
  ({ of, value }: { readonly of: number; readonly value: number }, { measured, reading }: Speaking): string =>
    measured(of, `${reading(value)}_${measure}`);

const foremost =
  (which: string) =>
  ({ of, value }: PlanNodeOf<'first' | 'last'>, { source, reading, limits }: Speaking): string =>
    `${which}_${source(of)}_${reading(value)}${limits(of)}`;

const DAY_WORDS = { day: 'days', week: 'weeks', month: 'months' } as const;

const AGGREGATED: Pick<Words, AggregateKind> = {
  count: ({ of }, { measured }) => measured(of, 'count'),
  firstAt: ({ of }, { source, limits }) => `first_${source(of)}_at${limits(of)}`,
  lastAt: ({ of }, { source, limits }) => `last_${source(of)}_at${limits(of)}`,
  sum: ofReading('sum'),
  average: ofReading('average'),
  min: ofReading('least'),
  max: ofReading('greatest'),
  distinct: ({ of, value }, { measured, reading }) => measured(of, `distinct_${reading(value)}`),
  mostFrequent: ofReading('most_frequent'),
  topShare: ofReading('top_share'),
  first: foremost('first'),
  last: foremost('last'),
  periods: ({ of, unit, atLeast = 1 }, { measured, source, limits }) => {
    const units = atLeast > 1 ? `${DAY_WORDS[unit]}_of_${atLeast}` : DAY_WORDS[unit];
    // Being active, whatever was done: how many names are left out is said where that is tested.
    return source(of).startsWith('active_but_') ? `active_${units}${limits(of)}` : measured(of, units);
  },
  sessions: ({ of, measure = 'count' }, { measured }) =>
    measured(of, measure === 'count' ? 'sessions' : `${measure}_in_sessions`),
  gap: ({ of, measure }, { measured }) => measured(of, `${measure}_gap`),
  series: ({ of, answer, value }, { measured, reading }) =>
    measured(of, value === undefined ? answer : `${reading(value)}_${answer}`),
  sequence: ({ steps }, { source }) => `steps_from_${source(steps[0]!)}_to_${source(steps.at(-1)!)}`,
};

const joined =
  (word: string) =>
  ({ of }: { readonly of: readonly number[] }, { node }: Speaking): string =>
    of.slice(0, 3).map(node).join(`_${word}_`);

const OPERATORS = {
  atLeast: 'at_least',
  atMost: 'at_most',
  above: 'above',
  below: 'below',
  is: 'is',
} as const;

const SIGNS = {
  plus: 'plus',
  minus: 'minus',
  times: 'times',
  dividedBy: 'per',
  least: 'or_less',
  greatest: 'or_more',
} as const;

const HOW = { startsWith: 'starts_with', endsWith: 'ends_with', contains: 'contains' } as const;

const WORDS: Words = {
  ...AGGREGATED,
  literal: ({ value }) => String(value),
  attribute: ({ name }) => name,
  heldSince: ({ name }) => `${name}_held_since`,
  arithmetic: (node, of) => joined(SIGNS[node.op])(node, of),
  orElse: ({ value, otherwise }, { node }) => `${node(value)}_or_else_${node(otherwise)}`,
  choose: ({ cases }, { node }) => `choice_by_${node(cases[0]![0])}`,
  howMany: ({ points }) => (points === undefined ? 'how_many' : 'points'),
  elapsed: ({ value, direction }, { node }) => `days_${direction}_${node(value)}`,
  score: ({ parts }, { node }) => `score_of_${node(parts[0]!.value)}`,
  firstMatch: ({ labels }) => `${labels[0]![0]}_or_other`,
  dominant: ({ labels }) => `strongest_of_${labels[0]![0]}`,
  compare: ({ op, left, right }, { node }) => `${node(left)}_${OPERATORS[op]}_${node(right)}`,
  oneOf: ({ value, values }, { node }) => `${node(value)}_is_${several(values.map(String))}`,
  exists: ({ value }, { node }) => `has_${node(value)}`,
  includes: ({ value, text }, { node }) => `${node(value)}_includes_${text}`,
  text: ({ value, how, text }, { node }) => `${node(value)}_${HOW[how]}_${text}`,
  version: ({ value, op, version }, { node }) => `${node(value)}_${OPERATORS[op]}_${version}`,
  within: ({ value, side, length: ms }, { node }) => `${node(value)}_in_${side}_${length(ms)}`,
  rank: ({ value, end, percent }, { node }) => `${node(value)}_in_${end}_${percent}_percent`,
  bucket: ({ salt }) => `in_bucket_of_${salt}`,
  not: ({ of }, { node }) => `not_${node(of)}`,
  and: joined('and'),
  or: joined('or'),
};
