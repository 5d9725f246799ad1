/** Which end of an order is asked, how much of it, and what becomes of equal values across its edge (S25, S35). */
interface Rank {
  readonly end: 'top' | 'bottom';
  readonly percent: number;
  readonly ties?: 'in' | 'middle' | 'out';
}

/**
 * The value from which on (for the bottom: up to which) customers are in the top p percent, of their values in ascending
 * order. NaN where nobody has a value; where nobody is in, an infinity that none reaches.
 */
export const thresholdOf = (sorted: Float64Array, { end, percent, ties = 'in' }: Rank): number => {
  const count = sorted.length;
  if (count === 0) return NaN;
  // Places are counted from the best, which is 0.
  const at = (place: number): number => sorted[end === 'top' ? count - 1 - place : place]!;
  let place = Math.min(count - 1, Math.ceil((percent * count) / 100));
  while (place * 100 >= percent * count) place--;
  if (ties === 'in') return at(place);
  // Whoever is better than those at the last place is in, and whoever is worse is out: only they hang on how ties are taken.
  const value = at(place);
  const [low, high] = [firstWhere(sorted, (x) => x >= value), firstWhere(sorted, (x) => x > value)];
  const [best, worst] = end === 'top' ? [count - high + 1, count - low] : [low + 1, high];
  const isIn = ties === 'out' ? worst * 100 <= percent * count : (best + worst - 1) * 50 < percent * count;
  if (isIn) return value;
  return best > 1 ? at(best - 2) : end === 'top' ? Infinity : -Infinity;
};

/** The first place at which a test is true that stays true from there on; the length where there is none. */
const firstWhere = (sorted: Float64Array, test: (value: number) => boolean): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
};
