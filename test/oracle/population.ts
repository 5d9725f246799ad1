import type { Expression } from '../../src/expression/nodes.js';
import { type Answer, answer } from './answers.js';
import { instantOf } from './instants.js';
import { instant, type Person, type RawEvent, type Situation, situation } from './situation.js';

/**
 * The answer of every customer of a population, ranks included (S25). Events without an instant are left out (S1);
 * a second row of a customer is not taken, but the events are hers (S13).
 */
export const oraclePopulation = (
  definition: Expression,
  people: readonly Person[],
  asOf: unknown,
): Map<string, Answer> => {
  const everybody = peopleOf(people, instant(asOf));
  return new Map(everybody.map((each) => [each.id, answer(definition, { ...each, everybody })]));
};

const peopleOf = (people: readonly Person[], asOf: number): Situation[] => {
  const ids = [...new Set(people.map(({ customer }) => customer.id))];
  return ids.map((id) => {
    const rows = people.filter(({ customer }) => customer.id === id);
    const events = rows.flatMap((row) => row.events).filter(hasInstant);
    const { customer } = rows[0] as Person;
    return situation(customer, events, asOf);
  });
};

const hasInstant = ({ at }: RawEvent): boolean => instantOf(at) !== null;
