import { EVALUATORS } from '../evaluate/index.js';
import { build, copied, type Expression } from '../expression/index.js';
import { HabitusError, isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { zone } from '../time/index.js';
import { requireAmounts } from './amounts.js';
import { type Callable, callable, type Making, requireId } from './callable.js';
import { METHODS, SORT } from './expressions.js';
import { filling, requireRead } from './fill.js';
import type { Metric } from './metric-types.js';
import { DESCRIPTION, descriptionOf, parameter, parametersOf } from './parameters.js';
import { stored } from './trace.js';
import type { Classification, Parameters, ParameterValue, ParsedParameters, Segment } from './types.js';

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
    return refuse('bad-json', `a habitus ${kind} as JSON: { "format": "habitus", "version": 2, … }`, raw);
  const { format, version, id } = raw;
  if (format !== 'habitus') refuse('bad-json', 'the format "habitus"', format, 'format');
  if (version !== 1 && version !== 2)
    refuse('bad-json', 'version 1 or 2, the ones that this release reads', version, 'version');
  if (raw.kind !== kind) refuse('bad-json', `a ${kind}`, raw.kind, 'kind');
  onlyKeys(raw, version === 1 ? KEYS : [...KEYS, 'fixed'], '');
  if (raw.definition === undefined)
    throw new HabitusError('missing-key', 'an envelope needs a "definition"', 'definition');

  const { open, fixed } = parametersIn(raw, version);
  const definition = built(raw.definition, kind, cost, open);
  const names = Object.keys(open);
  const source = names.length > 0 ? snapshot(raw.definition) : undefined;
  const parameters = { ...open, ...fixed };
  return callable(
    {
      ...descriptionOf(raw),
      kind,
      id: id === undefined ? '' : requireId(id),
      parameters,
      fixed: Object.keys(fixed),
      define: (changed) => {
        const given = Object.fromEntries(names.map((name) => [name, changed[name] as ParameterValue]));
        return names.every((name) => given[name] === open[name])
          ? definition
          : built(source, kind, cost, given);
      },
      evaluators: EVALUATORS,
      zoneNamed: zone,
      trace: stored,
      accept: parameter,
    },
    METHODS[kind],
  );
};

/** The parameters of an envelope: in version 1 all of them are on record only, since no slot reads them. */
const parametersIn = (
  { parameters = {}, fixed = {} }: Readonly<Record<string, unknown>>,
  version: unknown,
): { readonly open: Parameters; readonly fixed: Parameters } => {
  const given = parametersOf(parameters, 'parameters');
  if (version === 1) return { open: {}, fixed: given };
  const onRecord = parametersOf(fixed, 'fixed');
  for (const name of Object.keys(onRecord))
    if (Object.hasOwn(given, name))
      throw new HabitusError('bad-value', 'a parameter is either open or fixed, not both', `fixed.${name}`);
  return { open: given, fixed: onRecord };
};

/** The definition for these parameters, all of which its slots have to read. */
const built = (
  from: unknown,
  kind: Making['kind'],
  cost: number | undefined,
  parameters: Parameters,
): Expression => {
  const { slots, read } = filling(parameters);
  const definition = build(from, SORT[kind], 'definition', cost, slots) as Expression;
  if (kind === 'classification' && !sorts(definition)) {
    refuse(
      'wrong-type',
      'labels (firstMatch or dominant), as a classification answers',
      definition,
      'definition',
    );
  }
  requireRead(parameters, read);
  if (read.size > 0) requireAmounts(from, parameters);
  return definition;
};

/** A copy of what was found to be a definition with slots: whatever becomes of the original, `with` reads this one. */
const snapshot = (definition: unknown): unknown => {
  try {
    return JSON.parse(JSON.stringify(definition));
  } catch (cause) {
    throw new HabitusError(
      'bad-value',
      'expected plain data, got something that cannot be read',
      'definition',
      {
        cause,
      },
    );
  }
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
