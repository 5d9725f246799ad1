import { it } from 'vitest';
import { answersAsPopulation } from './catalogued.js';
import { hasClickHouse, openClickHouse } from './engines.js';

// Several deep entries in one statement take ClickHouse minutes: it puts each CTE in again wherever it is named.
if (hasClickHouse) answersAsPopulation(openClickHouse, 1);
else
  it.skip('ClickHouse: chdb is not installed (npm install in bench/peers), and nothing was compared', () => {});
