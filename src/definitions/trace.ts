import { DAY } from '../time/index.js';
import { type Slot, slotOf, slotValue, type Template, templateText, WORDING, type Wording } from './slots.js';
import type { Parameters, ParameterValue } from './types.js';

/** A definition with slots, and the parameters that they read. */
export interface Stored {
  readonly definition: unknown;
  readonly read: readonly string[];
}

/** Finds the slots of a definition, given the code that makes it. */
export type Trace = (parameters: Parameters, define: (parameters: Parameters) => unknown) => Stored;

/** What a definition, or a part of it, comes to with other parameters. */
interface Sample {
  readonly parameters: Parameters;
  /** The one parameter that is another here; none where several are. */
  readonly only?: string;
  readonly part: unknown;
}

/** The parameters that shape a part in a way that no slot can say. */
class Untold {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
  }
}

/**
 * The definition with a slot wherever a parameter stands. The code that makes it is asked again with other values:
 * what changes with a parameter, in a way that a slot can say, becomes one; a parameter that shapes the definition in
 * any other way is fixed.
 */
export const stored: Trace = (parameters, define) => {
  const base = define(parameters);
  if (Object.keys(parameters).length === 0) return { definition: base, read: [] };
  const fixed = new Set<string>();
  for (;;) {
    const open = Object.keys(parameters).filter((name) => !fixed.has(name));
    const samples = samplesOf(parameters, open, define);
    const read = new Set<string>();
    try {
      const definition = traced(base, samples, { parameters, read });
      return { definition, read: [...read] };
    } catch (error) {
      if (!(error instanceof Untold)) throw error;
      for (const name of error.names) fixed.add(name);
    }
  }
};

const samplesOf = (
  parameters: Parameters,
  open: readonly string[],
  define: (parameters: Parameters) => unknown,
): readonly Sample[] => {
  const made = (changes: Parameters, only?: string): readonly Sample[] => {
    const changed = { ...parameters, ...changes };
    try {
      return [{ parameters: changed, ...(only !== undefined && { only }), part: define(changed) }];
    } catch {
      return [];
    }
  };
  const each = open.map((name) => {
    const samples: Sample[] = [];
    for (const value of others(parameters[name] as ParameterValue))
      if (samples.length < 2) samples.push(...made({ [name]: value }, name));
    return samples;
  });
  const together = [0, 1].flatMap((i) =>
    made(
      Object.fromEntries(
        each.flatMap((of, k) => (of[i] ? [[open[k], of[i].parameters[open[k] as string]]] : [])),
      ),
    ),
  );
  return [...each.flat(), ...together];
};

/** Values to try in place of one: most parameters allow two of them. */
const others = (value: ParameterValue): readonly ParameterValue[] => {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string')
    return [`${value}_x`, `${value}-y_z`, ...TEXTS.filter((text) => text !== value)];
  if (typeof value === 'number')
    return value >= 1000
      ? [DAY, 3 * DAY, 1, 2, -1, -2].map((more) => value + more)
      : [value + 1, value + 2, value - 1, value * 0.9, value * 0.75, value / 2];
  const more = typeof value[0] === 'number' ? (value.at(-1) as number) + 1 : 'another';
  return [[...value, more], [more]] as ParameterValue[];
};

/** Texts of which each check of the language takes two. */
const TEXTS = ['Asia/Tokyo', 'Europe/Paris', 'week', 'month', 'tuesday', 'friday', '9.8', '2.1'];

interface Tracing {
  readonly parameters: Parameters;
  /** The parameters that have found a slot. */
  readonly read: Set<string>;
}

const traced = (base: unknown, samples: readonly Sample[], tracing: Tracing): unknown => {
  const alikes = isObject(base) && samples.every(({ part }) => alike(base, part));
  if (!alikes || isList(base)) {
    const differing = samples.filter(({ part }) =>
      isList(base) || !isObject(base) ? !same(base, part) : !alike(base, part),
    );
    if (differing.length === 0) return base;
    const names = [...new Set(differing.flatMap(({ only }) => (only === undefined ? [] : [only])))];
    const slot = slotFor(base, samples, names, tracing.parameters);
    if (slot !== undefined) {
      for (const name of names) tracing.read.add(name);
      return slot;
    }
    if (!alikes) throw new Untold(names.length > 0 ? names : Object.keys(tracing.parameters));
  }
  const inner = (key: string): unknown =>
    traced(
      base[key],
      samples.map((sample) => ({ ...sample, part: (sample.part as typeof base)[key] })),
      tracing,
    );
  const made = Object.keys(base).map((key) => [key, inner(key)] as const);
  if (made.every(([key, value]) => value === base[key])) return base;
  return Array.isArray(base) ? made.map(([, value]) => value) : Object.fromEntries(made);
};

const isObject = (part: unknown): part is Readonly<Record<string, unknown>> =>
  typeof part === 'object' && part !== null;

