import { answering, ENGINE, type Engine, type Evaluators, type Profile } from '../evaluate/index.js';
import { type Expression, type NamedNode, parameterWords } from '../expression/index.js';
import { deepFreeze, didYouMean, HabitusError, isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { prepareWith } from '../plan/index.js';
import { utcOnly, type ZoneNamed } from '../time/index.js';
import { DESCRIPTION, soundText } from './parameters.js';
import { slotOf } from './slots.js';
import type { Stored, Trace } from './trace.js';
import type { Description, Envelope, Parameters, ParameterValue, WithOptions } from './types.js';

/** What a callable is made of. */
export interface Making extends Description {
  readonly kind: 'segment' | 'metric' | 'classification';
  readonly id: string;
  readonly unit?: string | undefined;
  readonly parameters: Parameters;
  /** The definition for these parameters, checked. Called once, at first use. */
  readonly define: (parameters: Parameters) => Expression;
  /** How the kinds of node that occur in it are answered. */
  readonly evaluators: Evaluators;
  /** The zones that it may name. Default: UTC alone. */
  readonly zoneNamed?: ZoneNamed | undefined;
  /** Parameters that must be whole numbers above 0, such as lengths, where `define` does not check that. */
  readonly wholes?: readonly string[] | undefined;
  /** Finds where parameters stand in the definition; without it, `define` puts each in its places as it is. */
  readonly trace?: Trace | undefined;
  /** A copy of a changed parameter, checked; without it, all of them are numbers and truths, which need none. */
  readonly accept?: ((given: unknown, path: string) => ParameterValue) | undefined;
  /** Parameters that are on record only: those of a fitted definition, or that its stored form could not keep open. */
  readonly fixed?: readonly string[] | undefined;
}

/** Any callable, as the code that makes them sees it. */
export interface Callable extends Omit<Making, 'define' | 'evaluators'> {
  (profile: Profile): unknown;
  readonly definition: Expression;
  readonly [ENGINE]: Engine;
}

/**
 * A function of a profile that is also frozen data: nothing is built before its first use, and then once.
 * `methods` is what it inherits beside `with` and `toJSON`.
 */
export const callable = (making: Making, methods: object = Function.prototype): Callable => {
  const { kind, id, parameters } = making;
  const definition = once(() => deepFreeze(making.define(parameters)));
  const form = once(() => slotted(making));
  const { evaluators, zoneNamed = utcOnly } = making;
  const engine: Engine = {
    plan: once(() => prepareWith([definition()], zoneNamed)),
    evaluators,
    zoneNamed,
    remake: (finished) =>
      callable({ ...making, define: () => finished, fixed: Object.keys(parameters) }, methods),
  };
  const self = answering(engine);

  const properties: PropertyDescriptorMap = {
    kind: { value: kind, enumerable: true },
    id: { value: id, enumerable: true },
    name: { value: id },
    parameters: { value: deepFreeze({ ...parameters }), enumerable: true },
    definition: { get: definition, enumerable: true },
    [ENGINE]: { value: engine },
    with: {
      value: (changes: Parameters, options?: WithOptions) => {
        const made = callable(changed(making, changes, options), methods);
        return made.definition && made;
      },
    },
    toJSON: { value: () => envelope(making, form()) },
    toString: { value: () => inShort(making, definition()) },
    [Symbol.for('nodejs.util.inspect.custom')]: { value: () => `[${inShort(making, definition())}]` },
  };
  if (kind === 'classification') properties.labels = { get: () => labelsOf(definition()), enumerable: true };
  for (const key of DESCRIPTION) {
    if (making[key] !== undefined) properties[key] = { value: making[key], enumerable: true };
  }
  Object.setPrototypeOf(self, methods);
  return Object.freeze(Object.defineProperties(self, properties)) as unknown as Callable;
};

/** What a definition is, on one line: 'segment “Power user” (activeDays 12, window 28 days)'. */
const inShort = ({ kind, id, title = id, parameters }: Making, definition: Expression): string => {
  const text = JSON.stringify(definition);
  if (id === '') return `${kind} ${text.length > 200 ? `${text.slice(0, 199)}…` : text}`;
  const set = parameterWords(parameters, definition);
  return `${kind} “${title}”${set === '' ? '' : ` (${set})`}`;
};

/** The labels of what sorts customers, under any name or shift. */
const labelsOf = (node: Expression): readonly string[] =>
  'labels' in node ? node.labels.map(([label]) => label) : labelsOf((node as NamedNode).of);

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** An id, or a `bad-value` error that says how ids look. */
export const requireId = (id: unknown): string =>
  typeof id === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length < 64
    ? id
    : refuse('bad-value', 'an id in kebab-case of at most 63 characters, such as "power-user"', id, 'id');

const changed = (making: Making, changes: Parameters, options: WithOptions = {}): Making => {
  if (!isPlainObject(changes)) refuse('bad-value', 'parameters, such as { atLeast: 5 }', changes, 'with');
  onlyKeys(options, ['id', 'title'], 'with');
  const { id = making.id, title = making.title } = options;
  const names = Object.keys(making.parameters);
  const parameters: Record<string, ParameterValue> = { ...making.parameters };
  for (const [name, given] of Object.entries(changes)) {
    const path = `${making.id}.${name}`;
    if (!names.includes(name)) {
      throw new HabitusError(
        'unknown-parameter',
        `expected one of its parameters (${names.join(', ') || 'it has none'})${didYouMean(name, names)}`,
        path,
      );
    }
    if (making.fixed?.includes(name) === true) {
      throw new HabitusError(
        'unknown-parameter',
        'this parameter is on record only: the definition was fitted to a population, or its stored form holds the value and not the parameter; use the constructor it was made with',
        path,
      );
    }
    const usual = parameters[name] as ParameterValue;
    if (
      typeof given !== typeof usual ||
      Array.isArray(given) !== Array.isArray(usual) ||
      (typeof given === 'number' && !Number.isFinite(given)) ||
      (making.wholes?.includes(name) === true && !(Number.isSafeInteger(given) && (given as number) > 0))
    ) {
      refuse(
        'bad-value',
        `a value like the default ${JSON.stringify(usual)}${typeof usual === 'number' && usual >= 1000 ? ' (of a length milliseconds, as days(28) gives)' : ''}`,
        given,
        path,
      );
    }
    parameters[name] = making.accept?.(given, path) ?? given;
  }
  return {
    ...making,
    id: id === making.id ? id : requireId(id),
    title: title === undefined ? title : soundText(title, 'title'),
    parameters,
  };
};

/** The parameters of these names, and the others. */
const parted = (parameters: Parameters, names: readonly string[]): readonly [Parameters, Parameters] => {
  const those = (wanted: boolean): Parameters =>
    Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name) === wanted));
  return [those(true), those(false)];
};

