import type { Value } from '../../expression/index.js';
import { compareText, textIndex } from '../../internal/index.js';

/** Values by their codes. Code 0 is for what is missing. */
export interface Dictionary<V extends Value = string> {
  readonly values: readonly (V | null)[];
}

/** A dictionary that still grows. */
export interface GrowingDictionary<V extends Value = string> extends Dictionary<V> {
  /** The code of a value, new or known. */
  code(value: V): number;
}

/** An empty dictionary of texts. */
export const textDictionary = (): GrowingDictionary => keyed((text) => text);

/** An empty dictionary of lists of texts. */
export const listDictionary = (): GrowingDictionary<readonly string[]> =>
  keyed(
    (list) => JSON.stringify(list),
    (list) => Object.freeze([...list]),
  );

const keyed = <V extends Value>(
  keyOf: (value: V) => string,
  keep: (value: V) => V = (value) => value,
): GrowingDictionary<V> => {
  const values: (V | null)[] = [null];
  const codes = textIndex();
  return {
    values,
    code: (value) => {
      const key = keyOf(value);
      const known = codes.get(key);
      if (known !== undefined) return known;
      codes.add(key, values.length);
      return values.push(keep(value)) - 1;
    },
  };
};

/** Truth values as codes: false is 1, true is 2, so that their order is that of the codes. */
export const BOOLEANS: Dictionary<boolean> = { values: [null, false, true] };

/** For each code its place in the order of texts by bytes (S8); what is missing comes first. */
export const ranksOf = (values: readonly (Value | null)[]): Int32Array => {
  const sorted = values
    .map((_, code) => code)
    .slice(1)
    .sort((a, b) => compareText(String(values[a]), String(values[b])));
  const ranks = new Int32Array(values.length);
  sorted.forEach((code, place) => {
    ranks[code] = place + 1;
  });
  return ranks;
};
