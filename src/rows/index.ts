/**
 * A host's rows read into customers and events: which column holds what, cells and local times, names brought to the
 * model's, and the report on what was read.
 */
export {
  type CellReader,
  cellReader,
  type InstantAs,
  type InstantField,
  shown,
  type ValueField,
} from './cells.js';
export { CHECKS_ROWS, type Checked, type ChecksRows, type Coerce, type RowChecks } from './checked.js';
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
export { type Translated, type Translator, translator } from './translate.js';
export { type DatedValues, historyTranslator } from './translate-history.js';
