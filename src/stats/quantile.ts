/** The values that are there, ascending: without NaN. */
export const sortedValues = (values: Float64Array): Float64Array => {
  const present = new Float64Array(values.length);
  let length = 0;
  for (const value of values) if (!Number.isNaN(value)) present[length++] = value;
  return present.subarray(0, length).sort();
};

/** The value below or at which a share of ascending values lies, between two of them in proportion (type 7 of R); null of none. */
export const quantileOf = (sorted: Float64Array, p: number): number | null => {
  if (sorted.length === 0) return null;
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low === high ? low : low * (1 - (place - below)) + high * (place - below);
};
