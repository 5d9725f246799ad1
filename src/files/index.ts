/**
 * Files in Node: bytes in pieces, rows found in them batch by batch, and read column by column. Parquet and queries go
 * through DuckDB.
 */
export { type FileInput, nameOf } from './bytes.js';
export type { CheckAnswer, RowCheck } from './checks.js';
export { customerTaker } from './customer-file.js';
export { type EventColumns, eventColumns } from './event-columns.js';
export { eventTaker } from './event-file.js';
export {
  type FileReport,
  type FileRow,
  type Reporting,
  type RowListeners,
  reporting,
} from './file-report.js';
export { layoutOf } from './layout.js';
export { modelRowsOf } from './model-rows.js';
export type { CsvOptions, FileEncoding, FileFormat, FileOptions } from './options.js';
export { type CsvRow, type ReadOptions, type ReadProgress, readCsv, readNdjson } from './read-rows.js';
export {
  type CustomersFrom,
  customerSources,
  type EventsFrom,
  eventSources,
  type FileSource,
  type Parted,
  type RowsFrom,
} from './sources.js';
export { type FileProgress, takeRows } from './taker.js';
export { eventTranslation } from './translation.js';
