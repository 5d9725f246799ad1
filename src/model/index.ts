/**
 * A host's own data, typed: models from schemas, names mapped onto them, rows brought in with nothing lost.
 * @packageDocumentation
 */
export {
  type CustomerFields,
  type DatedRate,
  type EventFields,
  type HostEvent,
  type HostField,
  type HostNumber,
  type HostVocabulary,
  type InstantAs,
  type InstantField,
  type Money,
  type Parsed,
  type RowCause,
  type RowIssue,
  type RowReport,
  type RowSummary,
  type TextField,
  type ValueField,
  type ValuesField,
  type VocabularyOptions,
  vocabulary,
} from '../vocabulary/index.js';
