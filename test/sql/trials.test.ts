import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SqlCase } from '../../src/sql/conformance/check.js';
import { type PopulationScenario, populationScenarios, relativeScenarios } from '../arbitrary/index.js';
import { oraclePopulation } from '../oracle/index.js';
import { PATIENCE, shown, trials } from '../trials/settings.js';
import { check, otherwise } from './cases.js';
import { hasClickHouse, openClickHouse, openDuckDB, openPostgres, type SqlEngine } from './engines.js';

const engines: readonly (readonly [string, () => Promise<SqlEngine>, number])[] = [
  ['DuckDB', openDuckDB, 0.03],
  ['PostgreSQL', openPostgres, 0.015],
  ...(hasClickHouse ? [['ClickHouse', openClickHouse, 0.015] as const] : []),
];

/** Random populations as cases of a table: what the oracle says of each of their people is expected. */
const casesOf = (scenarios: readonly PopulationScenario[]): readonly SqlCase[] =>
  scenarios.map(({ definition, people, asOf }, i) => {
    const expected = oraclePopulation(definition, people, asOf);
    return {
      title: `${i}: ${JSON.stringify(definition)} as of ${asOf}`,
      people: people as SqlCase['people'],
      asOf,
      definition,
      expected: people.map(({ customer }) => expected.get(customer.id)),
    };
  });

describe('a random definition of a random population', () => {
  it.each(engines)(
    'has the answers of the oracle on %s',
    async (name, open, share) => {
      const { numRuns, seed } = trials(share);
      const cases = casesOf([
        ...fc.sample(populationScenarios(), { numRuns, seed }),
        ...fc.sample(relativeScenarios(), { numRuns: Math.ceil(numRuns / 5), seed }),
      ]);
      const engine = await open();
      const report = await check(cases, engine);
      await engine.close();
      const { compared, statements, skipped } = report;
      console.log(
        `${name}: ${compared} answers of ${statements} statements compared; not asked: ${skipped.length}`,
      );
      expect(compared).toBeGreaterThan(numRuns);
      expect(otherwise(skipped)).toEqual([]);
      const [first] = report.differences;
      if (first !== undefined) {
        const { people } = cases.find(({ title }) => title === first.title)!;
        expect.fail(`${report.differences.length} differences, the first: ${shown({ ...first, people })}`);
      }
    },
    PATIENCE,
  );

  if (!hasClickHouse)
    it.skip('has the answers of the oracle on ClickHouse: chdb is not installed (npm ci --prefix bench/peers)', () => {});
});
