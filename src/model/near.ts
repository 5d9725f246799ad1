/** How many names a sentence lists. */
const LISTED = 5;

/** The names that are like a mistaken one, the nearest first; without any, the first few of all. In words for a sentence. */
export const nearNames = (wrong: unknown, names: readonly string[]): string => {
  if (names.length === 0) return 'it has none';
  const near = typeof wrong === 'string' && wrong.length <= 200 ? nearest(wrong, names) : [];
  if (near.length > 0) return `did you mean ${near.map((name) => JSON.stringify(name)).join(' or ')}?`;
  const more = names.length > LISTED ? `, … (${names.length} in all)` : '';
  return `${names.length === 1 ? 'the only one is' : 'they are'} ${names
    .slice(0, LISTED)
    .map((name) => JSON.stringify(name))
    .join(', ')}${more}`;
};

const nearest = (wrong: string, names: readonly string[]): readonly string[] => {
  const plain = letters(wrong);
  return names
    .map((name) => ({ name, far: distance(plain, letters(name)) }))
    .filter(({ name, far }) => far <= Math.max(1, Math.floor(Math.min(wrong.length, name.length) / 3)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
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
