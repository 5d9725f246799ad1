import { it } from 'vitest';
import { answersAsPopulation } from './catalogued.js';
import { hasClickHouse, openClickHouse } from './engines.js';

// Several entries in one statement take ClickHouse minutes to plan, and deep ones do so alone.
if (hasClickHouse) answersAsPopulation(openClickHouse, { together: 1, nodes: 100 });
else
  it.skip('ClickHouse: chdb is not installed (npm install in bench/peers), and nothing was compared', () => {});
