import { HabitusError, onlyKeys, refuse } from '../internal/index.js';

/** What loading may take at most; where one of them is passed it ends with a `too-large` error. Each absent: no limit. */
export interface LoadLimits {
  /** Rows, of customers and events together, whether they can be used or not. */
  readonly rows?: number | undefined;
  /** Different names of events. */
  readonly names?: number | undefined;
  /** Different names of properties and attributes. */
  readonly properties?: number | undefined;
  /** Of files the bytes that are read; of rows about what they take as they are given: 2 a character, 8 a number. */
  readonly bytes?: number | undefined;
}

type Limit = keyof LoadLimits;

const WORDS: Readonly<Record<Limit, string>> = {
  rows: 'rows',
  names: 'names of events',
  properties: 'names of properties and attributes',
  bytes: 'bytes',
};

/** Refuses what has passed a limit. */
export const requireWithin = (limits: LoadLimits, counts: { readonly [L in Limit]?: number }): void => {
  for (const [limit, count] of Object.entries(counts) as [Limit, number][]) {
    const most = limits[limit];
    if (most !== undefined && count > most)
      throw new HabitusError(
        'too-large',
        `expected at most ${most} ${WORDS[limit]}: load less, or raise this limit`,
        `limits.${limit}`,
      );
  }
};

/** Limits as they were given, checked. */
export const checkLimits = (limits: LoadLimits = {}): LoadLimits => {
  onlyKeys(limits, Object.keys(WORDS), 'limits');
  for (const limit of Object.keys(limits) as Limit[]) {
    const most = limits[limit];
    if (most !== undefined && !(typeof most === 'number' && most > 0))
      refuse('bad-value', 'a number above 0', most, `limits.${limit}`);
  }
  return limits;
};

/** About how many bytes a row takes as it is given. */
export const bytesOfRow = (row: unknown): number => {
  let bytes = 0;
  const left: unknown[] = [row];
  const seen = new Set<unknown>();
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') bytes += 2 * value.length;
    else bytes += 8;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) {
      bytes += 2 * key.length;
      left.push(inner);
    }
  }
  return bytes;
};
