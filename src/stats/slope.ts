/**
 * The least-squares slope of integers over 0, 1, … n−1: (nΣiy − ΣiΣy) ÷ (nΣi² − (Σi)²), both exact integers, and one
 * division (S22). `y` holds at least two integers; counts stay in doubles, totals past 2⁵³ in bigints.
 */
export const slope = (y: readonly (number | bigint)[]): number => {
  const n = y.length;
  const denominator = slopeDenominator(n);
  const safe = y.every((value) => typeof value === 'number' && Math.abs(value) * n * n * n < 2 ** 52);
  if (!safe) {
    const total =
      y.reduce<bigint>((sum, value, i) => sum + BigInt(2 * i - (n - 1)) * BigInt(value), 0n) * BigInt(n);
    return Number(total / 2n) / denominator;
  }
  let numerator = 0;
  for (let i = 0; i < n; i++) numerator += (2 * i - (n - 1)) * (y[i] as number);
  return (numerator * n) / 2 / denominator + 0;
};

/** nΣi² − (Σi)² over n periods: since Σi = n(n−1)/2, it is n²(n²−1)/12. */
export const slopeDenominator = (n: number): number => {
  const square = BigInt(n * n);
  return n < 5000 ? (n * n * (n * n - 1)) / 12 : Number((square * (square - 1n)) / 12n);
};
