import { profileEngine } from './profile-engine.js';
import { runConformance } from './run.js';

runConformance('profile', profileEngine);
