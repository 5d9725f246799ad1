import fc from 'fast-check';
import type { Expression } from '../../src/expression/nodes.js';
import type { Person } from '../oracle/index.js';
import {
  labelTemplates,
  relatedTemplates,
  relativeTemplates,
  templates,
  testTemplates,
} from './definitions.js';
import { type History, instantsOfAnswer, people, placedPerson } from './histories.js';
import { place } from './placing.js';
import { oneOfThese } from './vocabulary.js';

/** A definition and a customer who meet at the same edges. */
export interface Scenario extends History {
  readonly definition: Expression;
}

/** A definition and a population. */
export interface PopulationScenario {
  readonly definition: Expression;
  readonly people: readonly Person[];
  readonly asOf: number;
}

const scenario = (template: fc.Arbitrary<unknown>, maxEvents: number): fc.Arbitrary<Scenario> =>
  fc
    .record({
      definition: template,
      person: people(oneOfThese(['c', 'ada', '\u{1f600}', '']), maxEvents),
      asOf: instantsOfAnswer(),
    })
    .map(({ definition, person, asOf }) => ({
      definition: place(definition, asOf) as Expression,
      ...placedPerson(person, asOf),
      asOf,
    }));

/** Any definition. */
export const scenarios = (): fc.Arbitrary<Scenario> => scenario(templates(), 25);

/** Memberships, with few events: as time goes by, they are asked often. */
export const membershipScenarios = (): fc.Arbitrary<Scenario> => scenario(testTemplates(), 12);

/** Classifications, likewise. */
export const labelScenarios = (): fc.Arbitrary<Scenario> => scenario(labelTemplates(), 12);

const population = (template: fc.Arbitrary<unknown>): fc.Arbitrary<PopulationScenario> =>
  fc
    .record({
      definition: template,
      people: fc.uniqueArray(people(oneOfThese(IDS), 8), {
        maxLength: 8,
        size: 'max',
        selector: (person) => (person as { customer: { id: string } }).customer.id,
      }),
      asOf: instantsOfAnswer(),
    })
    .map(({ definition, people: unplaced, asOf }) => ({
      definition: place(definition, asOf) as Expression,
      people: unplaced.map((person) => placedPerson(person, asOf)),
      asOf,
    }));

/** Ids that differ by case, by composition, or look like something else. */
const IDS: readonly string[] = ['a', 'A', 'b', 'c', '1', '01', '\u00e9', 'e\u0301', '__proto__', '\u{1f600}'];

/** Any definition, asked of a population. */
export const populationScenarios = (): fc.Arbitrary<PopulationScenario> => population(templates());

/** A definition with a rank, asked of a population. */
export const relativeScenarios = (): fc.Arbitrary<PopulationScenario> => population(relativeTemplates());

/** Many definitions, and a crowd that they are asked of. */
export interface CrowdScenario {
  readonly definitions: readonly Expression[];
  readonly people: readonly Person[];
  readonly asOf: number;
}

/** Any definition; few have a rank, for the oracle is slow at those. */
const anything = (): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: templates() }, { weight: 1, arbitrary: relativeTemplates() });

/** A crowd of so many customers, each of another id, and some definitions. */
export const crowds = (size: number, asked = 2, template = anything()): fc.Arbitrary<CrowdScenario> =>
  fc
    .record({
      definitions: fc.array(template, { minLength: asked, maxLength: asked }),
      people: fc.noShrink(fc.array(people(oneOfThese(IDS), 8), { minLength: size, maxLength: size })),
      asOf: instantsOfAnswer(),
    })
    .map(({ definitions, people: unplaced, asOf }) => ({
      definitions: definitions.map((definition) => place(definition, asOf) as Expression),
      people: unplaced.map((person, i) => {
        const { customer, events } = placedPerson(person, asOf);
        return { customer: { ...customer, id: `${customer.id} ${i}` }, events };
      }),
      asOf,
      // Three hundred people would fill the screen: the seed brings them back.
      [fc.toStringMethod]: () => `${JSON.stringify(definitions)} as of ${asOf}`,
    }));

/** The same, of definitions whose events stand in relations about the same thing, inside of one another. */
export const relatedCrowds = (size: number, asked: number): fc.Arbitrary<CrowdScenario> =>
  crowds(size, asked, relatedTemplates());
