import type { Dealt } from './partition.js';
import type { OnCopy, RawEvents } from './raw.js';

/**
 * Takes out (sets to −1) every place of a block, sorted by time, that is a copy of one before it, and says how many there
 * were (S11). `rows` says which row each place came from.
 */
export const dropCopies = (
  ids: NonNullable<RawEvents['ids']>,
  { customers, names, times }: Dealt,
  order: Int32Array,
  block: { readonly from: number; readonly to: number },
  rows: Int32Array,
  onCopy: OnCopy,
): number => {
  let dropped = 0;
  let { from } = block;
  while (from < block.to) {
    const time = times[order[from]!]!;
    let to = from + 1;
    while (to < block.to && times[order[to]!]! === time) to++;
    if (to - from > 1) {
      const kept = new Map<string, number>();
      for (let i = from; i < to; i++) {
        const place = order[i]!;
        const row = rows[place]!;
        const id = ids(row);
        if (typeof id !== 'string' || id === '') continue;
        const key = `${customers[place]} ${names[place]} ${id}`;
        const first = kept.get(key);
        if (first === undefined) kept.set(key, row);
        else {
          onCopy(first, row);
          order[i] = -1;
          dropped++;
        }
      }
    }
    from = to;
  }
  return dropped;
};
