/**
 * The value from which on (for the bottom: up to which) customers are in the top p percent: that of the last place with
 * `(rank − 1)·100 < p·N` (S25). Ties share the best rank, so all of them are in. NaN where nobody has a value.
 */
export const thresholdOf = (sorted: Float64Array, end: 'top' | 'bottom', percent: number): number => {
  const count = sorted.length;
  if (count === 0) return NaN;
  let place = Math.min(count - 1, Math.ceil((percent * count) / 100));
  while (place * 100 >= percent * count) place--;
  return sorted[end === 'top' ? count - 1 - place : place]!;
};
