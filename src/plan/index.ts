/** From definitions to what engines read: prepared once, bound to an instant often. */
export { type Bound, bind, seriesEdges, seriesSpan, sessionReach } from './bind.js';
export {
  attributeShifts,
  periodEdges,
  readingEdges,
  selectionEdges,
} from './edges.js';
export { fitsName, type NameFilter, nameFilterOf } from './event-names.js';
export { type Plans, planKeeper } from './keeper.js';
export { type NameRules, namedDefinitions } from './named.js';
export { needsOf, ownRange, type Reach, type Span, type Use } from './needs.js';
export type {
  CellNode,
  PlanNode,
  PlanNodeOf,
  PlanReading,
  PlanSelection,
  Prepared,
  Source,
} from './plan.js';
export { prepare, prepareWith } from './prepare.js';
export type { PlanRelation } from './relations.js';
export { typeOfNode } from './types.js';
