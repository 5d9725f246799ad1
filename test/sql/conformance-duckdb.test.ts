import { expect, it } from 'vitest';
import { check } from './cases.js';
import { cases, conforms, using } from './conforms.js';
import { openDuckDB } from './engines.js';

conforms(openDuckDB);

it('so do statements of one definition each', async () => {
  const some = cases.filter((_, i) => i % 8 === 0);
  const report = await using(openDuckDB, (engine) => check(some, engine, { together: 1 }));
  expect(report.differences).toEqual([]);
  expect(report.statements).toBe(report.cases);
}, 900_000);
