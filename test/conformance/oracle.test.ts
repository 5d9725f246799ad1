import { oracleEngine } from './oracle-engine.js';
import { runConformance } from './run.js';

runConformance('oracle', oracleEngine);
