import { reserve } from '../internal/index.js';
import { textOf } from './batches.js';

/** Texts by their bytes: each different one has a code, from 1 on, and is made a string once. */
export interface ByteTexts {
  /** By code; of code 0 there is none. */
  readonly values: (string | null)[];
  /** The code of the text that stands there, new or known. `view` is of the same bytes. */
  code(bytes: Uint8Array, view: DataView, start: number, end: number): number;
  /** The code of a text. */
  codeOf(text: string): number;
}

/** A view of bytes that reads four of them at once. */
export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const LONE = /\p{Surrogate}/u;

/**
 * Of each place of the table: code, hash, where the bytes are, how many; all together are near each other in memory.
 */
const PLACE = 4;

/** No texts yet. */
export const byteTexts = (): ByteTexts => {
  const values: (string | null)[] = [null];
  const utf8 = new TextEncoder();
  /** The bytes of all texts, one after the other. */
  const pool = { data: new Uint8Array(1 << 12), length: 0 };
  let stored = viewOf(pool.data);
  /** Open addressing; half of the places at least are free. */
  let table = new Int32Array(PLACE << 8);
  let places = 1 << 8;
  let used = 0;
  /** Texts that no bytes spell: with half a pair of surrogates. */
  const unspelled = new Map<string, number>();

  const add = (bytes: Uint8Array, start: number, end: number, hash: number): number => {
    const code = values.push(textOf(bytes, start, end)) - 1;
    const length = end - start;
    const before = pool.data;
    reserve(pool, pool.length + length).set(bytes.subarray(start, end), pool.length);
    if (pool.data !== before) stored = viewOf(pool.data);
    if (++used * 2 > places) grow();
    const at = free(hash);
    table[at] = code;
    table[at + 1] = hash;
    table[at + 2] = pool.length;
    table[at + 3] = length;
    pool.length += length;
    return code;
  };

  const free = (hash: number): number => {
    let place = hash & (places - 1);
    while (table[place * PLACE] !== 0) place = (place + 1) & (places - 1);
    return place * PLACE;
  };

  const grow = (): void => {
    const before = table;
    places *= 2;
    table = new Int32Array(places * PLACE);
    for (let at = 0; at < before.length; at += PLACE)
      if (before[at] !== 0) table.set(before.subarray(at, at + PLACE), free(before[at + 1]!));
  };

  const isSame = (view: DataView, start: number, end: number, from: number): boolean => {
    const shift = from - start;
    let at = start;
    for (; at + 4 <= end; at += 4)
      if (view.getInt32(at, true) !== stored.getInt32(at + shift, true)) return false;
    for (; at < end; at++) if (view.getUint8(at) !== stored.getUint8(at + shift)) return false;
    return true;
  };

  const code = (bytes: Uint8Array, view: DataView, start: number, end: number): number => {
    const hash = hashOf(view, start, end);
    const mask = places - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const at = place * PLACE;
      const known = table[at]!;
      if (known === 0) return add(bytes, start, end, hash);
      if (table[at + 1] === hash && table[at + 3] === end - start && isSame(view, start, end, table[at + 2]!))
        return known;
    }
  };

  return {
    values,
    code,
    codeOf: (text) => {
      if (!LONE.test(text)) {
        const bytes = utf8.encode(text);
        return code(bytes, viewOf(bytes), 0, bytes.length);
      }
      const known = unspelled.get(text) ?? values.push(text) - 1;
      unspelled.set(text, known);
      return known;
    },
  };
};

/** Four bytes a step, then the rest; mixed downwards each time, since places are chosen by the lowest bits. */
const hashOf = (view: DataView, start: number, end: number): number => {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) {
    hash = Math.imul(hash ^ view.getUint8(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
};
