/** The names that are like a mistaken one, the nearest first, at most three. */
export const nearest = (wrong: unknown, names: readonly string[]): readonly string[] => {
  if (typeof wrong !== 'string' || wrong.length > 200) return [];
  return names
    .map((name) => ({ name, far: distance(letters(wrong), letters(name)) }))
    .filter(({ name, far }) => far <= Math.max(1, Math.floor(Math.min(wrong.length, name.length) / 3)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
};

/** `; did you mean …?` where a mistaken name is like others, and nothing otherwise: the end of a sentence. */
export const didYouMean = (wrong: unknown, names: readonly string[]): string => {
  const near = nearest(wrong, names).map((name) => JSON.stringify(name));
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
};

/** A name without what people write differently: case and what stands between words. */
const letters = (name: string): string => name.toLowerCase().replace(/[\s_.-]/g, '');

/** How many letters must be added, removed, replaced or swapped with the next. */
const distance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min(row[j - 1]! + 1, rows[i - 1]![j]! + 1, rows[i - 1]![j - 1]! + same));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
};
