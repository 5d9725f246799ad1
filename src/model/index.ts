/**
 * A host's own data, typed: models from schemas, names mapped onto them, rows brought in with nothing lost.
 * @packageDocumentation
 */
export {
  type DatedRate,
  type HostEvent,
  type HostField,
  type HostNumber,
  type HostVocabulary,
  type Money,
  type Parsed,
  type RowCause,
  type RowIssue,
  type RowReport,
  type RowSummary,
  type VocabularyOptions,
  vocabulary,
} from '../vocabulary/index.js';
