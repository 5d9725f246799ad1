import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SqlCase } from '../../src/sql/conformance/check.js';
import { crowds, relatedCrowds } from '../arbitrary/index.js';
import { oraclePopulation } from '../oracle/index.js';
import { PATIENCE, shown, trials } from '../trials/settings.js';
import { check, otherwise } from './cases.js';
import { hasClickHouse, openClickHouse, openDuckDB, openPostgres, type SqlEngine } from './engines.js';

const engines: readonly (readonly [string, () => Promise<SqlEngine>, number])[] = [
  ['DuckDB', openDuckDB, 0.002],
  ['PostgreSQL', openPostgres, 0.001],
  ...(hasClickHouse ? [['ClickHouse', openClickHouse, 0.001] as const] : []),
];

const kinds = [
  ['twenty random definitions', () => crowds(60, 20), 1],
  ['ten definitions of relations inside of relations', () => relatedCrowds(40, 10), 0.5],
] as const;

describe.each(kinds)('%s of a random crowd, in one statement', (_, scenarios, part) => {
  it.each(engines)(
    'have the answers of the oracle on %s',
    async (name, open, share) => {
      const engine = await open();
      const ran = { compared: 0, statements: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(scenarios(), async ({ definitions, people, asOf }) => {
          const cases = definitions.map((definition): SqlCase => {
            const expected = oraclePopulation(definition, people, asOf);
            return {
              title: JSON.stringify(definition),
              people: people as SqlCase['people'],
              asOf,
              definition,
              expected: people.map(({ customer }) => expected.get(customer.id)),
            };
          });
          const report = await check(cases, engine);
          ran.compared += report.compared;
          ran.statements += report.statements;
          ran.refused += report.skipped.length;
          expect(otherwise(report.skipped)).toEqual([]);
          const [first] = report.differences;
          if (first === undefined) return;
          const person = people.find(({ customer }) => customer.id === first.customer);
          expect.fail(`${report.differences.length} differences, the first: ${shown({ ...first, person })}`);
        }),
        // Smaller ones would take longer than they tell.
        { ...trials(share * part), endOnFailure: true },
      );
      await engine.close();
      console.log(
        `${name}: ${ran.compared} answers of ${ran.statements} statements compared; ${ran.refused} definitions without a type refused`,
      );
      expect(ran.compared).toBeGreaterThan(1000);
    },
    PATIENCE * 8,
  );

  if (!hasClickHouse)
    it.skip('have the answers of the oracle on ClickHouse: chdb is not installed (npm ci --prefix bench/peers)', () => {});
});
