import {
  type Classification,
  parseClassification as classificationOf,
  type Metric,
  parseMetric as metricOf,
  type ParsedParameters,
  type ParseOptions,
  type Segment,
  parseSegment as segmentOf,
} from '../definitions/index.js';
import type { Expression } from '../expression/index.js';
import { refuse } from '../internal/index.js';
import { checkDefinition } from './check.js';
import type { ModelData } from './data.js';

/** What definitions are held against: any model. */
export interface CheckedBy {
  readonly [MODEL]: ModelData;
}

/** Where a model keeps what it knows. */
export const MODEL: unique symbol = /* @__PURE__ */ Symbol.for('habitus.model');

const held = <D extends { readonly definition: object }>(parsed: D, model: CheckedBy): D => {
  const data = typeof model === 'object' && model !== null ? model[MODEL] : undefined;
  if (data === undefined) return refuse('bad-value', 'a model that defineModel made', model, 'model');
  checkDefinition(parsed.definition as Expression, data, 'definition');
  return parsed;
};

/**
 * A segment from its JSON, held against a model: besides what `parseSegment` of the core refuses, an event, a
 * property, an attribute or a value that the model does not have, and a reading of a type that never fits, are
 * `HabitusError`s with a path and the nearest names.
 *
 * @example
 * ```ts
 * import { HabitusError, powerUser } from 'habitus';
 * import { parseSegment, saas } from 'habitus/model';
 * parseSegment(JSON.stringify(powerUser), saas).id; //=> 'power-user'
 * ```
 */
export const parseSegment = (
  json: unknown,
  model: CheckedBy,
  options?: ParseOptions,
): Segment<ParsedParameters> => held(segmentOf(json, options), model);

/** A metric from its JSON, held against a model; see {@link parseSegment}. */
export const parseMetric = (
  json: unknown,
  model: CheckedBy,
  options?: ParseOptions,
): Metric<'any', ParsedParameters> => held(metricOf(json, options), model);

/** A classification from its JSON, held against a model; see {@link parseSegment}. */
export const parseClassification = (
  json: unknown,
  model: CheckedBy,
  options?: ParseOptions,
): Classification<string, ParsedParameters> => held(classificationOf(json, options), model);
