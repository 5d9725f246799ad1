/** Sorts one block of places after the other by their instants; what it needs for that is kept. */
export type BlockSorter = (from: number, to: number, order: Int32Array) => void;

/** Buckets of time, by which a block is sorted roughly before neighbours are exchanged. */
const BUCKETS = 1 << 15;

/**
 * Makes a sorter that writes the places `[from, to)` to `order`, from `from` on, by their instants; those of one instant
 * stay as they are. Linear where the instants are spread at all evenly, and where they are in order already.
 */
export const blockSorter = (times: Float64Array): BlockSorter => {
  const buckets = new Int32Array(BUCKETS + 1);
  const scratch: Scratch = { times: new Float64Array(0), places: new Int32Array(0) };
  return (from, to, order) => {
    let least = Infinity;
    let greatest = -Infinity;
    let ordered = true;
    for (let place = from; place < to; place++) {
      const time = times[place]!;
      if (time < greatest) ordered = false;
      if (time < least) least = time;
      if (time > greatest) greatest = time;
    }
    if (ordered) {
      for (let place = from; place < to; place++) order[place] = place;
      return;
    }
    const scale = (BUCKETS - 1) / (greatest - least);
    buckets.fill(0);
    for (let place = from; place < to; place++) buckets[(((times[place]! - least) * scale) | 0) + 1]!++;
    for (let bucket = 1; bucket < BUCKETS; bucket++) buckets[bucket]! += buckets[bucket - 1]!;
    for (let place = from; place < to; place++)
      order[from + buckets[((times[place]! - least) * scale) | 0]!++] = place;
    exchange(order, from, to, times, scratch);
  };
};

interface Scratch {
  times: Float64Array;
  places: Int32Array;
}

/** Sorts what is nearly in order by exchanging neighbours; gives up where too many would have to be. */
const exchange = (
  order: Int32Array,
  from: number,
  to: number,
  times: Float64Array,
  scratch: Scratch,
): void => {
  let moves = 0;
  const most = 8 * (to - from);
  let latest = times[order[from]!]!;
  for (let i = from + 1; i < to; i++) {
    const place = order[i]!;
    const time = times[place]!;
    if (time >= latest) {
      latest = time;
      continue;
    }
    let j = i - 1;
    while (j >= from && times[order[j]!]! > time) {
      order[j + 1] = order[j]!;
      j--;
    }
    order[j + 1] = place;
    moves += i - j;
    if (moves > most) {
      mergeSort(order, from, to, times, scratch);
      return;
    }
  }
};

/** The same for a list that is far from its order. */
const mergeSort = (
  order: Int32Array,
  from: number,
  to: number,
  instants: Float64Array,
  scratch: Scratch,
): void => {
  const length = to - from;
  if (scratch.times.length < 2 * length) {
    scratch.times = new Float64Array(2 * length);
    scratch.places = new Int32Array(2 * length);
  }
  const { times, places } = scratch;
  for (let i = 0; i < length; i++) {
    places[i] = order[from + i]!;
    times[i] = instants[order[from + i]!]!;
  }
  let source = 0;
  let target = length;
  for (let width = 1; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(start + 2 * width, length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        const take = left < middle && (right >= end || times[source + left]! <= times[source + right]!);
        const one = source + (take ? left++ : right++);
        times[target + at] = times[one]!;
        places[target + at] = places[one]!;
      }
    }
    [source, target] = [target, source];
  }
  for (let i = 0; i < length; i++) order[from + i] = places[source + i]!;
};
