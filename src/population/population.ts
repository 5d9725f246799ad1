import type { Definitions } from '../check/index.js';
import type { AnySegment } from '../definitions/index.js';
import { type Defined, ENGINE, profileAmong } from '../evaluate/index.js';
import { typeOf } from '../expression/index.js';
import { HabitusError, onlyKeys, refuse } from '../internal/index.js';
import { type NameRules, namedDefinitions, type Plans, type Prepared, planKeeper } from '../plan/index.js';
import { instant, number, quantity, shownAs } from '../print/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import { absentLines, checkPopulation } from './check.js';
import { type Column, columnOf } from './column.js';
import type { PopulationIssue } from './issues.js';
import { membership } from './membership.js';
import { eventsOf, placeOfCustomer } from './people.js';
import type { Answers } from './program/answers.js';
import { restore } from './restore.js';
import { type Pace, type Runner, runnerAmong } from './runner.js';
import { seenIn } from './seen.js';
import { setBit, wordsFor } from './store/bits.js';
import { type ColumnKind, type Table, tableOf } from './table.js';
import type { Asked, Population } from './types.js';

/** What a population has beside its answers. */
export interface Origin {
  readonly issues: readonly PopulationIssue[];
  readonly copies: number;
}

/** What a population is beside its runner, where it is more than that. */
export interface Manner<M extends object = object> {
  /** Methods that only this way of running has. */
  readonly more?: M | undefined;
  /** How it is made again as of another instant, where what it knows hangs on the instant. */
  readonly again?: ((asOf: number) => Population) | undefined;
  readonly plans?: Plans | undefined;
}

const INSIDE: unique symbol = Symbol('inside');

/** What other populations are made from. */
interface Inside extends Pick<Manner, 'again' | 'plans'> {
  readonly runner: Runner;
  readonly origin: Origin;
}

/** The population of a runner. */
export const populationOf = <M extends object = object>(
  runner: Runner,
  origin: Origin,
  asOf: number,
  { more, again, plans = planKeeper() }: Manner<M> = {},
): Population & M => {
  const { store, people } = runner;
  let eventCount: number | undefined;
  let names: readonly string[] | undefined;
  const namesOfEvents = (): readonly string[] => {
    names ??= seenIn(store).events;
    return names;
  };
  const root = (
    of: unknown,
    kind: ColumnKind | undefined,
    name: string,
  ): readonly [Prepared, readonly number[]] => {
    const plan = requireDefined(of, kind, name)[ENGINE].plan();
    return [plan, plan.roots.slice(0, 1)];
  };
  const one = (of: unknown, kind: ColumnKind | undefined, name: string): Answers =>
    runner.answer(...root(of, kind, name), asOf)[0]!;
  const tableFor = (named: NamedDefinitions, answers: readonly Answers[]): Table =>
    tableOf(
      people.ids,
      named.map(([key, of], i) => ({
        key,
        kind: of.kind,
        labels: of.kind === 'classification' ? labelsOf(of) : undefined,
        instants: typeOf(of.definition) === 'instant',
        column: columnOf(people, answers[i]!),
        members: of.kind === 'segment' ? membersOf(of, answers[i]!) : undefined,
      })),
      () => absentLines(store, asOf, Object.fromEntries(named)),
    );
  const membersOf = (segment: Defined, answers: Answers) =>
    membership(people, bitsOf(answers), () => absentLines(store, asOf, segment));
  const planFor = (named: NamedDefinitions): Prepared => plans(named.map(([, of]) => of));
  const paced = (pace: Pace = {}) => {
    requirePace(pace);
    const oneLater = async (of: unknown, kind: ColumnKind | undefined, name: string): Promise<Answers> =>
      (await runner.answerPaced(...root(of, kind, name), asOf, pace))[0]!;
    const members = async (segment: AnySegment) =>
      membersOf(segment, await oneLater(segment, 'segment', 'members'));
    const values = async (of: Asked) => columnOf(people, await oneLater(of, undefined, 'values'));
    return Object.freeze({
      members,
      count: async (segment: AnySegment) => (await members(segment)).size,
      values,
      classify: async (classification: Asked) =>
        classified(requireLabels(classification), await values(classification)),
      evaluate: async (definitions: Readonly<Record<string, Asked>> | readonly Asked[]) => {
        const named = namedDefinitions(definitions, NAMES);
        const plan = planFor(named);
        return tableFor(named, await runner.answerPaced(plan, plan.roots, asOf, pace));
      },
    });
  };
  const self = {
    size: people.ids.length,
    get eventCount() {
      eventCount ??= eventsOf(store, people);
      return eventCount;
    },
    copies: origin.copies,
    asOf,
    issues: origin.issues,
    ids: people.ids,
    members: (segment: AnySegment) => membersOf(segment, one(segment, 'segment', 'members')),
    count: (segment: AnySegment) => self.members(segment).size,
    values: (of: Asked) => columnOf(people, one(of, undefined, 'values')),
    classify: (classification: Asked) =>
      classified(requireLabels(classification), self.values(classification)),
    evaluate: (definitions: Readonly<Record<string, Asked>> | readonly Asked[]) => {
      const named = namedDefinitions(definitions, NAMES);
      const plan = planFor(named);
      return tableFor(named, runner.answer(plan, plan.roots, asOf));
    },
    paced,
    check: (definitions: Definitions) => checkPopulation(runner, asOf, definitions),
    where: (segment: AnySegment) =>
      amongOf(self as unknown as Population, bitsOf(one(segment, 'segment', 'where'))),
    at: (instant: InstantInput) => {
      const then = requireInstant(instant, 'at');
      return again === undefined ? populationOf(runner, origin, then, { plans }) : again(then);
    },
    profile: (id: string) => {
      const customer = people.indices.get(id);
      if (customer === undefined)
        throw new HabitusError(
          'unknown-customer',
          `expected the id of one of ${quantity(people.ids.length, 'customers')}, got ${String(JSON.stringify(String(id)))}`,
          'profile',
        );
      const { attributes, history, events } = restore(store, placeOfCustomer(people, customer));
      return profileAmong({ id, attributes, history }, events, { asOf }, namesOfEvents);
    },
  };
  const inside: Inside = { runner, origin, again, plans };
  Object.assign(Object.defineProperty(self, INSIDE, { value: inside }), more);
  shownAs(self, () => populationText(self as unknown as Population));
  return Object.freeze(self) as unknown as Population & M;
};

