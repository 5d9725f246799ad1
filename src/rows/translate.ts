import { isPlainObject, lowered, own, refuse } from '../internal/index.js';
import {
  type HostField,
  type HostNumber,
  type HostText,
  type HostVocabulary,
  hostNames,
  hostSources,
  isHostText,
  type Money,
} from '../vocabulary/index.js';
import { shown } from './cells.js';
import type { RowIssue } from './report.js';

type Properties = Readonly<Record<string, unknown>>;

/** An event or a customer in the model's names, and what could not be brought there (it is missing). */
export interface Translated {
  readonly name: string;
  readonly properties: Properties;
  readonly issues: readonly RowIssue[];
}

/** Brings events and attributes from a host's names to the model's. */
export interface Translator {
  /** `at` (ms) chooses among rates that change with time. */
  event(name: string, properties: Properties, at: number): Translated;
  attributes(attributes: Properties): Omit<Translated, 'name'>;
  /** The host's own names that the properties of an event (by its name in the host) are made of. */
  readOf(event: string): ReadonlySet<string>;
  /** Those that the attributes are made of. */
  readonly attributesRead: ReadonlySet<string>;
}

/** The translator of a vocabulary: made once, used for every row. */
export const translator = (vocabulary: HostVocabulary): Translator => {
  if (
    !(isPlainObject(vocabulary) && isPlainObject(vocabulary.events) && isPlainObject(vocabulary.attributes))
  )
    refuse('bad-value', 'what vocabulary(…) makes', vocabulary, 'vocabulary');
  const events = new Map(
    Object.entries(vocabulary.events).flatMap(([name, event]) =>
      hostNames(event).map((host) => {
        const fields = Object.entries(event.properties ?? {});
        return [host, { name, fields, read: readIn(fields) }] as const;
      }),
    ),
  );
  const attributes = Object.entries(vocabulary.attributes);
  return {
    event: (name, properties, at) => {
      const known = events.get(name);
      if (known === undefined) return { name, properties, issues: NONE };
      return { name: known.name, ...translate(known.fields, properties, 'properties', at, vocabulary.money) };
    },
    attributes: (given) => translate(attributes, given, 'attributes', 0, vocabulary.money),
    readOf: (event) => events.get(event)?.read ?? NOTHING_READ,
    attributesRead: readIn(attributes),
  };
};

const readIn = (fields: readonly (readonly [string, HostField])[]): ReadonlySet<string> =>
  new Set(fields.flatMap(([, field]) => hostSources(field)));

const NOTHING_READ: ReadonlySet<string> = new Set();

const NONE: readonly RowIssue[] = [];

const translate = (
  fields: readonly (readonly [string, HostField])[],
  given: Properties,
  path: string,
  at: number,
  money: Money | undefined,
): Omit<Translated, 'name'> => {
  if (fields.length === 0) return { properties: given, issues: NONE };
  const issues: RowIssue[] = [];
  const properties: Record<string, unknown> = { ...given };
  for (const [name, field] of fields) {
    const value = fieldOf(field, given, at, money, (code, message) =>
      issues.push({ path: `${path}.${name}`, code, message }),
    );
    // Assigned, a field of that name would be no field.
    if (name === '__proto__') Object.defineProperty(properties, name, { value, enumerable: true });
    else properties[name] = value;
  }
  return { properties, issues };
};

type Note = (code: string, message: string) => void;

/** The value of a field, undefined where it is missing. */
const fieldOf = (
  field: HostField,
  given: Properties,
  at: number,
  money: Money | undefined,
  note: Note,
): unknown => {
  if (typeof field === 'string') return own(given, field);
  if ('value' in field) return field.value;
  if (isHostText(field)) return textOf(field, given, note);
  if ('from' in field) return numberOf(field, given, at, money, note);
  for (const one of field.firstOf) {
    const value = fieldOf(one, given, at, money, note);
    if (isThere(value)) return value;
  }
  return undefined;
};

/** A value that some reading can see (S7). */
const isThere = (value: unknown): boolean =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  Number.isFinite(value) ||
  Object.prototype.toString.call(value) === '[object Date]' ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));

/** A text by the table, or in lower case where the table does not have it. */
const textOf = ({ from, values, lower }: HostText, given: Properties, note: Note): string | undefined => {
  const raw = own(given, from);
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw !== 'string') {
    note('not-a-text', `expected a text in ${from}, got ${shown(raw)}: it is missing`);
    return undefined;
  }
  return (own(values, raw) as string | undefined) ?? (lower === true ? lowered(raw) : raw);
};

const numberOf = (
  { from, dividedBy, times, currency, inCurrency }: HostNumber,
  given: Properties,
  at: number,
  money: Money | undefined,
  note: Note,
): number | undefined => {
  const raw = own(given, from);
  if (raw === undefined || raw === null) return undefined;
  if (!Number.isFinite(raw)) {
    note('not-a-number', `expected a number in ${from}, got ${shown(raw)}: it is missing`);
    return undefined;
  }
  let value = raw as number;
  if (dividedBy !== undefined) value /= dividedBy;
  if (times !== undefined) value *= times;
  const code = inCurrency ?? (currency === undefined ? undefined : own(given, currency));
  if (currency !== undefined || inCurrency !== undefined) {
    const rate = rateOf(code, at, money);
    if (rate === undefined) {
      const known = [money!.currency, ...Object.keys(money!.rates)].join(', ');
      const first = typeof code === 'string' ? own(money!.rates, code) : undefined;
      const when = Array.isArray(first) ? ` before its first rate, which is from ${first[0].from}` : '';
      note(
        'unknown-currency',
        `expected a currency with a rate (${known}), got ${shown(code)}${when}: the amount is missing`,
      );
      return undefined;
    }
    value *= rate;
  }
  return Number.isFinite(value) ? value : undefined;
};

const rateOf = (code: unknown, at: number, money: Money | undefined): number | undefined => {
  if (typeof code !== 'string' || money === undefined) return undefined;
  if (code === money.currency) return 1;
  const rates = own(money.rates, code) as Money['rates'][string] | undefined;
  return typeof rates === 'object' ? rates.filter(({ from }) => from <= at).at(-1)?.rate : rates;
};
