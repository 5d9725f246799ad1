import { expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/index.js';
import type { Expression } from '../../src/expression/index.js';
import type { Customer, Event } from '../../src/index.js';
import { type Population, population } from '../../src/population/index.js';
import type { CasePerson, SqlCase } from '../../src/sql/conformance/check.js';
import { constructed } from '../catalogue/constructed.js';
import { asOf } from '../catalogue/customers.js';
import { check } from './cases.js';
import { using } from './conforms.js';
import type { SqlEngine } from './engines.js';
import { nastyPeople } from './nasty-people.js';
import { plannedPeople } from './planned-people.js';

/** Every entry, and one of each constructor. */
const entries = [...catalogue, ...Object.values(constructed)] as unknown as readonly Entry[];
interface Entry {
  readonly id: string;
  readonly kind: 'segment' | 'metric' | 'classification';
  readonly definition: Expression;
  readonly labels?: readonly string[];
}

const peopleOf = (people: readonly CasePerson[]): Population =>
  population({
    customers: people.map(({ customer }) => customer as Customer),
    events: people.flatMap(({ customer, events }) =>
      events.map((event) => ({ ...event, customerId: customer.id }) as Event),
    ),
    asOf,
  });

/** The answers about each customer, under the entries. */
const answersOf = (people: readonly CasePerson[]): ReadonlyMap<Entry, readonly unknown[]> => {
  const asked = peopleOf(people);
  return new Map(entries.map((entry) => [entry, asked.values(entry as never).toArray()]));
};

/** An answer, as what it has to be seen at least once: true and false, each label and none, a value and none. */
const sortOf = ({ id, kind }: Entry, answer: unknown): string =>
  `${id}: ${kind === 'metric' && answer !== null ? 'a value' : answer}`;

const sortsOf = (entry: Entry): readonly string[] =>
  ({
    segment: [true, false],
    metric: [0],
    classification: [...(entry.labels ?? []), null],
  })[entry.kind].map((answer) => sortOf(entry, answer));

/** Few of many customers, who get from the entries every answer that all of them get. */
const chosen = (people: readonly CasePerson[]): readonly CasePerson[] => {
  const answers = [...answersOf(people)];
  const sorts = people.map((_, i) => answers.map(([entry, column]) => sortOf(entry, column[i])));
  const open = new Set(sorts.flat());
  const found: CasePerson[] = [];
  while (open.size > 0) {
    const news = sorts.map((of) => of.filter((sort) => open.has(sort)).length);
    const best = news.indexOf(Math.max(...news));
    for (const sort of sorts[best]!) open.delete(sort);
    found.push(people[best]!);
  }
  return found;
};

const people = [
  ...plannedPeople,
  ...chosen(
    nastyPeople(
      900,
      7,
      entries.map(({ definition }) => definition),
    ),
  ),
];
const answers = answersOf(people);

/** Every entry has every answer at least once, so that none is compared for nothing. */
export const answersEverything = (): void =>
  it('every entry of the catalogue is asked of customers who get every answer that it has', () => {
    const seen = new Set(
      [...answers].flatMap(([entry, column]) => column.map((each) => sortOf(entry, each))),
    );
    expect(entries.flatMap(sortsOf).filter((sort) => !seen.has(sort))).toEqual([]);
  });

/** How an engine is asked. */
interface Asked {
  /** How many entries go into one statement. */
  readonly together?: number;
  /** Entries of more nodes than that it is not asked. */
  readonly nodes?: number;
}

/** Of how many nodes a definition is made. */
const nodesIn = (part: unknown): number =>
  typeof part !== 'object' || part === null
    ? 0
    : Object.values(part).reduce((sum: number, inner) => sum + nodesIn(inner), 'kind' in part ? 1 : 0);

/** All entries on an engine. A file an engine, so that they run beside each other. */
export const answersAsPopulation = (
  open: () => Promise<SqlEngine>,
  { together = 40, nodes = Number.POSITIVE_INFINITY }: Asked = {},
): void => {
  const deep = entries.filter(({ definition }) => nodesIn(definition) > nodes);
  it('every entry of the catalogue answers as a population does, and one of each constructor', async () => {
    const cases = [...answers]
      .filter(([entry]) => !deep.includes(entry))
      .map(([{ id, definition }, expected]): SqlCase => ({ title: id, people, asOf, definition, expected }));
    expect(cases.length).toBe(entries.length - deep.length);
    expect(cases.length).toBeGreaterThan(entries.length / 2);
    const report = await using(open, (engine) => check(cases, engine, { together }));
    expect(report.differences).toEqual([]);
    expect(report.skipped).toEqual([]);
    expect(report.compared).toBe(cases.length * people.length);
  }, 900_000);
  if (deep.length > 0)
    it.skip(`${deep.length} entries of more than ${nodes} nodes, which this engine plans for minutes: ${deep.map(({ id }) => id).join(', ')}`, () => {});
};
