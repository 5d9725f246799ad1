/** Exact sums (S15): numbers as integer millionths. */

const MILLION = 1_000_000;

/** The millionths of a number, or null where sums cannot hold it. */
export const millionths = (value: number): bigint | null => {
  const scaled = value * MILLION;
  return Math.abs(scaled) > 2 ** 53 ? null : BigInt(Math.floor(scaled + 0.5));
};

/** The number of an exact total: the nearest double, then one division. */
export const fromMillionths = (total: bigint): number => Number(total) / MILLION;

export const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
