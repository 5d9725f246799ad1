import { own } from '../internal/index.js';
import {
  type HostField,
  type HostVocabulary,
  hostNames,
  type Money,
  type RowIssue,
  saas,
  type Translator,
  translator,
} from '../vocabulary/index.js';
import type { Changes, Fields } from './facts.js';
import { unreadProperties } from './fitting.js';
import { flatten } from './history.js';
import { put } from './plain.js';

/** One event of the model in a tool's names: the names that mean it, and of each property the names to look under, in that order, or a constant. */
export interface Word {
  readonly event: readonly string[];
  readonly properties?: Readonly<Record<string, readonly string[] | { readonly value: string }>> | undefined;
}

/** What a tool calls things. */
export interface Words {
  readonly events: Readonly<Record<string, Word>>;
  /** The tool's names of attributes, each with the model's. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The words of one tool and of the host, made once for all rows. */
export interface NameTranslator {
  event(
    names: readonly string[],
    properties: Fields,
    at: number,
  ): { readonly name: string; readonly properties: Fields; readonly issues: readonly RowIssue[] };
  /** The host's own names of attributes come later: they may be made of several, said at several times. */
  changes(changes: Changes): Changes;
}

/** Properties that are amounts of money. */
const AMOUNTS: ReadonlySet<string> = new Set(['amount', 'listPrice', 'mrr', 'previousMrr', 'price']);

/**
 * Translates the names of a tool. The host's own vocabulary goes first; then the table; what neither knows keeps its name. Amounts are
 * brought into the reporting currency where there is one; an amount that says no currency is in it already.
 */
export const nameTranslator = (
  words: Words,
  vocabulary: HostVocabulary | undefined,
  money: Money | undefined,
): NameTranslator => {
  const host = translator(vocabulary ?? { events: {}, attributes: {} });
  const table = translator(tableOf(words, money));
  const hosts = new Set(Object.values(vocabulary?.events ?? {}).flatMap(hostNames));
  const tables = new Set(Object.values(words.events).flatMap(({ event }) => event));
  const renames = new Map<string, string[]>();
  const rename = (from: string, to: string): void => {
    if (from !== to) renames.set(from, [...(renames.get(from) ?? []), to]);
  };
  for (const [from, to] of Object.entries(words.attributes)) rename(from, to);
  const convert = money === undefined ? undefined : amountsOf(money);
  const finished = (translated: Translation, at: number, word?: unknown): Translation => {
    const priced =
      convert?.(translated, at, (word as Partial<Word> | undefined)?.properties ?? {}) ?? translated;
    const { name, properties, issues } = present(priced);
    return { name, properties, issues: [...issues, ...unreadProperties(name, properties)] };
  };

  const renamed = (bag: Fields): Fields => {
    const flat = flatten(bag);
    const result: Record<string, unknown> = { ...flat };
    for (const [key, value] of Object.entries(flat))
      for (const name of renames.get(key) ?? []) if (!Object.hasOwn(flat, name)) put(result, name, value);
    return result;
  };

  return {
    event: (names, properties, at) => {
      const name = names.find((each) => hosts.has(each));
      if (name !== undefined) {
        const translated = host.event(name, properties, at);
        return finished(translated, at, own(vocabulary!.events, translated.name));
      }
      const given = names.find((each) => tables.has(each)) ?? names[0]!;
      const currency = own(properties, 'currency');
      const priced =
        money === undefined || (currency !== undefined && currency !== null)
          ? properties
          : { ...properties, currency: money.currency };
      const translated = table.event(given, priced, at);
      return finished(translated, at, tables.has(given) ? own(words.events, translated.name) : undefined);
    },
    changes: (changes) =>
      Object.fromEntries(
        Object.entries(changes).map(([kind, bag]) => {
          if (kind === 'clear') return [kind, bag];
          if (kind === 'unset')
            return [kind, (bag as readonly string[]).flatMap((key) => [key, ...(renames.get(key) ?? [])])];
          return [kind, renamed(bag as Fields)];
        }),
      ),
  };
};

type Translation = ReturnType<Translator['event']>;

/** Brings those amounts of the model's events into the reporting currency that stand under the model's own names. */
const amountsOf = (money: Money) => {
  const amounts = Object.entries(saas.events).map(
    ([name, { properties }]) => [name, Object.keys(properties).filter((key) => AMOUNTS.has(key))] as const,
  );
  const translators = new Map<string, Translator>();
  const named = new Map(amounts);
  return ({ name, properties, issues }: Translation, at: number, done: Fields): Translation => {
    const currency = own(properties, 'currency');
    if (currency === undefined || currency === null) return { name, properties, issues };
    const keys = (named.get(name as keyof typeof saas.events) ?? []).filter(
      (key) => !Object.hasOwn(done, key) && Object.hasOwn(properties, key),
    );
    if (keys.length === 0) return { name, properties, issues };
    const key = JSON.stringify(keys);
    const known = translators.get(key) ?? translator(conversion(keys, money));
    translators.set(key, known);
    const converted = known.event('amounts', properties, at);
    return { name, properties: converted.properties, issues: [...issues, ...converted.issues] };
  };
};

const conversion = (keys: readonly string[], money: Money): HostVocabulary => ({
  events: {
    amounts: {
      event: 'amounts',
      properties: Object.fromEntries(keys.map((key) => [key, { from: key, currency: 'currency' }])),
    },
  },
  attributes: {},
  money,
});

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
