/** How many bits of a word are set. */
export const ones = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

/** How many words so many bits take. */
export const wordsFor = (bits: number): number => (bits + 31) >>> 5;

/** Whether a bit is set, 32 in a word. */
export const hasBit = (words: Int32Array, at: number): boolean =>
  ((words[at >>> 5]! >>> (at & 31)) & 1) === 1;

/** Sets a bit. */
export const setBit = (words: Int32Array, at: number): void => {
  words[at >>> 5]! |= 1 << (at & 31);
};
