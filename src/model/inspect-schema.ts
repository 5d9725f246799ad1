import type { Scalar, ValueType } from '../expression/index.js';
import { refuse } from '../internal/index.js';
import { ask, isStandardSchema, type StandardSchema } from './standard.js';

/** What a model knows of a property or an attribute. */
export interface Declared {
  readonly type: ValueType | 'unknown';
  /** The only values it may have. */
  readonly values?: readonly Scalar[] | undefined;
  /** Whether a row without it is at fault. */
  readonly required: boolean;
  /** What else a value must pass. */
  readonly schema?: StandardSchema | undefined;
  /** How the schema takes instants: it is written for one of the two. */
  readonly instantAs?: 'date' | 'text' | undefined;
}

const WORDS: readonly unknown[] = ['number', 'text', 'boolean', 'instant', 'list', 'unknown'];

/** What a declaration says: a word, a list of values, or a schema. */
export const inspectSchema = (declaration: unknown, path: string): Declared => {
  if (WORDS.includes(declaration)) return { type: declaration as Declared['type'], required: false };
  if (Array.isArray(declaration)) return { ...ofValues(declaration, path), required: false };
  if (!isStandardSchema(declaration))
    return refuse(
      'bad-value',
      `a schema, a list of values, or one of ${WORDS.join(', ')}`,
      declaration,
      path,
    );
  requireSync(declaration, undefined, path);
  if (definitionOf(declaration) === undefined)
    return { type: 'unknown', required: !allows(declaration, undefined, null), schema: declaration };
  const found = ofZod(declaration, path);
  requireSync(declaration, sampleOf(found), path);
  return { ...found, schema: declaration };
};

/** Refuses a schema that answers later when it is asked about a value. */
export const requireSync = (schema: StandardSchema, value: unknown, path: string): void => {
  if ('late' in ask(schema, value))
    refuse('bad-value', 'a schema that answers at once: rows are not read with async schemas', schema, path);
};

/** Whether a schema takes one of these values. */
const allows = (schema: StandardSchema, ...values: readonly unknown[]): boolean =>
  values.some((value) => {
    const asked = ask(schema, value);
    return 'result' in asked && asked.result.issues === undefined;
  });

/** A value of the type: the checks of a schema are reached only by one. */
const sampleOf = ({ type, values, instantAs }: Omit<Declared, 'schema'>): unknown => {
  if (values !== undefined) return values[0];
  if (instantAs === 'date') return new Date(0);
  return { number: 0, text: '', boolean: true, instant: new Date(0).toISOString(), list: [], unknown: '' }[
    type
  ];
};

/** What zod (and zod/mini) says of a schema. Nothing of zod is imported: who has no schemas of it pays nothing. */
interface ZodDefinition {
  readonly type: string;
  readonly format?: string;
  readonly coerce?: boolean;
  readonly innerType?: StandardSchema;
  readonly element?: StandardSchema;
  readonly options?: readonly StandardSchema[];
  readonly entries?: Readonly<Record<string, Scalar>>;
  readonly values?: readonly unknown[];
  readonly shape?: Readonly<Record<string, StandardSchema>>;
  readonly catchall?: StandardSchema;
  readonly checks?: readonly { readonly _zod?: { readonly def?: { readonly check?: string } } }[];
}

/** The definition inside a schema of zod 4; undefined for another library's. */
export const definitionOf = (schema: StandardSchema): ZodDefinition | undefined =>
  (schema as { _zod?: { def?: ZodDefinition } })._zod?.def;

type Inspect = (definition: ZodDefinition, path: string) => Omit<Declared, 'schema'>;

const plain =
  (type: Declared['type']): Inspect =>
  () => ({ type, required: true });

const inside =
  (changes: Partial<Declared>): Inspect =>
  ({ innerType }, path) => ({ ...ofZod(innerType!, path), ...changes });

