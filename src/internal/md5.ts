/** A global of every browser and of Node, in neither of the type libraries that the core is built against. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/**
 * The first 32 bits of the MD5 digest of a text's UTF-8 bytes, as an unsigned integer (RFC 1321).
 * It is a stable hash that every SQL engine has (S27), not a secret.
 */
export const md5Prefix = (text: string): number => {
  const bytes = new TextEncoder().encode(text);
  const length = bytes.length;
  const words = new Int32Array((((length + 8) >> 6) + 1) * 16);
  const put = (at: number, byte: number): void => {
    words[at >> 2]! |= byte << ((at & 3) * 8);
  };
  bytes.forEach((byte, at) => {
    put(at, byte);
  });
  put(length, 0x80);
  words[words.length - 2] = length * 8;

  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const [mixed, word, shifts] = [
        [(b & c) | (~b & d), i, [7, 12, 17, 22]],
        [(d & b) | (~d & c), 5 * i + 1, [5, 9, 14, 20]],
        [b ^ c ^ d, 3 * i + 5, [4, 11, 16, 23]],
        [c ^ (b | ~d), 7 * i, [6, 10, 15, 21]],
      ][i >> 4] as [number, number, number[]];
      const sum =
        (a + mixed + words[block + (word & 15)]! + Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32)) | 0;
      const shift = shifts[i & 3]!;
      [a, b, c, d] = [d, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0, b, c];
    }
    [a, b, c, d].forEach((value, i) => {
      state[i]! += value;
    });
  }
  const view = new DataView(state.buffer);
  view.setInt32(0, state[0]!, true);
  return view.getUint32(0);
};