const populationText = ({ size, eventCount, asOf, issues }: Population): string =>
  [
    `${quantity(size, 'customers')} with ${quantity(eventCount, 'events')}, as of ${instant(asOf)}`,
    ...issues.map(({ count, message }) => `  ${number(count)} × ${message}`),
  ].join('\n');

/** What a population is made of; a `bad-value` error for anything else. */
export const insideOf = (people: Population, path = 'population'): Inside =>
  (people as Partial<{ [INSIDE]: Inside }> | null)?.[INSIDE] ??
  refuse('bad-value', 'a population: population({ customers, events })', people, path);

/** The runner behind a population; a `bad-value` error for anything else. */
export const runnerOf = (people: Population): Runner => insideOf(people).runner;

/** Those of a population's customers whose bit is set. */
const amongOf = (people: Population, words: Int32Array): Population => {
  const { runner, origin, again, plans } = insideOf(people);
  const narrow = runnerAmong(runner, words);
  return populationOf(narrow, origin, people.asOf, {
    plans,
    again: again && ((asOf) => onlyThese(again(asOf), narrow.people.ids)),
  });
};

/** Those of a population's customers who have one of these ids. */
const onlyThese = (people: Population, ids: readonly string[]): Population => {
  const { indices, ids: all } = runnerOf(people).people;
  const words = new Int32Array(wordsFor(all.length));
  for (const id of ids) {
    const customer = indices.get(id);
    if (customer !== undefined) setBit(words, customer);
  }
  return amongOf(people, words);
};

type NamedDefinitions = readonly (readonly [string, AnyDefined])[];

type AnyDefined = Defined & { readonly kind: ColumnKind };

/** A segment, metric or classification, of one kind where that is asked for; an error for anything else. */
export const requireDefined = (of: unknown, kind: ColumnKind | undefined, path: string): AnyDefined => {
  const found = typeof of === 'function' && ENGINE in of ? (of as unknown as AnyDefined) : undefined;
  if (found === undefined || (kind !== undefined && found.kind !== kind))
    refuse('bad-value', `a ${kind ?? 'segment, metric or classification'}`, of, path);
  return found as AnyDefined;
};

/** The labels of a classification that can be counted. */
const requireLabels = (classification: unknown): readonly string[] => {
  const labels = labelsOf(requireDefined(classification, 'classification', 'classify'));
  if (labels.includes('unclassified')) {
    refuse(
      'bad-value',
      'labels other than "unclassified", which is for customers without one; use values(…).counts()',
      'unclassified',
      'classify',
    );
  }
  return labels;
};

const classified = (labels: readonly string[], column: Column): Readonly<Record<string, number>> => {
  const counts = column.counts();
  return Object.freeze(
    Object.fromEntries([
      ...labels.map((label) => [label, counts.get(label) ?? 0] as const),
      ['unclassified', column.missingCount] as const,
    ]),
  );
};

const requirePace = (pace: Pace): void => {
  onlyKeys(pace, ['signal', 'onProgress'], 'paced');
  const { signal, onProgress } = pace;
  if (onProgress !== undefined && typeof onProgress !== 'function')
    refuse('bad-value', 'a function of { customers, total }', onProgress, 'onProgress');
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function')
    refuse('bad-value', 'an AbortSignal (controller.signal)', signal, 'signal');
};

const bitsOf = (answers: Answers): Int32Array => answers.data as Int32Array;

const labelsOf = (of: AnyDefined | Asked): readonly string[] =>
  (of as unknown as { readonly labels: readonly string[] }).labels;

const NAMES: NameRules<AnyDefined> = {
  path: 'evaluate',
  require: (given, path) => requireDefined(given, undefined, path),
  wrong: (name) => (name === 'id' ? 'another name than "id", which is the customer’s' : undefined),
};
