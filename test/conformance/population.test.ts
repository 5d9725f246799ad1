import { populationEngine } from './population-engine.js';
import { runConformance } from './run.js';

runConformance('a population', populationEngine);