const slotted = ({ define, parameters, fixed = [], trace }: Making): Stored => {
  const [unchanged, open] = parted(parameters, fixed);
  const made = (changed: Parameters): Expression => define({ ...unchanged, ...changed });
  if (trace !== undefined) return trace(open, made);
  const slots = Object.entries(open).map(([name, value]) => [name, slotOf(name, value)]);
  return { definition: made(Object.fromEntries(slots)), read: Object.keys(open) };
};

const envelope = (making: Making, { definition, read }: Stored): Envelope => {
  const [parameters, fixed] = parted(making.parameters, read);
  return {
    format: 'habitus',
    version: 2,
    kind: making.kind,
    ...(making.id !== '' && { id: making.id }),
    ...Object.fromEntries(
      DESCRIPTION.flatMap((key) => (making[key] === undefined ? [] : [[key, making[key]]])),
    ),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(fixed).length > 0 && { fixed }),
    definition: definition as object,
  };
};

/** The node of something inside something else: a name travels with what it names. */
export const nodeOf = (of: Callable): Expression => {
  const { id, title, unit, definition } = of;
  if (id === '') return definition;
  return {
    kind: 'named',
    id,
    ...(title !== undefined && { title }),
    ...(unit !== undefined && { unit }),
    of: definition,
  };
};

/** True of what `callable` makes. */
export const isCallable = (value: unknown): value is Callable =>
  typeof value === 'function' && ENGINE in value;

/** A callable of a kind, or a `bad-value` error that says what was expected. */
export const requireCallable = (value: unknown, kind: Making['kind'], path: string): Callable =>
  isCallable(value) && value.kind === kind
    ? value
    : refuse('bad-value', `a ${kind}${kind === 'segment' ? segmentFrom(value) : ''}`, value, path);

/** How what was given becomes a segment. */
const segmentFrom = (value: unknown): string => {
  if (isCallable(value))
    return value.kind === 'metric'
      ? ' (of a metric: with a test, such as .atLeast(1))'
      : ' (of a classification: .is(…))';
  const kind = (value as { readonly definition?: { readonly kind?: unknown } } | null | undefined)?.definition
    ?.kind;
  return kind === 'events' ? ' (of events: with a test, such as .any() or .count().atLeast(3))' : '';
};
