import { build, type JsonSchema, schemaOfCheck } from '../expression/index.js';
import { amountParameters } from './amounts.js';
import { SORT } from './expressions.js';
import { filling, type SlotPlace } from './fill.js';
import { type SlotType, slotTypeOf } from './slots.js';
import type { Definition, Parameters, ParameterValue } from './types.js';

const TYPES: Readonly<Record<SlotType, JsonSchema>> = {
  number: { type: 'number' },
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  numbers: { type: 'array', items: { type: 'number' } },
  texts: { type: 'array', items: { type: 'string' } },
};

/**
 * The JSON Schema (2020-12) of the parameters of a definition, for a form in which somebody else sets them: for each its
 * type, what it may be where it stands, its value now as the default, and a title. Lengths are milliseconds, and say so
 * (`x-unit`), so that a form can show days.
 *
 * What a schema cannot say, such as that one parameter has to be less than another, is left to `with`, which refuses it
 * with a path. Parameters that are on record only do not stand in it; a definition without parameters has none.
 * @example
 * ```ts
 * import { parametersSchema, powerUser } from 'habitus';
 * const { properties } = parametersSchema(powerUser);
 * properties.window?.minimum; //=> 1
 * properties.features?.default; //=> 5
 * ```
 */
export const parametersSchema = (of: Definition<unknown>): ParametersSchema => {
  const { parameters = {}, definition, kind, id, title } = of.toJSON();
  const { slots, places } = filling(parameters);
  build(definition, SORT[kind], 'definition', Number.POSITIVE_INFINITY, slots);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: title ?? id ?? kind,
    type: 'object',
    properties: propertiesOf(parameters, places, amountParameters(definition)),
    additionalProperties: false,
  };
};

/** What {@link parametersSchema} answers. */
export interface ParametersSchema {
  readonly $schema: string;
  readonly title: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, ParameterSchema>>;
  readonly additionalProperties: false;
}

/** The schema of one parameter. */
export interface ParameterSchema {
  readonly title: string;
  readonly description?: string;
  readonly default: ParameterValue;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly [keyword: string]: unknown;
}

const propertiesOf = (
  parameters: Parameters,
  places: readonly SlotPlace[],
  amounts: ReadonlySet<string>,
): Readonly<Record<string, ParameterSchema>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const own = places.filter(({ slot }) => slot.parameter === name);
      const checks = own.filter(({ slot }) =>
        Object.keys(slot).every((key) => key === 'parameter' || key === 'type'),
      );
      const length = own.some(({ check }) => check.startsWith('length'));
      return [
        name,
        {
          title: spoken(name),
          ...(length && { description: 'A length of time in milliseconds.', 'x-unit': 'milliseconds' }),
          ...(amounts.has(name) && { minimum: 0 }),
          ...checks.map(({ check }) => schemaAt(check)).reduce(narrowed, TYPES[slotTypeOf(value)]),
          default: value,
        },
      ];
    }),
  );

/** The schema of a field, or of the items of a list. */
const schemaAt = (check: string): JsonSchema =>
  check.endsWith('[]') ? (schemaOfCheck(check.slice(0, -2)).items as JsonSchema) : schemaOfCheck(check);

/** What both schemas allow, as far as bounds, lists of words and types say it. */
const narrowed = (one: JsonSchema, other: JsonSchema): JsonSchema => {
  const made: Record<string, unknown> = { ...one };
  for (const [keyword, value] of Object.entries(other)) {
    const before = made[keyword];
    if (/^(m|exclusiveM)in/.test(keyword))
      made[keyword] = Math.max((before ?? value) as number, value as number);
    else if (/^max/.test(keyword)) made[keyword] = Math.min((before ?? value) as number, value as number);
    else if (keyword === 'type') made.type = value === 'integer' ? value : before;
    else if (keyword !== 'items' && keyword !== 'oneOf') made[keyword] ??= value;
  }
  return made;
};

/** "activeDays" as "Active days". */
const spoken = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
