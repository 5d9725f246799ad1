/** The values that are there, ascending: without NaN, and of all or of those whose bit is set. */
export const sortedValues = (values: Float64Array, some?: Int32Array): Float64Array => {
  const present = new Float64Array(values.length);
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    const isAsked = some === undefined || ((some[i >>> 5]! >>> (i & 31)) & 1) === 1;
    if (isAsked && !Number.isNaN(values[i]!)) present[length++] = values[i]!;
  }
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
