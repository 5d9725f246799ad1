import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { populationScenarios } from '../arbitrary/index.js';
import { oracle, oraclePopulation } from './index.js';

describe('the oracle of a population', () => {
  it('gives each customer the answer that she has alone, where nothing ranks', () => {
    fc.assert(
      fc.property(populationScenarios(), ({ definition, people, asOf }) => {
        const answers = oraclePopulation(definition, people, asOf);
        expect(answers.size).toBe(people.length);
        for (const { customer, events } of people)
          expect(answers.get(customer.id)).toEqual(oracle(definition, customer, events, asOf));
      }),
    );
  });
});
