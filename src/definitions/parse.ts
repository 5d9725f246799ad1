import { EVALUATORS } from '../evaluate/index.js';
import { build, copied, type Expression } from '../expression/index.js';
import { HabitusError, isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { zone } from '../time/index.js';
import { type Callable, callable, type Making, requireId } from './callable.js';
import { METHODS, SORT } from './expressions.js';
import type { Metric } from './metric-types.js';
import { DESCRIPTION, descriptionOf, parametersOf } from './parameters.js';
import type { Classification, ParsedParameters, Segment } from './types.js';

/** Options of {@link parseSegment}, {@link parseMetric} and {@link parseClassification}. */
export interface ParseOptions {
  /**
   * What the definition may cost at most (see `costOf`); one that costs more is a `too-costly` error. Default: 100,000. Trusted code takes any
   * with `Infinity`.
   */
  readonly cost?: number | undefined;
}

const requireMostCost = (options: ParseOptions): number | undefined => {
  onlyKeys(options, ['cost'], 'options');
  const { cost } = options;
  return cost === undefined || (typeof cost === 'number' && cost > 0)
    ? cost
    : refuse('bad-value', 'a number above 0, or Infinity', cost, 'cost');
};

/** The longest text of a definition that is read. */
const LONGEST = 10_000_000;

const KEYS = ['format', 'version', 'kind', 'id', ...DESCRIPTION, 'parameters', 'definition'];

const parse = (json: unknown, kind: Making['kind'], options: ParseOptions = {}): Callable => {
  const cost = requireMostCost(options);
  const raw = copied(typeof json === 'string' ? fromText(json) : json, '');
  if (!isPlainObject(raw))
    return refuse('bad-json', `a habitus ${kind} as JSON: { "format": "habitus", "version": 1, … }`, raw);
  const { format, version, id, parameters = {} } = raw;
  if (format !== 'habitus') refuse('bad-json', 'the format "habitus"', format, 'format');
  if (version !== 1)
    refuse('bad-json', 'version 1, the only one that this release reads', version, 'version');
  if (raw.kind !== kind) refuse('bad-json', `a ${kind}`, raw.kind, 'kind');
  onlyKeys(raw, KEYS, '');
  if (raw.definition === undefined)
    throw new HabitusError('missing-key', 'an envelope needs a "definition"', 'definition');
  const making = {
    ...descriptionOf(raw),
    kind,
    id: id === undefined ? '' : requireId(id),
    parameters: parametersOf(parameters, 'parameters'),
  };
  const definition = build(raw.definition, SORT[kind], 'definition', cost) as Expression;
  if (kind === 'classification' && !sorts(definition)) {
    refuse(
      'wrong-type',
      'labels (firstMatch or dominant), as a classification answers',
      definition,
      'definition',
    );
  }
  return callable(
    { ...making, define: () => definition, evaluators: EVALUATORS, zoneNamed: zone, open: false },
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
 * A segment from its JSON (a text or what was parsed of it). Unknown keys, kinds and versions, and definitions past the limits of size
 * and cost, are `HabitusError`s with a path: a definition from an untrusted source can at worst be refused.
 * @example
 * ```ts
 * import { parseSegment, powerUser, profile } from 'habitus';
 * const stored = JSON.stringify(powerUser);
 * parseSegment(stored)(profile({ id: 'ada' })); //=> false
 * ```
 */
export const parseSegment = (json: unknown, options?: ParseOptions): Segment<ParsedParameters> =>
  parse(json, 'segment', options) as unknown as Segment<ParsedParameters>;

/** A metric from its JSON; see {@link parseSegment}. */
export const parseMetric = (json: unknown, options?: ParseOptions): Metric<'any', ParsedParameters> =>
  parse(json, 'metric', options) as unknown as Metric<'any', ParsedParameters>;

/** A classification from its JSON; see {@link parseSegment}. */
export const parseClassification = (
  json: unknown,
  options?: ParseOptions,
): Classification<string, ParsedParameters> =>
  parse(json, 'classification', options) as unknown as Classification<string, ParsedParameters>;
