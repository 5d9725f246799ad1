/** Random definitions and random customers, for tests that hold for all of them. */
export { definitions, relative } from './definitions.js';
export { histories } from './histories.js';
export {
  crowds,
  labelScenarios,
  membershipScenarios,
  type PopulationScenario,
  populationScenarios,
  relatedCrowds,
  relativeScenarios,
  type Scenario,
  scenarios,
} from './scenarios.js';
