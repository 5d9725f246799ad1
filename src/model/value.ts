import { isDate, refuse } from '../internal/index.js';
import { type RowIssue, shown } from '../rows/index.js';
import { toInstant } from '../time/index.js';
import type { Coercion } from './coerce.js';
import type { DeclaredEvent } from './data.js';
import type { Declared } from './inspect-schema.js';
import { ask, type StandardSchema } from './standard.js';
import { nearNames } from './suggest-name.js';

const TYPES: Readonly<
  Record<Declared['type'], readonly [expected: string, test: (value: unknown) => boolean]>
> = {
  number: ['a finite number', Number.isFinite],
  text: ['a text', (value) => typeof value === 'string'],
  boolean: ['true or false', (value) => typeof value === 'boolean'],
  instant: [
    'an instant: a valid Date, milliseconds, or ISO 8601 text with an offset',
    (value) => toInstant(value) !== null,
  ],
  list: [
    'a list of texts',
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  ],
  unknown: ['a value', () => true],
};

/**
 * Holds a value against what is declared of it: answers the value that is kept, undefined where it is missing, and
 * adds what is wrong. A `Date` becomes its milliseconds; nothing else is changed but what is coerced on purpose.
 */
export const checkValue = (
  given: unknown,
  declared: Declared,
  [path, name]: readonly [path: string, name: string],
  wrong: RowIssue[],
  coerce?: Coercion,
): unknown => {
  const raw = coerce === undefined ? given : coerce(given, declared.type);
  const fault = (code: string, message: string): undefined => {
    wrong.push({ path: `${path}.${name}`, code, message });
    return undefined;
  };
  if (raw === undefined || raw === null)
    return declared.required ? fault('missing', `expected ${expected(declared)}, got nothing`) : undefined;
  const [, fits] = TYPES[declared.type];
  if (!fits(raw)) return fault('wrong-type', `expected ${expected(declared)}, got ${shown(raw)}`);
  const value = plain(raw);
  if (declared.values !== undefined && !declared.values.includes(value as string))
    return fault('unknown-value', `expected ${expected(declared)}, got ${shown(raw)}${hint(raw, declared)}`);
  const found =
    declared.schema === undefined ? undefined : faultOf(declared.schema, asSchemaTakesIt(raw, declared));
  return found === undefined ? value : fault(found.code, `${found.message}, got ${shown(raw)}`);
};

/** What is wrong with the properties of an event by the one schema for all of them. */
export const checkWhole = (
  properties: Readonly<Record<string, unknown>>,
  { schema, properties: known }: DeclaredEvent,
  path: string,
): RowIssue | undefined => {
  if (schema === undefined) return undefined;
  const taken = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const declared = known.get(name);
      return [name, declared === undefined ? value : asSchemaTakesIt(value, declared)];
    }),
  );
  const found = faultOf(schema, taken);
  return found && { path: [path, ...found.path].join('.'), code: found.code, message: found.message };
};

const expected = ({ type, values }: Declared): string =>
  values === undefined || values.length > 20
    ? TYPES[type][0]
    : `${values.length > 1 ? 'one of ' : ''}${values.map((value) => JSON.stringify(value)).join(', ')}`;

const hint = (raw: unknown, { values }: Declared): string =>
  values!.length > 20 ? `; ${nearNames(raw, values!.map(String))}` : '';

/** A value as it is kept: of instants the milliseconds, and no negative zero (S7). */
const plain = (raw: unknown): unknown => {
  if (isDate(raw)) return toInstant(raw) ?? undefined;
  if (Array.isArray(raw)) return [...raw];
  return typeof raw === 'number' ? raw + 0 : raw;
};

const asSchemaTakesIt = (raw: unknown, { instantAs }: Declared): unknown => {
  if (instantAs === undefined || (instantAs === 'text' && typeof raw === 'string')) return raw;
  const date = new Date(toInstant(raw)!);
  return instantAs === 'date' ? date : date.toISOString();
};

/** A schema may throw anything, also something that cannot be made a text. */
const because = (error: unknown): string => {
  try {
    return error instanceof Error ? `: ${error.message}` : '';
  } catch {
    return '';
  }
};

interface SchemaFault {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

const faultOf = (schema: StandardSchema, value: unknown): SchemaFault | undefined => {
  const asked = ask(schema, value);
  if ('late' in asked)
    return refuse(
      'bad-value',
      'a schema that answers at once: rows are not read with async schemas',
      schema,
      'schema',
    );
  if ('threw' in asked)
    return { code: 'schema-threw', message: `the schema throws${because(asked.threw)}`, path: [] };
  const { result } = asked;
  if (result.issues === undefined) return undefined;
  const [first] = result.issues;
  return {
    code: 'invalid',
    message: first?.message ?? 'the schema refuses it',
    path: (first?.path ?? []).map((key) => String(typeof key === 'object' ? key.key : key)),
  };
};
