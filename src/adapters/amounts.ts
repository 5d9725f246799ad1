import { own } from '../internal/index.js';
import { type Translator, translator } from '../rows/index.js';
import { type HostVocabulary, type Money, saas } from '../vocabulary/index.js';
import type { Fields } from './facts.js';

/** An event in the model's words, with what went wrong on the way. */
export type Translation = ReturnType<Translator['event']>;

/** Properties that are amounts of money. */
export const AMOUNTS: ReadonlySet<string> = new Set(['amount', 'listPrice', 'mrr', 'previousMrr', 'price']);

/** Brings those amounts of the model's events into the reporting currency that stand under the model's own names. */
export const amountsOf = (money: Money) => {
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
