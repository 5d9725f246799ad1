import { list } from './text.js';

/** One sentence, or several under one word: what is said, before it is known where brackets are needed. */
export type Phrase = string | { readonly word: 'and' | 'or'; readonly of: readonly Phrase[] };

const CLOSED = /“[^”]*”|\([^()]*\)/g;

/** A text without what stands in quotes and brackets. */
const open = (text: string): string => {
  const outside = text.replace(CLOSED, '');
  return outside === text ? text : open(outside);
};

/** True of a text in which a reader could find a second sentence. */
const hasParts = (text: string): boolean => /[,;] | and | or /.test(open(text));

/** Sentences in a row, with as many commas as keep apart what belongs apart. */
const row = (items: readonly string[], word: string): string =>
  items.some(hasParts)
    ? [...items.slice(0, -1), `${word} ${items.at(-1)}`].join(
        items.length > 2 && /[,;] /.test(open(items.join(''))) ? '; ' : ', ',
      )
    : list(items, word, Infinity);

/** The parts of a phrase and of those inside it that stand under the same word. */
const partsOf = (phrase: Phrase, word: string): readonly Phrase[] =>
  typeof phrase !== 'string' && (phrase.word === word || phrase.of.length === 1)
    ? phrase.of.flatMap((part) => partsOf(part, word))
    : [phrase];

const PAIR = { and: 'both', or: 'either' } as const;

/**
 * A phrase as one sentence. Phrases that mean different things never give the same one: two plain sentences inside a
 * longer one are "either a or b" or "both a and b", anything else inside stands in brackets.
 */
export const joined = (phrase: Phrase, inside = false): string => {
  if (typeof phrase === 'string') return phrase;
  const { word } = phrase;
  const parts = partsOf(phrase, word);
  if (parts.length === 1) return joined(parts[0]!, inside);
  const items = parts.map((part) => joined(part, true));
  const all = row(items, word);
  if (!inside) return all;
  return items.length > 2 || items.some(hasParts) ? `(${all})` : `${PAIR[word]} ${all}`;
};
