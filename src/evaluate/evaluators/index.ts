/**
 * How each node kind is answered about one profile, one export a kind. A precompiled definition imports the kinds that it
 * is made of and no others; whoever builds definitions needs them all.
 */
export * from './aggregates.js';
export * from './computed.js';
export * from './rhythm.js';
export * from './sequence.js';
export * from './truths.js';
