/** The names that are like a mistaken one, the nearest first, at most three. */
export const nearest = (wrong: unknown, names: readonly string[]): readonly string[] => {
  if (typeof wrong !== 'string' || wrong.length > 200) return [];
  const found: string[] = [];
  for (let edits = 0; edits <= Math.max(1, Math.floor(wrong.length / 3)) && edits <= MOST; edits++)
    for (const name of names)
      if (!found.includes(name) && edits <= Math.max(1, name.length / 3))
        if (isNear(letters(wrong), letters(name), edits)) found.push(name);
  return found.slice(0, 3);
};

/** More mistakes than this make another word. */
const MOST = 3;

/** `; did you mean …?` where a mistaken name is like others, and nothing otherwise: the end of a sentence. */
export const didYouMean = (wrong: unknown, names: readonly string[]): string => {
  const near = nearest(wrong, names).map((name) => JSON.stringify(name));
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
};

/** A name without what people write differently: case and what stands between words. */
const letters = (name: string): string => name.toLowerCase().replace(/[\s_.-]/g, '');

/** Whether so many letters at most must be added, removed, replaced or swapped with the next to make one text of the other. */
const isNear = (a: string, b: string, edits: number): boolean => {
  if (a === b) return true;
  if (a[0] === b[0]) return isNear(a.slice(1), b.slice(1), edits);
  return (
    edits > 0 &&
    (isNear(a.slice(1), b, edits - 1) ||
      isNear(a, b.slice(1), edits - 1) ||
      isNear(a.slice(1), b.slice(1), edits - 1) ||
      (a[0] === b[1] && a[1] === b[0] && isNear(a.slice(2), b.slice(2), edits - 1)))
  );
};
