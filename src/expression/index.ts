/** The language: node kinds, building and checking, JSON, words. Knows no engine. */
export {
  AGGREGATES,
  type AggregateKind,
  type AggregateThat,
  aggregatesThat,
  type Reads,
} from './aggregates.js';
export { build, type Slots } from './build.js';
export { type JsonSchema, schemaOfCheck } from './check-schemas.js';
export { copied, LIMITS, requireText } from './checks.js';
export { type Cost, type CostPart, costOfNode } from './cost.js';
export { EVENT_TESTS, GRAMMAR } from './grammar.js';
export type * from './nodes.js';
export { type Answers, typeOf, typeWith } from './types.js';
export {
  describe,
  formatValue,
  joined,
  type Phrase,
  parameterWords,
  phrase,
  phraseOf,
  readingWords,
  shortfall,
  valuePhrase,
} from './words/index.js';
