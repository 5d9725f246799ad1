import { own } from '../internal/index.js';
import { translator } from '../rows/index.js';
import { type HostField, type HostVocabulary, hostNames, type Money } from '../vocabulary/index.js';
import { AMOUNTS, amountsOf, type Translation } from './amounts.js';
import type { Changes, Fields } from './facts.js';
import { isThere } from './figures.js';
import { unreadProperties } from './fitting.js';
import { flatten } from './history.js';
import { put } from './plain.js';
import { spellings } from './spellings.js';
import type { Word, Words } from './words.js';

/** The words of one tool and of the host, made once for all rows. */
export interface NameTranslator {
  readonly event: TranslateEvent;
  readonly changes: TranslateChanges;
}

/** Brings an event to the model's words; `names` are those under which it is looked up, the most telling first. */
type TranslateEvent = (names: readonly string[], properties: Fields, at: number) => Translation;

/**
 * Adds the model's names of attributes. The host's own come later: they may be made of several, stated at several
 * times.
 */
type TranslateChanges = (changes: Changes) => Changes;

/**
 * Translates the names of a tool. The host's own vocabulary goes first; then the table; what neither knows keeps
 * its name. Amounts are brought into the reporting currency where there is one; an amount that says no currency is
 * in it already.
 */
export const nameTranslator = (
  words: Words,
  vocabulary: HostVocabulary | undefined,
  money: Money | undefined,
): NameTranslator => ({
  event: eventNames(words, vocabulary, money),
  changes: attributeNames(words.attributes),
});

const eventNames = (
  words: Words,
  vocabulary: HostVocabulary | undefined,
  money: Money | undefined,
): TranslateEvent => {
  const host = translator(vocabulary ?? { events: {}, attributes: {} });
  const table = translator(tableOf(words, money));
  const hosts = new Set(Object.values(vocabulary?.events ?? {}).flatMap(hostNames));
  const tables = new Set(Object.values(words.events).flatMap(({ event }) => event));
  const spelled = spellings([...hosts, ...tables]);
  const convert = money === undefined ? undefined : amountsOf(money);
  const finished = (translated: Translation, at: number, word?: unknown): Translation => {
    const priced =
      convert?.(translated, at, (word as Partial<Word> | undefined)?.properties ?? {}) ?? translated;
    const { name, properties, issues } = present(priced);
    return { name, properties, issues: [...issues, ...unreadProperties(name, properties)] };
  };
  return (names, properties, at) => {
    const name = names.find((each) => hosts.has(each));
    if (name !== undefined) {
      const translated = host.event(name, properties, at);
      return finished(translated, at, own(vocabulary!.events, translated.name));
    }
    const given = names.find((each) => tables.has(each)) ?? names[0]!;
    const currency = own(properties, 'currency');
    const priced =
      money === undefined || isThere(currency) ? properties : { ...properties, currency: money.currency };
    const translated = table.event(given, priced, at);
    if (tables.has(given)) return finished(translated, at, own(words.events, translated.name));
    const made = finished(translated, at);
    return { ...made, issues: [...spelled(given), ...made.issues] };
  };
};

const attributeNames = (attributes: Words['attributes']): TranslateChanges => {
  const modelNames = (name: string): readonly string[] => {
    const model = own(attributes, name) as string | undefined;
    return model === undefined || model === name ? [] : [model];
  };
  const renamed = (fields: Fields): Fields => {
    const flat = flatten(fields);
    const result: Record<string, unknown> = { ...flat };
    for (const [key, value] of Object.entries(flat))
      for (const name of modelNames(key)) if (!Object.hasOwn(flat, name)) put(result, name, value);
    return result;
  };
  return ({ clear, unset, ...keyed }) => ({
    ...Object.fromEntries(Object.entries(keyed).map(([how, fields]) => [how, fields && renamed(fields)])),
    ...(clear === undefined ? {} : { clear }),
    ...(unset === undefined ? {} : { unset: unset.flatMap((key) => [key, ...modelNames(key)]) }),
  });
};

const tableOf = (words: Words, money: Money | undefined): HostVocabulary => ({
  events: Object.fromEntries(
    Object.entries(words.events).map(([name, { event, properties = {} }]) => [
      name,
      {
        event,
        properties: Object.fromEntries(
          Object.entries(properties).map(([property, from]) => [property, fieldOf(property, from, money)]),
        ),
      },
    ]),
  ),
  attributes: {},
  money,
});

const fieldOf = (
  property: string,
  from: readonly string[] | { readonly value: string },
  money: Money | undefined,
): HostField => {
  if (!Array.isArray(from)) return from as { readonly value: string };
  const names = [...(from as readonly string[]), property];
  return {
    firstOf: names.map((name) =>
      money !== undefined && AMOUNTS.has(property) ? { from: name, currency: 'currency' } : name,
    ),
  };
};

/** Without the properties that turned out to be missing. */
const present = <T extends { readonly properties: Fields }>(translated: T): T => {
  if (!Object.values(translated.properties).includes(undefined)) return translated;
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(translated.properties))
    if (value !== undefined) put(properties, key, value);
  return { ...translated, properties };
};
