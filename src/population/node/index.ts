/**
 * What needs Node: populations that several threads answer, and those that are made of files.
 * @packageDocumentation
 */
export type {
  CheckAnswer,
  CsvOptions,
  CsvRow,
  CustomersFrom,
  EventsFrom,
  FileEncoding,
  FileFormat,
  FileInput,
  FileOptions,
  FileProgress,
  FileReport,
  FileRow,
  FileSource,
  ReadOptions,
  ReadProgress,
  RowCheck,
  RowListeners,
  RowsFrom,
} from '../../files/index.js';
export { readCsv, readNdjson } from '../../files/index.js';
export { type FileLoadOptions, type FilePopulation, populationFromFiles } from './from-files.js';
export { type ThreadedPopulation, type ThreadOptions, threadedPopulation } from './threaded.js';
