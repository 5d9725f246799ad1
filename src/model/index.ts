/**
 * A host's own data, typed: models from schemas, names mapped onto them, rows brought in with nothing lost.
 * @packageDocumentation
 */

export type { Definable, Definitions, Finding, FindingCode, Findings, NeededAt } from '../check/index.js';
export type {
  ChecksRows,
  Coerce,
  CustomerFields,
  EventFields,
  InstantAs,
  InstantField,
  Parsed,
  RowCause,
  RowIssue,
  RowReport,
  RowSummary,
  TextField,
  ValueField,
  ValuesField,
} from '../rows/index.js';
export {
  type Actor,
  type AttributeDeclaration,
  type DatedRate,
  type EventDeclaration,
  type HostEvent,
  type HostEventInput,
  type HostField,
  type HostNumber,
  type HostText,
  type HostVocabulary,
  type Money,
  type PropertyDeclaration,
  type PropertyValueType,
  type Vocabulary,
  type VocabularyOptions,
  vocabulary,
} from '../vocabulary/index.js';
export type { ModelData } from './data.js';
export type { Declaration, Declarations, EventInput, PropertiesOf, Values } from './declaration-types.js';
export { defineModel, saas } from './define.js';
export type { CustomerOf, EventOf, Model, ModelDeclarations, ModelEvents } from './model-types.js';
export type {
  CheckAnswer,
  Checks,
  CustomerRowsOptions,
  EventRowsOptions,
  ReadRowsOptions,
  RowListeners,
} from './options.js';
export type { Answered, DirectReading, LateRows, Reading, ReadingOf, RowStream, Rows } from './parse.js';
export { type CheckedBy, parseClassification, parseMetric, parseSegment } from './parse-definition.js';
export type { ParsedCustomer, ParsedEvent } from './rows.js';
export type {
  AnySelection,
  LiteralMetric,
  MetricOf,
  ModelSelection,
  ModelSeriesOptions,
} from './selection-types.js';
export type { StandardIssue, StandardResult, StandardSchema } from './standard.js';
