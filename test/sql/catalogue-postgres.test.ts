import { answersAsPopulation } from './catalogued.js';
import { openPostgres } from './engines.js';

answersAsPopulation(() => openPostgres());
