/** A global of every browser and of Node, in neither of the type libraries that the core is built against. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The sines that RFC 1321 adds, in the order of its steps. */
const SINES: Int32Array = /* @__PURE__ */ Int32Array.from({ length: 64 }, (_, i) =>
  Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32),
);

/** By how much each step turns, four numbers a round. */
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** In which order each round reads the words. */
const STRIDES = [1, 5, 3, 7];
const STARTS = [0, 1, 5, 0];

/**
 * The first 32 bits of the MD5 digest of a text's UTF-8 bytes, as an unsigned integer (RFC 1321).
 * It is a stable hash that every SQL engine has (S27), not a secret.
 */
export const md5Prefix = (text: string): number => {
  const words = wordsOf(text);
  let a0 = 0x67452301;
  let b0 = 0xefcdab89 | 0;
  let c0 = 0x98badcfe | 0;
  let d0 = 0x10325476;
  for (let block = 0; block < words.length; block += 16) {
    let a = a0;
    let b = b0;
    let c = c0;
    let d = d0;
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
      const word = (STRIDES[round]! * i + STARTS[round]!) & 15;
      const sum = (a + mixed + words[block + word]! + SINES[i]!) | 0;
      const shift = SHIFTS[(round << 2) | (i & 3)]!;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
    }
    a0 = (a0 + a) | 0;
    b0 = (b0 + b) | 0;
    c0 = (c0 + c) | 0;
    d0 = (d0 + d) | 0;
  }
  // The digest begins with the lowest byte.
  return ((a0 << 24) | ((a0 & 0xff00) << 8) | ((a0 >>> 8) & 0xff00) | (a0 >>> 24)) >>> 0;
};

/** The bytes of a text in words of 32 bits, lowest byte first, with the mark of their end and their number. */
const wordsOf = (text: string): Int32Array => {
  let bytes: Uint8Array | undefined;
  let { length } = text;
  for (let at = 0; at < length && bytes === undefined; at++)
    if (text.charCodeAt(at) > 127) bytes = new TextEncoder().encode(text);
  if (bytes !== undefined) length = bytes.length;
  const words = new Int32Array((((length + 8) >> 6) + 1) * 16);
  for (let at = 0; at < length; at++) {
    const byte = bytes === undefined ? text.charCodeAt(at) : bytes[at]!;
    words[at >> 2]! |= byte << ((at & 3) * 8);
  }
  words[length >> 2]! |= 0x80 << ((length & 3) * 8);
  words[words.length - 2] = length * 8;
  return words;
};
