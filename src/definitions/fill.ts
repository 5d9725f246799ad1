import { copied, type Slots } from '../expression/index.js';
import { didYouMean, HabitusError, isPlainObject, onlyKeys, own, refuse } from '../internal/index.js';
import {
  type Factor,
  MOST_PARTS,
  SLOT_TYPES,
  type Slot,
  type SlotType,
  slotTypeOf,
  slotValue,
  type Template,
  templateText,
  WORDING,
  type Wording,
} from './slots.js';
import type { Parameters, ParameterValue } from './types.js';

/** Where a slot stands: what the field holds, and how its value follows from the parameter. */
export interface SlotPlace {
  readonly slot: Slot;
  readonly check: string;
}

/** What fills the slots of a stored definition, and which of them it has met. */
export interface Filling {
  readonly slots: Slots;
  /** The parameters that a slot reads. */
  readonly read: ReadonlySet<string>;
  readonly places: readonly SlotPlace[];
}

/** Fills slots with these parameters; what a slot may not be is an error with its path. */
export const filling = (parameters: Parameters): Filling => {
  const read = new Set<string>();
  const places: SlotPlace[] = [];
  const known = (name: unknown, path: string): string => {
    const names = Object.keys(parameters);
    if (typeof name === 'string' && !Object.hasOwn(parameters, name)) {
      throw new HabitusError(
        'missing-key',
        `the definition reads a parameter of this name, but its parameters are ${names.join(', ') || 'none'}${didYouMean(name, names)}`,
        `parameters.${name}`,
      );
    }
    if (typeof name !== 'string') {
      return refuse(
        'unknown-parameter',
        `the name of one of the parameters (${names.join(', ') || 'there are none'})`,
        name,
        path,
      );
    }
    read.add(name);
    return name;
  };
  const factors = (given: unknown, path: string): readonly Factor[] =>
    listOf(given, path).map((factor, i) => {
      if (typeof factor === 'number') return factor;
      const name = known(factor, `${path}[${i}]`);
      requireType(parameters, name, 'number');
      return name;
    });
  const filled = (raw: Readonly<Record<string, unknown>>, check: string, path: string) => {
    onlyKeys(raw, ['parameter', 'type', 'times', 'over', 'plus'], path);
    const { type = 'number', plus } = raw;
    const parameter = known(raw.parameter, `${path}.parameter`);
    requireType(parameters, parameter, type);
    const slot = {
      parameter,
      type,
      ...(raw.times !== undefined && { times: factors(raw.times, `${path}.times`) }),
      ...(raw.over !== undefined && { over: factors(raw.over, `${path}.over`) }),
      ...(plus !== undefined && {
        plus: typeof plus === 'number' ? plus : refuse('bad-value', 'a number', plus, `${path}.plus`),
      }),
    } as Slot;
    places.push({ slot, check });
    return [slotValue(slot, parameters), `parameters.${parameter}`] as const;
  };
  const worded = (given: unknown, path: string): string =>
    templateText(
      listOf(given, path).map((part, i): Template[number] => {
        if (typeof part === 'string') return part;
        const place = `${path}[${i}]`;
        const [name, as] = listOf(part, place);
        if (typeof as !== 'string' || !Object.hasOwn(WORDING, as))
          refuse('bad-value', `one of ${Object.keys(WORDING).join(', ')}`, as, place);
        const parameter = known(name, place);
        const numeric = typeof parameters[parameter] === 'number' || as === 'plain' || as === 'spaced';
        if (!numeric) requireType(parameters, parameter, 'number');
        return [parameter, as as Wording];
      }),
      parameters,
    );
  const slots: Slots = (given, check, path) => {
    const raw = copied(given, path);
    if (Array.isArray(raw)) {
      const item = (of: unknown, i: number): unknown =>
        isPlainObject(of) ? (slots(of, `${check}[]`, `${path}[${i}]`)?.[0] ?? of) : of;
      return [raw.map(item), path];
    }
    if (!isPlainObject(raw)) return undefined;
    if (own(raw, 'parameter') !== undefined) return filled(raw, check, path);
    if (own(raw, 'template') === undefined) return undefined;
    onlyKeys(raw, ['template'], path);
    return [worded(raw.template, `${path}.template`), path];
  };
  return { slots, read, places };
};

const listOf = (given: unknown, path: string): readonly unknown[] => {
  const list = copied(given, path);
  return Array.isArray(list) && list.length <= MOST_PARTS
    ? list
    : refuse('bad-value', `a list of at most ${MOST_PARTS}`, given, path);
};

const requireType = (parameters: Parameters, name: string, type: unknown): void => {
  const value = parameters[name] as ParameterValue;
  const path = `parameters.${name}`;
  if (typeof type !== 'string' || !Object.hasOwn(SLOT_TYPES, type))
    refuse('bad-value', `a slot of type ${Object.keys(SLOT_TYPES).join(', ')}`, type, path);
  const empty = Array.isArray(value) && value.length === 0 && type !== 'number';
  if (slotTypeOf(value) !== type && !empty) refuse('bad-value', SLOT_TYPES[type as SlotType], value, path);
};

/** Refuses a parameter that nothing in the definition reads: to change it would change nothing. */
export const requireRead = (parameters: Parameters, read: ReadonlySet<string>): void => {
  for (const name of Object.keys(parameters))
    if (!read.has(name))
      throw new HabitusError(
        'unknown-parameter',
        'nothing in the definition reads this parameter, so changing it would change nothing; what is only on record stands in "fixed"',
        `parameters.${name}`,
      );
};
