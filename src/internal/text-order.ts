/**
 * Orders two texts by their UTF-8 bytes, which is the order of code points (S8): below 0, 0 or above 0.
 * UTF-16 units agree but for surrogates, which stand for code points above all others.
 */
export const compareText = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
};

/** Lifts surrogates (D800–DFFF) above the rest of the basic plane. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
