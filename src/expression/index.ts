/** The language: node kinds, building and checking, JSON, words. Knows no engine. */
export { build } from './build.js';
export { LIMITS } from './checks.js';
export { EVENT_TESTS, GRAMMAR, type Sort } from './grammar.js';
export type * from './nodes.js';
export { type Answers, scalarType, typeOf } from './types.js';
export { describe, formatValue, phrase, shortfall, unitOf, valuePhrase } from './words/index.js';
