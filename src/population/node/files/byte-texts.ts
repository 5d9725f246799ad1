import { reserve } from '../../store/memory.js';
import { textOf } from './batches.js';

/** Texts by their bytes: each different one has a code, from 1 on, and is made a string once. */
export interface ByteTexts {
  /** By code; of code 0 there is none. */
  readonly values: (string | null)[];
  /** The code of the text that stands there, new or known. */
  code(bytes: Uint8Array, start: number, end: number): number;
  /** The code of a text. */
  codeOf(text: string): number;
}

const LONE = /\p{Surrogate}/u;

/** No texts yet. */
export const byteTexts = (): ByteTexts => {
  const values: (string | null)[] = [null];
  const utf8 = new TextEncoder();
  /** The bytes of all texts, one after the other, and where each ends. */
  const pool = { data: new Uint8Array(1 << 12), length: 0 };
  const ends = { data: new Int32Array(1 << 8), length: 1 };
  const hashes = { data: new Int32Array(1 << 8), length: 1 };
  /** Codes by hash, open addressing; half of the places at least are free. */
  let table = new Int32Array(1 << 9);
  let mask = table.length - 1;

  /** Texts that no bytes spell: with half a pair of surrogates. */
  const unspelled = new Map<string, number>();

  const add = (bytes: Uint8Array, start: number, end: number, hash: number): number => {
    const code = values.push(textOf(bytes, start, end)) - 1;
    const length = end - start;
    reserve(pool, pool.length + length).set(bytes.subarray(start, end), pool.length);
    pool.length += length;
    reserve(ends, code + 1)[code] = pool.length;
    reserve(hashes, code + 1)[code] = hash;
    if (code * 2 > table.length) {
      table = new Int32Array(table.length * 4);
      mask = table.length - 1;
      for (let known = 1; known <= code; known++)
        if (!unspelled.has(values[known]!)) place(known, hashes.data[known]!);
    } else place(code, hash);
    return code;
  };

  const place = (code: number, hash: number): void => {
    let at = hash & mask;
    while (table[at] !== 0) at = (at + 1) & mask;
    table[at] = code;
  };

  const code = (bytes: Uint8Array, start: number, end: number): number => {
    let hash = 0;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 0x01000193) ^ bytes[i]!) | 0;
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    const length = end - start;
    probe: for (let at = hash & mask; ; at = (at + 1) & mask) {
      const known = table[at]!;
      if (known === 0) return add(bytes, start, end, hash);
      if (hashes.data[known] !== hash) continue;
      const from = ends.data[known - 1]!;
      if (ends.data[known]! - from !== length) continue;
      const stored = pool.data;
      for (let i = 0; i < length; i++) if (stored[from + i] !== bytes[start + i]) continue probe;
      return known;
    }
  };

  return {
    values,
    code,
    codeOf: (text) => {
      if (LONE.test(text)) {
        let known = unspelled.get(text);
        if (known === undefined) {
          known = values.push(text) - 1;
          unspelled.set(text, known);
          reserve(ends, known + 1)[known] = pool.length;
          reserve(hashes, known + 1)[known] = 0;
        }
        return known;
      }
      const bytes = utf8.encode(text);
      return code(bytes, 0, bytes.length);
    },
  };
};