/** True of a list of values, which a parameter may be as a whole. */
const isList = (part: unknown): boolean => Array.isArray(part) && !part.some(isObject);

/** True of two objects or lists with the same keys. */
const alike = (a: object, b: unknown): boolean =>
  typeof b === 'object' && b !== null && String(Object.keys(a)) === String(Object.keys(b));

const same = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((item, i) => Object.is(item, b[i]))
    : Object.is(a, b);

/** What stands in the place of a part that changes with these parameters; undefined where nothing simple does. */
const slotFor = (
  base: unknown,
  samples: readonly Sample[],
  names: readonly string[],
  parameters: Parameters,
): unknown => {
  const told = (value: (parameters: Parameters) => unknown): boolean =>
    same(value(parameters), base) && samples.every((sample) => same(value(sample.parameters), sample.part));
  for (const parameter of names) {
    const slot = slotOf(parameter, parameters[parameter] as ParameterValue);
    if (told((given) => slotValue(slot, given))) return slot;
  }
  if (typeof base === 'number')
    return reckonings(base, samples, names, parameters).find((slot) =>
      told((given) => slotValue(slot, given)),
    );
  if (typeof base !== 'string') return undefined;
  const template = templateOf(base, samples, names, parameters);
  return told((given) => templateText(template, given)) ? { template } : undefined;
};

/** What a number might be reckoned by: a product of the parameters, or of some over the others, to which something is done. */
const reckonings = (
  base: number,
  samples: readonly Sample[],
  names: readonly string[],
  parameters: Parameters,
): readonly Slot[] =>
  names.flatMap((parameter) => {
    const rest = names.filter((name) => name !== parameter);
    return [{ times: rest }, { over: rest }].map((by) => {
      const plain: Slot = { parameter, ...(rest.length > 0 && by) };
      const other = samples.find(({ part }) => part !== base) as Sample;
      const [from, to] = [parameters, other.parameters].map((given) => slotValue(plain, given) as number) as [
        number,
        number,
      ];
      const slope = ((other.part as number) - base) / (to - from);
      return { ...plain, ...scaled(plain, slope), ...shifted(base - slope * from) };
    });
  });

/** A factor as a person would write it: 3, or a third as over 3. */
const scaled = ({ times = [], over = [] }: Slot, slope: number): object => {
  if (Math.abs(slope - 1) < 1e-9) return {};
  const [factor, part] = [tidy(slope), tidy(1 / slope)];
  return Number.isInteger(factor) || !Number.isInteger(part)
    ? { times: [...times, factor] }
    : { over: [...over, part] };
};

const shifted = (by: number): object => (Math.abs(by) < 1e-9 ? {} : { plus: tidy(by) });

const tidy = (value: number): number => {
  const whole = Math.round(value);
  return whole !== 0 && Math.abs(value / whole - 1) < 1e-9 ? whole : value;
};

/** The text with parameters in the place of their words; those that have none there are not told. */
const templateOf = (
  base: string,
  samples: readonly Sample[],
  names: readonly string[],
  parameters: Parameters,
): Template => {
  let template: Template = [base];
  const unworded: string[] = [];
  for (const name of names) {
    const alone = samples.filter(({ only }) => only === name);
    const option = (Object.keys(WORDING) as Wording[])
      .flatMap((as) => worded(template, name, as, parameters))
      .find((each) => alone.every((sample) => templateText(each, sample.parameters) === sample.part));
    if (option === undefined) unworded.push(name);
    else template = option;
  }
  if (unworded.length > 0) throw new Untold(unworded);
  return template;
};

/** A template with one more parameter in it: in each place where its words stand, and in all of them. */
const worded = (
  template: Template,
  name: string,
  as: Wording,
  parameters: Parameters,
): readonly Template[] => {
  const value = parameters[name] as ParameterValue;
  if (typeof value !== 'number' && as !== 'plain' && as !== 'spaced') return [];
  const words = WORDING[as](value);
  const pieces = template.map((part) => (typeof part === 'string' ? part.split(words) : [part]));
  const places = pieces.reduce((sum, piece) => sum + piece.length - 1, 0);
  const replaced = (chosen: (place: number) => boolean): Template => {
    let place = 0;
    return template.flatMap((part, i) =>
      (pieces[i] as Template).flatMap((piece, k): Template => {
        if (typeof part !== 'string' || k === 0) return [piece];
        return [chosen(place++) ? ([name, as] as const) : words, piece];
      }),
    );
  };
  const each = Array.from({ length: places }, (_, i) => replaced((place) => place === i));
  return [...each, replaced(() => true)].map(joinedTexts);
};

/** Texts beside each other as one. */
const joinedTexts = (template: Template): Template =>
  template.reduce<Template>((parts, part) => {
    const last = parts.at(-1);
    if (part === '') return parts;
    return typeof part === 'string' && typeof last === 'string'
      ? parts.slice(0, -1).concat(last + part)
      : parts.concat([part]);
  }, []);
