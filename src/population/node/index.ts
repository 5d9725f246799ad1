/**
 * What needs Node: populations that several threads answer.
 * @packageDocumentation
 */
export { type ThreadedPopulation, type ThreadOptions, threadedPopulation } from './threaded.js';
