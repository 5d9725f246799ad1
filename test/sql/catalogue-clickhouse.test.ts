import { it } from 'vitest';
import { answersAsPopulation } from './catalogued.js';
import { hasClickHouse, openClickHouse } from './engines.js';

// Several deep entries in one statement take ClickHouse minutes to plan, and two of them do so alone.
if (hasClickHouse)
  answersAsPopulation(openClickHouse, { together: 1, but: ['journey-stage', 'add-on-candidate'] });
else
  it.skip('ClickHouse: chdb is not installed (npm install in bench/peers), and nothing was compared', () => {});
