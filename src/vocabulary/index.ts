/**
 * The words of a product as plain data: attributes and events with their types, the built-in model, a host's own names
 * mapped onto them, and the report on rows that were brought in.
 */
export {
  type CellReader,
  type InstantAs,
  type InstantField,
  shown,
  type ValueField,
} from './cells.js';
export {
  type DatedRate,
  type HostEvent,
  type HostField,
  type HostNumber,
  type HostVocabulary,
  hostNames,
  type Money,
  type VocabularyOptions,
  vocabulary,
} from './host.js';
export { onlyKeys } from './keys.js';
export {
  type Parsed,
  type RowCause,
  type RowIssue,
  type RowReport,
  type RowSummary,
  rowLog,
} from './report.js';
export {
  type CustomerFields,
  customerMapping,
  type EventFields,
  eventMapping,
  type MappedValues,
  type TextField,
  type ValuesField,
} from './row-mapping.js';
export {
  type CustomerRow,
  customerReader,
  type EventRow,
  eventReader,
  type RowReader,
} from './row-reader.js';
export { saas } from './saas.js';
export { type Translated, type Translator, translator } from './translate.js';
export { type DatedValues, historyTranslator } from './translate-history.js';
export type {
  Actor,
  AttributeDeclaration,
  EventDeclaration,
  EventsBy,
  PropertyDeclaration,
  PropertyValueType,
  Vocabulary,
} from './types.js';
