/** A global of every browser and of Node, in neither of the type libraries that the core is built against. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/**
 * The first 32 bits of the MD5 digest of a text's UTF-8 bytes, as an unsigned integer (RFC 1321).
 * It is a stable hash that every SQL engine has (S27), not a secret.
 */
export const md5Prefix = (text: string): number => {
  const bytes = new TextEncoder().encode(text);
  const blocks = (bytes.length + 72) >> 6;
  const words = new Int32Array(blocks * 16);
  for (let i = 0; i < bytes.length; i++) words[i >> 2]! |= bytes[i]! << ((i & 3) * 8);
  words[bytes.length >> 2]! |= 0x80 << ((bytes.length & 3) * 8);
  words[blocks * 16 - 2] = bytes.length << 3;
  words[blocks * 16 - 1] = bytes.length >>> 29;

  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = state as [number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed =
        round === 0
          ? (b & c) | (~b & d)
          : round === 1
            ? (d & b) | (~d & c)
            : round === 2
              ? b ^ c ^ d
              : c ^ (b | ~d);
      const word = words[block + ((MULTIPLIERS[round]! * i + OFFSETS[round]!) & 15)]!;
      const sum = (a + mixed + word + Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32)) | 0;
      const shift = SHIFTS[round * 4 + (i & 3)]!;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
    }
    state[0] = (state[0]! + a) | 0;
    state[1] = (state[1]! + b) | 0;
    state[2] = (state[2]! + c) | 0;
    state[3] = (state[3]! + d) | 0;
  }
  const first = state[0]!;
  return (((first & 0xff) << 24) | ((first & 0xff00) << 8) | ((first >>> 8) & 0xff00) | (first >>> 24)) >>> 0;
};

const MULTIPLIERS = [1, 5, 3, 7];
const OFFSETS = [0, 1, 5, 0];
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
