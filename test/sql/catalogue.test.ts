import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/index.js';
import type { Expression } from '../../src/expression/index.js';
import type { Customer, Event } from '../../src/index.js';
import { type Population, population } from '../../src/population/index.js';
import type { CasePerson, SqlCase } from '../../src/sql/conformance/check.js';
import { constructed } from '../catalogue/constructed.js';
import { asOf } from '../catalogue/customers.js';
import { check, otherwise } from './cases.js';
import { using } from './conforms.js';
import { ENGINES, hasClickHouse } from './engines.js';
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

describe('every entry of the catalogue, and one of each constructor', () => {
  it('is asked of customers who get every answer that it has', () => {
    const seen = new Set(
      [...answers].flatMap(([entry, column]) => column.map((each) => sortOf(entry, each))),
    );
    expect(entries.flatMap(sortsOf).filter((sort) => !seen.has(sort))).toEqual([]);
  });

  it.each(ENGINES)(
    'answers on %s as a population does',
    async (_, open) => {
      const cases = [...answers].map(
        ([{ id, definition }, expected]): SqlCase => ({ title: id, people, asOf, definition, expected }),
      );
      const report = await using(open, (engine) => check(cases, engine));
      expect(report.differences).toEqual([]);
      expect(otherwise(report.skipped)).toEqual([]);
      expect(report.compared).toBe((entries.length - report.skipped.length) * people.length);
    },
    300_000,
  );

  if (!hasClickHouse)
    it.skip('ClickHouse: chdb is not installed (npm install in bench/peers), and nothing was compared', () => {});
});
