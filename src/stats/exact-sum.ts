/** Sums are kept in millionths. */
export const SCALE = 1e6;

/** A number in whole millionths, `floor(x·10⁶ + 0.5)`; NaN where |x·10⁶| is past 2⁵³ (S15). */
export const toMillionths = (x: number): number => {
  const scaled = x * SCALE;
  return Math.abs(scaled) <= 2 ** 53 ? Math.floor(scaled + 0.5) : NaN;
};

/**
 * An exact sum of safe integers: a double while it is exact, and what does not fit in it.
 * The carry is a bigint because a total may pass 2⁵³; it is touched only when one does.
 */
export interface ExactSum {
  low: number;
  high: bigint;
}

/** The sum of nothing. */
export const exactSum = (): ExactSum => ({ low: 0, high: 0n });

/** Adds an integer of at most 2⁵³ in size. */
export const addExact = (sum: ExactSum, x: number): void => {
  const low = sum.low + x;
  // Below 2⁵³ a double sum of integers is exact; at it, the true sum may have been rounded down to it.
  if (Math.abs(low) < 2 ** 53) sum.low = low;
  else {
    sum.high += BigInt(sum.low) + BigInt(x);
    sum.low = 0;
  }
};

/** The sum as an integer that has lost nothing. */
export const exactTotal = (sum: ExactSum): number | bigint =>
  sum.high === 0n ? sum.low : sum.high + BigInt(sum.low);

/** The double nearest to the sum, ties to even. */
export const nearestTotal = (sum: ExactSum): number => Number(exactTotal(sum));
