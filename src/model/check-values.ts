import { own } from '../internal/index.js';
import type { RowIssue } from '../rows/index.js';
import type { Coercion } from './coerce.js';
import type { DeclaredEvent } from './data.js';
import type { Declared } from './inspect-schema.js';
import { checkValue, checkWhole } from './value.js';

/** Values by name. */
export type Named = Readonly<Record<string, unknown>>;

/** The properties of an event that hold; of an event that the model does not know, all of them. */
export const propertiesOf = (
  given: Named,
  name: string,
  event: DeclaredEvent | undefined,
  wrong: RowIssue[],
  undeclared: (key: string) => void,
  coerce?: Coercion,
): Named => {
  if (event === undefined) return { ...given };
  const properties = valuesOf(
    given,
    event.properties,
    'properties',
    wrong,
    event.open ? NOTHING : undeclared,
    { needs: () => true, coerce },
  );
  const issue = wrong.length > 0 ? undefined : checkWhole(properties, event, 'properties');
  if (issue !== undefined) wrong.push({ ...issue, message: `${name}: ${issue.message}` });
  return properties;
};

const NOTHING = (): void => {};

interface Holding {
  /** Whether a required value may not come from elsewhere. */
  readonly needs: (name: string) => boolean;
  /** What stands for a value that is removed: in a history a null says so. */
  readonly removed?: null;
  readonly coerce?: Coercion | undefined;
}

/** The values that hold, by name; undeclared ones as they are. */
export const valuesOf = (
  given: Named,
  declared: ReadonlyMap<string, Declared>,
  path: string,
  wrong: RowIssue[],
  undeclared: (key: string) => void,
  { needs, removed, coerce }: Holding,
): Named => {
  const kept: Record<string, unknown> = {};
  for (const [name, raw] of Object.entries(given)) {
    if (raw === undefined) continue;
    const known = declared.get(name);
    if (raw === null) {
      if (removed === null) set(kept, name, null);
      continue;
    }
    if (known === undefined) undeclared(name);
    const value = checkValue(raw, known ?? ANYTHING, [path, name], wrong, coerce) ?? removed;
    if (value !== undefined) set(kept, name, value);
  }
  for (const [name, known] of declared) {
    if (known.required && (own(given, name) ?? null) === null && needs(name))
      checkValue(undefined, known, [path, name], wrong);
  }
  return kept;
};

/** Assigned, a value of that name would be no value but a prototype. */
const set = (values: Record<string, unknown>, name: string, value: unknown): void => {
  if (name === '__proto__')
    Object.defineProperty(values, name, { value, enumerable: true, configurable: true, writable: true });
  else values[name] = value;
};

const ANYTHING: Declared = { type: 'unknown', required: false };