/** What the kinds of zod's schemas say. A kind that is not here, such as one that changes values, is refused. */
const KINDS: Readonly<Record<string, Inspect>> = /* @__PURE__ */ (() => ({
  string: ({ format }: ZodDefinition) =>
    format === 'datetime'
      ? { type: 'instant', required: true, instantAs: 'text' }
      : { type: 'text', required: true },
  template_literal: plain('text'),
  number: plain('number'),
  boolean: plain('boolean'),
  date: () => ({ type: 'instant', required: true, instantAs: 'date' }),
  enum: ({ entries }: ZodDefinition, path: string) => ofValues(enumValues(entries!), path),
  literal: ({ values }: ZodDefinition, path: string) => {
    const there = values!.filter((value) => value !== null && value !== undefined);
    return { ...ofValues(there, path), required: there.length === values!.length };
  },
  union: ({ options }: ZodDefinition, path: string) => ofUnion(options!, path),
  array: ({ element }: ZodDefinition, path: string) => {
    if (ofZod(element!, `${path}[]`).type !== 'text') refuse('bad-value', 'a list of texts', element, path);
    return { type: 'list', required: true };
  },
  unknown: () => ({ type: 'unknown', required: false }),
  any: () => ({ type: 'unknown', required: false }),
  optional: inside({ required: false }),
  exactOptional: inside({ required: false }),
  nullable: inside({ required: false }),
  default: inside({ required: false }),
  nonoptional: inside({ required: true }),
  readonly: inside({}),
}))();

const READABLE =
  'a schema of texts, numbers, booleans, instants or lists of texts that leaves values as they are';
const INSTEAD = 'bring values into shape before, or by a vocabulary';

const ofZod = (schema: StandardSchema, path: string): Omit<Declared, 'schema'> => {
  const definition = definitionOf(schema)!;
  const found = Object.hasOwn(KINDS, definition.type) ? KINDS[definition.type] : undefined;
  const changes =
    definition.coerce === true || definition.checks?.some((check) => check._zod?.def?.check === 'overwrite');
  if (found === undefined || changes === true)
    return refuse(
      'bad-value',
      `${READABLE}; it is of kind "${definition.type}"${changes ? ' and changes them' : ''}: ${INSTEAD}`,
      schema,
      path,
    );
  return found(definition, path);
};

const ofValues = (values: readonly unknown[], path: string): Declared => {
  const types = new Set(values.map((value) => typeof value));
  const [type] = types;
  if (types.size !== 1 || !(type === 'string' || type === 'boolean' || values.every(Number.isFinite)))
    refuse('bad-value', 'at least one value, all texts, all numbers or all booleans', values, path);
  return {
    type: type === 'string' ? 'text' : (type as 'number' | 'boolean'),
    values: values as readonly Scalar[],
    required: true,
  };
};

/** The values of an enum; TypeScript's own numeric enums have each name as a value of its number, too. */
const enumValues = (entries: Readonly<Record<string, Scalar>>): readonly Scalar[] => {
  const numbers = Object.values(entries).filter((value) => typeof value === 'number');
  return Object.entries(entries)
    .filter(([name]) => !numbers.includes(Number(name)))
    .map(([, value]) => value);
};

/** Kinds that say of a value that it may be missing. */
const ABSENT: readonly unknown[] = ['null', 'undefined', 'void'];

/** Alternatives of one type; values are known where each alternative has them. */
const ofUnion = (options: readonly StandardSchema[], path: string): Omit<Declared, 'schema'> => {
  const isAbsence = (option: StandardSchema): boolean => ABSENT.includes(definitionOf(option)?.type);
  const inspected = options.flatMap((option, i) =>
    isAbsence(option) ? [] : [ofZod(option, `${path}[${i}]`)],
  );
  const [first] = inspected;
  const required = !options.some(isAbsence) && inspected.every((one) => one.required);
  if (first === undefined) return refuse('bad-value', 'a union with a value in it', options, path);
  if (inspected.some(({ type }) => type !== first.type)) return { type: 'unknown', required };
  const values = inspected.every((one) => one.values !== undefined)
    ? inspected.flatMap((one) => one.values!)
    : undefined;
  return { ...first, values, required };
};
