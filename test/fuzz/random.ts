/** A generator of random numbers that a seed replays. */
export interface Random {
  /** From 0 to below a whole number. */
  below(limit: number): number;
  /** One of a list. */
  one<T>(list: readonly T[]): T;
}

/** Mulberry32: small, fast, and the same everywhere. */
export const random = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, one: (list) => list[below(list.length)]! };
};
