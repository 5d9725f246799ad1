import { duration, number } from '../../print/index.js';

/** "in the last 28 days", "in the last hour". */
export const stretch = (side: string, ms: number): string =>
  `in the ${side} ${duration(ms).replace(/^1 /, '')}`;

/** A text of the host's, as it is. */
export const quoted = (text: string): string => `“${text}”`;

/** A name of the host's without its underscores: feature used. */
export const spaced = (name: string): string => name.replace(/([^_])_+(?=[^_])/g, '$1 ');

/** The same in quotes. */
export const named = (name: string): string => quoted(spaced(name));

/** A word of the language in words: `notFollowedBy` is "not followed by". */
export const plain = (word: string): string => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** "a, b or c"; of many, the first few and "12 others". */
export const list = (items: readonly string[], word: string, most = 8, others = 'others'): string =>
  items.length > most
    ? list([...items.slice(0, most - 1), `${number(items.length - most + 1)} ${others}`], word)
    : items.length < 2
      ? items.join()
      : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;

/** The first of two amounts without its unit, where the second says it: "12.5" of "30 days". */
export const unitless = (first: string, second: string): string => {
  const unit = / [a-z%]+$/i.exec(first)?.[0] ?? '';
  return second.endsWith(unit) || second.endsWith(`${unit}s`)
    ? first.slice(0, first.length - unit.length)
    : first;
};

/** The title of a part, or its id, as it stands within a sentence. */
export const title = ({ id, title: given }: { readonly id: string; readonly title?: string }): string =>
  (given ?? id.replaceAll('-', ' ')).replace(/^(A(?= )|\p{Lu}(?=\p{Ll}))/u, (first) => first.toLowerCase());
