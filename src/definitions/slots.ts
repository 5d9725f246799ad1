import { duration, number, percent } from '../print/index.js';
import { DAY } from '../time/index.js';
import type { Parameters, ParameterValue } from './types.js';

/** The types of parameter that a slot may take, in words. */
export const SLOT_TYPES = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  numbers: 'a list of numbers',
  texts: 'a list of texts',
} as const;

export type SlotType = keyof typeof SLOT_TYPES;

/** The most factors that a slot may have, and parts that a template may. */
export const MOST_PARTS = 100;

/** A factor of a slot: a number, or the name of another parameter. */
export type Factor = number | string;

/**
 * Where a parameter stands in a stored definition: its value, or what is reckoned from it, `parameter × times ÷ over +
 * plus`, from left to right.
 */
export interface Slot {
  readonly parameter: string;
  /** Default: `number`. */
  readonly type?: SlotType;
  readonly times?: readonly Factor[];
  readonly over?: readonly Factor[];
  readonly plus?: number;
}

/** How a value stands in a title. */
export const WORDING = {
  plain: (value) => String(value),
  number: (value) => number(value as number),
  duration: (value) => duration(value as number),
  days: (value) => String((value as number) / DAY),
  percent: (value) => percent(value as number),
  spaced: (value) => String(value).replaceAll('_', ' '),
} as const satisfies Readonly<Record<string, (value: ParameterValue) => string>>;

export type Wording = keyof typeof WORDING;

/** A text with parameters in it: texts, and names of parameters with the way they are worded. */
export type Template = readonly (string | readonly [parameter: string, as: Wording])[];

/** The type of the slot that holds a value. */
export const slotTypeOf = (value: ParameterValue): SlotType => {
  if (typeof value !== 'object') return typeof value === 'string' ? 'text' : (typeof value as SlotType);
  return typeof value[0] === 'number' ? 'numbers' : 'texts';
};

/** The slot of a parameter that stands somewhere as it is. */
export const slotOf = (parameter: string, value: ParameterValue): Slot => {
  const type = slotTypeOf(value);
  return { parameter, ...(type !== 'number' && { type }) };
};

/** The value of a slot for these parameters. */
export const slotValue = (
  { parameter, times = [], over = [], plus = 0 }: Slot,
  parameters: Parameters,
): ParameterValue => {
  const value = parameters[parameter] as ParameterValue;
  if (typeof value !== 'number') return value;
  const factor = (of: Factor): number => (typeof of === 'number' ? of : (parameters[of] as number));
  const product = times.reduce<number>((result, each) => result * factor(each), value);
  return over.reduce<number>((result, each) => result / factor(each), product) + plus;
};

/** The text of a template for these parameters. */
export const templateText = (template: Template, parameters: Parameters): string =>
  template
    .map((part) => {
      if (typeof part === 'string') return part;
      const [parameter, as] = part;
      return WORDING[as](parameters[parameter] as ParameterValue);
    })
    .join('');
