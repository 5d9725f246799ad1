import { answersAsPopulation, answersEverything } from './catalogued.js';
import { openDuckDB } from './engines.js';

answersEverything();
answersAsPopulation(openDuckDB);
