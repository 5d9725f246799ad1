import type { Scalar } from '../expression/index.js';
import { deepFreeze, isPlainObject, isSound, onlyKeys, refuse } from '../internal/index.js';

/**
 * Where a property or an attribute of the model comes from: a name of the host's, or a name with its unit or
 * currency, a constant, or the first of several that is there.
 */
export type HostField =
  /** The host's property of that name, as it is. */
  | string
  | HostNumber
  | HostText
  /** The same value for every event. */
  | { readonly value: Scalar }
  /** The first that is not missing. */
  | { readonly firstOf: readonly HostField[] };

/** A number of the host's in another unit, or in a currency. What is no number is missing. */
export interface HostNumber {
  readonly from: string;
  /** 100 where the host counts cents. One IEEE division. */
  readonly dividedBy?: number | undefined;
  /** 60 where the host counts minutes. One IEEE multiplication. */
  readonly times?: number | undefined;
  /** The host's property that holds the currency: the amount becomes one of the reporting currency. */
  readonly currency?: string | undefined;
  /** The currency of all amounts, instead of a property that says it. */
  readonly inCurrency?: string | undefined;
}

/** A text of the host's in the model's words. What is no text is missing. */
export interface HostText {
  readonly from: string;
  /** The model's text for each of the host's, compared exactly: `{ Business: 'business' }`. Others stay as they are. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** True: ASCII letters of what `values` does not have become lower case. Default: false. */
  readonly lower?: boolean | undefined;
}

/** One event of the model by the host's names. */
export interface HostEvent {
  /** The host's name of it, or several names that mean the same. */
  readonly event: string | readonly string[];
  /** The model's properties; what is not mentioned keeps its name. */
  readonly properties?: Readonly<Record<string, HostField>> | undefined;
}

/** How an event is mapped: by its names alone, or with its properties. */
export type HostEventInput = HostEvent | HostEvent['event'];

/** What one unit of a currency is worth in the reporting currency, from an instant (ms) on. */
export interface DatedRate {
  readonly from: number;
  readonly rate: number;
}

/** One reporting currency, and what the others are worth in it. */
export interface Money {
  /** Such as `EUR`; compared exactly. */
  readonly currency: string;
  /** Of each other currency what one unit is worth in the reporting currency; a list where that changes with time. */
  readonly rates: Readonly<Record<string, number | readonly DatedRate[]>>;
}

/** A host's own names for the model's, as frozen plain data: what {@link vocabulary} makes. */
export interface HostVocabulary {
  readonly events: Readonly<Record<string, HostEvent>>;
  readonly attributes: Readonly<Record<string, HostField>>;
  readonly money?: Money | undefined;
}

/** What {@link vocabulary} takes besides events. */
export interface VocabularyOptions {
  readonly attributes?: Readonly<Record<string, HostField>> | undefined;
  readonly money?: Money | undefined;
}

/**
 * A host's own names mapped onto the model's, for parsing and for SQL alike. What is not mentioned keeps its name.
 * Texts are brought to the model's by a table, or to lower case. A model's event may have several names of the host's;
 * one whose properties keep their names is mapped by its name alone, `{ logged_in: 'app.login' }`. One of the host's names
 * under two events, a unit that is no number above 0 and a currency without `money` are `bad-value` errors, an unknown
 * key is an `unknown-key` error.
 *
 * @example
 * ```ts
 * import { vocabulary } from 'habitus/model';
 * const shop = vocabulary(
 *   { purchase: { event: 'Order Completed', properties: { amount: { from: 'total_cents', dividedBy: 100 } } } },
 *   { attributes: { plan: { from: 'plan_code', values: { Biz: 'business' }, lower: true } } },
 * );
 * shop.events.purchase?.event; //=> 'Order Completed'
 * ```
 */
export const vocabulary = (
  given: Readonly<Record<string, HostEventInput>>,
  options: VocabularyOptions = {},
): HostVocabulary => {
  onlyKeys(options, ['attributes', 'money'], 'options');
  const { attributes = {}, money } = options;
  requirePlain(given, 'events');
  const events: Readonly<Record<string, HostEvent>> = Object.fromEntries(
    Object.entries(given).map(([name, event]) => [name, mappingOf(event)]),
  );
  requirePlain(attributes, 'attributes');
  if (money !== undefined) checkMoney(money);
  const owners = new Map<string, string>();
  for (const [name, event] of Object.entries(events)) {
    const path = `events.${name}`;
    requirePlain(event, path);
    onlyKeys(event, ['event', 'properties'], path);
    for (const host of hostNames(event)) {
      if (!isName(host)) refuse('bad-value', "the host's name of the event", host, `${path}.event`);
      const owner = owners.get(host);
      if (owner !== undefined)
        refuse('bad-value', `each name of the host's under one event, not also under ${owner}`, host, path);
      owners.set(host, name);
    }
    if (hostNames(event).length === 0)
      refuse('bad-value', "the host's name of the event", event.event, `${path}.event`);
    if (event.properties !== undefined) checkFields(event.properties, `${path}.properties`, money, true);
  }
  checkFields(attributes, 'attributes', money, false);
  return deepFreeze(JSON.parse(JSON.stringify({ events, attributes, money })));
};

const mappingOf = (event: HostEventInput): HostEvent =>
  typeof event === 'string' || Array.isArray(event) ? { event } : (event as HostEvent);

