import { textOf } from './batches.js';

/** The keys of an object, which come in the same order line after line: mostly one comparison finds each. */
export interface JsonKeys {
  /** An object begins. */
  start(): void;
  /** The place of the next key of it. */
  place(bytes: Uint8Array, start: number, end: number): number;
}

interface Known {
  readonly bytes: Uint8Array;
  readonly slot: number;
}

/** Keys whose places are asked for once. */
export const jsonKeys = (slotOf: (name: string) => number): JsonKeys => {
  const byName = new Map<string, Known>();
  /** Which key came at which turn, last time. */
  const turns: Known[] = [];
  let turn = 0;

  const isKey = (known: Known, bytes: Uint8Array, start: number, end: number): boolean => {
    const key = known.bytes;
    const { length } = key;
    if (length !== end - start) return false;
    for (let i = 0; i < length; i++) if (key[i] !== bytes[start + i]) return false;
    return true;
  };

  return {
    start: () => {
      turn = 0;
    },
    place: (bytes, start, end) => {
      const likely = turns[turn];
      if (likely !== undefined && isKey(likely, bytes, start, end)) {
        turn++;
        return likely.slot;
      }
      const name = textOf(bytes, start, end);
      let known = byName.get(name);
      if (known === undefined) {
        known = { bytes: bytes.slice(start, end), slot: slotOf(name) };
        // Keys that are made up line by line are not all remembered.
        if (byName.size < MOST) byName.set(name, known);
      }
      turns[turn++] = known;
      return known.slot;
    },
  };
};

const MOST = 10_000;
