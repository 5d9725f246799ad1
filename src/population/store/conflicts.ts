import { sameCells } from './cells.js';
import type { RawEvents } from './raw.js';

/** Two copies of an event, by their rows. */
export type Pair = readonly [kept: number, dropped: number];

/**
 * Those pairs of copies that differ in what a reading can see (S11). A property that was written cell by cell is looked at only where it
 * has a value: there may be as many properties as events.
 */
export const conflicting = (
  { properties, actors, length }: RawEvents,
  pairs: readonly Pair[],
): readonly Pair[] => {
  if (pairs.length === 0) return pairs;
  const differs = new Uint8Array(pairs.length);
  const places = new Map<number, number[]>();
  const isCopied = new Uint8Array(length);
  pairs.forEach((rows, place) => {
    for (const row of rows) {
      isCopied[row] = 1;
      const known = places.get(row);
      if (known === undefined) places.set(row, [place]);
      else known.push(place);
    }
  });
  for (const { given } of actors === undefined ? properties : [...properties, actors]) {
    const look = (place: number): void => {
      if (differs[place] === 0 && !sameCells(given, ...pairs[place]!)) differs[place] = 1;
    };
    if (!('rows' in given)) {
      for (const place of pairs.keys()) look(place);
      continue;
    }
    for (let i = 0; i < given.rows.length; i++) {
      const row = given.rows.data[i]!;
      if (isCopied[row] === 1) for (const place of places.get(row)!) look(place);
    }
  }
  return pairs.filter((_, place) => differs[place] === 1);
};
