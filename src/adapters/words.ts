import { own } from '../internal/index.js';
import {
  type HostField,
  type HostVocabulary,
  hostNames,
  type Money,
  type RowIssue,
  translator,
} from '../vocabulary/index.js';
import { flatten } from './history.js';
import { put } from './plain.js';
import type { Bag, Changes } from './said.js';

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
export interface Speaker {
  event(
    names: readonly string[],
    properties: Bag,
    at: number,
  ): { readonly name: string; readonly properties: Bag; readonly issues: readonly RowIssue[] };
  changes(changes: Changes): { readonly changes: Changes; readonly issues: readonly RowIssue[] };
}

/** Properties that are amounts of money. */
const AMOUNTS: ReadonlySet<string> = new Set(['amount', 'listPrice', 'mrr', 'previousMrr', 'price']);

/**
 * Translates the names of a tool. The host's own vocabulary goes first; then the table; what neither knows keeps its name. Amounts are
 * brought into the reporting currency where there is one; an amount that says no currency is in it already.
 */
export const speaker = (
  words: Words,
  vocabulary: HostVocabulary | undefined,
  money: Money | undefined,
): Speaker => {
  const host = translator(vocabulary ?? { events: {}, attributes: {} });
  const table = translator(tableOf(words, money));
  const hosts = new Set(Object.values(vocabulary?.events ?? {}).flatMap(hostNames));
  const tables = new Set(Object.values(words.events).flatMap(({ event }) => event));
  const renames = new Map<string, string[]>();
  const rename = (from: string, to: string): void => {
    if (from !== to) renames.set(from, [...(renames.get(from) ?? []), to]);
  };
  for (const [name, field] of Object.entries(vocabulary?.attributes ?? {}))
    if (typeof field === 'string') rename(field, name);
  for (const [from, to] of Object.entries(words.attributes)) rename(from, to);
  const computed = Object.values(vocabulary?.attributes ?? {}).some((field) => typeof field !== 'string');

  const renamed = (bag: Bag): Bag => {
    const flat = flatten(bag);
    const result: Record<string, unknown> = { ...flat };
    for (const [key, value] of Object.entries(flat))
      for (const name of renames.get(key) ?? []) if (!Object.hasOwn(flat, name)) put(result, name, value);
    return result;
  };

  return {
    event: (names, properties, at) => {
      const name = names.find((each) => hosts.has(each));
      if (name !== undefined) return present(host.event(name, properties, at));
      const given = names.find((each) => tables.has(each)) ?? names[0]!;
      const currency = own(properties, 'currency');
      const priced =
        money === undefined || (currency !== undefined && currency !== null)
          ? properties
          : { ...properties, currency: money.currency };
      return present(table.event(given, priced, at));
    },
    changes: (changes) => {
      const issues: RowIssue[] = [];
      const bags = Object.fromEntries(
        Object.entries(changes).map(([kind, bag]) => {
          if (kind === 'clear') return [kind, bag];
          if (kind === 'unset')
            return [kind, (bag as readonly string[]).flatMap((key) => [key, ...(renames.get(key) ?? [])])];
          const result = renamed(bag as Bag);
          if (!computed || (kind !== 'set' && kind !== 'setOnce')) return [kind, result];
          const translated = present(host.attributes(result));
          issues.push(...translated.issues);
          return [kind, { ...result, ...translated.properties }];
        }),
      );
      return { changes: bags, issues };
    },
  };
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
const present = <T extends { readonly properties: Bag }>(translated: T): T => {
  if (!Object.values(translated.properties).includes(undefined)) return translated;
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(translated.properties))
    if (value !== undefined) put(properties, key, value);
  return { ...translated, properties };
};
