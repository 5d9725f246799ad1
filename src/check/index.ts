/** What definitions read, and how that stands to what there is. */
export { findingsAgainst } from './against.js';
export { type Definable, type Definitions, namedOf } from './asked.js';
export { check } from './check.js';
export { type Finding, type FindingCode, type Findings, findingsOf, namesOf } from './findings.js';
export {
  type NeededAt,
  type NeededEvents,
  type NeededValue,
  type Needs,
  needs,
  type OtherEvents,
  placeOf,
} from './needs.js';
export { type Judged, type Reads, readsOf } from './reads.js';
export type { Seen, SeenValues, SeenWords } from './seen.js';