/** The host's names of an event of the model. */
export const hostNames = ({ event }: HostEvent): readonly string[] =>
  Array.isArray(event) ? event : [event as string];

/** Whether a field is a text in other words, and not a number in another unit. */
export const isHostText = (field: HostField): field is HostText =>
  typeof field === 'object' && ('values' in field || 'lower' in field);

/** The host's own names that a field is made of. */
export const hostSources = (field: HostField): readonly string[] => {
  if (typeof field === 'string') return [field];
  if ('value' in field) return [];
  if ('firstOf' in field) return field.firstOf.flatMap(hostSources);
  const { from, currency } = field as HostNumber;
  return currency === undefined ? [from] : [from, currency];
};

/** A name that every warehouse can be asked for. */
const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && isSound(value);

const requirePlain = (value: unknown, path: string): void => {
  if (!isPlainObject(value)) refuse('bad-value', 'an object of names', value, path);
};

const checkFields = (
  fields: Readonly<Record<string, HostField>>,
  path: string,
  money: Money | undefined,
  dated: boolean,
): void => {
  requirePlain(fields, path);
  for (const [name, field] of Object.entries(fields)) checkField(field, `${path}.${name}`, money, dated);
};

const NUMBER_KEYS = ['from', 'dividedBy', 'times', 'currency', 'inCurrency'];

const TEXT_KEYS = ['from', 'values', 'lower'];

const checkText = ({ values = {}, lower = false }: HostText, path: string): void => {
  requirePlain(values, `${path}.values`);
  for (const [host, value] of Object.entries(values))
    if (typeof value !== 'string' || !isSound(value) || !isSound(host))
      refuse('bad-value', "the model's text", value, `${path}.values.${host}`);
  if (typeof lower !== 'boolean') refuse('bad-value', 'true or false', lower, `${path}.lower`);
};

const checkField = (field: HostField, path: string, money: Money | undefined, dated: boolean): void => {
  if (isName(field)) return;
  if (!isPlainObject(field))
    refuse('bad-value', "a name of the host's, { from, … }, { value } or { firstOf: […] }", field, path);
  const given = field as Exclude<HostField, string>;
  if ('value' in given) {
    onlyKeys(given, ['value'], path);
    const { value } = given;
    if (
      !(typeof value === 'string' && isSound(value)) &&
      typeof value !== 'boolean' &&
      !Number.isFinite(value)
    )
      refuse('bad-value', 'a finite number, a text, true or false', value, `${path}.value`);
    return;
  }
  if ('firstOf' in given) {
    onlyKeys(given, ['firstOf'], path);
    if (!Array.isArray(given.firstOf) || given.firstOf.length === 0)
      refuse('bad-value', 'a list of at least one field', given.firstOf, `${path}.firstOf`);
    given.firstOf.forEach((one, i) => {
      checkField(one, `${path}.firstOf[${i}]`, money, dated);
    });
    return;
  }
  const isText = isHostText(given);
  onlyKeys(given, isText ? TEXT_KEYS : NUMBER_KEYS, path);
  if (!isName(given.from)) refuse('bad-value', "the host's name of it", given.from, `${path}.from`);
  if (isText) {
    checkText(given, path);
    return;
  }
  if (given.currency !== undefined && given.inCurrency !== undefined)
    refuse('bad-value', 'one of currency and inCurrency, not both', given.inCurrency, `${path}.inCurrency`);
  for (const key of ['dividedBy', 'times'] as const) {
    const unit = given[key];
    if (unit !== undefined && !(Number.isFinite(unit) && unit > 0))
      refuse('bad-value', 'a finite number above 0', unit, `${path}.${key}`);
  }
  for (const key of ['currency', 'inCurrency'] as const) {
    const currency = given[key];
    if (currency === undefined) continue;
    if (typeof currency !== 'string' || currency === '')
      refuse('bad-value', 'a name', currency, `${path}.${key}`);
    if (money === undefined)
      refuse('bad-value', 'money: { currency, rates } beside an amount with a currency', currency, path);
    if (!dated && Object.values(money!.rates).some((rate) => typeof rate !== 'number'))
      refuse('bad-value', 'rates that do not change with time: an attribute has no instant', currency, path);
  }
};

const checkMoney = (money: Money): void => {
  requirePlain(money, 'money');
  onlyKeys(money, ['currency', 'rates'], 'money');
  if (typeof money.currency !== 'string' || money.currency === '')
    refuse('bad-value', 'the reporting currency, such as "EUR"', money.currency, 'money.currency');
  requirePlain(money.rates, 'money.rates');
  const isRate = (rate: unknown): boolean => Number.isFinite(rate) && (rate as number) > 0;
  for (const [currency, rates] of Object.entries(money.rates)) {
    const path = `money.rates.${currency}`;
    const list = Array.isArray(rates) ? (rates as readonly DatedRate[]) : undefined;
    if (list === undefined ? !isRate(rates) : list.length === 0)
      refuse('bad-value', 'a rate above 0, or a list of { from, rate }', rates, path);
    list?.forEach((each, i) => {
      if (!isPlainObject(each) || !Number.isSafeInteger(each.from) || !isRate(each.rate))
        refuse('bad-value', '{ from: milliseconds, rate: a number above 0 }', each, `${path}[${i}]`);
      if (i > 0 && each.from <= list[i - 1]!.from)
        refuse('bad-value', 'rates in order of time', each.from, `${path}[${i}].from`);
    });
  }
};
