/**
 * What needs Node: populations that several threads answer, and those that are made of files.
 * @packageDocumentation
 */
export type { FileInput } from './files/bytes.js';
export type { CheckAnswer, RowCheck } from './files/checks.js';
export type { FileReport, FileRow, RowListeners } from './files/file-report.js';
export { type FileLoadOptions, type FilePopulation, populationFromFiles } from './files/from-files.js';
export type { CsvOptions, FileFormat, FileOptions } from './files/options.js';
export { type CsvRow, type ReadOptions, type ReadProgress, readCsv, readNdjson } from './files/read-rows.js';
export type { CustomersFrom, EventsFrom, FileSource, RowsFrom } from './files/sources.js';
export type { FileProgress } from './files/taker.js';
export { type ThreadedPopulation, type ThreadOptions, threadedPopulation } from './threaded.js';
