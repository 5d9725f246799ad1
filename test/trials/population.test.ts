import fc from 'fast-check';
import type { Asked } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/expression/nodes.js';
import { crowds, populationScenarios, relativeScenarios } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import { parsed } from '../conformance/profile-engine.js';
import { oraclePopulation } from '../oracle/index.js';
import { PATIENCE, same, shown, trials } from './settings.js';

describe('a random definition of a random population', () => {
  it.each([
    ['any definition', populationScenarios, 0.2],
    ['a definition with a rank', relativeScenarios, 0.1],
  ] as const)(
    'has the answers of the oracle: %s',
    (_, scenarios, share) => {
      fc.assert(
        fc.property(scenarios(), ({ definition, people, asOf }) => {
          const expected = oraclePopulation(definition, people, asOf);
          const column = populationOfPeople(people, asOf).values(asked(definition));
          for (const [id, answer] of expected) expectSame(column.get(id), answer, id);
        }),
        trials(share),
      );
    },
    PATIENCE,
  );

  it(
    'has the answers of the oracle about a crowd of 300, in one pass and as of another instant',
    () => {
      fc.assert(
        fc.property(crowds(300), fc.nat(5_000_000_000), ({ definitions, people, asOf }, past) => {
          const whole = populationOfPeople(people, asOf);
          const table = whole.evaluate(
            Object.fromEntries(definitions.map((each, i) => [`d${i}`, asked(each)])),
          );
          definitions.forEach((definition, i) => {
            const column = table.column(`d${i}`);
            for (const [id, answer] of oraclePopulation(definition, people, asOf))
              expectSame(column.get(id), answer, id);
          });
          const [definition] = definitions as [Expression];
          const column = whole.at(asOf - past).values(asked(definition));
          for (const [id, answer] of oraclePopulation(definition, people, asOf - past))
            expectSame(column.get(id), answer, id);
          const one = people[past % people.length]!.customer.id;
          if (!needsPopulation(definition))
            expectSame(parsed(definition)(whole.profile(one)), table.column('d0').get(one), one);
        }),
        trials(0.01),
      );
    },
    PATIENCE,
  );
});

const needsPopulation = (definition: Expression): boolean => JSON.stringify(definition).includes('"rank"');

const asked = (definition: Expression): Asked => parsed(definition) as unknown as Asked;

const expectSame = (actual: unknown, expected: unknown, id: string): void => {
  if (!same(actual, expected))
    expect.fail(`${shown(id)}: got ${shown(actual)}, the oracle says ${shown(expected)}`);
};
