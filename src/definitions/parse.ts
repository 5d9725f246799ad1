import { EVALUATORS } from '../evaluate/index.js';
import { build, type Expression } from '../expression/index.js';
import { HabitusError, isPlainObject, own, refuse } from '../internal/index.js';
import { type Callable, callable, type Making, requireId } from './callable.js';
import { METHODS } from './expressions.js';
import type { Metric } from './metric-types.js';
import type { Classification, Parameters, ParsedParameters, Segment } from './types.js';

/** The longest text of a definition that is read. */
const LONGEST = 10_000_000;

/** The fields of an envelope beside its format, version, kind and definition, with the words for their type. */
const FIELDS: Readonly<Record<string, 'string' | 'object'>> = {
  id: 'string',
  title: 'string',
  dimension: 'string',
  goal: 'string',
  action: 'string',
  source: 'string',
  unit: 'string',
  parameters: 'object',
};

const parse = (json: unknown, kind: Making['kind']): Callable => {
  const raw = typeof json === 'string' ? fromText(json) : json;
  if (!isPlainObject(raw))
    return refuse('bad-json', `a habitus ${kind} as JSON: { "format": "habitus", "version": 1, … }`, raw);
  if (own(raw, 'format') !== 'habitus')
    refuse('bad-json', 'the format "habitus"', own(raw, 'format'), 'format');
  if (own(raw, 'version') !== 1)
    refuse('bad-json', 'version 1, the only one that this release reads', own(raw, 'version'), 'version');
  if (own(raw, 'kind') !== kind) refuse('bad-json', `a ${kind}`, own(raw, 'kind'), 'kind');
  for (const key of Object.keys(raw)) {
    if (['format', 'version', 'kind', 'definition'].includes(key)) continue;
    const type = own(FIELDS, key);
    if (type === undefined)
      throw new HabitusError(
        'unknown-key',
        `an envelope has no "${key}", only: ${Object.keys(FIELDS).join(', ')}`,
        key,
      );
    if (typeof raw[key] !== type || (type === 'object' && !isPlainObject(raw[key])))
      refuse('bad-value', `a ${type}`, raw[key], key);
  }
  if (own(raw, 'definition') === undefined)
    throw new HabitusError('missing-key', 'an envelope needs a "definition"', 'definition');
  const given = own(raw, 'id');
  const id = given === undefined ? '' : requireId(given);
  const definition = build(raw.definition, kind === 'segment' ? 'test' : 'value', 'definition') as Expression;
  if (kind === 'classification' && !sorts(definition)) {
    refuse(
      'wrong-type',
      'labels (firstMatch or dominant), as a classification answers',
      definition,
      'definition',
    );
  }
  return callable(
    {
      ...(raw as Partial<Making>),
      kind,
      id,
      parameters: (own(raw, 'parameters') ?? {}) as Parameters,
      define: () => definition,
      evaluators: EVALUATORS,
      open: false,
    },
    METHODS[kind],
  );
};

const sorts = (of: Expression): boolean =>
  of.kind === 'named' || of.kind === 'ago' ? sorts(of.of) : 'labels' in of;

const fromText = (text: string): unknown => {
  if (text.length > LONGEST)
    throw new HabitusError('too-large', `expected at most ${LONGEST} characters, got ${text.length}`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HabitusError('bad-json', `expected JSON: ${(error as Error).message}`);
  }
};

/**
 * A segment from its JSON (a text or what was parsed of it). Unknown keys, kinds and versions, and definitions past the size limits,
 * are `HabitusError`s with a path: a definition from an untrusted source can at worst be refused.
 * @example
 * ```ts
 * import { parseSegment, powerUser, profile } from 'habitus';
 * const stored = JSON.stringify(powerUser);
 * parseSegment(stored)(profile({ id: 'ada' })); //=> false
 * ```
 */
export const parseSegment = (json: unknown): Segment<ParsedParameters> =>
  parse(json, 'segment') as unknown as Segment<ParsedParameters>;

/** A metric from its JSON; see {@link parseSegment}. */
export const parseMetric = (json: unknown): Metric<'any', ParsedParameters> =>
  parse(json, 'metric') as unknown as Metric<'any', ParsedParameters>;

/** A classification from its JSON; see {@link parseSegment}. */
export const parseClassification = (json: unknown): Classification<string, ParsedParameters> =>
  parse(json, 'classification') as unknown as Classification<string, ParsedParameters>;
